"""The corpus format and the scorers: gold against gold is perfect, damage is seen."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.attribution import Item, score_attributions
from evaluation.corpus import check_file, corpus_files, read_file
from evaluation.counts import Counts, confidence_interval, total
from evaluation.markup import Mark, MarkupError, parse_markup, write_markup
from evaluation.tasks import score_reading

FILES = corpus_files()


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_corpus_files_are_sound(path: Path) -> None:
    _, errors = check_file(path)
    assert errors == []


@pytest.mark.parametrize("path", FILES[:12], ids=lambda p: p.stem)
def test_gold_against_gold_is_perfect(path: Path) -> None:
    gold = read_file(path)
    scores = score_reading(gold, gold, path.stem)
    wrong = {name: count for name, count in scores.counts.items() if count.f1 < 1.0}
    assert wrong == {}


def test_a_wrong_speaker_costs() -> None:
    gold = read_file(FILES[0])
    statements = tuple(replace(s, speakers=()) for s in gold.statements)
    scores = score_reading(replace(gold, statements=statements), gold, "x")
    assert scores.counts["statements with right speakers"].f1 < 1.0
    assert scores.counts["attribution"].f1 == 1.0


def test_content_overlap_needs_half_and_attribution_a_source_word() -> None:
    text = "Ana Berg said that the bridge would open in June."
    gold = [Item(((0, 8),), ((9, 13),), ((14, 48),))]
    half = [Item(((4, 8),), (), ((14, 38),))]
    other = [Item(((9, 13),), (), ((14, 48),))]
    assert score_attributions(text, half, gold).counts["attribution"] == Counts(1, 1, 1)
    assert score_attributions(text, other, gold).counts["content overlap"] == Counts(1, 1, 1)
    assert score_attributions(text, other, gold).counts["attribution"] == Counts(0, 1, 1)


def test_the_introductory_that_counts_neither_way() -> None:
    text = "Ana Berg said that it would open."
    with_that = [Item(((0, 8),), (), ((14, 32),))]
    without = [Item(((0, 8),), (), ((19, 32),))]
    assert score_attributions(text, without, with_that).counts["content exact"] == Counts(1, 1, 1)


@given(
    st.lists(
        st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=20
    )
)
def test_the_interval_holds_the_score(rows: list[tuple[int, int, int]]) -> None:
    counts = [Counts(min(r), max(r[0], r[1]), max(r[0], r[2])) for r in rows]
    low, high = confidence_interval(counts)
    assert 0 <= low <= high <= 1
    assert 0 <= total(counts).f1 <= 1


MARKED = [
    (
        "{S1|The {@x.o|Minister}} {C1|said} {T1|“{@y|Drenia} is ready”}.",
        "The Minister said “Drenia is ready”.",
    ),
    ("{@x.o,S1|She} left \\{twice\\}.", "She left {twice}."),
    ("{@a+b.n|The two} met.", "The two met."),
]


@pytest.mark.parametrize(("source", "plain"), MARKED)
def test_markup_survives_the_round_trip(source: str, plain: str) -> None:
    text, marks = parse_markup(source)
    assert text == plain
    assert parse_markup(write_markup(text, marks)) == (text, marks)


@pytest.mark.parametrize("broken", ["{S1|open", "close}", "{X9|what}", "{S1|}"])
def test_broken_markup_is_refused(broken: str) -> None:
    with pytest.raises(MarkupError):
        parse_markup(broken)


def test_crossing_marks_are_refused() -> None:
    with pytest.raises(MarkupError):
        write_markup("abcdef", (Mark("S1", 0, 4), Mark("C1", 2, 6)))
