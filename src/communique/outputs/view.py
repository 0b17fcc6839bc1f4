"""A reading laid out for people: sections of items with line numbers, in plain words.

The text and HTML outputs render the same view, so that they never tell two stories.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from communique.actors.types import Actor, ActorType
from communique.core.dates import DateRange, Precision
from communique.core.lines import LineIndex
from communique.core.problems import Problem
from communique.core.spans import Span
from communique.events.types import Event, Relation
from communique.pipeline import Reading
from communique.record.rows import office_of
from communique.statements.types import Commitment, Presentation, Statement

NOBODY = "Speaker not named"
GAP = " … "
_KINDS_OF_ACTOR = {
    ActorType.STATE: "state",
    ActorType.TERRITORY: "territory",
    ActorType.REGION: "region",
    ActorType.ORGANIZATION: "organisation",
    ActorType.GROUP: "group",
    ActorType.PERSON: "person",
}


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a list.

    ``lines`` are the first and last line of the text (from 1), None where the whole document
    is meant; ``label`` is a kind or type; ``statement`` the id of the statement it shows.
    """

    lines: tuple[int, int] | None
    label: str
    body: str
    details: tuple[str, ...] = ()
    why: str | None = None
    statement: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Items under a heading (None: no heading) with a note beside it."""

    heading: str | None
    note: str | None
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the view; ``key`` is its stable name, ``empty`` is said when nothing is in it."""

    key: str
    title: str
    empty: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class View:
    """The whole reading; ``facts`` are what is known about the document."""

    title: str
    facts: tuple[str, ...]
    sections: tuple[Section, ...]


def view_of(reading: Reading, *, explain: bool = False) -> View:
    """The view of a reading; ``explain`` adds why each item was read so."""
    return _Viewer(reading, explain).view()


def one_line(text: str) -> str:
    """``text`` with every run of white space as one space."""
    return " ".join(text.split())


def joined(names: Iterable[str]) -> str:
    """Names as an English list: "A", "A and B", "A, B and C"."""
    listed = list(names)
    return " and ".join(part for part in (", ".join(listed[:-1]), *listed[-1:]) if part)


