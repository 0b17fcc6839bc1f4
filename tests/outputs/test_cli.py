"""The command line: formats, files, failures and exit statuses."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import communique
from communique import api
from communique.outputs.cli.main import ACTS, DEFAULT_RECORD, cli
from communique.outputs.cli.streams import default_style
from communique.pipeline import Reading
from communique.record import Record, StatementQuery
from communique.record.queries import DEFAULT_LIMIT
from communique.statements.types import Act, Quotation
from tests.builders import RELEASE, karst_reading
from tests.fakes import fake_reader

HELP_SECONDS = 0.5
OK, FAILED, MISUSED, INTERRUPTED = 0, 1, 2, 130


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two documents and an empty one; the fake reader; the folder is the current one."""
    fake_reader(monkeypatch)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "karst.txt").write_text(RELEASE)
    (tmp_path / "other.txt").write_text("Nothing is said here.\n")
    (tmp_path / "empty.txt").write_text("")
    return tmp_path


def run(*arguments: str, stdin: str | bytes | None = None) -> Result:
    result = CliRunner().invoke(cli, arguments, input=stdin, prog_name="communique")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result


def environment(**extra: str) -> dict[str, str]:
    """This process's, with the package found from any folder."""
    home = Path(communique.__file__).parents[1]
    return {**os.environ, "PYTHONPATH": str(home), **extra}


def python(
    *arguments: str, cwd: Path | None = None, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "communique", *arguments]
    known = env or environment()
    return subprocess.run(command, capture_output=True, check=False, timeout=60, cwd=cwd, env=known)


def test_one_file_is_one_object(folder: Path) -> None:
    result = run("read", "karst.txt")
    assert result.exit_code == OK
    sent = json.loads(result.stdout)
    assert sent["document"]["path"] == "karst.txt"
    assert Reading.from_dict(sent).statements == karst_reading().statements
    assert "explanations" not in sent


ARRAYS = [
    ("two files", ["karst.txt", "other.txt"], ["karst.txt", "other.txt"]),
    ("given order", ["other.txt", "karst.txt"], ["other.txt", "karst.txt"]),
    ("one file and a bad one", ["karst.txt", "empty.txt"], ["karst.txt"]),
    ("a folder", ["."], ["karst.txt", "other.txt"]),
    ("only bad ones", ["empty.txt", "none.txt"], []),
]


@pytest.mark.parametrize(
    ("paths", "expected"), [case[1:] for case in ARRAYS], ids=[case[0] for case in ARRAYS]
)
def test_several_are_an_array(folder: Path, paths: list[str], expected: list[str]) -> None:
    result = run("read", *paths, "--format", "json")
    assert [item["document"]["path"] for item in json.loads(result.stdout)] == expected


