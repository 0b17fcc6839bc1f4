"""A fictional release and the reading of it; offsets are found by searching the text."""

from __future__ import annotations

from dataclasses import replace

from communique.actors.types import Actor, ActorType, Mention, MentionKind, Tenure
from communique.core.dates import DateRange, Precision
from communique.core.ids import content_id
from communique.core.problems import Problem
from communique.core.spans import Span, span_of
from communique.documents.types import Document, Genre
from communique.events.types import Event, EventStatus, EventType, Plover, Predicate, Relation
from communique.pipeline import SCHEMA, Reading
from communique.statements.types import (
    Act,
    Commitment,
    CommitmentStatus,
    Polarity,
    Presentation,
    Quotation,
    Stance,
    Statement,
)

RELEASE = """\
Minister Várga receives the Secretary-General of the Orlan Pact

PORT ANSELM, 3 March 2025 – Minister of Foreign Affairs of Velmara Ilona Várga met today with
the Secretary-General of the Orlan Pact, Tomas Rehn.

“We will open the Karst crossing by June,” the Minister said. She rejected calls to leave
the Pact.

Secretary-General Rehn welcomed the decision and pointed out that the Pact “never doubted”
Velmara.

The two officials agreed that the talks on visas should resume.
"""


class Words:
    """Spans of one text by their words."""

    def __init__(self, text: str) -> None:
        self.text = text

    def span(self, words: str, *, nth: int = 0) -> Span:
        """The ``nth`` (from 0) place of ``words``; ValueError if there is none."""
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(words, start + 1)
        return span_of(self.text, start, start + len(words))

    def mention(self, words: str, kind: MentionKind, *, nth: int = 0) -> Mention:
        """The same as a mention."""
        span = self.span(words, nth=nth)
        return Mention(span.start, span.end, span.text, kind)


def document(text: str = RELEASE, **known: object) -> Document:
    """A document of ``text``; ``known`` replaces what is known about it."""
    made = Document(
        id=content_id("doc", text),
        title="Minister Várga receives the Secretary-General of the Orlan Pact",
        publisher="Ministry of Foreign Affairs of Velmara",
        published="2025-03-03",
        genre=Genre.PRESS_RELEASE,
        language="en",
        url=None,
        path="releases/karst.txt",
        words=len(text.split()),
        text=text,
        extraction="plain text",
    )
    return replace(made, **known)  # type: ignore[arg-type]


def statement(words: Words, content: str, **known: object) -> Statement:
    """A statement with this content (``nth`` says which place of the words)."""
    span = words.span(content, nth=int(str(known.pop("nth", 0))))
    made = Statement(
        id=content_id("st", span.start, span.end),
        speakers=(),
        source=None,
        cue=None,
        content=(span,),
        quotation=Quotation.INDIRECT,
        act=Act.ASSERT,
        topics=(),
        about=(),
        addressees=(),
        stance=(),
        occasion=None,
        negated=False,
        presentation=Presentation.SPEECH,
        confidence=0.9,
    )
    return replace(made, **known)  # type: ignore[arg-type]


def reading(text: str = RELEASE, **known: object) -> Reading:
    """An empty reading of ``text``; ``known`` fills its layers."""
    made = Reading(SCHEMA, document(text), (), (), (), (), (), (), {})
    return replace(made, **known)  # type: ignore[arg-type]


def karst_reading() -> Reading:
    """The whole reading of :data:`RELEASE`, with something in every layer."""
    words = Words(RELEASE)
    statements = _statements(words)
    visit = _meeting(words)
    return reading(
        actors=_actors(words),
        statements=statements,
        events=(visit, _talks(words, statements[-1])),
        relations=(_membership(words, statements[1]),),
        commitments=(_crossing(words, statements[0]),),
        problems=(
            Problem("unresolved-mention", "“calls”: by whom is not said", words.span("calls")),
            Problem("no-address", "the document gives no address"),
        ),
        explanations={statements[0].id: "quotation marks, then subject and verb of saying"},
    )


