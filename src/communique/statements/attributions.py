"""All attributions of a document: turns, speeches, and what the engine finds in prose.

Order of precedence where they meet: a transcript's turn owns its paragraph, and inside it only
what somebody else says counts; in a speech likewise; in prose the engine (model or rules)
decides; quotations that it leaves are claimed last (statements.unclaimed).
"""

from __future__ import annotations

from communique.core.errors import UsageError
from communique.documents.types import Genre
from communique.language.quotations import Quote
from communique.language.tree import tokens_within
from communique.language.types import ParsedText
from communique.statements.lexicon import load_lexicon
from communique.statements.model import find_with_model, load_model
from communique.statements.rules import find_attributions
from communique.statements.turns import find_turns, speech_attributions, turn_attributions
from communique.statements.types import Attribution, Quotation
from communique.statements.unclaimed import claim_quotes

ENGINES = ("model", "rules")
_FIRST_PERSON = frozenset({"i", "we", "you", "it"})


def warm_up(engine: str) -> None:
    """Load what the engine needs, so that it can be done beside other work.

    Raises:
        UsageError: if there is no such engine.
        ModelError: if the model's files are missing or damaged.
    """
    if engine not in ENGINES:
        raise UsageError(f"there is no engine {engine!r}; choose one of {', '.join(ENGINES)}")
    load_lexicon()
    if engine == "model":
        load_model()


def find_all_attributions(
    parsed: ParsedText,
    quotes: tuple[Quote, ...],
    *,
    engine: str,
    genre: Genre,
    title_end: int,
) -> tuple[Attribution, ...]:
    """The attributions in text order of their first content span, outer before inner.

    Headings (up to ``title_end``, source offset) report nothing that the text does not say
    again; theirs are left out unless there are no others.

    Raises:
        ModelError: if the model's files are missing or damaged.
    """
    prose = _prose(parsed, quotes, engine)
    turns = find_turns(parsed, genre)
    owned = turn_attributions(parsed, turns)
    if not turns and genre is Genre.SPEECH:
        owned = speech_attributions(parsed, title_end)
    if owned:
        prose = [item for item in prose if not _is_own_words(item, owned)]
    body = [item for item in prose if item.content[0].start >= title_end]
    kept = body or prose
    return tuple(
        sorted((*owned, *kept), key=lambda item: (item.content[0].start, -item.content[0].end))
    )


def _prose(parsed: ParsedText, quotes: tuple[Quote, ...], engine: str) -> list[Attribution]:
    if engine == "model":
        found = tuple(
            item
            for item in find_with_model(parsed, quotes, load_model())
            if _is_report(parsed, item)
        )
    else:
        found = find_attributions(parsed, quotes, load_lexicon())
    return claim_quotes(parsed, list(found), quotes)


def _is_report(parsed: ParsedText, item: Attribution) -> bool:
    """Whether the cue reports words; "discussed X" gives an event its topic (reading contract)."""
    if item.cue is None or item.quotation is not Quotation.INDIRECT:
        return True
    if item.content[0].text.lower().startswith(("that ", "how ", "whether ", "why ")):
        return True
    tokens = tokens_within(parsed, item.cue.start, item.cue.end)
    words = load_lexicon().not_reporting
    return not any(parsed.tokens[i].lemma.lower() in words for i in tokens)


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
    return item.source is None or item.cue is None or item.source.text.lower() in _FIRST_PERSON