class _Viewer:
    """Puts one reading into words."""

    def __init__(self, reading: Reading, explain: bool) -> None:
        self._reading = reading
        self._explain = explain
        self._lines = LineIndex(reading.document.text)
        self._names = {actor.id: actor.name for actor in reading.actors}

    def view(self) -> View:
        reading = self._reading
        problems = Group(None, None, tuple(self._problem(item) for item in reading.problems))
        commitments = Group(None, None, tuple(map(self._commitment, reading.commitments)))
        relations = Group(None, None, tuple(map(self._relation, reading.relations)))
        events = Group(None, None, tuple(map(self._event, reading.events)))
        sections = (
            Section("actors", "Who is who", "Nobody found.", tuple(self._actor_groups())),
            Section("events", "What happened", "No events found.", (events,)),
            Section("statements", "Who said what", "No statements found.", self._speeches()),
            Section("commitments", "What was promised", "No promises found.", (commitments,)),
            Section("relations", "Who stands how to whom", "No relations found.", (relations,)),
            Section("problems", "What stays unclear", "Nothing.", (problems,)),
        )
        return View(self._title(), tuple(self._facts()), sections)

    def _title(self) -> str:
        document = self._reading.document
        return one_line(document.title or "") or document.path or "Untitled document"

    def _facts(self) -> Iterator[str]:
        document = self._reading.document
        yield document.publisher or "publisher unknown"
        yield document.published or "date unknown"
        yield document.genre.replace("_", " ")
        yield f"{document.words} words"
        if document.path and document.title:
            yield document.path

    def _actor_groups(self) -> Iterator[Group]:
        people = [actor for actor in self._reading.actors if actor.type is ActorType.PERSON]
        others = [actor for actor in self._reading.actors if actor.type is not ActorType.PERSON]
        for heading, actors in (("People", people), ("States, organisations, groups", others)):
            if actors:
                yield Group(heading, None, tuple(self._actor(actor) for actor in actors))

    def _actor(self, actor: Actor) -> Item:
        kind = _KINDS_OF_ACTOR[actor.type]
        if actor.iso3:
            kind += f" ({actor.iso3})"
        lines = self._first_lines(actor)
        details = tuple(self._tenures(actor))
        return Item(lines, kind, actor.name, details, self._why(actor.id))

    def _first_lines(self, actor: Actor) -> tuple[int, int] | None:
        """Where the actor is first mentioned."""
        if actor.mentions:
            return self._line_range(actor.mentions[0].start, actor.mentions[0].end)
        return self._span_lines(tuple(tenure.evidence for tenure in actor.offices[:1]))

    def _tenures(self, actor: Actor) -> Iterator[str]:
        for tenure in actor.offices:
            owner = f" of {self._name(tenure.of)}" if tenure.of else ""
            years = f" (from {tenure.since})" if tenure.since else ""
            years += f" (until {tenure.until})" if tenure.until else ""
            yield f"{tenure.title}{owner}{years}"

    def _event(self, event: Event) -> Item:
        who = joined(map(self._name, event.actors))
        if event.recipients:
            who = f"{who or 'somebody'} → {joined(map(self._name, event.recipients))}"
        parts = (who, self._place(event.place), _date_words(event.date))
        about = [f"about {', '.join(event.topics)}"] if event.topics else []
        details = (*about, *self._claimed(event.asserted_by), _quoted(event.evidence))
        label = f"{event.type.replace('_', ' ')}, {event.status.value}"
        body = " · ".join(part for part in parts if part) or "nobody named"
        lines = self._span_lines(event.evidence)
        return Item(lines, label, body, details, self._why(event.id))

    def _place(self, place: str | None) -> str:
        return f"at {one_line(self._name(place))}" if place else ""

    def _speeches(self) -> tuple[Group, ...]:
        groups: dict[tuple[str, ...], list[Statement]] = {}
        for statement in self._reading.statements:
            groups.setdefault(statement.speakers, []).append(statement)
        return tuple(
            Group(
                joined(map(self._name, speakers)) or NOBODY,
                self._offices(speakers),
                tuple(map(self._statement, statements)),
            )
            for speakers, statements in groups.items()
        )

    def _offices(self, speakers: tuple[str, ...]) -> str | None:
        """The offices of a single speaker."""
        actors = [actor for actor in self._reading.actors if actor.id in speakers]
        if len(actors) != 1:
            return None
        return office_of(actors[0], self._names, self._reading.document.published)

    def _statement(self, statement: Statement) -> Item:
        words = GAP.join(one_line(span.text) for span in statement.content)
        label = statement.quotation.value
        return Item(
            self._span_lines(statement.content),
            label,
            words,
            tuple(self._statement_details(statement)),
            self._why(statement.id),
            statement.id,
        )

    def _statement_details(self, statement: Statement) -> Iterator[str]:
        if statement.cue:
            yield f"“{one_line(statement.cue.text)}”"
        yield statement.act.value
        if statement.presentation is Presentation.THOUGHT:
            yield "thought, not said"
        if statement.negated:
            yield "negated"
        if statement.addressees:
            yield "to " + joined(map(self._name, statement.addressees))
        about = [*map(self._name, statement.about), *statement.topics]
        if about:
            yield "about " + ", ".join(about)
        for stance in statement.stance:
            yield f"{stance.polarity.value} {self._name(stance.toward)}"

    def _commitment(self, commitment: Commitment) -> Item:
        who = joined(map(self._name, commitment.by)) or "somebody not named"
        if commitment.to:
            who += " → " + joined(map(self._name, commitment.to))
        details = [who] + ([f"due {commitment.due}"] if commitment.due else [])
        return Item(
            self._span_lines((commitment.what,)),
            commitment.status.value,
            one_line(commitment.what.text),
            tuple(details),
            self._why(commitment.id),
        )

    def _relation(self, relation: Relation) -> Item:
        predicate = relation.predicate.replace("_", " ")
        fact = f"{self._name(relation.subject)} · {predicate} · {self._name(relation.object)}"
        label = "holds" if relation.holds else "does not hold"
        details = (_quoted(relation.evidence), *self._claimed(relation.asserted_by))
        return Item(
            self._span_lines(relation.evidence), label, fact, details, self._why(relation.id)
        )

    def _problem(self, problem: Problem) -> Item:
        spans = (problem.span,) if problem.span else ()
        return Item(self._span_lines(spans), problem.code, problem.message)

    def _claimed(self, statement_ids: tuple[str, ...]) -> list[str]:
        """Who claims it, if the document does not report it itself."""
        if not statement_ids:
            return []
        speakers = [
            self._name(id_)
            for statement in statement_ids
            if statement in self._statements
            for id_ in self._statements[statement].speakers
        ]
        return ["according to " + (joined(dict.fromkeys(speakers)) or "a speaker not named")]

    @cached_property
    def _statements(self) -> dict[str, Statement]:
        return {statement.id: statement for statement in self._reading.statements}

    def _name(self, actor_or_words: str) -> str:
        return self._names.get(actor_or_words, actor_or_words)

    def _why(self, item_id: str) -> str | None:
        return self._reading.explanations.get(item_id) if self._explain else None

    def _span_lines(self, spans: tuple[Span, ...]) -> tuple[int, int] | None:
        return self._line_range(spans[0].start, spans[-1].end) if spans else None

    def _line_range(self, start: int, end: int) -> tuple[int, int]:
        return self._lines.line_of(start), self._lines.line_of(max(start, end - 1))


def _date_words(date: DateRange | None) -> str:
    if date is None:
        return ""
    if date.start is None or date.precision is Precision.RELATIVE:
        return f"“{one_line(date.text)}” (day unknown)"
    if date.end and date.end != date.start:
        return f"{date.start} to {date.end}"
    return date.start


def _quoted(spans: tuple[Span, ...]) -> str:
    return "“" + GAP.join(one_line(span.text) for span in spans) + "”"
