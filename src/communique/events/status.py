"""Status: whether an event took place, by tense, modality, negation and the verbs above it."""

from __future__ import annotations

from communique.events.triggers import Trigger, TriggerLexicon
from communique.events.types import EventStatus, EventType
from communique.language.tree import ancestors, children
from communique.language.types import ParsedText, Token

_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo"})
_MODAL = frozenset({"may", "might", "could", "can", "should", "must", "would"})
_FUTURE_ADJECTIVES = frozenset(
    {
        "upcoming",
        "forthcoming",
        "planned",
        "scheduled",
        "future",
        "next",
        "prospective",
        "coming",
        "possible",
        "potential",
        "proposed",
    }
)
_SCHEDULED = frozenset({"schedule", "plan", "foresee", "set", "slate"})
_HOLDING = frozenset({"hold", "take", "open", "convene", "start", "begin", "host"})
_HAPPENING = frozenset({"take", "happen", "materialise", "materialize", "occur", "proceed"})
"""Verbs whose negation says that an event fell through ("did not take place")."""
_STOPS = frozenset({"ccomp", "parataxis"})
_INVITING = frozenset(
    {"invite", "invitation", "propose", "offer", "urge", "call", "suggest", "request", "ask"}
)
_PLAN_WORDS = frozenset(
    {
        "plan",
        "intend",
        "prepare",
        "schedule",
        "expect",
        "agree",
        "set",
        "due",
        "going",
        "ready",
        "decide",
        "await",
        "look",
        "arrange",
        "aim",
        "readiness",
        "intention",
        "plans",
    }
)


def status_of(parsed: ParsedText, trigger: Trigger, lexicon: TriggerLexicon) -> EventStatus:
    """The status of the event that a trigger tells."""
    head = parsed.tokens[trigger.head]
    verb = parsed.tokens[trigger.verb] if trigger.verb is not None else None
    if head.pos in ("NOUN", "PROPN"):
        modifiers = {t.text.lower() for t in children(parsed, head.index, "amod", "nmod", "det")}
        if modifiers & {"possible", "potential", "proposed"}:
            return EventStatus.PROPOSED
        if modifiers & _FUTURE_ADJECTIVES and not modifiers & {"last"}:
            return EventStatus.PLANNED
        if "no" in modifiers:
            return EventStatus.DENIED
        told = _by_clause_below(parsed, head, lexicon)
        if told is not None:
            return told
    for token in _governors(parsed, trigger):
        status = _by_governor(parsed, token, trigger, lexicon)
        if status is not None:
            return status
    if verb is not None:
        return _by_tense(parsed, verb, head, trigger)
    return EventStatus.OCCURRED


def _by_clause_below(
    parsed: ParsedText, noun: Token, lexicon: TriggerLexicon
) -> EventStatus | None:
    """What a clause about the noun, or coordinated with its verb, says of it.

    ("the exercise, which is to be held in June", "a visit scheduled for May has been called off")
    """
    named = children(parsed, noun.index, "appos")
    clauses = [c for n in (noun, *named) for c in children(parsed, n.index, "acl", "relcl")]
    verb = parsed.tokens[noun.head]
    if noun.dep in ("nsubj", "nsubjpass") and verb.pos in ("VERB", "AUX"):
        clauses = [verb, *children(parsed, verb.index, "conj"), *clauses]
    for clause in clauses:
        fallen = _fallen_through(parsed, clause, lexicon)
        if fallen is not None:
            return fallen
    for clause in clauses:
        if clause is verb:
            continue
        infinitive = any(t.tag == "TO" for t in children(parsed, clause.index, "aux"))
        below = children(parsed, clause.index, "xcomp")
        infinitive = infinitive or any(
            t.tag == "TO" for inner in below for t in children(parsed, inner.index, "aux")
        )
        held = {clause.lemma.lower(), *(inner.lemma.lower() for inner in below)} & _HOLDING
        scheduled = clause.dep == "acl" and clause.lemma.lower() in _SCHEDULED
        if scheduled or (infinitive and held):
            return EventStatus.PLANNED
    return None


def _fallen_through(parsed: ParsedText, verb: Token, lexicon: TriggerLexicon) -> EventStatus | None:
    """Cancelled or postponed, where the verb says so ("call off", "put off"), else None."""
    lemma = verb.lemma.lower()
    forms = {lemma, *(f"{lemma}+{t.text.lower()}" for t in children(parsed, verb.index, "prt"))}
    if forms & lexicon.cancelled:
        return EventStatus.CANCELLED
    return EventStatus.POSTPONED if forms & lexicon.postponed else None


