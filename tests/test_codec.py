"""Readings as JSON values and back."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.actors.types import Actor, Mention, MentionKind
from communique.codec import InvalidReading
from communique.core.problems import Problem
from communique.core.spans import Span, span_of
from communique.documents.types import Document
from communique.events.types import Event, Relation
from communique.pipeline import SCHEMA, Reading
from communique.statements.types import Commitment, Statement
from tests.builders import RELEASE, karst_reading


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(st.integers(0, len(RELEASE) - 1))
    return span_of(RELEASE, start, draw(st.integers(start + 1, len(RELEASE))))


@st.composite
def mentions(draw: st.DrawFn) -> Mention:
    span = draw(spans())
    return Mention(span.start, span.end, span.text, draw(st.sampled_from(MentionKind)))


st.register_type_strategy(Span, spans())
st.register_type_strategy(Mention, mentions())


def several(kind: type) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(st.from_type(kind), max_size=2).map(tuple)


def is_finite(reading: Reading) -> bool:
    return all(item.confidence == item.confidence for item in reading.statements)


READINGS = st.builds(
    Reading,
    schema=st.just(SCHEMA),
    document=st.builds(Document, text=st.just(RELEASE)),
    actors=several(Actor),
    statements=several(Statement),
    events=several(Event),
    relations=several(Relation),
    commitments=several(Commitment),
    problems=several(Problem),
).filter(is_finite)


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(READINGS)
def test_a_reading_survives_the_round_trip(reading: Reading) -> None:
    sent = json.loads(json.dumps(reading.to_dict(explain=True)))
    assert Reading.from_dict(sent) == reading


def test_the_contract_names_its_keys() -> None:
    sent = karst_reading().to_dict()
    assert list(sent) == [
        "schema",
        "document",
        "actors",
        "statements",
        "events",
        "relations",
        "commitments",
        "problems",
    ]
    office = sent["actors"][1]["offices"][0]
    assert (office["from"], office["to"]) == ("2024", None)
    assert set(office) == {"title", "of", "from", "to", "evidence"}
    assert set(office["evidence"]) == {"start", "end", "text"}
    assert set(sent["commitments"][0]) == {
        "id", "by", "to", "what", "status", "due", "statement"
    }  # fmt: skip
    assert sent["statements"][0]["quotation"] == "direct"
    assert isinstance(sent["statements"][0]["content"], list)
    assert sent["statements"][1]["stance"] == [{"toward": "ac-pact", "polarity": "supports"}]
    assert sent["events"][0]["plover"] == {
        "type": "CONSULT", "mode": [], "context": ["diplomatic"]
    }  # fmt: skip
    assert sent["problems"][1]["span"] is None


def test_explanations_come_only_when_asked_for() -> None:
    reading = karst_reading()
    assert reading.to_dict(explain=True)["explanations"] == reading.explanations
    assert Reading.from_dict(reading.to_dict()).explanations == {}


def test_unknown_keys_are_ignored() -> None:
    sent = karst_reading().to_dict(explain=True)
    sent["weather"] = "fair"
    sent["statements"][0]["mood"] = {"is": "new"}
    assert Reading.from_dict(sent) == karst_reading()


def test_a_whole_number_is_a_confidence() -> None:
    sent = karst_reading().to_dict()
    sent["statements"][0]["confidence"] = 1
    assert Reading.from_dict(sent).statements[0].confidence == 1.0


def set_to(*path: object, value: object) -> Callable[[Any], object]:
    """A change of the value at ``path``."""

    def change(sent: Any) -> object:
        target = sent
        for step in path[:-1]:
            target = target[step]
        target[path[-1]] = value
        return sent

    return change


DAMAGED = [
    ("no object at all", lambda sent: [sent], "expected an object, found a list"),
    ("another schema", set_to("schema", value="x/2"), "schema is 'x/2'"),
    ("no schema", lambda sent: {}, "schema is None"),
    ("a missing layer", lambda sent: sent.pop("actors") and sent, "actors: missing"),
    ("a number for a title", set_to("document", "title", value=3), "document.title: expected text"),
    ("true for a number", set_to("document", "words", value=True), "document.words: expected a"),
    ("an unknown type", set_to("actors", 0, "type", value="ship"), "actors[0].type: 'ship'"),
    ("an unhashable type", set_to("actors", 0, "type", value=[]), "actors[0].type: [] is none of"),
    ("one span for a list", set_to("statements", 0, "content", value={}), "expected a list"),
    ("words elsewhere", set_to("statements", 0, "cue", "start", value=0), "statements[0].cue: the"),
    ("before the text", set_to("statements", 0, "cue", "start", value=-1), "statements[0].cue"),
    ("an explanation of nothing", set_to("explanations", value={"a": None}), "explanations.a"),
]


@pytest.mark.parametrize(
    ("change", "message"), [case[1:] for case in DAMAGED], ids=[case[0] for case in DAMAGED]
)
def test_damage_is_refused_by_name(change: Callable[[Any], object], message: str) -> None:
    with pytest.raises(InvalidReading) as caught:
        Reading.from_dict(change(karst_reading().to_dict(explain=True)))
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
