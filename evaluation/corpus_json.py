"""``python -m evaluation.corpus_json [FOLDER]``: the corpus as JSON lines, one reading a line.

Writes FOLDER/<split>.jsonl (default: dist/corpus), each line a reading in the contract
``communique.reading/1`` with the file's ``style`` and ``split`` beside it, by file name.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from evaluation.corpus import SPLITS, corpus_files, parse_file, reading_of
from evaluation.datasets import ROOT

FOLDER = ROOT / "dist" / "corpus"


def line(path: Path) -> str:
    """One corpus file as a line of JSON.

    Raises:
        CorpusError: if the file is broken.
    """
    file = parse_file(path)
    row = {
        "name": path.stem,
        "split": file.split,
        "style": file.header["style"],
        "reading": reading_of(file).to_dict(),
    }
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def main(arguments: list[str]) -> int:
    """Write every split that has files; 0."""
    folder = Path(arguments[0]) if arguments else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for split in SPLITS:
        lines = [line(path) for path in corpus_files([split])]
        if lines:
            target = folder / f"{split}.jsonl"
            target.write_text("\n".join(lines) + "\n", encoding="utf-8")
            print(f"{target}: {len(lines)} documents")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
