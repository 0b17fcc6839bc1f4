"""Noun phrases other than names and offices that refer to actors: sides, leaders, counterparts."""

from __future__ import annotations

from dataclasses import dataclass

from communique.language.tree import noun_start
from communique.language.types import ParsedText, Token

_SIDES = frozenset({"side", "party", "country", "nation", "state", "delegation", "government"})
_PAIR_MARKS = frozenset({"two", "both"})
_LEADERS = frozenset(
    {
        "leader",
        "official",
        "interlocutor",
        "diplomat",
        "president",
        "minister",
        "premier",
        "counterpart",
        "head",
        "chief",
        "colleague",
        "chancellor",
        "king",
        "statesman",
        "politician",
        "ambassador",
        "secretary",
    }
)
_HOSTS = frozenset({"host", "hostess", "guest", "visitor"})
_BODIES = frozenset(
    {
        "ministry",
        "government",
        "delegation",
        "cabinet",
        "administration",
        "authority",
        "authorities",
        "embassy",
        "leadership",
        "presidency",
        "side",
        "country",
        "parliament",
    }
)
_STYLES = frozenset({"majesty", "highness", "excellency", "holiness", "eminence", "beatitude"})
"""Styles that stand for their bearer ("His Majesty")."""
_NICKNAMES = frozenset(
    {
        "alliance",
        "union",
        "bloc",
        "organization",
        "organisation",
        "commission",
        "council",
        "court",
        "bank",
        "agency",
        "fund",
        "assembly",
        "committee",
        "forum",
        "group",
        "league",
        "association",
        "mission",
        "pact",
        "secretariat",
        "community",
        "company",
        "centre",
        "center",
    }
)
_NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5}


@dataclass(frozen=True, slots=True)
class Nominal:
    """A referring noun phrase: half-open token range, head and what kind of reference it is.

    ``kind``: sides (the states that meet), leaders (several persons), counterpart, host,
    style ("His Majesty"), body (an organ of a state), nickname (an organisation by its head
    noun). ``modifiers`` are the tokens before the head.
    """

    start_token: int
    end_token: int
    head: int
    kind: str
    number: int
    possessor: int | None
    modifiers: tuple[int, ...]


def find_nominals(parsed: ParsedText) -> list[Nominal]:
    """Definite noun phrases that may refer to actors, in text order."""
    found = []
    for token in parsed.tokens:
        if token.pos not in ("NOUN", "PROPN"):
            continue
        nominal = _nominal(parsed, token)
        if nominal is not None:
            found.append(nominal)
    return found


def _nominal(parsed: ParsedText, token: Token) -> Nominal | None:
    lemma = token.lemma.lower()
    start = noun_start(parsed, token.index)
    modifiers = tuple(range(start, token.index))
    lowers = [parsed.tokens[i].text.lower() for i in modifiers]
    number = next((n for word, n in _NUMBERS.items() if word in lowers), 0)
    definite = bool(lowers) and lowers[0] in (
        "the",
        "both",
        "his",
        "her",
        "their",
        "its",
        "this",
        "our",
        "my",
    )
    possessor = next((i for i in modifiers if parsed.tokens[i].dep == "poss"), None)
    after = parsed.tokens[token.index + 1 : token.index + 2]
    alone = not after or after[0].pos != "PROPN"
    styled = bool(lowers) and lowers[0] in ("his", "her") and alone
    kind = _kind(token, lemma, number, definite, bool(modifiers), styled)
    if kind is None:
        return None
    return Nominal(start, token.index + 1, token.index, kind, number, possessor, modifiers)


def _kind(
    token: Token,
    lemma: str,
    number: int,
    definite: bool,
    modified: bool,
    styled: bool,
) -> str | None:
    plural = token.tag in ("NNS", "NNPS")
    if lemma in ("counterpart", "interlocutor") and modified and not plural:
        return "counterpart"
    if lemma in _STYLES and styled:
        return "style"
    if lemma in _HOSTS and definite and not plural:
        return "host"
    if lemma in _SIDES and plural and (number == 2 or (definite and lemma in ("side", "party"))):
        return "sides"
    if lemma in _LEADERS and plural and (number or definite):
        return "leaders"
    if lemma in _BODIES and definite and not plural:
        return "body"
    if lemma in ("side", "delegation", "government", "authority", "authorities") and modified:
        return "body"
    if lemma in _NICKNAMES and definite and not plural:
        return "nickname"
    if token.text in ("Sides", "Parties"):
        return "sides"
    return None
