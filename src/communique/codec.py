"""Readings as JSON values and back: the contract ``communique.reading/1``.

The conversion follows the type hints of the frozen dataclasses, so a field added to a type
is in the JSON at once. It knows nothing of the layers but the three names that JSON spells
differently. Unknown extra keys are ignored, so that newer readings open in older programs.
"""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, cast

from communique.core.errors import CommuniqueError

T = TypeVar("T")
Decoder = Callable[[Any, str], Any]

EXPLANATIONS = "explanations"
_JSON_NAMES = {"Tenure": {"since": "from", "until": "to"}}
_JSON_KINDS = {
    str: "text",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    list: "a list",
    dict: "an object",
    NoneType: "null",
}


class InvalidReading(CommuniqueError):
    """A JSON value is not a reading of this schema; the text names the place."""


def to_dict(value: Any, *, explain: bool = False) -> dict[str, Any]:
    """The JSON object of a reading (or of any value in one), keys in field order.

    ``explanations`` is left out unless ``explain``.
    """
    encoded = cast("dict[str, Any]", _encode(value))
    if not explain:
        encoded.pop(EXPLANATIONS, None)
    return encoded


def from_dict(kind: type[T], data: object, *, where: str = "") -> T:
    """The value of dataclass ``kind`` that ``data`` describes (inverse of :func:`to_dict`).

    A missing key is read as None or as empty explanations where the type allows it.

    Raises:
        InvalidReading: if something is missing or of the wrong kind; ``where`` (a path like
            ``statements[3]``) opens the message.
    """
    hint: Any = kind
    return cast(T, _decoder(hint)(data, where))


def check_schema(data: object, schema: str) -> None:
    """Refuse (with :class:`InvalidReading`) an object that does not name ``schema`` as its own."""
    if not isinstance(data, Mapping):
        raise InvalidReading(f"not a reading: expected an object, found {_kind_of(data)}")
    found = data.get("schema")
    if found != schema:
        raise InvalidReading(f"not a reading: schema is {found!r}, this program reads {schema!r}")


def check_anchors(value: object, text: str) -> None:
    """Refuse a value in which some span does not hold the words of ``text`` at its place.

    Raises:
        InvalidReading: names the first span that does not match.
    """
    for where, start, end, words in _anchors(value, ""):
        if not 0 <= start < end <= len(text) or text[start:end] != words:
            raise InvalidReading(
                f"{where}: the text at {start}..{end} is {text[max(start, 0) : end]!r}, "
                f"not {words!r}"
            )


def _encode(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {key: _encode(getattr(value, name)) for name, key in _field_keys(type(value))}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [_encode(item) for item in value]
    if isinstance(value, dict):
        return {key: _encode(value[key]) for key in sorted(value)}
    return value


@cache
def _field_keys(kind: type) -> tuple[tuple[str, str], ...]:
    renamed = _JSON_NAMES.get(kind.__name__, {})
    return tuple(
        (field.name, renamed.get(field.name, field.name))
        for field in dataclasses.fields(cast(Any, kind))
    )


@cache
def _decoder(hint: Any) -> Decoder:
    """The function that checks and converts a JSON value for one type hint."""
    if dataclasses.is_dataclass(hint):
        return _object_decoder(cast(type, hint))
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _enum_decoder(hint)
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (UnionType, typing.Union):
        return _optional_decoder(next(kind for kind in arguments if kind is not NoneType))
    if origin is tuple:
        return _list_decoder(arguments[0])
    if origin is dict:
        return _mapping_decoder(arguments[1])
    return _scalar_decoder(hint)


def _object_decoder(kind: type) -> Decoder:
    hints = typing.get_type_hints(kind)
    plan = [(name, key, hints[name]) for name, key in _field_keys(kind)]

    def decode(data: Any, where: str) -> Any:
        values = _expect(data, dict, where)
        return kind(**{name: _field(values, key, hint, where) for name, key, hint in plan})

    return decode


def _field(values: dict[str, Any], key: str, hint: Any, where: str) -> Any:
    place = f"{where}.{key}" if where else key
    if key in values:
        return _decoder(hint)(values[key], place)
    if NoneType in typing.get_args(hint):
        return None
    if key == EXPLANATIONS:
        return {}
    raise InvalidReading(f"{place}: missing")


def _enum_decoder(kind: type[Enum]) -> Decoder:
    members = {member.value: member for member in kind}

    def decode(data: Any, where: str) -> Any:
        if not isinstance(data, str) or data not in members:
            known = ", ".join(members)
            raise InvalidReading(f"{where}: {data!r} is none of {known}")
        return members[data]

    return decode


def _optional_decoder(hint: Any) -> Decoder:
    inner = _decoder(hint)

    def decode(data: Any, where: str) -> Any:
        return None if data is None else inner(data, where)

    return decode


def _list_decoder(hint: Any) -> Decoder:
    inner = _decoder(hint)

    def decode(data: Any, where: str) -> Any:
        items = _expect(data, list, where)
        return tuple(inner(item, f"{where}[{index}]") for index, item in enumerate(items))

    return decode


def _mapping_decoder(hint: Any) -> Decoder:
    inner = _decoder(hint)

    def decode(data: Any, where: str) -> Any:
        values = _expect(data, dict, where)
        return {key: inner(value, f"{where}.{key}") for key, value in values.items()}

    return decode


def _scalar_decoder(kind: type) -> Decoder:
    def decode(data: Any, where: str) -> Any:
        if kind is float and type(data) is int:
            return float(data)
        return _expect(data, kind, where)

    return decode


def _expect(data: Any, kind: type, where: str) -> Any:
    """``data`` if it is exactly of ``kind`` (so that true is no number)."""
    if type(data) is not kind:
        place = where or "reading"
        raise InvalidReading(f"{place}: expected {_JSON_KINDS[kind]}, found {_kind_of(data)}")
    return data


def _kind_of(data: object) -> str:
    return _JSON_KINDS.get(type(data), type(data).__name__)


def _anchors(value: Any, where: str) -> Iterator[tuple[str, int, int, str]]:
    """Each span-like value (start, end, text) below ``value`` with its place."""
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _anchors(item, f"{where}[{index}]")
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        keys = _field_keys(type(value))
        if {"start", "end", "text"} <= {name for name, _ in keys}:
            span = cast(Any, value)
            if isinstance(span.start, int) and isinstance(span.end, int):
                yield where, span.start, span.end, span.text
        for name, key in keys:
            yield from _anchors(getattr(value, name), f"{where}.{key}" if where else key)
