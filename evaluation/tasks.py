"""Scores of everything but attribution: actors, offices, coreference, speakers, events and so on.

Predicted and gold actors are paired first, by the mentions they share; all other tasks compare
with ids translated by that pairing. Mentions are compared without a leading article and without
a final possessive.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from communique.actors.types import Actor, ActorType
from communique.events.types import Event, EventType
from communique.pipeline import Reading
from communique.resources.register import load_register
from communique.statements.types import Commitment, Statement
from evaluation.attribution import Words, score_attributions
from evaluation.counts import Case, Counts, match_greedily
from evaluation.datasets import items_of

_ARTICLE = re.compile(r"(?:the|a|an|both) ", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?$")
_MAX_WRONG_PARTICIPANTS = 1


@dataclass(frozen=True, slots=True)
class Scores:
    """Counts of one document by measure, and the cases behind them."""

    counts: dict[str, Counts]
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Pairing:
    """Gold actor ids by predicted actor id; unpaired ones keep a mark of their own."""

    gold_of: dict[str, str]

    def actor(self, key: str) -> str:
        """The gold id of a predicted actor; a topic or unpaired id unchanged."""
        return self.gold_of.get(key, key)

    def actors(self, keys: Sequence[str]) -> frozenset[str]:
        """The gold ids of predicted actors."""
        return frozenset(self.actor(key) for key in keys)


def score_reading(predicted: Reading, gold: Reading, document: str) -> Scores:
    """All measures of one document against its gold reading."""
    pairing, counts = _actors(predicted, gold)
    cases: list[Case] = []
    attribution = score_attributions(gold.document.text, items_of(predicted), items_of(gold))
    counts |= attribution.counts
    counts |= _offices(predicted, gold, pairing)
    counts |= _coreference(predicted, gold)
    counts |= _statements(predicted, gold, pairing, attribution.pairs, attribution.attributed)
    event_counts, event_pairs = _events(predicted, gold, pairing)
    counts |= event_counts
    counts["relations"] = _set_counts(
        {
            (pairing.actor(r.subject), r.predicate, pairing.actor(r.object).lower(), r.holds)
            for r in predicted.relations
        },
        {(r.subject, r.predicate, r.object.lower(), r.holds) for r in gold.relations},
    )
    counts["commitments"] = _commitments(predicted, gold, pairing)
    found = {g for _, g in attribution.attributed}
    for number, statement in enumerate(gold.statements):
        kind = "found" if number in found else "missed"
        cases.append(Case(document, "attribution", kind, statement.content[0].text[:80]))
    told = {g for _, g in event_pairs}
    for number, event in enumerate(gold.events):
        kind = "found" if number in told else "missed"
        cases.append(Case(document, "events", kind, f"{event.type.value} {event.evidence[0].text}"))
    return Scores(counts, tuple(cases))


def _spans(actor: Actor) -> set[tuple[int, int]]:
    return {_normal(m.start, m.end, m.text) for m in actor.mentions}


def _normal(start: int, end: int, text: str) -> tuple[int, int]:
    article = _ARTICLE.match(text)
    if article and article.end() < len(text):
        start += article.end()
    possessive = _POSSESSIVE.search(text)
    if possessive and possessive.start() > 0:
        end -= len(text) - possessive.start()
    return start, end


def _actors(predicted: Reading, gold: Reading) -> tuple[Pairing, dict[str, Counts]]:
    p_spans = [_spans(actor) for actor in predicted.actors]
    g_spans = [_spans(actor) for actor in gold.actors]
    scores = {
        (p, g): len(p_spans[p] & g_spans[g])
        + (0.5 if predicted.actors[p].name == gold.actors[g].name else 0.0)
        for p in range(len(p_spans))
        for g in range(len(g_spans))
        if p_spans[p] & g_spans[g] and _same_type(predicted.actors[p], gold.actors[g])
    }
    pairs = match_greedily(len(p_spans), len(g_spans), scores, 0.5)
    gold_of = {predicted.actors[p].id: gold.actors[g].id for p, g in pairs}
    counts = {"actors": Counts(len(pairs), len(p_spans), len(g_spans))}
    for kind in (ActorType.PERSON, ActorType.STATE, ActorType.ORGANIZATION):
        right = sum(gold.actors[g].type is kind for _, g in pairs)
        counts[f"actors, {kind.value}"] = Counts(
            right,
            sum(a.type is kind for a in predicted.actors),
            sum(a.type is kind for a in gold.actors),
        )
    return Pairing(gold_of), counts


def _same_type(one: Actor, other: Actor) -> bool:
    places = {ActorType.STATE, ActorType.TERRITORY, ActorType.REGION}
    groups = {ActorType.GROUP, ActorType.ORGANIZATION, ActorType.PERSON}
    if one.type is other.type or {one.type, other.type} <= places:
        return True
    return ActorType.GROUP in (one.type, other.type) and {one.type, other.type} <= groups


def _offices(predicted: Reading, gold: Reading, pairing: Pairing) -> dict[str, Counts]:
    """People found whose offices (title and state) are all right, out of those that hold any."""
    by_id = {actor.id: actor for actor in gold.actors}
    right = held = 0
    for actor in predicted.actors:
        wanted = by_id.get(pairing.gold_of.get(actor.id, ""))
        if wanted is None or wanted.type is not ActorType.PERSON or not wanted.offices:
            continue
        held += 1
        found = {(_title(o.title), pairing.actor(o.of) if o.of else None) for o in actor.offices}
        right += {(_title(o.title), o.of) for o in wanted.offices} == found
    return {"office accuracy": Counts(right, held, held)}


def _title(title: str) -> str:
    normal = load_register().offices.normal(title)
    return f"{normal.key}/{normal.tenure}" if normal is not None else title.lower()


def _coreference(predicted: Reading, gold: Reading) -> dict[str, Counts]:
    """CoNLL F1 (scorch) as a share of one for each document; joint mentions are left out."""
    from scorch.scores import conll2012

    def clusters(reading: Reading) -> list[set[tuple[int, int]]]:
        seen: dict[tuple[int, int], int] = {}
        for actor in reading.actors:
            for span in _spans(actor):
                seen[span] = seen.get(span, 0) + 1
        found = [{s for s in _spans(actor) if seen[s] == 1} for actor in reading.actors]
        return [cluster for cluster in found if cluster]

    key, response = clusters(gold), clusters(predicted)
    if not key and not response:
        return {"coreference CoNLL": Counts(1, 1, 1)}
    value = conll2012(key, response) if key and response else 0.0
    return {"coreference CoNLL": Counts(float(value), 1, 1)}


def _statements(
    predicted: Reading,
    gold: Reading,
    pairing: Pairing,
    pairs: tuple[tuple[int, int], ...],
    attributed: tuple[tuple[int, int], ...],
) -> dict[str, Counts]:
    def share(
        chosen: Sequence[tuple[int, int]], right: Callable[[Statement, Statement], bool]
    ) -> Counts:
        hits = sum(right(predicted.statements[p], gold.statements[g]) for p, g in chosen)
        return Counts(hits, len(chosen), len(chosen))

    def same_speakers(p: Statement, g: Statement) -> bool:
        return pairing.actors(p.speakers) == frozenset(g.speakers)

    named = [(p, g) for p, g in attributed if gold.statements[g].source is not None]
    short = [(p, g) for p, g in named if not _names_speaker(gold, gold.statements[g])]
    stanced = [(p, g) for p, g in pairs if gold.statements[g].stance]
    everyone = [
        (p, g) for p, g in pairs if same_speakers(predicted.statements[p], gold.statements[g])
    ]
    return {
        "speaker accuracy": share(named, same_speakers),
        "speaker accuracy, by title or pronoun": share(short, same_speakers),
        "statements with right speakers": Counts(
            len(everyone), len(predicted.statements), len(gold.statements)
        ),
        "quotation type accuracy": share(attributed, lambda p, g: p.quotation is g.quotation),
        "act accuracy": share(pairs, lambda p, g: p.act is g.act),
        "presentation accuracy": share(pairs, lambda p, g: p.presentation is g.presentation),
        "negation accuracy": share(pairs, lambda p, g: p.negated == g.negated),
        "stance accuracy": share(stanced, lambda p, g: _same_stance(p, g, pairing)),
    }


def _names_speaker(gold: Reading, statement: Statement) -> bool:
    """Whether a speaker is named by name within the source."""
    assert statement.source is not None
    return any(
        mention.kind.value == "name"
        and statement.source.start <= mention.start
        and mention.end <= statement.source.end
        for actor in gold.actors
        if actor.id in statement.speakers
        for mention in actor.mentions
    )


def _same_stance(predicted: Statement, gold: Statement, pairing: Pairing) -> bool:
    """Whether one predicted stance agrees with a gold one in target and polarity.

    Topics agree where they share a word.
    """
    for mine in predicted.stance:
        target = pairing.actor(mine.toward).lower()
        for theirs in gold.stance:
            shared = set(target.split()) & set(theirs.toward.lower().split())
            if shared and mine.polarity is theirs.polarity:
                return True
    return False


def _events(
    predicted: Reading, gold: Reading, pairing: Pairing
) -> tuple[dict[str, Counts], list[tuple[int, int]]]:
    scores = {}
    for p, found in enumerate(predicted.events):
        for g, wanted in enumerate(gold.events):
            if found.type is wanted.type and _participants_agree(found, wanted, pairing):
                overlap = any(a.overlaps(b) for a in found.evidence for b in wanted.evidence)
                same = found.status is wanted.status
                scores[p, g] = 1.0 + overlap + 0.5 * same
    pairs = match_greedily(len(predicted.events), len(gold.events), scores, 1.0)
    status = sum(predicted.events[p].status is gold.events[g].status for p, g in pairs)
    dated = [(p, g) for p, g in pairs]
    dates = sum(_same_date(predicted.events[p], gold.events[g]) for p, g in dated)
    places = [(p, g) for p, g in pairs if gold.events[g].place]
    placed = sum(_same_place(predicted.events[p], gold.events[g], pairing) for p, g in places)
    coded = [(p, g) for p, g in pairs if gold.events[g].plover]
    codes = sum(_plover(predicted.events[p]) == _plover(gold.events[g]) for p, g in coded)
    counts = {
        "events": Counts(len(pairs), len(predicted.events), len(gold.events)),
        "event status accuracy": Counts(status, len(pairs), len(pairs)),
        "event date accuracy": Counts(dates, len(dated), len(dated)),
        "event place accuracy": Counts(placed, len(places), len(places)),
        "PLOVER type accuracy": Counts(codes, len(coded), len(coded)),
    }
    return counts, pairs


def _participants_agree(predicted: Event, gold: Event, pairing: Pairing) -> bool:
    found = pairing.actors((*predicted.actors, *predicted.recipients))
    wanted = frozenset((*gold.actors, *gold.recipients))
    if not found and not wanted:
        return any(a.overlaps(b) for a in predicted.evidence for b in gold.evidence)
    if (
        predicted.type in (EventType.PRESS_CONFERENCE, EventType.CONFERENCE, EventType.CEREMONY)
        and len(wanted) <= 1
    ):
        return any(a.overlaps(b) for a in predicted.evidence for b in gold.evidence)
    return (
        bool(found & wanted)
        and max(len(found - wanted), len(wanted - found)) <= _MAX_WRONG_PARTICIPANTS
    )


def _same_date(predicted: Event, gold: Event) -> bool:
    def value(event: Event) -> tuple[str | None, str | None]:
        return (event.date.start, event.date.end) if event.date is not None else (None, None)

    return value(predicted) == value(gold)


def _same_place(predicted: Event, gold: Event, pairing: Pairing) -> bool:
    if predicted.place is None or gold.place is None:
        return False
    return pairing.actor(predicted.place).lower() == gold.place.lower()


def _plover(event: Event) -> str | None:
    return event.plover.type if event.plover is not None else None


def _set_counts(found: set[object], wanted: set[object]) -> Counts:
    return Counts(len(found & wanted), len(found), len(wanted))


def _commitments(predicted: Reading, gold: Reading, pairing: Pairing) -> Counts:
    words = Words(gold.document.text)

    def what(item: Commitment) -> frozenset[int]:
        return words.within(((item.what.start, item.what.end),))

    scores = {}
    for p, found in enumerate(predicted.commitments):
        for g, wanted in enumerate(gold.commitments):
            mine, theirs = what(found), what(wanted)
            shared = len(mine & theirs) / max(1, min(len(mine), len(theirs)))
            if shared >= 0.5 and pairing.actors(found.by) & set(wanted.by):
                scores[p, g] = shared
    pairs = match_greedily(len(predicted.commitments), len(gold.commitments), scores, 0.5)
    return Counts(len(pairs), len(predicted.commitments), len(gold.commitments))
