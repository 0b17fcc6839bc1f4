"""Build the register: ../shared/register and scripts/register/*.yml -> src/communique/resources/.

Run ``python scripts/build_register.py`` to rebuild, ``--check`` to fail on a stale build,
``--pack`` to rebuild only register.json from the committed YAML (needs no ../shared).
"""

from __future__ import annotations

import argparse
import json
import sys
from functools import cache
from pathlib import Path
from typing import Any

import yaml

sys.path.insert(0, str(Path(__file__).parent))
from register_sources import Derived, Reference, read_table

ROOT = Path(__file__).resolve().parents[1]
TABLES = ROOT / "scripts" / "register"
RESOURCES = ROOT / "src" / "communique" / "resources"
SHARED = ROOT.parent / "shared" / "register"
VERSION = "2026.1"
PACKED = "register.json"
PARTS = ("territories", "regions", "organizations", "offices", "honorifics", "ambiguities")

SOURCES = {
    "country-codes": "datasets/country-codes (PDDL): ISO 3166, UNTERM and CLDR names; read 2026",
    "factbook": "CIA World Factbook, last issue of early 2026 (public domain)",
    "hand": "written by hand for Communiqué, 2026 (scripts/register/)",
    "rigour": "opensanctions/rigour territories (MIT): Wikidata ids; read 2026",
}
DERIVED_FROM = {
    "adjectives": "factbook",
    "capitals": "country-codes",
    "demonyms": "factbook",
    "name": "country-codes",
    "official": "country-codes",
    "wikidata": "rigour",
}
LIST_KEYS = ("abbreviations", "adjectives", "combining", "official", "other")
PLAIN_KEYS = ("note", "part_of", "since", "until")
ID_KEYS = ("claimed_by", "recognised_by", "successors")


def territory(key: str, hand: dict[str, Any], derived: Derived | None) -> dict[str, Any]:
    """One entry of territories.yml: the derived facts under the hand-written ones."""
    entry: dict[str, Any] = {"id": key, "type": hand.get("type") or _type(derived)}
    entry["iso2"] = hand.get("iso2") or (derived.iso2 if derived else None)
    entry["iso3"] = hand.get("iso3") or (derived.iso3 if derived else None)
    sources: dict[str, str] = {}
    for field in ("wikidata", "name"):
        entry[field] = _choose(field, hand, derived, sources)
    for field in LIST_KEYS:
        entry[field] = sorted(set(_choose(field, hand, derived, sources) or []))
    entry["adjectives"] = sorted({*entry["adjectives"], *hand.get("more_adjectives", [])})
    entry["other"] = [name for name in entry["other"] if name not in entry["official"]]
    entry["demonyms"] = _demonyms(_choose("demonyms", hand, derived, sources) or [])
    entry["capitals"] = _capitals(_choose("capitals", hand, derived, sources) or [], hand)
    entry["former"] = [_dated(text) for text in sorted(hand.get("former", []))]
    entry["former_capitals"] = [_dated(text) for text in sorted(hand.get("former_capitals", []))]
    entry["seats"], notes = _seats(hand.get("seats", []))
    entry["ambiguous"] = dict(sorted({**hand.get("ambiguous", {}), **notes}.items()))
    for field in ("former", "former_capitals", "seats"):
        if entry[field]:
            sources[field] = "hand"
    entry["article"] = bool(hand.get("article"))
    entry.update({name: str(hand[name]) for name in PLAIN_KEYS if hand.get(name)})
    entry.update({name: sorted(hand[name]) for name in ID_KEYS if hand.get(name)})
    entry["sources"] = dict(sorted(sources.items()))
    return _without_empty(entry)


def _type(derived: Derived | None) -> str:
    return "state" if derived and derived.independent else "territory"


def _choose(
    field: str, hand: dict[str, Any], derived: Derived | None, sources: dict[str, str]
) -> Any:
    if field in hand:
        sources[field] = "hand"
        return hand[field]
    found = getattr(derived, field, None) if derived else None
    if found:
        sources[field] = DERIVED_FROM[field]
    return found


def _demonyms(texts: list[str]) -> list[dict[str, str]]:
    pairs = [tuple(text.split("/")) if "/" in text else (text, text) for text in texts]
    return [{"one": one, "many": many} for one, many in sorted(pairs)]


