"""Dates as documents give them: whole, partial, or only relative."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Precision(StrEnum):
    """How exactly a text dates something."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    RELATIVE = "relative"


@dataclass(frozen=True, slots=True)
class DateRange:
    """When something happened, as far as the text tells.

    ``start`` and ``end`` are ISO dates cut to the precision (``2015-10-07``, ``2015-10``,
    ``2015``), equal for a single date; both are None where ``precision`` is RELATIVE
    ("today" in a document whose day is unknown). ``text`` is the wording.
    """

    start: str | None
    end: str | None
    precision: Precision
    text: str
