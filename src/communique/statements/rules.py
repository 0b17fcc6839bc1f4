"""The rule reader of attributions: the cues of the lexicon with their sources and contents."""

from __future__ import annotations

from dataclasses import dataclass, replace

from communique.language.quotations import Quote
from communique.language.tree import token_span
from communique.language.types import ParsedText
from communique.statements.contents import QuoteTokens, Range, find_content, quote_tokens
from communique.statements.cues import Cue, find_cues
from communique.statements.lexicon import Lexicon
from communique.statements.quotation_type import quotation_type
from communique.statements.types import Attribution, Presentation

_SURE, _WEAK = 0.9, 0.7
_FIRST_PERSON = frozenset({"i", "we"})


@dataclass(slots=True)
class _Found:
    cue: Cue
    content: list[Range]


def find_attributions(
    parsed: ParsedText, quotes: tuple[Quote, ...], lexicon: Lexicon
) -> tuple[Attribution, ...]:
    """All attributions that rules find in running prose, in text order of their content."""
    marked = quote_tokens(parsed, quotes)
    found = _reported(parsed, marked, lexicon)
    _cut_at_following_cues(parsed, found)
    attributions = (_attribution(parsed, item, quotes) for item in found if item.content)
    return tuple(sorted(attributions, key=lambda item: item.content[0]))


def _reported(parsed: ParsedText, quotes: list[QuoteTokens], lexicon: Lexicon) -> list[_Found]:
    found: list[_Found] = []
    quoted = frozenset(i for quote in quotes for i in range(quote.start, quote.end))
    for candidate in find_cues(parsed, lexicon, quoted):
        cue = candidate
        if cue.source is None and not cue.rule.startswith("passive") and _resumes(parsed, cue):
            cue = _with_outer_source(parsed, cue, found)
        content = find_content(parsed, cue, quotes)
        if content and _reports(parsed, cue, content, quotes):
            found.append(_Found(cue, content))
    return found


def _with_outer_source(parsed: ParsedText, cue: Cue, found: list[_Found]) -> Cue:
    """A participle whose subject the parse does not give takes the last source of its sentence."""
    for item in reversed(found):
        if parsed.tokens[item.cue.head].sentence != parsed.tokens[cue.head].sentence:
            break
        if item.cue.source is not None:
            return replace(cue, source=item.cue.source, shared=True, anonymous=False)
    return cue


def _reports(parsed: ParsedText, cue: Cue, content: list[Range], quotes: list[QuoteTokens]) -> bool:
    """Whether the cue with this content really reports somebody's words."""
    if cue.anonymous:
        return _is_impersonal_passive(parsed, cue)
    thought = all(sense.presentation is Presentation.THOUGHT for sense in cue.senses) and cue.senses
    inside = next((q for q in quotes if q.start < cue.head < q.end - 1), None)
    if inside is None and _resumes(parsed, cue):
        return True
    if inside is not None or _in_reported_clause(parsed, cue, quotes):
        return _is_nested(parsed, cue, bool(thought))
    subject = _source_head(parsed, cue)
    weak = bool(cue.senses) and not any(sense.sure for sense in cue.senses)
    if weak and subject in ("it", "this", "that", "which", "there"):
        return False
    return subject not in ("there",)


def _is_impersonal_passive(parsed: ParsedText, cue: Cue) -> bool:
    """ "it was noted that …": a passive over a clause, whose subject is a mere "it" or the clause."""
    token = parsed.tokens[cue.head]
    auxiliaries = [parsed.tokens[i] for i in parsed.children[cue.head]]
    subject = next((t for t in auxiliaries if t.dep in ("nsubjpass", "nsubj", "expl")), None)
    modal = any(
        t.tag == "MD" and t.text.lower() in ("should", "must", "can", "could") for t in auxiliaries
    )
    return token.tag == "VBN" and subject is not None and subject.text.lower() == "it" and not modal


