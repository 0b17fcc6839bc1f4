"""``python -m evaluation.agreement``: how far two independent readings of a corpus text agree.

``corpus/readings/first/<split>`` keeps what the writer of a text marked, ``corpus/readings/second/
<split>`` what a reader marked who saw the bare text only; ``corpus/<split>`` is what was settled
from both. Prints a table, and with ``--write`` writes it to docs/agreement.md.

Tokens of source, cue and content: Krippendorff's alpha over words, each word in or out of the role
(Krippendorff 2011; as in Newell, Margolin and Ruths 2018 for PolNeAR). Everything else: F1 of the
second reading against the first (symmetric), or accuracy over what both found.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

import krippendorff
import numpy as np

from communique.pipeline import Reading
from evaluation.attribution import Words, role_words
from evaluation.corpus import CORPUS, CorpusError, read_file
from evaluation.counts import Counts
from evaluation.datasets import ROOT, items_of
from evaluation.run import share_cell
from evaluation.tasks import score_reading

READINGS = CORPUS / "readings"
PAGE = ROOT / "docs" / "agreement.md"
ROLES = ("source", "cue", "content")
_HEAD = """# Agreement of two readings of the corpus

Made by `python -m evaluation.agreement --write` from `corpus/readings/`. Every dev and test text was
marked up twice: by its writer, and anew by a reader who was given the bare text and the guide and had
not seen the first marks. The differences were then settled (`corpus/<split>`); the figures are from
before. Both readers are language models working from the guide, not people: see
[the data sheet](../corpus/DATASHEET.md). Alpha: Krippendorff's, nominal, over words in or out of the
role. The rest: F1 of one reading against the other, or accuracy over what both found, in percent, with
a 95 % bootstrap interval over documents.
"""


@dataclass(frozen=True, slots=True)
class Twice:
    """One text read twice."""

    name: str
    first: Reading
    second: Reading


def read_twice(split: str, readings: Path = READINGS) -> list[Twice]:
    """The texts of a split that have two readings, by name.

    Raises:
        CorpusError: if the two readings of a text are not of the same words, or a file is broken.
    """
    found = []
    for path in sorted((readings / "second" / split).glob("*.txt")):
        first, second = read_file(readings / "first" / split / path.name), read_file(path)
        if first.document.text != second.document.text:
            raise CorpusError(f"{path}: the second reading is not of the same text as the first")
        found.append(Twice(path.stem, first, second))
    return found


def token_alpha(pairs: list[Twice]) -> dict[str, float]:
    """Krippendorff's alpha by role, over all words of all texts."""
    coded: dict[str, list[np.ndarray]] = {role: [] for role in ROLES}
    for pair in pairs:
        words = Words(pair.first.document.text)
        positions = np.arange(len(words.starts))
        both = [items_of(reading) for reading in (pair.first, pair.second)]
        for role in ROLES:
            marked = [list(role_words(words, items, role)) for items in both]
            coded[role].append(np.array([np.isin(positions, inside) for inside in marked]))
    return {
        role: float(
            krippendorff.alpha(
                reliability_data=np.concatenate(parts, axis=1).astype(int),
                level_of_measurement="nominal",
                value_domain=[0, 1],
            )
        )
        for role, parts in coded.items()
    }


def table(split: str, pairs: list[Twice]) -> str:
    """The Markdown table of one split."""
    counts: dict[str, list[Counts]] = {}
    for pair in pairs:
        for measure, value in score_reading(pair.second, pair.first, pair.name).counts.items():
            counts.setdefault(measure, []).append(value)
    words = sum(len(Words(pair.first.document.text).starts) for pair in pairs)
    lines = [
        f"## {split}: {len(pairs)} documents, {words} words\n",
        "| measure | agreement |",
        "|---|---|",
    ]
    lines += [f"| alpha, tokens of {role} | {a:.3f} |" for role, a in token_alpha(pairs).items()]
    lines += [f"| {measure} | {share_cell(values)} |" for measure, values in counts.items()]
    return "\n".join(lines) + "\n"


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; 1 where a split has no second reading."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.agreement")
    parser.add_argument("--write", action="store_true", help=f"write {PAGE.relative_to(ROOT)}")
    options = parser.parse_args(arguments)
    tables = []
    for split in ("dev", "test"):
        pairs = read_twice(split)
        if not pairs:
            print(f"{split}: no second reading in {READINGS / 'second' / split}", file=sys.stderr)
            return 1
        tables.append(table(split, pairs))
    page = _HEAD + "\n" + "\n".join(tables)
    print(page)
    if options.write:
        PAGE.write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
