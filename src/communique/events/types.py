"""Events and relations, and the field's codes for them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from communique.core.dates import DateRange
from communique.core.problems import Problem
from communique.core.spans import Span


class EventType(StrEnum):
    """The kinds of event a reading keeps."""

    MEETING = "meeting"
    CALL = "call"
    VISIT = "visit"
    PRESS_CONFERENCE = "press_conference"
    SIGNING = "signing"
    INVITATION = "invitation"
    CONFERENCE = "conference"
    CEREMONY = "ceremony"
    AID = "aid"
    SANCTION = "sanction"
    APPOINTMENT = "appointment"
    EXERCISE = "exercise"
    OTHER = "other"


class EventStatus(StrEnum):
    """Whether an event took place."""

    OCCURRED = "occurred"
    ONGOING = "ongoing"
    PLANNED = "planned"
    PROPOSED = "proposed"
    DENIED = "denied"
    HYPOTHETICAL = "hypothetical"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"


class Predicate(StrEnum):
    """How two actors stand to each other."""

    MEMBER_OF = "member_of"
    CANDIDATE_OF = "candidate_of"
    PARTICIPANT_IN = "participant_in"
    STRATEGIC_PARTNER_OF = "strategic_partner_of"
    ALLY_OF = "ally_of"
    RECOGNISES = "recognises"
    OPPOSES = "opposes"
    SUPPORTS = "supports"
    NEUTRAL_TOWARD = "neutral_toward"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Plover:
    """A PLOVER 2.0 code: ``type`` what, ``mode`` how, ``context`` why."""

    type: str
    mode: tuple[str, ...]
    context: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, is planned or is denied.

    ``place`` is an actor id or the place's words; ``asserted_by`` lists the statements that
    claim it (empty: the document itself reports it); ``evidence`` stands in text order.
    ``plover`` and ``cameo`` are None where the event has no code.
    """

    id: str
    type: EventType
    plover: Plover | None
    cameo: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: str | None
    date: DateRange | None
    status: EventStatus
    topics: tuple[str, ...]
    asserted_by: tuple[str, ...]
    evidence: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """A standing relation between two actors, true or denied, and who asserts it.

    ``object`` is an actor id, or words where no actor is meant ("military neutrality").
    """

    id: str
    subject: str
    predicate: Predicate
    object: str
    holds: bool
    asserted_by: tuple[str, ...]
    evidence: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class EventLayer:
    """Events and relations in text order, and why each was read so (by id)."""

    events: tuple[Event, ...]
    relations: tuple[Relation, ...]
    reasons: dict[str, str]
    problems: tuple[Problem, ...]
