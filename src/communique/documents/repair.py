"""The clean text: encoding damage, odd white space and broken lines repaired, offsets kept.

Repairs are made character run by character run, so that each clean character keeps the place
of the source character it came from; no repair moves text over other text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from communique.documents.types import Block, CleanText

_MOJIBAKE = re.compile(
    r"[ÂÃâÐÑÅÄ][\u0080-\u00bf\u0152-\u2122]+(?:[ÂÃâÐÑÅÄ][\u0080-\u00bf\u0152-\u2122]+)*|â€.?"
)
_INVISIBLE = frozenset(
    "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e\x00"
)
_FINAL = tuple(".!?:;\"”»“’'…)]")
_LINE = re.compile(r"[^\n\r\f\v\u2028\u2029]*(?:\r\n|[\n\r\f\v\u2028\u2029]|$)")
_ITEM = re.compile(r"\s*(?:[-*•·–—]\s|\d{1,3}[.)]\s|[a-z]\)\s|\([a-z0-9ivx]{1,4}\)\s|#{1,6}\s|>\s)")
_LABEL = re.compile(r"\s*(?:\*\*)?(?:Q|A|QUESTION|ANSWER|[A-Z][\w.’' -]{1,60})(?:\*\*)?\s*:\s")
_MARKUP = re.compile(
    r"^\s{0,3}(?:#{1,6}\s+|>\s?|[-*+]\s+)|\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|\[(?=[^\]\n]+\]\()|(?<=\])\([^)\n]*\)|(?<=[^\]\n])\](?=\()",
    re.MULTILINE,
)
_MIN_WRAP, _MAX_WRAP = 45, 110
"""Line lengths between which a run of lines counts as hard-wrapped at a fixed width."""


@dataclass(slots=True)
class _Line:
    """A line of the source: half-open range without its end, and its visible length."""

    start: int
    end: int

    def text(self, source: str) -> str:
        return source[self.start : self.end]


def clean_text(source: str, *, markdown: bool = False) -> CleanText:
    """The repaired text of ``source`` with its map back and its blocks.

    With ``markdown`` the markup characters are left out of the clean text.
    """
    dropped = _markup_offsets(source) if markdown else frozenset()
    builder = _CleanBuilder(source, dropped)
    for lines in _paragraphs(source):
        builder.add(lines)
    return builder.finish()


def _markup_offsets(source: str) -> frozenset[int]:
    return frozenset(i for match in _MARKUP.finditer(source) for i in range(*match.span()))


def _lines(source: str) -> Iterator[_Line]:
    for match in _LINE.finditer(source):
        if match.start() == match.end():
            continue
        end = match.end()
        while end > match.start() and source[end - 1] in "\r\n\f\v\u2028\u2029":
            end -= 1
        yield _Line(match.start(), end)


def _paragraphs(source: str) -> list[list[_Line]]:
    """The lines of each block: lines wrapped or broken in mid-sentence stand together."""
    groups: list[list[_Line]] = []
    blank = True
    lines = list(_lines(source))
    wrapped = _is_wrapped(source, lines)
    for line in lines:
        text = line.text(source)
        if not text.strip():
            blank = True
            continue
        if groups and _joins(source, groups[-1][-1], line, blank=blank, wrapped=wrapped):
            groups[-1].append(line)
        else:
            groups.append([line])
        blank = False
    return groups


def _is_wrapped(source: str, lines: list[_Line]) -> bool:
    """Whether the text is set in lines of a fixed width: most full lines end alike in mid-sentence."""
    full = [
        line
        for line, after in pairwise(lines)
        if line.text(source).strip() and after.text(source).strip()
    ]
    if len(full) < 3:
        return False
    fitting = [line for line in full if _MIN_WRAP <= line.end - line.start <= _MAX_WRAP]
    open_ended = [
        line for line in fitting if not line.text(source).rstrip().endswith((".", ":", "!", "?"))
    ]
    return len(fitting) >= 0.6 * len(full) and len(open_ended) >= 0.5 * len(full)


def _joins(source: str, before: _Line, line: _Line, *, blank: bool, wrapped: bool) -> bool:
    """Whether a line goes on the one before.

    After a blank line, or in text that is not wrapped, only a sentence plainly cut in the
    middle does: the line before has no final mark and this one begins in lower case.
    """
    last, text = before.text(source).rstrip(), line.text(source)
    if _ITEM.match(text) or _LABEL.match(text):
        return False
    first = text.lstrip()[:1]
    cut = not last.endswith(_FINAL) and first.islower()
    if blank or not wrapped:
        return cut and len(last.split()) > 3
    return len(last) >= _MIN_WRAP - 10 or cut


class _CleanBuilder:
    """Appends repaired lines, keeping for each clean character its source offset."""

    def __init__(self, source: str, dropped: frozenset[int]) -> None:
        self.source = source
        self.dropped = dropped
        self.chars: list[str] = []
        self.offsets: list[int] = []
        self.blocks: list[Block] = []

    def add(self, lines: list[_Line]) -> None:
        """Append the lines as one block, a blank where a line was broken."""
        if self.chars:
            self._put("\n", lines[0].start)
        start = len(self.chars)
        for number, line in enumerate(lines):
            if number:
                self._join(line.start)
            self._line(line)
        while len(self.chars) > start and self.chars[-1].isspace():
            self.chars.pop()
            self.offsets.pop()
        if len(self.chars) > start:
            self.blocks.append(Block(start, len(self.chars)))

    def _join(self, offset: int) -> None:
        """Close a broken line: a hyphen that splits a word goes, else a blank comes."""
        while self.chars and self.chars[-1] == " ":
            self.chars.pop()
            self.offsets.pop()
        following = self.source[offset : offset + 1]
        split = len(self.chars) > 1 and self.chars[-1] == "-" and self.chars[-2].islower()
        if split and following.islower():
            self.chars.pop()
            self.offsets.pop()
        elif self.chars:
            self._put(" ", self.offsets[-1] + 1 if self.offsets[-1] + 1 < offset else offset)

    def _line(self, line: _Line) -> None:
        text = line.text(self.source)
        position = 0
        for match in _MOJIBAKE.finditer(text):
            self._plain(line.start + position, line.start + match.start())
            self._damaged(line.start + match.start(), match.group())
            position = match.end()
        self._plain(line.start + position, line.end)

    def _plain(self, start: int, end: int) -> None:
        for offset in range(start, end):
            char = self.source[offset]
            if char in _INVISIBLE or offset in self.dropped:
                continue
            if char.isspace() or (ord(char) < 32):
                if self.chars and not self.chars[-1].isspace():
                    self._put(" ", offset)
            else:
                self._put(char, offset)

    def _damaged(self, start: int, text: str) -> None:
        """Characters read in the wrong encoding ("â€™"), repaired by ftfy."""
        import ftfy

        repaired = ftfy.fix_encoding(text)
        if repaired == text or len(repaired) > len(text):
            self._plain(start, start + len(text))
            return
        for number, char in enumerate(repaired):
            self._put(" " if char.isspace() else char, start + number * len(text) // len(repaired))

    def _put(self, char: str, offset: int) -> None:
        self.chars.append(char)
        self.offsets.append(offset)

    def finish(self) -> CleanText:
        """The clean text with its closing offset."""
        return CleanText("".join(self.chars), (*self.offsets, len(self.source)), tuple(self.blocks))
