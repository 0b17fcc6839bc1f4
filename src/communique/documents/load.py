"""Load documents from files, bytes and text."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from communique.core.errors import (
    EmptyDocument,
    OversizedDocument,
    UnreadableDocument,
    UnsupportedLanguage,
    UsageError,
)
from communique.core.ids import content_id
from communique.documents.formats import SUFFIXES, Extracted, Format, extract
from communique.documents.genre import find_genre
from communique.documents.language import foreign_language
from communique.documents.metadata import find_date, find_dateline, find_publisher, find_title
from communique.documents.repair import clean_text
from communique.documents.types import Block, CleanText, Document, LoadedDocument

MAX_BYTES = 50 * 1024 * 1024


def find_inputs(paths: Sequence[Path]) -> Iterator[Path]:
    """The files to read: those named, and those of readable kinds in folders named, sorted.

    Hidden files and folders are passed over in folders.

    Raises:
        UnreadableDocument: on iteration, if a folder holds no file of a readable kind.
    """
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        inside = sorted(_readable_in(path))
        if not inside:
            endings = ", ".join(sorted(SUFFIXES))
            raise UnreadableDocument(
                f"{path}: the folder holds no file of a readable kind ({endings})"
            )
        yield from inside


def _readable_in(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES:
                yield Path(root) / name


def load_path(
    path: Path,
    *,
    published: str | None = None,
    publisher: str | None = None,
    max_bytes: int = MAX_BYTES,
) -> LoadedDocument:
    """The document in a file.

    Raises:
        UnreadableDocument: of the fitting kind, in one line that says what to do.
    """
    try:
        size = path.stat().st_size
        if size > max_bytes:
            raise OversizedDocument(_too_large(str(path), size, max_bytes))
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableDocument(f"{path}: no such file; check the name") from error
    except IsADirectoryError as error:
        raise UnreadableDocument(f"{path}: this is a folder; give its files") from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise UnreadableDocument(
            f"{path}: cannot be opened ({reason}); check its permissions"
        ) from error
    return _load(data, str(path), published=published, publisher=publisher, path=str(path))


def load_bytes(
    data: bytes,
    *,
    name: str | None = None,
    published: str | None = None,
    publisher: str | None = None,
    max_bytes: int = MAX_BYTES,
) -> LoadedDocument:
    """The document in ``data``, whose kind is told by content and ``name``.

    Raises:
        UnreadableDocument: of the fitting kind.
    """
    shown = name or "standard input"
    if len(data) > max_bytes:
        raise OversizedDocument(_too_large(shown, len(data), max_bytes))
    return _load(data, shown, published=published, publisher=publisher, path=name)


def load_text(
    text: str,
    *,
    published: str | None = None,
    publisher: str | None = None,
    path: str | None = None,
) -> LoadedDocument:
    """The document that ``text`` is.

    Raises:
        UnreadableDocument: if it is empty or in another language.
    """
    extracted = Extracted(text, Format.TEXT.value)
    return _document(extracted, path or "text", published=published, publisher=publisher, path=path)


def _too_large(name: str, size: int, limit: int) -> str:
    return f"{name}: {size / 1e6:.1f} MB is over the limit of {limit / 1e6:.1f} MB; raise it with --max-size"


def _load(
    data: bytes, name: str, *, published: str | None, publisher: str | None, path: str | None
) -> LoadedDocument:
    if not data:
        raise EmptyDocument(f"{name}: the file is empty; nothing to read")
    return _document(extract(data, name), name, published=published, publisher=publisher, path=path)


def _document(
    extracted: Extracted,
    name: str,
    *,
    published: str | None,
    publisher: str | None,
    path: str | None,
) -> LoadedDocument:
    _check_date(published)
    text = extracted.text
    if not any(char.isalnum() for char in text):
        raise EmptyDocument(f"{name}: there is no text in it; nothing to read")
    foreign = foreign_language(text)
    if foreign is not None:
        raise UnsupportedLanguage(f"{name}: the text is in {foreign}; only English is read so far")
    clean = clean_text(text, markdown=extracted.how == Format.MARKDOWN.value)
    title, title_end = find_title(clean)
    dateline = find_dateline(clean, title_end)
    if dateline is not None:
        clean = _split_at(clean, dateline.end)
    found, problem = find_date(clean, dateline)
    document = Document(
        id=content_id("doc", text),
        title=extracted.title or title,
        publisher=publisher or find_publisher(clean) or extracted.publisher,
        published=published or extracted.published or found,
        genre=find_genre(clean, extracted.title or title),
        language="en",
        url=extracted.url,
        path=path,
        words=len(text.split()),
        text=text,
        extraction=extracted.how,
    )
    problems = (problem,) if problem is not None and document.published is None else ()
    return LoadedDocument(document, clean, dateline, title_end, problems)


def _split_at(clean: CleanText, offset: int) -> CleanText:
    """The clean text with the block that holds the source offset cut in two there."""
    blocks: list[Block] = []
    for block in clean.blocks:
        cut = next((i for i in range(block.start, block.end) if clean.offsets[i] >= offset), None)
        if cut is not None and cut > block.start and clean.offsets[block.start] < offset:
            blocks.extend((Block(block.start, cut), Block(cut, block.end)))
        else:
            blocks.append(block)
    return CleanText(clean.text, clean.offsets, tuple(blocks))


def _check_date(published: str | None) -> None:
    if published is None:
        return
    try:
        date.fromisoformat(published)
    except ValueError as error:
        raise UsageError(f"{published!r} is no date; write it as 2025-03-31") from error
