"""Statements: who said what, in which words; and what was promised."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from communique.core.problems import Problem
from communique.core.spans import Span


class Quotation(StrEnum):
    """How a content is rendered: in quotation marks, in the writer's words, or both."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Presentation(StrEnum):
    """SPEECH was uttered; THOUGHT is a belief, intention or feeling the text ascribes."""

    SPEECH = "speech"
    THOUGHT = "thought"


class Act(StrEnum):
    """What the speaker does in saying it."""

    ASSERT = "assert"
    ANNOUNCE = "announce"
    COMMIT = "commit"
    REQUEST = "request"
    PRAISE = "praise"
    CRITICISE = "criticise"
    REJECT = "reject"
    AGREE = "agree"
    WARN = "warn"
    ASK = "ask"


class Polarity(StrEnum):
    """A speaker's stance toward an actor or topic."""

    SUPPORTS = "supports"
    OPPOSES = "opposes"
    NEUTRAL = "neutral"
    CONDITIONAL = "conditional"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Source, cue and content as found in the text (PARC, PolNeAR), before resolution.

    ``source`` and ``cue`` are None where the text gives none; ``content`` has at least one
    span, in reading order. ``reason`` says which rule or model found it.
    """

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    quotation: Quotation
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class Stance:
    """``toward`` is an actor id or a topic."""

    toward: str
    polarity: Polarity


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement with its speakers (actor ids, possibly none) and its words."""

    id: str
    speakers: tuple[str, ...]
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    quotation: Quotation
    act: Act
    topics: tuple[str, ...]
    about: tuple[str, ...]
    addressees: tuple[str, ...]
    stance: tuple[Stance, ...]
    occasion: str | None
    negated: bool
    presentation: Presentation
    confidence: float


class CommitmentStatus(StrEnum):
    """How far a commitment has come."""

    PROMISED = "promised"
    PLANNED = "planned"
    SIGNED = "signed"
    FULFILLED = "fulfilled"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Commitment:
    """What somebody bound themselves to; ``statement`` is the id it was made in, or None."""

    id: str
    by: tuple[str, ...]
    to: tuple[str, ...]
    what: Span
    status: CommitmentStatus
    due: str | None
    statement: str | None


@dataclass(frozen=True, slots=True)
class StatementLayer:
    """Statements in text order of their first span, and why each was read so (by id)."""

    statements: tuple[Statement, ...]
    commitments: tuple[Commitment, ...]
    reasons: dict[str, str]
    problems: tuple[Problem, ...]
