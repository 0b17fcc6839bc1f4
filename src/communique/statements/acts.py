"""Speech acts: what a speaker does in saying something."""

from __future__ import annotations

import re
from functools import lru_cache

from communique.core.spans import Span
from communique.language.tree import children, tokens_within
from communique.language.types import ParsedText
from communique.resources.files import load_yaml
from communique.statements.lexicon import Lexicon, ReportingSense
from communique.statements.types import Act, Attribution, Presentation

_DENIALS = ("not", "n't", "n’t", "never")


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[Act, re.Pattern[str]], ...]:
    data = load_yaml("speech_acts.yml")
    return tuple((Act(row["act"]), re.compile(row["if"])) for row in data["patterns"])


@lru_cache(maxsize=1)
def _negation_words() -> frozenset[str]:
    return frozenset(load_yaml("speech_acts.yml")["negation"])


def classify_act(
    parsed: ParsedText, attribution: Attribution, lexicon: Lexicon, *, question: bool
) -> tuple[Act, Presentation]:
    """The act and presentation of a statement: by its cue, else by what the content shows."""
    if question:
        return Act.ASK, Presentation.SPEECH
    sense = cue_sense(parsed, attribution.cue, lexicon, attribution.content)
    act = sense.act if sense is not None else Act.ASSERT
    presentation = sense.presentation if sense is not None else Presentation.SPEECH
    manner = _act_of_manner(parsed, attribution)
    if manner is not None:
        return manner, presentation
    if act is Act.REJECT and _cue_is_negated(parsed, attribution.cue):
        return Act.ASSERT, presentation  # "did not rule out", "did not oppose"
    if act is Act.ASK and not _asks_question(attribution):
        return Act.REQUEST, presentation
    if act is Act.ASSERT and presentation is Presentation.SPEECH:
        act = _act_of_content(" ".join(span.text for span in attribution.content))
    return act, presentation


_WITH_PLEASURE = re.compile(
    r"\bwith (?:\w+ )?(?:satisfaction|pleasure|appreciation|joy|gratitude)\b"
)
_WITH_CONCERN = re.compile(r"\bwith (?:\w+ )?(?:concern|regret|alarm|dismay|indignation)\b")
_QUESTION_WORDS = ("whether ", "if ", "what ", "why ", "how ", "when ", "where ", "who ", "about ")


def _act_of_manner(parsed: ParsedText, attribution: Attribution) -> Act | None:
    """ "noted with satisfaction", "noted with deep concern": the adjunct of the cue decides."""
    if attribution.cue is None:
        return None
    words = parsed.text[attribution.cue.start : attribution.cue.end + 30].lower()
    reach = len(attribution.cue.text) + 3
    for act, pattern in ((Act.PRAISE, _WITH_PLEASURE), (Act.CRITICISE, _WITH_CONCERN)):
        match = pattern.search(words)
        if match is not None and match.start() <= reach:
            return act
    return None


def _cue_is_negated(parsed: ParsedText, cue: Span | None) -> bool:
    if cue is None:
        return False
    inside = tokens_within(parsed, cue.start, cue.end)
    below = [k for i in inside for k in children(parsed, i, "neg")]
    return bool(below) or any(parsed.tokens[i].text.lower() in _DENIALS for i in inside)


def _asks_question(attribution: Attribution) -> bool:
    """Whether "asked" is followed by a question; else it asks for something."""
    if not attribution.content:
        return True
    text = attribution.content[0].text.lower().lstrip("\"“«„‘'")
    cue = attribution.cue.text.lower() if attribution.cue is not None else ""
    if cue.endswith(" for") or text.startswith(("that ", "to ", "for ")):
        return False
    return text.startswith(_QUESTION_WORDS) or "?" in text or " to " not in text


def cue_sense(
    parsed: ParsedText, cue: Span | None, lexicon: Lexicon, content: tuple[Span, ...]
) -> ReportingSense | None:
    """The lexicon sense of a cue that fits what it takes; None if the lexicon has none."""
    if cue is None:
        return None
    tokens = [parsed.tokens[i] for i in tokens_within(parsed, cue.start, cue.end)]
    lemmas = [token.lemma.lower() for token in tokens]
    senses: list[ReportingSense] = []
    for lemma in lemmas:
        if lemma in lexicon.light_nouns:
            return lexicon.light_nouns[lemma]
        if lemma in lexicon.adjectives:
            return lexicon.adjectives[lemma]
    for first, second in zip(lemmas, [*[t.text.lower() for t in tokens[1:]], ""], strict=False):
        if second and f"{first}+{second}" in lexicon.verbs:
            senses.extend(lexicon.verbs[f"{first}+{second}"])
    for lemma in lemmas:
        senses.extend(lexicon.verbs.get(lemma, ()))
    if not senses:
        return None
    opening = content[0].text.lower() if content else ""
    shape = _shape(parsed, content)
    fitting = [sense for sense in senses if shape in sense.takes]
    if opening.startswith("to "):
        fitting = [
            s for s in senses if "infinitive" in s.takes or "person_to" in s.takes
        ] or fitting
    return (fitting or senses)[0]


def _shape(parsed: ParsedText, content: tuple[Span, ...]) -> str:
    """Roughly what a content is: a clause, an infinitive, an object, or a person with an act."""
    if not content:
        return "clause"
    first = content[0]
    lower = first.text.lower()
    if lower.startswith("to "):
        return "infinitive"
    if first.text[:1] in "\"“«„‘'" or lower.startswith(
        ("that ", "how ", "why ", "whether ", "if ", "what ")
    ):
        return "clause"
    tokens = [parsed.tokens[i] for i in tokens_within(parsed, first.start, first.end)]
    verb = next((t for t in tokens if t.tag in ("VBD", "VBZ", "VBP", "MD")), None)
    infinitive = next((t for t in tokens if t.tag == "TO"), None)
    if infinitive is not None and (verb is None or verb.index > infinitive.index):
        return "person_to"
    return (
        "clause"
        if verb is not None and verb.dep in ("ccomp", "ROOT", "aux", "auxpass")
        else "object"
    )


def _act_of_content(text: str) -> Act:
    lower = text.lower()
    for act, pattern in _patterns():
        match = pattern.search(lower)
        if match is None:
            continue
        # a commissive's subject is a pronoun or a name: "the invitation will slip" binds nobody
        subject = match.span("name") if "name" in pattern.groupindex else (-1, -1)
        if subject[0] >= 0 and not text[subject[0]].isupper():
            continue
        return act
    return Act.ASSERT


def is_negated(parsed: ParsedText, content: tuple[Span, ...]) -> bool:
    """Whether the main clause of the content is negated."""
    first = content[0]
    inside = tokens_within(parsed, first.start, first.end)
    verbs = [
        parsed.tokens[i]
        for i in inside
        if parsed.tokens[i].pos in ("VERB", "AUX") and parsed.tokens[i].head not in inside
    ] or [parsed.tokens[i] for i in inside if parsed.tokens[i].dep == "ROOT"]
    words = _negation_words()
    return any(
        kid.dep == "neg" or (kid.dep in ("det", "preconj") and kid.text.lower() in words)
        for verb in verbs[:1]
        for kid in children(parsed, verb.index)
    )
