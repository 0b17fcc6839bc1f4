"""States: capitals that stand for governments, and states the register does not know."""

from __future__ import annotations

from communique.actors.gazetteer import KnownName
from communique.actors.words import Word, fold
from communique.language.types import ParsedText

_LOCATIVE = frozenset({"in", "at", "near", "from", "outside", "around", "into", "through", "via", "throughout"})
_MOTION = frozenset({"visit", "arrive", "travel", "go", "come", "fly", "return", "trip", "head", "leave", "depart", "journey", "tour",
                     "take", "hold", "host", "open", "move", "flight", "road", "train", "invite", "send", "bring"})
_ACTIVE = frozenset({"nsubj", "nsubjpass", "agent"})
_PLACE_VERBS = frozenset({"be", "lie", "host", "become", "see"})
_ENDINGS = ("an", "ian", "ean", "ese", "ish", "i", "ic", "ite", "ene", "ois", "ans", "ians", "is", "er", "ers")
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
        return preposition in ("with", "to", "by", "of", "toward", "towards", "for", "against") and (
            holder.lemma.lower() not in _MOTION and not _has_visit(parsed, holder.index)
            and preposition not in ("of", "for")
        )
    if top.dep in ("dobj", "dative"):
        return governor.lemma.lower() in ("urge", "accuse", "thank", "call", "ask", "support", "condemn", "inform", "tell", "assure", "warn", "blame", "help", "assist", "press")
    return False


def _has_mental_complement(parsed: ParsedText, verb: int) -> bool:
    """"Belgrade is grateful / ready / a partner": a predicate that only a government can have."""
    return any(parsed.tokens[i].dep in ("acomp",) for i in parsed.children[verb])


def _has_visit(parsed: ParsedText, index: int) -> bool:
    return any(parsed.tokens[i].lemma.lower() in ("visit", "trip") for i in (index, *parsed.children[index]))


def _head(parsed: ParsedText, name: KnownName) -> int:
    for index in range(name.start_token, name.end_token):
        if not name.start_token <= parsed.tokens[index].head < name.end_token:
            return index
    return name.end_token - 1


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


_FORMS = ("republic", "kingdom", "federation", "state", "sultanate", "emirate", "union", "principality", "duchy", "commonwealth",
          "confederation", "government", "parliament", "people", "territory")


def named_as_states(words: list[Word], known: set[int]) -> dict[int, int]:
    """Where an unknown name is called a state: start and end words ("Republic of X", "Government of X")."""
    found: dict[int, int] = {}
    for i, word in enumerate(words[:-2]):
        if word.lower not in _FORMS or words[i + 1].lower != "of" or word.stop or words[i + 1].stop:
            continue
        start = i + 2
        if words[start].lower == "the" and start + 1 < len(words):
            start += 1
        end = start
        while end < len(words) and words[end].text[0].isupper() and end not in known and end - start < 3:
            end += 1
            if words[end - 1].stop:
                break
        if end > start:
            found[start] = end
    return found
