"""Spans of the source text: the anchor of every item in a reading."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range ``[start, end)`` of Unicode code points in ``document.text``.

    ``text`` is always ``document.text[start:end]``; build spans with :func:`span_of`,
    which guarantees it.
    """

    start: int
    end: int
    text: str

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies wholly within this span."""
        return self.start <= other.start and other.end <= self.end


def span_of(text: str, start: int, end: int) -> Span:
    """The span ``[start, end)`` of ``text``.

    Raises:
        ValueError: if the range is empty, reversed or outside the text.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"span [{start}, {end}) does not lie in a text of {len(text)} characters")
    return Span(start, end, text[start:end])
