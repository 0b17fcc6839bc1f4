"""What a person sees in a terminal."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.console import Console

from communique.outputs.cli.streams import text_console
from communique.outputs.text import line_reference, print_reading, shown
from communique.outputs.view import joined
from communique.pipeline import Reading
from tests.builders import document, karst_reading, reading


def printed(made: Reading, *, explain: bool = False) -> list[str]:
    """The lines, white space folded."""
    stream = io.StringIO()
    print_reading(made, text_console(stream), explain=explain)
    return [" ".join(line.split()) for line in stream.getvalue().splitlines()]


EXPECTED = [
    ("title", "Minister Várga receives the Secretary-General of the Orlan Pact"),
    ("a person", "1 person Ilona Várga"),
    ("an office with its beginning", "Secretary-General of Orlan Pact (from 2024)"),
    ("a state", "3 state (VLM) Velmara"),
    ("an event", "3 meeting, occurred Ilona Várga and Tomas Rehn · at PORT ANSELM · 2025-03-03"),
    ("a speaker", "Ilona Várga Minister of Foreign Affairs of Velmara"),
    ("a direct quotation", "6 direct “We will open the Karst crossing by June,”"),
    ("over two lines", "6–7 indirect calls to leave the Pact"),
    ("a mixed quotation", "9–10 mixed that the Pact “never doubted” Velmara"),
    ("joint speakers", "Ilona Várga and Tomas Rehn"),
    ("a thought", "“agreed” · agree · thought, not said · about visas"),
    ("a promise", "6 promised open the Karst crossing by June"),
    ("by, to, due", "Ilona Várga → Orlan Pact · due 2025-06"),
    ("a relation", "6–7 holds Velmara · member of · Orlan Pact"),
    ("who claims it", "“leave the Pact” · according to Ilona Várga"),
    ("a problem", "6 unresolved-mention “calls”: by whom is not said"),
]


@pytest.mark.parametrize("line", [case[1] for case in EXPECTED], ids=[case[0] for case in EXPECTED])
def test_a_line_is_printed(line: str) -> None:
    assert line in printed(karst_reading())


def test_an_empty_reading_says_so() -> None:
    lines = printed(reading())
    assert "No statements found." in lines
    assert not any("promised" in line for line in lines)


def test_explanations_are_shown_when_asked_for() -> None:
    why = "why: quotation marks, then subject and verb of saying"
    assert why in printed(karst_reading(), explain=True)
    assert why not in printed(karst_reading())


def test_a_stream_that_is_no_terminal_has_no_colours() -> None:
    stream = io.StringIO()
    print_reading(karst_reading(), text_console(stream))
    assert "\x1b" not in stream.getvalue()


def test_direct_quotations_look_different_in_a_terminal() -> None:
    stream = io.StringIO()
    console = Console(file=stream, force_terminal=True, color_system="standard", width=100)
    print_reading(karst_reading(), console)
    assert "\x1b[1;32m“We will open the Karst crossing by June,”" in stream.getvalue()
    assert "\x1b[1;32mcalls to leave" not in stream.getvalue()


def test_a_document_cannot_steer_the_terminal() -> None:
    evil = reading(document=document(title="\x1b]0;owned\x07 [bold]title[/] \u202egpj"))
    assert printed(evil)[1] == "\ufffd]0;owned\ufffd [bold]title[/] \ufffdgpj"
    assert str(shown("a\x9bb")) == "a\ufffdb"


def test_a_date_in_words_stays_in_words() -> None:
    made = karst_reading()
    event = made.events[0]
    assert event.date
    unknown = replace(event.date, start=None, end=None)
    lines = printed(replace(made, events=(replace(event, date=unknown),)))
    assert any(line.endswith("“today” (day unknown)") for line in lines)


@pytest.mark.parametrize(
    ("names", "words"),
    [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")],
)
def test_names_are_joined(names: list[str], words: str) -> None:
    assert joined(names) == words


@pytest.mark.parametrize(("lines", "words"), [(None, ""), ((5, 5), "5"), ((5, 7), "5–7")])
def test_line_references(lines: tuple[int, int] | None, words: str) -> None:
    assert line_reference(lines) == words
