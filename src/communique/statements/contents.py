"""Contents: the words that a cue reports, as token ranges.

A content is the complement of its cue: a clause or quotation before or after it, an
infinitive, or an object, by what the cue's lexicon senses take.
"""

from __future__ import annotations

from dataclasses import dataclass

from communique.language.quotations import Quote
from communique.language.tree import child, children, sentence_of, subtree, token_at
from communique.language.types import ParsedText
from communique.statements.cues import Cue

Range = tuple[int, int]

_CLAUSE_LABELS = ("ccomp", "xcomp")
_TRIMMED_LEFT = frozenset({",", ";", ":", "-", "–", "—"})
_TRIMMED_RIGHT = frozenset({",", ";", ":", ".", "-", "–", "—", "!"})
_MAX_ADDRESSEE_TOKENS = 14
"""How far a quotation may stand behind its cue: room for "told reporters in Geneva on Monday"."""
_MIN_CLAUSE_TOKENS = 3


@dataclass(frozen=True, slots=True)
class QuoteTokens:
    """A quote with the half-open range of tokens it covers."""

    quote: Quote
    start: int
    end: int


def quote_tokens(parsed: ParsedText, quotes: tuple[Quote, ...]) -> list[QuoteTokens]:
    """The quotes as token ranges, in text order."""
    found = []
    for quote in quotes:
        start = token_at(parsed, quote.start)
        end = token_at(parsed, quote.end - 1) + 1
        if start < end <= len(parsed.tokens):
            found.append(QuoteTokens(quote, start, end))
    return found


def find_content(parsed: ParsedText, cue: Cue, quotes: list[QuoteTokens]) -> list[Range]:
    """The token ranges that ``cue`` reports, in reading order; empty if it reports nothing."""
    if cue.rule == "according to":
        return _rest_of_clause(parsed, cue)
    takes = frozenset().union(*(sense.takes for sense in cue.senses))
    if cue.rule in ("light verb", "light verb, passive", "adjective"):
        return _noun_complement(parsed, cue)
    if takes & {"clause", "quote"}:
        found = (
            _quoted(parsed, cue, quotes)
            or _clause_after(parsed, cue)
            or _clause_before(parsed, cue)
        )
        if found:
            return found
    if "infinitive" in takes:
        found = _infinitive(parsed, cue)
        if found:
            return found
    if takes & {"person_to", "person_for"}:
        found = _person_and_act(parsed, cue, "person_for" in takes)
        if found:
            return found
    if "object" in takes:
        return _object(parsed, cue)
    return []


def _last_cue_token(cue: Cue) -> int:
    return max(cue.tokens)


def _left_edge(cue: Cue) -> int:
    """The first token of cue and source where they stand together, else of the cue."""
    if cue.source is not None and not cue.shared:
        start, end = cue.source
        if end >= cue.tokens[0] - 3 and start < cue.tokens[0]:
            return start
    return cue.tokens[0]


def _right_edge(cue: Cue) -> int:
    """The token after cue and source where the source follows ("said the Minister")."""
    if cue.source is not None and not cue.shared:
        start, end = cue.source
        if start > _last_cue_token(cue) and start - _last_cue_token(cue) <= 3:
            return end
    return _last_cue_token(cue) + 1


def _quoted(parsed: ParsedText, cue: Cue, quotes: list[QuoteTokens]) -> list[Range]:
    """Quotations before, after or on both sides of the cue."""
    inside = next((q for q in quotes if q.start < cue.head < q.end - 1), None)
    if inside is not None:
        return []
    before = _quote_before(parsed, cue, quotes)
    after = _quote_after(parsed, cue, quotes, resumed=before is not None)
    ranges = [r for r in (before, after) if r is not None]
    if before is not None:
        return ranges
    if after is not None and not _clause_opens(parsed, cue, after[0]):
        return ranges
    return []


def _clause_opens(parsed: ParsedText, cue: Cue, quote_start: int) -> bool:
    """Whether words of the reported clause stand between the cue and the quotation.

    ("said that he "sees nothing unusual""): then the clause is the content, not the quotation.
    """
    for label in _CLAUSE_LABELS:
        clause = child(parsed, cue.head, label)
        if clause is not None and clause.index > cue.head:
            first = subtree(parsed, clause.index)[0]
            own = range(max(first, _last_cue_token(cue) + 1), quote_start)
            if any(parsed.tokens[i].dep in ("mark", "nsubj", "nsubjpass", "aux") for i in own):
                return True
    return False


