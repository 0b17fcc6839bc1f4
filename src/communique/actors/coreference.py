"""Coreference: to whom titles, pronouns and other short names refer.

References are resolved in text order against a model of who has been mentioned, in which
role and in which office. Each decision keeps its reason and the candidates with scores;
where no candidate fits, a reference stays unresolved.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from communique.actors.words import fold

_RECENCY = 1.0
"""Score lost for each sentence between a mention and the reference."""
_SUBJECT = 1.0
_SPEAKER = 2.0
_SAME_HEAD = 1.0
_STATE = 3.0
_MAX_PRONOUN_DISTANCE = 6
"""Sentences a personal pronoun may look back."""
_TIE = 0.25
_SEX_TOLD, _SEX_LEARNED = 2.0, 0.5
"""Score of a person whose sex an honorific, or only an earlier pronoun, has told, over one unknown."""
_SUBORDINATE = ("assistant-", "under-", "deputy-", "vice-")
_GENERIC_HEADS = frozenset({"leader", "official", "diplomat"})
"""Words for the holder of any office ("the Chinese leader")."""
_UNNAMED = 3.0
"""Score lost by a person known by office only, so that "the Minister" is one with a name."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One earlier mention of an actor: where, and whether as subject or speaker."""

    sentence: int
    token: int
    subject: bool
    speaker: bool


@dataclass(slots=True)
class Candidate:
    """An actor that references may resolve to, with what has been said of it so far.

    ``kind`` is person, state, organization …; ``titles`` are title keys with the id of
    the state or body they belong to; ``sex`` is m, f or "" (unknown), and ``sex_told`` says
    that an honorific told it, not a pronoun.
    """

    key: str
    kind: str
    sex: str = ""
    sex_told: bool = False
    named: bool = True
    titles: list[tuple[tuple[str, frozenset[str], str], str | None]] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)

    def last(self, token: int) -> Seen | None:
        """The latest mention before ``token``."""
        before = [seen for seen in self.seen if seen.token < token]
        return before[-1] if before else None


@dataclass(frozen=True, slots=True)
class Resolution:
    """The actors a reference stands for, the runners-up with scores, and the reason."""

    actors: tuple[str, ...]
    candidates: tuple[tuple[str, float], ...]
    reason: str


UNRESOLVED = Resolution((), (), "no earlier mention fits")


class Discourse:
    """The actors mentioned so far, in a form that references can be resolved against."""

    def __init__(self) -> None:
        self.candidates: dict[str, Candidate] = {}

    def candidate(self, key: str, kind: str) -> Candidate:
        """The candidate of that key, made on first use."""
        return self.candidates.setdefault(key, Candidate(key, kind))

    def mention(self, key: str, kind: str, seen: Seen) -> None:
        """Note a mention; call in text order."""
        self.candidate(key, kind).seen.append(seen)

    def people(self, token: int) -> list[Candidate]:
        """Persons mentioned before ``token``."""
        return [c for c in self.candidates.values() if c.kind == "person" and c.last(token)]

    def resolve_title(
        self,
        title: tuple[str, frozenset[str], str],
        state: str | None,
        sentence: int,
        token: int,
        barred: frozenset[str] = frozenset(),
    ) -> Resolution:
        """The person that "the (Serbian) (Foreign) Minister" means.

        Persons introduced later count too (headlines and leads name the office first) but
        rank behind all earlier ones.
        """
        scored = []
        exact = state is not None and any(
            title_fit(title, state, held, of) > 0 and of == state
            for person in self.candidates.values()
            for held, of in person.titles
        )
        for person in self.candidates.values():
            if person.kind != "person" or person.key in barred:
                continue
            if exact and all(of != state for _, of in person.titles):
                continue
            fit = max(
                (title_fit(title, state, held, of) for held, of in person.titles), default=0.0
            )
            if fit > 0:
                score = fit + self._salience(person, sentence, token)
                scored.append((score - (_UNNAMED if not person.named else 0.0), person.key))
        return _best(scored, "office")

    def resolve_pronoun(
        self, sex: str, sentence: int, token: int, barred: frozenset[str], favoured: tuple[str, ...]
    ) -> Resolution:
        """The person that "he" or "she" means; ``favoured`` is the speaker of the clause."""
        scored = []
        for person in self.people(token):
            last = person.last(token)
            if person.key in barred or last is None or (person.sex and sex and person.sex != sex):
                continue
            if sentence - last.sentence > _MAX_PRONOUN_DISTANCE and person.key not in favoured:
                continue
            score = self._salience(person, sentence, token)
            score += _SPEAKER if person.key in favoured else 0.0
            if sex and person.sex == sex:
                score += _SEX_TOLD if person.sex_told else _SEX_LEARNED
            scored.append((score, person.key))
        return _best(scored, "pronoun")

    def resolve_group(self, head: str | None, number: int, sentence: int, token: int) -> Resolution:
        """The persons that "the two Ministers" or "both leaders" means.

        The latest sentence that names enough fitting persons wins; else the most salient.
        """
        fitting = [p for p in self.people(token) if head is None or _holds(p, head)]
        if len(fitting) < number:
            fitting = self.people(token)
        if len(fitting) < 2:
            return UNRESOLVED
        by_sentence: dict[int, list[str]] = {}
        for person in fitting:
            for seen in person.seen:
                if seen.token < token:
                    by_sentence.setdefault(seen.sentence, [])
                    if person.key not in by_sentence[seen.sentence]:
                        by_sentence[seen.sentence].append(person.key)
        for _, keys in sorted(by_sentence.items(), reverse=True):
            if len(keys) == number:
                return Resolution(tuple(sorted(keys, key=self._first)), (), "named together")
        ranked = sorted(fitting, key=lambda p: -self._salience(p, sentence, token))[:number]
        return Resolution(
            tuple(sorted((p.key for p in ranked), key=self._first)), (), "most salient"
        )

    def resolve_states(self, sentence: int, token: int) -> Resolution:
        """The two states or organisations that "the two sides" means: those most spoken of so far."""
        ranked = sorted(
            (c for c in self.candidates.values() if c.kind == "state" and c.last(token)),
            key=lambda c: (-sum(seen.token < token for seen in c.seen), c.seen[0].token),
        )
        if len(ranked) < 2:
            ranked = sorted(
                (
                    c
                    for c in self.candidates.values()
                    if c.kind in ("state", "organization") and c.last(token)
                ),
                key=lambda c: (-sum(seen.token < token for seen in c.seen), c.seen[0].token),
            )
        if len(ranked) < 2:
            return UNRESOLVED
        pair = sorted(ranked[:2], key=lambda c: c.seen[0].token)
        return Resolution(tuple(c.key for c in pair), (), "the two most mentioned")

    def _first(self, key: str) -> int:
        return self.candidates[key].seen[0].token

    def _salience(self, person: Candidate, sentence: int, token: int) -> float:
        last = person.last(token)
        if last is None:
            return -20.0
        score = -_RECENCY * min(sentence - last.sentence, 12)
        recent = [
            seen
            for seen in person.seen
            if last.sentence - 1 <= seen.sentence and seen.token < token
        ]
        if any(seen.subject for seen in recent):
            score += _SUBJECT
        if any(seen.speaker for seen in recent):
            score += _SUBJECT
        return score


