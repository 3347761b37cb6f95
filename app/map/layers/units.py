"""Units with their last position, else their base; how far the position can be trusted is part of the mark."""

from __future__ import annotations

import math

from app.domain.unit.model import Position, Unit, UnitStatus
from app.domain.unit.rules import last_point, position_age_s
from app.kernel.geo import Point
from app.map.features import Link, Tone, UnitMark
from app.map.layers.view import MapPicture
from app.map.layers.ways import eta_words

MOVING_FROM_KMH = 1.0
"""A unit that is slower stands: its heading is noise."""


def marks(view: MapPicture) -> tuple[UnitMark, ...]:
    """Every unit that has a place."""
    return tuple(
        mark(unit, point, position, view)
        for unit in view.state.units.values()
        if (point := last_point(unit, position := view.positions.get(unit.id))) is not None
    )


def mark(unit: Unit, point: Point, position: Position | None, view: MapPicture) -> UnitMark:
    """How a unit is shown; the page itself says how old the position is, because that changes with every second."""
    say = view.describer.say
    age_s = position_age_s(position, view.now) if position else math.nan
    incident = view.state.incidents.get(unit.incident_id)
    due = eta_words(view, unit.id)
    detail = (
        due,
        say("unit.line", kind=view.describer.unit_kind(unit.kind), status=say(f"unit_status.{unit.status}"), crew=unit.crew),
        view.describer.incident_title(incident) if incident else "",
        say("unit.call", leader=unit.leader, phone=unit.phone) if unit.leader else "",
        "" if position else say("unit.at_base"),
        *(say(f"tracking.flag.{flag}") for flag in (position.flags if position else ())),
    )
    heading_deg = position.heading_deg if position is not None and position.speed_kmh > MOVING_FROM_KMH else None
    return UnitMark(
        id=unit.id,
        symbol=unit.kind,
        status=unit.status.value,
        label=f"{unit.call_sign or unit.name.of(view.lang)} {due}".strip(),
        lat=point.lat,
        lon=point.lon,
        age_s=age_s,
        heading_deg=heading_deg,
        detail=tuple(line for line in detail if line),
        tone=Tone.MUTED if unit.status is UnitStatus.OUT_OF_SERVICE else Tone.NEUTRAL,
        link=Link.STALE if age_s > view.stale_after_s else Link.FRESH,
    )