def _quote_before(parsed: ParsedText, cue: Cue, quotes: list[QuoteTokens]) -> Range | None:
    edge = _left_edge(cue)
    while edge > 0 and parsed.tokens[edge - 1].text in (",", "-", "–", "—"):
        edge -= 1
    for quote in quotes:
        if quote.end == edge or (quote.end < edge and _only_adverbs(parsed, quote.end, edge)):
            same = parsed.tokens[quote.end - 1].sentence >= parsed.tokens[cue.head].sentence - 1
            paragraph = sentence_of(parsed, quote.end - 1).paragraph
            if same and paragraph == sentence_of(parsed, cue.head).paragraph:
                return quote.start, quote.end
    return None


def _only_adverbs(parsed: ParsedText, start: int, end: int) -> bool:
    """Whether only an adverb or connective stands between quote and cue (", then said X")."""
    return end - start <= 2 and all(
        parsed.tokens[i].pos in ("ADV", "PUNCT", "CCONJ") for i in range(start, end)
    )


def _quote_after(
    parsed: ParsedText, cue: Cue, quotes: list[QuoteTokens], *, resumed: bool
) -> Range | None:
    edge = _right_edge(cue)
    sentence = sentence_of(parsed, cue.head)
    for quote in quotes:
        if quote.start < edge:
            continue
        gap = parsed.tokens[edge : quote.start]
        if len(gap) > _MAX_ADDRESSEE_TOKENS or quote.start > sentence.end_token:
            return None
        if any(token.pos == "VERB" and token.tag != "VBG" for token in gap) and not (
            gap and gap[-1].text == ":"
        ):
            return None
        joined = not gap or gap[-1].text in (",", ":", "that", "-", "–", "—")
        if resumed and not joined:
            return None
        if joined or len(gap) <= 2:
            return quote.start, quote.end
        return None
    return None


def _clause_after(parsed: ParsedText, cue: Cue) -> list[Range]:
    for clause in children(parsed, cue.head, "ccomp", "advcl", "acl"):
        if clause.index < cue.head or not _is_content_clause(parsed, clause.index, clause.dep):
            continue
        members = [i for i in subtree(parsed, clause.index) if i > _last_cue_token(cue)]
        if members:
            return _bounded(parsed, members[0], members[-1] + 1)
    following = _last_cue_token(cue) + 1
    if following < len(parsed.tokens) and parsed.tokens[following].text.lower() == "that":
        end = sentence_of(parsed, cue.head).end_token
        if parsed.tokens[following].dep in ("mark", "det", "nsubj", "dobj") and end - following > 3:
            return _bounded(parsed, following, end)
    return []


def _is_content_clause(parsed: ParsedText, clause: int, dep: str) -> bool:
    if dep == "ccomp":
        return True
    marks = children(parsed, clause, "mark")
    return any(mark.text.lower() == "that" for mark in marks)


def _clause_before(parsed: ParsedText, cue: Cue) -> list[Range]:
    """The clause that a parenthetical cue closes ("…, the Minister said") or interrupts."""
    edge = _left_edge(cue)
    sentence = sentence_of(parsed, cue.head)
    if edge <= sentence.start_token or parsed.tokens[edge - 1].text != ",":
        return []
    clause = next(
        (c for c in children(parsed, cue.head, "ccomp", "parataxis", "dep") if c.index < edge), None
    )
    holder = parsed.tokens[parsed.tokens[cue.head].head]
    if clause is None and parsed.tokens[cue.head].dep not in ("parataxis", "ccomp"):
        return []
    verb = clause.index if clause is not None else holder.index
    before = _bounded(parsed, sentence.start_token, edge - 1)
    if not before or not any(_is_verb(parsed, i) for r in before for i in range(*r)):
        if clause is None or verb < edge:
            return []
    after_start = _right_edge(cue)
    after: list[Range] = []
    if after_start < sentence.end_token and parsed.tokens[after_start].text == ",":
        members = [i for i in subtree(parsed, verb) if i > after_start]
        if (
            members
            and members[-1] - after_start > 2
            and not _is_participle(parsed, after_start + 1)
        ):
            after = _bounded(parsed, after_start + 1, members[-1] + 1)
    return [*before, *after]


