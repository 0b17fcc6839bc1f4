"""Words: white-space separated stretches, the units that names and offices are made of.

The parser's tokens split at hyphens and clitics; names do not ("Al-Sabah", "O'Brien").
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from communique.language.types import ParsedText, Token

_CLITICS = frozenset({"'s", "’s", "'", "’", "s’", "S'"})
_OPENING = frozenset("\"“„«‘'([{*_")
_CLOSING = frozenset(",.;:!?\"”“»’')]}*_…")


@dataclass(frozen=True, slots=True)
class Word:
    """One word: a half-open token range without punctuation and clitics around it.

    ``stop`` is the punctuation or clitic that follows it ("" if none): a name or office
    does not run over it. ``opens`` says that punctuation stands before it.
    """

    start_token: int
    end_token: int
    text: str
    lower: str
    stop: str
    opens: bool
    sentence: int


def split_words(parsed: ParsedText) -> list[Word]:
    """The words of a parse in text order; stretches of mere punctuation yield none."""
    words: list[Word] = []
    for start, end in _stretches(parsed):
        words.extend(_words_of(parsed, start, end))
    return words


def _stretches(parsed: ParsedText) -> list[tuple[int, int]]:
    stretches: list[tuple[int, int]] = []
    for token in parsed.tokens:
        joined = stretches and parsed.tokens[token.index - 1].end_char == token.start_char
        if joined and parsed.tokens[token.index - 1].sentence == token.sentence:
            stretches[-1] = (stretches[-1][0], token.index + 1)
        else:
            stretches.append((token.index, token.index + 1))
    return stretches


def _words_of(parsed: ParsedText, start: int, end: int) -> list[Word]:
    """The words of one stretch, split at slashes, dashes, brackets and commas inside it."""
    tokens = parsed.tokens
    found = []
    while start < end:
        opens = False
        while start < end and (
            tokens[start].text[0] in _OPENING or tokens[start].text in ("-", "–", "—", "/")
        ):
            opens = True
            start += 1
        stop = start
        while stop < end and not _breaks(tokens[stop].text):
            stop += 1
        last = stop
        if last - start > 1 and tokens[last - 1].text == "-":
            last -= 1
        if last > start:
            text = parsed.text[tokens[start].start_char : tokens[last - 1].end_char]
            after = _stop(tokens, stop, end)
            found.append(
                Word(start, last, text, text.lower(), after, opens, tokens[start].sentence)
            )
        start = stop + 1 if stop < end else end
    return found


def _stop(tokens: Sequence[Token], start: int, end: int) -> str:
    """The punctuation or clitic behind a word: all of it where it closes the stretch (",”")."""
    if start >= end:
        return ""
    if tokens[start].text in _CLITICS:
        return tokens[start].text
    rest = tokens[start:end]
    if all(_breaks(token.text) for token in rest):
        return "".join(token.text for token in rest)
    return tokens[start].text


def _breaks(text: str) -> bool:
    return (
        text in _CLITICS
        or text in ("/", "–", "—", "--")
        or all(c in _CLOSING for c in text)
        or (text[0] in _OPENING and len(text) == 1)
    )


def fold(text: str) -> str:
    """``text`` without case and diacritics, for comparing spellings of one name."""
    special = str.maketrans(
        {
            "ł": "l",
            "Ł": "l",
            "đ": "d",
            "Đ": "d",
            "ø": "o",
            "Ø": "o",
            "ı": "i",
            "ß": "ss",
            "æ": "ae",
            "Æ": "ae",
            "œ": "oe",
            "þ": "th",
            "ð": "d",
            "ə": "a",
            "Ə": "a",
            "’": "'",
            "ʻ": "'",
        }
    )
    decomposed = unicodedata.normalize("NFKD", text.translate(special))
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()
