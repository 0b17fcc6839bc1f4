"""The genre of a document, by features that its readers go by."""

from __future__ import annotations

import re

from communique.documents.types import CleanText, Genre

_TURN = re.compile(
    r"(?:\*\*)?(?:Q|A|QUESTION|Question|ANSWER|MODERATOR|[A-Z][A-Z.’' -]{3,50}|[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,6}(?: \([^)]+\))?)(?:\*\*)?\s*:\s"
)
_JOINT = re.compile(
    r"\b(?:joint (?:statement|communiqu[eé]|declaration|press statement)|communiqu[eé]|declaration of|chair(?:man|person)?['’]s statement)\b",
    re.IGNORECASE,
)
_SIDES = re.compile(
    r"\b(?:The|Both|The two) (?:Sides|Parties|Ministers|Leaders|Heads of State|Council)\b|^We, the\b|^(?:\d{1,3}\.|\d{1,3}\))",
    re.MULTILINE,
)
_SPEECH_TITLE = re.compile(
    r"\b(?:speech|address|remarks|statement) (?:by|of|delivered|at|to)\b|\b(?:keynote|opening|closing) (?:speech|remarks|address)\b|\bpress conference\s+by\b|\(as delivered\)",
    re.IGNORECASE,
)
_SALUTATION = re.compile(
    r"\b(?:Excellenc(?:y|ies)|Ladies and gentlemen|Mr\.? (?:President|Chair|Speaker|Secretary)|Madam (?:President|Chair|Speaker)|Distinguished|Dear (?:colleagues|friends|guests)|Honourable)\b",
    re.IGNORECASE,
)
_READOUT = re.compile(
    r"\b(?:readout|spoke (?:by (?:tele)?phone )?(?:today |yesterday )?with|held a (?:tele)?phone (?:call|conversation)|had a (?:tele)?phone (?:call|conversation)|met (?:today |yesterday )?with|received (?:today )?(?:a phone call|in)|attributable to)\b",
    re.IGNORECASE,
)
_AGENCY = re.compile(
    r"\((?:[A-Z][A-Za-z]+|[A-Z]{2,8})\)\s*[-–—]|\b(?:Reporting by|told reporters|news agency|sources? (?:said|told)|according to (?:officials|sources|diplomats))\b"
)
_FIRST = re.compile(r"\b(?:I|we|my|our|us)\b", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“][^\"“”]{0,1500}[\"”]")
_MIN_TURNS = 3
_FIRST_PERSON_SHARE = 0.03
"""First persons per word, outside quotations, from which a text is somebody's own speech."""


def find_genre(clean: CleanText, title: str | None) -> Genre:
    """The genre: transcript by turns, speech by address, joint statement by its sides, and so on.

    A press release is what a ministry's prose is when nothing else shows; a text of under ten
    words is OTHER.
    """
    text = clean.text
    words = text.split()
    if len(words) < 10:
        return Genre.OTHER
    head = (title or "") + "\n" + text[:300]
    turns = sum(bool(_TURN.match(text[b.start : b.start + 90])) for b in clean.blocks)
    if turns >= _MIN_TURNS and turns >= 0.12 * len(clean.blocks):
        return Genre.TRANSCRIPT
    own = _QUOTED.sub(" ", text)
    first = len(_FIRST.findall(own)) / max(1, len(own.split()))
    if _JOINT.search(head) and len(_SIDES.findall(text)) >= 1:
        return Genre.JOINT_STATEMENT
    if first >= _FIRST_PERSON_SHARE and (
        _SALUTATION.search(text[:1500]) or _SPEECH_TITLE.search(head)
    ):
        return Genre.SPEECH
    if _AGENCY.search(text):
        return Genre.NEWS
    if _READOUT.search(head) and len(words) < 320:
        return Genre.READOUT
    if len(_SIDES.findall(text)) >= 4:
        return Genre.JOINT_STATEMENT
    return Genre.PRESS_RELEASE
