"""A reading as a person wants it in a terminal."""

from __future__ import annotations

import re

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from communique.outputs.view import Group, Item, Section, View, view_of
from communique.pipeline import Reading

# Control characters (terminal escapes) and marks that turn the direction of a line: a
# document could make the terminal show what is not in it.
_HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_STYLES = {
    "title": "bold",
    "section": "bold cyan",
    "group": "bold",
    "note": "dim",
    "line": "dim",
    "detail": "dim",
    "why": "italic dim",
}
# How the words of a statement look, by type of quotation.
SPEECH_STYLES = {"direct": "bold green", "mixed": "green", "indirect": ""}
_LABEL_STYLES = {"direct": "bold green", "mixed": "green", "indirect": "yellow"}
_ALWAYS_SHOWN = ("actors", "events", "statements")


def print_reading(reading: Reading, console: Console, *, explain: bool = False) -> None:
    """Print a reading; line numbers are those of the source text."""
    print_view(view_of(reading, explain=explain), console)


def print_view(view: View, console: Console) -> None:
    """Print a view; sections without items are left out, but for the main three."""
    console.print()
    console.print(shown(view.title, _STYLES["title"]))
    console.print(shown(" · ".join(view.facts), _STYLES["note"]))
    for section in view.sections:
        filled = any(group.items for group in section.groups)
        if filled or section.key in _ALWAYS_SHOWN:
            _print_section(section, console, filled=filled)


def shown(text: str, style: str = "") -> Text:
    """Text from a document made safe for a terminal, with no markup in it."""
    return Text(_HARMFUL.sub("\ufffd", text), style=style)


def line_reference(lines: tuple[int, int] | None) -> str:
    """ "5" or "5–7"; empty where the whole document is meant."""
    if lines is None:
        return ""
    first, last = lines
    return str(first) if first == last else f"{first}–{last}"


def _print_section(section: Section, console: Console, *, filled: bool) -> None:
    console.print()
    console.print(Rule(Text(section.title, _STYLES["section"]), align="left", style="dim"))
    if not filled:
        console.print(Padding(Text(section.empty, _STYLES["note"]), (0, 0, 0, 2), expand=False))
    labels = [item.label for group in section.groups for item in group.items]
    width = max(map(len, labels), default=0)
    for group in section.groups:
        if group.items:
            _print_group(group, section.key, console, label_width=width)


def _print_group(group: Group, key: str, console: Console, *, label_width: int) -> None:
    if group.heading:
        heading = shown(group.heading, _STYLES["group"])
        if group.note:
            heading.append_text(shown(f"  {group.note}", _STYLES["note"]))
        console.print(Padding(heading, (0, 0, 0, 2), expand=False))
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(justify="right", min_width=6, style=_STYLES["line"], no_wrap=True)
    table.add_column(no_wrap=True, min_width=label_width)
    table.add_column(overflow="fold", ratio=1)
    for item in group.items:
        _add_item(table, item, key)
    console.print(table)


def _add_item(table: Table, item: Item, key: str) -> None:
    speech = key == "statements"
    label_style = _LABEL_STYLES[item.label] if speech else "yellow"
    body = shown(item.body, SPEECH_STYLES[item.label] if speech else "")
    label = shown(item.label, label_style)
    table.add_row(line_reference(item.lines), label, body)
    if item.details:
        table.add_row("", "", shown(" · ".join(item.details), _STYLES["detail"]))
    if item.why:
        table.add_row("", "", shown(f"why: {item.why}", _STYLES["why"]))
