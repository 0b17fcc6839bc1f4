"""The annotated corpus: marked-up files to gold readings, with all that is wrong in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

import yaml

from communique.actors.types import Actor, ActorType, Mention, MentionKind, Tenure
from communique.core.dates import DateRange, Precision
from communique.core.ids import content_id
from communique.core.spans import Span, span_of
from communique.documents.types import Document, Genre
from communique.events.types import Event, EventStatus, EventType, Plover, Predicate, Relation
from communique.pipeline import SCHEMA, Reading
from communique.statements.types import (
    Act,
    Commitment,
    CommitmentStatus,
    Polarity,
    Presentation,
    Quotation,
    Stance,
    Statement,
)
from evaluation.markup import Mark, MarkupError, parse_markup

EnumT = TypeVar("EnumT", bound=StrEnum)
CORPUS = Path(__file__).resolve().parent.parent / "corpus"
SPLITS = ("train", "dev", "test")
_KINDS = {
    "o": MentionKind.OFFICE,
    "p": MentionKind.PRONOUN,
    "d": MentionKind.DEMONYM,
    "c": MentionKind.CAPITAL,
    "n": MentionKind.NOMINAL,
}
_PLACE = "place"
_PARTS = re.compile(r"^===[ \t]*$\n?", re.MULTILINE)
_PRECISION = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}


class CorpusError(ValueError):
    """A corpus file breaks the format; the text names file and place."""


@dataclass(frozen=True, slots=True)
class CorpusFile:
    """A parsed file: header, plain text, marks and the annotation tables."""

    path: Path
    header: Mapping[str, Any]
    text: str
    marks: tuple[Mark, ...]
    items: Mapping[str, Any]

    @property
    def split(self) -> str:
        """The folder's name: train, dev or test."""
        return self.path.parent.name


@dataclass(slots=True)
class _Build:
    """A file being turned into a reading, with the complaints so far."""

    file: CorpusFile
    errors: list[str] = field(default_factory=list)

    def spans(self, code: str) -> tuple[Span, ...]:
        return tuple(
            span_of(self.file.text, mark.start, mark.end)
            for mark in self.file.marks
            if mark.code == code
        )

    def spans_of(self, kind: str, number: object) -> tuple[Span, ...]:
        return self.spans(f"{kind}{number}")

    def actor_id(self, key: str) -> str:
        return content_id("ac", self.file.header["id"], key)

    def actors(self, keys: object, where: str) -> tuple[str, ...]:
        if not isinstance(keys, list):
            self.errors.append(f"{where}: a list of actors is wanted, not {keys!r}")
            return ()
        known = self.file.header["actors"]
        for key in keys:
            if key not in known:
                self.errors.append(f"{where}: no actor {key!r} in the header")
        return tuple(self.actor_id(str(key)) for key in keys if key in known)

    def choice(self, enum: type[EnumT], value: object, where: str) -> EnumT:
        try:
            return enum(str(value))
        except ValueError:
            allowed = ", ".join(member.value for member in enum)
            self.errors.append(f"{where}: {value!r} is not one of {allowed}")
            return next(iter(enum))


def parse_file(path: Path) -> CorpusFile:
    """The parts of one corpus file.

    Raises:
        CorpusError: if parts are missing, the YAML is broken or the markup is wrong.
    """
    parts = _PARTS.split(path.read_text(encoding="utf-8"))
    if len(parts) != 3:
        raise CorpusError(f"{path}: three parts parted by '===' lines are wanted, not {len(parts)}")
    try:
        header = yaml.safe_load(parts[0])
        items = yaml.safe_load(parts[2]) or {}
        text, marks = parse_markup(parts[1].strip("\n"))
    except (yaml.YAMLError, MarkupError) as error:
        raise CorpusError(f"{path}: {error}") from error
    if header.get("published") is not None:
        header["published"] = str(header["published"])
    return CorpusFile(path, header, text, marks, items)


def read_file(path: Path) -> Reading:
    """The gold reading of one corpus file.

    Raises:
        CorpusError: listing everything that is wrong with it.
    """
    return reading_of(parse_file(path))


def reading_of(file: CorpusFile) -> Reading:
    """The gold reading of a parsed file.

    Raises:
        CorpusError: listing everything that is wrong with it.
    """
    reading, errors = _checked(file)
    if reading is None or errors:
        raise CorpusError("\n".join(errors))
    return reading