@cache
def _sure_forms() -> frozenset[str]:
    table = read_table(TABLES / "ambiguities.yml")
    return frozenset(form for form, entry in table.items() if entry.get("sure"))


def _capitals(texts: list[str], hand: dict[str, Any]) -> list[dict[str, Any]]:
    """Capitals in order of weight; the first spelling is the name."""
    found = []
    notes = set(hand.get("ambiguous", {})) - _sure_forms()
    for text in texts:
        name, *other = text.split("|")
        ambiguous = any(spelling in notes for spelling in (name, *other))
        entry: dict[str, Any] = {"name": name, "other": sorted(other)}
        found.append(_without_empty({**entry, "ambiguous": ambiguous}))
    return found


def _dated(text: str) -> dict[str, str]:
    name, since, until = text.split("|")
    return {
        key: value for key, value in (("name", name), ("since", since), ("until", until)) if value
    }


def _seats(texts: list[str]) -> tuple[list[str], dict[str, str]]:
    """Seat names, and the notes of those written "name|why it is ambiguous"."""
    pairs = [text.partition("|") for text in texts]
    notes = {name: note for name, _, note in pairs if note}
    return sorted(name for name, _, _ in pairs), notes


def _without_empty(entry: dict[str, Any]) -> dict[str, Any]:
    kept = ("iso2", "iso3", "wikidata")
    return {k: v for k, v in entry.items() if k in kept or v not in (None, [], {}, "", False)}


def territories(reference: Reference) -> list[dict[str, Any]]:
    """territories.yml, sorted by id."""
    hand = read_table(TABLES / "territories.yml")
    derived = reference.derive()
    keys = sorted({*hand, *derived})
    leading = _leading_regions()
    entries = []
    for key in keys:
        entry = territory(key, hand.get(key) or {}, derived.get(key))
        entry["region"] = leading[key]
        entries.append(entry)
    return entries


def _leading_regions() -> dict[str, str]:
    table = read_table(TABLES / "regions.yml")
    return {
        member: key
        for key, region in table.items()
        if region.get("leading")
        for member in region["members"].split()
    }


def regions() -> list[dict[str, Any]]:
    """regions.yml, sorted by id, with the members of included regions."""
    table = read_table(TABLES / "regions.yml")
    entries = []
    for key in sorted(table):
        region = table[key]
        included = (table[name].get("members", "").split() for name in region.get("includes", []))
        members = {*region.get("members", "").split(), *(m for part in included for m in part)}
        entry: dict[str, Any] = {"id": key, "name": region["name"]}
        entry["wikidata"] = region.get("wikidata")
        for field in ("abbreviations", "adjectives", "other"):
            entry[field] = sorted(region.get(field, []))
        entry["demonyms"] = _demonyms(region.get("demonyms", []))
        entry["ambiguous"] = dict(sorted(region.get("ambiguous", {}).items()))
        entry["article"] = bool(region.get("article"))
        entry["leading"] = bool(region.get("leading"))
        entry["members"] = sorted(members)
        entry["note"] = region.get("note")
        entry["source"] = "hand"
        entries.append(_without_empty(entry))
    return entries


def organizations(reference: Reference) -> list[dict[str, Any]]:
    """organizations.yml, sorted by id."""
    table = read_table(TABLES / "organizations.yml")
    derived = reference.derive()
    return [_organization(key, table[key], derived) for key in sorted(table)]


def _organization(key: str, hand: dict[str, Any], derived: dict[str, Derived]) -> dict[str, Any]:
    entry: dict[str, Any] = {"id": key, "name": hand["name"], "kind": hand.get("kind", "IGO")}
    entry["wikidata"] = hand.get("wikidata")
    for field in ("abbreviations", "adjectives", "nicknames", "other", "seats"):
        entry[field] = sorted(hand.get(field, []))
    entry["former"] = [_dated(text) for text in sorted(hand.get("former", []))]
    for field in ("note", "parent", "seat", "sector", "since", "until"):
        entry[field] = str(hand[field]) if hand.get(field) else None
    entry["ambiguous"] = dict(sorted(hand.get("ambiguous", {}).items()))
    entry["article"] = bool(hand.get("article", True))
    entry["members"] = _members(hand, derived)
    entry["sources"] = {"name": "hand"}
    if entry["members"]:
        entry["sources"]["members"] = "factbook, hand" if "factbook" in hand else "hand"
    return _without_empty(entry)


