"""``python -m evaluation.check [FILE…]``: check corpus files and print what the corpus holds."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from communique.pipeline import Reading
from evaluation.corpus import SPLITS, check_file, corpus_files

WANTED = {"train": 160, "dev": 40, "test": 40}
WANTED_WORDS = 60_000


def main(arguments: list[str]) -> int:
    """Print every complaint, then counts by split; 0 if there is nothing to complain of."""
    paths = [Path(argument) for argument in arguments] or corpus_files()
    counts: Counter[tuple[str, str]] = Counter()
    failed = 0
    for path in paths:
        reading, errors = check_file(path)
        failed += bool(errors)
        for error in errors:
            print(error)
        if reading is not None:
            _count(counts, path.parent.name, reading)
    _print_counts(counts, whole=not arguments)
    if not arguments:
        failed += _shortfalls(counts)
    return 1 if failed else 0


def _count(counts: Counter[tuple[str, str]], split: str, reading: Reading) -> None:
    counts[split, "documents"] += 1
    counts[split, "words"] += reading.document.words
    counts[split, reading.document.genre.value] += 1
    for name in ("actors", "statements", "events", "relations", "commitments"):
        counts[split, name] += len(getattr(reading, name))
    counts[split, "mentions"] += sum(len(actor.mentions) for actor in reading.actors)
    for statement in reading.statements:
        counts[split, statement.quotation.value] += 1


def _print_counts(counts: Counter[tuple[str, str]], *, whole: bool) -> None:
    rows = sorted({name for _, name in counts})
    splits = [split for split in SPLITS if any(key[0] == split for key in counts)]
    print(f"{'':<16}" + "".join(f"{split:>9}" for split in splits) + f"{'all':>9}")
    for row in rows:
        values = [counts[split, row] for split in splits]
        print(f"{row:<16}" + "".join(f"{value:>9}" for value in values) + f"{sum(values):>9}")


def _shortfalls(counts: Counter[tuple[str, str]]) -> int:
    short = [
        f"{split}: {counts[split, 'documents']} documents, {wanted} wanted"
        for split, wanted in WANTED.items()
        if counts[split, "documents"] < wanted
    ]
    words = sum(counts[split, "words"] for split in SPLITS)
    if words < WANTED_WORDS:
        short.append(f"{words} words, {WANTED_WORDS} wanted")
    for line in short:
        print(f"short: {line}")
    return len(short)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
