"""Communiqué reads diplomatic releases and keeps a verifiable record of what they say.

``communique.read(text_or_path)`` gives the :class:`Reading` of one document,
``communique.read_many(paths)`` those of many, ``communique.Record`` keeps them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communique.api import read, read_many
    from communique.core.errors import CommuniqueError
    from communique.pipeline import Reading
    from communique.record import Record

__version__ = "0.1.0.dev0"
__all__ = ["CommuniqueError", "Reading", "Record", "__version__", "read", "read_many"]

_HOMES = {
    "CommuniqueError": "communique.core.errors",
    "Reading": "communique.pipeline",
    "Record": "communique.record",
    "read": "communique.api",
    "read_many": "communique.api",
}


def __getattr__(name: str) -> object:
    """The public name, imported when first asked for (PEP 562), so that import is quick."""
    if name not in _HOMES:
        raise AttributeError(f"module 'communique' has no attribute {name!r}")
    value: object = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(set(globals()) | set(__all__))
