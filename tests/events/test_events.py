"""Events: type, participants, date, status; what is planned has not happened."""

import pytest

from tests.reading_cases import names, reading_of

PEOPLE = "Foreign Minister of Serbia Lazar Tomin and Foreign Minister of Hungary Eva Solti know each other. "

# text, type, status, participants, date, why
CASES = [
    (
        "Foreign Minister of Serbia Lazar Tomin met Foreign Minister of Hungary Eva Solti in Vienna on 3 March 2025.",
        "meeting",
        "occurred",
        ["Lazar Tomin", "Eva Solti"],
        "2025-03-03",
        "met",
    ),
    (
        PEOPLE + "Minister Tomin held talks with Minister Solti in Vienna.",
        "meeting",
        "occurred",
        ["Lazar Tomin", "Eva Solti"],
        None,
        "light verb",
    ),
    (
        PEOPLE + "Minister Tomin will meet Minister Solti in May 2026.",
        "meeting",
        "planned",
        ["Lazar Tomin", "Eva Solti"],
        "2026-05",
        "a planned meeting is no meeting yet",
    ),
    (
        PEOPLE + "Minister Tomin cancelled a meeting with Minister Solti.",
        "meeting",
        "cancelled",
        ["Lazar Tomin", "Eva Solti"],
        None,
        "cancelled",
    ),
    (
        PEOPLE + "Minister Tomin spoke by phone with Minister Solti on Monday.",
        "call",
        "occurred",
        ["Lazar Tomin", "Eva Solti"],
        None,
        "call",
    ),
    (
        PEOPLE + "Minister Tomin visited Hungary in October 2015.",
        "visit",
        "occurred",
        ["Lazar Tomin", "Hungary"],
        "2015-10",
        "visitor and host",
    ),
    (
        PEOPLE + "Minister Solti invited Minister Tomin to visit Hungary.",
        "invitation",
        "occurred",
        ["Eva Solti", "Lazar Tomin"],
        None,
        "invitation",
    ),
    (
        PEOPLE + "Minister Solti invited Minister Tomin to visit Hungary.",
        "visit",
        "proposed",
        ["Lazar Tomin", "Hungary"],
        None,
        "the visit it proposes",
    ),
    (
        PEOPLE + "Minister Tomin appointed Ana Berg, an economist, ambassador to Norway.",
        "appointment",
        "occurred",
        ["Lazar Tomin", "Ana Berg"],
        None,
        "appointment",
    ),
    (
        PEOPLE + "Minister Tomin spoke with Minister Solti on Monday.",
        "call",
        "occurred",
        ["Lazar Tomin", "Eva Solti"],
        None,
        "speaking with somebody is a call unless a place is told",
    ),
    (
        PEOPLE + "In a meeting with Minister Solti, Minister Tomin stressed that trade had grown.",
        "meeting",
        "occurred",
        ["Lazar Tomin", "Eva Solti"],
        None,
        "who speaks in a meeting is in it",
    ),
    (
        PEOPLE + "Minister Solti accepted an invitation to visit Serbia.",
        "visit",
        "planned",
        ["Eva Solti", "Serbia"],
        None,
        "an accepted invitation is a plan",
    ),
    (
        PEOPLE + "Hungary sent 300 tons of flour to Serbia.",
        "aid",
        "occurred",
        ["Hungary", "Serbia"],
        None,
        "goods are aid",
    ),
    (
        PEOPLE
        + "Serbia and Hungary discussed the exercise Brave Crane, which is to be held in June 2026.",
        "exercise",
        "planned",
        [],
        "2026-06",
        "a relative clause tells that it is to come",
    ),
    (
        PEOPLE + "A visit by Minister Solti to Serbia did not take place.",
        "visit",
        "cancelled",
        ["Eva Solti", "Serbia"],
        None,
        "what did not take place fell through",
    ),
]


@pytest.mark.parametrize(
    ("text", "kind", "status", "who", "date", "why"), CASES, ids=[r[5] for r in CASES]
)
def test_event(
    text: str, kind: str, status: str, who: list[str], date: str | None, why: str
) -> None:
    reading = reading_of(text)
    found = [
        (
            e.type.value,
            e.status.value,
            names(reading, (*e.actors, *e.recipients)),
            e.date.start if e.date else None,
        )
        for e in reading.events
    ]
    assert (kind, status, who, date) in found


def test_respectively_deals_dates_out_in_order() -> None:
    reading = reading_of(
        "The Minister recalled the visits made by Serbian Prime Minister Lazar Tomin and President Ana Berg to Moscow, "
        "in October 2015 and March 2016 respectively."
    )
    visits = {
        tuple(names(reading, e.actors)): e.date.start if e.date else None
        for e in reading.events
        if e.type.value == "visit"
    }
    assert visits == {("Lazar Tomin",): "2015-10", ("Ana Berg",): "2016-03"}


# text, (subject, predicate, object, holds), why
RELATIONS = [
    (
        "Serbia is not a member of NATO.",
        ("Serbia", "member_of", "NATO", False),
        "denied membership",
    ),
    ("Norway joined NATO in 1949.", ("Norway", "member_of", "NATO", True), "joined"),
    (
        "Russia was one of Serbia's chief strategic partners.",
        ("Russia", "strategic_partner_of", "Serbia", True),
        "partner",
    ),
    (
        "Georgia has applied for membership in the European Union.",
        ("Georgia", "candidate_of", "European Union", True),
        "candidacy",
    ),
    (
        "Spain does not recognise the independence of Kosovo.",
        ("Spain", "recognises", "Kosovo", False),
        "not recognised",
    ),
]


@pytest.mark.parametrize(("text", "wanted", "why"), RELATIONS, ids=[r[2] for r in RELATIONS])
def test_relation(text: str, wanted: tuple[str, str, str, bool], why: str) -> None:
    reading = reading_of(text)
    found = [
        (*names(reading, (r.subject,)), r.predicate.value, *names(reading, (r.object,)), r.holds)
        for r in reading.relations
    ]
    assert found == [wanted]
