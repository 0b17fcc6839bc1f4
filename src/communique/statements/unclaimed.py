"""Quotations that no cue claims: carried-on quotes, quoted paragraphs, signed quotes."""

from __future__ import annotations

from dataclasses import replace

from communique.core.spans import Span, span_of
from communique.language.quotations import Quote
from communique.language.tree import sentence_of, token_span, tokens_within
from communique.language.types import ParsedText
from communique.statements.contents import QuoteTokens, quote_tokens
from communique.statements.types import Attribution, Quotation

_MIN_QUOTED_WORDS = 4
"""A quotation without a cue needs so many words and a verb: shorter ones are names or scare quotes."""
_CONFIDENCE = 0.6
_CLOSING = ('"', "”", "’", "»", "''", "“")
_DASHES = ("-", "–", "—", "--")


def claim_quotes(
    parsed: ParsedText, attributions: list[Attribution], quotes: tuple[Quote, ...]
) -> list[Attribution]:
    """The attributions with every utterance in quotation marks claimed, in text order.

    A quotation that carries on in the paragraph of a quoted statement becomes a further
    content of it; one that fills a paragraph is a statement of its own without a cue, with
    the name behind a dash as its source if it is signed.
    """
    found = list(attributions)
    for quote in quote_tokens(parsed, quotes):
        if _is_claimed(quote, found) or not _is_utterance(parsed, quote):
            continue
        opener = _statement_it_resumes(parsed, found, quote)
        span = span_of(parsed.text, quote.quote.start, quote.quote.end)
        if opener is not None:
            item = found[opener]
            found[opener] = replace(item, content=tuple(sorted((*item.content, span))))
            continue
        alone = _alone(parsed, quote, span)
        if alone is not None:
            found.append(alone)
    return sorted(found, key=lambda item: item.content[0])


def _is_claimed(quote: QuoteTokens, found: list[Attribution]) -> bool:
    return any(
        span.start < quote.quote.end and quote.quote.start < span.end
        for item in found
        for span in item.content
    )


def _statement_it_resumes(
    parsed: ParsedText, found: list[Attribution], quote: QuoteTokens
) -> int | None:
    """The quoted statement of the same paragraph whose cue clause directly precedes the quote."""
    sentence = sentence_of(parsed, quote.start)
    best = None
    for number, item in enumerate(found):
        if item.cue is None or item.cue.start > quote.quote.start:
            continue
        if not item.content[-1].text.endswith(_CLOSING):
            continue
        tokens = tokens_within(parsed, item.cue.start, item.cue.end)
        if not len(tokens):
            continue
        cue_sentence = sentence_of(parsed, tokens.start)
        if (
            cue_sentence.paragraph == sentence.paragraph
            and sentence.index - cue_sentence.index <= 1
        ):
            best = number
    return best


def _is_utterance(parsed: ParsedText, quote: QuoteTokens) -> bool:
    words = [t for t in parsed.tokens[quote.start : quote.end] if t.pos != "PUNCT"]
    return len(words) >= _MIN_QUOTED_WORDS and any(t.pos in ("VERB", "AUX") for t in words)


def _alone(parsed: ParsedText, quote: QuoteTokens, span: Span) -> Attribution | None:
    paragraph = parsed.paragraphs[sentence_of(parsed, quote.start).paragraph]
    if quote.start != paragraph.start_token:
        return None
    rest = range(quote.end, paragraph.end_token)
    words = [i for i in rest if parsed.tokens[i].pos != "PUNCT"]
    source = _signature(parsed, quote.end, paragraph.end_token) if words else None
    if words and source is None:
        return None
    reason = "signature after a quotation" if source else "quotation on its own"
    return Attribution(source, None, (span,), Quotation.DIRECT, _CONFIDENCE, reason)


def _signature(parsed: ParsedText, start: int, end: int) -> Span | None:
    """The name after a dash that closes a quoted paragraph ("…" – Commissioner X)."""
    if parsed.tokens[start].text not in _DASHES:
        return None
    tokens = parsed.tokens[start + 1 : end]
    if not tokens or any(token.pos in ("VERB", "AUX") for token in tokens):
        return None
    last = end - 1 if parsed.tokens[end - 1].text == "." else end
    return token_span(parsed, start + 1, last)
