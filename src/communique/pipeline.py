"""The reading: what one document yields, one typed field for each layer."""

from __future__ import annotations

from dataclasses import dataclass

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
