"""The record file: readings go in, statements and readings come out."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from types import TracebackType

from communique import codec
from communique.core.errors import RecordError
from communique.pipeline import Reading
from communique.record.folding import fold_names
from communique.record.queries import StatementHit, StatementQuery, find_statements
from communique.record.rows import (
    StatementRow,
    reading_json,
    same_but_for_path,
    statement_rows,
)
from communique.record.schema import connect, record_errors


class AddOutcome(StrEnum):
    """What adding a reading did: a document already there is replaced if it reads otherwise."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    REPLACED = "replaced"


class Record:
    """A record file; use it as a context manager or close it.

    All methods raise RecordError, with what to do, if the file cannot be read or written.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self.path = path

    @classmethod
    def open(cls, path: str | os.PathLike[str], *, create: bool = True) -> Record:
        """The record at ``path``; a missing one is made, unless ``create`` is false.

        Without ``create`` the record is opened for reading alone.
        """
        place = Path(path)
        return cls(connect(place, create=create), place)

    def close(self) -> None:
        """Close the file; the record cannot be used afterwards."""
        self._connection.close()

    def __enter__(self) -> Record:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def add(self, reading: Reading) -> AddOutcome:
        """Keep a reading; the same text is the same document, and its new reading replaces the old.

        A document that only lies elsewhere is unchanged.
        """
        with self._writing():
            old = self._reading(reading.document.id)
            if old is not None and same_but_for_path(old, reading):
                return AddOutcome.UNCHANGED
            self._connection.execute("DELETE FROM document WHERE id = ?", [reading.document.id])
            self._insert(reading)
        return AddOutcome.ADDED if old is None else AddOutcome.REPLACED

    def search(self, query: StatementQuery) -> list[StatementHit]:
        """The statements that ``query`` asks for, best first (UsageError: a bad query)."""
        with record_errors(self.path):
            return find_statements(self._connection, query)

    def reading(self, document_id: str) -> Reading | None:
        """The reading of a document, None if it is not in the record."""
        with record_errors(self.path):
            return self._reading(document_id)

    def document_ids(self) -> list[str]:
        """The ids of all documents, sorted."""
        with record_errors(self.path):
            rows = self._connection.execute("SELECT id FROM document ORDER BY id").fetchall()
        return [row[0] for row in rows]

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One transaction: all of it is written or nothing."""
        with record_errors(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def _reading(self, document_id: str) -> Reading | None:
        row = self._connection.execute(
            "SELECT reading FROM document WHERE id = ?", [document_id]
        ).fetchone()
        if row is None:
            return None
        try:
            return Reading.from_dict(json.loads(row[0]))
        except (codec.InvalidReading, ValueError) as error:
            raise RecordError(f"{self.path}: document {document_id} is damaged: {error}") from error

    def _insert(self, reading: Reading) -> None:
        document = reading.document
        self._connection.execute(
            "INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                document.id,
                document.title,
                document.publisher,
                fold_names([document.publisher or ""]),
                document.published,
                document.path,
                reading_json(reading),
            ],
        )
        for row in statement_rows(reading):
            self._insert_statement(document.id, row)

    def _insert_statement(self, document_id: str, row: StatementRow) -> None:
        statement = row.statement
        number = self._connection.execute(
            "INSERT INTO statement VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)",
            [
                document_id,
                row.first_line,
                row.last_line,
                statement.quotation.value,
                statement.act.value,
                row.words,
                json.dumps(codec.to_dict(statement), separators=(",", ":")),
            ],
        ).lastrowid
        self._connection.executemany(
            "INSERT INTO speaker VALUES (?, ?, ?, ?, ?, ?)",
            [(number, position, *speaker) for position, speaker in enumerate(row.speakers)],
        )
        self._connection.executemany(
            "INSERT INTO subject VALUES (?, ?, ?)", [(number, *subject) for subject in row.subjects]
        )
