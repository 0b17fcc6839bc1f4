"""The register of states, territories, regions and organisations, and look-ups in it.

Built by ``scripts/build_register.py``; the loader reads the compact ``register.json``, which
a test proves equal to the YAML files beside it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from communique.resources.offices import NormalOffice, OfficeVocabulary, read_offices
from communique.resources.register_read import (
    read_honorifics,
    read_organization,
    read_region,
    read_territory,
)
from communique.resources.register_types import (
    DatedName,
    Demonym,
    Entity,
    EntityType,
    Form,
    FormKind,
    Honorific,
    Organization,
    Region,
    Territory,
)

_PACKED = "register.json"
# Typographic variants that the register writes one way only.
_VARIANTS = str.maketrans({"’": "'", "ʼ": "'", "\u00a0": " ", "‑": "-", "‐": "-"})


def plain_form(text: str) -> str:
    """``text`` with straight apostrophes, plain hyphens and single spaces: the key of look-ups."""
    return " ".join(text.translate(_VARIANTS).split())


def active(since: str | None, until: str | None, on: date | None) -> bool:
    """Whether an interval holds ``on`` a day (None: whether it has no recorded end).

    The last day counts; an unrecorded start lies in the past. Partial dates compare as text,
    so a year stands for its first day as a start and for its whole length as an end.
    """
    if on is None:
        return until is None
    day = on.isoformat()
    started = since is None or since <= day
    return started and (until is None or day[: len(until)] <= until)


class Register:
    """All entries, with look-ups by id, code and surface form."""

    def __init__(
        self,
        territories: Iterable[Territory],
        regions: Iterable[Region],
        organizations: Iterable[Organization],
        *,
        offices: OfficeVocabulary,
        honorifics: tuple[Honorific, ...],
        ambiguities: Mapping[str, Mapping[str, Any]],
        version: str,
    ) -> None:
        """Index the entries; ``ambiguities`` maps a form to its note and preferred entity."""
        self.territories = {entry.id: entry for entry in territories}
        self.regions = {entry.id: entry for entry in regions}
        self.organizations = {entry.id: entry for entry in organizations}
        self.offices = offices
        self.honorifics = honorifics
        self.version = version
        self._iso3 = {entry.iso3: entry for entry in self.territories.values() if entry.iso3}
        self._ambiguities = ambiguities
        self._forms = self._index()
        self._caseless = _caseless(self._forms)
        self.longest_form = max(len(text.split()) for text in self._forms)

    def entity(self, entity_id: str) -> Entity | None:
        """The entry of any type with this id."""
        return (
            self.territories.get(entity_id)
            or self.organizations.get(entity_id)
            or self.regions.get(entity_id)
        )

    def entity_type(self, entity_id: str) -> EntityType:
        """The type of an entry.

        Raises:
            KeyError: if there is no entry with this id.
        """
        if entity_id in self.territories:
            return self.territories[entity_id].type
        if entity_id in self.organizations:
            return EntityType.ORGANIZATION
        if entity_id in self.regions:
            return EntityType.REGION
        raise KeyError(f"no entry {entity_id!r} in the register")

    def by_iso3(self, code: str) -> Territory | None:
        """The territory with this ISO 3166-1 alpha-3 code (either case)."""
        return self._iso3.get(code.upper())

    def find(self, text: str) -> tuple[Form, ...]:
        """The entities that ``text`` names exactly (case counts, apostrophes do not).

        Existing entities come before dissolved ones, names before other kinds.
        """
        return self._forms.get(plain_form(text), ())

    def find_caseless(self, text: str) -> tuple[Form, ...]:
        """As :meth:`find` without regard to case, for headlines; weaker evidence."""
        return self._caseless.get(plain_form(text).casefold(), ())

    def forms(self) -> Mapping[str, tuple[Form, ...]]:
        """Every surface form with its entities, for matchers that build their own index."""
        return self._forms

    def members(self, org_id: str, on: date | None = None) -> tuple[str, ...]:
        """Sorted ids of the members ``on`` a day (None: of those not recorded as having left).

        Empty where the register lists none.

        Raises:
            KeyError: if there is no such organisation.
        """
        entries = self.organizations[org_id].members
        found = {entry.id for entry in entries if active(entry.since, entry.until, on)}
        return tuple(sorted(found))

    def memberships(self, member_id: str, on: date | None = None) -> tuple[str, ...]:
        """Sorted ids of the organisations that ``member_id`` belongs to ``on`` a day."""
        return tuple(
            org_id for org_id in sorted(self.organizations) if member_id in self.members(org_id, on)
        )

    def normal_office(self, title: str, of: str | None = None) -> tuple[NormalOffice, ...]:
        """The offices that ``title`` means, without a leading or trailing name of an entity.

        "Russian Foreign Minister" and "Minister of Foreign Affairs of the Russian Federation"
        come out equal. ``of`` is the entity where the caller knows it; else the named one.
        Empty where there is no head noun; several for "Deputy Prime Minister and Minister of ...".
        """
        bare, named = self._without_entity(title)
        return self.offices.normal_all(bare, of or named)

    def _without_entity(self, title: str) -> tuple[str, str | None]:
        words = plain_form(title).split()
        entity = None
        for end in range(min(len(words) - 1, self.longest_form), 0, -1):
            if found := self.find(" ".join(words[:end])):
                words, entity = words[end:], found[0].entity
                break
        for start in range(1, len(words)):
            found = self.find(re.sub(r"^(?:of|to|for) (?:the )?", "", " ".join(words[start:])))
            if found and words[start] in {"of", "to", "for"}:
                return " ".join(words[:start]), found[0].entity
        return " ".join(words), entity

    def _index(self) -> dict[str, tuple[Form, ...]]:
        found: dict[str, list[Form]] = {}
        for form in self._all_forms():
            key = plain_form(form.text)
            listed = found.setdefault(key, [])
            if all(form.entity != other.entity for other in listed):
                listed.append(form)
        return {key: self._marked(key, forms) for key, forms in found.items()}

    def _all_forms(self) -> Iterator[Form]:
        existing = [entry for entry in self.territories.values() if not entry.until]
        dissolved = [entry for entry in self.territories.values() if entry.until]
        for territory in (*existing, *dissolved):
            yield from territory_forms(territory)
        for organization in self.organizations.values():
            yield from organization_forms(organization)
        for region in self.regions.values():
            yield from region_forms(region)

    def _marked(self, key: str, forms: list[Form]) -> tuple[Form, ...]:
        """The forms of one key with notes from the table of shared forms."""
        entry = self._ambiguities.get(key)
        if entry is None:
            return tuple(forms)
        note, prefer, sure = entry.get("note", ""), entry.get("prefer"), bool(entry.get("sure"))
        return tuple(
            replace(
                form,
                ambiguous=not (sure and form.entity == prefer),
                preferred=form.entity == prefer,
                note=form.note or note,
            )
            for form in forms
        )


def territory_forms(entry: Territory) -> Iterator[Form]:
    """The surface forms of a territory, strongest kinds first."""
    yield from _forms(entry, FormKind.NAME, (entry.name, *entry.other))
    yield from _forms(entry, FormKind.OFFICIAL, entry.official)
    yield from _forms(entry, FormKind.ABBREVIATION, entry.abbreviations)
    yield from _former_forms(entry, entry.former)
    yield from _forms(entry, FormKind.ADJECTIVE, entry.adjectives)
    yield from _demonym_forms(entry, entry.demonyms)
    for capital in entry.capitals:
        yield from _forms(entry, FormKind.CAPITAL, (capital.name, *capital.other))
    yield from _forms(entry, FormKind.SEAT, entry.seats)
    yield from _forms(entry, FormKind.COMBINING, entry.combining)


def organization_forms(entry: Organization) -> Iterator[Form]:
    """The surface forms of an organisation, strongest kinds first."""
    yield from _forms(entry, FormKind.NAME, (entry.name, *entry.other))
    yield from _forms(entry, FormKind.ABBREVIATION, entry.abbreviations)
    yield from _former_forms(entry, entry.former)
    yield from _forms(entry, FormKind.ADJECTIVE, entry.adjectives)
    yield from _forms(entry, FormKind.SEAT, entry.seats)
    for form in _forms(entry, FormKind.NICKNAME, entry.nicknames):
        yield replace(form, ambiguous=True, note=form.note or "names the body only in context")


def region_forms(entry: Region) -> Iterator[Form]:
    """The surface forms of a region."""
    yield from _forms(entry, FormKind.NAME, (entry.name, *entry.other))
    yield from _forms(entry, FormKind.ABBREVIATION, entry.abbreviations)
    yield from _forms(entry, FormKind.ADJECTIVE, entry.adjectives)
    yield from _demonym_forms(entry, entry.demonyms)


def _forms(entry: Entity, kind: FormKind, texts: Iterable[str]) -> Iterator[Form]:
    for text in texts:
        note = entry.ambiguous.get(text, "")
        yield Form(text, entry.id, kind, ambiguous=bool(note), note=note)


def _former_forms(entry: Territory | Organization, names: Iterable[DatedName]) -> Iterator[Form]:
    for name in names:
        for form in _forms(entry, FormKind.FORMER, (name.name,)):
            yield replace(form, since=name.since, until=name.until)


def _demonym_forms(entry: Territory | Region, demonyms: Iterable[Demonym]) -> Iterator[Form]:
    for demonym in demonyms:
        yield from _forms(entry, FormKind.DEMONYM, (demonym.one,))
        for form in _forms(entry, FormKind.DEMONYM, (demonym.many,)):
            yield replace(form, plural=True)


def _caseless(forms: Mapping[str, tuple[Form, ...]]) -> dict[str, tuple[Form, ...]]:
    found: dict[str, tuple[Form, ...]] = {}
    for key, entries in forms.items():
        folded = key.casefold()
        known = {form.entity for form in found.get(folded, ())}
        added = tuple(form for form in entries if form.entity not in known)
        found[folded] = (*found.get(folded, ()), *added)
    return found


@cache
def load_register() -> Register:
    """The register that ships with the package (read once, in well under 0.2 s)."""
    text = files("communique.resources").joinpath(_PACKED).read_text(encoding="utf-8")
    data = json.loads(text)
    return Register(
        map(read_territory, data["territories"]),
        map(read_region, data["regions"]),
        map(read_organization, data["organizations"]),
        offices=read_offices(data["offices"]),
        honorifics=tuple(read_honorifics(data["honorifics"])),
        ambiguities=data["ambiguities"],
        version=data["version"],
    )
