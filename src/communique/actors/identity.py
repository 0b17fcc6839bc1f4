"""Which names name the same person: full names, surnames, initials, transliterations."""

from __future__ import annotations

from dataclasses import dataclass, field

from rapidfuzz import fuzz

from communique.actors.words import fold

PARTICLES = frozenset(
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
SIMILAR = 84.0
"""rapidfuzz ratio from which two folded names are transliterations of one ("Sergei", "Sergey")."""


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
    kept = tuple(part for part in parts if part and part not in PARTICLES)
    return kept or tuple(parts)


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
        and fuzz.ratio(part, other) >= SIMILAR
    )
