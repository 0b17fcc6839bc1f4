"""Transcripts and speeches: whose turn a paragraph belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass

from communique.core.spans import Span, span_of
from communique.documents.types import Genre
from communique.language.types import Paragraph, ParsedText
from communique.statements.types import Attribution, Quotation

_LABEL = re.compile(
    r"(?P<name>(?:Q|A|QUESTION|ANSWER|Question|Answer|MODERATOR|Moderator)(?:\s*\([^)\n]{1,60}\))?"
    r"|(?:[A-Z][\w.’'-]*[A-Z.]\w*[.]?\s+){0,7}[A-Z][A-Z’'-]+(?:\s*\([^)\n]{1,80}\))?"
    r"|(?:[A-Z][\w.’'-]*|of|for|the|and|de|al|von|van|bin)(?:,?\s+(?:[A-Z][\w.’'-]*|of|for|the|and|de|al|von|van|bin)){0,11}(?:\s*\([^)\n]{1,80}\))?)"
    r"\s*:(?=\s)"
)
_QUESTION = re.compile(r"(?:Q|QUESTION|Question)\b")
_NO_SPEAKERS = frozenset(
    [
        "note",
        "source",
        "photo",
        "contact",
        "contacts",
        "date",
        "place",
        "time",
        "subject",
        "title",
        "tags",
        "attachments",
        "attachment",
        "re",
        "to",
        "from",
        "cc",
        "venue",
        "background",
        "topics",
        "topic",
        "agenda",
        "participants",
        "annex",
        "website",
        "tel",
        "telephone",
        "phone",
        "email",
        "e-mail",
        "fax",
        "updated",
        "published",
        "embargo",
        "location",
        "ref",
        "reference",
        "press-contact",
        "media",
        "notes",
        "example",
    ]
)
_FIRST_PERSON = frozenset({"i", "we", "my", "our", "me", "us"})
_MIN_TURNS = 2
_MIN_SPEECH_WORDS = 6
_TURN, _SPEECH = 0.95, 0.7


@dataclass(frozen=True, slots=True)
class Turn:
    """A speaker's turn: the label's span and the paragraphs that belong to it."""

    label: Span
    is_question: bool
    paragraphs: tuple[tuple[int, int], ...]


def find_turns(parsed: ParsedText, genre: Genre) -> tuple[Turn, ...]:
    """The turns of a transcript in text order; none where fewer than two labels stand.

    A label is a name, title or "QUESTION" with a colon at the head of a paragraph. In a
    document not recognised as a transcript, labels must repeat or be questions, so that
    headed lists ("Venue: …") are not taken for speech.
    """
    labelled = [(paragraph, _label(parsed, paragraph)) for paragraph in parsed.paragraphs]
    labels = [label for _, label in labelled if label is not None]
    names = [label.text for label in labels]
    repeated = {name for name in names if names.count(name) > 1 or _QUESTION.match(name)}
    wanted = genre is Genre.TRANSCRIPT or len(repeated) >= 1
    if len(labels) < _MIN_TURNS or not wanted:
        return ()
    turns: list[Turn] = []
    for paragraph, label in labelled:
        start, end = _range(parsed, paragraph)
        if label is not None:
            body = _body_start(parsed, label, end)
            ranges = ((body, end),) if body < end else ()
            turns.append(Turn(label, bool(_QUESTION.match(label.text)), ranges))
        elif turns and not _is_stage_direction(parsed.text[start:end]):
            last = turns[-1]
            turns[-1] = Turn(last.label, last.is_question, (*last.paragraphs, (start, end)))
    return tuple(turns)


def turn_attributions(parsed: ParsedText, turns: tuple[Turn, ...]) -> list[Attribution]:
    """One direct attribution for each paragraph of each turn, its label the source."""
    return [
        Attribution(
            source=turn.label,
            cue=None,
            content=(span_of(parsed.text, start, end),),
            quotation=Quotation.DIRECT,
            confidence=_TURN,
            reason=f"turn of “{turn.label.text}”",
        )
        for turn in turns
        for start, end in turn.paragraphs
    ]


def speech_attributions(parsed: ParsedText, title_end: int) -> list[Attribution]:
    """The paragraphs of a speech text: direct, without source or cue.

    Headings, datelines and notes, which hold no first or second person and no full
    sentence, are left out.
    """
    found = []
    started = False
    for paragraph in parsed.paragraphs:
        start, end = _range(parsed, paragraph)
        tokens = parsed.tokens[paragraph.start_token : paragraph.end_token]
        if start < title_end or len(tokens) < _MIN_SPEECH_WORDS:
            continue
        started = started or any(token.text.lower() in _FIRST_PERSON for token in tokens)
        if started and any(token.pos in ("VERB", "AUX") for token in tokens):
            content = (span_of(parsed.text, start, end),)
            found.append(
                Attribution(None, None, content, Quotation.DIRECT, _SPEECH, "paragraph of a speech")
            )
    return found


def _label(parsed: ParsedText, paragraph: Paragraph) -> Span | None:
    start, end = _range(parsed, paragraph)
    while start < end and parsed.text[start] in "*_#> \t[":
        start += 1
    match = _LABEL.match(parsed.text, start, min(end, start + 160))
    if match is None:
        return None
    name = match.group("name")
    if name.split()[0].lower().strip("*") in _NO_SPEAKERS or name.lower() in _NO_SPEAKERS:
        return None
    if any(word in ("said", "says", "added") for word in name.lower().split()):
        return None
    return span_of(parsed.text, start, start + len(name.rstrip()))


def _body_start(parsed: ParsedText, label: Span, end: int) -> int:
    position = label.end
    while position < end and parsed.text[position] in ": *_\t\u00a0\n":
        position += 1
    return position


def _range(parsed: ParsedText, paragraph: Paragraph) -> tuple[int, int]:
    first, last = parsed.tokens[paragraph.start_token], parsed.tokens[paragraph.end_token - 1]
    return first.start_char, last.end_char


def _is_stage_direction(text: str) -> bool:
    """ "(Laughter.)", "[End of transcript]", "###", or a heading without a verb."""
    stripped = text.strip()
    return (
        (stripped[:1] in "([" and stripped[-1:] in ")]")
        or not any(char.isalpha() for char in stripped)
        or (len(stripped.split()) < 3 and not stripped.endswith((".", "!", "?")))
    )
