"""A document and the text the reader works on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from communique.core.problems import Problem


class Genre(StrEnum):
    """The kinds of text that ministries and agencies publish."""

    PRESS_RELEASE = "press_release"
    READOUT = "readout"
    JOINT_STATEMENT = "joint_statement"
    TRANSCRIPT = "transcript"
    SPEECH = "speech"
    NEWS = "news"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Document:
    """One published text with what is known about it.

    ``text`` is the source text: the decoded file itself for plain text, the extracted text
    for HTML, PDF and the like (``extraction`` names how). All spans of a reading count
    code points of this text. ``published`` is an ISO date or None; ``words`` counts
    white-space separated words; ``id`` is a hash of the text alone.
    """

    id: str
    title: str | None
    publisher: str | None
    published: str | None
    genre: Genre
    language: str
    url: str | None
    path: str | None
    words: int
    text: str
    extraction: str


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or list item, as a half-open range of the *clean* text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CleanText:
    """The repaired text that the language layer parses, mapped back to the source.

    ``offsets[i]`` is the code point of the source text at which clean character ``i``
    starts; ``offsets`` has one more entry than ``text`` (its last is the end of the
    source). The entries never fall. ``blocks`` are the paragraphs in order, with lines
    broken in mid-sentence joined.
    """

    text: str
    offsets: tuple[int, ...]
    blocks: tuple[Block, ...]

    def source_range(self, start: int, end: int) -> tuple[int, int]:
        """The source range that the non-empty clean range ``[start, end)`` came from."""
        return self.offsets[start], self.offsets[end - 1] + 1


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place and date that open a release ("BELGRADE, 3 March 2025 –"), source offsets.

    ``end`` is where the body begins: text before it is not part of the first sentence.
    """

    start: int
    end: int
    place: str | None
    date: str | None


@dataclass(frozen=True, slots=True)
class LoadedDocument:
    """What the documents layer hands on."""

    document: Document
    clean: CleanText
    dateline: Dateline | None
    title_end: int
    problems: tuple[Problem, ...]