def _governors(parsed: ParsedText, trigger: Trigger) -> list[Token]:
    """The words that govern the trigger within its clause and the control verbs above it."""
    found = [parsed.tokens[trigger.head]]
    if trigger.verb is not None and trigger.verb != trigger.head:
        found.append(parsed.tokens[trigger.verb])
    current = found[-1]
    for token in ancestors(parsed, trigger.head):
        if current.dep in _STOPS and token.pos == "VERB" and current.pos in ("VERB", "AUX"):
            break
        if token not in found:
            found.append(token)
        current = token
    return found[:6]


def _by_governor(
    parsed: ParsedText, token: Token, trigger: Trigger, lexicon: TriggerLexicon
) -> EventStatus | None:
    lemma = token.lemma.lower()
    outside = token.index != trigger.head
    fallen = _fallen_through(parsed, token, lexicon) if outside else None
    if fallen is not None:
        return fallen
    if outside and lemma in lexicon.denied and _governs(parsed, token, trigger):
        return EventStatus.DENIED
    if token.pos in ("VERB", "AUX") and any(
        kid.dep == "mark" and kid.text.lower() in ("if", "unless")
        for kid in children(parsed, token.index)
    ):
        return EventStatus.HYPOTHETICAL
    accepted = lemma == "invitation" and parsed.tokens[token.head].lemma.lower() == "accept"
    if outside and accepted and trigger.type is not EventType.INVITATION:
        return EventStatus.PLANNED
    if (
        outside
        and lemma in _INVITING
        and trigger.type is not EventType.INVITATION
        and _governs(parsed, token, trigger)
    ):
        return EventStatus.PROPOSED
    if outside and lemma in _PLAN_WORDS and _is_infinitive_below(parsed, token, trigger):
        return EventStatus.PLANNED
    return None


def _governs(parsed: ParsedText, token: Token, trigger: Trigger) -> bool:
    """Whether the trigger is in the complement of the token, not in an adjunct or subject clause."""
    current = parsed.tokens[trigger.head]
    while current.head != current.index and current.head != token.index:
        current = parsed.tokens[current.head]
    return current.dep in (
        "xcomp",
        "ccomp",
        "dobj",
        "acl",
        "prep",
        "advcl",
        "pobj",
        "nsubjpass",
        "relcl",
    )


def _is_infinitive_below(parsed: ParsedText, token: Token, trigger: Trigger) -> bool:
    current = parsed.tokens[trigger.head]
    while current.head != current.index and current.head != token.index:
        current = parsed.tokens[current.head]
    if current.dep not in ("xcomp", "ccomp", "acl", "dobj", "prep", "advcl", "conj"):
        return False
    kids = children(parsed, current.index, "aux")
    infinitive = any(kid.tag == "TO" for kid in kids)
    object_of_plan = current.dep == "dobj" or (
        current.dep == "prep"
        and current.index > token.index
        and current.text.lower() in ("to", "for", "on")
    )
    return infinitive or object_of_plan


def _by_tense(parsed: ParsedText, verb: Token, head: Token, trigger: Trigger) -> EventStatus:
    auxiliaries = {t.text.lower() for t in children(parsed, verb.index, "aux", "auxpass")}
    under_way = verb.lemma == "be" and verb.tag in ("VBZ", "VBP")
    negated = any(t.dep == "neg" for t in children(parsed, verb.index))
    if negated and verb.lemma.lower() in _HAPPENING:
        return EventStatus.CANCELLED
    if negated:
        return EventStatus.DENIED
    if trigger.type is EventType.VISIT and under_way and head.index != verb.index:
        return EventStatus.ONGOING
    if trigger.carried or head.dep in ("nsubj", "nsubjpass", "dobj"):
        if auxiliaries & _FUTURE:
            return EventStatus.PLANNED
        if auxiliaries & _MODAL and "have" not in auxiliaries:
            return EventStatus.PROPOSED
        if (
            "to" in auxiliaries
            and verb.dep in ("xcomp", "acl", "advcl")
            and trigger.type is not EventType.INVITATION
        ):
            return EventStatus.PLANNED
        if verb.tag == "VBG" and auxiliaries & {"is", "are", "was", "were"} and trigger.carried:
            return EventStatus.ONGOING if trigger.type is EventType.VISIT else EventStatus.OCCURRED
    return EventStatus.OCCURRED
