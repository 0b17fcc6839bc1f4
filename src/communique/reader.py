"""The reader: a loaded document in, a reading out.

The steps are plain functions; this module gives them their order. Attribution is found in the
parse before actors are resolved, because who spoke last decides whom "the Minister" means;
the speakers of what was found are resolved after.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from communique.actors.find import find_actors
from communique.actors.register import load_actor_register
from communique.actors.types import ActorLayer, ActorType
from communique.core.problems import Problem
from communique.documents.types import Genre, LoadedDocument
from communique.events.find import find_events
from communique.events.triggers import load_triggers
from communique.events.types import EventLayer
from communique.language.parse import parse_text
from communique.language.quotations import find_quotes
from communique.pipeline import SCHEMA, Reading
from communique.statements.attributions import ENGINES, find_all_attributions, warm_up
from communique.statements.find import find_statements, speech_hints
from communique.statements.lexicon import load_lexicon
from communique.statements.types import StatementLayer

DEFAULT_ENGINE = "model"


def read_loaded(loaded: LoadedDocument, *, engine: str | None = None) -> Reading:
    """The reading of a loaded document; the same bytes give the same reading.

    Raises:
        UsageError: if there is no such engine.
        ModelError: if the model's files are missing or damaged.
    """
    document = loaded.document
    chosen = engine or DEFAULT_ENGINE
    with ThreadPoolExecutor(max_workers=1) as loader:
        # the network loads while the parser does: both take their time at the first document
        warmed = loader.submit(warm_up, chosen)
        parsed = parse_text(document.text, loaded.clean)
        warmed.result()
    quotes, quote_problems = find_quotes(parsed)
    lexicon = load_lexicon()
    attributions = find_all_attributions(
        parsed,
        quotes,
        engine=chosen,
        genre=document.genre,
        title_end=loaded.title_end,
    )
    actors = find_actors(
        parsed,
        load_actor_register(),
        speech=speech_hints(attributions),
        publisher=document.publisher,
    )
    author = _author(loaded, actors)
    statements = find_statements(parsed, attributions, actors, lexicon, author=author)
    dateline = (loaded.dateline.place, loaded.dateline.date) if loaded.dateline else (None, None)
    events = find_events(
        parsed,
        actors,
        statements.statements,
        load_triggers(),
        published=document.published,
        dateline=dateline,
    )
    problems = (*loaded.problems, *quote_problems, *actors.problems, *statements.problems)
    return _reading(loaded, actors, statements, events, problems)


def _reading(
    loaded: LoadedDocument,
    actors: ActorLayer,
    statements: StatementLayer,
    events: EventLayer,
    problems: tuple[Problem, ...],
) -> Reading:
    return Reading(
        schema=SCHEMA,
        document=loaded.document,
        actors=actors.actors,
        statements=statements.statements,
        events=events.events,
        relations=events.relations,
        commitments=statements.commitments,
        problems=problems,
        explanations={**statements.reasons, **events.reasons, **_actor_reasons(actors)},
    )


def _actor_reasons(layer: ActorLayer) -> dict[str, str]:
    """Why each actor's short names were read so: the references that had to be resolved."""
    reasons: dict[str, list[str]] = {}
    for reference in layer.references:
        if reference.reason == "named":
            continue
        for actor in reference.actors:
            line = f"“{reference.mention.text}” [{reference.mention.start}] {reference.reason}"
            reasons.setdefault(actor, []).append(line)
    return {actor: "; ".join(lines) for actor, lines in reasons.items()}


def _author(loaded: LoadedDocument, actors: ActorLayer) -> tuple[str, ...]:
    """Whose speech a speech text is: the first person named, in the title if there is one."""
    if loaded.document.genre is not Genre.SPEECH:
        return ()
    for actor in actors.actors:
        if actor.type is ActorType.PERSON:
            return (actor.id,)
    return ()


__all__ = ["DEFAULT_ENGINE", "ENGINES", "read_loaded"]
