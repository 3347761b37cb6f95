"""Units with their last position, else their base; how far the position can be trusted is part of the mark."""

from __future__ import annotations

from app.domain.unit.model import Position, Unit, UnitStatus
from app.domain.unit.rules import last_point
from app.kernel.geo import Point
from app.map.features import Link, Tone, UnitMark
from app.map.layers.view import MapPicture
from app.map.layers.ways import eta_words


def marks(view: MapPicture) -> tuple[UnitMark, ...]:
    """Every unit that has a place."""
    return tuple(
        _mark(unit, point, position, view)
        for unit in view.state.units.values()
        if (point := last_point(unit, position := view.positions.get(unit.id))) is not None
    )


def _mark(unit: Unit, point: Point, position: Position | None, view: MapPicture) -> UnitMark:
    say = view.describer.say
    age_s = max(0.0, (view.now - position.at).total_seconds()) if position else 0.0
    incident = view.state.incidents.get(unit.incident_id)
    due = eta_words(view, unit.id)
    detail = (
        due,
        say("unit.line", kind=view.describer.unit_kind(unit.kind), status=say(f"unit_status.{unit.status}"), crew=unit.crew),
        view.describer.incident_title(incident) if incident else "",
        say("unit.call", leader=unit.leader, phone=unit.phone) if unit.leader else "",
        say("unit.position_age", minutes=int(age_s // 60)) if position else say("unit.at_base"),
    )
    heading_deg = position.heading_deg if position is not None and position.speed_kmh > 1 else None
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
