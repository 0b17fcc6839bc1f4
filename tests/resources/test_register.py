"""The register: look-ups, memberships by date, size and speed, freshness of the build."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.resources.register import active, load_register, plain_form
from communique.resources.register_types import EntityType, FormKind

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "register"
REGISTER = load_register()

# form, entity expected first among those of that kind, kind, why the case is here
FORMS = [
    ("Serbia", "srb", "name", "plain short name"),
    ("Republic of Serbia", "srb", "official", "formal name"),
    ("Belgrade", "srb", "capital", "existing state before Yugoslavia"),
    ("Moscow", "rus", "capital", "existing state before the Soviet Union"),
    ("Kremlin", "rus", "seat", "seat of power"),
    ("Élysée", "fra", "seat", "accented"),
    ("Elysee", "fra", "seat", "without accents"),
    ("Quai d’Orsay", "fra", "seat", "typographic apostrophe"),
    ("Foggy Bottom", "usa", "seat", "seat of a foreign ministry"),
    ("U.S.", "usa", "abbreviation", "points"),
    ("DPRK", "prk", "abbreviation", "abbreviation of the formal name"),
    ("ROK", "kor", "abbreviation", "abbreviation of the formal name"),
    ("Türkiye", "tur", "name", "name since 2022"),
    ("Turkey", "tur", "name", "name before 2022"),
    ("Swaziland", "swz", "name", "older name still written"),
    ("FYROM", "mkd", "former", "former name"),
    ("Nigerien", "ner", "adjective", "of Niger"),
    ("Nigerian", "nga", "adjective", "of Nigeria"),
    ("Bissau-Guinean", "gnb", "adjective", "not of Guinea"),
    ("Emiratis", "are", "demonym", "plural"),
    ("Kosovo*", "xkx", "name", "with the footnote mark of neutral status"),
    ("Sino-", None, "none", "combining forms stand without their hyphen"),
    ("NATO", "nato", "name", "organisation"),
    ("North Atlantic Alliance", "nato", "name", "other name"),
    ("Berlaymont", "european-commission", "seat", "seat of an institution"),
    ("Western Balkans", "western-balkans", "name", "region"),
]


@pytest.mark.parametrize(("form", "entity", "kind", "why"), FORMS)
def test_finds_form(form: str, entity: str | None, kind: str, why: str) -> None:
    found = REGISTER.find(form)
    first = (found[0].entity, found[0].kind.value) if found else (None, "none")
    assert first == (entity, kind), why


@pytest.mark.parametrize(
    ("form", "entities"),
    [
        ("Congo", {"cod", "cog"}),
        ("Congolese", {"cod", "cog"}),
        ("Dominican", {"dma", "dom"}),
        ("Brussels", {"bel", "eu"}),
        ("Micronesia", {"fsm", "micronesia-region"}),
    ],
)
def test_shared_forms_are_ambiguous(form: str, entities: set[str]) -> None:
    found = REGISTER.find(form)
    assert {entry.entity for entry in found} == entities
    assert all(entry.note for entry in found)
    assert any(entry.ambiguous for entry in found)


@pytest.mark.parametrize("form", ["Georgetown", "San José", "Victoria", "Male", "Hamilton"])
def test_capitals_that_are_other_things_are_ambiguous(form: str) -> None:
    assert all(entry.ambiguous for entry in REGISTER.find(form))


@pytest.mark.parametrize("form", ["Washington", "Rome", "Vienna", "Sarajevo", "Georgia", "Serbs"])
def test_regular_usage_is_sure(form: str) -> None:
    assert REGISTER.find(form)[0].preferred
    assert not REGISTER.find(form)[0].ambiguous


@pytest.mark.parametrize(
    ("org", "day", "count"),
    [
        ("nato", "1949-04-04", 12),
        ("nato", "2023-04-03", 30),
        ("nato", "2023-04-04", 31),
        ("nato", "2024-03-07", 32),
        ("eu", "2013-07-01", 28),
        ("eu", "2020-02-01", 27),
        ("coe", "2022-03-15", 47),
        ("coe", "2022-03-17", 46),
        ("osce", "2015-01-01", 57),
        ("asean", "2024-01-01", 10),
        ("asean", "2026-01-01", 11),
        ("brics", "2023-12-31", 5),
        ("un", "2026-01-01", 193),
        ("csto", "2010-01-01", 7),
        ("unsc", "2025-06-01", 15),
        ("unsc", "2026-06-01", 15),
        ("schengen", "2024-04-01", 29),
        ("eurozone", "2026-01-02", 21),
    ],
)
def test_members_on_a_day(org: str, day: str, count: int) -> None:
    assert len(REGISTER.members(org, date.fromisoformat(day))) == count


@pytest.mark.parametrize(
    ("org", "count"),
    [
        ("au", 55),
        ("arab-league", 22),
        ("oic", 57),
        ("gcc", 6),
        ("commonwealth", 56),
        ("oecd", 38),
        ("ecowas", 12),
        ("sadc", 16),
        ("eac", 8),
        ("caricom", 15),
        ("pif", 18),
        ("bsec", 13),
        ("ots", 5),
        ("sco", 10),
        ("opec", 12),
        ("cefta", 7),
        ("g7", 7),
        ("visegrad", 4),
        ("minsk-group", 11),
    ],
)
def test_member_counts(org: str, count: int) -> None:
    assert len(REGISTER.members(org)) == count


def test_memberships_of_a_state() -> None:
    assert {"nato", "eu", "osce", "coe"} <= set(REGISTER.memberships("svn"))
    assert "pfp" not in REGISTER.memberships("swe")
    assert "pfp" in REGISTER.memberships("swe", date(2020, 1, 1))


def test_size_and_types() -> None:
    assert len(REGISTER.territories) >= 250
    assert len(REGISTER.regions) >= 60
    assert len(REGISTER.organizations) >= 150
    assert REGISTER.entity_type("xkx") is EntityType.TERRITORY
    assert REGISTER.entity_type("nato") is EntityType.ORGANIZATION
    assert REGISTER.by_iso3("srb") is REGISTER.territories["srb"]


def test_every_disputed_territory_says_who_claims_it() -> None:
    for key in ("esh", "twn", "xab", "xkx", "xnc", "xsl", "xso", "xtr"):
        entry = REGISTER.territories[key]
        assert entry.note, key
        assert entry.claimed_by, key


def test_unknown_entity_names_itself() -> None:
    with pytest.raises(KeyError, match="no entry 'nowhere'"):
        REGISTER.entity_type("nowhere")


def test_nicknames_are_never_sure() -> None:
    for forms in REGISTER.forms().values():
        for form in forms:
            assert form.ambiguous or form.kind is not FormKind.NICKNAME


@given(st.sampled_from(sorted(REGISTER.forms())))
def test_look_ups_do_not_depend_on_typography(text: str) -> None:
    curly = text.replace("'", "’").replace(" ", "\u00a0")
    assert REGISTER.find(curly) == REGISTER.find(text) != ()
    assert plain_form(plain_form(curly)) == plain_form(curly)


@given(st.dates(), st.dates(), st.dates())
def test_active_holds_both_ends(first: date, second: date, day: date) -> None:
    since, until = sorted((first, second))
    expected = since <= day <= until
    assert active(since.isoformat(), until.isoformat(), day) == expected


def test_loading_is_fast() -> None:
    start = time.perf_counter()
    load_register.__wrapped__()
    assert time.perf_counter() - start < 0.5  # 0.05 s alone; the limit allows for a busy machine


def test_lint_finds_no_fault() -> None:
    _run("lint_register.py")


@pytest.mark.needs_shared
@pytest.mark.skipif(not SHARED.exists(), reason=f"no reference data at {SHARED}")
def test_build_is_fresh() -> None:
    _run("build_register.py", "--check")


def _run(script: str, *options: str) -> None:
    command = [sys.executable, str(ROOT / "scripts" / script), *options]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