def check_file(path: Path) -> tuple[Reading | None, list[str]]:
    """The reading (None where the file cannot be parsed) and all complaints."""
    try:
        file = parse_file(path)
    except CorpusError as error:
        return None, [str(error)]
    return _checked(file)


def _checked(file: CorpusFile) -> tuple[Reading | None, list[str]]:
    build = _Build(file)
    try:
        reading = _reading(build)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        return None, [f"{file.path}: {type(error).__name__}: {error}", *build.errors]
    _cross_check(build, reading)
    return reading, [f"{file.path.name}: {error}" for error in build.errors]


def _reading(build: _Build) -> Reading:
    file = build.file
    header = file.header
    document = Document(
        id=content_id("doc", file.text),
        title=header.get("title"),
        publisher=header.get("publisher"),
        published=header.get("published"),
        genre=build.choice(Genre, header["genre"], "genre"),
        language="en",
        url=None,
        path=f"{file.split}/{file.path.name}",
        words=len(file.text.split()),
        text=file.text,
        extraction="corpus",
    )
    statements = {n: _statement(build, n, row) for n, row in _rows(file, "statements")}
    ids = {n: statement.id for n, statement in statements.items()}
    events = {n: _event(build, n, row, ids) for n, row in _rows(file, "events")}
    occasions = {n: row.get("occasion") for n, row in _rows(file, "statements")}
    placed = tuple(
        _with_occasion(build, statement, occasions[n], {k: e.id for k, e in events.items()})
        for n, statement in statements.items()
    )
    return Reading(
        schema=SCHEMA,
        document=document,
        actors=_actors(build),
        statements=tuple(sorted(placed, key=lambda item: item.content[0].start)),
        events=tuple(events.values()),
        relations=tuple(_relation(build, n, row, ids) for n, row in _rows(file, "relations")),
        commitments=tuple(_commitment(build, n, row, ids) for n, row in _rows(file, "commitments")),
        problems=(),
        explanations={},
    )


def _rows(file: CorpusFile, table: str) -> list[tuple[int, dict[str, Any]]]:
    return sorted((int(n), row or {}) for n, row in (file.items.get(table) or {}).items())


def _actors(build: _Build) -> tuple[Actor, ...]:
    declared = build.file.header["actors"]
    found: dict[str, list[Mention]] = {key: [] for key in declared}
    for mark in build.file.marks:
        if not mark.code.startswith("@"):
            continue
        keys, _, kind = mark.code[1:].partition(".")
        words = build.file.text[mark.start : mark.end]
        mention = Mention(mark.start, mark.end, words, _KINDS.get(kind, MentionKind.NAME))
        for key in keys.split("+"):
            if key in found:
                found[key].append(mention)
            else:
                build.errors.append(f"mention {words!r}: no actor {key!r} in the header")
    return tuple(
        _actor(build, key, row, tuple(found[key]))
        for key, row in declared.items()
        if row["type"] != _PLACE
    )


def _actor(build: _Build, key: str, row: Mapping[str, Any], mentions: tuple[Mention, ...]) -> Actor:
    if not mentions:
        build.errors.append(f"actor {key!r} has no mention in the text")
    offices = tuple(_tenure(build, key, office, mentions) for office in row.get("offices", ()))
    return Actor(
        id=build.actor_id(key),
        type=build.choice(ActorType, row["type"], f"actor {key}"),
        name=row["name"],
        iso3=row.get("iso3"),
        offices=tuple(office for office in offices if office is not None),
        mentions=mentions,
        wikidata=None,
    )


def _tenure(
    build: _Build, key: str, office: Mapping[str, Any], mentions: tuple[Mention, ...]
) -> Tenure | None:
    title = str(office["title"])
    named = [mention for mention in mentions if mention.kind is MentionKind.OFFICE]
    at = next((m for m in named if title.lower() in m.text.lower()), named[0] if named else None)
    if at is None:
        build.errors.append(f"actor {key!r} holds {title!r}, but no office mention (.o) shows it")
        return None
    of = office.get("of")
    if of is not None and of not in build.file.header["actors"]:
        build.errors.append(f"office {title!r} of {key!r}: no actor {of!r} in the header")
    since, until = office.get("from"), office.get("to")
    return Tenure(
        title=title,
        of=build.actor_id(str(of)) if of is not None else None,
        since=str(since) if since is not None else None,
        until=str(until) if until is not None else None,
        evidence=Span(at.start, at.end, at.text),
    )


