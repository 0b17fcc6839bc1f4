"""Events of a document: triggers with their arguments, one event for each encounter told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from communique.actors.register import load_actor_register
from communique.actors.types import Actor, ActorLayer, ActorType, MentionKind
from communique.core.dates import DateRange
from communique.core.spans import Span
from communique.events.arguments import ClauseReader, Roles
from communique.events.joining import (
    Draft,
    join_drafts,
    place_press_conferences,
    without_headline,
)
from communique.events.relations import find_relations
from communique.events.status import status_of
from communique.events.triggers import Trigger, TriggerLexicon, attributed_noun, find_triggers
from communique.events.types import EventLayer, EventStatus, EventType
from communique.language.dates import DateMention, anchor_day, coming, find_dates
from communique.language.tree import ancestors, child, token_span, tokens_within
from communique.language.types import ParsedText
from communique.statements.topics import find_topics
from communique.statements.types import Statement

_ENCOUNTERS = frozenset(
    {
        EventType.MEETING,
        EventType.CALL,
        EventType.PRESS_CONFERENCE,
        EventType.CONFERENCE,
        EventType.CEREMONY,
    }
)
_NEEDS_PARTICIPANT = frozenset(EventType) - {
    EventType.PRESS_CONFERENCE,
    EventType.CONFERENCE,
    EventType.CEREMONY,
    EventType.EXERCISE,
    EventType.OTHER,
}
_ONE_IS_ENOUGH = frozenset({EventType.VISIT, EventType.APPOINTMENT, EventType.SANCTION})
_VERDICTS = frozenset({"condemn", "denounce", "deplore", "welcome", "regret"})
"""Verbs whose subject judges an event and has no part in it."""
_NAMED_ONLY = frozenset({EventType.CONFERENCE, EventType.CEREMONY, EventType.EXERCISE})
"""Types that a mere mention ("ahead of the summit") does not tell of."""
_PHONES = frozenset({"phone", "telephone", "videoconference", "video"})
_AHEAD = frozenset({EventStatus.PLANNED, EventStatus.PROPOSED, EventStatus.POSTPONED})
_DISTRIBUTED = "respectively"


def find_events(
    parsed: ParsedText,
    layer: ActorLayer,
    statements: Sequence[Statement],
    lexicon: TriggerLexicon,
    *,
    published: str | None,
    dateline: tuple[str | None, str | None] = (None, None),
) -> EventLayer:
    """Events and relations in text order.

    ``published`` anchors relative dates; ``dateline`` is the place and date that open the
    document. A meeting told twice is one event with two evidence spans.
    """
    finder = _EventFinder(parsed, layer, statements, lexicon, published or dateline[1])
    drafts = without_headline(parsed, finder.drafts())
    events, reasons = join_drafts(place_press_conferences(drafts))
    relations = find_relations(parsed, layer, statements)
    return EventLayer(events, relations, reasons, ())


class _EventFinder:
    def __init__(
        self,
        parsed: ParsedText,
        layer: ActorLayer,
        statements: Sequence[Statement],
        lexicon: TriggerLexicon,
        anchor: str | None,
    ) -> None:
        self.parsed = parsed
        self.lexicon = lexicon
        self.anchor = anchor_day(anchor)
        self.layer = layer
        self.actors: Mapping[str, Actor] = {actor.id: actor for actor in layer.actors}
        self.dates = self._find_dates(anchor)
        self.reader = ClauseReader(parsed, layer.references, self.actors, self.dates)
        self.statements = statements
        self.met: set[str] = set()
        self.owner = self._owners(statements)
        self.named = frozenset(
            i
            for ref in layer.references
            for i in tokens_within(parsed, ref.mention.start, ref.mention.end)
        )

    def _find_dates(self, anchor: str | None) -> list[DateMention]:
        tokens = self.parsed.tokens
        return [
            mention
            for s in self.parsed.sentences
            for mention in find_dates(
                self.parsed.text,
                tokens[s.start_token].start_char,
                tokens[s.end_token - 1].end_char,
                anchor,
            )
        ]

    def _owners(self, statements: Sequence[Statement]) -> dict[int, str]:
        """The innermost statement whose content holds each token."""
        owner: dict[int, tuple[int, str]] = {}
        for statement in statements:
            for span in statement.content:
                for index in tokens_within(self.parsed, span.start, span.end):
                    size = span.end - span.start
                    if index not in owner or size < owner[index][0]:
                        owner[index] = (size, statement.id)
        return {index: found for index, (_, found) in owner.items()}

    def drafts(self) -> list[Draft]:
        """All drafts in text order."""
        masked = frozenset(
            i
            for ref in self.layer.references
            if ref.mention.kind in (MentionKind.NAME, MentionKind.OFFICE)
            for i in tokens_within(self.parsed, ref.mention.start, ref.mention.end)
        )
        found: list[Draft] = []
        for trigger in find_triggers(self.parsed, self.lexicon, masked):
            found.extend(self._drafts(trigger))
        return found

    def _drafts(self, trigger: Trigger) -> list[Draft]:
        roles = self.reader.roles(trigger)
        status = status_of(self.parsed, trigger, self.lexicon)
        actors, recipients = self._roles(trigger, roles)
        trigger = self._spoken(trigger, actors, roles)
        if trigger.type is EventType.PRESS_CONFERENCE:
            actors = self._turns() or actors or self._present(trigger)
        if trigger.type in _NEEDS_PARTICIPANT and not actors and not recipients:
            return []
        if trigger.type in _NEEDS_PARTICIPANT and self._is_vague(trigger, actors, recipients):
            return []
        told = roles.place or roles.dates or status is not EventStatus.OCCURRED
        if trigger.type in _NAMED_ONLY and not (actors or trigger.carried or told):
            return []
        if trigger.type is EventType.MEETING:
            self.met.update(actors)
        draft = self._draft(trigger, roles, actors, recipients, status)
        return self._distribute(draft, roles) + self._implied(draft, trigger, roles)

    def _spoken(self, trigger: Trigger, actors: tuple[str, ...], roles: Roles) -> Trigger:
        """ "spoke with" is a call, unless the speaker is in a meeting or the place is told."""
        head = self.parsed.tokens[trigger.head]
        if trigger.type is not EventType.CALL or head.lemma.lower() != "speak":
            return trigger
        present = roles.place is not None or bool(self.met & set(actors[:1]))
        by_phone = any(
            self.parsed.tokens[i].text.lower() in _PHONES for i in self._below(trigger.head)
        )
        return replace(trigger, type=EventType.MEETING) if present and not by_phone else trigger

    def _struck(self, trigger: Trigger) -> tuple[str, ...]:
        """Whom what is judged was done to: X of "condemned the attack on X"."""
        recipients: list[str] = []
        for prep in (self.parsed.tokens[i] for i in self.parsed.children[trigger.head]):
            if prep.dep == "prep" and prep.text.lower() in ("on", "against", "of"):
                held = child(self.parsed, prep.index, "pobj")
                recipients.extend(self.reader.actors_of(held.index) if held is not None else ())
        return tuple(dict.fromkeys(recipients))

    def _roles(self, trigger: Trigger, roles: Roles) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Actors and recipients by the event's type (reading contract; PLOVER: visit)."""
        people = tuple(dict.fromkeys((*roles.subjects, *roles.objects, *roles.companions)))
        if trigger.type in _ENCOUNTERS:
            return self._persons_first(people), ()
        if trigger.type is EventType.OTHER and trigger.verb is not None:
            if self.parsed.tokens[trigger.verb].lemma.lower() in _VERDICTS:
                return (), self._struck(trigger)
        if trigger.type is EventType.VISIT:
            goal = self._state_of(roles.goal) if roles.goal is not None else None
            host = (goal,) if goal is not None else ()
            return roles.subjects or roles.companions, tuple(
                a for a in host if a not in roles.subjects
            )
        if trigger.type is EventType.INVITATION:
            return self._invitation(trigger, roles)
        if trigger.type is EventType.SIGNING:
            attributive = attributed_noun(self.parsed, self.parsed.tokens[trigger.head]) is not None
            parties = self._agreement_parties(trigger) if attributive else people
            return self._bilateral(parties or self._agreement_parties(trigger), trigger), ()
        if trigger.type is EventType.AID:
            receivers = tuple(
                a for a in (*roles.objects, *roles.companions) if a not in roles.subjects
            )
            return roles.subjects, receivers
        return roles.subjects, tuple(
            a for a in (*roles.objects, *roles.companions) if a not in roles.subjects
        )

    def _state_of(self, goal: str) -> str | None:
        """The actor that a visit's goal is, or the state whose capital it is, if the text has it."""
        if goal in self.actors:
            return goal
        register = load_actor_register()
        for entity, kind in register.lookup(goal):
            if kind in ("capital", "seat") and register.is_state(entity):
                name = register.fact(entity).name
                return next((a.id for a in self.layer.actors if a.name == name), None)
        return None

    def _invitation(
        self, trigger: Trigger, roles: Roles
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        verb = self.parsed.tokens[trigger.verb] if trigger.verb is not None else None
        passive = verb is not None and any(
            self.parsed.tokens[i].dep == "auxpass" for i in self.parsed.children[verb.index]
        )
        if (
            verb is not None
            and trigger.head != trigger.verb
            and verb.lemma in ("receive", "accept")
        ):
            return roles.companions, roles.subjects
        if verb is not None and trigger.head == trigger.verb and passive:
            subject = child(self.parsed, verb.index, "nsubjpass")
            invited = self.reader.actors_of(subject.index) if subject is not None else ()
            return roles.subjects if roles.subjects != invited else (), invited
        return roles.subjects, tuple(a for a in roles.objects if a not in roles.subjects)

    def _persons_first(self, people: tuple[str, ...]) -> tuple[str, ...]:
        """Persons where persons are named; the states named beside them are their own."""
        persons = tuple(
            a for a in people if a in self.actors and self.actors[a].type is ActorType.PERSON
        )
        return persons if len(persons) > 1 else people

    def _present(self, trigger: Trigger) -> tuple[str, ...]:
        """Who speaks at a press conference: the persons that are the subject of its sentence."""
        if trigger.verb is None:
            return ()
        subject = child(self.parsed, trigger.verb, "nsubj")
        for index in (
            self._governing_verbs(trigger.verb)
            if subject is None or subject.text.lower() in ("that", "which")
            else [trigger.verb]
        ):
            subject = child(self.parsed, index, "nsubj")
            found = self.reader.actors_of(subject.index) if subject is not None else ()
            if found:
                return found
        return ()

    def _turns(self) -> tuple[str, ...]:
        """The persons whose turns a transcript holds: direct statements without a cue."""
        spoken = [s for s in self.statements if s.cue is None and s.source is not None]
        keys = dict.fromkeys(key for statement in spoken for key in statement.speakers)
        people = [k for k in keys if k in self.actors and self.actors[k].type is ActorType.PERSON]
        return tuple(people) if len(spoken) > 2 else ()

    def _governing_verbs(self, index: int) -> list[int]:
        return [token.index for token in ancestors(self.parsed, index) if token.pos == "VERB"]

    def _bilateral(self, parties: tuple[str, ...], trigger: Trigger) -> tuple[str, ...]:
        """ "sign several bilateral agreements": both states, where the text deals with a pair."""
        below = {self.parsed.tokens[i].text.lower() for i in self._below(trigger.head)}
        states = [a for a in self.layer.actors if a.type is ActorType.STATE]
        if "bilateral" not in below or len(states) < 2:
            return parties
        ranked = sorted(states, key=lambda a: -len(a.mentions))[:2]
        pair = tuple(a.id for a in sorted(ranked, key=lambda a: a.mentions[0].start))
        return pair if set(parties) & set(pair) and len(parties) == 1 else parties

    def _agreement_parties(self, trigger: Trigger) -> tuple[str, ...]:
        """The actors in an agreement's name or beside it ("the NATO-Serbia agreement")."""
        noun = self.parsed.tokens[trigger.head]
        if trigger.type is not EventType.SIGNING:
            return ()
        if noun.pos in ("ADJ", "VERB"):
            target = attributed_noun(self.parsed, noun) or child(
                self.parsed, noun.index, "dobj", "nsubjpass"
            )
            if target is None:
                return ()
            found: list[str] = []
            window = range(max(0, target.index - 8), target.index)
            for index in window:
                ref = self.reader.at.get(index)
                same = self.parsed.tokens[index].sentence == target.sentence
                if ref is not None and same and self._in_phrase(index, target.index):
                    found.extend(ref.actors)
            return tuple(dict.fromkeys(found))
        return ()

    def _in_phrase(self, index: int, head: int) -> bool:
        current = self.parsed.tokens[index]
        for _ in range(5):
            if current.index == head:
                return True
            if current.dep not in ("compound", "nmod", "amod", "poss", "npadvmod", "conj"):
                return False
            current = self.parsed.tokens[current.head]
        return False

    def _is_vague(
        self, trigger: Trigger, actors: tuple[str, ...], recipients: tuple[str, ...]
    ) -> bool:
        """A noun without a carrying verb and with one actor at most tells of no event of its own."""
        head = self.parsed.tokens[trigger.head]
        everyone = (*actors, *recipients)
        bodies = (ActorType.ORGANIZATION, ActorType.GROUP)
        collective = len(everyone) == 1 and (
            everyone[0] in self.actors and self.actors[everyone[0]].type in bodies
        )
        if trigger.type in (EventType.MEETING, EventType.CALL):
            return len(everyone) < 2 and not (collective and trigger.type is EventType.MEETING)
        if head.pos not in ("NOUN", "PROPN") or trigger.carried:
            return False
        return len(everyone) < (1 if trigger.type in _ONE_IS_ENOUGH else 2)

    def _draft(
        self,
        trigger: Trigger,
        roles: Roles,
        actors: tuple[str, ...],
        recipients: tuple[str, ...],
        status: EventStatus,
    ) -> Draft:
        head = self.parsed.tokens[trigger.head]
        owner = (
            None if attributed_noun(self.parsed, head) is not None else self.owner.get(trigger.head)
        )
        definite = any(
            self.parsed.tokens[i].text.lower() in ("the", "this", "their")
            for i in self.parsed.children[head.index]
        )
        start = (
            min(trigger.start, trigger.verb)
            if trigger.carried
            and trigger.verb is not None
            and abs(trigger.verb - trigger.start) < 5
            else trigger.start
        )
        end = (
            max(trigger.end, trigger.verb + 1)
            if trigger.carried
            and trigger.verb is not None
            and abs(trigger.verb - trigger.start) < 5
            else trigger.end
        )
        place = roles.goal if trigger.type is EventType.VISIT else roles.place
        return Draft(
            type=trigger.type,
            actors=actors,
            recipients=recipients,
            place=place,
            date=self._date(roles, status),
            status=status,
            topics=self._topics(trigger),
            asserted_by=(owner,) if owner is not None else (),
            evidence=token_span(self.parsed, start, end),
            sentence=head.sentence,
            definite=definite,
        )

    def _date(self, roles: Roles, status: EventStatus) -> DateRange | None:
        """The date told; a bare weekday is the coming one where the event is still to come."""
        if not roles.dates:
            return None
        value = roles.dates[0].value
        return value if self.anchor is None or status not in _AHEAD else coming(value, self.anchor)

    def _topics(self, trigger: Trigger) -> tuple[str, ...]:
        """What was discussed: the object of "discussed", "exchanged views on" in the same sentence."""
        if trigger.type not in _ENCOUNTERS:
            return ()
        sentence = self.parsed.sentences[self.parsed.tokens[trigger.head].sentence]
        following = sentence.index + 1
        for number in (sentence.index, following):
            if number >= len(self.parsed.sentences):
                continue
            found = self._discussed(number)
            if found:
                return found
        return ()

    def _discussed(self, sentence: int) -> tuple[str, ...]:
        s = self.parsed.sentences[sentence]
        for index in range(s.start_token, s.end_token):
            token = self.parsed.tokens[index]
            if self.parsed.tokens[index].dep == "relcl":
                continue
            if token.lemma in ("discuss", "review", "address") or (
                token.lemma == "exchange" and token.pos == "VERB"
            ):
                target = child(self.parsed, index, "dobj")
                if target is not None:
                    first = self.parsed.tokens[min(self._below(target.index))]
                    last = self.parsed.tokens[max(self._below(target.index))]
                    span = Span(
                        first.start_char,
                        last.end_char,
                        self.parsed.text[first.start_char : last.end_char],
                    )
                    return find_topics(self.parsed, (span,), frozenset())
        return ()

    def _below(self, index: int) -> list[int]:
        found = [index]
        for item in found:
            found.extend(self.parsed.children[item])
        return found

    def _distribute(self, draft: Draft, roles: Roles) -> list[Draft]:
        """ "A and B …, in October and March respectively": an event for each."""
        s = self.parsed.sentences[draft.sentence]
        words = {self.parsed.tokens[i].text.lower() for i in range(s.start_token, s.end_token)}
        if _DISTRIBUTED not in words:
            return [draft]
        first = self.parsed.tokens[s.start_token].start_char
        last = self.parsed.tokens[s.end_token - 1].end_char
        dates = [d.value for d in self.dates if first <= d.span.start and d.span.end <= last]
        if len(dates) == len(draft.actors) > 1:
            return [
                replace(draft, actors=(actor,), date=date)
                for actor, date in zip(draft.actors, dates, strict=True)
            ]
        return [draft]

    def _invited_status(self, trigger: Trigger) -> EventStatus:
        verb = self.parsed.tokens[trigger.verb] if trigger.verb is not None else None
        accepted = verb is not None and verb.lemma.lower() == "accept"
        return EventStatus.PLANNED if accepted else EventStatus.PROPOSED

    def _implied(self, draft: Draft, trigger: Trigger, roles: Roles) -> list[Draft]:
        """An invitation to visit proposes a visit."""
        if draft.type is not EventType.INVITATION or not draft.recipients:
            return []
        for index in self._below(trigger.head):
            token = self.parsed.tokens[index]
            if token.lemma.lower() in ("visit", "travel", "come") and index != trigger.head:
                goal = child(self.parsed, index, "dobj")
                place = self.reader.actors_of(goal.index) if goal is not None else ()
                for prep in (self.parsed.tokens[i] for i in self.parsed.children[index]):
                    if prep.text.lower() in ("to", "in") and not place:
                        held = child(self.parsed, prep.index, "pobj")
                        place = self.reader.actors_of(held.index) if held is not None else ()
                return [
                    replace(
                        draft,
                        type=EventType.VISIT,
                        actors=draft.recipients,
                        recipients=place,
                        place=place[0] if place else None,
                        status=self._invited_status(trigger),
                        evidence=token_span(self.parsed, index, index + 1),
                    )
                ]
        return []
