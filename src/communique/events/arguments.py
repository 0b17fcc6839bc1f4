"""Arguments of an event: participants, place and date, from the trigger's own clause."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from communique.actors.types import Actor, ActorType, MentionKind, Reference
from communique.events.triggers import Trigger
from communique.events.types import EventType
from communique.language.dates import DateMention
from communique.language.subjects import find_subject
from communique.language.tree import child, children, subtree, tokens_within
from communique.language.types import ParsedText, Token

_PLACE_PREPOSITIONS = frozenset({"in", "at"})
_GOAL_PREPOSITIONS = frozenset({"to", "in", "at"})
_WITH = frozenset({"with", "between", "among", "and", "by", "of"})
_OBJECT_CONTROL = frozenset(
    {
        "invite",
        "urge",
        "ask",
        "request",
        "encourage",
        "order",
        "allow",
        "enable",
        "help",
        "require",
        "advise",
        "persuade",
    }
)
_LOCATED = frozenset(
    {EventType.MEETING, EventType.SIGNING, EventType.CONFERENCE, EventType.CEREMONY}
)
_CLAUSES = frozenset({"relcl", "ccomp", "advcl", "acl", "csubj", "parataxis"})
_DURING = frozenset({"in", "during", "at", "following", "after"})
_PARTICIPANT_LABELS = ("nsubj", "nsubjpass", "dobj", "dative", "agent", "poss")


@dataclass(frozen=True, slots=True)
class Roles:
    """Actor ids by role; ``place`` is an actor id or words, ``dates`` in text order."""

    subjects: tuple[str, ...]
    objects: tuple[str, ...]
    companions: tuple[str, ...]
    place: str | None
    goal: str | None
    dates: tuple[DateMention, ...]


class ClauseReader:
    """Reads the arguments around a trigger, by the references at each token."""

    def __init__(
        self,
        parsed: ParsedText,
        references: Sequence[Reference],
        actors: Mapping[str, Actor],
        dates: Sequence[DateMention],
    ) -> None:
        self.parsed = parsed
        self.actors = actors
        self.dates = dates
        self.at: dict[int, Reference] = {}
        for ref in references:
            for index in _tokens(parsed, ref):
                known = self.at.get(index)
                if known is None or _length(ref) > _length(known):
                    self.at[index] = ref

    def roles(self, trigger: Trigger) -> Roles:
        """Who did it, to or with whom, where, when."""
        verb, noun = trigger.verb, trigger.head
        subjects = self._subjects(trigger)
        objects = self._objects(trigger)
        companions = self._companions(trigger)
        place, goal = self._places(trigger)
        return Roles(subjects, objects, companions, place, goal, self._dates(verb, noun))

    def actors_of(self, index: int) -> tuple[str, ...]:
        """The actors of the phrase headed by the token, with those joined to it by "and"."""
        found: list[str] = []
        for head in self._conjuncts(index):
            ref = self.at.get(head) or self._phrase_reference(head)
            if ref is not None:
                found.extend(ref.actors)
        return tuple(dict.fromkeys(found))

    def _phrase_reference(self, head: int) -> Reference | None:
        """The reference in the head's phrase (an office in front of a name the parser split off)."""
        for token in children(self.parsed, head, "compound", "appos", "nmod", "flat", "amod"):
            ref = self.at.get(token.index)
            if ref is not None and ref.mention.kind in (MentionKind.NAME, MentionKind.OFFICE):
                if any(
                    self.actors[a].type is ActorType.PERSON for a in ref.actors if a in self.actors
                ):
                    return ref
        return None

    def _conjuncts(self, index: int) -> list[int]:
        found = [index]
        for head in found:
            found.extend(
                token.index
                for token in children(self.parsed, head, "conj")
                if token.pos in ("NOUN", "PROPN", "PRON")
            )
        return found

    def _subjects(self, trigger: Trigger) -> tuple[str, ...]:
        noun = self.parsed.tokens[trigger.head]
        possessor = child(self.parsed, noun.index, "poss")
        if not trigger.carried or trigger.head != trigger.verb:
            if possessor is not None and self.actors_of(possessor.index):
                return self.actors_of(possessor.index)
        made_by = self._made_by(noun)
        if made_by:
            return made_by
        if trigger.verb is None:
            return ()
        if not trigger.carried:
            return self._adjunct_subject(noun, trigger)
        controlled = self._controlled(trigger.verb)
        if controlled:
            return controlled
        subject, _ = find_subject(self.parsed, trigger.verb)
        passive = child(self.parsed, trigger.verb, "auxpass") is not None
        if subject is None or passive:
            agent = child(self.parsed, trigger.verb, "agent")
            held = child(self.parsed, agent.index, "pobj") if agent is not None else None
            return self.actors_of(held.index) if held is not None else ()
        return self.actors_of(subject.index)

    def _adjunct_subject(self, noun: Token, trigger: Trigger) -> tuple[str, ...]:
        """ "In a meeting with X, Y said …": Y was in it, too."""
        preposition = self.parsed.tokens[noun.head]
        encounter = trigger.type in (EventType.MEETING, EventType.CALL)
        if not encounter or noun.dep != "pobj" or preposition.head != trigger.verb:
            return ()
        if preposition.text.lower() not in _DURING or trigger.verb is None:
            return ()
        subject = child(self.parsed, trigger.verb, "nsubj") or self._taken_for_apposition(noun)
        return self.actors_of(subject.index) if subject is not None else ()

    def _taken_for_apposition(self, noun: Token) -> Token | None:
        """The subject that the parser takes for an apposition ("with Minister A, Minister B said")."""
        for preposition in children(self.parsed, noun.index, "prep"):
            for held in children(self.parsed, preposition.index, "pobj"):
                beside = child(self.parsed, held.index, "appos")
                if beside is not None and beside.ent_type == "PERSON":
                    return beside
        return None

    def _controlled(self, verb: int) -> tuple[str, ...]:
        """Whom an infinitive is said of under a verb of asking ("invited the Minister to visit")."""
        token = self.parsed.tokens[verb]
        above = self.parsed.tokens[token.head]
        if (
            token.dep not in ("xcomp", "ccomp", "advcl")
            or above.lemma.lower() not in _OBJECT_CONTROL
        ):
            return ()
        target = child(self.parsed, above.index, "dobj", "nsubjpass")
        own = child(self.parsed, verb, "nsubj")
        target = own if own is not None else target
        return self.actors_of(target.index) if target is not None else ()

    def _made_by(self, noun: Token) -> tuple[str, ...]:
        """ "the visits made by X", "a visit by X", "the visit of X"."""
        for token in children(self.parsed, noun.index, "acl", "prep"):
            agent = child(self.parsed, token.index, "agent") if token.dep == "acl" else token
            if agent is not None and agent.text.lower() in ("by", "of"):
                held = child(self.parsed, agent.index, "pobj")
                if held is not None and self.actors_of(held.index):
                    return self.actors_of(held.index)
        return ()

    def _objects(self, trigger: Trigger) -> tuple[str, ...]:
        if trigger.verb is None or not trigger.carried:
            return ()
        found: list[str] = list(self._passive_subject(trigger.verb))
        for token in children(self.parsed, trigger.verb, "dobj", "dative", "nsubjpass"):
            if token.index != trigger.head:
                found.extend(self.actors_of(token.index))
        for prep in children(self.parsed, trigger.verb, "dative", "prep"):
            towards = trigger.head != trigger.verb or trigger.type is EventType.AID
            wanted = ("to", "for") if trigger.type is EventType.AID else ("to",)
            if prep.text.lower() in wanted and towards:
                held = child(self.parsed, prep.index, "pobj")
                if held is not None:
                    found.extend(self.actors_of(held.index))
        return tuple(dict.fromkeys(found))

    def _passive_subject(self, verb: int) -> tuple[str, ...]:
        """Whom a passive infinitive is said of ("is scheduled to be received by")."""
        if child(self.parsed, verb, "auxpass") is None:
            return ()
        if child(self.parsed, verb, "nsubjpass", "nsubj") is not None:
            return ()
        subject, _ = find_subject(self.parsed, verb)
        return self.actors_of(subject.index) if subject is not None else ()

    def _companions(self, trigger: Trigger) -> tuple[str, ...]:
        holders = {
            trigger.head,
            *([trigger.verb] if trigger.verb is not None and trigger.carried else []),
        }
        found: list[str] = []
        for holder in sorted(holders):
            for prep in self._prepositions(holder):
                caller = trigger.type is EventType.CALL and prep.text.lower() == "from"
                if prep.text.lower() in ("with", "between", "among") or caller:
                    for held in children(self.parsed, prep.index, "pobj"):
                        found.extend(self.actors_of(held.index))
        return tuple(dict.fromkeys(found))

    def _prepositions(self, holder: int) -> list[Token]:
        """The prepositions of a word, and of the adverbs and prepositional objects right below it."""
        direct = children(self.parsed, holder, "prep")
        nested = [
            inner
            for prep in direct
            for held in children(self.parsed, prep.index, "pobj")
            for inner in children(self.parsed, held.index, "prep")
            if inner.text.lower() == "with"
        ]
        return [*direct, *nested]

    def _places(self, trigger: Trigger) -> tuple[str | None, str | None]:
        holders = [trigger.head, *([trigger.verb] if trigger.verb is not None else [])]
        place = goal = None
        for holder in holders:
            for prep in self._prepositions_below(holder):
                lower = prep.text.lower()
                held = child(self.parsed, prep.index, "pobj")
                if held is None or not self._is_place(held):
                    continue
                words = self._place(held)
                if lower in _PLACE_PREPOSITIONS and place is None:
                    place = words
                if lower in _GOAL_PREPOSITIONS and goal is None:
                    goal = words
            moved = child(self.parsed, holder, "dobj")
            if (
                trigger.verb == holder
                and trigger.head == holder
                and moved is not None
                and goal is None
                and self._is_place(moved)
            ):
                goal = self._place(moved)
        if place is None and trigger.verb is not None and trigger.type in _LOCATED:
            place = self._place_in_clause(trigger.verb)
        return place, goal

    def _place_in_clause(self, verb: int) -> str | None:
        """The first "in" or "at" with a place's name in the verb's own clause.

        The parser often hangs it on the nearest noun ("met with Minister X in Kabul").
        """
        pending = [verb]
        found: list[Token] = []
        for index in pending:
            for token in (self.parsed.tokens[i] for i in self.parsed.children[index]):
                if token.dep in _CLAUSES or (token.dep == "conj" and token.pos == "VERB"):
                    continue
                if token.dep == "prep" and token.text.lower() in _PLACE_PREPOSITIONS:
                    found.extend(children(self.parsed, token.index, "pobj"))
                pending.append(token.index)
        places = [t for t in found if t.ent_type in ("GPE", "FAC") and t.tag == "NNP"]
        places.sort(key=lambda token: token.index)
        return self._place(places[0]) if places else None

    def _prepositions_below(self, holder: int) -> list[Token]:
        found = children(self.parsed, holder, "prep")
        for clause in children(self.parsed, holder, "acl", "advmod"):
            found.extend(children(self.parsed, clause.index, "prep"))
            for agent in children(self.parsed, clause.index, "agent"):
                for held in children(self.parsed, agent.index, "pobj"):
                    for inner in self._conjuncts(held.index):
                        found.extend(children(self.parsed, inner, "prep"))
        return found

    def _is_place(self, token: Token) -> bool:
        if token.ent_type in ("GPE", "LOC", "FAC"):
            return True
        ref = self.at.get(token.index)
        if ref is None:
            return token.pos == "PROPN" and token.ent_type not in ("DATE", "TIME", "EVENT")
        kinds = {self.actors[a].type for a in ref.actors if a in self.actors}
        return bool(kinds & {ActorType.STATE, ActorType.TERRITORY, ActorType.REGION})

    def _place(self, token: Token) -> str:
        ref = self.at.get(token.index)
        if ref is not None and ref.mention.kind is MentionKind.NAME and len(ref.actors) == 1:
            return ref.actors[0]
        indices = [
            i
            for i in subtree(self.parsed, token.index)
            if self.parsed.tokens[i].dep in ("compound", "nmod", "flat") or i == token.index
        ]
        indices = [i for i in indices if i <= token.index]
        start = self.parsed.tokens[indices[0]].start_char
        return " ".join(self.parsed.text[start : token.end_char].split())

    def _dates(self, verb: int | None, noun: int) -> tuple[DateMention, ...]:
        """Dates of the trigger's clause: those under its verb or noun and no other verb."""
        found = []
        sentence = self.parsed.sentences[self.parsed.tokens[noun].sentence]
        first, last = (
            self.parsed.tokens[sentence.start_token],
            self.parsed.tokens[sentence.end_token - 1],
        )
        for mention in self.dates:
            if mention.span.start < first.start_char or mention.span.end > last.end_char:
                continue
            index = next(
                i
                for i in range(sentence.start_token, sentence.end_token)
                if self.parsed.tokens[i].end_char > mention.span.start
            )
            own = self._clause_of(index) in (verb, self._clause_of(noun))
            below = self.parsed.tokens[noun].pos in ("NOUN", "PROPN") and noun in self._chain(index)
            if own or below:
                found.append(mention)
        return tuple(found)

    def _clause_of(self, index: int) -> int | None:
        for token in (self.parsed.tokens[index], *self._ancestors(index)):
            if (token.pos in ("VERB", "AUX") and token.index != index) or token.pos == "VERB":
                return token.index
        return None

    def _chain(self, index: int) -> list[int]:
        return [token.index for token in self._ancestors(index)]

    def _ancestors(self, index: int) -> list[Token]:
        found = []
        token = self.parsed.tokens[index]
        while token.head != token.index:
            token = self.parsed.tokens[token.head]
            found.append(token)
        return found


def _tokens(parsed: ParsedText, ref: Reference) -> range:
    return tokens_within(parsed, ref.mention.start, ref.mention.end)


def _length(ref: Reference) -> int:
    return ref.mention.end - ref.mention.start
