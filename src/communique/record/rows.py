"""The rows that a reading makes in the record."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from communique.actors.types import Actor, MentionKind
from communique.core.lines import LineIndex
from communique.pipeline import Reading
from communique.record.folding import fold_names
from communique.statements.types import Statement

GAP = " … "
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]+")


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement as the record keeps it; lines count from 1."""

    statement: Statement
    first_line: int
    last_line: int
    words: str
    speakers: tuple[tuple[str, str, str | None, str], ...]
    subjects: tuple[tuple[str, str], ...]


def reading_json(reading: Reading) -> str:
    """The reading as it is kept: compact JSON, explanations included."""
    return json.dumps(reading.to_dict(explain=True), ensure_ascii=True, separators=(",", ":"))


def same_but_for_path(old: Reading, new: Reading) -> bool:
    """Whether two readings differ at most in where their document lies."""
    moved = replace(old.document, path=new.document.path)
    return replace(old, document=moved) == new


def statement_rows(reading: Reading) -> Iterator[StatementRow]:
    """A row for each statement of the reading, in its order."""
    actors = {actor.id: actor for actor in reading.actors}
    lines = LineIndex(reading.document.text)
    for statement in reading.statements:
        about = [actors[id_] for id_ in statement.about if id_ in actors]
        subjects = [(actor.name, fold_names(names_of(actor))) for actor in about]
        subjects += [(topic, fold_names([topic])) for topic in statement.topics]
        yield StatementRow(
            statement,
            first_line=lines.line_of(statement.content[0].start),
            last_line=lines.line_of(statement.content[-1].end - 1),
            words=words_of(statement),
            speakers=tuple(_speakers(statement, actors, reading.document.published)),
            subjects=tuple(dict.fromkeys(subjects)),
        )


def words_of(statement: Statement) -> str:
    """The words of the content on one line, parts joined by an ellipsis."""
    return GAP.join(_CONTROLS.sub(" ", span.text).strip() for span in statement.content)


def names_of(actor: Actor) -> list[str]:
    """The name and every other name the text uses."""
    kinds = (MentionKind.NAME, MentionKind.CAPITAL, MentionKind.DEMONYM)
    return [actor.name, *(mention.text for mention in actor.mentions if mention.kind in kinds)]


def office_of(actor: Actor, names: dict[str, str], day: str | None) -> str | None:
    """The offices an actor holds on ``day`` (any, if None) as one phrase, None without any.

    ``names`` gives the names of the states and organisations by actor id.
    """
    held = [tenure for tenure in actor.offices if _holds(tenure.since, tenure.until, day)]
    phrases = [
        f"{tenure.title} of {names[tenure.of]}" if tenure.of in names else tenure.title
        for tenure in held
    ]
    return "; ".join(dict.fromkeys(phrases)) or None


def _holds(since: str | None, until: str | None, day: str | None) -> bool:
    """Whether a tenure given by partial dates covers ``day`` (unknown limits are open)."""
    if day is None:
        return True
    begun = since is None or since <= day
    return begun and (until is None or day[: len(until)] <= until)


def _speakers(
    statement: Statement, actors: dict[str, Actor], day: str | None
) -> Iterator[tuple[str, str, str | None, str]]:
    """Actor id, name, office and folded names of each speaker."""
    names = {id_: actor.name for id_, actor in actors.items()}
    for id_ in statement.speakers:
        if actor := actors.get(id_):
            yield id_, actor.name, office_of(actor, names, day), fold_names(names_of(actor))
