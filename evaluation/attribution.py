"""Scores of attribution: tokens of source, cue and content; contents; whole attributions.

Token: a word (punctuation does not count). Content overlap: predicted and gold contents paired
one to one, best first, at token Jaccard 0.5 or more. Attribution: such a pair that also shares a
source token, or where neither has a source.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.counts import Counts, match_greedily

OVERLAP = 0.5
_WORD = re.compile(r"\w+")
_QUOTES = '"“”„«»'
_LEADING = re.compile(r"that\s", re.IGNORECASE)

Ranges = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Item:
    """An attribution as half-open code-point ranges."""

    source: Ranges
    cue: Ranges
    content: Ranges


@dataclass(frozen=True, slots=True)
class AttributionScores:
    """Counts of one document by measure; ``pairs`` are (predicted, gold) positions."""

    counts: dict[str, Counts]
    pairs: tuple[tuple[int, int], ...]
    attributed: tuple[tuple[int, int], ...]


class Words:
    """The word tokens of a text by offset."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [m.start() for m in _WORD.finditer(text)]
        self.ends = [m.end() for m in _WORD.finditer(text)]

    def within(self, ranges: Ranges) -> frozenset[int]:
        """The positions of the words that overlap the ranges."""
        from bisect import bisect_left, bisect_right

        found: set[int] = set()
        for start, end in ranges:
            found.update(range(bisect_right(self.ends, start), bisect_left(self.starts, end)))
        return frozenset(found)

    def content(self, ranges: Ranges) -> frozenset[int]:
        """As :meth:`within`, without an introductory "that" (both forms count alike)."""
        words = self.within(ranges)
        if ranges and _LEADING.match(self.text[ranges[0][0] : ranges[0][1]]):
            return words - {min(words)}
        return words


def is_quoted(text: str, content: Ranges) -> bool:
    """Whether a gold content counts as quoted: it opens with a mark, or most of it is within marks."""
    first = text[content[0][0] : content[0][0] + 2].lstrip()
    if first[:1] in _QUOTES or first[:2] == "''":
        return True
    inside = total = 0
    for start, end in content:
        opened = False
        for char in text[start:end]:
            if char in _QUOTES:
                opened = not opened if char == '"' else char in "“„«"
            elif not char.isspace():
                total += 1
                inside += opened
    return bool(total) and inside / total > 0.5


def score_attributions(
    text: str, predicted: Sequence[Item], gold: Sequence[Item]
) -> AttributionScores:
    """All attribution measures of one document."""
    words = Words(text)
    counts: dict[str, Counts] = {}
    for role in ("source", "cue", "content"):
        found = role_words(words, predicted, role)
        wanted = role_words(words, gold, role)
        counts[f"token {role}"] = Counts(len(found & wanted), len(found), len(wanted))
    p_content = [words.content(item.content) for item in predicted]
    g_content = [words.content(item.content) for item in gold]
    jaccard = _jaccard(p_content, g_content)
    pairs = match_greedily(len(predicted), len(gold), jaccard, OVERLAP)
    attributed = [(p, g) for p, g in pairs if _source_agrees(words, predicted[p], gold[g])]
    exact = sum(p_content[p] == g_content[g] for p, g in pairs)
    counts["content exact"] = Counts(exact, len(predicted), len(gold))
    counts["content overlap"] = Counts(len(pairs), len(predicted), len(gold))
    counts["attribution"] = Counts(len(attributed), len(predicted), len(gold))
    counts |= _by_type(text, predicted, gold, attributed)
    return AttributionScores(counts, tuple(pairs), tuple(attributed))


def _by_type(
    text: str, predicted: Sequence[Item], gold: Sequence[Item], attributed: list[tuple[int, int]]
) -> dict[str, Counts]:
    """Attribution of quoted and of indirect contents; a prediction counts with its own type,
    or its gold partner's where it has one."""
    g_quoted = [is_quoted(text, item.content) for item in gold]
    p_quoted = [is_quoted(text, item.content) for item in predicted]
    for p, g in attributed:
        p_quoted[p] = g_quoted[g]
    counts = {}
    for name, value in (("quoted", True), ("indirect", False)):
        right = sum(g_quoted[g] is value for _, g in attributed)
        counts[f"attribution, {name}"] = Counts(right, p_quoted.count(value), g_quoted.count(value))
    return counts


def role_words(words: Words, items: Sequence[Item], role: str) -> set[int]:
    """The positions of all words that stand in a role ("source", "cue", "content") of any item."""
    return {word for item in items for word in words.within(getattr(item, role))}


def _jaccard(
    predicted: list[frozenset[int]], gold: list[frozenset[int]]
) -> dict[tuple[int, int], float]:
    by_word: dict[int, list[int]] = {}
    for g, words in enumerate(gold):
        for word in words:
            by_word.setdefault(word, []).append(g)
    scores = {}
    for p, found in enumerate(predicted):
        for g in {g for word in found for g in by_word.get(word, ())}:
            scores[p, g] = len(found & gold[g]) / len(found | gold[g])
    return scores


def _source_agrees(words: Words, predicted: Item, gold: Item) -> bool:
    found, wanted = words.within(predicted.source), words.within(gold.source)
    return bool(found & wanted) or (not found and not wanted)
