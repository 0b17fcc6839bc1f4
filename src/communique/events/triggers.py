"""Triggers: the words that tell of an event, and of which type."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from communique.events.types import EventType
from communique.language.tree import ancestors, child, children
from communique.language.types import ParsedText, Token
from communique.resources.files import load_yaml

_AGREEMENTS = frozenset(
    {
        "agreement",
        "memorandum",
        "treaty",
        "protocol",
        "accord",
        "declaration",
        "deal",
        "contract",
        "convention",
        "pact",
    }
)
_VERBS_OF_TALK = frozenset({"talk", "confer", "converse", "consult", "negotiate"})


@dataclass(frozen=True, slots=True)
class TriggerLexicon:
    """Trigger lemmas by type; see the head of resources/event_triggers.yml."""

    nouns: dict[str, EventType]
    phrases: dict[str, EventType]
    verbs: dict[str, tuple[EventType, str]]
    light: dict[EventType, frozenset[str]]
    needs_light: frozenset[EventType]
    codes: dict[EventType, dict[str, object]]
    planned: frozenset[str]
    proposed: frozenset[str]
    hypothetical: frozenset[str]
    denied: frozenset[str]
    cancelled: frozenset[str]
    postponed: frozenset[str]


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger as token positions: its words, its head, and the verb whose clause tells it.

    For "held talks with" the head is the noun and ``verb`` the light verb; for a noun
    without one ``verb`` is the verb of the clause it stands in, and ``carried`` is False.
    """

    type: EventType
    head: int
    start: int
    end: int
    verb: int | None
    carried: bool


@lru_cache(maxsize=1)
def load_triggers() -> TriggerLexicon:
    """The lexicon, read once."""
    data = load_yaml("event_triggers.yml")
    nouns: dict[str, EventType] = {}
    phrases: dict[str, EventType] = {}
    verbs: dict[str, tuple[EventType, str]] = {}
    for name, row in data["types"].items():
        kind = EventType(name)
        for noun in row.get("nouns", ()):
            (phrases if " " in noun else nouns)[noun] = kind
        for verb, needs in row.get("verbs", {}).items():
            verbs[verb] = (kind, needs)
    types = {EventType(name): row for name, row in data["types"].items()}
    return TriggerLexicon(
        nouns=nouns,
        phrases=phrases,
        verbs=verbs,
        light={kind: frozenset(row.get("light", ())) for kind, row in types.items()},
        needs_light=frozenset(kind for kind, row in types.items() if row.get("needs_light")),
        codes={kind: row["plover"] for kind, row in types.items() if "plover" in row},
        **{
            key: frozenset(data[key])
            for key in ("planned", "proposed", "hypothetical", "denied", "cancelled", "postponed")
        },
    )


def find_triggers(
    parsed: ParsedText, lexicon: TriggerLexicon, masked: frozenset[int]
) -> list[Trigger]:
    """All triggers in text order; ``masked`` tokens (names of bodies and persons) tell of none."""
    found = []
    for token in parsed.tokens:
        if token.index in masked:
            continue
        if token.pos in ("NOUN", "PROPN"):
            trigger = _noun_trigger(parsed, lexicon, token)
        elif token.pos in ("VERB", "ADJ"):
            trigger = _verb_trigger(parsed, lexicon, token)
        else:
            trigger = None
        if trigger is not None:
            found.append(trigger)
    return found


def _noun_trigger(parsed: ParsedText, lexicon: TriggerLexicon, token: Token) -> Trigger | None:
    if token.dep == "compound" and parsed.tokens[token.head].pos in ("NOUN", "PROPN"):
        return None
    start, kind = (
        token.index,
        lexicon.nouns.get(token.lemma.lower()) or lexicon.nouns.get(token.text.lower()),
    )
    for length in (4, 3, 2):
        first = token.index - length + 1
        if first < 0 or parsed.tokens[first].sentence != token.sentence:
            continue
        words = " ".join(t.text.lower() for t in parsed.tokens[first : token.index])
        phrase = f"{words} {token.lemma.lower()}"
        if phrase in lexicon.phrases:
            start, kind = first, lexicon.phrases[phrase]
            break
    if kind is EventType.EXERCISE and token.lemma.lower() == "exercise" and start == token.index:
        if not _is_manoeuvre(parsed, token):
            return None
    if kind is None and token.lemma.lower() == "call" and _is_talk(parsed, token):
        kind = EventType.CALL
    if kind is None:
        return None
    if kind is EventType.MEETING and _meets_as_council(parsed, token):
        kind = EventType.CONFERENCE
    verb, carried = _carrier(parsed, lexicon, token, kind)
    if kind in lexicon.needs_light and not carried:
        return None
    return Trigger(kind, token.index, start, token.index + 1, verb, carried)


