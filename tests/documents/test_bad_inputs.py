"""Twenty kinds of bad input: one clear line each, and the good file beside them is read."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest
from pypdf import PdfWriter

from communique.core.errors import CommuniqueError, UnreadableDocument
from communique.documents import load_path

GOOD = "The Minister of Health of Velmara, Ana Torv, said on Monday that the hospital would open in May."


def _pdf(*, password: str | None = None) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(width=200, height=200)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _zip(name: str, text: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, text)
    return out.getvalue()


def _docx() -> bytes:
    out = io.BytesIO()
    docx.Document().save(out)
    return out.getvalue()


# name, bytes, words the message must hold
BAD = [
    ("empty.txt", b"", "empty"),
    ("blank.txt", b" \n\t\n ", "no text"),
    ("marks.txt", b"--- *** ... !!!", "no text"),
    ("noise.bin", bytes(range(256)) * 40, "binary"),
    ("noise.txt", b"\x00\x01\x02\x03" * 500, "binary"),
    ("image.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "image"),
    ("photo.txt", b"\xff\xd8\xff\xe0" + b"\x00" * 50, "image"),
    ("archive.zip", _zip("a.txt", "x"), "archive"),
    ("sheet.xlsx", _zip("xl/workbook.xml", "<x/>"), "archive or Office"),
    ("old.doc", b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "old Word"),
    ("rich.rtf", b"{\\rtf1\\ansi hello}", "RTF"),
    ("packed.gz", b"\x1f\x8b\x08" + b"\x00" * 20, "compressed"),
    ("program", b"\x7fELF" + b"\x00" * 60, "program"),
    ("data.db", b"SQLite format 3\x00" + b"\x00" * 60, "database"),
    ("scan.pdf", _pdf(), "no text"),
    ("locked.pdf", _pdf(password="secret"), "password"),
    ("broken.pdf", b"%PDF-1.7\n1 0 obj\n<< garbage", "PDF"),
    ("false.pdf", b"this is no pdf at all", "PDF"),
    ("broken.docx", b"PK\x03\x04word/ not really", "damaged"),
    ("false.docx", b"plain words", "DOCX"),
    ("nothing.docx", _docx(), "no text"),
    ("empty.html", b"<html><head><title></title></head><body></body></html>", "no article text"),
    (
        "nobody.eml",
        b"From: a@b.c\nTo: d@e.f\nSubject: x\nMIME-Version: 1.0\nContent-Type: image/png\n\n\x89PNG",
        "mail",
    ),
    (
        "srpski.txt",
        "Министар спољних послова састао се данас у Београду са колегом из Мађарске и разговарао о сарадњи две земље.".encode(),
        "Serbian",
    ),
    (
        "francais.txt",
        "Le ministre des Affaires étrangères a rencontré son homologue et les deux parties ont évoqué la coopération entre les pays.".encode(),
        "French",
    ),
]


@pytest.mark.parametrize(("name", "data", "words"), BAD, ids=[row[0] for row in BAD])
def test_one_clear_line(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UnreadableDocument) as caught:
        load_path(path)
    message = str(caught.value)
    assert words.lower() in message.lower()
    assert "\n" not in message


def test_missing_file_and_size_limit(tmp_path: Path) -> None:
    with pytest.raises(CommuniqueError, match="no such file"):
        load_path(tmp_path / "missing.txt")
    large = tmp_path / "large.txt"
    large.write_text(GOOD)
    with pytest.raises(CommuniqueError, match="max-size"):
        load_path(large, max_bytes=10)


def test_good_files_in_the_same_call_are_unharmed(tmp_path: Path) -> None:
    for name, data, _ in BAD:
        (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text(GOOD)
    names = [str(tmp_path / row[0]) for row in BAD] + [str(tmp_path / "good.txt")]
    command = [
        sys.executable,
        "-m",
        "communique",
        "read",
        "--engine",
        "rules",
        "--format",
        "jsonl",
        *names,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    lines = [line for line in done.stderr.splitlines() if line.strip()]
    assert len(lines) == len(BAD)
    assert done.stdout.count('"schema"') == 1
