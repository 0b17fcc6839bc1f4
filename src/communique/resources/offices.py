"""The vocabulary of offices: heads, ranks, portfolios, and the normal form of a title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

_T = TypeVar("_T")
# What follows a head noun without narrowing its office.
_NO_MATTER = frozenset(
    {"parliament", "national assembly", "assembly", "government", "republic", "state", "house"}
)
_MINISTRY = re.compile(
    r"(?:federal |union |royal )?(?:ministry|department|secretariat)s? (?:of|for) (?:the )?(.+)"
)


@dataclass(frozen=True, slots=True)
class OfficeWord:
    """A head noun of offices ("minister", "high representative"); forms are lower case.

    ``level`` is head_of_state, head_of_government, minister, official, diplomat, parliament,
    military, religious or spokesperson; ``sector`` is PLOVER's. ``relational``: names an
    office only by relation to another ("counterpart").
    """

    id: str
    level: str
    sector: str
    forms: tuple[str, ...]
    plural: tuple[str, ...]
    gender: str | None
    relational: bool
    note: str


@dataclass(frozen=True, slots=True)
class RankWord:
    """A word before (or after a hyphen, behind) a head noun.

    ``changes`` is ``office`` (deputy: another post), ``tenure`` (former: another time) or
    ``none`` (federal); ``tenure`` then is acting, past, ending, future or present.
    """

    id: str
    forms: tuple[str, ...]
    changes: str
    tenure: str | None


@dataclass(frozen=True, slots=True)
class Portfolio:
    """A matter of government: what follows "minister of" and what precedes "minister"."""

    id: str
    forms: tuple[str, ...]
    premodifiers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WholeTitle:
    """A title that means another office than its words, in the entities ``of`` (empty: all)."""

    form: str
    of: tuple[str, ...]
    normal: str


@dataclass(frozen=True, slots=True)
class Collective:
    """A word for several actors or a side ("the two ministers", "the Russian side")."""

    id: str
    forms: tuple[str, ...]
    plural: tuple[str, ...]
    head: str | None
    portfolio: str | None
    note: str


@dataclass(frozen=True, slots=True)
class BodyName:
    """The name of a ministry or other public body and its normal form."""

    form: str
    normal: str
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NormalOffice:
    """The office that a title means, without its country.

    ``head`` and ``portfolio`` are ids (portfolio None where there is none or it is unknown),
    ``ranks`` those that make another post, ``tenure`` acting, past, ... or None, ``level`` and
    ``sector`` those of the head. ``rest`` holds words that were not understood.
    """

    head: str
    ranks: tuple[str, ...]
    portfolio: str | None
    tenure: str | None
    level: str
    sector: str
    rest: str

    @property
    def key(self) -> str:
        """``"deputy+minister:foreign-affairs"``: equal keys of one entity are one office."""
        ranks = "".join(f"{rank}+" for rank in self.ranks)
        matter = self.portfolio or self.rest
        return f"{ranks}{self.head}" + (f":{matter}" if matter else "")


class OfficeVocabulary:
    """The words of offices, with look-ups by form (lower case)."""

    def __init__(
        self,
        *,
        heads: Iterable[OfficeWord],
        ranks: Iterable[RankWord],
        portfolios: Iterable[Portfolio],
        titles: Iterable[WholeTitle],
        bodies: Iterable[BodyName],
        collectives: Iterable[Collective],
    ) -> None:
        """Index the words by their forms."""
        self.heads = {entry.id: entry for entry in heads}
        self.ranks = {entry.id: entry for entry in ranks}
        self.portfolios = {entry.id: entry for entry in portfolios}
        self.titles = tuple(titles)
        self.bodies = tuple(bodies)
        self.collectives = {entry.id: entry for entry in collectives}
        self.head_forms = _by_form((e.forms, e) for e in self.heads.values())
        self.plural_forms = _by_form((e.plural, e) for e in self.heads.values())
        self.rank_forms = _by_form((e.forms, e) for e in self.ranks.values())
        self.portfolio_forms = _by_form((e.forms, e) for e in self.portfolios.values())
        self.premodifier_forms = _by_form((e.premodifiers, e) for e in self.portfolios.values())

    def head(self, word: str) -> OfficeWord | None:
        """The head noun with this form, singular or plural."""
        key = _plain(word)
        return self.head_forms.get(key) or self.plural_forms.get(key)

    def collective(self, word: str) -> Collective | None:
        """The collective word with this form, singular or plural."""
        key = _plain(word)
        for entry in self.collectives.values():
            if key in entry.forms or key in entry.plural:
                return entry
        return None

    def body(self, name: str, of: str | None = None) -> str | None:
        """The normal form of a ministry's or public body's name ("ministry:foreign-affairs")."""
        key = _plain(name)
        named = [entry for entry in self.bodies if entry.form == key]
        for entry in named:
            if not entry.of or of is None or of in entry.of:
                return entry.normal
        return self._ministry(key)

    def normal(self, title: str, of: str | None = None) -> NormalOffice | None:
        """The (first) office that ``title`` means in the entity ``of``, None without a head noun.

        "First Deputy Foreign Minister" and "First Deputy Minister of Foreign Affairs" come out
        equal, as do "Secretary of State" of ``usa`` and "Foreign Minister".
        """
        return next(iter(self.normal_all(title, of)), None)

    def _single(self, title: str, of: str | None) -> NormalOffice | None:
        words, tenures = self._without_tenure(_plain(title))
        whole = self._whole(words, of)
        if whole is not None:
            return self._from_key(whole, tenures)
        return self._parse(words, tenures)

    def normal_all(self, title: str, of: str | None = None) -> tuple[NormalOffice, ...]:
        """As :meth:`normal` for a title of several posts ("Prime Minister and Minister of X")."""
        words = re.split(r",? and |, ", _plain(title))
        for cut in range(1, len(words)):
            left, right = _joined(title, words, cut)
            if self._is_post(left) and self._is_post(right):
                first = self._single(left, of)
                return (*((first,) if first else ()), *self.normal_all(right, of))
        whole = self._single(title, of)
        return (whole,) if whole else ()

    def _is_post(self, title: str) -> bool:
        """Whether the text starts with ranks, premodifiers and a head noun, nothing unknown."""
        found = self._find_head(_opened(self._without_tenure(_plain(title))[0]))
        if found is None:
            return False
        rest = self._split_ranks(found[1])[1]
        return not rest or rest in self.premodifier_forms

    def _ministry(self, name: str) -> str | None:
        if match := _MINISTRY.fullmatch(name):
            return f"ministry:{self._leading_portfolio(match[1]) or match[1]}"
        before = re.fullmatch(r"(.+) (?:ministry|department)", name)
        matter = self.premodifier_forms.get(before[1]) if before else None
        return f"ministry:{matter.id}" if matter else None

    def _without_tenure(self, title: str) -> tuple[str, str | None]:
        """The title without words of time, and the strongest of them."""
        tenure = None
        words = re.sub(r"[-‐](elect|designate)\b", r" -\1", title)
        words = re.sub(r"\b(ex|then)-", r"\1- ", words)
        kept = []
        for word in words.split():
            rank = self.rank_forms.get(word)
            if rank is not None and rank.changes == "tenure":
                tenure = rank.tenure
            else:
                kept.append(word)
        return " ".join(kept), tenure

    def _whole(self, title: str, of: str | None) -> str | None:
        found = [e for e in self.titles if e.form == title and (not e.of or of in e.of)]
        return found[0].normal if found else None

    def _from_key(self, key: str, tenure: str | None) -> NormalOffice:
        head, _, portfolio = key.partition(":")
        *ranks, head = head.split("+")
        word = self.heads.get(head)
        return NormalOffice(
            head,
            tuple(ranks),
            portfolio or None,
            tenure,
            word.level if word else "official",
            word.sector if word else "GOV",
            "",
        )

    def _parse(self, title: str, tenure: str | None) -> NormalOffice | None:
        found = self._find_head(title) or self._find_head(_opened(title))
        if found is None:
            return None
        head, before, after = found
        ranks, rest_before = self._split_ranks(before)
        portfolio, rest = self._matter(rest_before, after)
        return NormalOffice(head.id, ranks, portfolio, tenure, head.level, head.sector, rest)

    def _find_head(self, title: str) -> tuple[OfficeWord, str, str] | None:
        """The head noun before the first "of", "for" or "to"; the last and longest one there."""
        words = title.split()
        for end in range(_front(words, self.head_forms), 0, -1):
            for start in range(end):
                entry = self.head_forms.get(" ".join(words[start:end]))
                if entry is not None:
                    return entry, " ".join(words[:start]), " ".join(words[end:])
        return None

    def _split_ranks(self, before: str) -> tuple[tuple[str, ...], str]:
        ranks, rest = [], []
        for word in before.split():
            rank = self.rank_forms.get(word)
            if rank is None:
                rest.append(word)
            elif rank.changes == "office":
                ranks.append(rank.id)
        return tuple(ranks), " ".join(rest)

    def _matter(self, before: str, after: str) -> tuple[str | None, str]:
        """The portfolio id, or None and the words that were not understood."""
        matter = re.sub(r"^(?:of|for|in charge of|responsible for|on|to) (?:the )?", "", after)
        if found := self._leading_portfolio(matter):
            return found, before
        if before in self.premodifier_forms:
            return self.premodifier_forms[before].id, matter
        rest = "" if matter in _NO_MATTER else matter
        return None, " ".join(part for part in (before, rest) if part)

    def _leading_portfolio(self, matter: str) -> str | None:
        """The portfolio that ``matter`` is, or starts with before "of ..." and the like."""
        head = re.split(r" (?:of|for|in|to|at) ", matter)[0]
        for text in (matter, f"the {matter}", head, f"the {head}"):
            if text in self.portfolio_forms:
                return self.portfolio_forms[text].id
        return None


def _front(words: list[str], heads: Mapping[str, OfficeWord]) -> int:
    """How many words can hold the head: up to the first preposition that no head spans."""
    for index, word in enumerate(words):
        if word in {"of", "for", "to", "on", "in", "at"} and index:
            spanning = [
                end
                for end in range(index + 1, len(words) + 1)
                for start in range(index)
                if " ".join(words[start:end]) in heads
            ]
            return max(spanning, default=index)
    return len(words)


def _opened(title: str) -> str:
    """``title`` with the ranks of compounds apart ("vice-president")."""
    return re.sub(r"\b(vice|deputy|co)-(?=[a-z])", r"\1 ", title)


def _joined(title: str, parts: list[str], cut: int) -> tuple[str, str]:
    """``title`` cut after its first ``cut`` parts, separators at the cut dropped."""
    plain = _plain(title)
    start = 0
    for part in parts[:cut]:
        start = plain.index(part, start) + len(part)
    return plain[:start], re.sub(r"^(?:,? and |, )", "", plain[start:])


def _plain(text: str) -> str:
    """Lower case, straight apostrophes, single spaces, no leading article."""
    plain = " ".join(text.replace("’", "'").lower().split())
    return re.sub(r"^(?:the|a|an) ", "", plain)


def _by_form(entries: Iterable[tuple[tuple[str, ...], _T]]) -> dict[str, _T]:
    found: dict[str, _T] = {}
    for forms, entry in entries:
        for form in forms:
            found.setdefault(form, entry)
    return found


def read_offices(data: Mapping[str, Any]) -> OfficeVocabulary:
    """The vocabulary from the plain data of offices.yml."""
    return OfficeVocabulary(
        heads=(_head(key, entry) for key, entry in data["heads"].items()),
        ranks=(
            RankWord(key, tuple(e["forms"]), e["changes"], e.get("tenure"))
            for key, e in data["ranks"].items()
        ),
        portfolios=(
            Portfolio(key, tuple(e["forms"]), tuple(e["premodifiers"]))
            for key, e in data["portfolios"].items()
        ),
        titles=(WholeTitle(e["form"], tuple(e["of"]), e["normal"]) for e in data["titles"]),
        bodies=(
            BodyName(e["form"], e["normal"], tuple(e.get("of", ())))
            for e in data["bodies"]["names"]
        ),
        collectives=(_collective(key, e) for key, e in data["collectives"].items()),
    )


def _head(key: str, entry: Mapping[str, Any]) -> OfficeWord:
    return OfficeWord(
        key,
        entry["level"],
        entry["sector"],
        tuple(entry["forms"]),
        tuple(entry.get("plural", ())),
        entry.get("gender"),
        bool(entry.get("relational")),
        entry.get("note", ""),
    )


def _collective(key: str, entry: Mapping[str, Any]) -> Collective:
    return Collective(
        key,
        tuple(entry["forms"]),
        tuple(entry["plural"]),
        entry.get("head"),
        entry.get("portfolio"),
        entry.get("note", ""),
    )
