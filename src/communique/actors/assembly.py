"""The actors under construction: entries, their offices, and the slots that mention them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from communique.actors.gazetteer import KnownName
from communique.actors.office_grammar import OfficePhrase, Post
from communique.actors.register import ActorRegister
from communique.actors.states import readable
from communique.actors.types import ActorType, MentionKind
from communique.actors.vocabulary import TitleKey, title_key
from communique.actors.words import Word, fold
from communique.language.types import ParsedText

_MIN_INITIALS = 3
_MIN_GUEST_MENTIONS = 2
_PERSONAL_RANKS = frozenset({"Ambassador", "Counselor", "Counsellor", "General", "Professor"})
_DIPLOMATS = frozenset({"ambassador", "high-commissioner", "chargé", "charge-d'affaires", "consul"})
_STATE_LEVELS = frozenset({"head_of_state", "head_of_government", "minister"})
_BODY_HEADS = frozenset({"high-representative", "commissioner", "secretary", "under-secretary"})
"""Heads of minister's rank that organisations have too."""
_NO_PORTFOLIO = {"gbr": frozenset({"foreign-affairs", "defence", "finance"})}
"""Portfolios whose heads are not called ministers there."""
_NOT_AT_HOME = {"usa": frozenset({"minister", "prime-minister", "chancellor", "king", "queen"})}


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch of tokens that mentions an entry."""

    start_token: int
    end_token: int
    kind: MentionKind


@dataclass(slots=True)
class HeldOffice:
    """An office of a person: title as printed, the key of its state or body, and the tokens."""

    title: str
    of: str | None
    key: TitleKey
    start_token: int
    end_token: int


@dataclass(slots=True)
class Entry:
    """An actor being built."""

    key: str
    type: ActorType
    name: str
    iso3: str | None = None
    wikidata: str | None = None
    sex: str = ""
    offices: list[HeldOffice] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class OpenOffice:
    """An office phrase that no name stands beside: "the Serbian Foreign Minister"."""

    slot: Slot
    posts: tuple[HeldOffice, ...]
    determiner: str
    number: str
    plural: bool
    possessor_state: str | None


class Assembly:
    """Collects entries while a document is scanned; keys are unique within the document."""

    def __init__(self, parsed: ParsedText, register: ActorRegister) -> None:
        self.parsed = parsed
        self.register = register
        self.entries: dict[str, Entry] = {}
        self.unknown_states: dict[str, str] = {}
        self.acronyms: dict[str, Entry] = {}
        self.open_offices: list[OpenOffice] = []
        self._person_tokens: dict[int, Entry] = {}
        self._last_state: str | None = None
        self._levels = {h.lemma: h.level for h in register.vocabulary.heads.values()}
        self.home: str | None = None
        self.guest: str | None = None

    def mention(self, entry: Entry, slot: Slot) -> None:
        """Add a mention once."""
        if slot not in entry.slots:
            entry.slots.append(slot)
        if entry.type is ActorType.PERSON and slot.kind is MentionKind.NAME:
            for token in range(slot.start_token, slot.end_token):
                self._person_tokens[token] = entry

    def person_at(self, token: int) -> Entry | None:
        """The person whose name covers the token."""
        return self._person_tokens.get(token)

    def inside_person(self, start: int, end: int) -> bool:
        """Whether a person's name covers any of the tokens."""
        return any(token in self._person_tokens for token in range(start, end))

    def add_person(self, name: str, names: list[str], sex: str) -> Entry:
        """A person by name; equal names of two persons get keys of their own."""
        key = f"person:{fold(name)}"
        while key in self.entries:
            key += "'"
        self.entries[key] = Entry(key, ActorType.PERSON, _readable(name, names), sex=sex)
        return self.entries[key]

    def add_unnamed(self, words: str, kind: ActorType) -> Entry:
        """A person or group known by description only ("a senior official")."""
        key = f"{kind.value}:{fold(words)}"
        return self.entries.setdefault(key, Entry(key, kind, words))

    def add_state(self, name: str) -> Entry:
        """A state that the register does not know."""
        key = f"state:{fold(name)}"
        self.unknown_states.setdefault(name, key)
        return self.entries.setdefault(key, Entry(key, ActorType.STATE, name))

    def state_named(self, text: str) -> str | None:
        """The key of the unknown state with exactly this name."""
        return self.unknown_states.get(text)

    def settle_home(self, publisher: str | None) -> None:
        """Find the publisher's state or body, and the state that the text deals with most."""
        self.home = self.home_of(publisher) if publisher else None
        guests = [
            entry
            for entry in self.entries.values()
            if entry.type is ActorType.STATE and entry.key != self.home
        ]
        guests.sort(key=lambda entry: (-len(entry.slots), entry.key))
        if guests and len(guests[0].slots) >= _MIN_GUEST_MENTIONS:
            self.guest = guests[0].key

    def drop_ranks(self) -> None:
        """Take "Ambassador" alone for a rank where its bearer holds another office.

        ("Ambassador X, Deputy Minister of Y")
        """
        for entry in self.entries.values():
            ranks = [o for o in entry.offices if o.of is None and o.title in _PERSONAL_RANKS]
            if len(entry.offices) > len(ranks):
                entry.offices = [office for office in entry.offices if office not in ranks]

    def adopt_open_offices(self) -> None:
        """Give a bare title the fuller one that the text told before, where only one fits.

        ("the Foreign Minister of Greece … Minister Melidonis")
        """
        held = {(o.key, o.of) for e in self.entries.values() for o in e.offices}
        for entry in self.entries.values():
            for number, office in enumerate(entry.offices):
                if office.of is not None or office.key[2] or office.key[1]:
                    continue
                fitting = {
                    (post.key, post.of): post
                    for open_office in self.open_offices
                    for post in open_office.posts
                    if post.of is not None
                    and (post.key, post.of) not in held
                    and post.start_token < office.start_token
                    and post.key[0] == office.key[0]
                    and post.key[2]
                }
                if len(fitting) == 1:
                    entry.offices[number] = next(iter(fitting.values()))

    def _is_taken(self, office: HeldOffice) -> bool:
        """Whether another person holds this office at the publisher's already."""
        if not office.key[2] or "former" in office.title.lower():
            return False
        return any(
            other is not office and other.key == office.key and other.of == self.home
            for entry in self.entries.values()
            for other in entry.offices
        )

    def _is_foreign(self, office: HeldOffice, home: str) -> bool:
        """Whether the home state has no such office, or another person holds it."""
        head, _, portfolio = office.key
        british = (
            home == "gbr"
            and office.title.startswith("Minister of ")
            and not office.title.startswith("Minister of State")
        )
        return (
            british
            or head in _NOT_AT_HOME.get(home, ())
            or (head == "minister" and portfolio in _NO_PORTFOLIO.get(home, ()))
            or self._is_taken(office)
        )

    def place_office(self, office: HeldOffice) -> None:
        """Give an office without a state or body one, as far as the publisher tells.

        A ministry's own release says "the Minister" and "Spokesperson" of its own; an
        organisation's names its own officials so, and a member's ministers where one state is
        dealt with. The United States have no ministers, so theirs are a guest's too.
        """
        if office.of is not None:
            return
        head = office.key[0]
        level = self._levels.get(head, "")
        of_states = level in _STATE_LEVELS and head not in _BODY_HEADS
        if self.home is None:
            office.of = self.guest if of_states else None
            return
        is_state = self.entries[self.home].type is ActorType.STATE
        abroad = of_states and (not is_state or self._is_foreign(office, self.home))
        office.of = self.guest if abroad else self.home

    def home_of(self, publisher: str) -> str | None:
        """The state or organisation a publisher belongs to: named in it, or known by its ministry.

        An institution of an organisation stands for it ("European External Action Service").
        """
        found = self.register.owner_of_body(publisher)
        if found is not None:
            return self.add_known(found).key
        words = publisher.replace("’s", "").replace("'s", "").split()
        organization = None
        for start in range(len(words)):
            for end in range(len(words), start, -1):
                plain = " ".join(words[start:end])
                name = " ".join(readable(word) for word in words[start:end])
                key = self.state_named(name)
                if key is not None:
                    return key
                for entity, _ in self.register.lookup(name) or self.register.lookup(plain):
                    if self.register.is_state(entity):
                        return self.add_known(entity).key
                    if organization is None and self.register.is_organization(entity):
                        organization = self.register.parent_of(entity)
        if organization is not None:
            return self.add_known(organization).key
        named = [
            entry
            for entry in self.entries.values()
            if entry.type is ActorType.ORGANIZATION and entry.name in publisher
        ]
        return max(named, key=lambda entry: len(entry.name)).key if named else None

    def add_known(self, entity: str) -> Entry:
        """The entry of a register id, or of an unknown state's key."""
        if entity in self.entries:
            return self.entries[entity]
        fact = self.register.fact(entity)
        entry = Entry(entity, fact.type, fact.name, fact.iso3, fact.wikidata)
        self.entries[entity] = entry
        return entry

    def add_organization(self, name: str, acronym: str = "") -> Entry:
        """An organisation by name, remembered under its acronym too."""
        key = f"organization:{fold(name)}"
        entry = self.entries.setdefault(key, Entry(key, ActorType.ORGANIZATION, name))
        if acronym:
            self.acronyms.setdefault(acronym, entry)
        return entry

    def add_initials(self) -> None:
        """Remember each organisation of the text under the initials of its name too."""
        for entry in list(self.entries.values()):
            if entry.type is ActorType.ORGANIZATION:
                initials = "".join(w[0] for w in entry.name.split() if w[0].isupper())
                if len(initials) >= _MIN_INITIALS:
                    self.acronyms.setdefault(initials, entry)

    def add_office(
        self,
        words: list[Word],
        names: Mapping[int, KnownName],
        phrase: OfficePhrase,
        holders: list[Entry],
        *,
        inherits: bool = False,
    ) -> None:
        """Give an office phrase to the persons named beside it, or keep it for resolution.

        With ``inherits`` a phrase without a state takes that of the phrase before it.
        """
        start, end = words[phrase.start_word].start_token, words[phrase.end_word - 1].end_token
        state = self._state_before(words, names, phrase) or (self._last_state if inherits else None)
        posts = tuple(self._held(words, post, state, start, end) for post in phrase.posts)
        self._last_state = next((post.of for post in posts if post.of), None)
        slot = Slot(start, end, MentionKind.OFFICE)
        for holder in holders:
            self.mention(holder, slot)
            for office in posts:
                self._hold(holder, office)
        if not holders:
            self.open_offices.append(
                OpenOffice(slot, posts, phrase.determiner, phrase.number, phrase.plural, state)
            )

    def add_offices_in_order(
        self, words: list[Word], phrase: OfficePhrase, holders: list[Entry], states: list[str]
    ) -> None:
        """ "the Ministers of Defence of A and B, X and Y": each holder the office of one state."""
        start, end = words[phrase.start_word].start_token, words[phrase.end_word - 1].end_token
        slot = Slot(start, end, MentionKind.OFFICE)
        for holder, state in zip(holders, states, strict=True):
            of = self.add_known(state).key
            held = self._held(words, phrase.posts[0], of, start, end)
            self.mention(holder, slot)
            self._hold(holder, held)

    def hold(self, holder: Entry, office: HeldOffice) -> None:
        """Add an office that the text says somebody holds, placed like all others."""
        self.place_office(office)
        self._hold(holder, office)

    def _hold(self, holder: Entry, office: HeldOffice) -> None:
        """Add an office unless a fuller form of it is there; let a fuller form replace it."""
        for n, known in enumerate(holder.offices):
            if _covers(known, office):
                if known.of is None and office.of is not None:
                    known.of = office.of
                if known.key == office.key and len(office.title) > len(known.title):
                    known.title = office.title  # "Foreign Minister" rather than "FM"
                return
            if _covers(office, known):
                if office.of is None:
                    office.of = known.of
                holder.offices[n] = office
                return
        holder.offices.append(office)

    def _held(
        self, words: list[Word], post: Post, state: str | None, start: int, end: int
    ) -> HeldOffice:
        texts = [words[i] for i in post.title]
        title = self._title(texts)
        body = self._body(words, post)
        of = state if body is None or self._is_posting(words, post) else body
        key = title_key(self.register.vocabulary, title, of, post.head)
        return HeldOffice(title, of, key, start, end)

    def _title(self, texts: list[Word]) -> str:
        """The title as printed, singular; a gap (a state inside) is closed, commas are kept."""
        parts = []
        for n, word in enumerate(texts):
            comma = "," if word.stop == "," and n + 1 < len(texts) else ""
            parts.append(self._singular(word) + comma)
        return " ".join(parts)

    def _singular(self, word: Word) -> str:
        head = self.register.vocabulary.heads.get(word.lower)
        if head is None or not head.plural or not word.lower.endswith("s"):
            return word.text
        return word.text[:-3] + "y" if word.lower.endswith("ies") else word.text[:-1]

    def _is_posting(self, words: list[Word], post: Post) -> bool:
        """Whether the body is where a diplomat is posted ("Ambassador to Chile"), not whose."""
        if post.body is None or post.head not in _DIPLOMATS:
            return False
        before = [words[i].lower for i in range(max(0, post.body[0] - 2), post.body[0])]
        return "to" in before or before[-1:] == ["in"]

    def _body(self, words: list[Word], post: Post) -> str | None:
        if post.body is None:
            return None
        if post.body_id is not None:
            return self.add_known(post.body_id).key
        text = [words[i] for i in range(*post.body)]
        name = " ".join(word.text for word in text)
        if name in self.unknown_states:
            return self.unknown_states[name]
        known = self.register.lookup(name) or self.register.lookup(readable(name))
        if known:
            return self.add_known(known[0][0]).key
        entry = self.add_organization(name)
        self.mention(entry, Slot(text[0].start_token, text[-1].end_token, MentionKind.NAME))
        return entry.key

    def _state_before(
        self, words: list[Word], names: Mapping[int, KnownName], phrase: OfficePhrase
    ) -> str | None:
        if phrase.state_before is not None:
            return self.add_known(names[phrase.state_before].entity).key
        return None


def _covers(full: HeldOffice, short: HeldOffice) -> bool:
    """Whether the shorter title is a form of the full one ("Minister" of "Minister of Defence")."""
    if full.of is not None and short.of is not None and full.of != short.of:
        return False
    begun = full.title.lower().removeprefix(short.title.lower())
    if begun != full.title.lower() and begun.startswith((" of ", " for ")):
        return True  # "Secretary" of "Secretary of State"
    head, ranks, portfolio = short.key
    full_head, full_ranks, full_portfolio = full.key
    same_head = head == full_head or (not portfolio and full_head.endswith("-" + head))
    return same_head and ranks <= full_ranks and portfolio in ("", full_portfolio)


def _readable(name: str, names: list[str]) -> str:
    """The spelling to show: not all in capitals where the text has another."""
    if name.isupper():
        mixed = [other for other in names if not other.isupper() and fold(other) == fold(name)]
        return mixed[0] if mixed else name.title()
    return name
