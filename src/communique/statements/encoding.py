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
LEFT_CONTEXT, RIGHT_CONTEXT = 64, 32
"""Word pieces of the neighbouring paragraphs that a window of whole paragraphs shows."""
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
    """A half-open range of pieces that the encoder sees at once.

    It answers for the anchors from ``first`` up to ``last``; the rest is context.
    """

    start: int
    end: int
    first: int
    last: int


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


def window_inputs(pieces: Pieces, start: int, end: int) -> Ints:
    """Ids, quote, case, opens, keep of one window with its markers, shape (5, end - start + 2)."""
    inputs = np.zeros((5, end - start + 2), dtype=np.int64)
    inputs[0, 0], inputs[0, -1] = CLS, SEP
    inputs[2] = CASE_OTHER
    for channel, values in enumerate((pieces.ids, pieces.quote, pieces.case, pieces.opens)):
        inputs[channel, 1:-1] = values[start:end]
    inputs[4] = 1
    return inputs


def paragraph_windows(pieces: Pieces, size: int = WINDOW - 2) -> list[Window]:
    """Windows of whole paragraphs, as many as fit, with a little context on both sides.

    Attributions seldom cross paragraphs, so these need less overlap than a stride (a third
    fewer pieces to encode). A paragraph longer than a window is read by stride. Each piece is
    answered for once.
    """
    starts = [int(i) for i in np.flatnonzero(pieces.opens)]
    bounds = [*starts, len(pieces.ids)]
    found: list[Window] = []
    number = 0
    while number < len(starts):
        own = bounds[number]
        begin = max(0, own - LEFT_CONTEXT)
        if bounds[number + 1] - begin > size:
            begin = own
        if bounds[number + 1] - own > size:
            found.extend(strided_windows(own, bounds[number + 1], size))
            number += 1
            continue
        last = number + 1
        while last < len(starts) and bounds[last + 1] - begin <= size:
            last += 1
        end = min(len(pieces.ids), begin + size, bounds[last] + RIGHT_CONTEXT)
        found.append(Window(begin, end, own, bounds[last]))
        number = last
    return found


def strided_windows(
    start: int, end: int, size: int = WINDOW - 2, stride: int = STRIDE
) -> Iterator[Window]:
    """Overlapping windows over a stretch; neighbours halve what they share."""
    begin, first = start, start
    while True:
        stop = min(begin + size, end)
        following = begin + stride
        last = end if stop >= end else (stop + following) // 2
        yield Window(begin, stop, first, last)
        if stop >= end:
            return
        begin, first = following, last
