"""Office phrases: posts with rank, portfolio and the state or body they belong to.

The grammar reads words from left to right::

    phrase    := [determiner] modifier* post (("and" | "," | "&") [determiner] modifier* post)*
    modifier  := state | state adjective | "then" | "new" | number | rank | portfolio
    post      := rank* portfolio* head [("of" | "for" | "in charge of" …) portfolio] [("of" | "to") body]

so that "First Deputy Prime Minister and Minister of Foreign Affairs of the Republic of Serbia"
is two posts of one state, and "the Serbian Foreign Minister" one post with its state before it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from communique.actors.gazetteer import KnownName
from communique.actors.vocabulary import OfficeVocabulary
from communique.actors.words import Word

_DETERMINERS = frozenset({"the", "a", "an", "his", "her", "its", "their", "our", "my", "your"})
_NUMBERS = frozenset({"two", "three", "four", "five", "both"})
_FILLERS = frozenset(
    {
        "then",
        "new",
        "newly",
        "current",
        "incumbent",
        "visiting",
        "fellow",
        "now",
        "appointed",
        "elected",
        "late",
        "long-serving",
        "longtime",
        "top",
        "respective",
        "same",
        "said",
        "another",
        "other",
    }
)
_OF = frozenset({"of", "for", "to", "on", "at", "in", "with"})
_CHARGE = (("in", "charge", "of"), ("responsible", "for"), ("with", "responsibility", "for"))
_JOINERS = frozenset({"and", "&"})
_MAX_BODY_WORDS = 9
_COMMON = frozenset({"official", "leader", "member-of-parliament", "delegate", "observer"})
"""Heads that are common words too: a capital alone makes no office of them ("an Official Visit")."""
_ABSTRACT_ENDINGS = (
    *("tion", "sion", "ment", "ture", "ing", "cy", "ship", "ism", "ance", "ence", "ness", "ity"),
    *("ics", "port", "affairs", "rights", "resources", "works", "services", "issues", "matters"),
    *("policy", "trade", "relief", "reform", "youth", "women", "children"),
)
"""Endings of the nouns that portfolios are made of, and of no state's name."""
_SUPERIORS = frozenset(
    {"secretary-general", "president", "prime-minister", "king", "queen", "high-representative"}
)
"""Heads whose holders have officers of their own ("Spokesperson for the Secretary-General")."""
_OWN_BODIES = frozenset({"republic", "army", "navy", "police", "realm"})
"""Bodies that a title names without saying whose ("President of the Republic")."""
_MINISTRIES = frozenset({"ministry", "department"})
"""Bodies whose names are lists of portfolios."""
_WITH_REMIT = frozenset({"envoy", "representative", "coordinator", "adviser"})
_TITLES_OF_NAMES = frozenset(
    {"secretary", "commissioner", "director", "governor", "senator", "speaker", "chair"}
    | {"king", "queen", "prince", "princess", "pope", "sultan", "emir", "emperor", "crown-prince"}
)
_POSTED = (
    *("ambassador", "envoy", "representative", "advis", "delegate", "observer", "charg"),
    *("consul", "counsel", "attach", "mission"),
)
"""Parts of heads that "to" leads on ("Ambassador to Chile")."""
_UNKNOWN_ADJECTIVE_ENDINGS = ("an", "ian", "ese", "ish", "i", "ic", "ite", "ene", "ois")


@dataclass(slots=True)
class Post:
    """One post: words of its title, and where its state or body stands (half-open words).

    ``plural_bodies`` are the ids of the states after a plural head ("Ministers of Defence of A
    and B"), one for each holder; None after a singular one.
    """

    title: list[int] = field(default_factory=list)
    head: str = ""
    form: str = ""
    body: tuple[int, int] | None = None
    body_id: str | None = None
    plural_bodies: list[str] | None = None


