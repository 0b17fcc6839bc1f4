"""Readings of short texts, for the cases of several test modules."""

from functools import lru_cache

from communique.documents import load_text
from communique.pipeline import Reading
from communique.reader import read_loaded


@lru_cache(maxsize=256)
def reading_of(
    text: str, published: str | None = None, publisher: str | None = None, engine: str = "rules"
) -> Reading:
    """The reading of a text, kept for the other tests of a run."""
    return read_loaded(load_text(text, published=published, publisher=publisher), engine=engine)


def names(reading: Reading, ids: tuple[str, ...]) -> list[str]:
    """The names of actors by id."""
    by_id = {actor.id: actor.name for actor in reading.actors}
    return [by_id.get(key, key) for key in ids]
