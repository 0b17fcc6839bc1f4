"""Text as the attribution model sees it: word pieces with features, in overlapping windows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from tokenizers import Tokenizer

CLS, SEP = 101, 102
WINDOW = 320
"""Word pieces of a window, with its two markers; the training windows are as long."""
STRIDE = 192
_OPENERS = "“„«‟"
_CLOSERS = "”»"
QUOTE_OUT, QUOTE_IN, QUOTE_MARK = 0, 1, 2
CASE_LOWER, CASE_TITLE, CASE_UPPER, CASE_OTHER = 0, 1, 2, 3

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of a whole text, a paragraph mark (SEP, empty range) between paragraphs.

    Equal-length arrays: piece ids, ``start`` and ``end`` code points in the text, and the
    features ``quote``, ``case`` and ``opens`` (1 for the first piece of a paragraph).
    """

    ids: Ints
    start: Ints
    end: Ints
    quote: Ints
    case: Ints
    opens: Ints


@dataclass(frozen=True, slots=True)
class Window:
    """A half-open range of pieces that the encoder sees at once."""

    start: int
    end: int


def encode_text(text: str, paragraphs: list[tuple[int, int]], tokenizer: Tokenizer) -> Pieces:
    """The pieces of the paragraphs (half-open code-point ranges of ``text``, in order)."""
    columns: list[tuple[int, int, int, int, int, int]] = []
    encoded = tokenizer.encode_batch(
        [text[start:end] for start, end in paragraphs], add_special_tokens=False
    )
    for (begin, end), encoding in zip(paragraphs, encoded, strict=True):
        inside = quote_states(text, begin, end)
        if columns:
            columns.append((SEP, begin, begin, 0, CASE_OTHER, 0))
        for number, (piece, (a, b)) in enumerate(zip(encoding.ids, encoding.offsets, strict=True)):
            word = text[begin + a : begin + b]
            columns.append((piece, begin + a, begin + b, inside[a], _case(word), int(number == 0)))
    table = np.array(columns, dtype=np.int64).reshape(-1, 6)
    return Pieces(*(np.ascontiguousarray(table[:, i]) for i in range(6)))


def quote_states(text: str, start: int, end: int) -> list[int]:
    """For each character of the paragraph whether it is outside, inside or a quotation mark."""
    states = []
    inside = False
    position = start
    while position < end:
        char = text[position]
        doubled = char == "'" and text[position : position + 2] == "''"
        if char == '"' or doubled or char in _OPENERS or char in _CLOSERS:
            width = 2 if doubled else 1
            states.extend([QUOTE_MARK] * width)
            inside = char in _OPENERS if char in _OPENERS or char in _CLOSERS else not inside
            position += width
            continue
        states.append(QUOTE_IN if inside else QUOTE_OUT)
        position += 1
    return states


def _case(word: str) -> int:
    letters = [char for char in word if char.isalpha()]
    if not letters:
        return CASE_OTHER
    if letters[0].islower():
        return CASE_LOWER
    return CASE_UPPER if len(letters) > 1 and all(c.isupper() for c in letters) else CASE_TITLE


def windows(length: int, size: int = WINDOW - 2, stride: int = STRIDE) -> Iterator[Window]:
    """Overlapping windows that cover ``length`` pieces; each piece stands in one at least."""
    start = 0
    while True:
        end = min(start + size, length)
        yield Window(start, end)
        if end >= length:
            return
        start += stride
