"""The Python interface: what is a file, what is text, and many at once."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from datetime import date
from pathlib import Path

import pytest

import communique
from communique import api
from communique.core.errors import EmptyDocument, UnreadableDocument, UsageError
from communique.pipeline import Reading
from tests.builders import document, reading
from tests.fakes import fake_reader

# The first import of click, and a slow shared machine; the product's own limit is 0.5 s.
QUICK_SECONDS = 0.5


@pytest.fixture(autouse=True)
def _reader(monkeypatch: pytest.MonkeyPatch) -> None:
    fake_reader(monkeypatch)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.txt", "sub/c.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"The text of {name}.")
    (tmp_path / "empty.txt").write_text("")
    return tmp_path


def test_a_path_is_a_file(files: Path) -> None:
    assert api.read(files / "a.txt").document.text == "The text of a.txt."
    assert api.read(str(files / "a.txt")).document.text == "The text of a.txt."


TEXTS = [
    ("no such file", "/nowhere/at/all.txt"),
    ("two lines", "a.txt\na.txt"),
    ("too long for a path", "word " * 5000),
    ("a null character", "a\x00b"),
    ("a folder's name", "/"),
]


@pytest.mark.parametrize("text", [case[1] for case in TEXTS], ids=[case[0] for case in TEXTS])
def test_any_other_string_is_text(text: str) -> None:
    assert api.read(text).document.text == text


def test_a_missing_path_object_is_no_text() -> None:
    with pytest.raises(OSError):  # noqa: PT011 (the documents layer words it)
        api.read(Path("/nowhere/at/all.txt"))


def test_the_options_reach_the_document() -> None:
    made = api.read("Text.", published=date(2025, 3, 3), publisher="MFA")
    assert (made.document.published, made.document.publisher) == ("2025-03-03", "MFA")


BAD_OPTIONS = [
    ("a date in words", {"published": "3 March 2025"}, "'3 March 2025' is not a date"),
    ("a day that is none", {"published": "2025-02-30"}, "YYYY-MM-DD"),
    ("an unknown engine", {"engine": "oracle"}, "choose one of model, rules"),
    ("no room", {"max_bytes": 0}, "above zero"),
]


@pytest.mark.parametrize(
    ("options", "message"),
    [case[1:] for case in BAD_OPTIONS],
    ids=[case[0] for case in BAD_OPTIONS],
)
def test_bad_options(options: dict[str, object], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        api.read("Text.", **options)  # type: ignore[arg-type]


def test_many_go_on_past_a_bad_one(files: Path) -> None:
    outcomes = list(api.read_many([files / "b.txt", files / "empty.txt", files / "a.txt"]))
    assert [Path(outcome.name).name for outcome in outcomes] == ["b.txt", "empty.txt", "a.txt"]
    assert [outcome.reading is None for outcome in outcomes] == [False, True, False]
    assert isinstance(outcomes[1].error, EmptyDocument)


def test_many_take_folders(files: Path) -> None:
    names = [Path(outcome.name).name for outcome in api.read_many([files / "sub", files / "a.txt"])]
    assert names == ["c.txt", "a.txt"]


def test_a_folder_without_documents_is_an_error(tmp_path: Path) -> None:
    (outcome,) = api.read_many([tmp_path])
    assert "no file of a readable kind" in str(outcome.error)


def test_a_missing_file_is_an_error() -> None:
    (outcome,) = api.read_many(["/nowhere/at/all.txt"])
    assert "No such file" in str(outcome.error)


def test_a_defect_costs_one_document(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(source: api.Input, options: api.ReadOptions) -> Reading:
        raise ZeroDivisionError(source.name)

    monkeypatch.setattr(api, "_read_input", broken)
    outcomes = list(api.read_many([files / "a.txt", files / "b.txt"]))
    assert len(outcomes) == 2
    assert all("please report" in str(outcome.error) for outcome in outcomes)


def test_jobs_must_be_positive() -> None:
    with pytest.raises(UsageError):
        api.read_many(["x"], jobs=0)


class DyingPool:
    """A pool whose process dies at the document "killer"."""

    def __init__(self) -> None:
        self.dead = False

    def submit(self, _: object, source: api.Input, options: api.ReadOptions) -> DyingFuture:
        if self.dead:
            raise BrokenProcessPool
        return DyingFuture(self, source)

    def shutdown(self, **_: object) -> None:
        pass


class DyingFuture:
    def __init__(self, pool: DyingPool, source: api.Input) -> None:
        self.pool, self.source = pool, source

    def result(self) -> api.Outcome:
        self.pool.dead = self.pool.dead or self.source.name == "killer"
        if self.pool.dead:
            raise BrokenProcessPool
        made = reading(self.source.name, document=document(self.source.name))
        return api.Outcome(self.source.name, made, None)


@pytest.mark.parametrize("count", [2, 30])
def test_a_process_that_dies_costs_one_document(
    monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    monkeypatch.setattr(api, "_pool", lambda workers: DyingPool())
    names = [f"doc{number}" for number in range(count)]
    names.insert(1, "killer")
    outcomes: Iterator[api.Outcome] = api.read_inputs(
        [api.Input(name) for name in names], api.ReadOptions(), jobs=2
    )
    results = list(outcomes)
    assert [outcome.name for outcome in results] == names
    failed = [outcome for outcome in results if outcome.error]
    assert [outcome.name for outcome in failed] == ["killer"]
    assert isinstance(failed[0].error, UnreadableDocument)


def test_processes_keep_the_order(files: Path) -> None:
    """Real processes (they do not see the fake reader): missing files fail in order."""
    names = [f"/nowhere/{number}.txt" for number in range(5)]
    outcomes = api.read_inputs([api.Input(name) for name in names], api.ReadOptions(), jobs=2)
    assert [outcome.name for outcome in outcomes] == names


def test_public_names_are_there() -> None:
    assert communique.Reading is Reading
    assert all(hasattr(communique, name) for name in communique.__all__)
    assert set(communique.__all__) <= set(dir(communique))
    with pytest.raises(AttributeError, match="no attribute 'write'"):
        _ = communique.write


def test_importing_is_quick() -> None:
    started = time.perf_counter()
    heavy = "import sys, communique; print('spacy' in sys.modules, 'click' in sys.modules)"
    answer = subprocess.run(
        [sys.executable, "-c", heavy],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(communique.__file__).parents[1],
    )
    assert answer.stdout.split() == ["False", "False"]
    assert time.perf_counter() - started < QUICK_SECONDS
