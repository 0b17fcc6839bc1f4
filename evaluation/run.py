"""``python -m evaluation.run``: score a reader on the data sets and write docs/quality.md.

``--set NAME`` (repeatable; default: corpus-dev, and polnear-dev where ../shared is), ``--engine``,
``--save FILE`` keeps the run, ``--against FILE`` lists gains and losses by case, ``--html FILE``
writes the error browser, ``--quality`` writes docs/quality.md, ``--peers`` adds the peers.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from communique.documents import load_text
from communique.pipeline import Reading
from communique.reader import DEFAULT_ENGINE, read_loaded
from evaluation.attribution import Item, score_attributions
from evaluation.counts import Case, Counts, confidence_interval, total
from evaluation.datasets import (
    POLNEAR,
    ROOT,
    DataSet,
    GoldDocument,
    items_of,
    load_corpus,
    load_polnear,
)
from evaluation.tasks import score_reading

QUALITY = ROOT / "docs" / "quality.md"
Reader = Callable[[GoldDocument], Reading]


@dataclass(slots=True)
class Run:
    """The scores of one reader on one set: counts by measure and document, and cases."""

    reader: str
    data: DataSet
    counts: dict[str, list[Counts]] = field(default_factory=dict)
    cases: list[Case] = field(default_factory=list)

    def add(self, counts: dict[str, Counts]) -> None:
        """Add one document's counts."""
        for name, value in counts.items():
            self.counts.setdefault(name, []).append(value)

    def score(self, measure: str) -> float:
        """F1 (or accuracy) of a measure over the set, in percent."""
        return 100 * total(self.counts[measure]).f1


def load_set(name: str) -> DataSet:
    """The data set of that name ("corpus-dev", "polnear-dev" …).

    Raises:
        ValueError: for an unknown name.
    """
    kind, _, split = name.partition("-")
    if kind == "corpus":
        return load_corpus(split)
    if kind == "polnear":
        return load_polnear(split)
    raise ValueError(
        f"no data set {name!r}: corpus-train, corpus-dev, corpus-test, polnear-train, polnear-dev"
    )


def our_reader(engine: str) -> Reader:
    """Our reader with an engine; publisher and date are given as the gold has them."""

    def read(document: GoldDocument) -> Reading:
        gold = document.reading.document if document.reading is not None else None
        loaded = load_text(
            document.text,
            published=gold.published if gold is not None else None,
            publisher=gold.publisher if gold is not None else None,
        )
        return read_loaded(loaded, engine=engine)

    return read


def evaluate(name: str, reader: Reader, data: DataSet) -> Run:
    """The reader's scores on a set."""
    run = Run(name, data)
    for document in data.documents:
        predicted = reader(document)
        if document.reading is not None:
            scores = score_reading(predicted, document.reading, document.id)
            run.add(scores.counts)
            run.cases.extend(scores.cases)
        else:
            found = score_attributions(document.text, items_of(predicted), document.items)
            run.add(found.counts)
            hit = {g for _, g in found.attributed}
            for n, item in enumerate(document.items):
                words = document.text[item.content[0][0] : item.content[-1][1]][:80]
                run.cases.append(
                    Case(document.id, "attribution", "found" if n in hit else "missed", words)
                )
    return run


def evaluate_peer(name: str, find: Callable[[str], list[Item]], data: DataSet) -> Run:
    """A peer's attribution scores on a set."""
    run = Run(name, data)
    for document in data.documents:
        run.add(score_attributions(document.text, find(document.text), document.items).counts)
    return run


def table(runs: list[Run]) -> str:
    """Markdown tables: a row a measure, a column a reader, one table a set."""
    out = []
    for name in dict.fromkeys(run.data.name for run in runs):
        chosen = [run for run in runs if run.data.name == name]
        documents = len(chosen[0].data.documents)
        out.append(f"### {name}: {documents} documents (data {chosen[0].data.digest})\n")
        out.append(
            "| measure | " + " | ".join(f"{r.reader}: P / R / F1 (95 %)" for r in chosen) + " |"
        )
        out.append("|---|" + "---|" * len(chosen))
        for measure in chosen[0].counts:
            cells = [_cell(run, measure) for run in chosen]
            out.append(f"| {measure} | " + " | ".join(cells) + " |")
        out.append("")
    return "\n".join(out)


