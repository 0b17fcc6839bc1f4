"""The record: adding, searching, and files that are no record."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from communique.core.errors import RecordError, UsageError
from communique.record import AddOutcome, Record, StatementQuery, schema
from communique.statements.types import Act, Quotation
from tests.builders import RELEASE, Words, document, karst_reading, reading, statement

OPENING = "“We will open the Karst crossing by June,”"
LEAVING = "calls to leave the Pact"
DOUBT = "that the Pact “never doubted” Velmara"
VISAS = "that the talks on visas should resume"
ALL = [OPENING, LEAVING, DOUBT, VISAS]


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "test.db") as opened:
        opened.add(karst_reading())
        yield opened


def found(record: Record, **query: object) -> list[str]:
    return [hit.words for hit in record.search(StatementQuery(**query))]  # type: ignore[arg-type]


SEARCHES = [
    ("a word", {"text": "Karst"}, [OPENING]),
    ("case does not matter", {"text": "KARST"}, [OPENING]),
    ("all words must occur", {"text": "pact leave"}, [LEAVING]),
    ("a phrase", {"text": '"karst crossing"'}, [OPENING]),
    ("a phrase in another order", {"text": '"crossing karst"'}, []),
    ("curly quotation marks", {"text": "“karst crossing”"}, [OPENING]),
    ("the mark left open", {"text": '"karst crossing'}, [OPENING]),
    ("a prefix", {"text": "cross*"}, [OPENING]),
    ("a phrase prefix", {"text": '"karst cross"*'}, [OPENING]),
    ("either", {"text": "june OR visas"}, [OPENING, VISAS]),
    ("without", {"text": "pact -leave"}, [DOUBT]),
    ("only without", {"text": "-pact"}, [OPENING, VISAS]),
    ("a hyphen inside is no minus", {"text": "karst-crossing"}, [OPENING]),
    ("an operator of FTS5 is a word", {"text": "NEAR(karst"}, []),
    ("a column filter of FTS5", {"text": "words:karst"}, []),
    ("a lone closing bracket", {"text": "karst )"}, [OPENING]),
    ("OR first is a word", {"text": "OR"}, []),
    ("SQL", {"text": "'; DROP TABLE statement; --"}, []),
    ("a null character", {"text": "karst\x00"}, [OPENING]),
    ("speaker without accent", {"speaker": "varga"}, [OPENING, LEAVING, VISAS]),
    ("speaker with accent", {"speaker": "VÁRGA"}, [OPENING, LEAVING, VISAS]),
    ("both parts of a name, any order", {"speaker": "varga ilona"}, [OPENING, LEAVING, VISAS]),
    ("parts of two speakers are no name", {"speaker": "ilona rehn"}, []),
    ("a beginning of a part", {"speaker": "tom"}, [DOUBT, VISAS]),
    ("no beginning of a part", {"speaker": "arga"}, []),
    ("a wildcard is no word", {"speaker": "v_rga"}, []),
    ("about an actor", {"about": "orlan"}, [LEAVING]),
    ("about a topic", {"about": "visas"}, [VISAS]),
    ("publisher", {"publisher": "velmara foreign"}, ALL),
    ("another publisher", {"publisher": "Orlan"}, []),
    ("since that day", {"since": "2025-03-03"}, ALL),
    ("since the next day", {"since": "2025-03-04"}, []),
    ("since that month", {"since": "2025-03"}, ALL),
    ("until that year, the last day included", {"until": "2025"}, ALL),
    ("until the month before", {"until": "2025-02"}, []),
    ("act", {"act": Act.REJECT}, [LEAVING]),
    ("quotation", {"quotation": Quotation.MIXED}, [DOUBT]),
    ("all together", {"text": "pact", "speaker": "rehn", "about": "velmara"}, [DOUBT]),
    ("limit", {"limit": 1}, [OPENING]),
]


@pytest.mark.parametrize(
    ("query", "expected"), [case[1:] for case in SEARCHES], ids=[case[0] for case in SEARCHES]
)
def test_search(record: Record, query: dict[str, object], expected: list[str]) -> None:
    assert sorted(found(record, **query)) == sorted(expected)


BAD_QUERIES = [
    ("no letter or digit", {"text": "?!"}, "nothing to search for"),
    ("a day that is none", {"since": "2025-02-30"}, "since '2025-02-30' is not a date"),
    ("a date in words", {"until": "3 March"}, "write it as YYYY-MM-DD"),
    ("no limit", {"limit": 0}, "at least 1"),
    ("a speaker without letters", {"speaker": "%"}, "holds no word"),
]


@pytest.mark.parametrize(
    ("query", "message"), [case[1:] for case in BAD_QUERIES], ids=[case[0] for case in BAD_QUERIES]
)
def test_bad_queries(record: Record, query: dict[str, object], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        found(record, **query)


def test_a_hit_tells_where_it_stands(record: Record) -> None:
    (hit,) = record.search(StatementQuery("leave"))
    assert (hit.first_line, hit.last_line) == (6, 7)
    assert [(speaker.name, speaker.office) for speaker in hit.speakers] == [
        ("Ilona Várga", "Minister of Foreign Affairs of Velmara")
    ]
    assert hit.document.published == "2025-03-03"
    assert hit.document.path == "releases/karst.txt"
    (mark,) = hit.highlights
    assert hit.words[mark.start_char : mark.end_char] == "leave"
    assert hit.statement == karst_reading().statements[1]


def test_an_office_held_at_another_time_is_not_given(tmp_path: Path) -> None:
    early = replace(karst_reading(), document=document(published="2023-05-05"))
    with Record.open(tmp_path / "early.db") as record:
        record.add(early)
        (hit,) = record.search(StatementQuery("doubted"))
    assert hit.speakers[0].office is None


def test_an_undated_document_is_outside_every_period(tmp_path: Path) -> None:
    with Record.open(tmp_path / "undated.db") as record:
        record.add(replace(karst_reading(), document=document(published=None)))
        assert found(record, since="1900") == []
        assert len(found(record)) == len(ALL)


def test_the_best_match_comes_first(record: Record) -> None:
    text = "He said that visas, visas and again visas mattered.\n"
    content = "visas, visas and again visas mattered"
    other = reading(text, statements=(statement(Words(text), content),))
    record.add(other)
    assert found(record, text="visas") == [content, VISAS]


def test_the_same_document_is_kept_once(record: Record) -> None:
    first = karst_reading()
    assert record.add(first) is AddOutcome.UNCHANGED
    moved = replace(first, document=document(path="elsewhere/copy.txt"))
    assert record.add(moved) is AddOutcome.UNCHANGED
    shorter = replace(first, statements=first.statements[:1])
    assert record.add(shorter) is AddOutcome.REPLACED
    assert found(record) == [OPENING]
    assert found(record, text="visas") == []
    assert record.reading(first.document.id) == shorter
    assert record.document_ids() == [first.document.id]


def test_a_failed_replacement_leaves_the_old_reading(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(Record, "_insert", fail)
    with pytest.raises(RecordError, match="the database refuses"):
        record.add(replace(karst_reading(), statements=()))
    assert record.reading(karst_reading().document.id) == karst_reading()


def test_the_full_text_index_agrees_with_the_table(record: Record) -> None:
    record.add(replace(karst_reading(), statements=()))
    record.add(karst_reading())
    check = "INSERT INTO statement_text (statement_text, rank) VALUES ('integrity-check', 1)"
    record._connection.execute(check)


def test_a_record_stays_after_closing(tmp_path: Path) -> None:
    path = tmp_path / "kept # ?.db"
    with Record.open(path) as record:
        record.add(karst_reading())
    with Record.open(path, create=False) as record:
        assert len(found(record)) == len(ALL)
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def other_program(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipe (name TEXT)")


def newer(path: Path) -> None:
    Record.open(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {schema.SCHEMA_VERSION + 1}")


def torn(path: Path) -> None:
    Record.open(path).close()
    path.write_bytes(path.read_bytes()[:100] + b"\x00" * 5000)


NO_RECORDS = [
    ("a text file", lambda path: path.write_text(RELEASE * 10), "not a Communiqué record"),
    ("a folder", lambda path: path.mkdir(), "is a folder"),
    ("another program's", other_program, "another program; choose another file"),
    ("made by a newer version", newer, "newer Communiqué"),
    ("torn", torn, "damaged|another program"),
]


@pytest.mark.parametrize("create", [True, False])
@pytest.mark.parametrize(
    ("make", "message"), [case[1:] for case in NO_RECORDS], ids=[case[0] for case in NO_RECORDS]
)
def test_files_that_are_no_record(
    tmp_path: Path, make: object, message: str, *, create: bool
) -> None:
    path = tmp_path / "strange.db"
    make(path)  # type: ignore[operator]
    with pytest.raises(RecordError, match=message) as caught:
        Record.open(path, create=create).search(StatementQuery())
    assert str(caught.value).startswith(str(path))
    assert "\n" not in str(caught.value)


def test_a_missing_record_is_not_made_by_a_search(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="communique add"):
        Record.open(tmp_path / "none.db", create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="does not exist"):
        Record.open(tmp_path / "none" / "new.db")


def test_a_folder_that_cannot_be_written() -> None:
    with pytest.raises(RecordError, match=r"cannot be (opened|written)"):
        Record.open("/proc/communique.db")


def test_a_locked_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "BUSY_SECONDS", 0.05)
    path = tmp_path / "busy.db"
    with Record.open(path) as record, sqlite3.connect(path) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RecordError, match="in use by another program"):
            record.add(karst_reading())
        assert found(record) == []


def test_a_search_goes_on_while_another_writes(record: Record) -> None:
    with sqlite3.connect(record.path) as other:
        other.execute("BEGIN IMMEDIATE")
        with Record.open(record.path, create=False) as reader:
            assert found(reader, text="karst") == [OPENING]
