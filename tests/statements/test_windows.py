"""Windows: every piece is answered for once, by a window that shows it."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from communique.statements.encoding import WINDOW, Pieces, paragraph_windows

SIZE = WINDOW - 2
"""What a window holds besides its two markers."""


def pieces_of(lengths: list[int]) -> Pieces:
    """Pieces of paragraphs with these lengths, all features but the openings zero."""
    opens = np.array([int(n == 0) for length in lengths for n in range(length)], dtype=np.int64)
    zeros = np.zeros(len(opens), dtype=np.int64)
    return Pieces(zeros, zeros, zeros, zeros, zeros, opens)


@given(st.lists(st.integers(min_value=1, max_value=3 * SIZE), max_size=12))
def test_windows_own_each_piece_once_and_fit(lengths: list[int]) -> None:
    found = paragraph_windows(pieces_of(lengths))
    owned = [piece for window in found for piece in range(window.first, window.last)]
    assert owned == list(range(sum(lengths)))
    for window in found:
        assert window.end - window.start <= SIZE
        assert window.start <= window.first <= window.last <= window.end
