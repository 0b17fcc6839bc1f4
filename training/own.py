"""Our corpus as training data: ``python -m training.own SPLIT OUT.jsonl`` (PolNeAR's shape)."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from evaluation.datasets import load_corpus


def main(split: str, out: str) -> None:
    """Write one split, one JSON object a document."""
    rows = []
    for document in load_corpus(split).documents:
        attributions = [
            {"source": item.source, "cue": item.cue, "content": item.content}
            for item in document.items
        ]
        rows.append({"id": document.id, "text": document.text, "attributions": attributions})
    Path(out).write_text(
        "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8"
    )


if __name__ == "__main__":
    main(*sys.argv[1:3])
