"""Organisations that the register does not know: capitalised names headed by a body noun."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass

from communique.actors.vocabulary import OfficeVocabulary
from communique.actors.words import Word
from communique.language.tree import headline_tokens
from communique.language.types import ParsedText

_LINKS = frozenset({"of", "for", "on", "and", "the", "to", "in", "de", "against", "&", "with"})
_ACRONYM = re.compile(r"[A-Z][A-Z&-]{1,9}s?")
_MAX_WORDS = 12
_MIN_ACRONYM = 3
_LEADS = frozenset(
    [
        "the",
        "a",
        "an",
        "this",
        "that",
        "these",
        "those",
        "our",
        "its",
        "his",
        "her",
        "their",
        "my",
        "in",
        "at",
        "on",
        "of",
        "for",
        "from",
        "with",
        "by",
        "according",
        "to",
        "after",
        "before",
        "during",
        "since",
        "while",
        "when",
        "as",
        "and",
        "but",
        "also",
        "both",
        "at",
        "meanwhile",
        "however",
        "moreover",
        "furthermore",
        "earlier",
        "today",
        "yesterday",
        "under",
        "within",
        "following",
        "speaking",
        "addressing",
        "all",
        "each",
        "every",
        "any",
        "no",
        "not",
        "only",
        "even",
        "then",
        "thus",
        "here",
        "there",
        "what",
        "who",
    ]
)


@dataclass(frozen=True, slots=True)
class OrganizationName:
    """A name in the text: half-open word and token ranges, and the acronym that follows it or ""."""

    start_word: int
    end_word: int
    start_token: int
    end_token: int
    text: str
    acronym: str


def find_organizations(
    parsed: ParsedText,
    words: list[Word],
    taken: Container[int],
    named: Container[int],
    vocabulary: OfficeVocabulary,
) -> list[OrganizationName]:
    """Names like "Intergovernmental Committee on Trade", "Ministry of Health of Velmara".

    ``taken`` holds words that no organisation's name may contain (persons' names, titles),
    ``named`` those of known names, which may stand in it but do not make it one.
    """
    found = []
    position = 0
    while position < len(words):
        end = _run_end(words, position, taken)
        trimmed = _trim(words, position, end, named, vocabulary)
        if trimmed is None:
            position = max(end, position + 1)
            continue
        start, stop = trimmed
        found.append(_name(parsed, words, start, stop))
        position = max(stop, position + 1)
    return found


def labelled_acronyms(
    parsed: ParsedText, words: list[Word], taken: Container[int]
) -> list[OrganizationName]:
    """Acronyms of three letters or more that the parser takes for organisations.

    Not in an opening headline, where capitals tell nothing. Longer names of the parser's were
    measured and left out: as many of them are wrong as right.
    """
    headline = headline_tokens(parsed)
    return [
        _name(parsed, words, i, i + 1)
        for i, word in enumerate(words)
        if i not in taken
        and word.start_token not in headline
        and len(word.text) >= _MIN_ACRONYM
        and _ACRONYM.fullmatch(word.text) is not None
        and parsed.tokens[word.start_token].ent_type == "ORG"
    ]


def _run_end(words: list[Word], start: int, taken: Container[int]) -> int:
    """The end of the capitalised run with its linking words that starts at ``start``."""
    if not words[start].text[0].isupper() or start in taken:
        return start
    position = start + 1
    while position < len(words) and position - start < _MAX_WORDS:
        word, before = words[position], words[position - 1]
        if before.stop not in ("", "'s", "’s") or word.opens or word.sentence != before.sentence:
            if not (before.stop == "," and _list_follows(words, position)):
                break
        if word.lower in _LINKS:
            if not _capital_ahead(words, position):
                break
        elif not word.text[0].isupper():
            break
        position += 1
    while position > start and not words[position - 1].text[0].isupper():
        position -= 1
    return position


def _list_follows(words: list[Word], position: int) -> bool:
    """ "Ministry of Economy, Trade and Industry": a capitalised list closed by "and"."""
    for i in range(position, min(position + 4, len(words) - 1)):
        if not words[i].text[0].isupper():
            return False
        if words[i + 1].lower in ("and", "&"):
            return i + 2 < len(words) and words[i + 2].text[0].isupper() and not words[i + 1].stop
        if words[i].stop not in ("", ","):
            return False
    return False


def _capital_ahead(words: list[Word], position: int) -> bool:
    for i in range(position + 1, min(position + 3, len(words))):
        if words[i - 1].stop:
            return False
        if words[i].text[0].isupper():
            return True
        if words[i].lower not in ("the", "of"):
            return False
    return False


def _trim(
    words: list[Word], start: int, end: int, named: Container[int], vocabulary: OfficeVocabulary
) -> tuple[int, int] | None:
    """The part of the run that is an organisation's name, None if it names none."""
    while start < end and words[start].lower in _LEADS:
        start += 1
    nouns = [i for i in range(start, end) if words[i].lower in vocabulary.bodies and i not in named]
    if not nouns or end - start < 2:
        return None
    first = nouns[0]
    # "and" joins two names unless the noun before it opens an "of" phrase
    for i in range(first + 1, end):
        opened = any(words[j].lower in ("of", "for", "on") for j in range(first, i))
        if words[i].lower in ("and", "&") and not opened:
            return (start, i) if i - start >= 2 else None
    if any(words[i].lower in vocabulary.heads and i < first for i in range(start, first)):
        return None
    return start, end


def _name(parsed: ParsedText, words: list[Word], start: int, end: int) -> OrganizationName:
    first, last = words[start], words[end - 1]
    text = parsed.text[
        parsed.tokens[first.start_token].start_char : parsed.tokens[last.end_token - 1].end_char
    ]
    return OrganizationName(
        start, end, first.start_token, last.end_token, _readable(text), _acronym(words, end)
    )


def _readable(text: str) -> str:
    """The name with single blanks, and not all in capitals."""
    name = " ".join(text.split())
    if not name.isupper() or len(name.split()) == 1:
        return name
    small = {"of", "the", "for", "and", "on", "to", "in"}
    return " ".join(w if w in small else w.capitalize() for w in name.lower().split())


def _acronym(words: list[Word], end: int) -> str:
    """The acronym in brackets behind a name."""
    if end < len(words) and words[end].opens and words[end].stop.startswith(")"):
        if _ACRONYM.fullmatch(words[end].text):
            return words[end].text
    return ""
