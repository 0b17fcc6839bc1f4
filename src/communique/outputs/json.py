"""Readings as JSON text: one object, an array, or a line each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from communique.pipeline import Reading


def json_object(reading: Reading, *, explain: bool = False) -> str:
    """The reading as an indented JSON object, without a line end."""
    return json.dumps(reading.to_dict(explain=explain), ensure_ascii=False, indent=2)


def json_line(reading: Reading, *, explain: bool = False) -> str:
    """The reading as JSON on one line, without a line end."""
    return json.dumps(reading.to_dict(explain=explain), ensure_ascii=False, separators=(",", ":"))


def json_array(readings: Iterable[Reading], *, explain: bool = False) -> Iterator[str]:
    """Pieces of a JSON array, written as the readings come."""
    opening = "[\n"
    for reading in readings:
        yield opening + json_object(reading, explain=explain)
        opening = ",\n"
    yield "[]\n" if opening == "[\n" else "\n]\n"
