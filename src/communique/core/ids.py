"""Identifiers made from content, so that the same words get the same id on every machine."""

from __future__ import annotations

import hashlib

_DIGEST_BYTES = 8


def content_id(prefix: str, *parts: object) -> str:
    """An id like ``"st-9f86d081884c7d65"``: the prefix and a hash of the parts' text.

    Parts are joined by an unused separator, so ``("ab", "c")`` and ``("a", "bc")`` differ.
    """
    joined = "\x1f".join(str(part) for part in parts)
    digest = hashlib.blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=_DIGEST_BYTES)
    return f"{prefix}-{digest.hexdigest()}"
