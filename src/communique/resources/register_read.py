"""Entries of the register from the plain data of its files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from communique.resources.register_types import (
    Capital,
    DatedName,
    Demonym,
    EntityType,
    Honorific,
    Membership,
    Organization,
    Region,
    Territory,
)


def _dated(entries: Iterable[Mapping[str, str]]) -> tuple[DatedName, ...]:
    return tuple(DatedName(e["name"], e.get("since"), e.get("until")) for e in entries)


def _demonyms(entries: Iterable[Mapping[str, str]]) -> tuple[Demonym, ...]:
    return tuple(Demonym(entry["one"], entry["many"]) for entry in entries)


def _capitals(entries: Iterable[Mapping[str, Any]]) -> tuple[Capital, ...]:
    return tuple(
        Capital(entry["name"], tuple(entry.get("other", ())), bool(entry.get("ambiguous")))
        for entry in entries
    )


def read_territory(entry: Mapping[str, Any]) -> Territory:
    """One entry of territories.yml."""
    return Territory(
        id=entry["id"],
        type=EntityType(entry["type"]),
        name=entry["name"],
        iso2=entry["iso2"],
        iso3=entry["iso3"],
        wikidata=entry["wikidata"],
        region=entry["region"],
        article=entry.get("article", False),
        official=tuple(entry.get("official", ())),
        other=tuple(entry.get("other", ())),
        abbreviations=tuple(entry.get("abbreviations", ())),
        former=_dated(entry.get("former", ())),
        adjectives=tuple(entry.get("adjectives", ())),
        combining=tuple(entry.get("combining", ())),
        demonyms=_demonyms(entry.get("demonyms", ())),
        capitals=_capitals(entry.get("capitals", ())),
        former_capitals=_dated(entry.get("former_capitals", ())),
        seats=tuple(entry.get("seats", ())),
        part_of=entry.get("part_of"),
        claimed_by=tuple(entry.get("claimed_by", ())),
        recognised_by=tuple(entry.get("recognised_by", ())),
        successors=tuple(entry.get("successors", ())),
        since=entry.get("since"),
        until=entry.get("until"),
        note=entry.get("note", ""),
        ambiguous=entry.get("ambiguous", {}),
        sources=entry.get("sources", {}),
    )


def read_region(entry: Mapping[str, Any]) -> Region:
    """One entry of regions.yml."""
    return Region(
        id=entry["id"],
        name=entry["name"],
        wikidata=entry["wikidata"],
        article=entry.get("article", False),
        leading=entry.get("leading", False),
        other=tuple(entry.get("other", ())),
        abbreviations=tuple(entry.get("abbreviations", ())),
        adjectives=tuple(entry.get("adjectives", ())),
        demonyms=_demonyms(entry.get("demonyms", ())),
        members=tuple(entry.get("members", ())),
        note=entry.get("note", ""),
        ambiguous=entry.get("ambiguous", {}),
    )


def read_organization(entry: Mapping[str, Any]) -> Organization:
    """One entry of organizations.yml."""
    return Organization(
        id=entry["id"],
        name=entry["name"],
        kind=entry["kind"],
        sector=entry.get("sector"),
        wikidata=entry["wikidata"],
        article=entry.get("article", False),
        abbreviations=tuple(entry.get("abbreviations", ())),
        other=tuple(entry.get("other", ())),
        nicknames=tuple(entry.get("nicknames", ())),
        adjectives=tuple(entry.get("adjectives", ())),
        former=_dated(entry.get("former", ())),
        seat=entry.get("seat"),
        seats=tuple(entry.get("seats", ())),
        parent=entry.get("parent"),
        members=tuple(
            Membership(member["id"], member.get("since"), member.get("until"))
            for member in entry.get("members", ())
        ),
        since=entry.get("since"),
        until=entry.get("until"),
        note=entry.get("note", ""),
        ambiguous=entry.get("ambiguous", {}),
    )


def read_honorifics(table: Mapping[str, Mapping[str, list[str]]]) -> Iterator[Honorific]:
    """The words of honorifics.yml."""
    names = set(table["name_too"]["any"])
    for kind, groups in table.items():
        if kind == "name_too":
            continue
        for gender, texts in groups.items():
            for text in texts:
                yield Honorific(text, kind, None if gender == "any" else gender, text in names)
