"""The reading: what one document yields, one typed field for each layer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from communique import codec
from communique.actors.types import Actor
from communique.core.problems import Problem
from communique.documents.types import Document
from communique.events.types import Event, Relation
from communique.statements.types import Commitment, Statement

SCHEMA = "communique.reading/1"


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything found in one document, every item anchored to its words.

    ``explanations`` maps the id of an item to why it was read so (kept out of the JSON
    unless asked for).
    """

    schema: str
    document: Document
    actors: tuple[Actor, ...]
    statements: tuple[Statement, ...]
    events: tuple[Event, ...]
    relations: tuple[Relation, ...]
    commitments: tuple[Commitment, ...]
    problems: tuple[Problem, ...]
    explanations: dict[str, str]

    def to_dict(self, *, explain: bool = False) -> dict[str, Any]:
        """The JSON object of the reading; ``explain`` keeps the explanations."""
        return codec.to_dict(self, explain=explain)

    @classmethod
    def from_dict(cls, data: object) -> Reading:
        """The reading that :meth:`to_dict` made ``data`` of.

        Raises:
            codec.InvalidReading: for another schema, a missing or mistyped value, or a span
                that does not hold its words.
        """
        codec.check_schema(data, SCHEMA)
        reading = codec.from_dict(cls, data)
        codec.check_anchors(reading, reading.document.text)
        return reading

    def _repr_html_(self) -> str:
        """The reading as notebooks show it, in a frame of its own."""
        from communique.outputs.html import notebook_frame

        return notebook_frame(self)
