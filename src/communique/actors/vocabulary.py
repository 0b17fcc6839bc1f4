"""The words that offices, bodies and honorifics are made of, ready for look-up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from communique.resources.offices import NormalOffice


@dataclass(frozen=True, slots=True)
class OfficeHead:
    """A head noun of posts ("minister", "prime minister"); ``lemma`` is its singular.

    ``level`` is the register's level (head_of_state, head_of_government, minister …).
    """

    lemma: str
    plural: bool
    weak: bool
    level: str
    sector: str


TitleKey = tuple[str, frozenset[str], str]
"""Head, ranks that make another post, and normal portfolio: equal keys name the same office."""


@dataclass(frozen=True, slots=True)
class OfficeVocabulary:
    """Lower-cased words of offices; ``portfolios`` are single words ("foreign", "affairs").

    ``normal`` gives the office that a title means (resources.offices).
    """

    heads: Mapping[str, OfficeHead]
    ranks: frozenset[str]
    suffixes: frozenset[str]
    portfolios: frozenset[str]
    normal: Callable[[str, str | None], NormalOffice | None]
    bodies: frozenset[str]
    honorifics: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]

    def head(self, form: str) -> OfficeHead:
        """The head noun with this form."""
        return self.heads[form]


def title_key(vocabulary: OfficeVocabulary, title: str, of: str | None, head: str) -> TitleKey:
    """What a title comes down to; ``head`` stands where the title is not understood."""
    normal = vocabulary.normal(title, of)
    if normal is None:
        return head, frozenset(), ""
    return normal.head, frozenset(normal.ranks), normal.portfolio or normal.rest
