"""What is to be resolved: offices without names, noun phrases, pronouns, and unnamed sources."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from communique.actors.assembly import Assembly, Entry, OpenOffice, Slot
from communique.actors.nominals import Nominal, find_nominals
from communique.actors.types import ActorType, MentionKind
from communique.language.tree import child, roots_within, token_span
from communique.language.types import ParsedText, Token

MALE = frozenset({"he", "him", "his", "himself"})
FEMALE = frozenset({"she", "her", "hers", "herself"})
FIRST = frozenset({"i", "me", "my", "mine", "myself"})
WE = frozenset({"we", "us", "our", "ours", "ourselves"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
IT = frozenset({"it", "its", "itself"})
PAIR = frozenset({"both", "two"})
ORDER = frozenset({"former", "latter"})
_PRONOUNS = MALE | FEMALE | FIRST | WE | THEY | IT
_QUESTION = re.compile(r"(?:Q|QUESTION|Question|Journalist|Reporter|JOURNALIST|REPORTER)\b")
_MAX_SOURCE_TOKENS = 12
_DOCUMENTS = frozenset(
    {"statement", "tweet", "release", "post", "message", "letter", "note", "communiqué"}
)
_HEADS_OF_OTHERS = frozenset(
    {"side", "party", "country", "minister", "president", "leader", "official", "authority"}
    | {"head", "interlocutor", "counterpart", "ambassador", "state", "nation", "government"}
)
"""Plural heads that stand for actors named elsewhere ("both sides")."""
_OUTLETS = frozenset(
    {"newspaper", "daily", "weekly", "magazine", "broadcaster", "channel", "agency", "website"}
)
_JOURNALIST = "Journalist"


@dataclass(frozen=True, slots=True)
class OpenReference:
    """A reference to resolve, as a half-open token range with what it is."""

    start: int
    end: int
    kind: MentionKind
    office: OpenOffice | None = None
    nominal: Nominal | None = None
    pronoun: Token | None = None


Item = tuple[Entry, Slot] | OpenReference


def timeline(
    parsed: ParsedText, assembly: Assembly, sources: Sequence[tuple[int, int]]
) -> list[Item]:
    """Known mentions and open references in text order, outer before inner.

    ``sources`` (token ranges) that hold no mention become actors of their own here
    ("opposition leaders", "a source").
    """
    ranked: list[tuple[int, int, int, Item]] = []
    covered: set[int] = set()

    def put(start: int, end: int, rank: int, item: Item) -> None:
        ranked.append((start, -end, rank, item))

    for entry in assembly.entries.values():
        for slot in entry.slots:
            put(slot.start_token, slot.end_token, 0, (entry, slot))
            covered.update(range(slot.start_token, slot.end_token))
    for office in assembly.open_offices:
        slot = office.slot
        covered.update(range(slot.start_token, slot.end_token))
        reference = OpenReference(
            slot.start_token, slot.end_token, MentionKind.OFFICE, office=office
        )
        put(slot.start_token, slot.end_token, 1, reference)
    taken = set(covered)
    for nominal in find_nominals(parsed):
        if nominal.head not in covered:
            start, end = nominal.start_token, nominal.end_token
            taken.update(range(start, end))
            put(start, end, 2, OpenReference(start, end, MentionKind.NOMINAL, nominal=nominal))
    for token in parsed.tokens:
        if token.text.lower() in _PRONOUNS or _stands_for_persons(parsed, token):
            taken.add(token.index)
            put(
                token.index,
                token.index + 1,
                3,
                OpenReference(token.index, token.index + 1, MentionKind.PRONOUN, pronoun=token),
            )
    for start, end in sources:
        if taken.isdisjoint(range(start, end)) or _is_plain_group(parsed, covered, start, end):
            described = _described(parsed, assembly, start, end)
            if described is not None:
                put(described[1].start_token, described[1].end_token, 0, described)
    ranked.sort(key=lambda item: item[:3])
    return [item[3] for item in ranked]


def _stands_for_persons(parsed: ParsedText, token: Token) -> bool:
    """ "Both", "the two", "the former", "the latter" as noun phrases of their own."""
    lower = token.text.lower()
    if lower not in PAIR | ORDER or token.dep not in ("nsubj", "nsubjpass", "pobj", "dobj"):
        return False
    if child(parsed, token.index, "prep", "amod", "compound") is not None:
        return False
    return lower == "both" or child(parsed, token.index, "det") is not None


def _is_plain_group(parsed: ParsedText, covered: set[int], start: int, end: int) -> bool:
    """Whether a source that holds other mentions is a group of its own ("their families")."""
    inside = roots_within(parsed, start, end)
    if len(inside) != 1 or inside[0].tag != "NNS" or inside[0].index in covered:
        return False
    if inside[0].lemma.lower() in _HEADS_OF_OTHERS:
        return False
    beside = child(parsed, inside[0].index, "appos", "conj")
    return beside is None


def _described(
    parsed: ParsedText, assembly: Assembly, start: int, end: int
) -> tuple[Entry, Slot] | None:
    """A source without a mention, as a group of its own; None where it is no actor."""
    tokens = parsed.tokens[start:end]
    end = next((i for i in range(start + 1, end) if parsed.tokens[i].text == ","), end)
    if end - start > _MAX_SOURCE_TOKENS or all(
        t.pos in ("PRON", "DET", "PUNCT", "ADP", "SCONJ", "ADV") for t in tokens
    ):
        return None
    while start < end and parsed.tokens[start].text.lower() in ("the", "a", "an"):
        start += 1
    if start >= end:
        return None
    named = start + 1
    if (
        named < end
        and parsed.tokens[start].text.lower() in _OUTLETS
        and parsed.tokens[named].pos == "PROPN"
    ):
        name = token_span(parsed, named, end).text
        return assembly.add_organization(name), Slot(named, end, MentionKind.NAME)
    words = " ".join(token_span(parsed, start, end).text.split())
    if words.lower() in _DOCUMENTS:
        return None
    if _QUESTION.match(words):
        words = _JOURNALIST
    entry = assembly.add_unnamed(words, ActorType.GROUP)
    return entry, Slot(start, end, MentionKind.NOMINAL)
