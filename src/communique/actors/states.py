"""States: capitals that stand for governments, and states the register does not know."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass

from communique.actors.gazetteer import KnownName
from communique.actors.words import Word, fold
from communique.language.tree import roots_within
from communique.language.types import ParsedText

_LOCATIVE = frozenset(
    {"in", "at", "near", "from", "outside", "around", "into", "through", "via", "throughout"}
)
_MOTION = frozenset(
    {
        "visit",
        "arrive",
        "travel",
        "go",
        "come",
        "fly",
        "return",
        "trip",
        "head",
        "leave",
        "depart",
        "journey",
        "tour",
        "take",
        "hold",
        "host",
        "open",
        "move",
        "flight",
        "road",
        "train",
        "invite",
        "send",
        "bring",
    }
)
_ACTIVE = frozenset({"nsubj", "nsubjpass", "agent"})
_PLACE_VERBS = frozenset({"be", "lie", "host", "become", "see"})
_ENDINGS = (
    "an",
    "ian",
    "ean",
    "ese",
    "ish",
    "i",
    "ic",
    "ite",
    "ene",
    "ois",
    "ans",
    "ians",
    "is",
    "er",
    "ers",
)
_MIN_STEM = 4


def stands_for_government(parsed: ParsedText, name: KnownName) -> bool:
    """Whether a capital or seat of power in the text means the government, not the place.

    It does as the subject of an action ("Belgrade was grateful"), after "between", and where
    something is done "with" or "to" it; after a preposition of place, in a dateline, or as
    the goal of a motion ("to Moscow in October") it is the place.
    """
    head = parsed.tokens[_head(parsed, name)]
    governor = parsed.tokens[head.head]
    top = head
    while top.dep == "conj" and top.head != top.index:
        top = parsed.tokens[top.head]
    if top is not head:
        governor = parsed.tokens[top.head]
    if top.dep in _ACTIVE and governor.pos in ("VERB", "AUX"):
        return governor.lemma not in _PLACE_VERBS or _has_mental_complement(parsed, governor.index)
    if top.dep == "poss":
        return True
    if top.dep == "pobj":
        preposition = governor.text.lower()
        if preposition == "between":
            return True
        if preposition in _LOCATIVE:
            return False
        holder = parsed.tokens[governor.head]
        return preposition in (
            "with",
            "to",
            "by",
            "of",
            "toward",
            "towards",
            "for",
            "against",
        ) and (
            holder.lemma.lower() not in _MOTION
            and not _has_visit(parsed, holder.index)
            and preposition not in ("of", "for")
        )
    if top.dep in ("dobj", "dative"):
        return governor.lemma.lower() in (
            "urge",
            "accuse",
            "thank",
            "call",
            "ask",
            "support",
            "condemn",
            "inform",
            "tell",
            "assure",
            "warn",
            "blame",
            "help",
            "assist",
            "press",
        )
    return False


def _has_mental_complement(parsed: ParsedText, verb: int) -> bool:
    """ "Belgrade is grateful / ready / a partner": a predicate that only a government can have."""
    return any(parsed.tokens[i].dep in ("acomp",) for i in parsed.children[verb])


def _has_visit(parsed: ParsedText, index: int) -> bool:
    return any(
        parsed.tokens[i].lemma.lower() in ("visit", "trip")
        for i in (index, *parsed.children[index])
    )


def _head(parsed: ParsedText, name: KnownName) -> int:
    roots = roots_within(parsed, name.start_token, name.end_token)
    return roots[0].index if roots else name.end_token - 1


def demonym_of(word: str, states: dict[str, str]) -> str | None:
    """The state (by its name's key) that an unknown adjective belongs to, by its stem.

    "Velmaran" belongs to "Velmara", "Karstish" to "Karstland": the longest common opening of
    at least four letters that leaves a known adjective ending.
    """
    folded = fold(word)
    if not folded.endswith(_ENDINGS):
        return None
    best, best_length = None, _MIN_STEM - 1
    for name, key in states.items():
        for part in fold(name).split():
            length = _common(folded, part)
            if length > best_length and length >= len(part) - 5 and len(folded) - length <= 5:
                best, best_length = key, length
    return best


def _common(one: str, other: str) -> int:
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return length


OFFICIAL_FORMS = frozenset(
    {
        "republic",
        "kingdom",
        "federation",
        "sultanate",
        "emirate",
        "principality",
        "duchy",
        "commonwealth",
        "confederation",
    }
)
_STATE_NOUNS = OFFICIAL_FORMS | {
    "state",
    "government",
    "parliament",
    "people",
    "territory",
    "authorities",
    "president",
}
_ADJECTIVE_HEADS = frozenset(
    [
        "counterpart",
        "government",
        "side",
        "delegation",
        "people",
        "authorities",
        "minister",
        "president",
        "ministers",
        "foreign",
        "prime",
        "ambassador",
        "embassy",
        "capital",
        "leadership",
        "officials",
        "official",
        "parliament",
        "border",
        "citizens",
        "nationals",
        "territory",
        "opposition",
        "forces",
        "army",
        "deputy",
        "vice",
        "chancellor",
        "premier",
        "king",
    ]
)
_GENITIVE_HEADS = frozenset(
    {"government", "foreign", "prime", "president", "parliament", "ambassador", "capital"}
    | {"sovereignty", "independence", "territory", "borders"}
)
_MAX_STATE_WORDS = 3


@dataclass(frozen=True, slots=True)
class StateName:
    """An unknown state's name in the text: half-open words of the whole form and of the short name."""

    start_word: int
    end_word: int
    name: str


def named_as_states(words: list[Word], known: Container[int]) -> list[StateName]:
    """Where an unknown name is called a state: "Republic of X", "Government of X", "the Xian government".

    Where a person's name follows directly ("of the Republic of Velmara Ilona Varga"), the
    state's name ends where it does elsewhere in the text.
    """
    found = []
    endings = _name_endings(words)
    for i, word in enumerate(words[:-2]):
        if (
            word.lower not in _STATE_NOUNS
            or words[i + 1].lower != "of"
            or word.stop
            or words[i + 1].stop
        ):
            continue
        start = i + 2
        if words[start].lower == "the" and start + 1 < len(words):
            start += 1
        end = _state_end(words, start, known, endings)
        if end > start:
            official = word.lower in OFFICIAL_FORMS and word.text[0].isupper()
            formal = end - start > 1 and words[end - 1].lower in OFFICIAL_FORMS
            short = words[start : end - 1] if formal else words[start:end]
            name = " ".join(readable(w.text) for w in short)
            found.append(StateName(i if official else start, end, name))
    return [
        *found,
        *_by_adjective(words, known),
        *_by_genitive(words, known),
        *_beside_states(words, known),
    ]


_MIN_PLACE_MENTIONS = 2


def acting_places(parsed: ParsedText, words: list[Word], known: Container[int]) -> list[str]:
    """Unknown places that act as states do: subjects and owners, and not just where things are.

    The parser must take the name for a place, the text must have it twice at least, once as the
    subject of a verb or with a possessive, and not mostly behind "in" or "at".
    """
    seen: dict[str, list[int]] = {}
    for i, word in enumerate(words):
        if i in known or not word.text[0].isupper() or word.end_token - word.start_token != 1:
            continue
        token = parsed.tokens[word.start_token]
        beside = [
            other
            for other in (i - 1, i + 1)
            if 0 <= other < len(words)
            and words[other].text[0].isupper()
            and words[other].sentence == word.sentence
            and not words[min(i, other)].stop
        ]
        if token.ent_type == "GPE" and token.pos == "PROPN" and not beside:
            seen.setdefault(word.text, []).append(token.index)
    found = []
    for name, places in seen.items():
        tokens = [parsed.tokens[index] for index in places]
        acts = sum(t.dep in ("nsubj", "poss") for t in tokens)
        located = sum(
            t.dep == "pobj" and parsed.tokens[t.head].text.lower() in _LOCATIVE for t in tokens
        )
        if len(tokens) >= _MIN_PLACE_MENTIONS and acts and located * 2 < len(tokens):
            found.append(name)
    return found


_PUBLISHING_STATE = re.compile(
    r"\b(?:Ministry|Government|Presidency|Parliament|Embassy|Office|Administration|Department"
    r"|Court|Palace|Senate|Assembly|Mission|Consulate|Cabinet)\b.*"
    r"\bof (?:the )?(?:[A-Z]\w+ of )?(?P<name>[A-Z][\w’'-]+(?:[ -](?:on-)?[A-Z][\w’'-]+){0,2})$"
)
_PUBLISHING_BODY = re.compile(
    r"^(?:the )?(?P<name>[A-Z][\w’'-]+(?: (?:of )?(?:the )?[A-Z][\w’'-]+){1,4}) "
    r"(?:Secretariat|Commission|Press Service|Press Office|Headquarters|Spokesperson)$"
)
_NO_STATE = frozenset(
    {"Affairs", "Defence", "Defense", "State", "Cooperation", "Trade", "Minister"}
)


def publisher_name(
    publisher: str, lookup: Callable[[str], Sequence[object]]
) -> tuple[str, bool] | None:
    """The unknown state or body whose organ a publisher is, and whether it is a state.

    None where the publisher's name ends with a known name or tells of neither.
    """
    state = _PUBLISHING_STATE.search(publisher)
    if state is not None:
        name = state["name"]
        words = name.split()
        if not (_NO_STATE & set(words) or lookup(name) or any(lookup(word) for word in words)):
            return name, True
        return None
    body = _PUBLISHING_BODY.match(publisher)
    if body is not None and not lookup(body["name"]):
        return body["name"], False
    return None


def readable(text: str) -> str:
    """A word in capitals as it stands in running text."""
    return text.title() if text.isupper() and len(text) > 3 else text


def _name_endings(words: list[Word]) -> frozenset[str]:
    """Capitalised words that end a name somewhere: before a stop or a word in lower case."""
    return frozenset(
        fold(word.text)
        for n, word in enumerate(words)
        if word.text[0].isupper()
        and (
            word.stop
            or n + 1 == len(words)
            or words[n + 1].text[0].islower()
            or words[n + 1].sentence != word.sentence
        )
    )


def _state_end(
    words: list[Word], start: int, known: Container[int], endings: frozenset[str]
) -> int:
    end = start
    while end < len(words) and end - start < _MAX_STATE_WORDS:
        word = words[end]
        if not word.text[0].isupper() or end in known or word.sentence != words[start].sentence:
            break
        end += 1
        if word.stop:
            return end
    followed = (
        end < len(words)
        and words[end].text[0].isupper()
        and words[end].sentence == words[start].sentence
    )
    if (end - start > 1 and fold(words[start].text) in endings) or (followed and end > start):
        return start + 1
    return end


def _by_adjective(words: list[Word], known: Container[int]) -> list[StateName]:
    """Names whose adjective stands before "counterpart", "government" … ("Drenian", "Drenia")."""
    adjectives = [
        word.text
        for n, word in enumerate(words[:-1])
        if n not in known
        and word.text[0].isupper()
        and fold(word.text).endswith(_ENDINGS)
        and len(word.text) > 4
        and words[n + 1].lower in _ADJECTIVE_HEADS
        and not word.stop
    ]
    if not adjectives:
        return []
    names: dict[str, str] = {}
    for n, word in enumerate(words):
        if (
            n not in known
            and word.text[0].isupper()
            and word.text not in adjectives
            and len(word.text) >= _MIN_STEM
        ):
            names.setdefault(word.text, word.text)
    found: dict[str, StateName] = {}
    for adjective in adjectives:
        name = demonym_of(adjective, names)
        if name is not None and fold(name) != fold(adjective):
            at = next(n for n, word in enumerate(words) if word.text == name)
            found.setdefault(name, StateName(at, at + 1, readable(name)))
    return list(found.values())


def _by_genitive(words: list[Word], known: Container[int]) -> list[StateName]:
    """Names before a state's own: "Velmara's Foreign Minister", "Velmara's government"."""
    return [
        StateName(n, n + 1, readable(word.text))
        for n, word in enumerate(words[:-1])
        if n not in known
        and word.stop in ("'s", "’s")
        and word.text[0].isupper()
        and len(word.text) >= _MIN_STEM
        and words[n + 1].lower in _GENITIVE_HEADS
        and not (n and words[n - 1].text[0].isupper() and not words[n - 1].stop)
    ]


def _beside_states(words: list[Word], known: Container[int]) -> list[StateName]:
    """ "between Serbia and Drenia": what stands beside a state after "between" is one."""
    found = []
    for i, word in enumerate(words[:-3]):
        if word.lower != "between" or word.stop:
            continue
        joint = next(
            (j for j in range(i + 1, min(i + 6, len(words) - 1)) if words[j].lower == "and"), None
        )
        if joint is None:
            continue
        for side in (i + 1, joint + 1):
            start = side + (words[side].lower == "the")
            unknown = start < len(words) and start not in known and words[start].text[0].isupper()
            other = joint + 1 if start <= joint else i + 1
            single = (
                start + 1 >= len(words)
                or not words[start + 1].text[0].isupper()
                or bool(words[start].stop)
            )
            if unknown and single and other in known:
                found.append(StateName(start, start + 1, readable(words[start].text)))
    return found
