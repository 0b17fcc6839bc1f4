"""Names of persons in the text."""

from __future__ import annotations

from collections.abc import Container

from rapidfuzz import fuzz

from communique.actors.identity import PARTICLES, SIMILAR, NameRun, name_key
from communique.actors.office_grammar import OfficePhrase
from communique.actors.vocabulary import OfficeVocabulary
from communique.actors.words import Word
from communique.language.tree import headline_tokens
from communique.language.types import ParsedText

_NEVER = frozenset(
    {
        "the",
        "a",
        "an",
        "in",
        "on",
        "at",
        "of",
        "for",
        "and",
        "but",
        "he",
        "she",
        "it",
        "they",
        "we",
        "i",
        "this",
        "that",
        "these",
        "those",
        "his",
        "her",
        "their",
        "our",
        "my",
        "its",
        "as",
        "if",
        "when",
        "while",
        "with",
        "from",
        "by",
        "to",
        "no",
        "not",
        "yes",
        "also",
        "during",
        "after",
        "before",
        "according",
        "speaking",
        "both",
        "there",
        "here",
        "what",
        "who",
        "how",
        "why",
        "where",
        "question",
        "answer",
        "joint",
        "press",
        "statement",
        "remarks",
        "today",
        "yesterday",
        "tomorrow",
        "however",
        "moreover",
        "furthermore",
        "earlier",
        "later",
        "following",
        "asked",
        "meanwhile",
        "dear",
        "ladies",
        "gentlemen",
        "excellencies",
        "excellency",
        "thank",
        "welcome",
        "let",
        "photo",
        "source",
        "read",
        "so",
        "or",
        "all",
        "some",
        "one",
        "two",
        "three",
        "under",
        "over",
        "between",
        "since",
        "until",
        "such",
        "more",
        "most",
        "many",
        "other",
        "another",
        "each",
        "every",
        "any",
        "well",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    }
)
_MAX_NAME_WORDS = 6
_NAMED_THINGS = frozenset(
    {"exercise", "operation", "project", "vessel", "ship", "frigate", "prize", "initiative"}
)
"""Nouns whose names look like persons' ("the exercise Brave Crane")."""
_SPEECH_NEIGHBOURS = frozenset(
    {"said", "says", "told", "added", "stated", "noted", "stressed", "met", "thanked"}
)


