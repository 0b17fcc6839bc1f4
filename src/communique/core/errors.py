"""The errors that Communiqué raises on purpose.

::

    CommuniqueError
    ├── UnreadableDocument      one input cannot be read (others go on)
    │   ├── EmptyDocument       no text in it
    │   ├── UnsupportedFormat   not a kind of file that is read
    │   ├── ProtectedDocument   encrypted
    │   ├── OversizedDocument   over the size limit
    │   └── UnsupportedLanguage not English
    ├── ModelError              the attribution model is missing or damaged
    ├── RecordError             the record cannot be opened, read or written
    └── UsageError              options that cannot go together
"""

from __future__ import annotations


class CommuniqueError(Exception):
    """Base of all errors raised on purpose; its text says what to do."""


class UnreadableDocument(CommuniqueError):
    """One input cannot be read; a batch goes on with the others."""


class EmptyDocument(UnreadableDocument):
    """The input holds no text (an empty file, a scanned PDF)."""


class UnsupportedFormat(UnreadableDocument):
    """The input is not of a kind that Communiqué reads."""


class ProtectedDocument(UnreadableDocument):
    """The input is encrypted and cannot be opened without a password."""


class OversizedDocument(UnreadableDocument):
    """The input exceeds the size limit."""


class UnsupportedLanguage(UnreadableDocument):
    """The text is not in English, the one language read so far."""


class ModelError(CommuniqueError):
    """The attribution model is missing or damaged."""


class RecordError(CommuniqueError):
    """The record cannot be opened, read or written."""


class UsageError(CommuniqueError):
    """Options or arguments that cannot be carried out as given."""
