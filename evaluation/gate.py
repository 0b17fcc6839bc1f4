"""The quality gate: ``python -m evaluation.gate`` fails where a measure is below its floor.

Floors stand in evaluation/floors.yml, pinned to a hash of the data they were measured on.
``--raise`` sets them to what is measured now, less a margin, and never lowers one;
``--lower MEASURE --reason TEXT`` lowers one and writes the reason to CHANGELOG.md.
"""

from __future__ import annotations

import argparse
import math
import sys
from pathlib import Path
from typing import Any

import yaml

from evaluation.datasets import POLNEAR, ROOT
from evaluation.run import Run, evaluate, load_set, our_reader

FLOORS = Path(__file__).resolve().parent / "floors.yml"
CHANGELOG = ROOT / "CHANGELOG.md"
MARGIN = 0.5
"""Percentage points below the measured score at which a floor is set: room for other platforms."""


def check(run: Run, floors: dict[str, Any]) -> list[str]:
    """What is wrong: other data than the floors', or measures below them."""
    if floors["digest"] != run.data.digest:
        return [f"{run.data.name}: the data changed ({run.data.digest}); run the gate with --raise"]
    return [
        f"{run.data.name}, {run.reader}: {measure} {run.score(measure):.1f} is below its floor {floor}"
        for measure, floor in floors["floors"].items()
        if run.score(measure) < floor
    ]


def raised(run: Run, floors: dict[str, Any]) -> dict[str, Any]:
    """The floors for this run: never lower than before on the same data."""
    same = floors.get("digest") == run.data.digest
    before = floors.get("floors", {}) if same else {}
    measured = {m: math.floor(10 * (run.score(m) - MARGIN)) / 10 for m in floors["measures"]}
    return {
        "digest": run.data.digest,
        "measures": floors["measures"],
        "floors": {m: max(value, before.get(m, 0.0)) for m, value in measured.items()},
    }


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; 1 if a floor is broken."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.gate")
    parser.add_argument("--raise", dest="lift", action="store_true")
    parser.add_argument("--lower", metavar="SET/ENGINE/MEASURE")
    parser.add_argument("--reason", help="with --lower: why, for the change log")
    options = parser.parse_args(arguments)
    table = yaml.safe_load(FLOORS.read_text(encoding="utf-8"))
    wrong: list[str] = []
    for name, engines in table.items():
        if name.startswith("polnear") and not POLNEAR.exists():
            print(f"SKIPPED {name}: {POLNEAR} is not here", file=sys.stderr)
            continue
        data = load_set(name)
        for engine, floors in engines.items():
            run = evaluate(f"communique, {engine}", our_reader(engine), data)
            if options.lift:
                engines[engine] = raised(run, floors)
            elif options.lower and options.lower.startswith(f"{name}/{engine}/"):
                _lower(run, floors, options.lower.split("/", 2)[2], options.reason)
            else:
                wrong.extend(check(run, floors))
    if options.lift or options.lower:
        FLOORS.write_text(
            yaml.safe_dump(table, sort_keys=False, allow_unicode=True), encoding="utf-8"
        )
    for line in wrong:
        print(line)
    print(f"gate: {len(wrong)} broken" if wrong else "gate: every floor holds")
    return 1 if wrong else 0


def _lower(run: Run, floors: dict[str, Any], measure: str, reason: str | None) -> None:
    if not reason or measure not in floors["floors"]:
        raise SystemExit("--lower needs a measure that has a floor, and --reason with why")
    value = math.floor(10 * (run.score(measure) - MARGIN)) / 10
    floors["floors"][measure] = value
    note = f"- Floor of {run.data.name}, {run.reader}, {measure} lowered to {value}: {reason}\n"
    CHANGELOG.write_text(
        CHANGELOG.read_text(encoding="utf-8").rstrip("\n") + "\n" + note, encoding="utf-8"
    )


if __name__ == "__main__":
    sys.exit(main())
