"""Quoted stretches: matched quotation marks of all the styles that publishers use."""

from __future__ import annotations

from dataclasses import dataclass

from communique.core.problems import Problem
from communique.core.spans import span_of
from communique.language.types import Paragraph, ParsedText

_PAIRS = {"“": "”“", "„": '“”"', "«": "»", "»": "«", "‟": "”", "‘": "’", "‚": "‘’"}
_STRAIGHT = '"'
_SINGLES = "'‘‚"
_APOSTROPHES = "'’"
_MIN_SINGLE_QUOTED_CHARS = 4
"""Shorter stretches in single marks are taken for apostrophes ('em, 'til)."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A quoted stretch, marks included: half-open code points of the source text.

    ``resumes`` marks a paragraph that opens with a mark while the quote before it was left
    open, the convention for quotes over several paragraphs. ``closed`` is False where the
    closing mark is missing; such a quote ends with its paragraph.
    """

    start: int
    end: int
    closed: bool
    resumes: bool


def find_quotes(parsed: ParsedText) -> tuple[tuple[Quote, ...], tuple[Problem, ...]]:
    """All outermost quotes in text order, and a problem for each mark never closed.

    Quotes do not nest here: what stands in other marks inside a quote belongs to it.
    """
    quotes: list[Quote] = []
    problems: list[Problem] = []
    for paragraph in parsed.paragraphs:
        start, end = _range(parsed, paragraph)
        continued = (
            bool(quotes) and not quotes[-1].closed and _is_next(parsed, paragraph, quotes[-1])
        )
        found = _quotes_in(parsed.text, start, end, continued)
        quotes.extend(found)
    for number, quote in enumerate(quotes):
        follows = number + 1 < len(quotes) and quotes[number + 1].resumes
        if not quote.closed and not follows:
            span = span_of(parsed.text, quote.start, quote.start + 1)
            problems.append(
                Problem("unclosed-quotation", "a quotation mark is opened and never closed", span)
            )
    return tuple(quotes), tuple(problems)


def _range(parsed: ParsedText, paragraph: Paragraph) -> tuple[int, int]:
    first, last = parsed.tokens[paragraph.start_token], parsed.tokens[paragraph.end_token - 1]
    return first.start_char, last.end_char


def _is_next(parsed: ParsedText, paragraph: Paragraph, quote: Quote) -> bool:
    """Whether the quote ended with the paragraph before this one."""
    if paragraph.index == 0:
        return False
    return _range(parsed, parsed.paragraphs[paragraph.index - 1])[1] == quote.end


def _quotes_in(text: str, start: int, end: int, continued: bool) -> list[Quote]:
    found: list[Quote] = []
    position = start
    while position < end:
        closers = _closers(text, position, start, end)
        if closers is None:
            position += 1
            continue
        close = _find_close(text, position, end, closers)
        resumes = continued and position == start
        if close is None:
            if text[position] in _SINGLES:
                position += 1
                continue
            found.append(Quote(position, end, closed=False, resumes=resumes))
            break
        found.append(Quote(position, close + 1, closed=True, resumes=resumes))
        position = close + 1
    return found


def _closers(text: str, position: int, start: int, end: int) -> str | None:
    """The marks that may close a quote opened at ``position``; None if none opens there."""
    char = text[position]
    before = text[position - 1] if position > start else " "
    after = text[position + 1] if position + 1 < end else " "
    if char == _STRAIGHT:
        return None if after.isspace() else _STRAIGHT + "”"
    if char == "'":
        doubled = after == "'"
        return "'" if not before.isalnum() and (after.isalnum() or doubled) else None
    if char == "”" or (char == "»" and not after.isalpha()):
        return None
    if char in _PAIRS and not before.isalnum():
        return _PAIRS[char]
    return None


def _find_close(text: str, opened: int, end: int, closers: str) -> int | None:
    single = text[opened] in _SINGLES
    depth = 0
    for position in range(opened + 1, end):
        char = text[position]
        if char == text[opened] and char not in closers:
            depth += 1
        if char not in closers:
            continue
        if single and not _closes_single(text, opened, position, end):
            continue
        if not single and char == _STRAIGHT and text[position - 1].isspace():
            continue
        if depth:
            depth -= 1
            continue
        return position
    return None


def _closes_single(text: str, opened: int, position: int, end: int) -> bool:
    """A single mark closes only where it is no apostrophe inside or after a short word."""
    after = text[position + 1] if position + 1 < end else " "
    if after.isalnum() or position - opened < _MIN_SINGLE_QUOTED_CHARS:
        return False
    rest = text[position + 1 : min(end, position + 400)]
    possessive = text[position - 1] in "sS" and any(mark in rest for mark in _APOSTROPHES)
    return not possessive or text[position - 2 : position - 1] in ",.!?"
