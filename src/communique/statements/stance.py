"""Stance: a speaker's attitude to an actor or topic, judged on the clause."""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.actors.types import MentionKind, Reference
from communique.core.spans import Span
from communique.language.types import ParsedText
from communique.statements.types import Act, Polarity, Stance

_SUPPORTS = re.compile(
    r"\b(support\w*|back(s|ed|ing)?|welcom\w+|in favou?r of|endors\w+|commend\w*|prais\w+|grateful|thank\w*|appreciat\w+|"
    r"partners?|friend(s|ly|ship)?|all(y|ies)|successful\w*|congratulat\w+|stands? (with|by))\b"
)
_OPPOSES = re.compile(
    r"\b(oppos\w+|reject\w*|condemn\w*|denounc\w+|against|unacceptable|violat\w+|aggress\w+|criticis\w+|criticiz\w+|"
    r"illegal|unlawful|deplor\w+|threat\w*|provocat\w+|refus\w+|not want|never accept|never recogni[sz]\w+)\b"
)
_CONDITIONS = re.compile(
    r"\b(if|provided|as long as|on condition|solely|only (if|when|on)|unless|once)\b"
)


_JUDGING = frozenset({Act.PRAISE, Act.CRITICISE, Act.REJECT})
"""Acts that judge what the content names as well as the actor in it."""
_NAMED_WISH = re.compile(
    r"(?:an? |the )?(?:\w+ ){0,3}(?:inquiry|investigation|talks|ceasefire|dialogue|"
    r"resumption|deployment|release|withdrawal|restoration|implementation|ratification|reform)\b"
)
"""A thing that is called for: who demands it supports it."""


def find_stance(
    parsed: ParsedText,
    act: Act,
    content: tuple[Span, ...],
    inside: Sequence[Reference],
    speakers: tuple[str, ...],
    topics: tuple[str, ...],
) -> tuple[Stance, ...]:
    """The stance toward the first actor (else topic) of the content; none where nothing shows it."""
    text = " ".join(span.text for span in content).lower()
    polarity = _polarity(act, text)
    if polarity is None:
        return ()
    toward = next(
        (
            actor
            for ref in inside
            if ref.mention.kind is not MentionKind.PRONOUN
            for actor in ref.actors
            if actor not in speakers
        ),
        topics[0] if topics else None,
    )
    targets = [toward] if toward is not None else []
    if act in _JUDGING and topics and topics[0] not in targets:
        targets.append(topics[0])
    return tuple(Stance(target, polarity) for target in targets)


def _polarity(act: Act, text: str) -> Polarity | None:
    if act is Act.REQUEST and _NAMED_WISH.match(text) is not None:
        return Polarity.SUPPORTS
    if act is Act.PRAISE:
        return Polarity.SUPPORTS
    if act in (Act.CRITICISE, Act.REJECT):
        return Polarity.OPPOSES
    supports, opposes = _SUPPORTS.search(text), _OPPOSES.search(text)
    if supports is not None and opposes is None:
        return Polarity.CONDITIONAL if _CONDITIONS.search(text) else Polarity.SUPPORTS
    if opposes is not None and supports is None:
        return Polarity.OPPOSES
    return None
