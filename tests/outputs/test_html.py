"""The HTML page: whole, self-contained, and safe with any document."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from communique.outputs.html import html_page, notebook_frame
from communique.pipeline import Reading
from tests.builders import RELEASE, Words, document, karst_reading, reading, statement

VOID = {"meta"}


class Page(HTMLParser):
    """Checks that tags nest, and gathers what tests look at."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.pre = ""
        self.marked: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        if tag == "mark":
            self.marked.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "pre" in self.open:
            self.pre += data
        if "mark" in self.open:
            self.marked[-1] += data


def page_of(*readings: Reading, explain: bool = False) -> str:
    return "".join(html_page(readings, explain=explain))


def test_the_text_is_whole_and_statements_are_marked() -> None:
    page = Page(page_of(karst_reading()))
    assert page.pre == RELEASE
    assert "“We will open the Karst crossing by June,”" in page.marked
    assert "calls to leave\n" in page.marked
    assert "the Pact" in page.marked


def test_links_lead_somewhere_and_ids_are_unique() -> None:
    page = Page(page_of(karst_reading(), karst_reading()))
    ids = [values["id"] for _, values in page.tags if "id" in values]
    links = [str(values["href"]) for _, values in page.tags if "href" in values]
    assert len(ids) == len(set(ids))
    assert links
    assert {link.removeprefix("#") for link in links} <= set(ids)


def test_nothing_is_loaded_and_no_script_runs() -> None:
    page = Page(page_of(karst_reading()))
    assert {"script", "link", "img", "iframe"}.isdisjoint(tag for tag, _ in page.tags)
    assert not any({"src", "onclick", "style"} & set(values) for _, values in page.tags)
    assert "url(" not in page_of(karst_reading())


def test_a_hostile_document_stays_text() -> None:
    text = 'He said <script>alert("1")</script> & "more" </pre></style>.\n'
    evil = statement(Words(text), '<script>alert("1")</script>', cue=Words(text).span("said"))
    known = document(text, title='"><script>', publisher="<b>", url="javascript:alert(1)")
    page = Page(page_of(reading(text, statements=(evil,), document=known)))
    assert page.pre == text
    assert "script" not in {tag for tag, _ in page.tags}
    assert not any("javascript" in str(values.get("href")) for _, values in page.tags)


def test_explanations_are_shown_when_asked_for() -> None:
    assert "why: quotation marks" in page_of(karst_reading(), explain=True)
    assert "why:" not in page_of(karst_reading())


def test_overlapping_statements_are_both_marked() -> None:
    text = "He said that she said yes to all.\n"
    words = Words(text)
    outer, inner = statement(words, "that she said yes to all"), statement(words, "yes to all")
    page = Page(page_of(reading(text, statements=(outer, inner))))
    assert page.marked == ["that she said ", "yes to all"]
    assert page.pre == text


def test_a_notebook_gets_a_frame_of_its_own() -> None:
    made = karst_reading()
    frame = made._repr_html_()
    assert frame == notebook_frame(made)
    found = re.fullmatch(r'<iframe sandbox srcdoc="([^"]*)" .*></iframe>', frame, re.DOTALL)
    assert found
    assert unescape(found[1]) == page_of(made)


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1), st.data())
def test_any_text_with_any_statements_gives_a_page(text: str, data: st.DataObject) -> None:
    ends = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text)))
    places = data.draw(st.lists(ends.filter(lambda pair: pair[0] < pair[1]), max_size=4))
    made = tuple(
        replace(statement(Words(text), text[start:end]), id=f"st-{number}")
        for number, (start, end) in enumerate(places)
    )
    page = Page(page_of(reading(text, statements=made)))
    shown = re.sub("[^\t\n\r -\U0010ffff]|[\ud800-\udfff]", "\ufffd", text)
    assert page.pre.replace("?", "\ufffd") == shown.replace("?", "\ufffd")
