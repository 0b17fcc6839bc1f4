"""Dates in the text: absolute, relative to the publication day, ranges, partial.

Absolute and partial dates and the field's relative ones are read here; what remains
("two days ago", "the day before yesterday") is left to dateparser.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from communique.core.dates import DateRange, Precision
from communique.core.spans import Span, span_of

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 12)}
"""First and last month of each season, north of the equator."""
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH = r"(?P<{0}>(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\.?)"
_DAY = r"(?P<{0}>\d{{1,2}})(?:st|nd|rd|th)?"
_YEAR = r"(?P<{0}>(?:19|20)\d\d)"
_TO = r"\s*(?:-|–|—|to|and|until|through)\s*"


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(r"(?<![\w.])" + pattern + r"(?!\w)")


_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("iso", _compile(r"(?P<y1>(?:19|20)\d\d)-(?P<n1>\d\d)-(?P<d1>\d\d)")),
    (
        "range_across",
        _compile(
            _DAY.format("d1")
            + r"(?: of)? "
            + _MONTH.format("m1")
            + r"(?:,? "
            + _YEAR.format("y1")
            + ")?"
            + _TO
            + _DAY.format("d2")
            + r"(?: of)? "
            + _MONTH.format("m2")
            + r"(?:,? "
            + _YEAR.format("y2")
            + ")?"
        ),
    ),
    (
        "range",
        _compile(
            _DAY.format("d1")
            + _TO
            + _DAY.format("d2")
            + r"(?: of)? "
            + _MONTH.format("m1")
            + r"(?:,? "
            + _YEAR.format("y1")
            + ")?"
        ),
    ),
    (
        "range_us",
        _compile(
            _MONTH.format("m1")
            + " "
            + _DAY.format("d1")
            + _TO
            + _DAY.format("d2")
            + r"(?:,? "
            + _YEAR.format("y1")
            + ")?"
        ),
    ),
    (
        "day",
        _compile(
            _DAY.format("d1")
            + r"(?: day)?(?: of)? "
            + _MONTH.format("m1")
            + r"(?:,? (?:of )?"
            + _YEAR.format("y1")
            + ")?"
        ),
    ),
    (
        "day_us",
        _compile(
            _MONTH.format("m1") + " " + _DAY.format("d1") + r"(?:,? " + _YEAR.format("y1") + ")?"
        ),
    ),
    ("month", _compile(_MONTH.format("m1") + r",?(?: of)? " + _YEAR.format("y1"))),
    (
        "relative",
        re.compile(
            r"(?<!\w)(?P<relative>today|yesterday|tomorrow|tonight|this (?:morning|afternoon|evening|week|month|year)"
            r"|(?:last|next|this past|this coming|this|earlier this|later this|the previous|the following) "
            r"(?:week|month|year|summer|autumn|spring|winter|monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
            r"|the (?:day|week|month|year) before(?: yesterday)?|the (?:previous|following|next) day|the day after tomorrow"
            r"|(?:a|one|two|three|four|five|six|seven|ten|\d+) (?:day|week|month|year)s? (?:ago|earlier|later)"
            r"|(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?= ?(?:,|\.|;|and|in|at|with|that|evening|morning|night|afternoon|$|\)|by|to|on|said|after|the|he|she|for|as|during))"
            r")(?!\w)",
            re.IGNORECASE,
        ),
    ),
    (
        "recent",
        re.compile(
            r"(?<!\w)(?P<relative>recently|earlier this (?:week|month|year)|in the coming (?:days|weeks|months)|soon|in the near future|shortly)(?!\w)",
            re.IGNORECASE,
        ),
    ),
    (
        "season",
        re.compile(
            r"(?<!\w)(?:in|by|before|until|during|since) (?:the )?(?:early |late )?"
            r"(?:spring|summer|autumn|fall|winter)(?: of (?P<y1>(?:19|20)\d\d))?(?!\w)"
        ),
    ),
    (
        "month_only",
        _compile(
            r"(?:(?<=in )|(?<=by )|(?<=since )|(?<=until )|(?<=last )|(?<=next )|(?<=this )|(?<=of )|(?<=late )|(?<=early )|(?<=mid-))"
            + _MONTH.format("m1")
        ),
    ),
    (
        "year",
        _compile(
            r"(?:(?<=in )|(?<=since )|(?<=by )|(?<=of )|(?<=from )|(?<=until )|(?<=for )|(?<=and )|(?<=the ))"
            + _YEAR.format("y1")
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in the text with what it comes to."""

    span: Span
    value: DateRange


