"""Inline markup ``{LABEL|words}`` to plain text and marks, and back (corpus/GUIDE.md section 1)."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LABEL = re.compile(
    r"(?:@[\w-]+(?:\+[\w-]+)*(?:\.[opdcn])?|[SCTERP]\d+)"
    r"(?:,(?:@[\w-]+(?:\+[\w-]+)*(?:\.[opdcn])?|[SCTERP]\d+))*\|"
)


class MarkupError(ValueError):
    """The markup of a corpus file cannot be read; the text says where."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One code over ``text[start:end]`` (code points, half-open)."""

    code: str
    start: int
    end: int


def parse_markup(source: str) -> tuple[str, tuple[Mark, ...]]:
    """The plain text of ``source`` and its marks, outer before inner, in text order.

    Raises:
        MarkupError: on an unknown label, an unclosed or empty mark, or a stray brace.
    """
    out: list[str] = []
    length = 0
    open_marks: list[tuple[list[str], int, int]] = []
    marks: list[Mark] = []
    position = 0
    while position < len(source):
        char = source[position]
        if char == "\\" and source[position + 1 : position + 2] in ("{", "}", "\\"):
            out.append(source[position + 1])
            length += 1
            position += 2
        elif char == "{":
            label = _LABEL.match(source, position + 1)
            if label is None:
                raise MarkupError(f"no valid label at {_where(source, position)}")
            open_marks.append((label.group()[:-1].split(","), length, position))
            position = label.end()
        elif char == "}":
            if not open_marks:
                raise MarkupError(f"a closing brace too many at {_where(source, position)}")
            codes, start, opened = open_marks.pop()
            if start == length:
                raise MarkupError(f"an empty mark at {_where(source, opened)}")
            marks.extend(Mark(code, start, length) for code in codes)
            position += 1
        else:
            out.append(char)
            length += 1
            position += 1
    if open_marks:
        raise MarkupError(f"a mark is never closed: {_where(source, open_marks[-1][2])}")
    return "".join(out), tuple(sorted(marks, key=_order))


def write_markup(text: str, marks: tuple[Mark, ...]) -> str:
    """The inline form of ``text`` with ``marks``; the inverse of :func:`parse_markup`.

    Raises:
        MarkupError: if two marks cross.
    """
    opening: dict[int, list[Mark]] = {}
    for mark in sorted(marks, key=_order):
        opening.setdefault(mark.start, []).append(mark)
    out: list[str] = []
    stack: list[Mark] = []
    for position in range(len(text) + 1):
        while stack and stack[-1].end == position:
            out.append("}")
            stack.pop()
        for mark in opening.get(position, ()):
            if stack and mark.end > stack[-1].end:
                raise MarkupError(f"marks {stack[-1].code} and {mark.code} cross")
            out.append("{" + mark.code + "|")
            stack.append(mark)
        if position < len(text):
            char = text[position]
            out.append("\\" + char if char in "{}\\" else char)
    return "".join(out)


def _order(mark: Mark) -> tuple[int, int, str]:
    """Text order, outer before inner, equal ranges by code."""
    return mark.start, -mark.end, mark.code


def _where(source: str, position: int) -> str:
    line = source.count("\n", 0, position) + 1
    return f"line {line} of the text: …{source[position : position + 50]!r}"
