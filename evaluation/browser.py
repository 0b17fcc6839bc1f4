"""The error browser: each document's text with gold and predicted statements side by side."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path

from communique.pipeline import Reading
from evaluation.attribution import Item, score_attributions
from evaluation.datasets import DataSet, GoldDocument, items_of

_STYLE = """body{font:15px/1.5 system-ui;margin:1rem auto;max-width:75rem;padding:0 1rem}
table{border-collapse:collapse;width:100%}td,th{border:1px solid #8886;padding:.3rem;vertical-align:top;text-align:left}
.missed{background:#fdd8}.spurious{background:#ffd8}.right{background:#dfd8}pre{white-space:pre-wrap}
@media(prefers-color-scheme:dark){body{background:#111;color:#ddd}}"""


def write_browser(data: DataSet, reader: Callable[[GoldDocument], Reading], path: Path) -> None:
    """Write one page with all documents of the set."""
    parts = [_document(document, reader(document)) for document in data.documents]
    page = (
        f"<!doctype html><html lang=en><meta charset=utf-8><title>{escape(data.name)}</title>"
        f"<style>{_STYLE}</style><h1>{escape(data.name)}</h1>" + "".join(parts)
    )
    path.write_text(page, encoding="utf-8")


def _document(document: GoldDocument, reading: Reading) -> str:
    predicted = items_of(reading)
    scores = score_attributions(document.text, predicted, document.items)
    right_gold = {g: p for p, g in scores.attributed}
    right_predicted = {p for p, _ in scores.attributed}
    rows: list[tuple[int, str, Item | None, Item | None]] = []
    for g, item in enumerate(document.items):
        partner = predicted[right_gold[g]] if g in right_gold else None
        kind = "right" if partner is not None else "missed"
        rows.append((item.content[0][0], kind, item, partner))
    for p, item in enumerate(predicted):
        if p not in right_predicted:
            rows.append((item.content[0][0], "spurious", None, item))
    body = "".join(
        f"<tr class={kind}><td>{kind}<td>{_cells(document.text, gold)}<td>{_cells(document.text, found)}"
        for _, kind, gold, found in sorted(rows, key=lambda row: (row[0], row[1]))
    )
    return (
        f"<details><summary>{escape(document.id)}: {len(right_gold)} of {len(document.items)} right, "
        f"{len(predicted) - len(right_predicted)} spurious</summary>"
        f"<table><tr><th><th>gold<th>predicted{body}</table><pre>{escape(document.text)}</pre></details>"
    )


def _cells(text: str, item: Item | None) -> str:
    if item is None:
        return ""
    parts = [
        " … ".join(text[a:b] for a, b in ranges) for ranges in (item.source, item.cue, item.content)
    ]
    return f"<b>{escape(parts[0])}</b> <i>{escape(parts[1])}</i> {escape(parts[2])}"
