"""Data sets in one shape: texts with gold attributions, and gold readings where there are any."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from communique.pipeline import Reading
from evaluation.attribution import Item
from evaluation.corpus import corpus_files, read_file

ROOT = Path(__file__).resolve().parent.parent
POLNEAR = ROOT.parent / "shared" / "corpora" / "polnear"


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A text with its gold; ``reading`` is None in sets that annotate attribution only."""

    id: str
    text: str
    items: tuple[Item, ...]
    reading: Reading | None


@dataclass(frozen=True, slots=True)
class DataSet:
    """A named set with a hash of its data, which floors are pinned to."""

    name: str
    documents: tuple[GoldDocument, ...]
    digest: str


def items_of(reading: Reading) -> tuple[Item, ...]:
    """The attributions of a reading as ranges."""
    return tuple(
        Item(
            ((s.source.start, s.source.end),) if s.source else (),
            ((s.cue.start, s.cue.end),) if s.cue else (),
            tuple((span.start, span.end) for span in s.content),
        )
        for s in reading.statements
    )


def load_corpus(split: str) -> DataSet:
    """One split of our own corpus."""
    files = corpus_files([split])
    readings = [read_file(path) for path in files]
    documents = tuple(
        GoldDocument(path.stem, r.document.text, items_of(r), r)
        for path, r in zip(files, readings, strict=True)
    )
    return DataSet(f"corpus-{split}", documents, _digest([p.read_bytes() for p in files]))


def load_polnear(split: str = "dev") -> DataSet:
    """PolNeAR's train or dev split.

    Raises:
        FileNotFoundError: where ../shared is not beside the checkout.
    """
    data = (POLNEAR / f"{split}.jsonl").read_bytes()
    rows = [json.loads(line) for line in data.decode("utf-8").splitlines()]
    documents = tuple(
        GoldDocument(r["id"], r["text"], _items(r["attributions"]), None) for r in rows
    )
    return DataSet(f"polnear-{split}", documents, _digest([data]))


def _items(rows: list[dict[str, list[list[int]] | None]]) -> tuple[Item, ...]:
    ranges = [
        {role: tuple((a, b) for a, b in row[role] or ()) for role in ("source", "cue", "content")}
        for row in rows
    ]
    return tuple(Item(r["source"], r["cue"], r["content"]) for r in ranges if r["content"])


def _digest(parts: list[bytes]) -> str:
    joined = hashlib.blake2b(digest_size=8)
    for part in parts:
        joined.update(len(part).to_bytes(8, "big") + part)
    return joined.hexdigest()
