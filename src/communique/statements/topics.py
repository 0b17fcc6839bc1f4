"""What a statement is about: noun phrases of its content, in an open vocabulary."""

from __future__ import annotations

from communique.core.spans import Span
from communique.language.tree import noun_start, tokens_within
from communique.language.types import ParsedText, Token

_MAX_TOPICS = 3
_GENERIC = frozenset(
    [
        "issue",
        "matter",
        "situation",
        "problem",
        "thing",
        "way",
        "time",
        "day",
        "year",
        "part",
        "side",
        "country",
        "people",
        "process",
        "level",
        "area",
        "light",
        "subject",
        "question",
        "basis",
        "number",
        "lot",
        "today",
        "order",
        "case",
        "fact",
        "view",
        "point",
        "position",
        "interest",
        "regard",
        "respect",
        "result",
        "step",
        "effort",
        "work",
        "role",
        "importance",
        "meeting",
        "visit",
        "talk",
        "discussion",
        "statement",
        "word",
        "minister",
        "president",
        "leader",
        "minute",
        "hour",
        "week",
        "month",
        "person",
        "man",
        "woman",
        "one",
        "end",
        "start",
        "moment",
        "sense",
        "kind",
        "form",
        "minister",
        "ministers",
        "context",
        "field",
        "framework",
        "future",
        "past",
        "development",
        "measure",
        "action",
    ]
)
_ROLES = {"nsubj": 3, "nsubjpass": 3, "dobj": 3, "pobj": 2, "attr": 1, "conj": 1, "appos": 1}


def find_topics(
    parsed: ParsedText, content: tuple[Span, ...], names: frozenset[int]
) -> tuple[str, ...]:
    """At most three noun phrases of the content, in text order, as they stand there.

    ``names`` are tokens that belong to mentions of actors: phrases made of them alone are no
    topics (``about`` has the actors). Longer phrases and those nearer the verb come first.
    """
    scored: list[tuple[int, int, str]] = []
    for span in content:
        inside = tokens_within(parsed, span.start, span.end)
        for index in inside:
            phrase = _phrase(parsed, parsed.tokens[index], inside, names)
            if phrase is not None:
                score = _ROLES.get(parsed.tokens[index].dep, 0) + 2 * min(
                    len(phrase.split()) - 1, 2
                )
                scored.append((-score, index, phrase))
    chosen: dict[str, int] = {}
    for _, index, phrase in sorted(scored):
        if len(chosen) < _MAX_TOPICS and all(
            phrase.lower() not in known.lower() for known in chosen
        ):
            chosen.setdefault(phrase, index)
    return tuple(sorted(chosen, key=lambda phrase: chosen[phrase]))


def _phrase(parsed: ParsedText, token: Token, inside: range, names: frozenset[int]) -> str | None:
    if (
        token.ent_type in ("DATE", "TIME")
        or token.pos not in ("NOUN", "PROPN")
        or token.dep == "compound"
        or (token.index in names and token.pos == "PROPN")
    ):
        return None
    start = max(noun_start(parsed, token.index), inside.start)
    while start < token.index and parsed.tokens[start].dep in (
        "det",
        "poss",
        "case",
        "nummod",
        "punct",
        "predet",
        "advmod",
    ):
        start += 1
    words = range(start, token.index + 1)
    if (
        token.lemma.lower() in _GENERIC
        and len(words) < 3
        and all(parsed.tokens[i].dep != "compound" for i in words)
    ):
        return None
    if all(i in names for i in words):
        return None
    text = parsed.text[parsed.tokens[start].start_char : token.end_char]
    return " ".join(text.split())
