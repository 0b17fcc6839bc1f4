"""From the attribution network's numbers to attributions: structured, without impossible results.

The network scores each word piece as an anchor (the first piece of a cue) and, for each anchor,
every piece of the window as part of its source, cue and content (see training/network.py). A
source is one stretch, a content one or more, each the stretch with the highest sum of log-odds;
two anchors cannot report the same words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from communique.statements.encoding import Pieces, Window

Floats = npt.NDArray[np.float32]
SOURCE, CUE, CONTENT = 0, 1, 2
LINK = 128
MAX_DISTANCE = 10
BARRED = -1e4
"""Log-odds of a piece that is taken: no stretch bridges it."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Chosen on the dev splits (training/choose.py).

    ``anchor`` is a probability; ``segment`` the least sum of log-odds of a further content
    stretch; ``source`` the least mean log-odds of a source; ``duplicate`` the share of common
    pieces from which two contents are one.
    """

    anchor: float = 0.5
    segment: float = 4.0
    source: float = 0.0
    duplicate: float = 0.6
    bias: float = 0.0


@dataclass(frozen=True, slots=True)
class WindowScores:
    """What the network gives for one window, without its two markers. Shapes: t pieces, r roles."""

    window: Window
    anchor: Floats
    query: Floats
    key: Floats
    bias: Floats


@dataclass(frozen=True, slots=True)
class Found:
    """An attribution as half-open piece ranges; ``rival`` is the runner-up source or None.

    ``score`` is the anchor's probability times the mean probability of the content.
    """

    anchor: int
    cue: tuple[int, int]
    source: tuple[int, int] | None
    content: tuple[tuple[int, int], ...]
    score: float
    source_score: float
    rival: tuple[int, int] | None


def decode(
    pieces: Pieces, scored: Iterable[WindowScores], distance: Floats, thresholds: Thresholds
) -> list[Found]:
    """The attributions of a text in order of their anchors.

    ``distance`` is the network's table of distance biases, shape (2 * MAX_DISTANCE + 1, r).
    """
    found: list[Found] = []
    for scores in scored:
        first, last = scores.window.first, scores.window.last
        for position in np.flatnonzero(sigmoid(scores.anchor) > thresholds.anchor):
            piece = scores.window.start + int(position)
            if first <= piece < last:
                item = _attribution(scores, int(position), distance, thresholds)
                if item is not None:
                    found.append(item)
    return _without_duplicates(found, thresholds)


def link_logits(scores: WindowScores, position: int, distance: Floats) -> Floats:
    """The log-odds of each piece for each role of the anchor, shape (r, t)."""
    t = len(scores.anchor)
    query = scores.query[position].reshape(-1, LINK)
    key = scores.key.reshape(t, -1, LINK)
    raw = np.einsum("rd,trd->rt", query, key) / np.sqrt(LINK)
    offset = np.arange(t) - position
    size = np.minimum(np.round(np.log2(np.abs(offset) + 1)), MAX_DISTANCE).astype(int)
    bucket = np.sign(offset) * size + MAX_DISTANCE
    logits: Floats = (raw + scores.bias.T + distance[bucket].T).astype(np.float32)
    return logits


def _attribution(
    scores: WindowScores, position: int, distance: Floats, thresholds: Thresholds
) -> Found | None:
    logits = link_logits(scores, position, distance)
    cue = _run_from(logits[CUE], position)
    barred = np.zeros(len(scores.anchor), dtype=bool)
    barred[cue[0] : cue[1]] = True
    speaks = (logits[SOURCE] > 0) & (logits[SOURCE] > logits[CONTENT])
    content = _segments(
        np.where(barred | speaks, BARRED, logits[CONTENT] + thresholds.bias), thresholds.segment
    )
    if not content:
        return None
    for start, end in content:
        barred[start:end] = True
    masked = np.where(barred, BARRED, logits[SOURCE])
    source = _best_segment(masked)
    value = float(masked[source[0] : source[1]].mean()) if source is not None else BARRED
    rival = None
    if source is not None:
        rest = masked.copy()
        rest[source[0] : source[1]] = BARRED
        rival = _best_segment(rest)
        if value < thresholds.source:
            source = None
    shift = scores.window.start
    probability = float(
        np.mean(np.concatenate([sigmoid(logits[CONTENT][a:b]) for a, b in content]))
    )
    return Found(
        anchor=position + shift,
        cue=_shift(cue, shift),
        source=_shift(source, shift) if source is not None else None,
        content=tuple(_shift(segment, shift) for segment in content),
        score=float(sigmoid(scores.anchor[position : position + 1])[0]) * probability,
        source_score=float(sigmoid(np.array([value], dtype=np.float32))[0]),
        rival=_shift(rival, shift) if rival is not None else None,
    )


def _shift(span: tuple[int, int], by: int) -> tuple[int, int]:
    return span[0] + by, span[1] + by


def _run_from(logits: Floats, position: int) -> tuple[int, int]:
    end = position + 1
    while end < len(logits) and logits[end] > 0:
        end += 1
    return position, end


def _best_segment(logits: Floats) -> tuple[int, int] | None:
    """The stretch with the highest sum of log-odds (Kadane); None if no piece is likelier than not."""
    best, best_sum = None, 0.0
    start, running = 0, 0.0
    for position, value in enumerate(logits.tolist()):
        if running <= 0:
            start, running = position, 0.0
        running += value
        if running > best_sum:
            best, best_sum = (start, position + 1), running
    return best


def _segments(logits: Floats, least: float) -> list[tuple[int, int]]:
    """The best stretch, and further ones (text order) whose sums reach ``least``."""
    rest = np.array(logits, dtype=np.float32)
    found: list[tuple[int, int]] = []
    while len(found) < 4:
        segment = _best_segment(rest)
        if segment is None:
            break
        if found and float(rest[segment[0] : segment[1]].sum()) < least:
            break
        found.append(segment)
        rest[segment[0] : segment[1]] = BARRED
    return sorted(found)


def _without_duplicates(found: list[Found], thresholds: Thresholds) -> list[Found]:
    """Drop the weaker of two attributions that report mostly the same words."""
    kept: list[Found] = []
    covers: list[set[int]] = []
    for item in sorted(found, key=lambda item: -item.score):
        words = {i for start, end in item.content for i in range(start, end)}
        doubled = any(
            len(words & other) >= thresholds.duplicate * min(len(words), len(other))
            and not _is_nested(item, words, known, other)
            for known, other in zip(kept, covers, strict=True)
        )
        if not doubled:
            kept.append(item)
            covers.append(words)
    return sorted(kept, key=lambda item: item.anchor)


def _is_nested(item: Found, words: set[int], known: Found, other: set[int]) -> bool:
    """Whether one reports, cue and all, inside what the other reports."""
    return item.anchor in other or known.anchor in words


def sigmoid(logits: Floats) -> Floats:
    """Probabilities of log-odds."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(logits, -60.0, 60.0))), dtype=np.float32)
