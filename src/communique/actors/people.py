"""Names of persons in the text, and which of them name the same person."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from communique.actors.office_grammar import OfficePhrase
from communique.actors.vocabulary import OfficeVocabulary
from communique.actors.words import Word, fold
from communique.language.types import ParsedText

_PARTICLES = frozenset(
    {
        "al",
        "bin",
        "bint",
        "ibn",
        "abu",
        "van",
        "von",
        "der",
        "den",
        "de",
        "da",
        "do",
        "dos",
        "das",
        "del",
        "della",
        "di",
        "du",
        "la",
        "le",
        "el",
        "ter",
        "ten",
        "af",
        "av",
        "zu",
        "ul",
        "ur",
        "ould",
        "y",
        "e",
        "st",
        "st.",
        "ben",
        "bou",
        "ap",
        "ag",
        "wa",
        "ole",
    }
)
_NEVER = frozenset(
    {
        "the",
        "a",
        "an",
        "in",
        "on",
        "at",
        "of",
        "for",
        "and",
        "but",
        "he",
        "she",
        "it",
        "they",
        "we",
        "i",
        "this",
        "that",
        "these",
        "those",
        "his",
        "her",
        "their",
        "our",
        "my",
        "its",
        "as",
        "if",
        "when",
        "while",
        "with",
        "from",
        "by",
        "to",
        "no",
        "not",
        "yes",
        "also",
        "during",
        "after",
        "before",
        "according",
        "speaking",
        "both",
        "there",
        "here",
        "what",
        "who",
        "how",
        "why",
        "where",
        "question",
        "answer",
        "joint",
        "press",
        "statement",
        "remarks",
        "today",
        "yesterday",
        "tomorrow",
        "however",
        "moreover",
        "furthermore",
        "earlier",
        "later",
        "following",
        "asked",
        "meanwhile",
        "dear",
        "ladies",
        "gentlemen",
        "excellencies",
        "excellency",
        "thank",
        "welcome",
        "let",
        "photo",
        "source",
        "read",
        "so",
        "or",
        "all",
        "some",
        "one",
        "two",
        "three",
        "under",
        "over",
        "between",
        "since",
        "until",
        "such",
        "more",
        "most",
        "many",
        "other",
        "another",
        "each",
        "every",
        "any",
        "well",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    }
)
_MAX_NAME_WORDS = 6
_SIMILAR = 84.0
"""rapidfuzz ratio from which two folded names are transliterations of one ("Sergei", "Sergey")."""
_SPEECH_NEIGHBOURS = frozenset(
    {"said", "says", "told", "added", "stated", "noted", "stressed", "met", "thanked"}
)


@dataclass(frozen=True, slots=True)
class NameRun:
    """A person's name in the text: half-open word and token ranges.

    ``office`` is the index of the office phrase beside it or None; ``honorific`` the
    lower-cased honorific before it or "".
    """

    start_word: int
    end_word: int
    start_token: int
    end_token: int
    text: str
    office: int | None
    honorific: str


@dataclass(slots=True)
class Person:
    """A person under construction: the names found for them, and what they tell."""

    number: int
    names: list[str]
    keys: list[tuple[str, ...]]
    runs: list[NameRun] = field(default_factory=list)
    sex: str = ""

    @property
    def name(self) -> str:
        """The fullest name, the first of equals."""
        return max(self.names, key=lambda name: (len(name.split()), -self.names.index(name)))

    @property
    def surname(self) -> str:
        """The folded last part of the fullest name."""
        return name_key(self.name)[-1]


def name_key(name: str) -> tuple[str, ...]:
    """The folded parts of a name, without particles and dots."""
    parts = [fold(part).strip(".") for part in name.replace("-", " ").split()]
    kept = tuple(part for part in parts if part and part not in _PARTICLES)
    return kept or tuple(parts)


class NameFinder:
    """Finds the runs of words that name persons."""

    def __init__(
        self,
        parsed: ParsedText,
        words: list[Word],
        taken: Container[int],
        named: Container[int],
        offices: list[OfficePhrase],
        vocabulary: OfficeVocabulary,
    ) -> None:
        """``taken`` are words no name may hold, ``named`` those that open a register name."""
        self.parsed = parsed
        self.words = words
        self.taken = taken
        self.named = named
        self.offices = offices
        self.vocabulary = vocabulary
        self.office_words = {
            i for phrase in offices for i in range(phrase.start_word, phrase.end_word)
        }
        self.office_before = {phrase.end_word: n for n, phrase in enumerate(offices)}
        self.office_after = {phrase.start_word: n for n, phrase in enumerate(offices)}

    def find(self) -> list[NameRun]:
        """All name runs in text order: introduced ones, and repeats of their parts."""
        candidates = self._candidates()
        sure = [run for run in candidates if self._is_introduced(run)]
        known = {part for run in sure for part in name_key(run.text) if len(part) > 1}
        return [
            run
            for run in candidates
            if run in sure or (name_key(run.text)[-1] in known) or self._repeats(run, known)
        ]

    def _repeats(self, run: NameRun, known: set[str]) -> bool:
        parts = name_key(run.text)
        return len(parts) == 1 and any(
            fuzz.ratio(parts[0], part) >= _SIMILAR
            for part in known
            if abs(len(part) - len(parts[0])) <= 2 and len(part) > 4
        )

    def _candidates(self) -> list[NameRun]:
        runs = []
        position = 0
        while position < len(self.words):
            honorific, start = self._honorifics(position)
            end = self._run_end(start, bool(honorific) or position in self.office_before)
            if end == start:
                position += 1
                continue
            office = self._office_beside(position, start, end)
            first, last = self.words[start], self.words[end - 1]
            span = self.parsed.text[
                self.parsed.tokens[first.start_token].start_char : self.parsed.tokens[
                    last.end_token - 1
                ].end_char
            ]
            runs.append(
                NameRun(
                    start,
                    end,
                    first.start_token,
                    last.end_token,
                    " ".join(span.split()),
                    office,
                    honorific,
                )
            )
            position = end
        return runs

    def _honorifics(self, position: int) -> tuple[str, int]:
        """The honorific at ``position`` ("" if none) and the word after it."""
        honorific = ""
        while position < len(self.words) and position not in self.office_words:
            for length in (3, 2, 1):
                words = self.words[position : position + length]
                text = " ".join(w.lower for w in words).rstrip(".")
                if (
                    len(words) == length
                    and text in self.vocabulary.honorifics
                    and words[0].text[0].isupper()
                    and (words[-1].stop in ("", "."))
                ):
                    honorific = honorific or text
                    position += length
                    break
            else:
                return honorific, position
        return honorific, position

    def _run_end(self, start: int, introduced: bool) -> int:
        position = start
        while position < len(self.words) and position - start < _MAX_NAME_WORDS:
            word = self.words[position]
            if position in self.taken or position in self.office_after:
                break
            if position > start and (word.opens or word.sentence != self.words[start].sentence):
                break
            if not self._is_name_word(position, start, introduced):
                break
            position += 1
            if word.stop and not (word.stop == "." and len(word.text) == 1):
                break
        while position > start and self.words[position - 1].lower in _PARTICLES:
            position -= 1
        return position

    def _is_name_word(self, position: int, start: int, introduced: bool) -> bool:
        word = self.words[position]
        if word.lower in _PARTICLES and not word.text[0].isupper():
            following = position + 1
            return (
                position > start
                and following < len(self.words)
                and self.words[following].text[0].isupper()
            )
        if not word.text[0].isupper() or not any(char.isalpha() for char in word.text):
            return False
        if any(char.isdigit() for char in word.text) or word.lower in _NEVER:
            return False
        if word.lower in self.vocabulary.bodies or word.lower in self.vocabulary.heads:
            return False
        token = self.parsed.tokens[word.start_token]
        return (
            introduced
            or position > start
            or token.pos
            in ("PROPN", "NOUN", "ADJ", "X", "VERB", "ADV", "INTJ", "ADP", "PRON", "AUX", "NUM")
        )

    def _office_beside(self, position: int, start: int, end: int) -> int | None:
        """The office phrase right before the name or its honorific, or after it behind a comma."""
        for place in (start, position):
            phrase = self.office_before.get(place)
            if phrase is not None:
                before = self.words[self.offices[phrase].end_word - 1]
                same = before.sentence == self.words[start].sentence
                if before.stop in ("", ",", ")") and same:
                    return phrase
        after = self.office_after.get(end)
        if after is not None and (
            self.words[end - 1].stop in (",", "-", "–") or self.words[end].opens
        ):
            return after
        return None

    def _names_country_in_brackets(self, run: NameRun) -> bool:
        """The style of meeting records: "ANA LOPES (Brazil) said"."""
        following = run.end_word
        return (
            following < len(self.words)
            and self.words[following].opens
            and following in self.named
            and self.words[following].sentence == self.words[run.start_word].sentence
        )

    def _is_introduced(self, run: NameRun) -> bool:
        """Whether the text or the parser vouches for the run as a person's name."""
        if run.honorific or run.office is not None:
            return True
        length = run.end_word - run.start_word
        if length >= 2 and self._names_country_in_brackets(run):
            return True
        labels = [self.parsed.tokens[i].ent_type for i in range(run.start_token, run.end_token)]
        if length >= 2 and labels.count("PERSON") * 2 > len(labels):
            return True
        following = self.words[run.end_word].lower if run.end_word < len(self.words) else ""
        before = self.words[run.start_word - 1].lower if run.start_word else ""
        speaks = following in _SPEECH_NEIGHBOURS or before in ("said", "told")
        return 2 <= length <= 4 and speaks and not {"ORG", "GPE", "NORP"} & set(labels)


