"""``communique search``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from communique import codec
from communique.core.errors import UsageError
from communique.outputs.cli.streams import default_style, output_stream, text_console
from communique.outputs.text import SPEECH_STYLES, line_reference, shown
from communique.record import Record, StatementHit, StatementQuery
from communique.statements.types import Act, Quotation

_MATCH = "reverse"
_INDENT = (0, 0, 0, 2)


def run_search(text: str, filters: dict[str, Any], *, style: str | None, record: Path) -> int:
    """Search, print the hits and return the exit status."""
    query = _query(text, filters)
    with Record.open(record, create=False) as opened:
        hits = opened.search(query)
    with output_stream(None) as stream:
        if (style or default_style(None)) == "json":
            found = [codec.to_dict(hit) for hit in hits]
            stream.write(json.dumps(found, ensure_ascii=False, indent=2) + "\n")
        else:
            print_hits(hits, text_console(stream))
    if not hits:
        print("communique: no statements found", file=sys.stderr)
    elif len(hits) == query.limit:
        print(f"communique: the first {query.limit}; --limit shows more", file=sys.stderr)
    return 0


def print_hits(hits: list[StatementHit], console: Console) -> None:
    """Print each hit with speaker, words, document, date and line."""
    for hit in hits:
        console.print(_speaker_line(hit))
        console.print(Padding(_words(hit), _INDENT, expand=False))
        console.print(Padding(_place_line(hit), _INDENT, expand=False))
        console.print()


def _query(text: str, filters: dict[str, Any]) -> StatementQuery:
    conditions = {name: value for name, value in filters.items() if value is not None}
    if not text.strip() and set(conditions) <= {"limit"}:
        raise UsageError("nothing to search for: give words, or an option such as --speaker")
    if "act" in conditions:
        conditions["act"] = Act(conditions["act"])
    if "quotation" in conditions:
        conditions["quotation"] = Quotation(conditions["quotation"])
    return StatementQuery(text, **conditions)


def _speaker_line(hit: StatementHit) -> Text:
    names = " and ".join(speaker.name for speaker in hit.speakers) or "Speaker not named"
    line = shown(names, "bold")
    if len(hit.speakers) == 1 and hit.speakers[0].office:
        line.append_text(shown(f"  {hit.speakers[0].office}", "dim"))
    return line


def _words(hit: StatementHit) -> Text:
    quotation = hit.statement.quotation.value
    words = shown(hit.words, SPEECH_STYLES[quotation])
    for mark in hit.highlights:
        words.stylize(_MATCH, mark.start_char, mark.end_char)
    return Text.assemble(Text(f"{quotation}, {hit.statement.act.value}: ", "dim"), words)


def _place_line(hit: StatementHit) -> Text:
    document = hit.document
    parts = [document.published or "date unknown", document.publisher, document.title]
    lines = line_reference((hit.first_line, hit.last_line))
    place = f"{document.path}:{lines}" if document.path else f"line {lines}"
    return shown(" · ".join(part for part in (*parts, place) if part), "dim")
