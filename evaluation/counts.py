"""Counts of true positives, and the precision, recall and F1 that they give."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Counts:
    """``right`` of ``predicted`` items meet ``right`` of ``gold`` items."""

    right: float = 0
    predicted: float = 0
    gold: float = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.right + other.right, self.predicted + other.predicted, self.gold + other.gold
        )

    @property
    def precision(self) -> float:
        """0 where nothing was predicted, 1 where there was nothing to find either."""
        return self.right / self.predicted if self.predicted else float(not self.gold)

    @property
    def recall(self) -> float:
        """0 where nothing was found, 1 where there was nothing to find and nothing predicted."""
        return self.right / self.gold if self.gold else float(not self.predicted)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.predicted + self.gold
        return 2 * self.right / total if total else 1.0


@dataclass(frozen=True, slots=True)
class Case:
    """One missed, spurious or wrong item, for the list of gains and losses."""

    document: str
    task: str
    kind: str
    key: str


def total(counts: Sequence[Counts]) -> Counts:
    """The sum of counts."""
    return sum(counts, Counts())


def confidence_interval(
    counts: Sequence[Counts], *, rounds: int = 1000, seed: int = 13
) -> tuple[float, float]:
    """The 95 % bootstrap interval of F1 over documents (resampled with a fixed seed)."""
    if not counts:
        return 0.0, 0.0
    table = np.array([(c.right, c.predicted, c.gold) for c in counts], dtype=float)
    rng = np.random.default_rng(seed)
    drawn = table[rng.integers(0, len(table), size=(rounds, len(table)))].sum(axis=1)
    scores = 2 * drawn[:, 0] / np.maximum(drawn[:, 1] + drawn[:, 2], 1e-9)
    low, high = np.percentile(scores, [2.5, 97.5])
    return float(low), float(high)


def match_greedily(
    predicted: int, gold: int, score: dict[tuple[int, int], float], threshold: float
) -> list[tuple[int, int]]:
    """One-to-one pairs (predicted, gold), the best score first, none under ``threshold``."""
    taken_p: set[Hashable] = set()
    taken_g: set[Hashable] = set()
    pairs = []
    for (p, g), value in sorted(score.items(), key=lambda item: (-item[1], item[0])):
        if value < threshold:
            break
        if p not in taken_p and g not in taken_g:
            taken_p.add(p)
            taken_g.add(g)
            pairs.append((p, g))
    return sorted(pairs, key=lambda pair: pair[1])
