"""The register of states, organisations and offices as the actors layer uses it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from communique.actors.types import ActorType
from communique.actors.vocabulary import OfficeHead, OfficeVocabulary
from communique.resources.register import Register, load_register, plain_form
from communique.resources.register_types import Form, FormKind, Organization, Territory

_WEAK_HEADS = frozenset(
    {
        "head",
        "leader",
        "director",
        "chair",
        "official",
        "representative",
        "deputy",
        "delegate",
        "observer",
        "coordinator",
        "adviser",
        "administrator",
        "counsellor",
        "mediator",
        "negotiator",
        "judge",
        "general",
        "secretary",
        "commander",
        "colonel",
        "admiral",
        "prince",
        "princess",
        "king",
        "queen",
        "ruler",
        "diplomat",
        "rapporteur",
        "governor",
        "auditor",
        "registrar",
        "monarch",
        "regent",
        "member-of-parliament",
    }
)
_LITTLE_WORDS = frozenset(
    {"of", "for", "the", "and", "in", "to", "with", "on", "at", "by", "all", "a"}
)
_NAMES_TOO = frozenset(
    {
        "pan",
        "bay",
        "ko",
        "u",
        "don",
        "wan",
        "me",
        "bey",
        "pak",
        "sri",
        "count",
        "chief",
        "major",
        "bishop",
        "brother",
        "lady",
        "mother",
        "father",
        "sister",
        "captain",
        "khan",
        "begum",
        "kumari",
        "tun",
        "mr",
        "m",
        "g",
        "sc",
        "eng",
        "mag",
        "lic",
        "adv",
        "arch",
    }
) - {"mr"}
"""Honorifics that are names or common words as often: they introduce no name by themselves."""
_SHORT_FORMS = frozenset({"UK", "US", "EU", "UN", "AU", "G7"})
"""Forms of two letters that are sure; others ("SA", "CAR") are more often something else."""
_NOT_HEADS = frozenset({"counterpart", "host", "guest"})
_NOT_FORMS = frozenset(
    {
        "representative-elect",
        "whip",
        "justice",
        "chief",
        "rabbi",
        "consuls",
        "lead",
        "colleague",
        "aide",
        "chargé",
        "general",
        "hall",
    }
)
_BODY_NOUNS = frozenset(
    [
        "ministry",
        "department",
        "council",
        "committee",
        "commission",
        "agency",
        "organization",
        "organisation",
        "bank",
        "union",
        "assembly",
        "parliament",
        "court",
        "fund",
        "office",
        "institute",
        "institution",
        "university",
        "foundation",
        "association",
        "federation",
        "centre",
        "center",
        "forum",
        "group",
        "mission",
        "partnership",
        "pact",
        "league",
        "alliance",
        "movement",
        "party",
        "authority",
        "corporation",
        "company",
        "service",
        "board",
        "secretariat",
        "chamber",
        "academy",
        "embassy",
        "consulate",
        "directorate",
        "bureau",
        "tribunal",
        "conference",
        "congress",
        "senate",
        "cabinet",
        "presidency",
        "bundestag",
        "community",
        "initiative",
        "programme",
        "program",
        "society",
        "network",
        "coalition",
        "front",
        "brigade",
        "army",
        "navy",
        "guard",
        "police",
        "task",
        "bloc",
        "directorate-general",
        "delegation",
        "taskforce",
        "consortium",
        "house",
        "administration",
        "inspectorate",
        "registry",
        "ombudsman",
        "observatory",
        "hospital",
        "museum",
        "theatre",
        "convention",
        "treaty",
        "front",
        "confederation",
        "syndicate",
        "trust",
    ]
) - {
    "house",
    "task",
    "front",
    "treaty",
    "convention",
    "programme",
    "program",
    "initiative",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """What the register says of an entity."""

    type: ActorType
    name: str
    iso3: str | None
    wikidata: str | None


class ActorRegister:
    """Look-ups by surface form, and the vocabulary of offices."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.vocabulary = _vocabulary(register)

    def lookup(self, text: str) -> tuple[tuple[str, str], ...]:
        """The entities that ``text`` names, best first, each with the kind of the form.

        Words in capitals only ("BELGRADE") are looked up without regard to case. Forms that
        name an entity only in context (nicknames) are left out.
        """
        forms = self.register.find(text)
        if not forms and text.isupper() and len(text) > 4:
            forms = self.register.find_caseless(text)
        ranked = sorted(
            (form for form in forms if _usable(form)),
            key=lambda form: (not form.preferred, form.ambiguous),
        )
        return tuple((form.entity, form.kind.value) for form in ranked)

    def fact(self, entity: str) -> Fact:
        """Name, type and codes of a register id.

        Raises:
            KeyError: if there is no such entity.
        """
        entry = self.register.entity(entity)
        if entry is None:
            raise KeyError(entity)
        iso3 = entry.iso3 if isinstance(entry, Territory) else None
        kind = ActorType(self.register.entity_type(entity).value)
        return Fact(kind, entry.name, iso3, entry.wikidata)

    def is_organization(self, entity: str) -> bool:
        """Whether the id is an organisation's."""
        return isinstance(self.register.entity(entity), Organization)

    def is_region(self, entity: str) -> bool:
        """Whether the id is a region's."""
        return entity in self.register.regions

    def is_state(self, entity: str) -> bool:
        """Whether the id is a state's."""
        entry = self.register.territories.get(entity)
        return entry is not None and entry.type.value == ActorType.STATE.value

    def owner_of_body(self, name: str) -> str | None:
        """The state a ministry's proper name belongs to ("Foreign Office": the United Kingdom)."""
        lower = plain_form(name).lower().removeprefix("the ")
        for body in self.register.offices.bodies:
            if body.form == lower and len(body.of) == 1:
                return body.of[0]
        return None

    def parent_of(self, entity: str) -> str:
        """The organisation that an institution belongs to, else itself."""
        entry = self.register.entity(entity)
        parent = entry.parent if isinstance(entry, Organization) else None
        return parent if parent is not None else entity

    def is_nickname(self, entity: str, noun: str) -> bool:
        """Whether an organisation is called by ``noun`` in context ("alliance")."""
        entry = self.register.entity(entity)
        if not isinstance(entry, Organization):
            return False
        return any(noun == nickname.lower() for nickname in entry.nicknames)