def _members(hand: dict[str, Any], derived: dict[str, Derived]) -> list[dict[str, str]]:
    """Memberships sorted by member and date: from the profiles, then the hand-written ones."""
    found: list[dict[str, str]] = []
    dated = {member for ids in hand.get("members", {}).values() for member in ids.split()}
    if code := hand.get("factbook"):
        dropped = {*hand.get("without", "").split(), *dated}
        listed = {key for key, facts in derived.items() if code in facts.organizations}
        found += [{"id": member} for member in listed - dropped]
    for since, ids in hand.get("members", {}).items():
        for member in ids.split():
            start = {"since": str(since)} if since else {}
            found.append({"id": member, **start, **_end(hand, member)})
    for text in hand.get("past", []):
        member, since, until = text.split("|")
        found.append({"id": member, **({"since": since} if since else {}), "until": until})
    return sorted(found, key=lambda entry: (entry["id"], entry.get("since", "")))


def _end(hand: dict[str, Any], member: str) -> dict[str, str]:
    until = hand.get("left", {}).get(member)
    return {"until": str(until)} if until else {}


def hand_table(name: str) -> dict[str, Any]:
    """A table that is wholly hand-written, with its keys and lists sorted."""
    sorted_table = _sorted(read_table(TABLES / f"{name}.yml"))
    assert isinstance(sorted_table, dict)
    return sorted_table


def _sorted(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _sorted(value[key]) for key in sorted(value)}
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return sorted(value)
    if isinstance(value, list):
        return sorted((_sorted(item) for item in value), key=json.dumps)
    return value


def build(shared: Path) -> dict[str, Any]:
    """All parts of the register as plain data."""
    reference = Reference(shared)
    return {
        "territories": territories(reference),
        "regions": regions(),
        "organizations": organizations(reference),
        "offices": hand_table("offices"),
        "honorifics": hand_table("honorifics"),
        "ambiguities": hand_table("ambiguities"),
    }


def as_yaml(part: str, items: Any) -> str:
    """The text of one YAML resource."""
    head = (
        "# Generated by scripts/build_register.py from scripts/register/ and ../shared/register.\n"
        "# Do not edit: change the tables there and rebuild. Licence and sources: README.md.\n"
    )
    document = {"version": VERSION, "sources": SOURCES, part: items}
    body = yaml.dump(
        document, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=100
    )
    return head + body


def as_json(parts: dict[str, Any]) -> str:
    """The compact form that the loader reads."""
    document = {"version": VERSION, **parts}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n"


def rendered(parts: dict[str, Any]) -> dict[str, str]:
    """File name -> text of every resource."""
    texts = {f"{part}.yml": as_yaml(part, parts[part]) for part in PARTS}
    return {**texts, PACKED: as_json(parts)}


def committed_parts() -> dict[str, Any]:
    """The parts as the committed YAML gives them."""
    parts = {}
    for part in PARTS:
        text = (RESOURCES / f"{part}.yml").read_text(encoding="utf-8")
        parts[part] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))[part]
    return parts


def stale(texts: dict[str, str]) -> list[str]:
    """Names of the resources that differ from ``texts``."""
    names = []
    for name, text in texts.items():
        path = RESOURCES / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            names.append(name)
    return names


def main() -> int:
    """Build, check or pack; the exit code is 1 on a stale build."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="fail if a resource is stale")
    parser.add_argument("--pack", action="store_true", help="rebuild only register.json")
    options = parser.parse_args()
    if not options.pack and not SHARED.exists():
        print(f"no reference data at {SHARED}: use --pack, or lay shared/ beside the repository")
        return 2
    texts = {PACKED: as_json(committed_parts())} if options.pack else rendered(build(SHARED))
    names = stale(texts)
    if options.check:
        print("stale: " + ", ".join(names) if names else "register is fresh")
        return 1 if names else 0
    for name in names:
        (RESOURCES / name).write_text(texts[name], encoding="utf-8")
    print("written: " + (", ".join(names) or "nothing, all fresh"))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