def _is_verb(parsed: ParsedText, index: int) -> bool:
    return parsed.tokens[index].pos in ("VERB", "AUX")


def _is_participle(parsed: ParsedText, index: int) -> bool:
    return parsed.tokens[index].tag == "VBG"


def _infinitive(parsed: ParsedText, cue: Cue) -> list[Range]:
    clause = child(parsed, cue.head, "xcomp")
    if clause is None or clause.index < cue.head:
        return []
    members = [i for i in subtree(parsed, clause.index) if i > _last_cue_token(cue)]
    if not members or parsed.tokens[members[0]].tag not in ("TO", "IN", "RB"):
        return []
    return _bounded(parsed, members[0], members[-1] + 1)


def _person_and_act(parsed: ParsedText, cue: Cue, needs_for: bool) -> list[Range]:
    """ "urged Ankara to open …", "thanked Ankara for …": from the person to the end of the act."""
    dependants = children(
        parsed, cue.head, "dobj", "dative", "xcomp", "ccomp", "prep", "advcl", "pobj"
    )
    after = [token for token in dependants if token.index > cue.head]
    has_act = any(token.dep in ("xcomp", "ccomp", "advcl") for token in after)
    has_for = any(
        token.dep == "prep" and token.text.lower() in ("for", "of", "on") for token in after
    )
    has_object = any(token.dep == "dobj" for token in after)
    if not (has_for and has_object if needs_for else has_act):
        return []
    members = [
        i for token in after for i in subtree(parsed, token.index) if i > _last_cue_token(cue)
    ]
    return _bounded(parsed, min(members), max(members) + 1) if members else []


def _object(parsed: ParsedText, cue: Cue) -> list[Range]:
    labels = ("dobj", "pobj", "oprd", "xcomp", "ccomp", "attr")
    last = _last_cue_token(cue)
    holders = [cue.head, *(i for i in cue.tokens if i != cue.head)]
    objects = [t for holder in holders for t in children(parsed, holder, *labels) if t.index > last]
    if not objects:
        return []
    first = min(subtree(parsed, objects[0].index)[0], objects[0].index)
    members = [i for t in objects for i in subtree(parsed, t.index) if i > last]
    for prep in children(parsed, cue.head, "prep"):
        if prep.index > objects[0].index and prep.text.lower() in (
            "for",
            "as",
            "in",
            "of",
            "to",
            "with",
        ):
            members.extend(subtree(parsed, prep.index))
    return _bounded(parsed, max(first, last + 1), max(members) + 1)


def _noun_complement(parsed: ParsedText, cue: Cue) -> list[Range]:
    last = _last_cue_token(cue)
    dependants = [
        *children(parsed, cue.head, "prep", "acl", "ccomp", "xcomp", "relcl", "advcl", "appos"),
        *(children(parsed, cue.verb, "prep", "ccomp", "xcomp") if cue.verb != cue.head else ()),
    ]
    after = sorted((t for t in dependants if t.index > last), key=lambda t: t.index)
    if not after:
        return []
    members = [i for token in after for i in subtree(parsed, token.index) if i > last]
    return _bounded(parsed, min(members), max(members) + 1)


def _rest_of_clause(parsed: ParsedText, cue: Cue) -> list[Range]:
    """ "According to X, …" and "…, according to X": the rest of the sentence."""
    sentence = sentence_of(parsed, cue.head)
    start, end = cue.tokens[0], _right_edge(cue)
    if start - sentence.start_token > 2:
        return _bounded(parsed, sentence.start_token, start)
    return _bounded(parsed, end, sentence.end_token)


def _bounded(parsed: ParsedText, start: int, end: int) -> list[Range]:
    """The range without punctuation at its ends (quotation marks stay); [] if nothing is left."""
    while start < end and parsed.tokens[start].text in _TRIMMED_LEFT:
        start += 1
    while end > start and parsed.tokens[end - 1].text in _TRIMMED_RIGHT:
        end -= 1
    return [(start, end)] if end > start else []
