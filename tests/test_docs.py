"""The documentation holds: files it names exist, its commands are real, its sample reading is current."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_files_named_in_the_docs_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    named = re.findall(
        r"`((?:samples|docs|corpus|evaluation|src|scripts|training|tests)/[\w./-]+)`", text
    )
    missing = [name for name in named if not (ROOT / name).exists()]
    assert not missing


def test_commands_named_in_the_readme_exist() -> None:
    from communique.outputs.cli.main import cli

    text = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(
        re.findall(r"communique (read|add|search|[a-z]+)(?= )", re.sub(r"pip install.*", "", text))
    )
    commands = {
        name
        for name in named
        if f"communique {name} " in text and name in re.findall(r"\$ communique (\w+)", text)
    }
    assert commands, "the README shows no command"
    assert commands <= set(cli.commands)


def test_make_targets_named_in_the_readme_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"`make ([a-z-]+)`", (ROOT / "README.md").read_text(encoding="utf-8")))
    assert named <= targets
    assert {"demo", "test"} <= named
