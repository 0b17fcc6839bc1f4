"""Kinds of file, and the text and metadata taken out of each."""

from __future__ import annotations

import io
import logging
import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath
from typing import Any

from communique.core.errors import EmptyDocument, ProtectedDocument, UnsupportedFormat
from communique.documents.decode import decode

READ = ".txt, .md, .html, .pdf, .docx or .eml"
_MIN_PDF_CHARS = 20
_REPEATED_SHARE = 0.6
"""A line at a page's edge on this share of the pages is a running head or foot."""


class Format(StrEnum):
    """The kinds of file that are read."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    MAIL = "mail"


SUFFIXES = {
    ".txt": Format.TEXT,
    ".text": Format.TEXT,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".pdf": Format.PDF,
    ".docx": Format.DOCX,
    ".eml": Format.MAIL,
}
_MAGIC = (
    (b"\xd0\xcf\x11\xe0", "an old Word or Office file; save it as .docx"),
    (b"\x89PNG", "an image; recognise its text first (OCR) and give the text"),
    (b"\xff\xd8\xff", "an image; recognise its text first (OCR) and give the text"),
    (b"GIF8", "an image; recognise its text first (OCR) and give the text"),
    (b"Rar!", "an archive; unpack it first"),
    (b"7z\xbc\xaf", "an archive; unpack it first"),
    (b"\x1f\x8b", "a compressed file; unpack it first"),
    (b"{\\rtf", "an RTF file; save it as .docx or .txt"),
    (b"\x7fELF", "a program, not a document"),
    (b"SQLite format 3", "a database, not a document"),
)


@dataclass(frozen=True, slots=True)
class Extracted:
    """Text with what its container says about it (ISO date or None); ``how`` names the method."""

    text: str
    how: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None


def sniff(data: bytes, name: str) -> Format:
    """The format of ``data`` by content first, then by the name's ending.

    Raises:
        UnsupportedFormat: for kinds that are not read, saying what to do.
    """
    head = data[:4096].lstrip()
    if head.startswith(b"%PDF"):
        return Format.PDF
    if head.startswith(b"PK\x03\x04"):
        if b"word/" in data:
            return Format.DOCX
        raise UnsupportedFormat(
            f"{name}: an archive or Office file that is no .docx; unpack it or save it as .docx"
        )
    for magic, what in _MAGIC:
        if head.startswith(magic):
            raise UnsupportedFormat(f"{name}: this is {what}")
    suffix = SUFFIXES.get(PurePath(name).suffix.lower())
    if suffix in (Format.PDF, Format.DOCX):
        raise UnsupportedFormat(
            f"{name}: the file is damaged or no {suffix.value.upper()} at all; export it again"
        )
    lower = head[:1024].lower()
    if suffix is None or suffix is Format.TEXT:
        if lower.startswith((b"<!doctype html", b"<html")) or (
            suffix is None and re.match(rb"<(head|body|div|p|article)\b", lower)
        ):
            return Format.HTML
        if suffix is None and _is_mail(lower):
            return Format.MAIL
    return suffix or Format.TEXT


def _is_mail(head: bytes) -> bool:
    fields = re.findall(
        rb"^(from|to|subject|date|received|message-id|mime-version):", head, re.MULTILINE
    )
    return len(set(fields)) >= 3


def extract(data: bytes, name: str) -> Extracted:
    """The text of a file of any kind.

    Raises:
        UnreadableDocument: of the fitting kind, saying what to do.
    """
    kind = sniff(data, name)
    if kind is Format.PDF:
        return _pdf(data, name)
    if kind is Format.DOCX:
        return _docx(data, name)
    if kind is Format.MAIL:
        return _mail(data, name)
    text = decode(data, name)
    if kind is Format.HTML:
        return _html(text, name)
    return Extracted(text, kind.value)


def _html(text: str, name: str) -> Extracted:
    from trafilatura import bare_extraction

    found: Any = bare_extraction(
        text, include_comments=False, include_tables=True, favor_recall=True, with_metadata=True
    )
    body: str | None = found.text if found is not None else None
    if not body or not body.strip():
        raise EmptyDocument(
            f"{name}: the page holds no article text; save the page with its text, or give the text"
        )
    title = found.title
    if title and title.strip() and title.strip() not in body[:500]:
        body = f"{title.strip()}\n\n{body}"
    return Extracted(
        body.replace("\n", "\n\n") if "\n\n" not in body else body,
        "trafilatura",
        title,
        found.sitename,
        _html_date(text) or found.date,
        found.url,
    )


def _html_date(text: str) -> str | None:
    from htmldate import find_date

    found = find_date(text, original_date=True, extensive_search=False)
    return str(found) if found else None


def _pdf(data: bytes, name: str) -> Extracted:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its remarks are not for our users
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ProtectedDocument(
                f"{name}: the PDF is protected by a password; give an unprotected copy"
            )
        pages = [page.extract_text() or "" for page in reader.pages]
        info = reader.metadata
        title = str(info.title) if info is not None and info.title else None
    except ProtectedDocument:
        raise
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        OSError,
        RecursionError,
    ) as error:
        if "crypt" in str(error).lower() or "crypt" in type(error).__name__.lower():
            raise ProtectedDocument(
                f"{name}: the PDF is encrypted; give an unprotected copy"
            ) from error
        raise UnsupportedFormat(
            f"{name}: the PDF is damaged ({type(error).__name__}); export it again"
        ) from error
    text = "\n\n".join(_without_running_lines(pages))
    if len(text.strip()) < _MIN_PDF_CHARS:
        raise EmptyDocument(
            f"{name}: the PDF holds no text (a scan?); recognise its text first (OCR)"
        )
    return Extracted(text, "pypdf", title)


def _without_running_lines(pages: list[str]) -> list[str]:
    """Pages without the first and last lines that repeat, page numbers aside."""
    if len(pages) < 3:
        return [_without_number(page) for page in pages]
    edges: dict[str, int] = {}
    for page in pages:
        lines = [line for line in page.splitlines() if line.strip()]
        for line in {_key(line) for line in (*lines[:2], *lines[-2:])}:
            edges[line] = edges.get(line, 0) + 1
    running = {line for line, count in edges.items() if count >= _REPEATED_SHARE * len(pages)}
    kept = []
    for page in pages:
        lines = page.splitlines()
        kept.append(
            "\n".join(
                line
                for n, line in enumerate(lines)
                if not ((n < 3 or n >= len(lines) - 3) and line.strip() and _key(line) in running)
            )
        )
    return [_without_number(page) for page in kept]


def _key(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split()))


def _without_number(page: str) -> str:
    return re.sub(
        r"(?:^\s*(?:Page )?\d{1,3}(?: (?:of|/) \d{1,3})?\s*\n)|(?:\n\s*(?:Page )?\d{1,3}(?: (?:of|/) \d{1,3})?\s*$)",
        "\n",
        page,
    )


def _docx(data: bytes, name: str) -> Extracted:
    import docx
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    try:
        document = docx.Document(io.BytesIO(data))
        parts: list[str] = []
        for item in document.iter_inner_content():
            if isinstance(item, Paragraph):
                parts.append(item.text)
            elif isinstance(item, Table):
                parts.extend(" ".join(cell.text for cell in row.cells) for row in item.rows)
        properties = document.core_properties
    except (KeyError, ValueError, OSError, AttributeError, Exception) as error:
        raise UnsupportedFormat(
            f"{name}: the DOCX is damaged ({type(error).__name__}); save it again"
        ) from error
    return Extracted(
        "\n\n".join(part for part in parts if part.strip()), "python-docx", properties.title or None
    )


def _mail(data: bytes, name: str) -> Extracted:
    import email
    from email import policy
    from email.utils import parsedate_to_datetime

    message = email.message_from_bytes(data, policy=policy.default)
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        raise EmptyDocument(f"{name}: the mail has no text; give its attachment instead")
    content = body.get_content()
    sender = message["from"]
    publisher = (
        str(sender.addresses[0].display_name or sender.addresses[0].domain)
        if sender is not None and sender.addresses
        else None
    )
    try:
        published = (
            parsedate_to_datetime(str(message["date"])).date().isoformat()
            if message["date"]
            else None
        )
    except ValueError:
        published = None
    if body.get_content_type() == "text/html":
        page = _html(content, name)
        content = page.text
    return Extracted(
        content,
        "email",
        str(message["subject"]) if message["subject"] else None,
        publisher,
        published,
    )
