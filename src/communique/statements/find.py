"""Statements: attributions with their speakers, acts, topics and what they are about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from communique.actors.types import ActorLayer, MentionKind, Reference, SpeechHint
from communique.core.ids import content_id
from communique.core.problems import Problem
from communique.core.spans import Span
from communique.language.tree import tokens_within
from communique.language.types import ParsedText
from communique.statements.acts import classify_act, is_negated
from communique.statements.commitments import find_commitments
from communique.statements.lexicon import Lexicon
from communique.statements.stance import find_stance
from communique.statements.topics import find_topics
from communique.statements.types import (
    Attribution,
    Quotation,
    Statement,
    StatementLayer,
)

_ABOUT_KINDS = frozenset(
    {
        MentionKind.NAME,
        MentionKind.OFFICE,
        MentionKind.DEMONYM,
        MentionKind.CAPITAL,
        MentionKind.NOMINAL,
    }
)
_DOCUMENT_NOUN = re.compile(
    r"^(?:the|this|that|his|her|its) (?:\w+ )?"
    r"(?:statement|tweet|release|post|communiqué|message|letter|note)$",
    re.IGNORECASE,
)
_POSSESSIVES = frozenset({"its", "his", "her", "their", "our", "my"})
_MAX_GAP_PARAGRAPHS = 2
"""How many paragraphs a quotation without a cue may stand behind its speaker's last words."""


def speech_hints(attributions: Sequence[Attribution]) -> tuple[SpeechHint, ...]:
    """What the actors layer may know of speech: sources and contents, not yet resolved."""
    return tuple(
        SpeechHint(item.source, item.content, item.quotation is Quotation.DIRECT)
        for item in attributions
    )


def find_statements(
    parsed: ParsedText,
    attributions: Sequence[Attribution],
    layer: ActorLayer,
    lexicon: Lexicon,
    *,
    author: tuple[str, ...] = (),
) -> StatementLayer:
    """The statements of a document in text order, with why each was read so.

    ``author`` is whose words the whole text is (a speech), given to contents without source.
    """
    index = _ReferenceIndex(layer)
    statements: list[Statement] = []
    reasons: dict[str, str] = {}
    problems: list[Problem] = []
    for attribution in attributions:
        speakers, why = _speakers(parsed, attribution, index, statements, author)
        statement = _statement(parsed, attribution, speakers, index, lexicon)
        statements.append(statement)
        reasons[statement.id] = f"{attribution.reason}; {why}"
        if attribution.source is not None and not speakers:
            message = f"“{attribution.source.text}” resolves to no actor"
            problems.append(Problem("unresolved-speaker", message, attribution.source))
    commitments = find_commitments(parsed, statements, layer)
    return StatementLayer(tuple(statements), commitments, reasons, tuple(problems))


def _statement(
    parsed: ParsedText,
    attribution: Attribution,
    speakers: tuple[str, ...],
    index: _ReferenceIndex,
    lexicon: Lexicon,
) -> Statement:
    content = attribution.content
    question = attribution.reason.startswith("turn of “Q")
    act, presentation = classify_act(parsed, attribution, lexicon, question=question)
    inside = [ref for span in content for ref in index.within(span)]
    about = _unique(
        actor
        for ref in inside
        if ref.mention.kind in _ABOUT_KINDS
        for actor in ref.actors
        if actor not in speakers
    )
    names = frozenset(
        token
        for ref in inside
        for token in tokens_within(parsed, ref.mention.start, ref.mention.end)
    )
    topics = find_topics(parsed, content, names)
    return Statement(
        id=content_id(
            "st", parsed.text[content[0].start : content[-1].end], content[0].start, *speakers
        ),
        speakers=speakers,
        source=attribution.source,
        cue=attribution.cue,
        content=content,
        quotation=attribution.quotation,
        act=act,
        topics=topics,
        about=about,
        addressees=_addressees(attribution, index, speakers),
        stance=find_stance(parsed, act, content, inside, speakers, topics),
        occasion=None,
        negated=is_negated(parsed, content),
        presentation=presentation,
        confidence=round(attribution.confidence, 3),
    )


def _speakers(
    parsed: ParsedText,
    attribution: Attribution,
    index: _ReferenceIndex,
    earlier: list[Statement],
    author: tuple[str, ...],
) -> tuple[tuple[str, ...], str]:
    if attribution.source is not None:
        found = index.speakers(attribution.source)
        if not found and _DOCUMENT_NOUN.search(attribution.source.text) and earlier:
            return earlier[
                -1
            ].speakers, f"“{attribution.source.text}” is that of the statement before"
        return found, f"source “{attribution.source.text}”"
    if attribution.cue is not None:
        return (), "the text names no speaker"
    if author:
        return author, "the text is their speech"
    for statement in reversed(earlier):
        if statement.quotation is Quotation.DIRECT and statement.speakers:
            gap = _paragraph(parsed, attribution.content[0]) - _paragraph(
                parsed, statement.content[-1]
            )
            if 0 <= gap <= _MAX_GAP_PARAGRAPHS:
                return statement.speakers, "carries on the quotation before"
            break
    return (), "a quotation without a cue"


