"""Whether a content is quoted, reported in the writer's words, or partly quoted."""

from __future__ import annotations

from communique.core.spans import Span
from communique.language.quotations import Quote
from communique.statements.types import Quotation

_MIN_MIXED_WORDS = 2
"""One word in quotation marks is a scare quote or a name; two or more are somebody's words."""
_DIRECT_SHARE = 0.9
"""Share of a content's characters within quotation marks from which it is direct."""


def quotation_type(text: str, content: tuple[Span, ...], quotes: tuple[Quote, ...]) -> Quotation:
    """The quotation type of a content, by what quotation marks cover of it."""
    total = sum(_visible(span.text) for span in content)
    covered = 0
    partly = False
    for span in content:
        for quote in quotes:
            start, end = max(span.start, quote.start), min(span.end, quote.end)
            if start >= end:
                continue
            covered += _visible(text[start:end])
            words = text[start:end].strip("\"'“”‘’„«» ,.").split()
            partly = partly or (len(words) >= _MIN_MIXED_WORDS and not _is_title(words))
    if total and covered / total >= _DIRECT_SHARE:
        return Quotation.DIRECT
    return Quotation.MIXED if partly else Quotation.INDIRECT


def _visible(text: str) -> int:
    return sum(not char.isspace() for char in text)


def _is_title(words: list[str]) -> bool:
    """Whether every longer word is capitalised, as in the name of a programme or document."""
    longer = [word for word in words if len(word) > 3]
    return bool(longer) and all(word[0].isupper() or word[0].isdigit() for word in longer)