def anchor_day(published: str | None) -> date | None:
    """The day that relative dates count from; None where only a month or nothing is known."""
    return date.fromisoformat(published) if published and len(published) == 10 else None


def coming(value: DateRange, anchor: date) -> DateRange:
    """A bare weekday ("Tuesday") as the first one after the anchor; other dates unchanged."""
    words = value.text.lower()
    if words not in _DAYS or value.start is None:
        return value
    return _day(_weekday("next", _DAYS.index(words), anchor), value.text)


def find_dates(text: str, start: int, end: int, published: str | None) -> list[DateMention]:
    """The dates in ``text[start:end]``, in order, without overlaps.

    ``published`` (an ISO day or None) anchors relative dates and days without a year; without
    it they stay relative.
    """
    anchor = anchor_day(published)
    found: list[DateMention] = []
    taken: list[tuple[int, int]] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text, start, end):
            if any(match.start() < b and a < match.end() for a, b in taken):
                continue
            value = _value(kind, match, anchor)
            if value is not None:
                taken.append(match.span())
                found.append(DateMention(span_of(text, *match.span()), value))
    return sorted(found, key=lambda mention: mention.span.start)


def _value(kind: str, match: re.Match[str], anchor: date | None) -> DateRange | None:
    groups = match.groupdict()
    words = match.group()
    if kind in ("relative", "recent"):
        return relative_date(words, anchor)
    if kind == "year":
        return DateRange(groups["y1"], groups["y1"], Precision.YEAR, words)
    if kind == "iso":
        return _day_range(words, _iso(groups["y1"], int(groups["n1"]), groups["d1"]), None)
    if kind == "season":
        year = groups["y1"] or (str(anchor.year) if anchor is not None else None)
        precision = Precision.YEAR if year is not None else Precision.RELATIVE
        return DateRange(year, year, precision, words)
    month = _MONTHS[groups["m1"].lower().rstrip(".")]
    year = groups.get("y1") or groups.get("y2") or _year_near(month, anchor)
    if kind == "month_only" and anchor is not None:
        year = _year_said(match, month, anchor) or year
    if kind in ("month", "month_only"):
        if year is None:
            return DateRange(None, None, Precision.RELATIVE, words)
        value = f"{year}-{month:02d}"
        return DateRange(value, value, Precision.MONTH, words)
    if year is None:
        return DateRange(None, None, Precision.RELATIVE, words)
    first = _iso(year, month, groups["d1"])
    last_month = _MONTHS[groups["m2"].lower().rstrip(".")] if groups.get("m2") else month
    last = _iso(groups.get("y2") or year, last_month, groups["d2"]) if groups.get("d2") else None
    return _day_range(words, first, last)


def _day_range(words: str, first: str | None, last: str | None) -> DateRange | None:
    if first is None:
        return None
    return DateRange(first, last or first, Precision.DAY, words)


def _iso(year: str, month: int, day: str) -> str | None:
    try:
        return date(int(year), month, int(day)).isoformat()
    except ValueError:
        return None


def _year_near(month: int, anchor: date | None) -> str | None:
    """The year that puts a month without one nearest to the anchor."""
    if anchor is None:
        return None
    years = (anchor.year - 1, anchor.year, anchor.year + 1)
    best = min(years, key=lambda y: (abs((y - anchor.year) * 12 + month - anchor.month), -y))
    return str(best)