def _usable(form: Form) -> bool:
    if form.kind in (FormKind.NICKNAME, FormKind.COMBINING):
        return False
    if form.kind is FormKind.SEAT and form.ambiguous:
        return False
    if len(form.text) < 3 and form.text not in _SHORT_FORMS:
        return False
    if form.kind is FormKind.CAPITAL:
        return not form.ambiguous or form.preferred
    return not form.ambiguous or form.preferred or " " in form.text or form.text.isupper()


def _vocabulary(register: Register) -> OfficeVocabulary:
    offices = register.offices
    heads: dict[str, OfficeHead] = {}
    for word in offices.heads.values():
        if word.id in _NOT_HEADS:
            continue
        weak = word.id in _WEAK_HEADS
        for forms, plural in ((word.plural, True), (word.forms, False)):
            for form in forms:
                if form not in _NOT_FORMS:
                    heads[form] = OfficeHead(word.id, plural, weak, word.level, word.sector)
    portfolios = {
        word.strip(",")
        for forms in (offices.portfolio_forms, offices.premodifier_forms)
        for form in forms
        for word in form.split()
    } - _LITTLE_WORDS
    honorifics = {
        key: honorific
        for honorific in register.honorifics
        if honorific.kind != "after"
        and (key := plain_form(honorific.text).lower().rstrip(".")) not in _NAMES_TOO
    }
    return OfficeVocabulary(
        heads=heads,
        ranks=frozenset(form.strip("-") for form in offices.rank_forms if " " not in form),
        suffixes=frozenset(
            {"designate", "elect", "delegate", "emeritus", "plenipotentiary", "extraordinary"}
        ),
        portfolios=frozenset(portfolios),
        normal=offices.normal,
        bodies=_BODY_NOUNS,
        honorifics=frozenset(honorifics),
        male=frozenset(key for key, h in honorifics.items() if h.gender == "m"),
        female=frozenset(key for key, h in honorifics.items() if h.gender == "f"),
    )


@lru_cache(maxsize=1)
def load_actor_register() -> ActorRegister:
    """The register, read once."""
    return ActorRegister(load_register())