def _cell(run: Run, measure: str) -> str:
    if measure not in run.counts:
        return "–"
    if "accuracy" in measure or "CoNLL" in measure:
        return share_cell(run.counts[measure])
    sum_ = total(run.counts[measure])
    low, high = confidence_interval(run.counts[measure])
    return (
        f"{100 * sum_.precision:.1f} / {100 * sum_.recall:.1f} / **{100 * sum_.f1:.1f}** "
        f"({100 * low:.1f}–{100 * high:.1f})"
    )


def share_cell(values: list[Counts]) -> str:
    """F1 (or accuracy) in percent over documents, with its interval and the number of items."""
    sum_ = total(values)
    low, high = confidence_interval(values)
    return f"{100 * sum_.f1:.1f} ({100 * low:.1f}–{100 * high:.1f}; n={sum_.gold:g})"


def save(run: Run, path: Path) -> None:
    """Keep a run's cases and scores, to compare a later one with."""
    path.parent.mkdir(parents=True, exist_ok=True)
    data = {
        "reader": run.reader,
        "set": run.data.name,
        "digest": run.data.digest,
        "scores": {name: round(run.score(name), 3) for name in run.counts},
        "cases": [[c.document, c.task, c.kind, c.key] for c in run.cases],
    }
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def compare(run: Run, path: Path) -> str:
    """What a run gains and loses against a saved one, case by case."""
    saved = json.loads(path.read_text(encoding="utf-8"))
    if saved["digest"] != run.data.digest:
        return f"{path} was made on other data ({saved['digest']}); run it again there"
    before = {(d, t, k): kind for d, t, kind, k in saved["cases"]}
    gains, losses = [], []
    for case in run.cases:
        was = before.get((case.document, case.task, case.key))
        if was == "missed" and case.kind == "found":
            gains.append(case)
        if was == "found" and case.kind == "missed":
            losses.append(case)
    lines = [f"{len(gains)} gains, {len(losses)} losses against {path}"]
    lines += [f"+ {c.document} {c.task}: {c.key}" for c in gains]
    lines += [f"- {c.document} {c.task}: {c.key}" for c in losses]
    return "\n".join(lines)


def default_sets() -> list[str]:
    """The sets that are here: our dev split, and PolNeAR's beside the checkout."""
    found = ["corpus-dev"] if load_corpus("dev").documents else []
    if POLNEAR.exists():
        found.append("polnear-dev")
    else:
        print(f"SKIPPED polnear-dev: {POLNEAR} is not here", file=sys.stderr)
    return found


def main(arguments: list[str] | None = None) -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.run")
    parser.add_argument("--set", dest="sets", action="append", help="a data set (repeatable)")
    parser.add_argument("--engine", action="append", help=f"default: {DEFAULT_ENGINE}")
    parser.add_argument("--save", type=Path)
    parser.add_argument("--against", type=Path)
    parser.add_argument("--html", type=Path, help="write the error browser there")
    parser.add_argument("--quality", action="store_true", help=f"write {QUALITY.relative_to(ROOT)}")
    parser.add_argument("--peers", action="store_true")
    options = parser.parse_args(arguments)
    runs = []
    for name in options.sets or default_sets():
        data = load_set(name)
        for engine in options.engine or [DEFAULT_ENGINE]:
            runs.append(evaluate(f"communique, {engine}", our_reader(engine), data))
        if options.peers:
            from evaluation.peers import PEERS

            runs.extend(evaluate_peer(peer, find, data) for peer, find in PEERS.items())
    print(table(runs))
    if options.against:
        print(compare(runs[0], options.against))
    if options.save:
        save(runs[0], options.save)
    if options.html:
        from evaluation.browser import write_browser

        write_browser(
            runs[0].data, our_reader((options.engine or [DEFAULT_ENGINE])[0]), options.html
        )
    if options.quality:
        write_quality(runs)
    return 0


def write_quality(runs: list[Run]) -> None:
    """Write the figures to docs/quality.md."""
    head = (ROOT / "evaluation" / "quality-head.md").read_text(encoding="utf-8")
    QUALITY.write_text(head + "\n" + table(runs), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
