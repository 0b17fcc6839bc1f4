"""Whose words a token belongs to, from what attribution has found so far."""

from __future__ import annotations

from collections.abc import Sequence

from communique.actors.types import SpeechHint
from communique.language.tree import roots_within, tokens_within
from communique.language.types import ParsedText


class SpeechIndex:
    """Looks up whose words a token belongs to."""

    def __init__(self, parsed: ParsedText, speech: Sequence[SpeechHint]) -> None:
        self._sources: list[tuple[int, int]] = []
        self._inside: dict[int, list[tuple[int, int, bool]]] = {}
        self._source_tokens: set[int] = set()
        self._source_heads: set[int] = set()
        previous: tuple[int, int] | None = None
        for hint in speech:
            if hint.source is not None:
                covered = tokens_within(parsed, hint.source.start, hint.source.end)
                previous = (covered.start, covered.stop)
                self._sources.append(previous)
                self._source_tokens.update(covered)
                self._source_heads.update(t.index for t in roots_within(parsed, *previous))
            if previous is None:
                continue
            for content in hint.contents:
                for token in tokens_within(parsed, content.start, content.end):
                    self._inside.setdefault(token, []).append((*previous, hint.direct))

    def sources(self) -> list[tuple[int, int]]:
        """The token ranges of all sources."""
        return self._sources

    def is_source(self, token: int) -> bool:
        """Whether the token stands in a source."""
        return token in self._source_tokens

    def heads_source(self, token: int) -> bool:
        """Whether the token is the head of a source ("the Secretariat", no noun inside it)."""
        return token in self._source_heads

    def speaker_of(
        self, token: int, by_token: dict[int, tuple[str, ...]], *, direct: bool
    ) -> tuple[str, ...]:
        """The actors whose (direct or indirect) words the token belongs to, innermost first."""
        for start, end, quoted in reversed(self._inside.get(token, [])):
            if quoted is direct:
                return speakers_within(by_token, start, end)
        return ()


def speakers_within(by_token: dict[int, tuple[str, ...]], start: int, end: int) -> tuple[str, ...]:
    """The actors that the tokens of a source mention, outermost mention of each stretch first."""
    for index in range(start, end):
        keys = by_token.get(index)
        if keys:
            return keys
    return ()
