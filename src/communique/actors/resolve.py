"""Resolve every reference of an assembled document and lay the actors out."""

from __future__ import annotations

from collections.abc import Sequence

from communique.actors.assembly import Assembly, Entry, HeldOffice, OpenOffice, Slot
from communique.actors.coreference import UNRESOLVED, Candidate, Discourse, Resolution, Seen
from communique.actors.nominals import Nominal
from communique.actors.open_references import (
    FEMALE,
    FIRST,
    IT,
    MALE,
    ORDER,
    PAIR,
    WE,
    OpenReference,
    timeline,
)
from communique.actors.speech import SpeechIndex
from communique.actors.types import (
    Actor,
    ActorLayer,
    ActorType,
    Mention,
    MentionKind,
    Reference,
    SpeechHint,
    Tenure,
)
from communique.core.ids import content_id
from communique.core.problems import Problem
from communique.core.spans import Span
from communique.language.tree import child, roots_within, token_span
from communique.language.types import ParsedText, Token

_SUBJECT = ("nsubj", "nsubjpass", "agent")
_MAX_IT_DISTANCE = 2
_GIVING = frozenset(
    {"appoint", "elect", "re-elect", "name", "nominate", "designate", "confirm", "congratulate"}
)
_OFFICE_VERBS = _GIVING | {"become", "remain", "serve", "swear", "inaugurate", "work", "reelect"}
_OFFICE_NOUNS = frozenset(
    {"election", "re-election", "reelection", "appointment", "nomination", "inauguration"}
)
_BEARERS = {
    "majesty": frozenset({"king", "queen", "emperor", "sultan", "monarch"}),
    "highness": frozenset({"emir", "prince", "crown-prince", "ruler", "princess", "sheikh"}),
    "holiness": frozenset({"pope", "patriarch"}),
}
"""Heads of the offices whose holders bear a style."""
_SINGLE = frozenset({"king", "queen", "emir", "sultan", "emperor", "pope", "crown-prince"})
"""Weak heads ("king" is a name, too) that one person of a state bears at a time."""
_MANY = frozenset(
    {"minister", "ambassador", "spokesperson", "envoy", "member-of-parliament", "senator"}
)
"""Offices that several persons of a text may hold: "the Minister" alone names no new person."""


def resolve_references(
    parsed: ParsedText,
    assembly: Assembly,
    *,
    speech: Sequence[SpeechHint],
    publisher: str | None,
) -> ActorLayer:
    """The actor layer: references resolved in text order, first persons after all others."""
    return _Resolver(parsed, assembly, speech, publisher).run()


