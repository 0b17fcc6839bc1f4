"""Subjects: of whom a verb is said, through coordination, participles and relative clauses."""

from __future__ import annotations

from communique.language.tree import children
from communique.language.types import ParsedText, Token

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_RELATIVE_PRONOUNS = frozenset({"who", "which", "that"})
_CLIMBED = frozenset(
    {"conj", "advcl", "acl", "xcomp", "pcomp", "prep", "dep", "ccomp", "parataxis", "pobj"}
)
_MAX_CLIMB = 4


def find_subject(
    parsed: ParsedText, verb: int, excluded: frozenset[int] = frozenset()
) -> tuple[Token | None, bool]:
    """The subject of a verb, and whether it was borrowed from another verb.

    A relative pronoun stands for the noun its clause modifies; a clause without a subject
    takes that of the clause it hangs on (at most four steps up). ``excluded`` tokens (those of
    a quotation that the verb stands outside of) are no subjects.
    """
    current = parsed.tokens[verb]
    for step in range(_MAX_CLIMB):
        subject = _own_subject(parsed, current, excluded)
        if subject is not None and subject.tag != "EX":
            if subject.text.lower() in _RELATIVE_PRONOUNS and current.dep == "relcl":
                return parsed.tokens[current.head], True
            return subject, step > 0
        if current.dep == "relcl" or (current.dep == "acl" and step == 0 and current.tag == "VBG"):
            return parsed.tokens[current.head], True
        if current.dep not in _CLIMBED or current.head == current.index:
            return None, False
        current = parsed.tokens[current.head]
    return None, False


def _own_subject(parsed: ParsedText, verb: Token, excluded: frozenset[int]) -> Token | None:
    """The subject nearest to the verb: the parser sometimes hangs two on one."""
    found = [t for t in children(parsed, verb.index, *_SUBJECTS) if t.index not in excluded]
    return min(found, key=lambda t: abs(t.index - verb.index), default=None)
