"""Check the built register: names, intervals, ids, capitals, order, notes on shared forms.

Run ``python scripts/lint_register.py``; prints one line per fault, exit code 1 if there are any.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))
sys.path.insert(0, str(Path(__file__).parent))
from build_register import PACKED, as_json, committed_parts, stale

from communique.resources.register import Register, load_register
from communique.resources.register_types import FormKind

Parts = dict[str, Any]
# Territories without a seat of government, or whose name is their capital's.
WITHOUT_CAPITAL = frozenset(
    {"ata", "bvt", "hkg", "hmd", "iot", "mac", "sgp", "tkl", "umi", "xen", "xgo", "xwb"}
)
LEVELS = frozenset(
    {
        "diplomat",
        "head_of_government",
        "head_of_state",
        "military",
        "minister",
        "official",
        "parliament",
        "religious",
        "spokesperson",
    }
)


def shared_forms(parts: Parts, register: Register) -> Iterator[str]:
    """Forms of several existing entities without a note in ambiguities.yml."""
    for text, forms in register.forms().items():
        owners = {
            form.entity
            for form in forms
            if form.kind is not FormKind.NICKNAME and not _dissolved(register, form.entity)
        }
        if len(owners) > 1 and text not in parts["ambiguities"]:
            yield f"shared form without a note: {text} ({', '.join(sorted(owners))})"


def _dissolved(register: Register, entity_id: str) -> bool:
    return bool(getattr(register.entity(entity_id), "until", None))


def preferred_entities(parts: Parts, register: Register) -> Iterator[str]:
    """Entries of ambiguities.yml whose form or preferred entity does not exist."""
    for text, entry in parts["ambiguities"].items():
        owners = {form.entity for form in register.find(text)}
        if not owners:
            yield f"ambiguous form that names nothing: {text}"
        elif entry.get("prefer") and entry["prefer"] not in owners:
            yield f"{text}: prefers {entry['prefer']}, which it does not name"


def entity_notes(parts: Parts, _: Register) -> Iterator[str]:
    """Notes on forms that the entry does not have."""
    for part in ("territories", "organizations", "regions"):
        for entry in parts[part]:
            known = set(_texts(entry))
            for form in entry.get("ambiguous", {}):
                if form not in known:
                    yield f"{entry['id']}: note on {form!r}, which is no form of it"


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in {"ambiguous", "note", "sources"}:
                yield from _texts(item)


def intervals(parts: Parts, _: Register) -> Iterator[str]:
    """Intervals that end before they begin, anywhere."""
    for part in ("territories", "organizations"):
        for entry in parts[part]:
            for item in _dated(entry):
                since, until = item.get("since"), item.get("until")
                if since and until and since[: len(until)] > until:
                    yield f"{entry['id']}: impossible interval {since} to {until}"


def _dated(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for item in value.values():
            yield from _dated(item)
    elif isinstance(value, list):
        for item in value:
            yield from _dated(item)


def overlapping_memberships(parts: Parts, _: Register) -> Iterator[str]:
    """Members listed twice at one time."""
    for entry in parts["organizations"]:
        spans: dict[str, list[dict[str, str]]] = {}
        for member in entry.get("members", []):
            spans.setdefault(member["id"], []).append(member)
        for member_id, items in spans.items():
            for first, second in pairwise(items):
                if first.get("until", "9999") > second.get("since", ""):
                    yield f"{entry['id']}: {member_id} is a member twice at one time"


def references(parts: Parts, register: Register) -> Iterator[str]:
    """Ids that point nowhere."""
    for entry in parts["organizations"]:
        targets = [member["id"] for member in entry.get("members", [])]
        targets += [entry["parent"]] if "parent" in entry else []
        yield from (f"{entry['id']}: no entry {t}" for t in targets if register.entity(t) is None)
    for entry in parts["territories"]:
        targets = [entry["region"], *([entry["part_of"]] if "part_of" in entry else [])]
        for field in ("claimed_by", "recognised_by", "successors"):
            targets += entry.get(field, [])
        yield from (f"{entry['id']}: no entry {t}" for t in targets if register.entity(t) is None)
    for title in parts["offices"]["titles"]:
        unknown = [t for t in title["of"] if register.entity(t) is None]
        yield from (f"office {title['form']}: no entry {t}" for t in unknown)


def region_members(parts: Parts, register: Register) -> Iterator[str]:
    """Territories outside the leading regions or in two of them, and unknown members."""
    leading = Counter(m for r in parts["regions"] if r.get("leading") for m in r["members"])
    for key in register.territories:
        if leading[key] != 1:
            yield f"{key}: in {leading[key]} leading regions"
    for region in parts["regions"]:
        unknown = [m for m in region.get("members", []) if m not in register.territories]
        yield from (f"{region['id']}: no territory {m}" for m in unknown)


def capitals(parts: Parts, _: Register) -> Iterator[str]:
    """States and territories without a capital, and disputed ones without a note."""
    for entry in parts["territories"]:
        if not entry.get("capitals") and entry["id"] not in WITHOUT_CAPITAL:
            yield f"{entry['id']}: no capital"
        if entry.get("recognised_by") and not entry.get("note"):
            yield f"{entry['id']}: disputed without a note"


def unique_ids(parts: Parts, _: Register) -> Iterator[str]:
    """Ids used twice (also across kinds), Wikidata ids used twice."""
    entries = [e for p in ("territories", "organizations", "regions") for e in parts[p]]
    for field in ("id", "wikidata"):
        counts = Counter(e[field] for e in entries if e.get(field))
        doubled = [value for value, count in counts.items() if count > 1]
        yield from (f"{field} used twice: {v}" for v in doubled if v not in {"Q51"})


def order(parts: Parts, _: Register) -> Iterator[str]:
    """Entries out of order."""
    for part in ("territories", "organizations", "regions"):
        ids = [entry["id"] for entry in parts[part]]
        if ids != sorted(ids):
            yield f"{part}: not sorted by id"
    for part in ("ambiguities", "honorifics"):
        if list(parts[part]) != sorted(parts[part]):
            yield f"{part}: not sorted"


def offices(parts: Parts, register: Register) -> Iterator[str]:
    """Heads of unknown level, forms of two heads, normal forms of unknown heads."""
    table = parts["offices"]
    forms: Counter[str] = Counter()
    for key, head in table["heads"].items():
        forms.update(set(head["forms"]))
        if head["level"] not in LEVELS:
            yield f"office {key}: unknown level {head['level']}"
    yield from (f"form of two heads: {form}" for form, count in forms.items() if count > 1)
    matters: Counter[str] = Counter()
    for matter in table["portfolios"].values():
        matters.update(set(matter["forms"]))
    yield from (f"form of two portfolios: {form}" for form, count in matters.items() if count > 1)
    plain = [e["form"] for e in table["titles"] if e["form"] != e["form"].lower()]
    yield from (f"title not in lower case: {form}" for form in plain)


def packed(parts: Parts, _: Register) -> Iterator[str]:
    """A register.json that is not what the YAML says."""
    for name in stale({PACKED: as_json(parts)}):
        yield f"{name} is stale: run scripts/build_register.py --pack"


CHECKS: tuple[Callable[[Parts, Register], Iterator[str]], ...] = (
    packed,
    unique_ids,
    order,
    shared_forms,
    preferred_entities,
    entity_notes,
    intervals,
    overlapping_memberships,
    references,
    region_members,
    capitals,
    offices,
)


def faults() -> list[str]:
    """All faults of the committed register."""
    parts, register = committed_parts(), load_register()
    return [fault for check in CHECKS for fault in check(parts, register)]


def main() -> int:
    """Print the faults; 1 if there are any."""
    found = faults()
    print("\n".join(found) or "register: no faults")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
