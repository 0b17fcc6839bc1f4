"""Questions to the record and their answers."""

from __future__ import annotations

import json
import re
import sqlite3
from dataclasses import dataclass
from datetime import date

from communique import codec
from communique.core.errors import UsageError
from communique.record.folding import word_patterns
from communique.record.fulltext import parse_text_query
from communique.statements.types import Act, Quotation, Statement

DEFAULT_LIMIT = 20
_OPEN, _CLOSE = "\x02", "\x03"
_FIRST_OF_YEAR = "YYYY-01-01"
_PARTIAL_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True, slots=True)
class StatementQuery:
    """Which statements are wanted; a condition left out is none.

    ``text`` is free text (:mod:`communique.record.fulltext` has the syntax). ``speaker``,
    ``about`` and ``publisher`` hold words that must each begin a word of the name; case and
    accents do not matter. ``since`` and ``until`` are ISO dates, whole or cut to month or
    year, and bound the date of publication, both included. At most ``limit`` hits come.
    """

    text: str = ""
    speaker: str | None = None
    about: str | None = None
    since: str | None = None
    until: str | None = None
    publisher: str | None = None
    act: Act | None = None
    quotation: Quotation | None = None
    limit: int = DEFAULT_LIMIT


@dataclass(frozen=True, slots=True)
class HitSpeaker:
    """A speaker and the office held at publication, as the document tells it."""

    id: str
    name: str
    office: str | None


@dataclass(frozen=True, slots=True)
class HitDocument:
    """The document a hit stands in."""

    id: str
    title: str | None
    publisher: str | None
    published: str | None
    path: str | None


@dataclass(frozen=True, slots=True)
class Highlight:
    """A half-open range of a hit's ``words`` that matched the text query."""

    start_char: int
    end_char: int


@dataclass(frozen=True, slots=True)
class StatementHit:
    """A statement found; lines count from 1, ``words`` is its content on one line."""

    statement: Statement
    speakers: tuple[HitSpeaker, ...]
    document: HitDocument
    first_line: int
    last_line: int
    words: str
    highlights: tuple[Highlight, ...]


def find_statements(connection: sqlite3.Connection, query: StatementQuery) -> list[StatementHit]:
    """The hits for ``query``, best match first (BM25), then newest first.

    Raises:
        UsageError: for a date, limit or text that cannot be searched for.
    """
    conditions, values, ranked = _conditions(query)
    marked = "highlight(statement_text, 0, char(2), char(3))" if ranked else "s.words"
    source = "statement_text JOIN statement s ON s.number = statement_text.rowid"
    order = "bm25(statement_text), " if ranked else ""
    rows = connection.execute(
        f"SELECT s.number, s.statement, s.first_line, s.last_line, {marked},"
        " d.id, d.title, d.publisher, d.published, d.path"
        f" FROM {source if ranked else 'statement s'} JOIN document d ON d.id = s.document"
        f" WHERE {' AND '.join(conditions) or '1'}"
        f" ORDER BY {order}d.published DESC, d.id, s.number LIMIT ?",
        [*values, query.limit],
    ).fetchall()
    return [_hit(connection, row) for row in rows]


def _conditions(query: StatementQuery) -> tuple[list[str], list[object], bool]:
    """SQL conditions, their values, and whether a full text match ranks the rows."""
    if query.limit < 1:
        raise UsageError("the limit must be at least 1")
    text = parse_text_query(query.text)
    found: list[tuple[str, object]] = []
    if text.wanted:
        found.append(("statement_text MATCH ?", text.wanted))
    if text.unwanted:
        found.append((_WITHOUT, text.unwanted))
    found += _name_conditions(query)
    found += _date_conditions(query)
    if query.act:
        found.append(("s.act = ?", query.act.value))
    if query.quotation:
        found.append(("s.quotation = ?", query.quotation.value))
    return [sql for sql, _ in found], [value for _, value in found], bool(text.wanted)


_WITHOUT = "s.number NOT IN (SELECT rowid FROM statement_text WHERE statement_text MATCH ?)"
_LIKE = "LIKE ? ESCAPE '\\'"


def _name_conditions(query: StatementQuery) -> list[tuple[str, object]]:
    conditions: list[tuple[str, object]] = []
    if query.publisher is not None:
        for pattern in _patterns(query.publisher, "publisher"):
            conditions.append((f"d.publisher_folded {_LIKE}", pattern))
    if query.speaker is not None:
        conditions.append(_any_named("speaker", query.speaker))
    if query.about is not None:
        conditions.append(_any_named("subject", query.about))
    return conditions


def _any_named(table: str, name: str) -> tuple[str, object]:
    """That one row of ``table`` matches every word of ``name``; the value is a JSON list."""
    patterns = json.dumps(_patterns(name, "about" if table == "subject" else table))
    return (
        f"EXISTS (SELECT 1 FROM {table} n WHERE n.statement = s.number AND NOT EXISTS"
        f" (SELECT 1 FROM json_each(?) p WHERE n.folded NOT LIKE p.value ESCAPE '\\'))",
        patterns,
    )


def _patterns(name: str, option: str) -> list[str]:
    patterns = word_patterns(name)
    if not patterns:
        raise UsageError(f"{option} {name!r} holds no word to look for")
    return patterns


def _date_conditions(query: StatementQuery) -> list[tuple[str, object]]:
    conditions: list[tuple[str, object]] = []
    if query.since is not None:
        conditions.append(("d.published >= ?", _checked_date(query.since, "since")))
    if query.until is not None:
        until = _checked_date(query.until, "until")
        conditions.append((f"substr(d.published, 1, {len(until)}) <= ?", until))
    return conditions


def _checked_date(value: str, option: str) -> str:
    if not _is_partial_date(value):
        raise UsageError(
            f"{option} {value!r} is not a date: write it as YYYY-MM-DD, YYYY-MM or YYYY"
        )
    return value


def _is_partial_date(value: str) -> bool:
    if not _PARTIAL_DATE.fullmatch(value):
        return False
    try:
        date.fromisoformat(value + _FIRST_OF_YEAR[len(value) :])
    except ValueError:
        return False
    return True


def _hit(connection: sqlite3.Connection, row: tuple[object, ...]) -> StatementHit:
    number, statement, first_line, last_line, marked, *document = row
    words, highlights = _unmark(str(marked))
    return StatementHit(
        codec.from_dict(Statement, json.loads(str(statement))),
        _speakers(connection, number),
        HitDocument(*document),  # type: ignore[arg-type]
        int(str(first_line)),
        int(str(last_line)),
        words,
        highlights,
    )


def _speakers(connection: sqlite3.Connection, number: object) -> tuple[HitSpeaker, ...]:
    rows = connection.execute(
        "SELECT actor, name, office FROM speaker WHERE statement = ? ORDER BY position", [number]
    )
    return tuple(HitSpeaker(*row) for row in rows)


def _unmark(marked: str) -> tuple[str, tuple[Highlight, ...]]:
    """The words without the marks, and the ranges that the marks enclosed."""
    words, highlights = "", []
    for part in marked.split(_OPEN):
        inside, mark, outside = part.partition(_CLOSE)
        if mark:
            highlights.append(Highlight(len(words), len(words) + len(inside)))
        words += inside + outside
    return words, tuple(highlights)
