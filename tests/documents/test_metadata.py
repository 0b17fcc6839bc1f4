"""Title, dateline, date, publisher and genre."""

import pytest

from communique.documents import load_text

BODY = (
    "The Foreign Minister of Velmara, Ilona Varga, met her colleague from Drenia and told him that the "
    "crossing would open in June. The two ministers agreed to meet again."
)

# text, place, date, why
DATELINES = [
    (f"PORT ANSELM, 3 March 2025 – {BODY}", "PORT ANSELM", "2025-03-03", "dash"),
    (f"GENEVA (12 May 2024) — {BODY}", "GENEVA", "2024-05-12", "brackets"),
    (f"Moscow, October 5, 2021. {BODY}", "Moscow", "2021-10-05", "American date and full stop"),
    (f"New Delhi | 3 March 2025 | {BODY}", None, None, "bars are no dateline we know"),
    (f"BRUSSELS — {BODY}", "BRUSSELS", None, "place alone in capitals"),
    (BODY, None, None, "none"),
]


@pytest.mark.parametrize(("text", "place", "date", "why"), DATELINES, ids=[r[3] for r in DATELINES])
def test_dateline(text: str, place: str | None, date: str | None, why: str) -> None:
    loaded = load_text(text)
    found = loaded.dateline
    assert (found.place if found else None) == place
    assert loaded.document.published == date


# first lines, published, publisher, title
HEADS = [
    (
        "MINISTRY OF FOREIGN AFFAIRS OF VELMARA\n\nMinister Varga meets her colleague\n\n4 June 2023\n\n",
        "2023-06-04",
        "MINISTRY OF FOREIGN AFFAIRS OF VELMARA",
        "Minister Varga meets her colleague",
    ),
    (
        "Crossing to open\n\nPress release No. 12 of 4 June 2023\n\n",
        "2023-06-04",
        None,
        "Crossing to open",
    ),
    ("Crossing to open\n\n05/13/2024\n\n", "2024-05-13", None, "Crossing to open"),
    ("Crossing to open\n\n05/06/2024\n\n", None, None, "Crossing to open"),
    ("", None, None, None),
]


@pytest.mark.parametrize(("head", "published", "publisher", "title"), HEADS)
def test_head(head: str, published: str | None, publisher: str | None, title: str | None) -> None:
    document = load_text(head + BODY).document
    assert (document.published, document.publisher, document.title) == (published, publisher, title)


def test_an_ambiguous_date_is_a_problem_not_a_guess() -> None:
    loaded = load_text("Crossing to open\n\n05/06/2024\n\n" + BODY)
    assert [p.code for p in loaded.problems] == ["ambiguous-date"]


GENRES = [
    (
        "QUESTION: Will it open?\n\nMS. TORV: It will open in June, we hope.\n\nQUESTION: Sure?\n\nMS. TORV: Yes.",
        "transcript",
    ),
    (
        "Joint Statement of Velmara and Drenia\n\n1. The Sides noted the progress.\n\n2. The Sides agreed to meet again.",
        "joint_statement",
    ),
    (
        "Excellencies, ladies and gentlemen,\n\nI thank you for coming. We have much to do, and I know that we will do it together with our friends.",
        "speech",
    ),
    (BODY, "press_release"),
]


@pytest.mark.parametrize(("text", "genre"), GENRES)
def test_genre(text: str, genre: str) -> None:
    assert load_text(text).document.genre.value == genre
