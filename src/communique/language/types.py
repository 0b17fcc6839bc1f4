"""Tokens, sentences and paragraphs with offsets into the source text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Token:
    """One token of the parse.

    ``index`` and ``head`` are positions in ``ParsedText.tokens`` (a root is its own head);
    ``start_char``/``end_char`` are code points of the source text, half-open. ``pos``,
    ``tag`` and ``dep`` are the Universal POS, Penn Treebank and ClearNLP labels of spaCy's
    English models; ``ent_type`` is the OntoNotes label or "".
    """

    index: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    start_char: int
    end_char: int
    ent_type: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A half-open token range; ``paragraph`` is a position in ``ParsedText.paragraphs``."""

    index: int
    start_token: int
    end_token: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A half-open token range: one block of the document."""

    index: int
    start_token: int
    end_token: int


@dataclass(frozen=True, slots=True)
class ParsedText:
    """The parse of a document; ``text`` is the source text that all offsets count."""

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    paragraphs: tuple[Paragraph, ...]
    children: tuple[tuple[int, ...], ...]
