"""Readings as one self-contained HTML page: the lists beside the text, statements marked in it.

The page holds no script and loads nothing; whatever a document contains is escaped.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from html import escape
from importlib.resources import files
from itertools import pairwise

from communique.core.lines import line_starts
from communique.outputs.text import line_reference
from communique.outputs.view import Group, Item, Section, View, view_of
from communique.pipeline import Reading
from communique.statements.types import Statement

_FRAME_HEIGHT = "36rem"
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_WEB = ("http://", "https://")


def html_page(readings: Iterable[Reading], *, explain: bool = False) -> Iterator[str]:
    """Pieces of one page with an article for each reading, written as the readings come."""
    style = files("communique.outputs").joinpath("page.css").read_text(encoding="utf-8")
    yield (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Communiqué: reading</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
    )
    for number, reading in enumerate(readings, start=1):
        yield _article(reading, f"d{number}", explain=explain)
    yield "</body>\n</html>\n"


def notebook_frame(reading: Reading) -> str:
    """The page in a frame that keeps its styles to itself and runs no script."""
    page = escape("".join(html_page([reading])), quote=True)
    style = f"width:100%;height:{_FRAME_HEIGHT};border:1px solid #8888"
    return f'<iframe sandbox srcdoc="{page}" style="{style}" title="Reading"></iframe>'


def _article(reading: Reading, prefix: str, *, explain: bool) -> str:
    view = view_of(reading, explain=explain)
    lists = "".join(_section(section, prefix) for section in view.sections)
    return (
        f'<article id="{prefix}">\n{_header(view, reading.document.url)}<div class="both">\n'
        f'<div class="lists">\n{lists}</div>\n'
        f'<section class="text" aria-label="Text of the document">'
        f"<pre>{_marked_text(reading, prefix)}</pre></section>\n</div>\n</article>\n"
    )


def _header(view: View, url: str | None) -> str:
    facts = " · ".join(_safe(fact) for fact in view.facts)
    if url and url.lower().startswith(_WEB):
        facts += f' · <a href="{escape(url)}" rel="noreferrer noopener">{_safe(url)}</a>'
    return f"<header><h1>{_safe(view.title)}</h1><p>{facts}</p></header>\n"


def _section(section: Section, prefix: str) -> str:
    groups = "".join(_group(group, section.key, prefix) for group in section.groups if group.items)
    body = groups or f'<p class="empty">{_safe(section.empty)}</p>'
    return f'<section class="{section.key}"><h2>{_safe(section.title)}</h2>{body}</section>\n'


def _group(group: Group, key: str, prefix: str) -> str:
    note = f" <small>{_safe(group.note)}</small>" if group.note else ""
    heading = f"<h3>{_safe(group.heading)}{note}</h3>" if group.heading else ""
    items = "".join(_item(item, key, prefix) for item in group.items)
    return f"{heading}<ul>{items}</ul>"


def _item(item: Item, key: str, prefix: str) -> str:
    kind = f' class="{item.label}"' if key == "statements" else ""
    details = _paragraph("details", " · ".join(item.details))
    why = _paragraph("why", f"why: {item.why}" if item.why else "")
    return (
        f'<li{kind}>{_reference(item, prefix)}<span class="label">{_safe(item.label)}</span> '
        f'<span class="words">{_safe(item.body)}</span>{details}{why}</li>\n'
    )


def _paragraph(kind: str, words: str) -> str:
    return f'<p class="{kind}">{_safe(words)}</p>' if words else ""


def _reference(item: Item, prefix: str) -> str:
    """The line number as a link to the marked statement, or to the line."""
    if item.lines is None:
        return ""
    place = f"s-{item.statement}" if item.statement else f"l{item.lines[0]}"
    target = escape(f"{prefix}-{place}")
    return f'<a class="line" href="#{target}">{line_reference(item.lines)}</a> '


def _marked_text(reading: Reading, prefix: str) -> str:
    """The text in pieces, cut where a line or a content begins or ends."""
    text = reading.document.text
    numbers = {start: number for number, start in enumerate(line_starts(text), start=1)}
    edges = {edge for statement in reading.statements for edge in _edges(statement)}
    cuts = sorted({0, len(text), *numbers, *edges})
    covering = _coverage(reading.statements, cuts)
    anchors = _statement_anchors(reading.statements, prefix)
    pieces: list[str] = []
    for start, end in pairwise(cuts):
        if start in numbers:
            pieces.append(_line_anchor(prefix, numbers[start]))
        pieces.append(anchors.get(start, ""))
        pieces.append(_piece(text[start:end], covering.get(start)))
    return "".join(pieces)


def _edges(statement: Statement) -> Iterator[int]:
    for span in statement.content:
        yield span.start
        yield span.end


def _coverage(statements: tuple[Statement, ...], cuts: list[int]) -> dict[int, Statement]:
    """The innermost (shortest) content over each piece, by the piece's start."""
    found: dict[int, Statement] = {}
    spans = [(span, statement) for statement in statements for span in statement.content]
    for span, statement in sorted(spans, key=lambda pair: pair[0].start - pair[0].end):
        pieces = cuts[bisect_left(cuts, span.start) : bisect_left(cuts, span.end)]
        found.update(dict.fromkeys(pieces, statement))
    return found


def _statement_anchors(statements: tuple[Statement, ...], prefix: str) -> dict[int, str]:
    anchors: dict[int, str] = {}
    for statement in statements:
        start = statement.content[0].start
        target = escape(f"{prefix}-s-{statement.id}")
        anchors[start] = anchors.get(start, "") + f'<a class="at" id="{target}"></a>'
    return anchors


def _line_anchor(prefix: str, number: int) -> str:
    return f'<a class="no" id="{prefix}-l{number}" data-no="{number}"></a>'


def _piece(text: str, statement: Statement | None) -> str:
    if statement is None:
        return _safe(text)
    return f'<mark class="{statement.quotation.value}">{_safe(text)}</mark>'


def _safe(text: str) -> str:
    """Escaped for HTML; characters that HTML forbids become a replacement character."""
    allowed = (char if char in "\t\n\r" or char >= " " else "\ufffd" for char in text)
    return escape("".join(allowed)).encode("utf-8", "replace").decode("utf-8")
