"""Commitments: what speakers bind themselves to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.actors.types import Actor, ActorLayer, ActorType
from communique.core.ids import content_id
from communique.core.spans import Span
from communique.language.tree import children, subtree, token_span, tokens_within
from communique.language.types import ParsedText, Token
from communique.statements.types import Act, Commitment, CommitmentStatus, Statement

_COMMISSIVE = frozenset({"will", "shall", "'ll", "’ll", "would"})
_BINDING = frozenset({Act.COMMIT, Act.AGREE, Act.ANNOUNCE})
_PROMISING = re.compile(r"\b(promis|pledg|offer|undert|commit|guarant|vow|assur|readiness|willing)")
_PLANS = frozenset({"plan", "intend", "prepare", "aim", "hope", "expect"})
_DUE = re.compile(
    r"\b(?:by|before|no later than|until|within|not later than|by the end of) "
    r"((?:the )?(?:end of )?(?:\d{1,2} )?(?:[A-Z][a-z]+ )?(?:\d{4}|\d{1,2}(?:st|nd|rd|th)?|[a-z]+ (?:days|weeks|months|years)|year|month|week|summer|spring|autumn|winter))"
)
_RECIPIENT_PREPOSITIONS = frozenset({"to", "for", "with"})


def find_commitments(
    parsed: ParsedText, statements: Sequence[Statement], layer: ActorLayer
) -> tuple[Commitment, ...]:
    """One commitment for each statement that commits its speaker, in text order."""
    actors = {actor.id: actor for actor in layer.actors}
    found = []
    for statement in statements:
        if statement.act not in _BINDING or not statement.speakers:
            continue
        what, status = _undertaking(parsed, statement, _debtors(statement, actors), layer)
        if what is None:
            continue
        found.append(
            Commitment(
                id=content_id("co", statement.id, what.start),
                by=_debtors(statement, actors),
                to=_beneficiaries(parsed, statement, what, layer),
                what=what,
                status=CommitmentStatus.DENIED if statement.negated else status,
                due=_due(what.text),
                statement=statement.id,
            )
        )
    return tuple(found)


def _undertaking(
    parsed: ParsedText, statement: Statement, debtors: tuple[str, ...], layer: ActorLayer
) -> tuple[Span | None, CommitmentStatus]:
    """The words of what is undertaken: the verb phrase under "will", "plan to", "ready to"."""
    binds = statement.act is Act.COMMIT
    for content in statement.content:
        what, status = _undertaken_in(parsed, content, debtors, layer)
        if what is not None:
            return what, status
    content = statement.content[0]
    if content.text.lower().startswith("to "):
        status = CommitmentStatus.PROMISED if binds else CommitmentStatus.PLANNED
        return content, status
    cue = statement.cue.text.lower() if statement.cue is not None else ""
    if binds and _PROMISING.search(cue):
        return content, CommitmentStatus.PROMISED
    return None, CommitmentStatus.PROMISED


def _undertaken_in(
    parsed: ParsedText, content: Span, debtors: tuple[str, ...], layer: ActorLayer
) -> tuple[Span | None, CommitmentStatus]:
    inside = tokens_within(parsed, content.start, content.end)
    for index in inside:
        token = parsed.tokens[index]
        commissive = token.pos == "VERB" and _is_commissive(parsed, token)
        if commissive and _is_said_of(parsed, token, debtors, layer):
            return _verb_phrase(parsed, token, inside), CommitmentStatus.PROMISED
        if token.lemma in _PLANS or token.text.lower() in (
            "ready",
            "prepared",
            "committed",
            "willing",
            "determined",
        ):
            verb = next(iter(children(parsed, index, "xcomp")), None)
            if verb is not None and verb.index in inside:
                planned = token.lemma in _PLANS
                status = CommitmentStatus.PLANNED if planned else CommitmentStatus.PROMISED
                return _verb_phrase(parsed, verb, inside), status
    return None, CommitmentStatus.PROMISED


def _is_said_of(
    parsed: ParsedText, verb: Token, debtors: tuple[str, ...], layer: ActorLayer
) -> bool:
    """Whether the subject of "will" is the speaker or whom the speaker speaks for."""
    subject = next(iter(children(parsed, verb.index, "nsubj", "nsubjpass")), None)
    if subject is None or subject.text.lower() in ("i", "we"):
        return True
    return any(
        set(ref.actors) & set(debtors)
        for ref in layer.references
        if ref.mention.start <= subject.start_char and subject.end_char <= ref.mention.end
    )


def _is_commissive(parsed: ParsedText, verb: Token) -> bool:
    return any(kid.text.lower() in _COMMISSIVE for kid in children(parsed, verb.index, "aux"))


def _verb_phrase(parsed: ParsedText, verb: Token, inside: range) -> Span:
    left_out = {
        i
        for kid in children(parsed, verb.index, "nsubj", "aux", "mark", "neg", "advcl")
        if kid.index < verb.index
        for i in subtree(parsed, kid.index)
    }
    members = [
        i
        for i in subtree(parsed, verb.index)
        if i in inside and i >= verb.index and i not in left_out
    ]
    end = members[-1] + 1
    while end - 1 > verb.index and parsed.tokens[end - 1].pos == "PUNCT":
        end -= 1
    return token_span(parsed, verb.index, end)


def _debtors(statement: Statement, actors: dict[str, Actor]) -> tuple[str, ...]:
    """The speakers, and the state or body for which each speaks."""
    debtors: list[str] = []
    for speaker in statement.speakers:
        debtors.append(speaker)
        actor = actors.get(speaker)
        if actor is not None and actor.type is ActorType.PERSON:
            debtors.extend(office.of for office in actor.offices[:1] if office.of)
    return tuple(dict.fromkeys(debtors))


def _beneficiaries(
    parsed: ParsedText, statement: Statement, what: Span, layer: ActorLayer
) -> tuple[str, ...]:
    """The actors to, for or with whom the thing is to be done."""
    found: list[str] = []
    for ref in layer.references:
        if what.start <= ref.mention.start and ref.mention.end <= what.end:
            tokens = tokens_within(parsed, ref.mention.start, ref.mention.end)
            if not len(tokens):
                continue
            head = parsed.tokens[tokens.stop - 1]
            before = parsed.tokens[head.head].text.lower()
            if head.dep in ("dative", "dobj") or (
                head.dep == "pobj" and before in _RECIPIENT_PREPOSITIONS
            ):
                found.extend(actor for actor in ref.actors if actor not in statement.speakers)
    return tuple(dict.fromkeys(found))


def _due(text: str) -> str | None:
    match = _DUE.search(text)
    return match.group(1) if match else None
