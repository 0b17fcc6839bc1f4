"""The tables of the record, and how a record file is opened, made and recognised."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from communique.core.errors import RecordError

# "COMQ" in the SQLite header marks a file as ours (https://www.sqlite.org/fileformat.html, 1.3).
APPLICATION_ID = 0x434F4D51
SCHEMA_VERSION = 1
BUSY_SECONDS = 5.0

_TABLES = """
CREATE TABLE document (
    id TEXT PRIMARY KEY,
    title TEXT,
    publisher TEXT,
    publisher_folded TEXT NOT NULL,
    published TEXT,
    path TEXT,
    reading TEXT NOT NULL
);
CREATE TABLE statement (
    number INTEGER PRIMARY KEY,
    document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    first_line INTEGER NOT NULL,
    last_line INTEGER NOT NULL,
    quotation TEXT NOT NULL,
    act TEXT NOT NULL,
    words TEXT NOT NULL,
    statement TEXT NOT NULL
);
CREATE INDEX statement_document ON statement (document);
CREATE TABLE speaker (
    statement INTEGER NOT NULL REFERENCES statement (number) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    actor TEXT NOT NULL,
    name TEXT NOT NULL,
    office TEXT,
    folded TEXT NOT NULL,
    PRIMARY KEY (statement, position)
);
CREATE TABLE subject (
    statement INTEGER NOT NULL REFERENCES statement (number) ON DELETE CASCADE,
    name TEXT NOT NULL,
    folded TEXT NOT NULL
);
CREATE INDEX subject_statement ON subject (statement);
CREATE VIRTUAL TABLE statement_text USING fts5 (
    words, content = 'statement', content_rowid = 'number',
    tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER statement_added AFTER INSERT ON statement BEGIN
    INSERT INTO statement_text (rowid, words) VALUES (new.number, new.words);
END;
CREATE TRIGGER statement_removed AFTER DELETE ON statement BEGIN
    INSERT INTO statement_text (statement_text, rowid, words)
    VALUES ('delete', old.number, old.words);
END;
"""


def connect(path: Path, *, create: bool) -> sqlite3.Connection:
    """A connection to the record at ``path``; with ``create`` a missing one is made.

    Without ``create`` the record is only read, and may lie in a folder that cannot be
    written.

    Raises:
        RecordError: if there is no record, or it cannot be opened.
    """
    _check_place(path, create=create)
    with record_errors(path):
        return _open(path, create=create)


@contextmanager
def record_errors(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into one clear line each."""
    try:
        yield
    except sqlite3.Error as error:
        raise RecordError(f"{path}: {_advice(error)}") from error


def _check_place(path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise RecordError(f"{path}: is a folder; give the record a file name")
    if path.exists():
        return
    if not create:
        raise RecordError(f"{path}: no record there; make one with 'communique add'")
    if not path.parent.is_dir():
        raise RecordError(f"{path}: the folder {path.parent} does not exist; make it first")


def _open(path: Path, *, create: bool) -> sqlite3.Connection:
    connection = _raw_connection(path, "rwc" if create else "rw")
    try:
        return _prepared(connection, path, create=create)
    except sqlite3.OperationalError as error:
        connection.close()
        if create or not _lies_still(path, error):
            raise
        return _prepared(_raw_connection(path, "ro&immutable=1"), path, create=False)
    except BaseException:
        connection.close()
        raise


def _lies_still(path: Path, error: sqlite3.OperationalError) -> bool:
    """Whether a record that would not open is one in a write-protected folder, at rest.

    SQLite needs to write beside a WAL database even to read it, except as "immutable".
    """
    write_ahead = path.with_name(path.name + "-wal")
    opens_not = error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
    return opens_not and not (write_ahead.exists() and write_ahead.stat().st_size)


def _raw_connection(path: Path, mode: str) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)


def _prepared(connection: sqlite3.Connection, path: Path, *, create: bool) -> sqlite3.Connection:
    connection.execute("PRAGMA foreign_keys = ON")
    if create:
        _make_or_check(connection, path)
        connection.execute("PRAGMA journal_mode = WAL")
    else:
        connection.execute("PRAGMA query_only = ON")
        _check_ours(connection, path)
    return connection


def _make_or_check(connection: sqlite3.Connection, path: Path) -> None:
    """Lay out an empty file as a record, in one transaction; check any other."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if tables:
            _check_ours(connection, path)
        else:
            _lay_out(connection)
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _lay_out(connection: sqlite3.Connection) -> None:
    pending = ""
    for line in _TABLES.splitlines():
        pending += line + "\n"
        if sqlite3.complete_statement(pending):
            connection.execute(pending)
            pending = ""
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _check_ours(connection: sqlite3.Connection, path: Path) -> None:
    found = connection.execute("PRAGMA application_id").fetchone()[0]
    if found != APPLICATION_ID:
        raise RecordError(f"{path}: a database of another program; choose another file")
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > SCHEMA_VERSION:
        raise RecordError(
            f"{path}: made by a newer Communiqué (layout {version}); upgrade to use it"
        )


def _advice(error: sqlite3.Error) -> str:
    """What went wrong and what to do, for people."""
    known = {
        sqlite3.SQLITE_BUSY: "in use by another program; try again when it has finished",
        sqlite3.SQLITE_LOCKED: "in use by another program; try again when it has finished",
        sqlite3.SQLITE_NOTADB: "not a Communiqué record; choose another file",
        sqlite3.SQLITE_CORRUPT: "the file is damaged; restore a copy or add the documents anew",
        sqlite3.SQLITE_READONLY: "cannot be written; check the permissions of file and folder",
        sqlite3.SQLITE_CANTOPEN: "cannot be opened; check the permissions of file and folder",
        sqlite3.SQLITE_PERM: "cannot be opened; check the permissions of file and folder",
        sqlite3.SQLITE_FULL: "the disk is full; make room and try again",
        sqlite3.SQLITE_IOERR: "the disk cannot be read or written; check it and try again",
    }
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if "no such module: fts5" in str(error):
        return "this Python's SQLite has no full text search (FTS5); use another Python build"
    return known.get(code, f"the database refuses: {error}")
