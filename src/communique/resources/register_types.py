"""Entries of the register: states and territories, regions, organisations, honorifics."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class EntityType(StrEnum):
    """What an entry of the register is."""

    STATE = "state"
    TERRITORY = "territory"
    REGION = "region"
    ORGANIZATION = "organization"


class FormKind(StrEnum):
    """How a surface form names its entity.

    COMBINING is the first part of a compound adjective ("Sino-"), MEMBER-like plurals are
    DEMONYM with ``plural``; SEAT is a place or building that stands for a government or body.
    """

    NAME = "name"
    OFFICIAL = "official"
    FORMER = "former"
    ABBREVIATION = "abbreviation"
    DEMONYM = "demonym"
    ADJECTIVE = "adjective"
    COMBINING = "combining"
    CAPITAL = "capital"
    SEAT = "seat"
    NICKNAME = "nickname"


@dataclass(frozen=True, slots=True)
class Form:
    """One surface form of one entity.

    ``ambiguous`` tells that the form alone does not prove that the entity is meant; ``note``
    says why. ``preferred`` is set on the entity meant when nothing else in a text decides.
    ``since`` and ``until`` bound the use of a former name (partial ISO dates or None).
    """

    text: str
    entity: str
    kind: FormKind
    plural: bool = False
    ambiguous: bool = False
    preferred: bool = False
    note: str = ""
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class DatedName:
    """A former name and the years of its use (partial ISO dates, None where open)."""

    name: str
    since: str | None
    until: str | None


@dataclass(frozen=True, slots=True)
class Capital:
    """A capital and its other spellings; ``ambiguous``: not to be read as a government alone."""

    name: str
    other: tuple[str, ...]
    ambiguous: bool


@dataclass(frozen=True, slots=True)
class Demonym:
    """A word for one inhabitant and for several ("Serb", "Serbs"), equal where invariable."""

    one: str
    many: str


@dataclass(frozen=True, slots=True)
class Territory:
    """A state or territory; capitals stand in order of weight, other tuples sorted.

    ``iso3`` is None without a code; ``article``: English prose writes "the". ``part_of`` names
    the state that it belongs to under general recognition, ``claimed_by`` those that claim it,
    ``recognised_by`` (where few do) those that recognise it. ``since`` and ``until`` bound the
    existence of a dissolved entity, ``successors`` follow it. ``ambiguous``: form -> why.
    """

    id: str
    type: EntityType
    name: str
    iso2: str | None
    iso3: str | None
    wikidata: str | None
    region: str
    article: bool
    official: tuple[str, ...]
    other: tuple[str, ...]
    abbreviations: tuple[str, ...]
    former: tuple[DatedName, ...]
    adjectives: tuple[str, ...]
    combining: tuple[str, ...]
    demonyms: tuple[Demonym, ...]
    capitals: tuple[Capital, ...]
    former_capitals: tuple[DatedName, ...]
    seats: tuple[str, ...]
    part_of: str | None
    claimed_by: tuple[str, ...]
    recognised_by: tuple[str, ...]
    successors: tuple[str, ...]
    since: str | None
    until: str | None
    note: str
    ambiguous: Mapping[str, str]
    sources: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Region:
    """A region of diplomatic prose; ``members`` are territory ids, empty where undefined."""

    id: str
    name: str
    wikidata: str | None
    article: bool
    leading: bool
    other: tuple[str, ...]
    abbreviations: tuple[str, ...]
    adjectives: tuple[str, ...]
    demonyms: tuple[Demonym, ...]
    members: tuple[str, ...]
    note: str
    ambiguous: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Membership:
    """A member (territory or organisation id) with ISO dates; None: not recorded, or open."""

    id: str
    since: str | None
    until: str | None


@dataclass(frozen=True, slots=True)
class Organization:
    """An international organisation or grouping.

    ``kind`` is PLOVER's international code (IGO, UNO, EUR, NGO, IMG), ``sector`` its sector
    where narrower (JUD, LEG, MIL, REB, ...). ``nicknames`` name it only in context and stand
    without their article ("Alliance"). ``seat`` is its city, ``seats`` are places that stand
    for it. ``parent`` is the organisation it belongs to.
    """

    id: str
    name: str
    kind: str
    sector: str | None
    wikidata: str | None
    article: bool
    abbreviations: tuple[str, ...]
    other: tuple[str, ...]
    nicknames: tuple[str, ...]
    adjectives: tuple[str, ...]
    former: tuple[DatedName, ...]
    seat: str | None
    seats: tuple[str, ...]
    parent: str | None
    members: tuple[Membership, ...]
    since: str | None
    until: str | None
    note: str
    ambiguous: Mapping[str, str]


Entity = Territory | Region | Organization


@dataclass(frozen=True, slots=True)
class Honorific:
    """A word before (or, kind ``after``, behind) a person's name.

    ``kind`` is civil, academic, diplomatic, political, royal, noble, religious, military or
    after; ``gender`` m, f or None. ``name_too``: the word is a given or family name as well.
    """

    text: str
    kind: str
    gender: str | None
    name_too: bool