def _statement(build: _Build, n: int, row: Mapping[str, Any]) -> Statement:
    where = f"statement {n}"
    content = build.spans_of("T", n)
    if not content:
        build.errors.append(f"{where} has no content mark T{n}")
        content = (span_of(build.file.text, 0, 1),)
    sources, cues = build.spans_of("S", n), build.spans_of("C", n)
    if len(sources) > 1:
        build.errors.append(f"{where} has {len(sources)} source marks; one is allowed")
    return Statement(
        id=content_id("st", build.file.header["id"], n),
        speakers=build.actors(row.get("speakers"), where),
        source=sources[0] if sources else None,
        cue=cues[0] if cues else None,
        content=content,
        quotation=build.choice(Quotation, row.get("quotation"), where),
        act=build.choice(Act, row.get("act"), where),
        topics=tuple(str(topic) for topic in row.get("topics", ())),
        about=build.actors(row.get("about", []), where),
        addressees=build.actors(row.get("addressees", []), where),
        stance=tuple(_stance(build, text, where) for text in row.get("stance", ())),
        occasion=None,
        negated=bool(row.get("negated", False)),
        presentation=build.choice(Presentation, row.get("presentation", "speech"), where),
        confidence=1.0,
    )


def _stance(build: _Build, text: str, where: str) -> Stance:
    toward, _, polarity = str(text).rpartition(" ")
    if toward in build.file.header["actors"]:
        toward = build.actor_id(toward)
    return Stance(toward, build.choice(Polarity, polarity, f"{where}, stance"))


def _with_occasion(
    build: _Build, statement: Statement, occasion: object, events: Mapping[int, str]
) -> Statement:
    if occasion is None:
        return statement
    number = int(str(occasion).lstrip("E"))
    if number not in events:
        build.errors.append(f"occasion {occasion!r}: no such event")
        return statement
    return replace(statement, occasion=events[number])


def _asserted(
    build: _Build, row: Mapping[str, Any], ids: Mapping[int, str], where: str
) -> tuple[str, ...]:
    numbers = row.get("asserted_by") or []
    if not isinstance(numbers, list):
        numbers = [numbers]
    for number in numbers:
        if number not in ids:
            build.errors.append(f"{where}: asserted_by {number!r} is no statement")
    return tuple(ids[number] for number in numbers if number in ids)


def _event(build: _Build, n: int, row: Mapping[str, Any], ids: Mapping[int, str]) -> Event:
    where = f"event {n}"
    evidence = build.spans_of("E", n)
    if not evidence:
        build.errors.append(f"{where} has no evidence mark E{n}")
    place = str(row["place"]) if row.get("place") is not None else None
    if place is not None and place in build.file.header["actors"]:
        declared = build.file.header["actors"][place]
        place = declared["name"] if declared["type"] == _PLACE else build.actor_id(place)
    return Event(
        id=content_id("ev", build.file.header["id"], n),
        type=build.choice(EventType, row.get("type"), where),
        plover=_plover(row.get("plover")),
        cameo=str(row["cameo"]) if row.get("cameo") is not None else None,
        actors=build.actors(row.get("actors", []), where),
        recipients=build.actors(row.get("recipients", []), where),
        place=place,
        date=_date(build, row.get("date"), where),
        status=build.choice(EventStatus, row.get("status"), where),
        topics=tuple(str(topic) for topic in row.get("topics", ())),
        asserted_by=_asserted(build, row, ids, where),
        evidence=evidence,
    )


def _plover(text: str | None) -> Plover | None:
    if not text:
        return None
    code, _, contexts = str(text).partition("|")
    kind, *modes = code.replace(",", " ").split()
    return Plover(kind, tuple(modes), tuple(contexts.replace(",", " ").split()))


def _date(build: _Build, text: object, where: str) -> DateRange | None:
    if text is None:
        return None
    when, bar, words = (part.strip() for part in str(text).partition("|"))
    if bar and words not in build.file.text:
        build.errors.append(f"{where}: the date's words {words!r} do not stand in the text")
    if when == "relative":
        return DateRange(None, None, Precision.RELATIVE, words)
    start, _, end = when.partition("..")
    if not all(re.fullmatch(r"\d{4}(-\d\d){0,2}", part) for part in (start, end or start)):
        build.errors.append(f"{where}: {when!r} is no ISO date (START or START..END)")
        return None
    return DateRange(start, end or start, _PRECISION[len(start)], words)


