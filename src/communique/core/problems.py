"""What a reader saw and could not make sense of."""

from __future__ import annotations

from dataclasses import dataclass

from communique.core.spans import Span


@dataclass(frozen=True, slots=True)
class Problem:
    """A remark on a reading that stops neither the document nor the batch.

    ``code`` is a stable kebab-case word to filter on, ``message`` a sentence for people,
    ``span`` the place (None where the whole document is meant).
    """

    code: str
    message: str
    span: Span | None = None
