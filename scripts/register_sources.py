"""Facts on territories derived from ../shared/register (codes, profiles, Wikidata ids).

Nothing is copied whole: names, codes, nationality words and capitals are taken field by field.
"""

from __future__ import annotations

import csv
import html
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

# Rows of country-codes.csv whose FIPS column is empty, merged or wrong: ISO3 -> profile key.
GEC_OVERRIDES = {"SRB": "ri", "PSE": "", "SJM": "sv", "UMI": "", "BES": "", "GLP": "", "NAM": "wa"}
EXTRA_PROFILES = {"XKX": "kv"}


@dataclass
class Derived:
    """What the reference data says about one territory."""

    iso2: str
    iso3: str
    name: str
    official: list[str] = field(default_factory=list)
    other: list[str] = field(default_factory=list)
    adjectives: list[str] = field(default_factory=list)
    demonyms: list[str] = field(default_factory=list)
    capitals: list[str] = field(default_factory=list)
    wikidata: str | None = None
    independent: bool = False
    organizations: list[str] = field(default_factory=list)


def profile_text(profile: dict[str, Any], section: str, item: str) -> str:
    """The plain text of one item of a Factbook profile, "" where it is missing or "none"."""
    text = html.unescape(profile.get(section, {}).get(item, {}).get("text", "")).strip()
    return "" if text.lower() in {"none", "na"} else text


def official_name(unterm: str) -> str:
    """UNTERM's formal name without article and footnote mark."""
    return re.sub(r"^the ", "", unterm).rstrip(" *")


def plain_name(name: str) -> str:
    """A CLDR display name in the spelling of English prose."""
    return name.replace(" & ", " and ").replace("’", "'").replace("St. ", "Saint ")


def nationality_nouns(text: str) -> list[str]:
    """``"Serb(s)"`` as ``["Serb/Serbs"]``; irregular nouns are left to the hand-written table."""
    plain = re.sub(r"\s*\((?:singular and plural|US nationals|US citizens)\)", "", text)
    nouns = []
    for part in re.split(r",| or ", plain):
        match = re.fullmatch(r"\s*([^()]+?)\((s)\)\s*", part)
        if match:
            nouns.append(f"{match[1]}/{match[1]}s")
        elif part.strip() and "(" not in part:
            nouns.append(part.strip())
    return nouns


def nationality_adjectives(text: str) -> list[str]:
    """The adjectives of a Factbook entry."""
    parts = re.split(r"[,;]| or ", re.sub(r"\([^)]*\)", "", text))
    return [part.strip() for part in parts if part.strip()]


def organization_codes(profile: dict[str, Any]) -> list[str]:
    """Abbreviations of the organisations that a profile lists full membership of."""
    entry = profile.get("International organization participation", {})
    text = html.unescape(entry.get("text", ""))
    codes = []
    for part in re.split(r"[,;:]\s*", text):
        if part and "(" not in part:
            codes.append(part.strip())
    return codes


class Reference:
    """The reference data, joined by ISO codes."""

    def __init__(self, root: Path) -> None:
        """Read the tables below ``root`` (../shared/register)."""
        profiles = (root / "factbook" / "factbook.json").read_text(encoding="utf-8")
        self.profiles: dict[str, Any] = json.loads(profiles)
        with (root / "country-codes.csv").open(encoding="utf-8", newline="") as lines:
            self.rows = list(csv.DictReader(lines))
        self.qids = _wikidata_ids(root / "territories")

    def profile(self, iso3: str, fips: str) -> dict[str, Any]:
        """The Factbook profile of a territory, empty where there is none."""
        key = GEC_OVERRIDES.get(iso3, EXTRA_PROFILES.get(iso3, fips.strip().lower()))
        found: dict[str, Any] = self.profiles.get(key, {})
        return found

    def derive(self) -> dict[str, Derived]:
        """Every coded territory by its lower-case ISO3 code."""
        found = {}
        for row in self.rows:
            iso3 = row["ISO3166-1-Alpha-3"].strip()
            if iso3:
                found[iso3.lower()] = self._derive_row(iso3, row)
        kosovo = Derived("XK", "XKX", "Kosovo")
        kosovo.organizations = organization_codes(self.profile("XKX", ""))
        found["xkx"] = kosovo
        return found

    def _derive_row(self, iso3: str, row: dict[str, str]) -> Derived:
        profile = self.profile(iso3, row["FIPS"])
        name = plain_name(row["CLDR display name"])
        formal = official_name(row["UNTERM English Formal"])
        capital = row["Capital"].strip()
        return Derived(
            iso2=row["ISO3166-1-Alpha-2"].strip(),
            iso3=iso3,
            name=name,
            official=[formal] if formal else [],
            adjectives=nationality_adjectives(profile_text(profile, "Nationality", "adjective")),
            demonyms=nationality_nouns(profile_text(profile, "Nationality", "noun")),
            capitals=[capital] if capital else [],
            wikidata=self.qids.get(row["ISO3166-1-Alpha-2"].strip().lower()),
            independent=row["is_independent"].strip() == "Yes",
            organizations=organization_codes(profile),
        )


def _wikidata_ids(folder: Path) -> dict[str, str]:
    """Wikidata ids by file stem (``rs``, ``ge_ab``)."""
    found = {}
    for path in sorted(folder.glob("*.yml")):
        match = re.search(r"^qid: (Q\d+)", path.read_text(encoding="utf-8"), re.MULTILINE)
        if match:
            found[path.stem] = match[1]
    return found


def read_table(path: Path) -> dict[str, Any]:
    """One hand-written table."""
    loaded: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded
