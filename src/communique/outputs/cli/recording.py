"""``communique add``."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from communique.outputs.cli.inputs import DocumentRequest, DocumentRun
from communique.record import AddOutcome, Record


def run_add(request: DocumentRequest, record_path: Path) -> int:
    """Add the readings, print a summary and return the exit status (1 if a document failed)."""
    run = DocumentRun(request)
    tally: Counter[str] = Counter()
    with Record.open(record_path) as record:
        for reading in run.readings():
            tally[record.add(reading)] += 1
    counts = [f"{tally[outcome]} {outcome.value}" for outcome in AddOutcome]
    print(f"{record_path}: {', '.join(counts)}, {run.failed} failed")
    return 1 if run.failed else 0
