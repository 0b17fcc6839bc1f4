"""All attributions of a document: turns, speeches, and what the engine finds in prose.

Order of precedence where they meet: a transcript's turn owns its paragraph, and inside it only
what somebody else says counts; in a speech likewise; in prose the engine decides.
"""

from __future__ import annotations

from communique.documents.types import Genre
from communique.language.quotations import Quote
from communique.language.types import ParsedText
from communique.statements.lexicon import Lexicon
from communique.statements.rules import find_attributions
from communique.statements.turns import find_turns, speech_attributions, turn_attributions
from communique.statements.types import Attribution

_FIRST_PERSON = frozenset({"i", "we"})


def find_all_attributions(
    parsed: ParsedText,
    quotes: tuple[Quote, ...],
    lexicon: Lexicon,
    *,
    genre: Genre,
    title_end: int,
) -> tuple[Attribution, ...]:
    """The attributions in text order of their first content span."""
    prose = list(find_attributions(parsed, quotes, lexicon))
    turns = find_turns(parsed, genre)
    owned = turn_attributions(parsed, turns)
    if not turns and genre is Genre.SPEECH:
        owned = speech_attributions(parsed, title_end)
    if owned:
        prose = [item for item in prose if not _is_own_words(item, owned)]
    kept = [item for item in prose if item.content[0].start >= title_end or _has_speech(item)]
    return tuple(
        sorted((*owned, *kept), key=lambda item: (item.content[0].start, -item.content[0].end))
    )


def _is_own_words(item: Attribution, owned: list[Attribution]) -> bool:
    """Whether an attribution within a turn reports the turn's own speaker, or nobody."""
    anchor = item.cue or item.content[0]
    within = any(
        span.start <= anchor.start and anchor.end <= span.end
        for turn in owned
        for span in turn.content
    )
    if not within:
        return False
    if item.source is None or item.cue is None:
        return True
    return item.source.text.lower() in _FIRST_PERSON or item.source.text.lower() in ("you", "it")


def _has_speech(item: Attribution) -> bool:
    return item.cue is not None or item.source is not None
