"""PLOVER and CAMEO codes of events, with the manual's folding rules."""

from __future__ import annotations

from communique.events.triggers import load_triggers
from communique.events.types import EventStatus, EventType, Plover

_FOLDED = frozenset({"CONSULT", "COOPERATE", "AID", "SUPPORT"})
_FUTURE = frozenset({EventStatus.PLANNED, EventStatus.PROPOSED})
_AGREE_CAMEO = {
    EventType.MEETING: "036",
    EventType.VISIT: "036",
    EventType.CALL: "036",
    EventType.CONFERENCE: "036",
    EventType.AID: "033",
    EventType.EXERCISE: "031",
    EventType.SIGNING: "030",
}


def code_event(kind: EventType, status: EventStatus) -> tuple[Plover | None, str | None]:
    """The PLOVER and CAMEO codes of an event type with a status; (None, None) where it has none.

    Planned or proposed cooperation folds into AGREE, cancelled and denied encounters into
    REJECT (PLOVER manual 2.0, AGREE and REJECT; formats.md section 1).
    """
    row = load_triggers().codes.get(kind)
    if row is None:
        return None, None
    code = str(row["type"])
    mode = row.get("mode", ())
    modes = tuple(str(m) for m in mode) if isinstance(mode, list) else ()
    cameo = str(row["cameo"])
    context = ("diplomatic",) if kind is not EventType.EXERCISE else ("military",)
    if status in _FUTURE and code in _FOLDED:
        return Plover("AGREE", (), (*context, "future")), _AGREE_CAMEO.get(kind)
    if status in (EventStatus.CANCELLED, EventStatus.DENIED) and code in _FOLDED:
        return Plover("REJECT", (), context), "120"
    if status is EventStatus.HYPOTHETICAL:
        return Plover(code, modes, (*context, "hypothetical")), cameo
    return Plover(code, modes, context), cameo
