"""Cues: the words that report, and whose words they report.

A cue is a verb, a light verb with a noun of speech ("expressed hope"), a predicative adjective
("is confident that") or a preposition ("according to"). Its source is the subject, found through
coordination ("A praised … and welcomed …"), participles ("…, adding that …"), relative clauses
and the agent of a passive; an agentless passive has none.
"""

from __future__ import annotations

from dataclasses import dataclass

from communique.language.subjects import find_subject
from communique.language.tree import child, children, subtree
from communique.language.types import ParsedText, Token
from communique.statements.lexicon import Lexicon, ReportingSense

_CLAUSES_LEFT_OUT = frozenset({"relcl", "acl", "advcl", "parataxis", "ccomp"})
_LIGHT_PREPOSITIONS = (
    "that",
    "for",
    "to",
    "over",
    "at",
    "about",
    "with",
    "in",
    "of",
    "on",
    "regarding",
)


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting word in its clause, all as token positions.

    ``head`` governs the content (the verb, or the noun of a light verb), ``verb`` the
    subject; ``tokens`` are the words of the cue in order; ``source`` the half-open token
    range of the source or None; ``shared`` says that the source is the subject of another
    verb. ``anonymous`` marks a passive that names nobody.
    """

    head: int
    verb: int
    tokens: tuple[int, ...]
    senses: tuple[ReportingSense, ...]
    source: tuple[int, int] | None
    shared: bool
    anonymous: bool
    rule: str


def find_cues(parsed: ParsedText, lexicon: Lexicon, quoted: frozenset[int]) -> list[Cue]:
    """All candidate cues in text order; whether they report is decided by their content.

    ``quoted`` are the tokens within quotation marks: a cue outside of them has its subject
    outside too.
    """
    found = []
    for token in parsed.tokens:
        excluded = frozenset() if token.index in quoted else quoted
        cue = _cue_at(parsed, lexicon, token, excluded)
        if cue is not None:
            found.append(cue)
    return found


def _cue_at(
    parsed: ParsedText, lexicon: Lexicon, token: Token, excluded: frozenset[int]
) -> Cue | None:
    if token.text.lower() == "according":
        return _according(parsed, token)
    if token.pos not in ("VERB", "AUX"):
        return None
    light = _light(parsed, lexicon, token, excluded)
    if light is not None:
        return light
    if token.lemma == "be":
        return _predicative(parsed, lexicon, token, excluded)
    particle, senses = _senses(parsed, lexicon, token)
    if not senses:
        return None
    return _verbal(parsed, token, particle, senses, excluded)


def _senses(
    parsed: ParsedText, lexicon: Lexicon, token: Token
) -> tuple[Token | None, tuple[ReportingSense, ...]]:
    lemma = token.lemma.lower()
    for particle in children(parsed, token.index, "prt", "prep"):
        if particle.index - token.index in (1, 2):
            senses = lexicon.verbs.get(f"{lemma}+{particle.text.lower()}")
            if senses:
                return particle, senses
    following = parsed.tokens[token.index + 1] if token.index + 1 < len(parsed.tokens) else None
    if following is not None:
        senses = lexicon.verbs.get(f"{lemma}+{following.text.lower()}")
        if senses:
            return following, senses
    return None, lexicon.verbs.get(lemma, ())


def _verbal(
    parsed: ParsedText,
    token: Token,
    particle: Token | None,
    senses: tuple[ReportingSense, ...],
    excluded: frozenset[int],
) -> Cue | None:
    words = _verb_group(parsed, token)
    if particle is not None:
        words.append(particle.index)
    if _is_passive(parsed, token):
        agent = _agent(parsed, token)
        source = noun_phrase(parsed, agent.index) if agent is not None else None
        return Cue(
            token.index,
            token.index,
            tuple(sorted(words)),
            senses,
            source,
            False,
            source is None,
            "passive",
        )
    subject, shared = find_subject(parsed, token.index, excluded)
    source = noun_phrase(parsed, subject.index) if subject is not None else None
    return Cue(
        token.index,
        token.index,
        tuple(sorted(words)),
        senses,
        source,
        shared,
        source is None,
        "participle" if shared else "verb",
    )


def _verb_group(parsed: ParsedText, token: Token) -> list[int]:
    """The verb with the auxiliaries directly before it ("has said", "was quoted")."""
    words = [token.index]
    for auxiliary in reversed(children(parsed, token.index, "aux", "auxpass")):
        between = range(auxiliary.index + 1, words[0])
        if auxiliary.index < words[0] and all(
            parsed.tokens[i].dep in ("advmod", "neg") for i in between
        ):
            words[:0] = [auxiliary.index, *between]
    return words


def _is_passive(parsed: ParsedText, token: Token) -> bool:
    return child(parsed, token.index, "auxpass") is not None or (
        token.tag == "VBN"
        and child(parsed, token.index, "agent") is not None
        and child(parsed, token.index, "nsubj") is None
    )


def _agent(parsed: ParsedText, token: Token) -> Token | None:
    agent = child(parsed, token.index, "agent")
    return child(parsed, agent.index, "pobj") if agent is not None else None


def noun_phrase(parsed: ParsedText, head: int) -> tuple[int, int]:
    """The half-open token range of the phrase around ``head``.

    Its own clauses (relative, participial) are left out, appositions and "of" phrases kept.
    """
    members = _phrase_members(parsed, head)
    start = end = head
    while start - 1 in members:
        start -= 1
    while end + 1 in members:
        end += 1
    while end > head and parsed.tokens[end].pos in ("PUNCT", "CCONJ"):
        end -= 1
    while start < head and parsed.tokens[start].pos in ("PUNCT", "CCONJ"):
        start += 1
    return start, end + 1


def _phrase_members(parsed: ParsedText, head: int) -> set[int]:
    members = {head}
    for token in children(parsed, head):
        if token.dep in _CLAUSES_LEFT_OUT or token.dep in ("det:predet",):
            continue
        if token.dep == "prep" and parsed.tokens[head].pos == "PRON":
            continue
        members.update(
            index for index in subtree(parsed, token.index) if not _in_clause(parsed, index, head)
        )
    return members


def _in_clause(parsed: ParsedText, index: int, root: int) -> bool:
    """Whether a clause stands between the token and the phrase's head."""
    token = parsed.tokens[index]
    while token.index != root:
        if token.dep in _CLAUSES_LEFT_OUT and token.pos in ("VERB", "AUX"):
            return True
        token = parsed.tokens[token.head]
    return False


