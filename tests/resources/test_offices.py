"""The normal form of titles decides which titles name one office."""

from __future__ import annotations

import pytest

from communique.resources.register import load_register

REGISTER = load_register()
OFFICES = REGISTER.offices

# title, entity, key, tenure, why the case is here
TITLES = [
    ("Foreign Minister", None, "minister:foreign-affairs", None, "matter before"),
    ("Minister of Foreign Affairs", None, "minister:foreign-affairs", None, "matter after"),
    ("Minister for Foreign Affairs", None, "minister:foreign-affairs", None, "for"),
    ("Foreign Affairs Minister", None, "minister:foreign-affairs", None, "longer matter before"),
    ("External Affairs Minister", "ind", "minister:foreign-affairs", None, "synonym"),
    ("Minister of External Affairs", "ind", "minister:foreign-affairs", None, "synonym after"),
    ("Foreign Secretary", "gbr", "minister:foreign-affairs", None, "a minister in London"),
    ("Foreign Secretary", "ind", "permanent-secretary:foreign-affairs", None, "a civil servant"),
    ("Secretary of State", "usa", "minister:foreign-affairs", None, "whole title"),
    ("Secretary of State", "deu", "secretary-of-state", None, "elsewhere a deputy"),
    ("Chancellor", "deu", "chancellor", None, "head of government"),
    ("Chancellor", "per", "minister:foreign-affairs", None, "canciller"),
    ("First Deputy Foreign Minister", None, "first+deputy+minister:foreign-affairs", None, "ranks"),
    (
        "First Deputy Minister of Foreign Affairs",
        None,
        "first+deputy+minister:foreign-affairs",
        None,
        "ranks, matter after",
    ),
    ("Vice-President", None, "deputy+president", None, "hyphen"),
    ("acting Prime Minister", None, "prime-minister", "acting", "tenure is no other office"),
    ("President-elect", None, "president", "future", "suffix"),
    ("ex-President", None, "president", "past", "prefix with hyphen"),
    ("then-Foreign Minister", None, "minister:foreign-affairs", "past", "prefix with hyphen"),
    ("Spokeswoman", None, "spokesperson", None, "gender is no other office"),
    ("Chairwoman", None, "chair", None, "gender is no other office"),
    ("Chargé d’affaires a.i.", None, "charge-d-affaires", "acting", "ad interim"),
    ("Speaker of the Parliament", None, "speaker", None, "parliament is no matter"),
    ("Minister of the Interior", None, "minister:interior", None, "article"),
    ("Home Secretary", "gbr", "minister:interior", None, "whole title"),
]


@pytest.mark.parametrize(("title", "of", "key", "tenure", "why"), TITLES)
def test_normal_form(title: str, of: str | None, key: str, tenure: str | None, why: str) -> None:
    found = OFFICES.normal(title, of)
    assert found is not None, why
    assert (found.key, found.tenure) == (key, tenure), why


@pytest.mark.parametrize(
    ("title", "keys"),
    [
        (
            "First Deputy Prime Minister and Minister of Foreign Affairs",
            ["first+deputy+prime-minister", "minister:foreign-affairs"],
        ),
        ("Minister of Foreign Affairs and Trade", ["minister:foreign-affairs"]),
        (
            "Prime Minister, Minister of Defence and Minister of Health",
            ["prime-minister", "minister:defence", "minister:health"],
        ),
        ("Russian Foreign Minister", ["minister:foreign-affairs"]),
        ("Minister of Foreign Affairs of the Russian Federation", ["minister:foreign-affairs"]),
        ("US Secretary of State", ["minister:foreign-affairs"]),
        ("President of the Republic of Serbia", ["president"]),
        ("Chairman of the Presidency of Bosnia and Herzegovina", ["presidency-chair"]),
        ("the weather", []),
    ],
)
def test_offices_of_a_whole_title(title: str, keys: list[str]) -> None:
    assert [office.key for office in REGISTER.normal_office(title)] == keys


@pytest.mark.parametrize(
    ("name", "of", "normal"),
    [
        ("Ministry of Foreign Affairs", None, "ministry:foreign-affairs"),
        ("MFA", None, "ministry:foreign-affairs"),
        ("Foreign Office", "gbr", "ministry:foreign-affairs"),
        ("Department of State", "usa", "ministry:foreign-affairs"),
        ("Ministry of the Interior", None, "ministry:interior"),
        ("Defence Ministry", None, "ministry:defence"),
        ("a garden", None, None),
    ],
)
def test_bodies(name: str, of: str | None, normal: str | None) -> None:
    assert OFFICES.body(name, of) == normal


@pytest.mark.parametrize(
    ("word", "entry"), [("side", "side"), ("both sides", "side"), ("two ministers", "ministers")]
)
def test_collectives(word: str, entry: str) -> None:
    found = OFFICES.collective(word)
    assert found is not None
    assert found.id == entry


def test_honorifics_tell_gender() -> None:
    genders = {entry.text: entry.gender for entry in REGISTER.honorifics}
    assert (genders["Mr"], genders["Smt."], genders["H.E."]) == ("m", "f", None)
    assert next(entry for entry in REGISTER.honorifics if entry.text == "Khan").name_too
