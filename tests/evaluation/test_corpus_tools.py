"""Agreement of two readings, and the corpus as JSON."""

import json
from pathlib import Path

import pytest

from communique.pipeline import Reading
from evaluation import corpus_json
from evaluation.agreement import read_twice, table, token_alpha
from evaluation.corpus import CorpusError, corpus_files, read_file

FIRST = next(p for p in corpus_files(["train"]) if ",S1|" in p.read_text(encoding="utf-8"))


def _readings(root: Path, second: str) -> Path:
    for reading, text in (("first", FIRST.read_text(encoding="utf-8")), ("second", second)):
        folder = root / reading / "dev"
        folder.mkdir(parents=True)
        (folder / FIRST.name).write_text(text, encoding="utf-8")
    return root


def test_the_same_marks_agree_fully(tmp_path: Path) -> None:
    pairs = read_twice("dev", _readings(tmp_path, FIRST.read_text(encoding="utf-8")))
    assert token_alpha(pairs) == {"source": 1.0, "cue": 1.0, "content": 1.0}
    assert "| attribution | 100.0" in table("dev", pairs)


def test_an_unmarked_source_lowers_alpha_of_sources_alone(tmp_path: Path) -> None:
    """Taking the first source away must show in sources and leave cues and contents alone."""
    text = FIRST.read_text(encoding="utf-8").replace(",S1|", "|", 1)
    assert text != FIRST.read_text(encoding="utf-8")
    alpha = token_alpha(read_twice("dev", _readings(tmp_path, text)))
    assert alpha["source"] < 1.0
    assert alpha["cue"] == alpha["content"] == 1.0


def test_another_text_is_refused(tmp_path: Path) -> None:
    text = FIRST.read_text(encoding="utf-8")
    head, body, tail = text.split("===\n")
    changed = "===\n".join([head, body + "One more line.\n", tail])
    with pytest.raises(CorpusError, match="not of the same text"):
        read_twice("dev", _readings(tmp_path, changed))


def test_json_lines_give_the_readings_back() -> None:
    row = json.loads(corpus_json.line(FIRST))
    assert (row["name"], row["split"]) == (FIRST.stem, "train")
    assert Reading.from_dict(row["reading"]) == read_file(FIRST)
