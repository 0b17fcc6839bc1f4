"""``communique read``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from communique.outputs.cli.inputs import DocumentRequest, DocumentRun
from communique.outputs.cli.streams import default_style, output_stream, text_console
from communique.outputs.html import html_page
from communique.outputs.json import json_array, json_line, json_object
from communique.outputs.text import print_reading
from communique.pipeline import Reading


def run_read(
    request: DocumentRequest, *, style: str | None, explain: bool, output: Path | None
) -> int:
    """Read, write in ``style`` and return the exit status (1 if a document failed)."""
    style = style or default_style(output)
    run = DocumentRun(request)
    run.check_output(output)
    on_screen = output is None and sys.stdout.isatty()
    with output_stream(output) as stream:
        readings = run.readings(quiet=on_screen)
        if style == "text":
            _write_text(readings, stream, explain=explain)
        else:
            for piece in _pieces(readings, style, explain=explain, single=request.is_single):
                stream.write(piece)
        stream.flush()
    return 1 if run.failed else 0


def _write_text(readings: Iterator[Reading], stream: TextIO, *, explain: bool) -> None:
    console = text_console(stream)
    for reading in readings:
        print_reading(reading, console, explain=explain)


def _pieces(
    readings: Iterator[Reading], style: str, *, explain: bool, single: bool
) -> Iterator[str]:
    """What to write, as the readings come; ``single`` makes JSON one object, not an array."""
    if style == "html":
        yield from html_page(readings, explain=explain)
    elif style == "jsonl":
        yield from (json_line(reading, explain=explain) + "\n" for reading in readings)
    elif single:
        yield from (json_object(reading, explain=explain) + "\n" for reading in readings)
    else:
        yield from json_array(readings, explain=explain)