def _relation(build: _Build, n: int, row: Mapping[str, Any], ids: Mapping[int, str]) -> Relation:
    where = f"relation {n}"
    evidence = build.spans_of("R", n)
    if not evidence:
        build.errors.append(f"{where} has no evidence mark R{n}")
    target = str(row.get("object"))
    if target in build.file.header["actors"]:
        target = build.actor_id(target)
    (subject,) = build.actors([row.get("subject")], where) or ("",)
    return Relation(
        id=content_id("re", build.file.header["id"], n),
        subject=subject,
        predicate=build.choice(Predicate, row.get("predicate"), where),
        object=target,
        holds=bool(row.get("holds", True)),
        asserted_by=_asserted(build, row, ids, where),
        evidence=evidence,
    )


def _commitment(
    build: _Build, n: int, row: Mapping[str, Any], ids: Mapping[int, str]
) -> Commitment:
    where = f"commitment {n}"
    what = build.spans_of("P", n)
    if len(what) != 1:
        build.errors.append(f"{where} needs exactly one mark P{n}, has {len(what)}")
    due = row.get("due")
    statement = row.get("statement")
    if statement is not None and statement not in ids:
        build.errors.append(f"{where}: statement {statement!r} does not exist")
    return Commitment(
        id=content_id("co", build.file.header["id"], n),
        by=build.actors(row.get("by", []), where),
        to=build.actors(row.get("to", []), where),
        what=what[0] if what else span_of(build.file.text, 0, 1),
        status=build.choice(CommitmentStatus, row.get("status"), where),
        due=str(due).partition("|")[0].strip() if due is not None else None,
        statement=ids.get(statement) if statement is not None else None,
    )


def _cross_check(build: _Build, reading: Reading) -> None:
    """Complaints that need the whole: marks without rows, quotation against the marks, speakers."""
    tables = {
        "S": "statements",
        "C": "statements",
        "T": "statements",
        "E": "events",
        "R": "relations",
        "P": "commitments",
    }
    numbers = {table: {n for n, _ in _rows(build.file, table)} for table in set(tables.values())}
    for code in sorted({mark.code for mark in build.file.marks if mark.code[0] != "@"}):
        if int(code[1:]) not in numbers[tables[code[0]]]:
            build.errors.append(f"mark {code} has no row in {tables[code[0]]}")
    for statement in reading.statements:
        _check_quotation(build, statement, reading.document.genre)
        _check_source(build, statement, reading)


def _check_quotation(build: _Build, statement: Statement, genre: Genre) -> None:
    words = " ".join(span.text for span in statement.content)
    quoted = any(mark in words for mark in '"“”«»„‘') or "''" in words
    if genre in (Genre.TRANSCRIPT, Genre.SPEECH):
        return
    if statement.quotation is Quotation.MIXED and not quoted:
        build.errors.append(f"{words[:50]!r} is marked mixed but holds no quotation mark")
    if statement.quotation is Quotation.DIRECT and not quoted and statement.cue is not None:
        build.errors.append(f"{words[:50]!r} is marked direct but holds no quotation mark")
    if statement.quotation is Quotation.INDIRECT and words[:1] in '"“«„':
        build.errors.append(f"{words[:50]!r} is marked indirect but opens with a quotation mark")


def _check_source(build: _Build, statement: Statement, reading: Reading) -> None:
    """A source that mentions actors must mention each speaker (or none: an unnamed group)."""
    if statement.source is None:
        return
    mentioned = {
        actor.id
        for actor in reading.actors
        for mention in actor.mentions
        if statement.source.start <= mention.start and mention.end <= statement.source.end
    }
    for speaker in statement.speakers:
        if speaker not in mentioned:
            build.errors.append(
                f"source {statement.source.text!r} holds no mention of its speaker "
                f"(speakers {len(statement.speakers)}, mentions {len(mentioned)})"
            )
            return


def corpus_files(splits: Iterable[str] = SPLITS) -> list[Path]:
    """All corpus files of the splits, sorted by split and name."""
    return [path for split in splits for path in sorted((CORPUS / split).glob("*.txt"))]
