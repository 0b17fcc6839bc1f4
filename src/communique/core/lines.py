"""Line numbers of a text, as editors count them."""

from __future__ import annotations

import re
from bisect import bisect_right

_LINE_END = re.compile(r"\r\n|\r|\n")


def line_starts(text: str) -> list[int]:
    """The offset at which each line begins; lines end at LF, CR LF or a lone CR."""
    return [0, *(match.end() for match in _LINE_END.finditer(text))]


class LineIndex:
    """Finds the line of an offset; lines count from 1."""

    def __init__(self, text: str) -> None:
        self._starts = line_starts(text)

    def line_of(self, offset: int) -> int:
        """The line that holds code point ``offset`` (from 0)."""
        return bisect_right(self._starts, offset)