class _Resolver:
    def __init__(
        self,
        parsed: ParsedText,
        assembly: Assembly,
        speech: Sequence[SpeechHint],
        publisher: str | None,
    ) -> None:
        self.parsed = parsed
        self.assembly = assembly
        self.publisher = publisher
        self.discourse = Discourse()
        self.references: list[tuple[Slot, Resolution]] = []
        self.problems: list[Problem] = []
        self.hints = SpeechIndex(parsed, speech)
        self.by_token: dict[int, tuple[str, ...]] = {}
        self.named_at: dict[int, tuple[str, ...]] = {
            index: (entry.key,)
            for entry in assembly.entries.values()
            if entry.type is not ActorType.PERSON
            for slot in entry.slots
            for index in range(slot.start_token, slot.end_token)
        }

    def run(self) -> ActorLayer:
        """Resolve everything and lay out the actors."""
        self._register_titles()
        later: list[OpenReference] = []
        for item in timeline(self.parsed, self.assembly, self.hints.sources()):
            if isinstance(item, tuple):
                self._note(*item)
            elif item.pronoun is not None and item.pronoun.text.lower() in FIRST | WE:
                later.append(item)
            else:
                self._resolve(item)
        for item in later:
            self._first_person(item)
        return self._layer()

    def _register_titles(self) -> None:
        for entry in self.assembly.entries.values():
            candidate = self.discourse.candidate(entry.key, entry.type.value)
            candidate.sex, candidate.sex_told = entry.sex, bool(entry.sex)
            candidate.titles = [(office.key, office.of) for office in entry.offices]

    def _note(self, entry: Entry, slot: Slot) -> None:
        """Record a mention that needs no resolving."""
        self._seen((entry.key,), entry.type.value, slot)
        self.references.append((slot, Resolution((entry.key,), (), "named")))

    def _seen(self, keys: tuple[str, ...], kind: str, slot: Slot) -> None:
        sentence = self.parsed.tokens[slot.start_token].sentence
        subject = any(
            self.parsed.tokens[i].dep in _SUBJECT for i in range(slot.start_token, slot.end_token)
        )
        speaker = self.hints.is_source(slot.start_token)
        for key in keys:
            entry = self.assembly.entries[key]
            self.discourse.mention(
                key,
                entry.type.value if kind == "" else kind,
                Seen(sentence, slot.start_token, subject, speaker),
            )
        self.by_token[slot.start_token] = keys
        for token in range(slot.start_token, slot.end_token):
            self.by_token.setdefault(token, keys)

    def _resolve(self, item: OpenReference) -> None:
        slot = Slot(item.start, item.end, item.kind)
        if item.office is not None:
            resolution = self._office(item.office)
        elif item.nominal is not None:
            resolution = self._nominal(item.nominal)
        else:
            assert item.pronoun is not None
            resolution = self._pronoun(item.pronoun)
        if not resolution.actors:
            resolution = self._own_actor(item)
        if not resolution.actors:
            self._unresolved(item, resolution)
            return
        if "ambiguous" in resolution.reason and item.kind is not MentionKind.PRONOUN:
            self._problem("ambiguous-reference", "may mean more than one actor", item)
        self._seen(resolution.actors, "", slot)
        self.references.append((slot, resolution))

    def _own_actor(self, item: OpenReference) -> Resolution:
        """A body that speaks and was not named before is an actor of its own ("the Secretariat")."""
        if (
            item.nominal is None
            or item.nominal.kind not in ("nickname", "body")
            or not self.hints.heads_source(item.nominal.head)
        ):
            return UNRESOLVED
        head = self.parsed.tokens[item.nominal.head]
        if head.lemma.lower() in ("side", "delegation", "country", "party"):
            return UNRESOLVED
        entry = self.assembly.add_unnamed(
            head.text[0].upper() + head.text[1:], ActorType.ORGANIZATION
        )
        return Resolution((entry.key,), (), "speaks, and was not named before")

    def _unresolved(self, item: OpenReference, resolution: Resolution) -> None:
        if item.kind is MentionKind.OFFICE or (
            item.pronoun is not None and item.pronoun.text.lower() in ("he", "she")
        ):
            self._problem("unresolved-reference", resolution.reason, item)

    def _problem(self, code: str, message: str, item: OpenReference) -> None:
        span = token_span(self.parsed, item.start, item.end)
        self.problems.append(Problem(code, f"“{span.text}”: {message}", span))

    # -- offices ---------------------------------------------------------------------------

    def _office(self, office: OpenOffice) -> Resolution:
        post = office.posts[0]
        token = office.slot.start_token
        sentence = self.parsed.tokens[token].sentence
        if office.plural:
            return self._offices_plural(office, sentence, token)
        held_by = self._said_to_hold(office)
        if held_by is not None:
            return held_by
        barred = self._coarguments(office.slot.end_token - 1)
        if office.determiner in ("a", "an"):
            return self._unnamed(office)
        others = barred | self._of_another_time(post)
        resolution = self.discourse.resolve_title(post.key, post.of, sentence, token, others)
        if not resolution.actors and others != barred:
            resolution = self.discourse.resolve_title(post.key, post.of, sentence, token, barred)
        if resolution.actors:
            self._learn(resolution.actors[0], office)
            return resolution
        if self._is_generic(office):
            return UNRESOLVED
        return self._unnamed(office)

    def _said_to_hold(self, office: OpenOffice) -> Resolution | None:
        """The person who, the clause says, holds or gets the office ("was appointed Minister")."""
        slot = office.slot
        heads = roots_within(self.parsed, slot.start_token, slot.end_token)
        second = self.parsed.tokens[slot.start_token + 1 : slot.start_token + 2]
        if not heads or any("first" in token.text.lower() for token in second):
            return None
        keys = self._holder_in_clause(heads[0])
        people = [k for k in keys if self.assembly.entries[k].type is ActorType.PERSON]
        if len(people) != 1:
            return None
        entry = self.assembly.entries[people[0]]
        candidate = self.discourse.candidate(entry.key, "person")
        for post in office.posts:
            self.assembly.hold(entry, post)
        candidate.titles = [(held.key, held.of) for held in entry.offices]
        return Resolution((entry.key,), (), "the clause says who holds it")

    def _holder_in_clause(self, head: Token) -> tuple[str, ...]:
        governor = self.parsed.tokens[head.head]
        if head.dep == "pobj" and governor.text.lower() == "as":
            governor = self.parsed.tokens[governor.head]
        elif head.dep not in ("oprd", "attr") and not (
            head.dep == "dobj" and governor.lemma.lower() in ("become", "remain")
        ):
            return ()
        lemma = governor.lemma.lower()
        if lemma in _OFFICE_NOUNS:
            holder = child(self.parsed, governor.index, "poss")
            return self.by_token.get(holder.index, ()) if holder is not None else ()
        if lemma not in _OFFICE_VERBS:
            return ()
        passive = child(self.parsed, governor.index, "nsubjpass")
        target = passive or child(
            self.parsed, governor.index, "dobj" if lemma in _GIVING else "nsubj"
        )
        return self.by_token.get(target.index, ()) if target is not None else ()

    def _of_another_time(self, post: HeldOffice) -> frozenset[str]:
        """Persons whose offices are all former or designate where the title is not, or the reverse."""
        wanted = _tenure(post.title)
        return frozenset(
            entry.key
            for entry in self.assembly.entries.values()
            if entry.offices and all(_tenure(held.title) != wanted for held in entry.offices)
        )

    def _is_generic(self, office: OpenOffice) -> bool:
        """A bare title with neither article nor state ("as Foreign Minister") names no new person.

        Nor does one of rank in time ("the first British minister to go there").
        """
        ordinal = any("first" in post.title.lower().split()[:1] for post in office.posts)
        deputy = any({"deputy", "vice"} & set(post.title.lower().split()) for post in office.posts)
        unique = office.determiner == "the" and all(
            post.title[:1].isupper() and (post.key[0] in _SINGLE or not self._is_weak(post))
            for post in office.posts
        )
        homeless = all(post.of is None for post in office.posts)
        return (homeless and not unique) or (ordinal and not deputy)

    def _is_weak(self, post: HeldOffice) -> bool:
        """Whether many hold such an office at once ("the Minister", "the Ambassador")."""
        heads = self.assembly.register.vocabulary.heads
        return post.key[0] in _MANY or any(h.weak for h in heads.values() if h.lemma == post.key[0])

    def _learn(self, key: str, office: OpenOffice) -> None:
        """A fuller title of a person known by a shorter one is a fact about them."""
        entry = self.assembly.entries[key]
        for post in office.posts:
            for held in entry.offices:
                if held.of is None and post.of is not None and held.key == post.key:
                    held.of = post.of

    def _unnamed(self, office: OpenOffice) -> Resolution:
        """A person known by office only ("the Prime Minister of Hungary", "a senior official")."""
        span = token_span(self.parsed, office.slot.start_token, office.slot.end_token)
        words = " ".join(span.text.split())
        for article in ("the ", "a ", "an ", "The ", "A ", "An "):
            words = words.removeprefix(article)
        entry = self.assembly.add_unnamed(words, ActorType.PERSON)
        for post in office.posts:
            self.assembly.place_office(post)
            if all(held.title != post.title or held.of != post.of for held in entry.offices):
                entry.offices.append(post)
        candidate = self.discourse.candidate(entry.key, "person")
        candidate.named = False
        candidate.titles = [(held.key, held.of) for held in entry.offices]
        return Resolution((entry.key,), (), "known by office only")

    def _offices_plural(self, office: OpenOffice, sentence: int, token: int) -> Resolution:
        number = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5}.get(office.number, 0)
        if not number and office.determiner != "the":
            return UNRESOLVED
        states = {post.of for post in office.posts if post.of}
        if states:
            return UNRESOLVED
        return self.discourse.resolve_group(office.posts[0].key[0], number or 2, sentence, token)

    # -- nominals --------------------------------------------------------------------------

    def _nominal(self, nominal: Nominal) -> Resolution:
        token = nominal.start_token
        sentence = self.parsed.tokens[token].sentence
        if nominal.kind == "sides":
            return self.discourse.resolve_states(sentence, token)
        if nominal.kind == "leaders":
            head = self.parsed.tokens[nominal.head].lemma.lower()
            return self.discourse.resolve_group(head, nominal.number or 2, sentence, token)
        if nominal.kind == "counterpart":
            return self._counterpart(nominal, sentence)
        if nominal.kind == "style":
            return self._style(nominal)
        if nominal.kind == "host":
            return self._host(nominal, sentence)
        if nominal.kind == "body":
            return self._body(nominal, sentence)
        return self._nickname(nominal, sentence)

    def _modifier_state(self, nominal: Nominal) -> str | None:
        for index in nominal.modifiers:
            for key in self.by_token.get(index) or self.named_at.get(index, ()):
                if self.assembly.entries[key].type in (
                    ActorType.STATE,
                    ActorType.TERRITORY,
                    ActorType.ORGANIZATION,
                ):
                    return key
        return None

    def _counterpart(self, nominal: Nominal, sentence: int) -> Resolution:
        """ "his Serbian counterpart": another person, with the same office, of the state named.

        A name right behind is the counterpart's own ("his counterpart Ivo Lem").
        """
        following = self.assembly.person_at(nominal.end_token) or self.assembly.person_at(
            nominal.end_token + 1
        )
        holder = self._possessor(nominal)
        state = self._modifier_state(nominal)
        if following is not None and following.key not in holder:
            self._inherit(following, holder, state, nominal)
            return Resolution((following.key,), (), "named beside")
        scored = []
        for person in self.discourse.people(nominal.start_token):
            if person.key in holder:
                continue
            states = {of for _, of in person.titles}
            if state is not None and state not in states:
                continue
            last = person.last(nominal.start_token)
            if last is not None:
                scored.append((last.token, person.key))
        if scored:
            return Resolution((max(scored)[1],), (), "the other person")
        return UNRESOLVED

    def _possessor(self, nominal: Nominal) -> frozenset[str]:
        if nominal.possessor is not None:
            known = self.by_token.get(nominal.possessor)
            token = self.parsed.tokens[nominal.possessor]
            if known is None and token.pos == "PRON":
                known = self._pronoun(token).actors
            return frozenset(known or ())
        return frozenset()

    def _inherit(
        self, person: Entry, holder: frozenset[str], state: str | None, nominal: Nominal
    ) -> None:
        """A counterpart holds the office of the person whose counterpart they are."""
        for key in holder:
            for office in self.assembly.entries[key].offices[-1:]:
                if not person.offices and state is not None:
                    person.offices.append(
                        type(office)(
                            office.title, state, office.key, nominal.start_token, nominal.end_token
                        )
                    )
                    self.discourse.candidate(person.key, "person").titles.append(
                        (office.key, state)
                    )

    def _host(self, nominal: Nominal, sentence: int) -> Resolution:
        """ "the host": who holds office where the publisher is; "the guest": who does not.

        "his host" is the other person of an encounter.
        """
        barred = self._possessor(nominal)
        people = [p for p in self.discourse.people(nominal.start_token) if p.key not in barred]
        people.sort(key=lambda person: person.seen[0].token)
        if len(people) == 1:
            return Resolution((people[0].key,), (), "host")
        if barred and people:
            return Resolution((self._latest(people, nominal).key,), (), "the other person")
        home = self.assembly.home
        local = [p for p in people if home is not None and any(of == home for _, of in p.titles)]
        foreign = [p for p in people if p.titles and p not in local]
        hosting = self.parsed.tokens[nominal.head].lemma.lower() in ("host", "hostess")
        chosen = local if hosting else foreign
        if home is None or not chosen:
            return UNRESOLVED
        return Resolution((self._latest(chosen, nominal).key,), (), "host" if hosting else "guest")

    def _style(self, nominal: Nominal) -> Resolution:
        """ "His Majesty": the monarch spoken of, "His Excellency": whoever was named last."""
        noun = self.parsed.tokens[nominal.head].lemma.lower()
        heads = _BEARERS.get(noun, frozenset())
        sex = "m" if self.parsed.tokens[nominal.start_token].text.lower() == "his" else "f"
        people = [p for p in self.discourse.people(nominal.start_token) if p.sex in ("", sex)]
        bearers = [p for p in people if any(held[0] in heads for held, _ in p.titles)]
        chosen = bearers or ([] if noun == "majesty" else people)
        if not chosen:
            return UNRESOLVED
        return Resolution((self._latest(chosen, nominal).key,), (), "bears the style")

    def _latest(self, people: list[Candidate], nominal: Nominal) -> Candidate:
        def token(person: Candidate) -> int:
            last = person.last(nominal.start_token)
            return last.token if last is not None else -1

        return max(people, key=token)

    def _body(self, nominal: Nominal, sentence: int) -> Resolution:
        """ "the Serbian side", "the Ministry": the state named; else the body named before."""
        state = self._modifier_state(nominal)
        if state is not None:
            return Resolution((state,), (), "state named")
        head = self.parsed.tokens[nominal.head]
        return self._nickname(nominal, sentence) if head.lemma.lower() != "side" else UNRESOLVED

    def _nickname(self, nominal: Nominal, sentence: int) -> Resolution:
        """ "the Alliance", "the Ministry": the organisation that carries the noun, named before."""
        head = self.parsed.tokens[nominal.head]
        noun = head.text.lower()
        scored = []
        for entry in self.assembly.entries.values():
            if entry.type is not ActorType.ORGANIZATION:
                continue
            candidate = self.discourse.candidates.get(entry.key)
            last = candidate.last(nominal.start_token) if candidate else None
            if last is None:
                continue
            carries = noun in entry.name.lower().split() or self.assembly.register.is_nickname(
                entry.key, noun
            )
            if carries:
                scored.append((last.token, entry.key))
        if (scored and head.text[0].isupper()) or (
            scored and noun not in ("group", "company", "agency")
        ):
            return Resolution((max(scored)[1],), (), "carries the noun")
        return UNRESOLVED

    # -- pronouns --------------------------------------------------------------------------

    def _pronoun(self, token: Token) -> Resolution:
        lower = token.text.lower()
        if lower in MALE | FEMALE:
            sex = "m" if lower in MALE else "f"
            barred = self._barred(token)
            favoured = self.hints.speaker_of(token.index, self.by_token, direct=False)
            resolution = self.discourse.resolve_pronoun(
                sex, token.sentence, token.index, barred, favoured
            )
            for key in resolution.actors:
                candidate = self.discourse.candidate(key, "person")
                candidate.sex = candidate.sex or sex
            return resolution
        if lower in IT:
            return self._it(token)
        if lower in ORDER:
            return self._former_or_latter(token)
        if lower in PAIR:
            return self.discourse.resolve_group(None, 2, token.sentence, token.index)
        return self._they(token)

    def _former_or_latter(self, token: Token) -> Resolution:
        """ "the former", "the latter": the first or second of the two persons named last."""
        latest = sorted(
            self.discourse.people(token.index), key=lambda p: p.seen[-1].token, reverse=True
        )[:2]
        if len(latest) < 2:
            return UNRESOLVED
        ordered = sorted(latest, key=lambda p: p.seen[-1].token)
        chosen = ordered[0 if token.text.lower() == "former" else 1]
        return Resolution((chosen.key,), (), token.text.lower())

    def _barred(self, token: Token) -> frozenset[str]:
        """Persons the pronoun cannot mean: fellow arguments of its verb, and a direct quote's speaker."""
        barred = set(self.hints.speaker_of(token.index, self.by_token, direct=True))
        if token.dep != "poss":
            barred |= self._coarguments(token.index)
        return frozenset(barred)

    def _coarguments(self, index: int) -> frozenset[str]:
        """The actors of the other arguments of the verb that governs the token."""
        token = self.parsed.tokens[index]
        verb = self.parsed.tokens[token.head]
        if verb.pos == "ADP":
            verb = self.parsed.tokens[verb.head]
        if verb.pos not in ("VERB", "AUX"):
            return frozenset()
        barred: set[str] = set()
        for label in ("nsubj", "dobj", "dative"):
            argument = child(self.parsed, verb.index, label)
            if argument is not None and argument.index != index and argument.index != token.index:
                barred.update(self.by_token.get(argument.index, ()))
        return frozenset(barred)

    def _it(self, token: Token) -> Resolution:
        """ "it", "its": the latest state or organisation that stood as a subject nearby."""
        if token.text.lower() == "it" and self._is_expletive(token):
            return UNRESOLVED
        scored = []
        for candidate in self.discourse.candidates.values():
            if candidate.kind not in ("state", "organization", "territory"):
                continue
            last = candidate.last(token.index)
            if last is None or token.sentence - last.sentence > _MAX_IT_DISTANCE:
                continue
            score = last.token + (12 if last.subject else 0) - 8 * (token.sentence - last.sentence)
            scored.append((score, candidate.key))
        return Resolution((max(scored)[1],), (), "the nearest") if scored else UNRESOLVED

    def _is_expletive(self, token: Token) -> bool:
        verb = self.parsed.tokens[token.head]
        if token.dep == "expl":
            return True
        clause = child(self.parsed, verb.index, "ccomp", "xcomp", "acomp", "csubj")
        return (
            token.dep in ("nsubj", "nsubjpass")
            and verb.lemma
            in (
                "be",
                "become",
                "seem",
                "appear",
                "come",
                "note",
                "stress",
                "emphasize",
                "agree",
                "say",
                "recall",
            )
            and clause is not None
        )

    def _they(self, token: Token) -> Resolution:
        """ "they": the latest reference to several actors, or the persons named together last."""
        for slot, resolution in reversed(self.references):
            distance = token.sentence - self.parsed.tokens[slot.start_token].sentence
            if distance > 2:
                break
            if len(resolution.actors) > 1 and slot.start_token < token.index:
                return Resolution(resolution.actors, (), "the latest plural")
        latest: dict[int, list[str]] = {}
        for person in self.discourse.people(token.index):
            last = person.last(token.index)
            if last is not None and token.sentence - last.sentence <= 1 and last.subject:
                latest.setdefault(last.sentence, []).append(person.key)
        for _, keys in sorted(latest.items(), reverse=True):
            if len(keys) > 1:
                return Resolution(tuple(keys), (), "named together")
        return UNRESOLVED

    def _first_person(self, item: OpenReference) -> None:
        """ "I" in a quotation is its speaker, "we" the speaker's state or body."""
        assert item.pronoun is not None
        speakers = self.hints.speaker_of(item.start, self.by_token, direct=True)
        joint = item.pronoun.text.lower() in WE
        if speakers:
            keys = self._behalf(speakers) if joint else speakers
        elif self.hints.is_source(item.start):
            keys = self._authors(joint)
        else:
            return
        if keys:
            slot = Slot(item.start, item.end, item.kind)
            self.references.append((slot, Resolution(keys, (), "speaker of the quotation")))
            self.by_token[item.start] = keys

    def _authors(self, joint: bool) -> tuple[str, ...]:
        """Who says "I" or "We" in a text of their own: those named beside its first "We,".

        ("We, the Presidents of A and B, declare …"); else the persons named first.
        """
        if joint:
            for token in self.parsed.tokens[:-1]:
                if token.text == "We" and self.parsed.tokens[token.index + 1].text == ",":
                    last = self.parsed.sentences[token.sentence].end_token
                    found = [k for i in range(token.index, last) for k in self.by_token.get(i, ())]
                    return tuple(dict.fromkeys(found))
            if self.assembly.home is not None:
                return (self.assembly.home,)
        people = [
            entry.key
            for entry in self.assembly.entries.values()
            if entry.type is ActorType.PERSON and entry.slots
        ]
        people.sort(key=lambda key: min(s.start_token for s in self.assembly.entries[key].slots))
        return tuple(people) if joint else tuple(people[:1])

    def _behalf(self, speakers: tuple[str, ...]) -> tuple[str, ...]:
        """For whom a speaker says "we": the state or body of the first office."""
        keys: list[str] = []
        for key in speakers:
            entry = self.assembly.entries[key]
            of = next((office.of for office in entry.offices if office.of), None)
            keys.append(of if of is not None else key)
        return tuple(dict.fromkeys(keys))

    # -- sources without an actor ------------------------------------------------------------

    # -- result ----------------------------------------------------------------------------

    def _layer(self) -> ActorLayer:
        ids = {key: actor_id(entry) for key, entry in self.assembly.entries.items()}
        mentions: dict[str, list[Mention]] = {key: [] for key in ids}
        references = []
        for slot, resolution in sorted(
            self.references, key=lambda r: (r[0].start_token, -r[0].end_token)
        ):
            span = token_span(self.parsed, slot.start_token, slot.end_token)
            mention = Mention(span.start, span.end, span.text, slot.kind)
            for key in resolution.actors:
                if mention not in mentions[key]:
                    mentions[key].append(mention)
            references.append(
                Reference(
                    mention,
                    tuple(ids[key] for key in resolution.actors),
                    tuple((ids[key], score) for key, score in resolution.candidates),
                    resolution.reason,
                )
            )
        wanted = self._mentioned_or_held(mentions)
        actors = [
            self._actor(entry, ids, mentions[key])
            for key, entry in self.assembly.entries.items()
            if key in wanted and mentions[key]
        ]
        actors.sort(key=lambda actor: (actor.mentions[0].start, -actor.mentions[0].end, actor.id))
        return ActorLayer(tuple(actors), tuple(references), tuple(self.problems))

    def _mentioned_or_held(self, mentions: dict[str, list[Mention]]) -> set[str]:
        held = {
            office.of
            for key, entry in self.assembly.entries.items()
            if mentions[key]
            for office in entry.offices
            if office.of
        }
        return {key for key in mentions if mentions[key]} | held

    def _actor(self, entry: Entry, ids: dict[str, str], mentions: list[Mention]) -> Actor:
        return Actor(
            id=ids[entry.key],
            type=entry.type,
            name=entry.name,
            iso3=entry.iso3,
            offices=tuple(
                Tenure(
                    office.title,
                    ids.get(office.of) if office.of else None,
                    None,
                    None,
                    self._evidence(office.start_token, office.end_token),
                )
                for office in entry.offices
            ),
            mentions=tuple(mentions),
            wikidata=entry.wikidata,
        )

    def _evidence(self, start: int, end: int) -> Span:
        return token_span(self.parsed, start, end)


def _tenure(title: str) -> str:
    """ "former", "designate" … or "" for an office held: acting holders hold it, too."""
    lower = title.lower()
    return next((word for word in ("former ", "ex-", "-designate", "-elect") if word in lower), "")


def actor_id(entry: Entry) -> str:
    """The id of an actor: the same name of the same kind has the same id in every document."""
    return content_id("ac", entry.type.value, entry.key)