def cluster(runs: list[NameRun], sexes: dict[str, str]) -> list[Person]:
    """Join the runs that name the same person; persons in order of first mention.

    Full names first, so that a surname that comes before its introduction (a headline)
    finds its owner; an equal surname goes to the person with the fitting given name.
    """
    people: list[Person] = []
    for run in sorted(runs, key=lambda r: (-(r.end_word - r.start_word), r.start_token)):
        key = name_key(run.text)
        person = _owner(people, key, run)
        if person is None:
            person = Person(len(people), [], [])
            people.append(person)
        person.names.append(run.text)
        person.keys.append(key)
        person.runs.append(run)
        person.sex = person.sex or sexes.get(run.honorific, "")
    for person in people:
        person.runs.sort(key=lambda run: run.start_token)
    people.sort(key=lambda person: person.runs[0].start_token)
    for number, person in enumerate(people):
        person.number = number
    return people


def _owner(people: list[Person], key: tuple[str, ...], run: NameRun) -> Person | None:
    fitting = [person for person in people if any(same_person(key, other) for other in person.keys)]
    if len(fitting) <= 1:
        return fitting[0] if fitting else None

    def distance(person: Person) -> tuple[bool, int]:
        before = [r.start_token for r in person.runs if r.start_token <= run.start_token]
        nearest = run.start_token - max(before) if before else 10**9
        return run.office is not None and not any(
            r.office is not None for r in person.runs
        ), nearest

    return min(fitting, key=distance)


def same_person(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether two folded names may name one person.

    A single part must equal (or be a transliteration of) a part of the other, the last one
    first; longer names must agree part by part, where an initial stands for a name and
    parts may be left out.
    """
    if len(short) > len(full):
        short, full = full, short
    if len(short) == 1:
        part = short[0]
        if len(part) == 1:
            return False
        return part in full or _alike(part, full[-1]) or (_alike(part, full[0]) and len(part) > 5)
    position = 0
    for part in short:
        while position < len(full) and not _part_fits(part, full[position]):
            position += 1
        if position == len(full):
            return sorted(short) == sorted(full) or _reordered(short, full)
        position += 1
    return True


def _reordered(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    return len(short) == len(full) == 2 and _alike(short[0], full[1]) and _alike(short[1], full[0])


def _part_fits(part: str, other: str) -> bool:
    if len(part) == 1 or len(other) == 1:
        return part[0] == other[0]
    return _alike(part, other)


def _alike(part: str, other: str) -> bool:
    return part == other or (
        min(len(part), len(other)) >= 4
        and part[0] == other[0]
        and fuzz.ratio(part, other) >= _SIMILAR
    )