def _in_reported_clause(parsed: ParsedText, cue: Cue, quotes: list[QuoteTokens]) -> bool:
    """Whether the cue stands in another cue's clausal complement.

    A verb inside a quotation governs nothing outside of it, whatever the parse says.
    """
    token = parsed.tokens[cue.verb]
    while token.head != token.index:
        if token.dep == "ccomp" and token.head < token.index:
            return all(not q.start <= token.head < q.end for q in quotes)
        token = parsed.tokens[token.head]
    return False


def _is_nested(parsed: ParsedText, cue: Cue, thought: bool) -> bool:
    """A report inside a report counts when it is speech of a named third party."""
    if cue.source is None or thought or cue.rule == "adjective":
        return False
    head = parsed.tokens[cue.source[1] - 1]
    if _source_head(parsed, cue) in _FIRST_PERSON or head.pos == "PRON":
        return False
    proper = any(parsed.tokens[i].pos == "PROPN" for i in range(*cue.source))
    sure = any(sense.sure for sense in cue.senses) or not cue.senses
    return proper and sure


def _source_head(parsed: ParsedText, cue: Cue) -> str:
    if cue.source is None or cue.source[1] - cue.source[0] != 1:
        return ""
    return parsed.tokens[cue.source[0]].text.lower()


def _cut_at_following_cues(parsed: ParsedText, found: list[_Found]) -> None:
    """End each content before a later cue of the same sentence that the outer speaker governs.

    The parser often hangs "…, adding that …" on a verb inside the reported clause; a
    participle after a comma that borrows its subject goes on reporting the outer speaker.
    """
    for number, outer in enumerate(found):
        for later in found[number + 1 :]:
            if parsed.tokens[later.cue.head].sentence != parsed.tokens[outer.cue.head].sentence:
                break
            if not _resumes(parsed, later.cue):
                continue
            start = later.cue.tokens[0]
            for position, (begin, end) in enumerate(outer.content):
                if begin < start < end:
                    outer.content[position] = (begin, _before(parsed, begin, start))
                    later.cue = replace(later.cue, source=outer.cue.source, shared=True)
    for item in found:
        item.content = [(start, end) for start, end in item.content if start < end]


def _resumes(parsed: ParsedText, cue: Cue) -> bool:
    """ "…, adding that", "…, and noted that": the cue follows a comma and has no subject of its own."""
    if not cue.shared and cue.source is not None:
        return False
    first = cue.tokens[0]
    before = parsed.tokens[first - 1].text if first else ""
    if parsed.tokens[first].tag == "VBG":
        earlier = parsed.tokens[first - 2].text if first > 1 else ""
        return before in (",", ";") or earlier == "," or before.lower() in ("while", "and", "also")
    return before.lower() == "and" and first > 1 and parsed.tokens[first - 2].text == ","


def _before(parsed: ParsedText, begin: int, end: int) -> int:
    while end > begin and (
        parsed.tokens[end - 1].pos in ("PUNCT", "CCONJ", "SCONJ")
        and parsed.tokens[end - 1].text not in '"”’»'
    ):
        end -= 1
    return end


def _attribution(parsed: ParsedText, item: _Found, quotes: tuple[Quote, ...]) -> Attribution:
    content = tuple(token_span(parsed, start, end) for start, end in sorted(item.content))
    cue = token_span(parsed, item.cue.tokens[0], item.cue.tokens[-1] + 1)
    source = token_span(parsed, *item.cue.source) if item.cue.source is not None else None
    sure = not item.cue.senses or any(sense.sure for sense in item.cue.senses)
    return Attribution(
        source=source,
        cue=cue,
        content=content,
        quotation=quotation_type(parsed.text, content, quotes),
        confidence=_SURE if sure else _WEAK,
        reason=f"{item.cue.rule} “{cue.text}”" + (", shared source" if item.cue.shared else ""),
    )
