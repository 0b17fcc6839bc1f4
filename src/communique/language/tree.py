"""Walks over the dependency parse."""

from __future__ import annotations

from collections.abc import Iterator

from communique.core.spans import Span, span_of
from communique.language.types import ParsedText, Sentence, Token

_OPENING_LINES = 2


def subtree(parsed: ParsedText, root: int) -> list[int]:
    """The token positions below and including ``root``, in text order."""
    found = [root]
    for index in found:
        found.extend(parsed.children[index])
    return sorted(found)


def children(parsed: ParsedText, head: int, *labels: str) -> list[Token]:
    """The children of ``head`` with one of the dependency labels (all if none), in text order."""
    return [
        parsed.tokens[child]
        for child in parsed.children[head]
        if not labels or parsed.tokens[child].dep in labels
    ]


def child(parsed: ParsedText, head: int, *labels: str) -> Token | None:
    """The first child of ``head`` with one of the labels."""
    return next(iter(children(parsed, head, *labels)), None)


def ancestors(parsed: ParsedText, index: int) -> Iterator[Token]:
    """The heads of ``index``, nearest first, without itself."""
    token = parsed.tokens[index]
    while token.head != token.index:
        token = parsed.tokens[token.head]
        yield token


def token_span(parsed: ParsedText, start_token: int, end_token: int) -> Span:
    """The source span of the half-open token range."""
    return span_of(
        parsed.text, parsed.tokens[start_token].start_char, parsed.tokens[end_token - 1].end_char
    )


def roots_within(parsed: ParsedText, start_token: int, end_token: int) -> list[Token]:
    """The tokens of a half-open range whose heads lie outside it, in text order.

    A phrase has one; the root of a sentence, which is its own head, counts as none.
    """
    return [
        token
        for token in parsed.tokens[start_token:end_token]
        if not start_token <= token.head < end_token
    ]


_CLOSING = '.!?:;”"'


def headline_tokens(parsed: ParsedText, also_closing: str = "") -> frozenset[int]:
    """The tokens of the opening lines that no punctuation closes: the headline, the dateline.

    ``also_closing`` are further characters that close a line for the caller.
    """
    return frozenset(
        index
        for paragraph in parsed.paragraphs[:_OPENING_LINES]
        if parsed.tokens[paragraph.end_token - 1].text[-1] not in _CLOSING + also_closing
        for index in range(paragraph.start_token, paragraph.end_token)
    )


def sentence_of(parsed: ParsedText, index: int) -> Sentence:
    """The sentence that holds the token."""
    return parsed.sentences[parsed.tokens[index].sentence]


def token_at(parsed: ParsedText, char: int) -> int:
    """The position of the first token that ends after ``char`` (the number of tokens if none)."""
    low, high = 0, len(parsed.tokens)
    while low < high:
        middle = (low + high) // 2
        if parsed.tokens[middle].end_char <= char:
            low = middle + 1
        else:
            high = middle
    return low


def tokens_within(parsed: ParsedText, start_char: int, end_char: int) -> range:
    """The positions of the tokens that lie in the half-open character range."""
    start = token_at(parsed, start_char)
    end = start
    while end < len(parsed.tokens) and parsed.tokens[end].end_char <= end_char:
        end += 1
    return range(start, end)


def noun_start(parsed: ParsedText, head: int) -> int:
    """The first token of the modifiers directly before a noun (determiner, adjectives, genitive)."""
    start = head
    labels = (
        "det",
        "amod",
        "compound",
        "poss",
        "nummod",
        "nmod",
        "case",
        "predet",
        "punct",
        "advmod",
        "quantmod",
    )
    while start > 0:
        before = parsed.tokens[start - 1]
        within = before.head in range(start - 1, head + 1) and before.dep in labels
        if before.sentence != parsed.tokens[head].sentence or not within:
            break
        if before.dep == "punct" and before.text not in ("-", "\u2019"):
            break
        start -= 1
    return start
