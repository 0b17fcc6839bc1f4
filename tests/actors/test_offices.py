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
    (
        "Special Representative of the Secretary-General for Mali Odile Lerond" + TAIL,
        "Odile Lerond",
        [("Special Representative of the Secretary-General for Mali", None)],
        "whose officer and for what is part of the title",
    ),
    (
        "The Commissioner for Enlargement Negotiations, Pavel Loin," + TAIL,
        "Pavel Loin",
        [("Commissioner for Enlargement Negotiations", None)],
        "a portfolio longer than the list knows",
    ),
    (
        "Anahit Gaspar, Minister of Territorial Administration and Infrastructure of Armenia,"
        + TAIL,
        "Anahit Gaspar",
        [("Minister of Territorial Administration and Infrastructure", "Armenia")],
        "a body noun in a ministry's name is no body",
    ),
    (
        "Director of the Pacific Reef Society Teresia Naulu, a former Environment Minister of Kiribati,"
        + TAIL,
        "Teresia Naulu",
        [("Director", "Pacific Reef Society"), ("former Environment Minister", "Kiribati")],
        "an office before and one behind the name",
    ),
    (
        "They were joined by the Ministers of Defence of Finland and Sweden, Elina Koivu and Tobias Berg.",
        "Tobias Berg",
        [("Minister of Defence", "Sweden")],
        "states dealt out in order",
    ),
    (
        "Ms Philippa Arkwell has been appointed British Ambassador to Mongolia.",
        "Philippa Arkwell",
        [("Ambassador", "United Kingdom")],
        "who is appointed holds the office, and it is the sender's",
    ),
    (
        "Elena Rostow, High Representative/Vice-President of the European Union," + TAIL,
        "Elena Rostow",
        [("High Representative", "European Union"), ("Vice-President", "European Union")],
        "a slash joins two posts",
    ),
    (
        "The acting Minister of Defence of Uruguay, Washington Olazar," + TAIL,
        "Washington Olazar",
        [("acting Minister of Defence", "Uruguay")],
        "a given name that is a capital's",
    ),
    (
        "Ambassador Salma Zaheri, Deputy Foreign Minister of Jordan," + TAIL,
        "Salma Zaheri",
        [("Deputy Foreign Minister", "Jordan")],
        "an ambassador's rank is no post beside another",
    ),
    (
        "Counselor Ghada Hawas, Official Spokesperson of the Ministry of Health," + TAIL,
        "Ghada Hawas",
        [("Official Spokesperson", "Ministry of Health")],
        "official is no post",
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
    (
        "Foreign Minister of Serbia Lazar Tomin received Foreign Minister of Hungary Eva Solti. "
        "His guest said that the talks had been useful.",
        "His guest",
        ["Eva Solti"],
        "the guest is the other person",
    ),
    (
        "Foreign Minister of Serbia Lazar Tomin spoke. Families of the fishermen said that they had no news.",
        "Families of the fishermen",
        ["Families of the fishermen"],
        "a group that speaks",
    ),
    (
        "King Tarek of Jordan received Foreign Minister of Hungary Eva Solti. His Majesty said that the talks had been useful.",
        "His Majesty",
        ["Tarek"],
        "a style stands for its bearer",
    ),
    (
        "Sevaria said that the registry had been wiped. In May the parliament of Sevaria met.",
        "Sevaria",
        ["Sevaria"],
        "a bare name that speaks is a state",
    ),
]


def test_the_publisher_names_a_state_the_register_lacks() -> None:
    """ "Ministry … of the Kingdom of Sarrow": the Minister's state, though no list has it."""
    reading = reading_of(
        "Foreign Minister Ilona Varga said on Monday that Sarrow would pay.",
        publisher="Ministry of Foreign Affairs of the Kingdom of Sarrow",
    )
    minister = next(actor for actor in reading.actors if actor.name == "Ilona Varga")
    assert names(reading, (minister.offices[0].of or "",)) == ["Sarrow"]


@pytest.mark.parametrize(
    "text",
    [
        "On Monday Ana Berg was elected President",
        "It will stay, said the newspaper",
        "The grain will come, said newspaper",
    ],
    ids=["an office", "an article and an outlet", "an outlet"],
)
def test_a_text_may_end_with_what_names_an_actor(text: str) -> None:
    """No full stop follows: what stands behind the last word is not looked up."""
    assert reading_of(text).document.text == text


def test_we_is_the_publishers_state() -> None:
    """A ministry's statement in the first person speaks for its state."""
    reading = reading_of(
        "We strongly condemn the attack on the convoy in Mali.",
        publisher="Ministry of Foreign Affairs of the Republic of Türkiye",
    )
    assert names(reading, reading.statements[0].speakers) == ["Türkiye"]


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
