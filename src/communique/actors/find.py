"""The actors of a document: names, offices, organisations, and every reference to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from communique.actors.assembly import Assembly, Entry, Slot
from communique.actors.gazetteer import KnownName, find_known_names
from communique.actors.identity import NameRun, cluster
from communique.actors.office_grammar import OfficePhrase, OfficeReader
from communique.actors.organizations import find_organizations, labelled_acronyms
from communique.actors.people import NameFinder
from communique.actors.register import ActorRegister
from communique.actors.resolve import resolve_references
from communique.actors.states import (
    OFFICIAL_FORMS,
    acting_places,
    demonym_of,
    named_as_states,
    publisher_name,
    readable,
    stands_for_government,
)
from communique.actors.types import ActorLayer, MentionKind, SpeechHint
from communique.actors.words import Word, split_words
from communique.language.types import ParsedText

_KINDS = {
    "demonym": MentionKind.DEMONYM,
    "adjective": MentionKind.DEMONYM,
    "capital": MentionKind.CAPITAL,
    "seat": MentionKind.CAPITAL,
}
_MIN_STATE_MENTIONS = 2
_STATE_LEVELS = frozenset({"head_of_state", "head_of_government", "minister"})


@dataclass(slots=True)
class _Scan:
    """One document while its actors are being found."""

    parsed: ParsedText
    words: list[Word]
    register: ActorRegister
    names: dict[int, KnownName]
    taken: set[int]


def find_actors(
    parsed: ParsedText,
    register: ActorRegister,
    *,
    speech: Sequence[SpeechHint] = (),
    publisher: str | None = None,
) -> ActorLayer:
    """All actors of the text and every reference to them, in text order.

    ``speech`` tells whose words which stretches are, as far as the text shows it: who spoke
    last decides what "the Minister" means, and "I" in a quotation is its speaker.
    """
    words = split_words(parsed)
    scan = _Scan(parsed, words, register, {}, set())
    assembly = Assembly(parsed, register)
    known = [_with_region(name, register) for name in find_known_names(parsed, register.lookup)]
    known = [
        name
        for name in known
        if not (name.region and name.kind == "adjective") and not _is_given_name(parsed, name)
    ]
    _enter_names(scan, known)
    _enter_publisher(scan, assembly, publisher)
    _enter_speaking_states(scan, assembly, speech)
    _enter_unknown_states(scan, assembly)
    offices = OfficeReader(words, scan.names, register.vocabulary).find()
    _states_from_offices(scan, assembly, offices)
    runs = _people(scan, assembly, offices)
    _organizations(scan, assembly, offices, runs)
    _known_entities(scan, assembly, known)
    _offices(scan, assembly, offices, runs)
    _acronyms(scan, assembly)
    _home_offices(assembly, publisher)
    return resolve_references(parsed, assembly, speech=speech, publisher=publisher)


def _is_given_name(parsed: ParsedText, name: KnownName) -> bool:
    """Whether a place's name opens a person's ("Washington Olazábal"), as the parser sees it."""
    after = parsed.tokens[name.end_token : name.end_token + 1]
    alone = name.end_token == name.start_token + 1
    token = parsed.tokens[name.start_token]
    if name.start_token and parsed.tokens[name.start_token - 1].pos == "ADP":
        return False  # "Foreign Minister of Hungary Eva Solti"
    return bool(
        alone
        and after
        and token.ent_type == after[0].ent_type
        and token.ent_type in ("PERSON", "ORG")
        and after[0].text[0].isupper()
        and after[0].sentence == token.sentence
    )


def _with_region(name: KnownName, register: ActorRegister) -> KnownName:
    return replace(name, region=True) if register.is_region(name.entity) else name


def _enter_names(scan: _Scan, known: list[KnownName]) -> None:
    by_token = {name.start_token: name for name in known}
    covered = {token for name in known for token in range(name.start_token, name.end_token)}
    for i, word in enumerate(scan.words):
        name = by_token.get(word.start_token)
        if name is not None and name.end_token >= word.end_token:
            scan.names[i] = name
        if word.start_token in covered:
            scan.taken.add(i)


def _enter_unknown_states(scan: _Scan, assembly: Assembly) -> None:
    """ "Republic of Velmara" and the later "Velmara", "Velmaran"."""
    for state in named_as_states(scan.words, scan.taken):
        entry = assembly.add_state(state.name)
        if state.end_word - state.start_word > len(state.name.split()):
            _enter(scan, entry.key, state.start_word, state.end_word, "official")
    for name in acting_places(scan.parsed, scan.words, scan.taken):
        assembly.add_state(name)
    _spread_states(scan, assembly)


def _enter_publisher(scan: _Scan, assembly: Assembly, publisher: str | None) -> None:
    """The unknown state or organisation that the publisher's name ends with, if the text has it.

    ("Ministry of Foreign Affairs of the Kingdom of Sarrow", "Pacific Compact Secretariat")
    """
    name = publisher_name(publisher or "", scan.register.lookup)
    if name is None:
        return
    text, is_state = name
    if is_state:
        assembly.add_state(text)  # its mentions are entered with those of all unknown states
        return
    entry = assembly.add_organization(text)
    parts = text.split()
    for i in range(len(scan.words) - len(parts) + 1):
        words = scan.words[i : i + len(parts)]
        same = [readable(word.text) for word in words] == parts
        if same and not any(w.stop for w in words[:-1]) and i not in scan.taken:
            _enter(scan, entry.key, i, i + len(parts), "name")


def _enter_speaking_states(scan: _Scan, assembly: Assembly, speech: Sequence[SpeechHint]) -> None:
    """A bare unknown name that speaks and is nobody's surname is a state's ("Sevaria said")."""
    spoken = {hint.source.text for hint in speech if hint.source is not None}
    standing: dict[str, list[int]] = {name: [] for name in spoken}
    for i, word in enumerate(scan.words):
        if word.text in standing:
            standing[word.text].append(i)
    for name, places in sorted(standing.items()):
        if len(places) < _MIN_STATE_MENTIONS or not name[0].isupper() or name.isupper():
            continue
        free = all(i not in scan.taken and not _has_capital_beside(scan, i) for i in places)
        pronoun = any(scan.parsed.tokens[scan.words[i].start_token].pos != "PROPN" for i in places)
        titled = name.lower() in scan.register.vocabulary.heads
        if free and not pronoun and not titled:
            assembly.add_state(name)


def _has_capital_beside(scan: _Scan, i: int) -> bool:
    """Whether the word is part of a longer capitalised run, or has an article or honorific."""
    word = scan.words[i]
    before = scan.words[i - 1] if i else None
    after = scan.words[i + 1] if i + 1 < len(scan.words) else None
    if before is not None and before.sentence == word.sentence and not before.stop:
        if before.text[0].isupper() and not before.opens and before.lower not in ("the", "in"):
            return True
        if before.lower in ("the", "a", "an"):
            return True
    if before is not None and before.lower.rstrip(".") in scan.register.vocabulary.honorifics:
        return True
    joined = after is not None and after.sentence == word.sentence and not word.stop
    return joined and after is not None and after.text[0].isupper()


def _enter(scan: _Scan, key: str, start: int, end: int, kind: str) -> None:
    """Enter the half-open words as a name of the entity."""
    first, last = scan.words[start].start_token, scan.words[end - 1].end_token
    scan.names[start] = KnownName(first, last, key, kind, (key,))
    scan.taken.update(range(start, end))


def _states_from_offices(scan: _Scan, assembly: Assembly, offices: list[OfficePhrase]) -> None:
    """ "Foreign Minister of Velmara": the body of a state office that is no known body is a state."""
    fresh = False
    for phrase in offices:
        for post in phrase.posts:
            if post.body is None or post.body_id is not None:
                continue
            level = scan.register.vocabulary.heads[post.form].level
            text = [scan.words[i] for i in range(*post.body)]
            bodies = scan.register.vocabulary.bodies
            if any(w.lower.rstrip(".") in scan.register.vocabulary.honorifics for w in text):
                continue
            formal = len(text) > 1 and text[-1].lower in OFFICIAL_FORMS
            short = text[:-1] if formal else text
            plain = not any(w.lower in bodies or w.lower in OFFICIAL_FORMS for w in short)
            if level in _STATE_LEVELS and plain:
                entry = assembly.add_state(" ".join(readable(word.text) for word in short))
                if formal:
                    full = " ".join(readable(word.text) for word in text)
                    assembly.unknown_states.setdefault(full, entry.key)
                fresh = True
    if fresh:
        _spread_states(scan, assembly)


def _spread_states(scan: _Scan, assembly: Assembly) -> None:
    """Enter every mention of the states found in this text, by name or adjective."""
    for i, word in enumerate(scan.words):
        if i in scan.taken or not word.text[0].isupper():
            continue
        key, length, kind = _unknown_state_at(scan, assembly, i)
        if key is not None:
            _enter(scan, key, i, i + length, kind)


def _unknown_state_at(scan: _Scan, assembly: Assembly, i: int) -> tuple[str | None, int, str]:
    for length in (3, 2, 1):
        words = scan.words[i : i + length]
        if len(words) == length and not any(w.stop for w in words[:-1]):
            key = assembly.state_named(" ".join(readable(word.text) for word in words))
            if key is not None:
                return key, length, "name"
    text = scan.words[i].text
    key = demonym_of(text, assembly.unknown_states)
    return key, 1, "adjective"


def _people(scan: _Scan, assembly: Assembly, offices: list[OfficePhrase]) -> list[NameRun]:
    taken = set(scan.taken)
    for phrase in offices:
        taken.update(range(phrase.start_word, phrase.end_word))
    finder = NameFinder(
        scan.parsed, scan.words, taken, scan.names, offices, scan.register.vocabulary
    )
    runs = finder.find()
    vocabulary = scan.register.vocabulary
    sexes = dict.fromkeys(vocabulary.male, "m") | dict.fromkeys(vocabulary.female, "f")
    for person in cluster(runs, sexes):
        entry = assembly.add_person(person.name, person.names, person.sex)
        for run in person.runs:
            assembly.mention(entry, Slot(run.start_token, run.end_token, MentionKind.NAME))
            scan.taken.update(range(run.start_word, run.end_word))
    return runs


def _organizations(
    scan: _Scan, assembly: Assembly, offices: list[OfficePhrase], runs: list[NameRun]
) -> None:
    taken = {i for run in runs for i in range(run.start_word, run.end_word)}
    for phrase in offices:
        taken |= {i for post in phrase.posts for i in post.title}
        bodies = [post.body for post in phrase.posts if post.body and post.body_id is None]
        taken |= {i for body in bodies for i in range(*body)}
    taken |= {i for i, name in scan.names.items() if scan.register.is_organization(name.entity)}
    found = find_organizations(scan.parsed, scan.words, taken, scan.taken, scan.register.vocabulary)
    for name in found:
        entry = assembly.add_organization(name.text, name.acronym)
        assembly.mention(entry, Slot(name.start_token, name.end_token, MentionKind.NAME))
    taken |= {i for name in found for i in range(name.start_word, name.end_word)}
    for label in labelled_acronyms(scan.parsed, scan.words, taken | scan.taken):
        entry = assembly.add_organization(label.text, label.acronym)
        assembly.mention(entry, Slot(label.start_token, label.end_token, MentionKind.NAME))


def _acronyms(scan: _Scan, assembly: Assembly) -> None:
    assembly.add_initials()
    for i, word in enumerate(scan.words):
        entry = assembly.acronyms.get(word.text)
        if entry is not None and i not in scan.taken:
            assembly.mention(entry, Slot(word.start_token, word.end_token, MentionKind.NAME))


def _known_entities(scan: _Scan, assembly: Assembly, known: list[KnownName]) -> None:
    entered = {name.start_token for name in known}
    names = [*known, *(n for n in scan.names.values() if n.start_token not in entered)]
    for name in sorted(names, key=lambda n: n.start_token):
        kind = _KINDS.get(name.kind, MentionKind.NAME)
        if kind is MentionKind.CAPITAL and not stands_for_government(scan.parsed, name):
            continue
        if name.kind == "nickname":
            continue
        if assembly.inside_person(name.start_token, name.end_token):
            continue
        if kind is MentionKind.DEMONYM and scan.register.is_region(name.entity):
            continue
        entry = assembly.add_known(name.entity)
        assembly.mention(entry, Slot(name.start_token, name.end_token, kind))


def _offices(
    scan: _Scan, assembly: Assembly, offices: list[OfficePhrase], runs: list[NameRun]
) -> None:
    holders: dict[int, list[Entry]] = {}
    for run in runs:
        if run.office is not None:
            entry = assembly.person_at(run.start_token)
            if entry is not None:
                holders.setdefault(run.office, []).append(entry)
    opening = {phrase.start_word: number for number, phrase in enumerate(offices)}
    named_before = {run.start_word for run in runs}
    for run in runs:
        # a second office behind the name: "Director of X Y Z, a former Minister of W"
        number = opening.get(run.end_word, -1)
        entry = assembly.person_at(run.start_token)
        behind = scan.words[run.end_word - 1].stop == "," and number not in holders
        if entry is not None and number >= 0 and behind:
            phrase = offices[number]
            closed = scan.words[phrase.end_word - 1].stop == ","
            loose = phrase.determiner in ("a", "an", "") or (phrase.determiner == "the" and closed)
            if phrase.end_word not in named_before and loose:
                holders[number] = [entry]
    previous: OfficePhrase | None = None
    for number, phrase in enumerate(offices):
        named = holders.get(number, [])
        if named and phrase.plural:
            named = [*named, *_coordinated(scan, assembly, runs, number)]
        heir = previous if named and _continues(scan, previous, phrase, runs) else None
        states = phrase.posts[0].plural_bodies or []
        if named and len(states) == len(named) > 1:
            assembly.add_offices_in_order(scan.words, phrase, named, states)
            previous = phrase
            continue
        assembly.add_office(scan.words, scan.names, phrase, named, inherits=heir is not None)
        previous = phrase


def _home_offices(assembly: Assembly, publisher: str | None) -> None:
    """Offices without a state or body belong to the publisher's, or to its guest's.

    See :meth:`Assembly.place_office`.
    """
    assembly.settle_home(publisher)
    assembly.drop_ranks()
    assembly.adopt_open_offices()
    for entry in list(assembly.entries.values()):
        for office in entry.offices:
            assembly.place_office(office)


def _coordinated(scan: _Scan, assembly: Assembly, runs: list[NameRun], office: int) -> list[Entry]:
    """The further holders of a plural office: "Ministers X and Y"."""
    found: list[Entry] = []
    for run, following in pairwise(runs):
        if run.office == office or (found and assembly.person_at(run.start_token) is found[-1]):
            between = scan.words[run.end_word : following.start_word]
            joined = following.office is None and len(between) <= 1
            if joined and all(
                w.lower in ("and", "&") or w.lower in scan.register.vocabulary.honorifics
                for w in between
            ):
                entry = assembly.person_at(following.start_token)
                if entry is not None:
                    found.append(entry)
    return found


def _continues(
    scan: _Scan, previous: OfficePhrase | None, phrase: OfficePhrase, runs: list[NameRun]
) -> bool:
    """Whether the phrase goes on a list of named officials that the one before opened.

    ("the Serbian Prime Minister X and President Y": the state holds for both.)
    """
    if previous is None:
        return False
    between = next((run for run in runs if run.start_word >= previous.end_word), None)
    if between is None or between.end_word > phrase.start_word:
        return False
    rest = scan.words[between.end_word : phrase.start_word]
    return (
        len(rest) <= 1
        and all(word.lower in ("and", "&") for word in rest)
        and (scan.words[between.end_word - 1].sentence == scan.words[phrase.start_word].sentence)
    )
