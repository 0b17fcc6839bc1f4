"""The lexicon of reporting words (resources/reporting_verbs.yml)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from communique.resources.files import load_yaml
from communique.statements.types import Act, Presentation


@dataclass(frozen=True, slots=True)
class ReportingSense:
    """What a reporting word does and takes; see the head of the resource file for the words."""

    act: Act
    presentation: Presentation
    takes: frozenset[str]
    sure: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Senses by lemma ("say") or lemma and particle ("point+out"), nouns and adjectives."""

    verbs: dict[str, tuple[ReportingSense, ...]]
    light_verbs: frozenset[str]
    light_nouns: dict[str, ReportingSense]
    adjectives: dict[str, ReportingSense]
    not_reporting: frozenset[str]


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """The lexicon, read once."""
    data = load_yaml("reporting_verbs.yml")
    verbs: dict[str, list[ReportingSense]] = {}
    for group in data["groups"]:
        sense = _sense(group)
        for verb in group["verbs"]:
            verbs.setdefault(verb, []).append(sense)
    return Lexicon(
        verbs={verb: tuple(senses) for verb, senses in verbs.items()},
        light_verbs=frozenset(data["light_verbs"]),
        light_nouns={noun: _sense(row) for noun, row in data["light_nouns"].items()},
        adjectives={word: _sense(row) for word, row in data["adjectives"].items()},
        not_reporting=frozenset(data["not_reporting"]),
    )


def _sense(row: dict[str, Any]) -> ReportingSense:
    takes = row.get("takes", [])
    assert isinstance(takes, list)
    return ReportingSense(
        act=Act(row["act"]),
        presentation=Presentation(row.get("presentation", "speech")),
        takes=frozenset(takes),
        sure=row.get("strength", "sure") == "sure",
    )