def _actors(words: Words) -> tuple[Actor, ...]:
    minister = Tenure(
        "Minister of Foreign Affairs",
        "ac-velmara",
        None,
        None,
        words.span("Minister of Foreign Affairs of Velmara"),
    )
    secretary = Tenure(
        "Secretary-General",
        "ac-pact",
        "2024",
        None,
        words.span("Secretary-General of the Orlan Pact", nth=1),
    )
    name, office = MentionKind.NAME, MentionKind.OFFICE
    return (
        Actor(
            "ac-varga",
            ActorType.PERSON,
            "Ilona Várga",
            None,
            (minister,),
            (
                words.mention("Várga", name),
                words.mention("the Minister", office),
                words.mention("She", MentionKind.PRONOUN),
            ),
            None,
        ),
        Actor(
            "ac-rehn",
            ActorType.PERSON,
            "Tomas Rehn",
            None,
            (secretary,),
            (words.mention("Tomas Rehn", name),),
            "Q000",
        ),
        Actor(
            "ac-velmara",
            ActorType.STATE,
            "Velmara",
            "VLM",
            (),
            (words.mention("Velmara", name),),
            None,
        ),
        Actor(
            "ac-pact",
            ActorType.ORGANIZATION,
            "Orlan Pact",
            None,
            (),
            (words.mention("Orlan Pact", name), words.mention("Pact", MentionKind.NOMINAL, nth=2)),
            None,
        ),
    )


def _statements(words: Words) -> tuple[Statement, ...]:
    return (
        statement(
            words,
            "“We will open the Karst crossing by June,”",
            speakers=("ac-varga",),
            source=words.span("the Minister"),
            cue=words.span("said"),
            quotation=Quotation.DIRECT,
            act=Act.COMMIT,
            topics=("border crossings",),
            occasion="ev-meeting",
        ),
        statement(
            words,
            "calls to leave\nthe Pact",
            speakers=("ac-varga",),
            source=words.span("She"),
            cue=words.span("rejected"),
            act=Act.REJECT,
            about=("ac-pact",),
            stance=(Stance("ac-pact", Polarity.SUPPORTS),),
        ),
        statement(
            words,
            "that the Pact “never doubted”\nVelmara",
            speakers=("ac-rehn",),
            source=words.span("Secretary-General Rehn"),
            cue=words.span("pointed out"),
            quotation=Quotation.MIXED,
            about=("ac-velmara",),
            addressees=("ac-varga",),
            negated=True,
        ),
        statement(
            words,
            "that the talks on visas should resume",
            speakers=("ac-varga", "ac-rehn"),
            source=words.span("The two officials"),
            cue=words.span("agreed"),
            act=Act.AGREE,
            topics=("visas",),
            presentation=Presentation.THOUGHT,
        ),
    )


def _meeting(words: Words) -> Event:
    return Event(
        "ev-meeting",
        EventType.MEETING,
        Plover("CONSULT", (), ("diplomatic",)),
        "040",
        ("ac-varga", "ac-rehn"),
        (),
        "PORT ANSELM",
        DateRange("2025-03-03", "2025-03-03", Precision.DAY, "today"),
        EventStatus.OCCURRED,
        (),
        (),
        (words.span("met"),),
    )


def _talks(words: Words, claimed: Statement) -> Event:
    return Event(
        "ev-talks",
        EventType.OTHER,
        None,
        None,
        (),
        ("ac-velmara",),
        None,
        None,
        EventStatus.PROPOSED,
        ("visas",),
        (claimed.id,),
        (words.span("the talks on visas should resume"),),
    )


def _membership(words: Words, claimed: Statement) -> Relation:
    return Relation(
        "re-member",
        "ac-velmara",
        Predicate.MEMBER_OF,
        "ac-pact",
        True,
        (claimed.id,),
        (words.span("leave\nthe Pact"),),
    )


def _crossing(words: Words, made_in: Statement) -> Commitment:
    return Commitment(
        "co-crossing",
        ("ac-varga",),
        ("ac-pact",),
        words.span("open the Karst crossing by June"),
        CommitmentStatus.PROMISED,
        "2025-06",
        made_in.id,
    )
