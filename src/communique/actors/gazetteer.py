"""Names of states, territories, regions and organisations that the register knows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from communique.language.types import ParsedText

_MAX_TOKENS = 9


@dataclass(frozen=True, slots=True)
class KnownName:
    """A register name in the text as a half-open token range.

    ``entity`` is the register id (the first of ``candidates``); ``kind`` how the name
    stands for it: name, official, former, abbreviation, demonym, adjective, capital,
    seat or nickname.
    """

    start_token: int
    end_token: int
    entity: str
    kind: str
    candidates: tuple[str, ...]
    region: bool = False


Lookup = Callable[[str], tuple[tuple[str, str], ...]]


def find_known_names(parsed: ParsedText, lookup: Lookup) -> list[KnownName]:
    """The longest register names from left to right, without overlaps."""
    found = []
    position = 0
    while position < len(parsed.tokens):
        name = _name_at(parsed, position, lookup)
        if name is None:
            position += 1
        else:
            found.append(name)
            position = name.end_token
    return found


def _name_at(parsed: ParsedText, start: int, lookup: Lookup) -> KnownName | None:
    first = parsed.tokens[start]
    if not first.text[0].isupper():
        return None
    end = start
    best = None
    while end < len(parsed.tokens) and end - start < _MAX_TOKENS:
        if parsed.tokens[end].sentence != first.sentence:
            break
        end += 1
        words = " ".join(parsed.text[first.start_char : parsed.tokens[end - 1].end_char].split())
        hits = lookup(words)
        if hits:
            best = KnownName(start, end, hits[0][0], hits[0][1], tuple(e for e, _ in hits))
    return best