def _light(
    parsed: ParsedText, lexicon: Lexicon, token: Token, excluded: frozenset[int]
) -> Cue | None:
    """ "expressed (his) hope that …", "voiced concern over …"."""
    if token.lemma.lower() not in lexicon.light_verbs:
        return None
    passive = _is_passive(parsed, token)
    noun = child(parsed, token.index, "nsubjpass" if passive else "dobj")
    if noun is None or noun.lemma.lower() not in lexicon.light_nouns:
        return None
    if (
        child(parsed, noun.index, "prep", "acl", "ccomp") is None
        and child(parsed, token.index, "prep", "ccomp", "xcomp") is None
    ):
        return None
    sense = lexicon.light_nouns[noun.lemma.lower()]
    if passive:
        agent = _agent(parsed, token)
        source = noun_phrase(parsed, agent.index) if agent is not None else None
        words = sorted({*_verb_group(parsed, token), noun.index})
        return Cue(
            noun.index,
            token.index,
            tuple(words),
            (sense,),
            source,
            False,
            source is None,
            "light verb, passive",
        )
    subject, shared = find_subject(parsed, token.index, excluded)
    if subject is None:
        return None
    words = [*_verb_group(parsed, token), *_between(parsed, token.index, noun.index), noun.index]
    return Cue(
        noun.index,
        token.index,
        tuple(words),
        (sense,),
        noun_phrase(parsed, subject.index),
        shared,
        False,
        "light verb",
    )


def _between(parsed: ParsedText, start: int, end: int) -> list[int]:
    return list(range(start + 1, end)) if start < end else []


def _predicative(
    parsed: ParsedText, lexicon: Lexicon, token: Token, excluded: frozenset[int]
) -> Cue | None:
    """ "is ready to …", "was confident that …"."""
    adjective = child(parsed, token.index, "acomp")
    if adjective is None or adjective.lemma.lower() not in lexicon.adjectives:
        return None
    if child(parsed, adjective.index, "prep", "xcomp", "ccomp") is None:
        return None
    subject, shared = find_subject(parsed, token.index, excluded)
    if subject is None:
        return None
    words = (*_verb_group(parsed, token), adjective.index)
    sense = lexicon.adjectives[adjective.lemma.lower()]
    return Cue(
        adjective.index,
        token.index,
        words,
        (sense,),
        noun_phrase(parsed, subject.index),
        shared,
        False,
        "adjective",
    )


def _according(parsed: ParsedText, token: Token) -> Cue | None:
    following = token.index + 1
    if following >= len(parsed.tokens) or parsed.tokens[following].text.lower() != "to":
        return None
    to = parsed.tokens[following]
    noun = child(parsed, to.index, "pobj") or child(parsed, token.index, "pobj")
    if noun is None:
        return None
    return Cue(
        token.index,
        token.index,
        (token.index, following),
        (),
        noun_phrase(parsed, noun.index),
        False,
        False,
        "according to",
    )