def test_jsonl_is_a_line_each(folder: Path) -> None:
    lines = run("read", "karst.txt", "other.txt", "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line)["document"]["path"] for line in lines] == ["karst.txt", "other.txt"]


FORMATS = [
    ("text", ["--format", "text"], "Who said what"),
    ("text explained", ["--format", "text", "--explain"], "why: quotation marks"),
    ("json explained", ["--explain"], '"explanations": {'),
    ("html", ["--format", "html"], "<!doctype html>"),
    ("publisher", ["--publisher", "Orlan Pact Press"], '"publisher": "Orlan Pact Press"'),
    ("published", ["--published", "2024-12-31"], '"published": "2024-12-31"'),
    ("jobs", ["--jobs", "3"], '"schema"'),
    ("letters as they are", [], "Ilona Várga"),
]


@pytest.mark.parametrize(
    ("options", "words"), [case[1:] for case in FORMATS], ids=[case[0] for case in FORMATS]
)
def test_formats_and_options(folder: Path, options: list[str], words: str) -> None:
    result = run("read", "karst.txt", *options)
    assert result.exit_code == OK
    assert words in result.stdout
    assert result.stderr == ""


def test_standard_input(folder: Path) -> None:
    sent = json.loads(run("read", "-", stdin=RELEASE.encode()).stdout)
    assert len(sent["statements"]) == len(karst_reading().statements)


def test_same_input_same_bytes(folder: Path) -> None:
    assert run("read", "karst.txt").stdout == run("read", "karst.txt").stdout


OUTPUTS = [
    ("out.json", "{"),
    ("out.jsonl", '{"schema"'),
    ("out.html", "<!doctype"),
    ("out.txt", "\nMinister"),
    ("out", "{"),
]


@pytest.mark.parametrize(("name", "opening"), OUTPUTS)
def test_a_file_name_tells_the_format(folder: Path, name: str, opening: str) -> None:
    result = run("read", "karst.txt", "-o", name)
    assert (result.exit_code, result.output) == (OK, "")
    assert (folder / name).read_text(encoding="utf-8").startswith(opening)


BAD_FILES = [
    ("empty", ["empty.txt"], "communique: empty.txt: holds no text"),
    ("missing", ["none.txt"], "communique: none.txt: cannot be opened: No such file or directory"),
    ("empty folder", ["void"], "communique: void: no file of a readable kind"),
    ("over the limit", ["karst.txt", "--max-size", "0.0001"], "communique: karst.txt: over the"),
    ("empty standard input", ["-"], "communique: stdin: holds no text"),
    ("terminal escapes in a name", ["\x1b[31m.txt"], "communique: \ufffd[31m.txt: cannot be"),
]


@pytest.mark.parametrize(
    ("arguments", "line"), [case[1:] for case in BAD_FILES], ids=[case[0] for case in BAD_FILES]
)
def test_a_bad_file_is_one_line(folder: Path, arguments: list[str], line: str) -> None:
    (folder / "void").mkdir()
    result = run("read", *arguments)
    assert result.exit_code == FAILED
    assert result.stdout in ("", "[]\n")  # a folder gives an array, if an empty one
    assert result.stderr.startswith(line)
    assert result.stderr.count("\n") == 1


def test_a_bad_file_leaves_the_others(folder: Path) -> None:
    result = run("read", "empty.txt", "karst.txt", "none.txt", "--format", "jsonl")
    assert result.exit_code == FAILED
    assert len(result.stdout.splitlines()) == 1
    assert len(result.stderr.splitlines()) == 2


MISUSES = [
    ("no paths", ["read"], "Missing argument 'PATH...'"),
    ("an unknown format", ["read", "x", "--format", "xml"], "'text', 'json', 'jsonl', 'html'"),
    ("no process", ["read", "x", "--jobs", "0"], "x>=1"),
    ("no size", ["read", "x", "--max-size", "0"], "x>0"),
    ("an unknown engine", ["read", "x", "--engine", "oracle"], "choose one of model, rules"),
    ("a date in words", ["read", "x", "--published", "3 March"], "write it as YYYY-MM-DD"),
    ("standard input twice", ["read", "-", "-"], "only once"),
    ("over its own input", ["read", "karst.txt", "-o", "karst.txt"], "write to another file"),
    ("an unknown command", ["write"], "No such command 'write'"),
    ("an unknown option", ["read", "x", "--colour"], "No such option"),
    ("a bad since", ["search", "x", "--since", "soon"], "YYYY-MM"),
    ("a search for nothing", ["search"], "give words"),
    ("a search for signs", ["search", "?!"], "give a word"),
    ("an unknown act", ["search", "--act", "sing"], "'announce'"),
]


@pytest.mark.parametrize(
    ("arguments", "words"), [case[1:] for case in MISUSES], ids=[case[0] for case in MISUSES]
)
def test_misuse_says_what_to_do(folder: Path, arguments: list[str], words: str) -> None:
    Record.open(DEFAULT_RECORD).close()
    result = run(*arguments)
    assert result.exit_code == MISUSED
    assert words in result.stderr
    assert result.stdout == ""
    assert (folder / "karst.txt").read_text() == RELEASE


def test_an_output_that_cannot_be_written(folder: Path) -> None:
    result = run("read", "karst.txt", "-o", "nowhere/out.json")
    assert result.exit_code == FAILED
    assert result.stderr == "communique: cannot write nowhere/out.json: No such file or directory\n"


def test_add_tells_what_it_did(folder: Path) -> None:
    first = run("add", "karst.txt", "other.txt", "empty.txt")
    assert first.exit_code == FAILED
    assert first.stdout == "communique.db: 2 added, 0 unchanged, 0 replaced, 1 failed\n"
    again = run("add", "karst.txt", "other.txt", "--publisher", "Orlan Pact Press")
    assert again.exit_code == OK
    assert again.stdout == "communique.db: 0 added, 0 unchanged, 2 replaced, 0 failed\n"
    with Record.open("communique.db") as record:
        assert len(record.document_ids()) == 2


def test_add_to_a_file_that_is_no_record(folder: Path) -> None:
    (folder / "notes.db").write_text("Notes. " * 100)
    result = run("add", "karst.txt", "--record", "notes.db")
    assert result.exit_code == FAILED
    assert result.stderr.startswith("communique: notes.db: not a Communiqué record")


SEARCHES = [
    ("words", ["Karst"], 1),
    ("several words", ["crossing", "june"], 1),
    ("a phrase", ['"leave the Pact"'], 1),
    ("speaker", ["--speaker", "Varga"], 3),
    ("all filters", ["pact", "--speaker=rehn", "--about=velmara", "--since=2025"], 1),
    ("a period without it", ["--since", "2024", "--until", "2025-02"], 0),
    ("act and quotation", ["--act", "commit", "--quotation", "direct"], 1),
    ("publisher", ["--publisher", "Velmara", "--limit", "2"], 2),
    ("nothing there", ["submarine"], 0),
]


@pytest.mark.parametrize(
    ("arguments", "count"), [case[1:] for case in SEARCHES], ids=[case[0] for case in SEARCHES]
)
def test_search(folder: Path, arguments: list[str], count: int) -> None:
    run("add", "karst.txt")
    result = run("search", *arguments)
    assert result.exit_code == OK
    hits = json.loads(result.stdout)
    assert len(hits) == count
    assert all(
        {"statement", "speakers", "document", "first_line", "words", "highlights"} <= set(hit)
        for hit in hits
    )


def test_search_prints_document_date_and_line(folder: Path) -> None:
    run("add", "karst.txt")
    lines = run("search", "leave", "--format", "text").stdout.splitlines()
    assert lines[0] == "Ilona Várga  Minister of Foreign Affairs of Velmara"
    assert lines[1].strip() == "indirect, reject: calls to leave the Pact"
    place = " ".join(line.strip() for line in lines[2:]).strip()
    assert place.startswith("2025-03-03 · Ministry of Foreign Affairs of Velmara · Minister Várga")
    assert place.endswith("karst.txt:6–7")


def test_search_without_a_record(folder: Path) -> None:
    result = run("search", "Karst")
    assert result.exit_code == FAILED
    assert "make one with 'communique add'" in result.stderr
    assert not (folder / DEFAULT_RECORD).exists()


def test_options_are_those_of_the_parts() -> None:
    assert list(ACTS) == [act.value for act in Act]
    options = {
        (name, option.name): option
        for name, command in cli.commands.items()
        for option in command.params
    }
    assert list(options["search", "quotation"].type.choices) == [kind.value for kind in Quotation]  # type: ignore[attr-defined]
    assert options["read", "max_size"].default == api.DEFAULT_MAX_BYTES / api.MEGABYTE
    assert options["search", "limit"].default == DEFAULT_LIMIT == StatementQuery().limit


def test_ctrl_c(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(api, "_read_input", interrupted)
    result = run("read", "karst.txt")
    assert result.exit_code == INTERRUPTED
    assert result.stderr.splitlines()[-1] == "communique: interrupted"


def test_text_is_the_default_in_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    assert default_style(None) == "text"
    assert default_style(Path("x.json")) == "json"


@pytest.mark.parametrize(
    "arguments", [["--help"], ["-h"], ["read", "--help"], ["search", "--help"]]
)
def test_help_is_quick(arguments: list[str]) -> None:
    started = time.perf_counter()
    result = python(*arguments)
    assert time.perf_counter() - started < HELP_SECONDS
    assert result.returncode == OK
    assert b"Usage: communique" in result.stdout


def test_version() -> None:
    assert python("--version").stdout.decode().split()[-1] == communique.__version__


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A record of many statements, to be searched by a real process."""
    path = tmp_path / "kept.db"
    with Record.open(path) as record:
        record.add(karst_reading())
    return path


def test_output_is_utf8_whatever_the_locale(kept: Path) -> None:
    plain = environment(LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    result = python("search", "leave", "--record", str(kept), env=plain)
    assert (result.returncode, result.stderr) == (OK, b"")
    assert json.loads(result.stdout)[0]["speakers"][0]["name"] == "Ilona Várga"


def test_a_reader_that_goes_away(kept: Path) -> None:
    command = [sys.executable, "-m", "communique", "search", "pact", "--record", str(kept)]
    receiving, sending = os.pipe()
    os.close(receiving)
    with os.fdopen(sending, "wb") as pipe:
        process = subprocess.run(
            command,
            stdout=pipe,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
            env=environment(),
        )
    assert process.stderr == b""
    assert process.returncode == FAILED


def test_a_real_interrupt(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "communique", "read", "-"]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as process:
        time.sleep(1.5)
        process.send_signal(signal.SIGINT)
        _, complaint = process.communicate(timeout=60)
    assert process.returncode == INTERRUPTED
    assert b"Traceback" not in complaint


def test_the_whole_way_with_real_processes(tmp_path: Path) -> None:
    """The real reader: files in, order kept, a bad one told, found again in the record."""
    for number in range(3):
        crossing = RELEASE.replace("Karst", ("Karst", "Selva", "Orm")[number])
        (tmp_path / f"{number}.txt").write_text(crossing, encoding="utf-8")
    paths = ["2.txt", "none.txt", "0.txt", "1.txt"]
    read = python("read", *paths, "--jobs", "2", "--format", "jsonl", cwd=tmp_path)
    assert read.returncode == FAILED
    assert read.stderr.startswith(b"communique: none.txt: ")
    assert read.stderr.count(b"\n") == 1
    found = [json.loads(line)["document"]["path"] for line in read.stdout.splitlines()]
    assert found == ["2.txt", "0.txt", "1.txt"]
    added = python("add", ".", "--jobs", "2", cwd=tmp_path)
    assert added.stdout == b"communique.db: 3 added, 0 unchanged, 0 replaced, 0 failed\n"
    again = python("add", "0.txt", cwd=tmp_path)
    assert again.stdout == b"communique.db: 0 added, 1 unchanged, 0 replaced, 0 failed\n"
    (hit,) = json.loads(python("search", "Selva", cwd=tmp_path).stdout)
    assert (hit["document"]["path"], hit["first_line"]) == ("1.txt", 6)