_COUNCILS = frozenset({"council", "assembly", "ministerial", "summit", "conference"})
_MANOEUVRES = frozenset(
    {"joint", "military", "naval", "air", "combined", "upcoming", "large-scale", "bilateral"}
)


def _is_talk(parsed: ParsedText, noun: Token) -> bool:
    """Whether "call" is one by telephone: "a call with the Minister", "the call between"."""
    return any(t.text.lower() in ("with", "between") for t in children(parsed, noun.index, "prep"))


def _is_manoeuvre(parsed: ParsedText, noun: Token) -> bool:
    """Whether "exercise" is one of armed forces: so called, or with a name of its own."""
    modifiers = {t.text.lower() for t in children(parsed, noun.index, "amod", "compound", "nmod")}
    following = parsed.tokens[noun.index + 1 : noun.index + 2]
    named = any(t.pos == "PROPN" or t.text in '“"‘«„' for t in following)
    return bool(modifiers & _MANOEUVRES) or (named and noun.tag == "NN")


def _meets_as_council(parsed: ParsedText, noun: Token) -> bool:
    """ "the third meeting of the Association Council": a session of a body, no talks."""
    for prep in children(parsed, noun.index, "prep"):
        if prep.text.lower() != "of":
            continue
        for held in children(parsed, prep.index, "pobj"):
            words = {held.lemma.lower(), held.text.lower()}
            if words & (_COUNCILS | _COLLECTIVES) and held.pos == "PROPN":
                return True
    return False


def _carrier(
    parsed: ParsedText, lexicon: TriggerLexicon, noun: Token, kind: EventType
) -> tuple[int | None, bool]:
    """The verb of the noun's clause, and whether it is a light verb that carries the noun."""
    light = lexicon.light[kind]
    for head in ancestors(parsed, noun.index):
        if head.pos in ("VERB", "AUX"):
            near = parsed.tokens[noun.head].head == head.index
            direct = (
                noun.dep in ("dobj", "nsubjpass", "pobj", "conj", "attr")
                and (noun.dep != "pobj" or near)
                and head.lemma.lower() in light
            )
            return head.index, direct
    return None, False


def _verb_trigger(parsed: ParsedText, lexicon: TriggerLexicon, token: Token) -> Trigger | None:
    lemma = token.lemma.lower()
    entry = lexicon.verbs.get(lemma)
    if entry is None:
        return None
    kind, needs = entry
    noun = attributed_noun(parsed, token)
    if noun is not None:
        agreement = noun.lemma.lower() in _AGREEMENTS
        signed = kind is EventType.SIGNING and agreement
        return (
            Trigger(kind, token.index, token.index, token.index + 1, token.index, True)
            if signed
            else None
        )
    if not _has_needed(parsed, token, needs):
        return None
    if kind is EventType.MEETING and lemma in _VERBS_OF_TALK and _by_phone(parsed, token):
        kind = EventType.CALL
    return Trigger(kind, token.index, token.index, token.index + 1, token.index, True)


def attributed_noun(parsed: ParsedText, token: Token) -> Token | None:
    """The noun that a participle stands before ("the recently ratified and signed agreement").

    The parser often takes such participles for verbs; the article before them tells.
    """
    if token.dep == "amod":
        return parsed.tokens[token.head]
    if token.tag not in ("VBN", "VBD", "JJ"):
        return None
    start = token.index - 1
    while start >= 0 and (
        parsed.tokens[start].pos in ("ADV", "CCONJ") or parsed.tokens[start].tag in ("VBN", "VBD")
    ):
        start -= 1
    if (
        start < 0
        or parsed.tokens[start].pos != "DET"
        or parsed.tokens[start].sentence != token.sentence
    ):
        return None
    for following in parsed.tokens[token.index + 1 : token.index + 7]:
        if following.pos in ("NOUN", "PROPN") and following.dep != "compound":
            return following
        if following.pos not in ("ADJ", "NOUN", "PROPN", "PUNCT", "CCONJ", "VERB"):
            return None
    return None


