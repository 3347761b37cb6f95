"""The head of an incident: what it is, how grave and why, who is hurt, what is due, what may be done now. No Qt."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec

from app.desk.tones import URGENCY_TONES
from app.domain.deadlines import Deadline
from app.domain.incident.model import Incident
from app.domain.incident.rules import CASUALTIES
from app.domain.unit.model import BUSY
from app.domain.words import FactStatus
from app.ui.panels.duty.room import SEVERITY_TONES, Room


class Figure(msgspec.Struct, frozen=True):
    """One figure of the casualties line, with the mark of its status and its source."""

    text: str
    mark: str
    tone: str
    tip: str


class Head(msgspec.Struct, frozen=True):
    """What stands above the tabs. ``blocked`` says for each action that is not possible now why (``respond dispatch report
    paper stabilise close``); an action that is not in it is possible."""

    title: str
    line: str
    severity: str
    tone: str
    graded: bool
    machine: str
    because: tuple[str, ...]
    figures: tuple[Figure, ...]
    next_text: str
    next_due_at: datetime | None
    next_word: str
    next_tone: str
    blocked: dict[str, str]


def present(of: Incident, ranked: Iterable[Deadline], room: Room) -> Head:
    """The head of this incident."""
    due = next((one for one in ranked if one.incident_id == of.id), None)
    urgency = due.urgency(room.now) if due else None
    parts = [of.number, room.say(f"incident_status.{of.status}"), room.say("duty.aware", time=room.clock(of.aware_at))]
    if of.stabilised_at is not None:
        parts.append(room.say("duty.stable_since", time=room.clock(of.stabilised_at)))
    return Head(
        title=room.describer.incident_title(of),
        line=" · ".join(parts),
        severity=room.describer.severity(of),
        tone=SEVERITY_TONES[of.severity],
        graded=bool(of.grading.because),
        machine=_machine(of, room),
        because=because_lines(of, room),
        figures=tuple(_figure(of, name, room) for name in CASUALTIES if name in of.facts),
        next_text=room.describer.deadline(due, room.state) if due else "",
        next_due_at=due.due_at if due else None,
        next_word=room.say(f"urgency.{urgency}") if urgency else "",
        next_tone=URGENCY_TONES[urgency] if urgency else "muted",
        blocked=_blocked(of, room),
    )


def because_lines(of: Incident, room: Room) -> tuple[str, ...]:
    """The machine's reasons, each with its clause and what that is worth."""
    lines = tuple(dict.fromkeys(room.wording.because(one, of.kind) for one in of.grading.because))
    return lines or (room.say("duty.no_threshold" if of.grading.tables else "duty.no_table"),)


def _machine(of: Incident, room: Room) -> str:
    if of.override is None:
        return ""
    machine = room.wording.severity(of.grading.severity.value if of.grading.severity else None, of.kind)
    return room.say("duty.overridden", machine=machine, by=of.override.by, reason=of.override.reason)


def _figure(of: Incident, name: str, room: Room) -> Figure:
    known = of.facts[name]
    text = f"{room.wording.fact_label(name)} {room.wording.fact_value(name, known.value)}"
    tones = {FactStatus.REPORTED: "muted", FactStatus.VERIFIED: "ok", FactStatus.CORRECTED: "info"}
    mark = room.say(f"fact_status.{known.status}")
    return Figure(text, mark, tones[known.status], f"{mark} · {room.source(known.source)} · {room.clock(known.at)}")


def _blocked(of: Incident, room: Room) -> dict[str, str]:
    blocked: dict[str, str] = {}
    if not of.is_open:
        blocked = dict.fromkeys(("respond", "dispatch", "stabilise", "close"), room.say("duty.is_closed"))
        return blocked
    if of.stabilised_at is not None:
        blocked["stabilise"] = room.say("duty.stable_since", time=room.clock(of.stabilised_at))
    if any(one.is_running for one in of.activations):
        blocked["close"] = room.say("duty.close_after_response")
    elif any(one.ended_at is None and one.status in BUSY for one in of.dispatches.values()):
        blocked["close"] = room.say("duty.close_after_units")
    return blocked
