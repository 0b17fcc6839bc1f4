"""Dates: absolute, relative, ranges."""

import pytest

from communique.language.dates import find_dates

# text, published, (start, end, precision) of the first date, why
CASES = [
    ("on 3 March 2025", None, ("2025-03-03", "2025-03-03", "day"), "day first"),
    ("on March 3, 2025", None, ("2025-03-03", "2025-03-03", "day"), "month first"),
    ("on 3 March", "2025-03-10", ("2025-03-03", "2025-03-03", "day"), "year from the publication"),
    ("on 28 December", "2025-01-03", ("2024-12-28", "2024-12-28", "day"), "the nearest year"),
    ("on 3 March", None, (None, None, "relative"), "no year to go by"),
    ("from 5 to 7 May 2024", None, ("2024-05-05", "2024-05-07", "day"), "range in a month"),
    ("from 30 April to 2 May 2024", None, ("2024-04-30", "2024-05-02", "day"), "range over months"),
    ("in October 2015", None, ("2015-10", "2015-10", "month"), "month"),
    ("in 2009", None, ("2009", "2009", "year"), "year"),
    ("met today with", "2025-03-03", ("2025-03-03", "2025-03-03", "day"), "today"),
    ("met today with", None, (None, None, "relative"), "today without an anchor is never guessed"),
    ("yesterday", "2025-03-01", ("2025-02-28", "2025-02-28", "day"), "over a month's end"),
    ("on Monday, he", "2025-03-05", ("2025-03-03", "2025-03-03", "day"), "the last Monday"),
    ("next Friday", "2025-03-05", ("2025-03-07", "2025-03-07", "day"), "the coming Friday"),
    ("last Wednesday", "2025-03-05", ("2025-02-26", "2025-02-26", "day"), "not today"),
    ("last month", "2025-01-15", ("2024-12", "2024-12", "month"), "over a year's end"),
    ("next year", "2025-01-15", ("2026", "2026", "year"), "year"),
    ("two days ago", "2025-03-05", ("2025-03-03", "2025-03-03", "day"), "counted back"),
    ("the 31 February 2025", None, None, "no such day"),
]


@pytest.mark.parametrize(("text", "published", "wanted", "why"), CASES, ids=[r[3] for r in CASES])
def test_date(
    text: str, published: str | None, wanted: tuple[str, str, str] | None, why: str
) -> None:
    found = find_dates(text, 0, len(text), published)
    if wanted is None:
        assert all(m.value.precision != "day" for m in found)
        return
    value = found[0].value
    assert (value.start, value.end, value.precision.value) == wanted
    span = found[0].span
    assert text[span.start : span.end] == span.text == value.text
