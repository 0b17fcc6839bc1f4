"""A reader that needs no parser: for tests of what lies around the reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import communique.documents
from communique import api
from communique.core.errors import EmptyDocument, OversizedDocument
from communique.pipeline import Reading
from tests.builders import RELEASE, document, karst_reading, reading


def fake_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read :data:`RELEASE` as its builder does, any other text as one without items."""
    monkeypatch.setattr(api, "_read_input", read_input)
    monkeypatch.setattr(api, "_read_text", read_text)
    monkeypatch.setattr(communique.documents, "find_inputs", find_inputs, raising=False)


def find_inputs(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(path.rglob("*.txt")) if path.is_dir() else [path]


def read_input(source: api.Input, options: api.ReadOptions) -> Reading:
    if source.data is None and Path(source.name).is_dir():
        raise EmptyDocument("no file of a readable kind in this folder")
    data = Path(source.name).read_bytes() if source.data is None else source.data
    if len(data) > options.max_bytes:
        raise OversizedDocument("over the size limit")
    made = read_text(data.decode(), options)
    return replace(made, document=replace(made.document, path=source.name))


def read_text(text: str, options: api.ReadOptions) -> Reading:
    if not text:
        raise EmptyDocument("holds no text")
    made = karst_reading() if text == RELEASE else reading(text)
    known = document(
        text,
        path=None,
        published=options.published or made.document.published,
        publisher=options.publisher or made.document.publisher,
    )
    return replace(made, document=known)
