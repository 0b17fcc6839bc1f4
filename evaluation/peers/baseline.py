"""A plain baseline: a quotation, "said" beside it, and the capitalised words next to that."""

from __future__ import annotations

import re

from evaluation.attribution import Item

_QUOTED = re.compile(r"[\"“][^\"“”\n]{8,}[\"”]")
_AFTER = re.compile(
    r",?\s+(?P<a>(?:[\w.’'-]+ ){0,5}[\w.’'-]+)\s(?P<cue>said|says|added|stated|told)\b"
)
_INVERTED = re.compile(r",?\s+(?P<cue>said|says|added|stated)\s(?P<a>(?:[\w.’'-]+ ){0,4}[\w.’'-]+)")


def find_nearest_name(text: str) -> list[Item]:
    """Quotations followed by a source and "said", in either order."""
    found = []
    for quotation in _QUOTED.finditer(text):
        match = _AFTER.match(text, quotation.end()) or _INVERTED.match(text, quotation.end())
        source = (match.span("a"),) if match else ()
        cue = (match.span("cue"),) if match else ()
        found.append(Item(source, cue, (quotation.span(),)))
    return found