class NameFinder:
    """Finds the runs of words that name persons."""

    def __init__(
        self,
        parsed: ParsedText,
        words: list[Word],
        taken: Container[int],
        named: Container[int],
        offices: list[OfficePhrase],
        vocabulary: OfficeVocabulary,
    ) -> None:
        """``taken`` are words no name may hold, ``named`` those that open a register name."""
        self.parsed = parsed
        self.words = words
        self.taken = taken
        self.named = named
        self.offices = offices
        self.vocabulary = vocabulary
        self.office_words = {
            i for phrase in offices for i in range(phrase.start_word, phrase.end_word)
        }
        self.office_before = {
            self._behind_acronym(phrase.end_word): n for n, phrase in enumerate(offices)
        }
        self.office_after = {phrase.start_word: n for n, phrase in enumerate(offices)}

    def _behind_acronym(self, position: int) -> int:
        """The word after an acronym in brackets ("the Basin Authority (LBA), Fadumo Warsame")."""
        if position < len(self.words) and self._is_bracketed_acronym(position):
            return position + 1
        return position

    def _is_bracketed_acronym(self, position: int) -> bool:
        word = self.words[position]
        return word.opens and word.text.isupper() and word.stop.startswith(")")

    def _headline_words(self) -> frozenset[int]:
        """Tokens of an opening line in title case, whose capitals tell nothing."""
        found: set[int] = set()
        opening = headline_tokens(self.parsed)
        words = [w for w in self.words if w.start_token in opening and len(w.text) > 3]
        for paragraph in self.parsed.paragraphs[:2]:
            tokens = range(paragraph.start_token, paragraph.end_token)
            long_words = [word for word in words if word.start_token in tokens]
            capital = sum(word.text[0].isupper() for word in long_words)
            if len(long_words) >= 4 and capital >= 0.7 * len(long_words):
                found.update(tokens)
        return frozenset(found)

    def _holds_common_word(self, run: NameRun, plain: set[str]) -> bool:
        """Whether a run of a headline holds a verb, a plural or a word the text has in lower case."""
        tags = {self.parsed.tokens[i].tag for i in range(run.start_token, run.end_token)}
        words = {self.words[i].lower for i in range(run.start_word, run.end_word)}
        return bool(tags & {"VBZ", "VBP", "VBD", "VBN", "VBG", "NNS"} or words & plain)

    def find(self) -> list[NameRun]:
        """All name runs in text order: introduced ones, and repeats of their parts.

        In a headline only names that the text below has, too, are taken.
        """
        candidates = self._candidates()
        headline = self._headline_words()
        sure = [run for run in candidates if self._is_introduced(run)]
        below = {
            part for run in sure if run.start_token not in headline for part in name_key(run.text)
        }
        plain = {word.text for word in self.words if word.text.islower()}

        def trusted(run: NameRun) -> bool:
            return (
                run.start_token not in headline
                or name_key(run.text)[-1] in below
                or (run.end_word - run.start_word > 1 and not self._holds_common_word(run, plain))
            )

        sure = [run for run in sure if trusted(run)]
        introduced = set(sure)
        known = {part for run in sure for part in name_key(run.text) if len(part) > 1}
        return [
            run
            for run in candidates
            if trusted(run)
            and (run in introduced or name_key(run.text)[-1] in known or self._repeats(run, known))
        ]

    def _repeats(self, run: NameRun, known: set[str]) -> bool:
        parts = name_key(run.text)
        return len(parts) == 1 and any(
            fuzz.ratio(parts[0], part) >= SIMILAR
            for part in known
            if abs(len(part) - len(parts[0])) <= 2 and len(part) > 4
        )

    def _candidates(self) -> list[NameRun]:
        runs = []
        position = 0
        while position < len(self.words):
            honorific, start = self._honorifics(position)
            end = self._run_end(start, bool(honorific) or position in self.office_before)
            if end == start or (end == start + 1 and self._is_bracketed_acronym(start)):
                position = max(position + 1, end)
                continue
            office = self._office_beside(position, start, end)
            first, last = self.words[start], self.words[end - 1]
            span = self.parsed.text[
                self.parsed.tokens[first.start_token].start_char : self.parsed.tokens[
                    last.end_token - 1
                ].end_char
            ]
            runs.append(
                NameRun(
                    start,
                    end,
                    first.start_token,
                    last.end_token,
                    " ".join(span.split()),
                    office,
                    honorific,
                )
            )
            position = end
        return runs

    def _honorifics(self, position: int) -> tuple[str, int]:
        """The honorific at ``position`` ("" if none) and the word after it."""
        honorific = ""
        while position < len(self.words) and position not in self.office_words:
            for length in (3, 2, 1):
                words = self.words[position : position + length]
                text = " ".join(w.lower for w in words).rstrip(".")
                if (
                    len(words) == length
                    and text in self.vocabulary.honorifics
                    and words[0].text[0].isupper()
                    and (words[-1].stop in ("", "."))
                ):
                    honorific = honorific or text
                    position += length
                    break
            else:
                return honorific, position
        return honorific, position

    def _run_end(self, start: int, introduced: bool) -> int:
        position = start
        while position < len(self.words) and position - start < _MAX_NAME_WORDS:
            word = self.words[position]
            if position in self.taken or position in self.office_after:
                break
            if position > start and (word.opens or word.sentence != self.words[start].sentence):
                break
            if not self._is_name_word(position, start, introduced):
                break
            position += 1
            if word.stop and not (word.stop == "." and len(word.text) == 1):
                break
        while position > start and self.words[position - 1].lower in PARTICLES:
            position -= 1
        return position

    def _is_name_word(self, position: int, start: int, introduced: bool) -> bool:
        word = self.words[position]
        if word.lower in PARTICLES and not word.text[0].isupper():
            following = position + 1
            return (
                position > start
                and following < len(self.words)
                and self.words[following].text[0].isupper()
            )
        if not word.text[0].isupper() or not any(char.isalpha() for char in word.text):
            return False
        if any(char.isdigit() for char in word.text) or word.lower in _NEVER:
            return False
        if word.lower in self.vocabulary.bodies or word.lower in self.vocabulary.heads:
            return False
        token = self.parsed.tokens[word.start_token]
        return (
            introduced
            or position > start
            or token.pos
            in ("PROPN", "NOUN", "ADJ", "X", "VERB", "ADV", "INTJ", "ADP", "PRON", "AUX", "NUM")
        )

    def _office_beside(self, position: int, start: int, end: int) -> int | None:
        """The office phrase right before the name or its honorific, or after it behind a comma."""
        for place in (start, position):
            phrase = self.office_before.get(place)
            if phrase is not None:
                before = self.words[self.offices[phrase].end_word - 1]
                same = before.sentence == self.words[start].sentence
                if before.stop in ("", ",", ")") and same:
                    return phrase
        after = self.office_after.get(end)
        if after is not None and (
            self.words[end - 1].stop in (",", "-", "–") or self.words[end].opens
        ):
            return after
        return None

    def _names_country_in_brackets(self, run: NameRun) -> bool:
        """The style of meeting records: "ANA LOPES (Brazil) said"."""
        following = run.end_word
        return (
            following < len(self.words)
            and self.words[following].opens
            and following in self.named
            and self.words[following].start_token - run.end_token <= 1
        )

    def _is_introduced(self, run: NameRun) -> bool:
        """Whether the text or the parser vouches for the run as a person's name."""
        if run.honorific or run.office is not None:
            return True
        if run.start_word and self.words[run.start_word - 1].lower in _NAMED_THINGS:
            return False
        length = run.end_word - run.start_word
        if length >= 2 and self._names_country_in_brackets(run):
            return True
        labels = [self.parsed.tokens[i].ent_type for i in range(run.start_token, run.end_token)]
        if length >= 2 and labels.count("PERSON") * 2 > len(labels):
            return True
        following = self.words[run.end_word].lower if run.end_word < len(self.words) else ""
        before = self.words[run.start_word - 1].lower if run.start_word else ""
        speaks = following in _SPEECH_NEIGHBOURS or before in ("said", "told")
        return 2 <= length <= 4 and speaks and not {"ORG", "GPE", "NORP"} & set(labels)