def title_fit(
    wanted: tuple[str, frozenset[str], str],
    state: str | None,
    held: tuple[str, frozenset[str], str],
    of: str | None,
) -> float:
    """How well an office somebody holds answers to a short title; 0 if it cannot.

    The head noun must be that of the office ("Minister" also stands for "Prime Minister"
    where nothing better fits), a portfolio or rank that is named must be held, and a state
    that is named must be the office's.
    """
    head, ranks, portfolio = wanted
    held_head, held_ranks, held_portfolio = held
    if state is not None and of is not None and state != of:
        return 0.0
    if head in _GENERIC_HEADS and head != held_head:
        return 2.0 + (_STATE if state is not None and state == of else 0.0)
    if (
        head != held_head
        and not held_head.endswith("-" + head)
        and not held_head.startswith(head + "-")
    ):
        return 0.0
    if portfolio and portfolio != held_portfolio:
        return 0.0
    if held_head.startswith(_SUBORDINATE) and not head.startswith(_SUBORDINATE):
        return 0.0
    if ranks - held_ranks:
        return 0.0
    score = 4.0
    score += _SAME_HEAD if head == held_head else -1.5
    score += 1.0 if portfolio == held_portfolio else 0.0
    score += _STATE if state is not None and state == of else 0.0
    score -= 2.0 * len(held_ranks - ranks - {"first"})
    return max(score, 0.1)


def _holds(person: Candidate, head: str) -> bool:
    if head in ("leader", "official", "interlocutor", "diplomat", "side", "colleague"):
        return True
    return any(held[0] == head or held[0].endswith("-" + head) for held, _ in person.titles)


def _best(scored: list[tuple[float, str]], what: str) -> Resolution:
    if not scored:
        return UNRESOLVED
    scored.sort(key=lambda item: (-item[0], item[1]))
    candidates = tuple((key, round(score, 3)) for score, key in scored[:4])
    runner_up = scored[1][0] if len(scored) > 1 else None
    reason = (
        f"{what}: the most salient of {len(scored)}"
        if len(scored) > 1
        else f"{what}: the only one that fits"
    )
    if runner_up is not None and scored[0][0] - runner_up < _TIE:
        reason = f"{what}: ambiguous, the first of equals"
    return Resolution((scored[0][1],), candidates, reason)


def same_word(one: str, other: str) -> bool:
    """Whether two names are spelled alike apart from case and diacritics."""
    return fold(one) == fold(other)
