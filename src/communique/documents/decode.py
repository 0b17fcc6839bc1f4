"""Bytes to text: byte-order marks, UTF-8, then detection."""

from __future__ import annotations

import codecs

from communique.core.errors import UnsupportedFormat

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAX_CONTROL_SHARE = 0.02
"""Text with more control characters than this is taken for binary data."""
_SNIFFED_BYTES = 65_536


def decode(data: bytes, name: str) -> str:
    """The text of ``data``: by its mark, as UTF-8, else in the encoding detected.

    Raises:
        UnsupportedFormat: if the bytes are no text in a known encoding.
    """
    text = _decoded(data)
    if text is None or _is_binary(text):
        raise UnsupportedFormat(
            f"{name}: this is binary data, not text; give a .txt, .md, .html, .pdf, .docx or .eml file"
        )
    return text


def _decoded(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    from charset_normalizer import from_bytes

    best = from_bytes(data[: _SNIFFED_BYTES * 4]).best()
    if best is None:
        return None
    return data.decode(best.encoding, errors="replace")


def _is_binary(text: str) -> bool:
    sample = text[:_SNIFFED_BYTES]
    odd = sum(
        1
        for char in sample
        if (ord(char) < 32 and char not in "\t\n\r\f\v\x1b") or char == "\ufffd"
    )
    return bool(sample) and odd / len(sample) > _MAX_CONTROL_SHARE
