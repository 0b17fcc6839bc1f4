"""Standing relations between actors, asserted or denied."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from communique.actors.types import ActorLayer, ActorType, MentionKind, Reference
from communique.core.ids import content_id
from communique.core.spans import Span, span_of
from communique.events.types import Predicate, Relation
from communique.language.types import ParsedText
from communique.resources.files import load_yaml
from communique.statements.types import Statement

_BODIES = frozenset({ActorType.STATE, ActorType.TERRITORY, ActorType.ORGANIZATION, ActorType.GROUP})


@dataclass(frozen=True, slots=True)
class _Pattern:
    predicate: Predicate
    regex: re.Pattern[str]
    holds: bool
    text_object: bool


@lru_cache(maxsize=1)
def _patterns() -> tuple[_Pattern, ...]:
    rows = load_yaml("relation_patterns.yml")["patterns"]
    return tuple(
        _Pattern(
            Predicate(row["predicate"]),
            re.compile(_expand(row["text"]), re.IGNORECASE),
            bool(row.get("holds", True)),
            "{O}" not in row["text"],
        )
        for row in rows
    )


def _expand(text: str) -> str:
    """A pattern's {S} and {O} become marked actors, {..} up to a few words in the same clause."""
    first, *again = text.split("{O}")
    text = first + "".join(
        (r"⟦(?P<o>\d+)⟧" if n == 0 else r"⟦\d+⟧") + part for n, part in enumerate(again)
    )
    return (
        text.replace("{S}", r"⟦(?P<s>\d+)⟧")
        .replace("{T}", r"(?P<t>[\w-]+(?: [\w-]+)?)")
        .replace("{..}", r"(?:[^.;⟦]|⟦\d+⟧){0,60}?")
        .replace("{w}", r"(?:(?!not\b|no\b|never\b|neither\b)[\w’'-]+ ){0,3}")
    )


def find_relations(
    parsed: ParsedText, layer: ActorLayer, statements: Sequence[Statement]
) -> tuple[Relation, ...]:
    """The relations that the text states between states and organisations, in text order.

    Each sentence is rewritten with its actors as marks and matched against the patterns of
    resources/relation_patterns.yml; the evidence is the matched stretch of the text.
    """
    types = {actor.id: actor.type for actor in layer.actors}
    references = [
        ref
        for ref in layer.references
        if len(ref.actors) == 1
        and types.get(ref.actors[0]) in _BODIES
        and ref.mention.kind is not MentionKind.OFFICE
    ]
    found: dict[tuple[str, Predicate, str, bool], Relation] = {}
    for sentence in parsed.sentences:
        start = parsed.tokens[sentence.start_token].start_char
        end = parsed.tokens[sentence.end_token - 1].end_char
        marked, places = _mark(parsed.text, start, end, references)
        for pattern in _patterns():
            for match in pattern.regex.finditer(marked):
                relation = _relation(parsed, pattern, match, places, references, statements)
                if relation is not None:
                    key = (relation.subject, relation.predicate, relation.object, relation.holds)
                    found.setdefault(key, relation)
    return tuple(sorted(found.values(), key=lambda r: (r.evidence[0].start, r.id)))


def _mark(
    text: str, start: int, end: int, references: Sequence[Reference]
) -> tuple[str, list[int]]:
    """The range with each actor replaced by a mark, and the source offset of each character."""
    out: list[str] = []
    places: list[int] = []
    position = start
    for number, ref in enumerate(references):
        if ref.mention.start < position or ref.mention.end > end:
            continue
        out.append(text[position : ref.mention.start])
        places.extend(range(position, ref.mention.start))
        mark = f"⟦{number}⟧"
        out.append(mark)
        places.extend([ref.mention.start] * (len(mark) - 1))
        places.append(ref.mention.end - 1)
        position = ref.mention.end
    out.append(text[position:end])
    places.extend(range(position, end))
    return "".join(out), places


def _relation(
    parsed: ParsedText,
    pattern: _Pattern,
    match: re.Match[str],
    places: list[int],
    references: Sequence[Reference],
    statements: Sequence[Statement],
) -> Relation | None:
    groups = match.groupdict()
    if groups.get("s") is None:
        return None
    subject = references[int(groups["s"])].actors[0]
    target = references[int(groups["o"])].actors[0] if groups.get("o") else groups.get("t")
    if target is None or subject == target:
        return None
    span = span_of(parsed.text, places[match.start()], places[match.end() - 1] + 1)
    asserted = _owner(span, statements)
    return Relation(
        id=content_id("re", span.start, span.text, pattern.predicate.value, subject, target),
        subject=subject,
        predicate=pattern.predicate,
        object=target,
        holds=pattern.holds,
        asserted_by=asserted,
        evidence=(span,),
    )


def _owner(span: Span, statements: Sequence[Statement]) -> tuple[str, ...]:
    """The innermost statement whose content overlaps the evidence."""
    best: tuple[int, str] | None = None
    for statement in statements:
        for content in statement.content:
            if content.overlaps(span):
                size = content.end - content.start
                if best is None or size < best[0]:
                    best = (size, statement.id)
    return (best[1],) if best is not None else ()
