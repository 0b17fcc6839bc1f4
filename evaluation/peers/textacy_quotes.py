"""textacy's direct quotations (textacy.extract.triples), paragraph by paragraph."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from communique.language.parse import load_model
from evaluation.attribution import Item


@lru_cache(maxsize=1)
def _extractor() -> Any:
    from textacy.extract.triples import direct_quotations

    return direct_quotations


def find_with_textacy(text: str) -> list[Item]:
    """The quotations textacy finds; a paragraph on which it raises yields none."""
    found = []
    for paragraph in re.finditer(r"[^\n]+", text):
        doc = load_model()(paragraph.group())
        try:
            quotations = list(_extractor()(doc))
        except ValueError:
            continue
        for quotation in quotations:
            source, cue = (
                _range(quotation.speaker, paragraph.start()),
                _range(quotation.cue, paragraph.start()),
            )
            content = quotation.content
            start = paragraph.start() + content.start_char
            found.append(Item(source, cue, ((start, start + len(content.text)),)))
    return found


def _range(tokens: Any, shift: int) -> tuple[tuple[int, int], ...]:
    if not tokens:
        return ()
    first, last = tokens[0], tokens[-1]
    return ((shift + first.idx, shift + last.idx + len(last)),)
