"""Where output goes: standard output or a file, with or without colours, and progress."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO, TypeVar

from rich.console import Console

from communique.core.errors import CommuniqueError
from communique.outputs.text import shown

PLAIN_WIDTH = 100
_T = TypeVar("_T")


@contextmanager
def output_stream(path: Path | None) -> Iterator[TextIO]:
    """The file at ``path``, or standard output; UTF-8 unless it is a terminal.

    What cannot be encoded becomes a ``\\u`` escape, which in JSON is the same character.
    """
    if path is None:
        yield _standard_output()
        return
    try:
        with path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as stream:
            yield stream
    except OSError as error:
        raise CommuniqueError(f"cannot write {path}: {error.strerror}") from error


def default_style(output: Path | None) -> str:
    """The format to write when none is asked for."""
    if output is not None:
        suffixes = {".html": "html", ".htm": "html", ".jsonl": "jsonl", ".txt": "text"}
        return suffixes.get(output.suffix.lower(), "json")
    return "text" if sys.stdout.isatty() else "json"


def text_console(stream: TextIO) -> Console:
    """A console that colours only a terminal (and heeds NO_COLOR)."""
    width = None if stream.isatty() else PLAIN_WIDTH
    return Console(file=stream, width=width, highlight=False, markup=False, emoji=False)


def complain(name: str, message: object) -> None:
    """One line on standard error about one input."""
    words = " ".join(str(message).split()).removeprefix(f"{name}: ")
    print(f"communique: {shown(name)}: {shown(words)}", file=sys.stderr)


def with_progress(items: Iterable[_T], total: int, *, quiet: bool) -> Iterator[_T]:
    """The items, with a bar on standard error if that is a terminal and there are several.

    ``quiet`` forbids the bar (something else is being printed on the same screen).
    """
    if quiet or total < 2 or not sys.stderr.isatty():
        yield from items
        return
    from rich.progress import track

    console = Console(stderr=True)
    yield from track(items, "Reading", total=total, console=console, transient=True)


def _standard_output() -> TextIO:
    stream = sys.stdout
    if isinstance(stream, TextIOWrapper):
        encoding = None if stream.isatty() else "utf-8"
        stream.reconfigure(encoding=encoding, errors="backslashreplace")
    return stream
