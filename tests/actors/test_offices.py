"""Names, offices and states where general recognisers fail."""

import pytest

from tests.reading_cases import names, reading_of

TAIL = " spoke in Geneva on Monday and said that the talks would go on."

# text, person, offices as (title, of), why
CASES = [
    (
        "Minister of Foreign Affairs of the Republic of Serbia Lazar Tomin" + TAIL,
        "Lazar Tomin",
        [("Minister of Foreign Affairs", "Serbia")],
        "office, state and name in a row",
    ),
    (
        "First Deputy Prime Minister and Minister of Defence of Georgia Nodar Kelidze" + TAIL,
        "Nodar Kelidze",
        [("First Deputy Prime Minister", "Georgia"), ("Minister of Defence", "Georgia")],
        "two posts, one state",
    ),
    (
        "Norwegian Foreign Minister Siv Aronsen" + TAIL,
        "Siv Aronsen",
        [("Foreign Minister", "Norway")],
        "adjective before",
    ),
    (
        "Siv Aronsen, Foreign Minister of Norway," + TAIL,
        "Siv Aronsen",
        [("Foreign Minister", "Norway")],
        "apposition after",
    ),
    (
        "The President of Velmara, Maria Osei," + TAIL,
        "Maria Osei",
        [("President", "Velmara")],
        "an unknown state",
    ),
    (
        "Velmara's Foreign Minister Ilona Varga met President of Velmara Maria Osei."
        + " They talked.",
        "Ilona Varga",
        [("Foreign Minister", "Velmara")],
        "genitive of an unknown state",
    ),
    (
        "Former Finnish President Aino Lehtola" + TAIL,
        "Aino Lehtola",
        [("Former President", "Finland")],
        "former",
    ),
    (
        "Acting Minister of Justice of Kenya Peter Ochola" + TAIL,
        "Peter Ochola",
        [("Acting Minister of Justice", "Kenya")],
        "acting",
    ),
    (
        "NATO Deputy Secretary General Lorenzo Desanti" + TAIL,
        "Lorenzo Desanti",
        [("Deputy Secretary General", "NATO")],
        "organisation before",
    ),
    (
        "His Excellency Sheikh Hamdan bin Saif Al-Mazroui, Minister of State of the United Arab Emirates,"
        + TAIL,
        "Hamdan bin Saif Al-Mazroui",
        [("Minister of State", "United Arab Emirates")],
        "honorifics and particles",
    ),
    (
        "The Under-Secretary-General for Field Support, Kwame Asiedu," + TAIL,
        "Kwame Asiedu",
        [("Under-Secretary-General for Field Support", None)],
        "a portfolio of no list",
    ),
    (
        "The Executive Secretary of the Lower Tana Basin Authority, Fadumo Warsame," + TAIL,
        "Fadumo Warsame",
        [("Executive Secretary", "Lower Tana Basin Authority")],
        "a body of no register",
    ),
]


@pytest.mark.parametrize(("text", "person", "offices", "why"), CASES, ids=[r[3] for r in CASES])
def test_offices(text: str, person: str, offices: list[tuple[str, str | None]], why: str) -> None:
    reading = reading_of(text)
    found = next(actor for actor in reading.actors if actor.name == person)
    held = [(o.title, names(reading, (o.of,))[0] if o.of else None) for o in found.offices]
    assert held == offices


# text, mention, names it stands for, why
REFERENCES = [
    (
        "Foreign Minister of Serbia Lazar Tomin met Foreign Minister of Hungary Eva Solti. The Hungarian Minister said that she would return.",
        "The Hungarian Minister",
        ["Eva Solti"],
        "state and title",
    ),
    (
        "Foreign Minister of Serbia Lazar Tomin met Foreign Minister of Hungary Eva Solti. The two Ministers agreed to meet again.",
        "The two Ministers",
        ["Lazar Tomin", "Eva Solti"],
        "a pair",
    ),
    (
        "Foreign Minister of Serbia Lazar Tomin met his Hungarian counterpart Eva Solti in Budapest.",
        "his Hungarian counterpart",
        ["Eva Solti"],
        "counterpart with a name",
    ),
    (
        "Serbia and Russia held consultations. The two sides agreed to continue.",
        "The two sides",
        ["Serbia", "Russia"],
        "sides",
    ),
    (
        "NATO held a summit in Madrid. The Alliance agreed to send ships.",
        "The Alliance",
        ["NATO"],
        "nickname",
    ),
    (
        "Mr. Lazar Tomin, President of Serbia, spoke. Eva Solti, President of Hungary, listened. He said that he was tired.",
        "He",
        ["Lazar Tomin"],
        "the honorific tells the sex",
    ),
]


@pytest.mark.parametrize(
    ("text", "mention", "wanted", "why"), REFERENCES, ids=[r[3] for r in REFERENCES]
)
def test_references(text: str, mention: str, wanted: list[str], why: str) -> None:
    reading = reading_of(text)
    found = [
        actor.name for actor in reading.actors if any(m.text == mention for m in actor.mentions)
    ]
    assert sorted(found) == sorted(wanted)


def test_a_capital_is_a_government_only_where_it_acts() -> None:
    reading = reading_of(
        "The Minister arrived in Belgrade on Monday. Belgrade was grateful to Moscow for its support."
    )
    serbia = next(a for a in reading.actors if a.name == "Serbia")
    assert [(m.text, m.kind.value) for m in serbia.mentions if m.kind.value == "capital"] == [
        ("Belgrade", "capital")
    ]


def test_a_generic_title_means_the_holder_of_any_office() -> None:
    reading = reading_of(
        "President Anton Belk welcomed the visit of his guest to China. The Chinese leader described the visit as "
        "an important event. The general had an Official Visit in mind."
    )
    belk = next(actor for actor in reading.actors if actor.name == "Anton Belk")
    assert "The Chinese leader" in [m.text for m in belk.mentions]
    assert all(actor.name != "Visit" for actor in reading.actors)