@dataclass(frozen=True, slots=True)
class OfficePhrase:
    """An office phrase as half-open word and token ranges.

    ``determiner`` is the lower-cased article, possessive or "" where none opens it;
    ``state_before`` the word index of a state's name or adjective before the post;
    ``plural`` says that several holders are meant; ``number`` is the spelled count or "".
    """

    start_word: int
    end_word: int
    posts: tuple[Post, ...]
    determiner: str
    number: str
    plural: bool
    state_before: int | None
    unknown_adjective: int | None


class OfficeReader:
    """Reads office phrases out of the words of one document."""

    def __init__(
        self, words: list[Word], names: Mapping[int, KnownName], vocabulary: OfficeVocabulary
    ) -> None:
        self.words = words
        self.names = names
        self.vocabulary = vocabulary

    def find(self) -> list[OfficePhrase]:
        """All office phrases in text order; they do not overlap."""
        phrases = []
        position = 0
        while position < len(self.words):
            phrase = self._phrase_at(position)
            if phrase is None:
                position += 1
            else:
                phrases.append(phrase)
                position = phrase.end_word
        return phrases

    def _phrase_at(self, start: int) -> OfficePhrase | None:
        position = start
        determiner = number = ""
        if self.words[position].lower in _DETERMINERS:
            determiner = self.words[position].lower
            position += 1
        state_before = unknown = None
        body_before: tuple[int, int] | None = None
        title: list[int] = []
        while position < len(self.words) and self._flows(start, position):
            word = self.words[position]
            if word.lower in _NUMBERS:
                number = word.lower
            elif position in self.names and self._names_state(position):
                state_before = position
                position = self._after_name(position)
                continue
            elif (
                word.lower in self.vocabulary.ranks and not self._is_head_here(position)
            ) or self._is_epithet(position):
                title.append(position)
            elif self._head_at(position):
                break
            elif body_before is None and self._body_before(position):
                body_before = (position, self._body_before(position))
                position = body_before[1]
                continue
            elif word.lower in self.vocabulary.portfolios and self._leads_to_head(position):
                title.append(position)
            elif (word.lower in _FILLERS and not self._is_predicate(start, position)) or (
                word.lower in _JOINERS and title
            ):
                if word.lower in _JOINERS:
                    title.append(position)
            elif unknown is None and state_before is None and self._is_unknown_adjective(position):
                unknown = position
            else:
                return None
            position += 1
        phrase = self._posts(start, position, title, determiner, number, state_before, unknown)
        if phrase is not None and body_before is not None and phrase.posts[0].body is None:
            first = state_before if state_before is not None else body_before[0]
            for post in phrase.posts:
                post.body = (first, body_before[1])
        return phrase

    def _is_epithet(self, position: int) -> bool:
        """Whether "official" stands before a head ("official spokesperson"), being none itself."""
        return (
            self.words[position].lower == "official"
            and not self.words[position].stop
            and position + 1 < len(self.words)
            and bool(self._head_at(position + 1))
        )

    def _is_predicate(self, start: int, position: int) -> bool:
        """Whether "appointed" or "elected" is the verb ("was appointed Minister"), no epithet."""
        return position == start and self.words[position].lower in ("appointed", "elected")

    def _body_before(self, position: int) -> int:
        """The end of a body's name that stands before the head (0 if none does).

        ("the Russian Foreign Ministry spokesperson", "State Department official")
        """
        for stop in range(position, min(position + 5, len(self.words) - 1)):
            word = self.words[stop]
            if not word.text[0].isupper() or word.stop not in ("", "'s", "’s"):
                return 0
            if word.lower in self.vocabulary.bodies:
                following = stop + 1
                leads = bool(self._head_at(following)) or (
                    self.words[following].lower in self.vocabulary.ranks
                    and self._leads_to_head(following)
                )
                return following if leads and self._flows(position, following) else 0
            if word.stop:
                return 0
        return 0

    def _is_head_here(self, position: int) -> bool:
        """Whether a word that is a rank too is the head ("State Secretary", "Deputy" alone)."""
        length = self._head_at(position)
        return length > 1 or (length == 1 and not self._leads_to_head(position + 1))

    def _posts(
        self,
        start: int,
        position: int,
        title: list[int],
        determiner: str,
        number: str,
        state_before: int | None,
        unknown: int | None,
    ) -> OfficePhrase | None:
        if position >= len(self.words) or not self._flows(start, position):
            return None
        length = self._head_at(position)
        if not length:
            return None
        posts: list[Post] = []
        plural = False
        end = position
        while True:
            post, end, is_plural = self._post(position, title)
            posts.append(post)
            plural = plural or is_plural
            following = self._next_post(end)
            if following is None:
                break
            position, title = following
        if not self._is_office(posts, determiner, state_before, unknown) and not (
            self._titles_name(posts[0], end)
        ):
            return None
        _share_bodies(posts)
        return OfficePhrase(
            start, end, tuple(posts), determiner, number, plural, state_before, unknown
        )

    def _post(self, position: int, title: list[int]) -> tuple[Post, int, bool]:
        """The post whose head stands at ``position``, the word after it, and whether it is plural."""
        length = self._head_at(position)
        head = self._head_form(self.words[position : position + length])
        post = Post(
            title=[*title, *range(position, position + length)],
            head=self.vocabulary.heads[head].lemma,
            form=head,
        )
        plural = self.vocabulary.heads[head].plural
        post.plural_bodies = [] if plural else None
        end = position + length
        if self.words[end - 1].stop == "" and end < len(self.words):
            if self.words[end].lower in self.vocabulary.suffixes:
                post.title.append(end)
                end += 1
            known = self._portfolio(post, end)
            end = (
                self._portfolio_tail(post, known)
                if known > end
                else self._open_portfolio(post, end)
            )
            end = self._remit(post, end)
            end = self._body(post, end)
        return post, end, plural

    def _portfolio(self, post: Post, end: int) -> int:
        """Consume "of Foreign Affairs, Trade and Culture" after the head."""
        opener = self._opener(end)
        if not opener or not self._flows_from(end):
            return end
        stop = end + opener
        last = end
        while stop < len(self.words):
            word = self.words[stop]
            if word.lower in self.vocabulary.portfolios and stop not in self.names:
                last = stop + 1
            elif (
                (
                    word.lower not in (*_JOINERS, "the", "of", "for")
                    or self.words[stop - 1].stop == "."
                )
                or (word.lower in ("of", "for", "the") and not self._is_portfolio(stop + 1))
                or (word.lower in _JOINERS and not self._is_portfolio(stop + 1))
            ):
                break
            if word.stop not in ("", ","):
                break
            if word.stop == "," and not self._list_goes_on(stop + 1):
                break
            stop += 1
        if last == end or self._opens_body(last):
            return end
        post.title.extend(range(end, last))
        return last

    def _opens_body(self, position: int) -> bool:
        """Whether a capitalised run with a body noun goes on here ("of the Pacific Reef Society")."""
        if position >= len(self.words) or not self._flows_from(position):
            return False
        run = range(position, self._run_with_links(position))
        joined = self.words[position].lower in (*_JOINERS, "of", "for")
        return not joined and any(self.words[i].lower in self.vocabulary.bodies for i in run)

    def _open_portfolio(self, post: Post, end: int) -> int:
        """Consume a portfolio whose words the vocabulary lacks ("for Field Support").

        After "for" any capitalised run is one; after "of" a run that ends like an abstract
        noun ("of Territorial Administration") for ministers and officials.
        """
        start = end + 1
        if not self._flows_from(end) or start >= len(self.words) or self.words[end].stop:
            return end
        opener = self.words[end].lower
        if self.words[start].lower == "the" and start + 1 < len(self.words):
            start += 1
        name = self.names.get(start)
        region = name is not None and name.region
        if opener not in ("for", "of") or (name is not None and not region):
            return end
        stop = self._after_name(start) if region else self._run_with_links(start)
        if region and self._body_beyond_name(start, stop) > stop:
            return end
        words = self.words[start:stop]
        bodies = any(word.lower in self.vocabulary.bodies for word in words)
        if not words or (bodies and post.head != "minister"):
            return end
        abstract = any(word.lower.endswith(_ABSTRACT_ENDINGS) for word in words)
        level = self.vocabulary.heads[post.form].level
        if opener == "of" and not (abstract and level in ("minister", "official")):
            return end
        if opener == "for" and not (abstract or region or words[-1].stop):
            return end
        post.title.extend(range(end, stop))
        return stop

    def _portfolio_tail(self, post: Post, end: int) -> int:
        """Consume further words of a known portfolio ("for Enlargement Negotiations").

        They end like abstract nouns and no capitalised word follows, so that they are no name.
        """
        stop = end
        while stop < len(self.words) and self._flows_from(stop):
            skip = 1 if self.words[stop].lower in _JOINERS else 0
            if not self._is_abstract(stop + skip):
                break
            stop += skip + 1
        after = self.words[stop] if stop < len(self.words) else None
        named = after is not None and not self.words[stop - 1].stop and after.text[0].isupper()
        if stop == end or named:
            return end
        post.title.extend(range(end, stop))
        return stop

    def _is_abstract(self, position: int) -> bool:
        if position >= len(self.words) or position in self.names or self._head_at(position):
            return False
        word = self.words[position]
        plain = word.lower.removesuffix("s")
        return word.text[0].isupper() and (
            word.lower.endswith(_ABSTRACT_ENDINGS) or plain.endswith(_ABSTRACT_ENDINGS)
        )

    def _remit(self, post: Post, end: int) -> int:
        """Consume whose officer or for what: "of the Secretary-General", "for the Sahel".

        Both are part of the title, since the office belongs to the body of the superior.
        """
        if end >= len(self.words) or not self._flows_from(end):
            return end
        opener = self.words[end].lower
        start = end + 1
        if start < len(self.words) and self.words[start].lower in ("the", "his", "her"):
            start += 1
        if opener in ("of", "for", "to") and start < len(self.words):
            length = self._head_at(start)
            form = self._head_form(self.words[start : start + length]) if length else ""
            if length and self.vocabulary.heads[form].lemma in _SUPERIORS:
                stop = start + length
                post.title.extend(range(end, stop))
                return self._remit(post, stop)
            if opener == "of" and self.words[start].lower in _OWN_BODIES and start > end + 1:
                service = self.words[start]
                following = self.words[start + 1].lower if start + 1 < len(self.words) else ""
                if service.text[0].isupper() and (service.stop or following not in ("of", "for")):
                    post.title.extend(range(end, start + 1))
                    return start + 1
        remit = any(head in post.head for head in _WITH_REMIT) and "permanent" not in post.head
        if opener == "for" and remit:
            known = start in self.names
            stop = self._after_name(start) if known else self._run_with_links(start)
            if stop <= start:
                return end
            post.title.extend(range(end, stop))
            return stop
        return end

    def _run_with_links(self, start: int) -> int:
        """The end of a capitalised run joined by "and", "of" and "the"."""
        stop = start
        while stop < len(self.words) and stop - start < _MAX_BODY_WORDS:
            if stop in self.names and not self._is_inner_adjective(start, stop):
                break
            word = self.words[stop]
            if word.lower in ("and", "&", "of", "the"):
                if stop == start or not self._capital_follows(stop) or self._head_at(stop + 1):
                    break
                named = [i for i in (stop + 1, stop + 2) if i in self.names]
                if any(not self._is_inner_adjective(start, i) for i in named):
                    break
            elif not word.text[0].isupper() or self._head_at(stop):
                break
            stop += 1
            if word.stop == "," and self._portfolios_go_on(start, stop):
                continue
            if word.stop:
                break
        while stop > start and not self.words[stop - 1].text[0].isupper():
            stop -= 1
        return stop

    def _is_inner_adjective(self, start: int, position: int) -> bool:
        """Whether a state's adjective belongs to a ministry's name ("and Egyptian Expatriates")."""
        following = position + 1
        return (
            self.words[start].lower in _MINISTRIES
            and self.names[position].kind == "adjective"
            and following < len(self.words)
            and self.words[following].text[0].isupper()
            and not self.words[position].stop
        )

    def _portfolios_go_on(self, start: int, position: int) -> bool:
        """ "Ministry of Foreign Affairs, Emigration and Expatriates": the list is closed by "and"."""
        if self.words[start].lower not in _MINISTRIES:
            return False
        for i in range(position, min(position + 4, len(self.words) - 1)):
            word = self.words[i]
            if word.lower in _JOINERS:
                return self.words[i + 1].text[0].isupper()
            if not word.text[0].isupper() or word.stop not in ("", ",") or self._head_at(i):
                return False
        return False

    def _list_goes_on(self, position: int) -> bool:
        """Whether after a comma the portfolio goes on ("Economy, Trade and Industry")."""
        if not self._is_portfolio(position) or self._head_at(position):
            return False
        for i in range(position, min(position + 5, len(self.words))):
            if self.words[i].lower in _JOINERS:
                return self._is_portfolio(i + 1)
            if not self._is_portfolio(i):
                return False
        return False

    def _is_portfolio(self, position: int) -> bool:
        return (
            position < len(self.words)
            and self.words[position].lower in self.vocabulary.portfolios
            and position not in self.names
        )

    def _opener(self, position: int) -> int:
        """The length of "of", "for", "in charge of" … at ``position`` (0 if none)."""
        if position >= len(self.words):
            return 0
        for opener in _CHARGE:
            ahead = tuple(w.lower for w in self.words[position : position + len(opener)])
            if ahead == opener:
                return len(opener)
        return 1 if self.words[position].lower in ("of", "for") else 0

    def _body(self, post: Post, end: int) -> int:
        """Consume "of the Republic of Serbia", "to the United Nations", "at the Ministry of …"."""
        if end >= len(self.words) or not self._flows_from(end) or self.words[end].lower not in _OF:
            return end
        position = end + 1
        if position < len(self.words) and self.words[position].lower in ("the", "its", "their"):
            position += 1
        if position >= len(self.words) or not self._flows(end, position):
            return end
        if self.words[end].lower == "to" and not any(d in post.head for d in _POSTED):
            return end
        if position in self.names:
            stop = self._after_name(position)
            if post.plural_bodies is not None:
                stop = self._further_bodies(post, position, stop)
            longer = self._body_beyond_name(position, stop)
            if post.plural_bodies is not None and len(post.plural_bodies) > 1:
                return stop
            post.body = (position, longer)
            post.body_id = self.names[position].entity if longer == stop else None
            return longer
        stop = self._body_run(position)
        if stop == position or (
            self.words[end].lower in ("in", "with", "on", "at") and stop == position + 1
        ):
            return end
        stop = self._of_state(stop)
        post.body = (position, stop)
        return stop

    def _further_bodies(self, post: Post, position: int, stop: int) -> int:
        """Consume "of Finland and Sweden" after a plural head: a state for each holder."""
        assert post.plural_bodies is not None
        post.plural_bodies.append(self.names[position].entity)
        while stop + 1 < len(self.words) and self.words[stop - 1].stop in ("", ","):
            following = stop + (self.words[stop].lower in _JOINERS)
            if following not in self.names or self.names[following].kind in ("capital", "seat"):
                break
            if following == stop and self.words[stop - 1].stop != ",":
                break
            post.plural_bodies.append(self.names[following].entity)
            stop = self._after_name(following)
        return stop

    def _of_state(self, stop: int) -> int:
        """The end of a body's name with its state ("the Ministry of Foreign Affairs of Russia")."""
        if (
            stop + 1 >= len(self.words)
            or self.words[stop].lower != "of"
            or not self._flows_from(stop)
        ):
            return stop
        name = stop + 1 + (self.words[stop + 1].lower == "the")
        return self._after_name(name) if name in self.names else stop

    def _body_beyond_name(self, position: int, stop: int) -> int:
        """The end of a body whose name opens with a known one ("the Icelandic Coast Guard")."""
        if self.words[stop - 1].stop or not self._flows_from(stop):
            return stop
        end = self._run_with_links(stop)
        nouns = [i for i in range(stop, end) if self.words[i].lower in self.vocabulary.bodies]
        return nouns[-1] + 1 if nouns else stop

    def _body_run(self, position: int) -> int:
        """The end of a body's name: up to its last body noun, where the run has one."""
        stop = self._run_with_links(position)
        nouns = [i for i in range(position, stop) if self.words[i].lower in self.vocabulary.bodies]
        if not nouns:
            return self._capitalised_run(position)
        last = nouns[-1] + 1
        return stop if last < stop and self.words[last].lower in ("of", "for", "on") else last

    def _capitalised_run(self, position: int) -> int:
        """The end of a body's name that the register does not know ("the Council of the Karst")."""
        stop = position
        while stop < len(self.words) and stop - position < _MAX_BODY_WORDS:
            word = self.words[stop]
            linking = (
                word.lower in ("of", "for", "the", "and", "on", "de", "al", "to")
                and stop > position
            )
            if linking:
                if not self._capital_follows(stop) or self._head_at(stop + 1):
                    break
            elif not word.text[0].isupper() or (
                stop > position and not self._within_body(position, stop)
            ):
                break
            stop += 1
            if word.stop:
                break
        while stop > position and not self.words[stop - 1].text[0].isupper():
            stop -= 1
        return stop

    def _within_body(self, start: int, position: int) -> bool:
        """Whether the capitalised word still belongs to the body, not to the holder's name.

        "Minister of Velmara Ilona Varga": after a proper name of one word that is not headed
        by a body noun ("Council", "Republic") a further capitalised word begins a new name.
        """
        words = [self.words[i].lower for i in range(start, position + 1)]
        return any(word in self.vocabulary.bodies for word in words) and (
            words[-1] in self.vocabulary.bodies
            or self.words[position - 1].lower in ("of", "for", "the", "and", "on", "to")
            or self.words[position - 1].lower in self.vocabulary.portfolios
            or self.words[position].lower in self.vocabulary.portfolios
        )

    def _capital_follows(self, position: int) -> bool:
        for i in range(position + 1, min(position + 3, len(self.words))):
            if self.words[i].text[0].isupper():
                return True
            if self.words[i].lower not in ("the", "of"):
                return False
        return False

    def _next_post(self, end: int) -> tuple[int, list[int]] | None:
        """Where a further post of the same person begins: its head, and the title words before it."""
        position = end
        stop = self.words[end - 1].stop
        if position >= len(self.words) or stop not in ("", ",", "/"):
            return None
        if self.words[position].lower in _JOINERS:
            position += 1
        elif stop == "":
            return None
        joined = position > end or stop == "/"
        if position < len(self.words) and self.words[position].lower == "the" and not joined:
            position += 1
        title: list[int] = []
        while position < len(self.words) and position - end < 7:
            if self._head_at(position):
                return (position, title) if joined or title or stop == "," else None
            word = self.words[position]
            known = word.lower in self.vocabulary.ranks or word.lower in self.vocabulary.portfolios
            if not known or word.stop or position in self.names:
                return None
            title.append(position)
            position += 1
        return None

    def _is_office(
        self, posts: list[Post], determiner: str, state: int | None, unknown: int | None
    ) -> bool:
        """Weak heads ("head", "chief", "member") are offices only with a body or a state."""
        first = posts[0]
        if not self.vocabulary.heads[first.form].weak:
            return True
        titled = [self.words[i] for i in first.title]
        capital = any(w.text[0].isupper() for w in titled) and not _opens_sentence(
            self.words, first.title[0]
        )
        matter = any(w.lower in self.vocabulary.portfolios for w in titled)
        capital = capital and first.head not in _COMMON and determiner not in ("a", "an")
        return first.body is not None or state is not None or matter or capital

    def _titles_name(self, post: Post, end: int) -> bool:
        """Whether a weak head that opens a sentence is a person's title ("Secretary Averill will")."""
        if post.head not in _TITLES_OF_NAMES or end >= len(self.words) or not self._flows_from(end):
            return False
        word = self.words[end]
        capital = word.text[0].isupper() and self.words[end - 1].text[0].isupper()
        return capital and end not in self.names and word.lower not in self.vocabulary.bodies

    def _head_form(self, words: list[Word]) -> str:
        """The words as a look-up form, without "-designate" and "-elect"."""
        form = " ".join(w.lower for w in words)
        if form not in self.vocabulary.heads:
            form = form.removeprefix("vice-").removeprefix("deputy-").removeprefix("co-")
        for suffix in ("-designate", "-elect"):
            form = form.removesuffix(suffix)
        return form

    def _head_at(self, position: int) -> int:
        """The number of words of the longest office head at ``position`` (0 if none)."""
        for length in (4, 3, 2, 1):
            words = self.words[position : position + length]
            if len(words) < length or any(w.stop for w in words[:-1]):
                continue
            if self._head_form(words) in self.vocabulary.heads:
                return length
        return 0

    def _leads_to_head(self, position: int) -> bool:
        """Whether portfolio words from here run up to an office head ("Foreign Minister")."""
        for i in range(position, min(position + 6, len(self.words))):
            if self._head_at(i):
                return True
            lower = self.words[i].lower
            known = lower in self.vocabulary.portfolios or lower in self.vocabulary.ranks
            if self.words[i].stop or not (known or lower in _JOINERS):
                return False
        return False

    def _is_unknown_adjective(self, position: int) -> bool:
        word = self.words[position]
        return (
            word.text[0].isupper()
            and word.lower.endswith(_UNKNOWN_ADJECTIVE_ENDINGS)
            and len(word.text) > 4
            and (self._leads_to_head(position + 1) or bool(self._head_at(position + 1)))
            and not word.stop
        )

    def _names_state(self, position: int) -> bool:
        name = self.names[position]
        end = self._after_name(position)
        last = self.words[end - 1]
        return name.kind not in ("capital", "seat") and last.stop in ("", "'s", "’s", "'", "’")

    def _after_name(self, position: int) -> int:
        end_token = self.names[position].end_token
        after = position + 1
        while after < len(self.words) and self.words[after].start_token < end_token:
            after += 1
        return after

    def _flows(self, start: int, position: int) -> bool:
        """Whether no punctuation or sentence end stands between the two words."""
        return all(
            self.words[i].stop in ("", "'s", "’s", "'", "’")
            and not self.words[i + 1].opens
            and self.words[i].sentence == self.words[i + 1].sentence
            for i in range(start, position)
        )

    def _flows_from(self, position: int) -> bool:
        return (
            position > 0
            and self._flows(position - 1, position)
            and not self.words[position - 1].stop
        )


def _opens_sentence(words: list[Word], position: int) -> bool:
    """Whether the word opens a sentence, where a capital tells nothing."""
    return position == 0 or words[position - 1].sentence != words[position].sentence


def _share_bodies(posts: list[Post]) -> None:
    """ "Prime Minister and Minister of Defence of Serbia": the last body belongs to both."""
    body, body_id = posts[-1].body, posts[-1].body_id
    for post in reversed(posts):
        if post.body is None:
            post.body, post.body_id = body, body_id
        else:
            body, body_id = post.body, post.body_id
