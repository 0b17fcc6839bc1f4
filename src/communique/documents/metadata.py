"""Title, dateline, publication date and publisher, where the document gives them."""

from __future__ import annotations

import re
from datetime import date

from communique.core.problems import Problem
from communique.documents.types import CleanText, Dateline

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\.?"
_DATE = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH},? \d{{4}}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{4}}-\d\d-\d\d|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}})"
_SHORT_DATE = rf"(?:\d{{1,2}} {_MONTH}|{_MONTH} \d{{1,2}})"
_PLACE = r"(?:[A-Z][\w.’'-]+(?:[ /-](?:[A-Z][\w.’'-]+|de|la|of|al))*(?:, [A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+)*)?)"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DATELINE = re.compile(
    rf"(?P<place>{_PLACE})(?:,? ?\(?(?:{_WEEKDAY}, )?(?P<date>{_DATE}|{_SHORT_DATE})\)?)?,?\s?(?:\([A-Za-z .-]{{2,30}}\)\s?)?(?:—|–|--|-|\|)\s*(?=\S)"
)
_DATELINE_POINT = re.compile(
    rf"(?P<place>{_PLACE}),? (?:{_WEEKDAY}, )?(?P<date>{_DATE})[.,]?\s(?=[A-Z\"“])"
)
_DATE_LINE = re.compile(
    rf"(?:.{{0,60}}?\b(?:of|dated|on|date|published|posted|updated|released?)\b:?\s*)?(?:{_WEEKDAY},? )?(?P<date>{_DATE})(?:[ ,|-]+\d{{1,2}}[:.]\d\d.*)?\s*$",
    re.IGNORECASE,
)
_PLACED_DATE = re.compile(rf"{_PLACE}, (?:{_WEEKDAY}, )?(?P<date>{_DATE})\s*$")
_PUBLISHER = re.compile(
    r"(?:the )?(?:ministry (?:of|for) [\w ,]+|[\w .]+ ministry(?: of [\w ]+)?|department of state.*|u\.?s\.? department of state|office of the [\w ,]+|(?:european )?external action service|"
    r"[\w ]*(?:presidency|chancellery|secretariat|commission|council|embassy)(?: of [\w ,]+)?|government of [\w ]+|press (?:service|office|department)[\w ,]*|[\w ]+ news agency)\.?$",
    re.IGNORECASE,
)
_MAX_TITLE_WORDS = 32
_HEAD_LINES = 8
_LABEL = re.compile(r"(?:Q|A|Question|Answer|[A-Z][A-Z .’'-]{1,50})\s*:\s")
_SLASHED = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")


def find_title(clean: CleanText) -> tuple[str | None, int]:
    """The heading that opens the text, and the source offset where the title block ends.

    A heading is a short first line without a full stop, followed by a longer paragraph;
    letterheads, dates and numbers above it belong to the title block. (None, 0) if none.
    """
    title = None
    end = 0
    for number, block in enumerate(clean.blocks[:_HEAD_LINES]):
        text = clean.text[block.start : block.end]
        if not _is_heading(text):
            break
        last = number + 1 < len(clean.blocks)
        if not last:
            break
        end = clean.source_range(block.start, block.end)[1]
        if title is None and not _is_furniture(text):
            title = text
    return title, end


def _is_heading(text: str) -> bool:
    words = text.split()
    if len(words) > _MAX_TITLE_WORDS or (
        text.rstrip().endswith((".", ";", ",")) and not _is_furniture(text)
    ):
        return False
    if _DATELINE.match(text) and len(words) > 8 and ("–" in text or "—" in text):
        return False
    if re.match(r"[\"“«„'‘]", text) and text.rstrip().endswith(('"', "”", "»")):
        return False
    if re.match(r"[^:]{1,60}:\s+\S", text) and (len(words) > 12 or _LABEL.match(text)):
        return False
    return not re.match(r"(?:\d{1,3}[.)]|[-*•])\s", text)


def _is_furniture(text: str) -> bool:
    """A letterhead, number or date line that is no title."""
    stripped = text.strip()
    return bool(
        _PUBLISHER.fullmatch(stripped)
        or _DATE_LINE.fullmatch(stripped)
        or _PLACED_DATE.fullmatch(stripped)
        or re.fullmatch(
            r"(?i)(?:press (?:release|statement)|statement|news|readout|for immediate release|no\.?:? ?\d+.*|\W*)(?:\s+(?:no\.?|number)?:?\s*[\d/.-]+.*)?",
            stripped,
        )
    )


def find_dateline(clean: CleanText, title_end: int) -> Dateline | None:
    """The dateline that opens the first paragraph of the body, in source offsets."""
    for block in clean.blocks[:_HEAD_LINES]:
        if clean.offsets[block.start] < title_end:
            continue
        text = clean.text[block.start : block.end]
        match = _DATELINE.match(text) or _DATELINE_POINT.match(text)
        if match is None or not _is_dateline(match, text):
            return None
        start, end = clean.source_range(block.start, block.start + match.end())
        return Dateline(start, end, match.group("place"), iso_date(match.group("date") or ""))
    return None


def _is_dateline(match: re.Match[str], text: str) -> bool:
    """A date, or a place in capitals; and something to read behind it."""
    has_date = bool(match.group("date"))
    return (has_date or match.group("place").isupper()) and len(text) - match.end() > 20


def find_date(clean: CleanText, dateline: Dateline | None) -> tuple[str | None, Problem | None]:
    """The publication date that the text gives: a dateline's, else a line of its own near the top or the end."""
    if dateline is not None and dateline.date is not None:
        return dateline.date, None
    blocks = [*clean.blocks[:_HEAD_LINES], *clean.blocks[-3:]]
    for block in blocks:
        text = clean.text[block.start : block.end]
        match = (
            (_DATE_LINE.fullmatch(text) or _PLACED_DATE.fullmatch(text))
            if len(text) < 120
            else None
        )
        if match is None:
            continue
        found = iso_date(match.group("date"))
        if found is not None:
            return found, None
        if _SLASHED.search(match.group("date")):
            message = f"“{text}” can be read as two dates; give the date with --published"
            return None, Problem("ambiguous-date", message)
    return None, None


def iso_date(text: str) -> str | None:
    """A written date as an ISO day; None without a year, or where day and month can be swapped."""
    iso = re.search(r"(\d{4})-(\d\d)-(\d\d)", text)
    if iso:
        return _valid(int(iso[1]), int(iso[2]), int(iso[3]))
    slashed = _SLASHED.search(text)
    if slashed:
        first, second, year = (int(part) for part in slashed.groups())
        if "." in slashed.group() or first > 12:
            return _valid(year, second, first)
        return _valid(year, first, second) if second > 12 or first == second else None
    month = re.search(_MONTH, text)
    numbers = re.findall(r"\d+", text)
    if month is None or len(numbers) < 2:
        return None
    number = next(
        n
        for n, name in enumerate(_MONTHS, 1)
        if name.startswith(month.group().lower().rstrip(".")[:3])
    )
    day, year = (int(numbers[0]), int(numbers[1])) if int(numbers[1]) > 31 else (0, 0)
    return _valid(year, number, day)


def _valid(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def find_publisher(clean: CleanText) -> str | None:
    """A letterhead line among the first lines that names a ministry, office or agency."""
    for block in clean.blocks[:5]:
        text = clean.text[block.start : block.end].strip()
        if len(text.split()) <= 14 and _PUBLISHER.fullmatch(text):
            return text
    return None
