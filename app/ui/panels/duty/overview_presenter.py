"""The overview: every figure with its status and source, the intake, and what lifts the reporting. No Qt."""

from __future__ import annotations

import msgspec

from app.domain.conditions import FactScalar
from app.domain.incident.model import FactDef, FactType, Incident
from app.domain.words import FactStatus
from app.ui.panels.duty.room import Room

_TONES = {FactStatus.REPORTED: "muted", FactStatus.VERIFIED: "ok", FactStatus.CORRECTED: "info"}


class FactRow(msgspec.Struct, frozen=True):
    """One known figure."""

    name: str
    label: str
    value: str
    status: str
    tone: str
    source: str
    time: str
    tip: str
    raw: FactScalar


def facts(of: Incident, room: Room) -> tuple[FactRow, ...]:
    """What is known, in the order of the catalogue."""
    order = list(room.reference.facts)
    names = sorted(of.facts, key=lambda name: order.index(name) if name in order else len(order))
    return tuple(_row(of, name, room) for name in names)


def asked(of: Incident, room: Room) -> tuple[FactDef, ...]:
    """The facts that can be recorded here: those of its kind first, then casualties, then the rest of the catalogue."""
    every = [one for one in room.reference.facts.values() if not one.derived]
    own = room.reference.kinds[of.kind].facts if of.kind in room.reference.kinds else ()

    def order(one: FactDef) -> tuple[int, int]:
        if one.common and one.group in ("casualty", "impact"):
            return 0, every.index(one)
        if one.name in own:
            return 1, own.index(one.name)
        return (2 if one.common or one.group in ("sensitivity", "control") else 3), every.index(one)

    return tuple(sorted(every, key=order))


def intake_lines(of: Incident, room: Room) -> tuple[tuple[str, str], ...]:
    """The intake as label and words; what is not known is left out."""
    place = of.place.words
    if of.place.point is not None:
        place += f"  ({of.place.point.lat:.5f}, {of.place.point.lon:.5f})"
    channel = f"caller.{of.caller.channel}"
    via = room.say(channel) if room.wording.knows(channel) else of.caller.channel
    caller = " · ".join(part for part in (of.caller.name, of.caller.phone, of.caller.organisation, via) if part)
    occurred = room.clock(of.occurred_at) if of.occurred_at else room.say("duty.unknown")
    lines = (
        ("field.kind", room.describer.kind(of.kind)),
        ("field.place", place),
        ("field.occurred_at", occurred),
        ("field.aware_at", room.clock(of.aware_at)),
        ("field.caller", caller),
        ("field.narrative", of.narrative or "—"),
    )
    return tuple((room.say(code), words) for code, words in lines)


def command_lines(of: Incident, room: Room) -> tuple[tuple[str, str], ...]:
    """Who commands by the plans of the running responses and where the post stands, as label and words; each once."""
    found = dict.fromkeys(
        room.shared.command(one.command, room.contact_line) for one in of.activations if one.is_running and one.command
    )
    return tuple((room.say("duty.command_by_plan"), words) for words in found)


def sensitivity(of: Incident, room: Room) -> tuple[str, ...]:
    """The flags that lift the reporting of this incident."""
    return tuple(
        room.wording.fact_label(name)
        for name, known in of.facts.items()
        if known.value is True and (one := room.reference.facts.get(name)) is not None and one.group == "sensitivity"
    )


def closure_lines(of: Incident, room: Room) -> tuple[tuple[str, str], ...]:
    """The legal fields of a closed incident, as label and words."""
    closed = of.closure
    if closed is None:
        return ()
    names = ("cause", "outcome", "losses", "lessons", "measures", "approved_by")
    lines = [(room.say(f"field.{name}"), str(getattr(closed, name))) for name in names]
    return (*lines, (room.say("incident_status.closed"), f"{room.clock(closed.at)} {closed.by}"))


def _row(of: Incident, name: str, room: Room) -> FactRow:
    known, one = of.facts[name], room.reference.facts.get(name)
    status = room.say(f"fact_status.{known.status}")
    value = room.wording.fact_value(name, known.value)
    if one is not None and one.type is FactType.FLAG:
        value = room.say("yes" if known.value else "no")
    return FactRow(
        name=name,
        label=room.wording.fact_label(name),
        value=value,
        status=status,
        tone=_TONES[known.status],
        source=room.source(known.source),
        time=room.clock(known.at),
        tip=f"{status} · {room.source(known.source)} · {known.by} · {room.clock(known.at)}",
        raw=known.value,
    )