def _paragraph(parsed: ParsedText, span: Span) -> int:
    tokens = tokens_within(parsed, span.start, span.end)
    if not len(tokens):
        return 0
    return parsed.sentences[parsed.tokens[tokens.start].sentence].paragraph


def _addressees(
    attribution: Attribution, index: _ReferenceIndex, speakers: tuple[str, ...]
) -> tuple[str, ...]:
    """The actors named between the cue and the content that follows it ("told the envoy that")."""
    if attribution.cue is None or not attribution.cue.text.lower().startswith(
        ("told", "tell", "assure", "remind", "inform", "warn", "brief", "ask")
    ):
        return ()
    start = attribution.cue.end
    after = [span.start for span in attribution.content if span.start >= start]
    end = min(after) if after else start + 60
    found = index.between(start, end)
    return _unique(actor for ref in found[:1] for actor in ref.actors if actor not in speakers)


def _unique(items: object) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))  # type: ignore[call-overload]


class _ReferenceIndex:
    """References by place in the text."""

    def __init__(self, layer: ActorLayer) -> None:
        self.references = layer.references
        self.starts = [ref.mention.start for ref in layer.references]

    def between(self, start: int, end: int) -> list[Reference]:
        """The references within a half-open range, outermost only, in text order."""
        found: list[Reference] = []
        for ref in self.references:
            if ref.mention.start >= start and ref.mention.end <= end:
                if not found or ref.mention.start >= found[-1].mention.end:
                    found.append(ref)
        return found

    def within(self, span: Span) -> list[Reference]:
        """All references inside a span, nested ones too."""
        from bisect import bisect_left

        first = bisect_left(self.starts, span.start)
        found = []
        for ref in self.references[first:]:
            if ref.mention.start >= span.end:
                break
            if ref.mention.end <= span.end:
                found.append(ref)
        return found

    def around(self, source: Span) -> list[Reference]:
        """The references that hold the whole source or its end (a source cut short)."""
        return [
            ref
            for ref in self.references
            if ref.mention.start <= source.start < ref.mention.end and ref.mention.end >= source.end
        ][-1:]

    def speakers(self, source: Span) -> tuple[str, ...]:
        """The actors that a source names: those of its first mention and what is joined to it.

        Mentions inside another (the state in "the Serbian Minister") do not speak; a name
        beside its office is one person; a second mention joined by "and" speaks too.
        """
        outer: list[Reference] = []
        for ref in self.within(source) or self.around(source):
            owner = ref.mention.start == source.start and self._is_owner(source, ref)
            if not owner and (not outer or ref.mention.start >= outer[-1].mention.end):
                outer.append(ref)
        speaking: list[str] = []
        for position, ref in enumerate(outer):
            again = position > 0 and all(
                r.mention.kind is MentionKind.OFFICE for r in (outer[position - 1], ref)
            )
            if again:
                continue  # a further post of the person before ("Envoy and Head of Mission")
            if position == 0 or self._joined(source, outer[position - 1], ref):
                speaking.extend(ref.actors)
            elif set(ref.actors) & set(speaking):
                continue
        return self._people_first(_unique(speaking), outer)

    def _is_owner(self, source: Span, ref: Reference) -> bool:
        """Whether the mention is a possessive before the speaker ("its chief negotiator")."""
        words = ref.mention.text.lower()
        return words in _POSSESSIVES and ref.mention.end < source.end

    def _joined(self, source: Span, before: Reference, ref: Reference) -> bool:
        between = source.text[before.mention.end - source.start : ref.mention.start - source.start]
        words = between.lower().replace(",", " , ").split()
        return (
            bool(words)
            and all(
                w
                in (
                    "and",
                    "&",
                    ",",
                    "the",
                    "both",
                    "mr.",
                    "ms.",
                    "mrs.",
                    "mr",
                    "ms",
                    "as",
                    "well",
                    "dr.",
                    "h.e.",
                )
                for w in words
            )
            and ("and" in words or "&" in words or "as" in words or ("," in words))
        )

    def _people_first(self, keys: tuple[str, ...], outer: list[Reference]) -> tuple[str, ...]:
        """Without the state whose name merely stands before the speaker ("Serbia's Minister X")."""
        if (
            len(outer) >= 2
            and len(keys) == 1
            and outer[0].mention.kind in (MentionKind.DEMONYM, MentionKind.NAME)
        ):
            following = outer[1]
            first = outer[0]
            if (
                following.mention.kind is MentionKind.OFFICE
                and following.mention.start - first.mention.end <= 3
            ):
                return following.actors
        return keys


def with_occasions(
    statements: tuple[Statement, ...], occasions: dict[str, str]
) -> tuple[Statement, ...]:
    """The statements with the event at which each was said, where known."""
    return tuple(
        replace(statement, occasion=occasions.get(statement.id)) for statement in statements
    )
