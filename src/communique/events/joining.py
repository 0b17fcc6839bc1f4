"""One event for the drafts that tell of the same encounter."""

from __future__ import annotations

from dataclasses import dataclass, replace

from communique.core.dates import DateRange, Precision
from communique.core.ids import content_id
from communique.core.spans import Span
from communique.events.codes import code_event
from communique.events.types import Event, EventStatus, EventType
from communique.language.tree import headline_tokens
from communique.language.types import ParsedText


@dataclass(frozen=True, slots=True)
class Draft:
    """An event before it is joined with others that tell of the same."""

    type: EventType
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: str | None
    date: DateRange | None
    status: EventStatus
    topics: tuple[str, ...]
    asserted_by: tuple[str, ...]
    evidence: Span
    sentence: int
    definite: bool


def without_headline(parsed: ParsedText, drafts: list[Draft]) -> list[Draft]:
    """Drop what the headline tells where the text below tells of an event of the type, too."""
    starts = {
        parsed.tokens[index].start_char for index in headline_tokens(parsed, also_closing="’'")
    }
    below = {draft.type for draft in drafts if draft.evidence.start not in starts}
    return [d for d in drafts if d.evidence.start not in starts or d.type not in below]


def place_press_conferences(drafts: list[Draft]) -> list[Draft]:
    """Press conferences take place and date from the encounter of the same persons before them."""
    placed: list[Draft] = []
    for told in drafts:
        draft = told
        if draft.type is EventType.PRESS_CONFERENCE and draft.actors and draft.place is None:
            earlier = [
                d
                for d in placed
                if d.type is EventType.MEETING
                and d.place is not None
                and set(draft.actors) <= set(d.actors)
            ]
            if earlier and earlier[-1].status is draft.status:
                meeting = earlier[-1]
                draft = replace(draft, place=meeting.place, date=draft.date or meeting.date)
        placed.append(draft)
    return placed


def join_drafts(drafts: list[Draft]) -> tuple[tuple[Event, ...], dict[str, str]]:
    """One event for the drafts that tell of the same encounter."""
    groups: list[list[Draft]] = []
    for draft in drafts:
        home = next((group for group in groups if _same(group, draft)), None)
        if home is None:
            groups.append([draft])
        else:
            home.append(draft)
    events = [_event(group) for group in groups]
    reasons = {
        event.id: f"“{event.evidence[0].text}” tells of a {event.type.value.replace('_', ' ')}"
        for event in events
    }
    return tuple(sorted(events, key=lambda e: (e.evidence[0].start, e.id))), reasons


def _same(group: list[Draft], draft: Draft) -> bool:
    first = group[0]
    if first.type is not draft.type or first.status is not draft.status:
        return False
    known = {a for d in group for a in (*d.actors, *d.recipients)}
    told = {*draft.actors, *draft.recipients}
    if first.date and draft.date and first.date != draft.date:
        return False
    places = {d.place for d in group if d.place is not None}
    if draft.place is not None and places and draft.place not in places:
        return False
    if not told:
        return draft.definite or first.sentence == draft.sentence or not known
    return told <= known or known <= told


def _event(group: list[Draft]) -> Event:
    fullest = max(group, key=lambda d: len(d.actors) + len(d.recipients))
    own = [d for d in group if not d.asserted_by]
    asserted = () if own else tuple(dict.fromkeys(a for d in group for a in d.asserted_by))
    evidence = tuple(sorted({d.evidence for d in group}))
    date = next(
        (
            d.date
            for d in group
            if d.date is not None and d.date.precision is not Precision.RELATIVE
        ),
        None,
    )
    date = date or next((d.date for d in group if d.date is not None), None)
    place = next((d.place for d in group if d.place is not None), None)
    plover, cameo = code_event(fullest.type, fullest.status)
    return Event(
        id=content_id(
            "ev",
            fullest.type.value,
            evidence[0].start,
            evidence[0].text,
            *fullest.actors,
            date.start if date else "",
        ),
        type=fullest.type,
        plover=plover,
        cameo=cameo,
        actors=fullest.actors,
        recipients=fullest.recipients,
        place=place,
        date=date,
        status=fullest.status,
        topics=next((d.topics for d in group if d.topics), ()),
        asserted_by=asserted,
        evidence=evidence,
    )
