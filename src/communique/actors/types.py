"""Actors, the offices they hold, and the words that mention them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from communique.core.problems import Problem
from communique.core.spans import Span


class ActorType(StrEnum):
    """What an actor is."""

    PERSON = "person"
    STATE = "state"
    TERRITORY = "territory"
    REGION = "region"
    ORGANIZATION = "organization"
    GROUP = "group"


class MentionKind(StrEnum):
    """How a mention names its actor."""

    NAME = "name"
    OFFICE = "office"
    PRONOUN = "pronoun"
    DEMONYM = "demonym"
    CAPITAL = "capital"
    NOMINAL = "nominal"


@dataclass(frozen=True, slots=True)
class Tenure:
    """A person's time in an office, as the text gives it.

    ``of`` is the actor id of the state or organisation (None where the text leaves it open);
    ``since`` and ``until`` are partial ISO dates or None (JSON keys ``from`` and ``to``);
    ``evidence`` holds the words that name the office.
    """

    title: str
    of: str | None
    since: str | None
    until: str | None
    evidence: Span


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that refer to an actor (code points of the source text, half-open)."""

    start: int
    end: int
    text: str
    kind: MentionKind


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody or something that acts or is acted on; mentions stand in text order."""

    id: str
    type: ActorType
    name: str
    iso3: str | None
    offices: tuple[Tenure, ...]
    mentions: tuple[Mention, ...]
    wikidata: str | None


@dataclass(frozen=True, slots=True)
class Reference:
    """A mention and the actors it stands for.

    A joint mention ("the two Ministers") has several actors; an unresolved one has none,
    and ``candidates`` lists whom it may mean with scores, best first.
    """

    mention: Mention
    actors: tuple[str, ...]
    candidates: tuple[tuple[str, float], ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ActorLayer:
    """All actors of a document and every reference to them, in text order."""

    actors: tuple[Actor, ...]
    references: tuple[Reference, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class SpeechHint:
    """Whose words a stretch is, as far as the text shows: spans of source and contents.

    ``direct`` says that the contents are quoted, so that "I" in them is the speaker.
    """

    source: Span | None
    contents: tuple[Span, ...]
    direct: bool