def _year_said(match: re.Match[str], month: int, anchor: date) -> str | None:
    """The year of "last May" or "next May": the latest one before, the first one after."""
    before = match.string[max(0, match.start() - 5) : match.start()].lower()
    if before == "last ":
        return str(anchor.year if month < anchor.month else anchor.year - 1)
    if before == "next ":
        return str(anchor.year if month > anchor.month else anchor.year + 1)
    return None


def relative_date(words: str, anchor: date | None) -> DateRange:
    """What "yesterday" or "next month" comes to on the anchor's day; relative without one."""
    if anchor is None:
        return DateRange(None, None, Precision.RELATIVE, words)
    lower = words.lower()
    shifts = {
        "today": 0,
        "tonight": 0,
        "yesterday": -1,
        "tomorrow": 1,
        "the day before yesterday": -2,
        "the day after tomorrow": 2,
    }
    if lower in shifts or lower.startswith(("this morning", "this afternoon", "this evening")):
        return _day(anchor + timedelta(days=shifts.get(lower, 0)), words)
    weekday = next((n for n, name in enumerate(_DAYS) if name in lower), None)
    if weekday is not None:
        return _day(_weekday(lower, weekday, anchor), words)
    return _period(lower, words, anchor)


def _day(day: date, words: str) -> DateRange:
    return DateRange(day.isoformat(), day.isoformat(), Precision.DAY, words)


def _weekday(lower: str, weekday: int, anchor: date) -> date:
    """The weekday meant: the latest one up to the anchor, unless "next" or "coming" stands there."""
    back = (anchor.weekday() - weekday) % 7
    if "next" in lower or "coming" in lower:
        return anchor + timedelta(days=(weekday - anchor.weekday() - 1) % 7 + 1)
    if "last" in lower or "past" in lower:
        back = back or 7
    return anchor - timedelta(days=back)


def _period(lower: str, words: str, anchor: date) -> DateRange:
    sign = (
        -1
        if any(w in lower for w in ("last", "previous", "past", "ago", "before"))
        else 1
        if any(w in lower for w in ("next", "coming", "following", "later")) and "this" not in lower
        else 0
    )
    if lower.endswith("ago"):
        return _ago(lower, words, anchor)
    if "week" in lower and "coming" not in lower:
        monday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=sign)
        return DateRange(
            monday.isoformat(), (monday + timedelta(days=6)).isoformat(), Precision.DAY, words
        )
    if "month" in lower and "coming" not in lower:
        index = anchor.year * 12 + anchor.month - 1 + sign
        value = f"{index // 12}-{index % 12 + 1:02d}"
        return DateRange(value, value, Precision.MONTH, words)
    if "year" in lower:
        value = str(anchor.year + sign)
        return DateRange(value, value, Precision.YEAR, words)
    season = next((name for name in _SEASONS if name in lower), None)
    if season is not None:
        first, last = _SEASONS[season]
        early = sign < 0 and anchor.month <= last
        late = sign > 0 and anchor.month >= first
        value = str(anchor.year - int(early) + int(late))
        return DateRange(value, value, Precision.YEAR, words)
    return DateRange(None, None, Precision.RELATIVE, words)


def _ago(lower: str, words: str, anchor: date) -> DateRange:
    from datetime import datetime

    import dateparser

    base = datetime(anchor.year, anchor.month, anchor.day)
    parsed = dateparser.parse(lower, languages=["en"], settings={"RELATIVE_BASE": base})
    if parsed is None:
        return DateRange(None, None, Precision.RELATIVE, words)
    if "year" in lower:
        return DateRange(str(parsed.year), str(parsed.year), Precision.YEAR, words)
    if "month" in lower:
        value = f"{parsed.year}-{parsed.month:02d}"
        return DateRange(value, value, Precision.MONTH, words)
    return _day(parsed.date(), words)