def _has_needed(parsed: ParsedText, token: Token, needs: str) -> bool:
    objects = children(parsed, token.index, "dobj", "nsubjpass")
    prepositions = {t.text.lower() for t in children(parsed, token.index, "prep")}
    proper = any(_is_actorlike(parsed, t) for t in objects)
    if needs == "with":
        return "with" in prepositions or _plural_subject(parsed, token)
    if needs == "partner":
        return "with" in prepositions or ("to" in prepositions and _by_phone(parsed, token))
    if needs == "body":
        return _collective_subject(parsed, token)
    if needs == "aid":
        return any(_is_aid(parsed, t) for t in objects)
    if needs == "encounter":
        return any(_is_actorlike(parsed, t) for t in objects) and _invites_to_encounter(
            parsed, token
        )
    if needs == "participant":
        together = _plural_subject(parsed, token) or _collective_subject(parsed, token)
        return proper or "with" in prepositions or (not objects and together)
    if needs == "person":
        return proper
    if needs in ("in", "to"):
        return needs in prepositions or (needs == "in" and "at" in prepositions)
    if needs == "agreement":
        return any(t.lemma.lower() in _AGREEMENTS for t in objects)
    if needs == "ambassador":
        return any(t.lemma.lower() in ("ambassador", "envoy", "diplomat") for t in objects)
    return bool(objects) or token.dep in ("relcl", "acl", "amod")


_COLLECTIVES = frozenset(
    {"committee", "commission", "council", "group", "board", "cabinet", "assembly", "conference"}
    | {"delegation", "parliament", "panel", "forum", "body", "bureau", "team", "union"}
)
_AID_NOUNS = frozenset(
    {"aid", "assistance", "package", "dose", "vaccine", "tent", "flour", "food", "medicine"}
    | {"medication", "blanket", "grant", "donation", "tranche", "equipment", "generator"}
    | {"ton", "tonne", "hospital", "ambulance", "relief", "loan", "rice", "wheat", "grain"}
)
_ENCOUNTER_VERBS = frozenset(
    {"visit", "attend", "come", "travel", "participate", "join", "pay", "take", "see"}
)


def _collective_subject(parsed: ParsedText, token: Token) -> bool:
    """Whether a body of several is what meets ("the Joint Committee convened")."""
    subject = child(parsed, token.index, "nsubj", "nsubjpass")
    return subject is not None and (
        subject.lemma.lower() in _COLLECTIVES or subject.text.lower() in _COLLECTIVES
    )


def _is_aid(parsed: ParsedText, token: Token) -> bool:
    """Whether the object of giving is goods or money for people in need."""
    below = [token, *children(parsed, token.index, "prep", "compound", "nummod", "quantmod")]
    money = token.ent_type == "MONEY" or token.text in ("€", "£", "$", "US$")
    goods = {token.lemma.lower()}
    for prep in below:
        goods |= {t.lemma.lower() for t in children(parsed, prep.index, "pobj")}
    return money or bool(goods & _AID_NOUNS)


def _invites_to_encounter(parsed: ParsedText, token: Token) -> bool:
    """Whether "invite" is to a visit or an event, and not a request to do something."""
    clause = child(parsed, token.index, "xcomp", "ccomp", "advcl")
    if clause is not None and clause.index > token.index:
        return clause.lemma.lower() in _ENCOUNTER_VERBS
    return any(prep.text.lower() in ("to", "for") for prep in children(parsed, token.index, "prep"))


def _is_actorlike(parsed: ParsedText, token: Token) -> bool:
    lemma = token.lemma.lower()
    return (
        token.pos in ("PROPN", "PRON")
        or token.ent_type in ("PERSON", "ORG", "NORP")
        or lemma
        in (
            "minister",
            "president",
            "ambassador",
            "counterpart",
            "delegation",
            "leader",
            "official",
            "envoy",
            "secretary",
            "chairman",
            "representative",
            "king",
            "chancellor",
            "director",
            "commissioner",
            "speaker",
            "governor",
            "premier",
            "member",
            "head",
            "chief",
            "host",
            "prince",
            "premier",
            "parliamentarian",
        )
    )


def _plural_subject(parsed: ParsedText, token: Token) -> bool:
    subject = child(parsed, token.index, "nsubj")
    return subject is not None and (
        subject.tag in ("NNS", "NNPS")
        or subject.text.lower() in ("they", "we")
        or child(parsed, subject.index, "conj") is not None
    )


def _by_phone(parsed: ParsedText, token: Token) -> bool:
    return any(
        child_.text.lower() in ("phone", "telephone", "videoconference")
        for prep in children(parsed, token.index, "prep")
        for child_ in children(parsed, prep.index, "pobj")
    )
