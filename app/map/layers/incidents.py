"""Incidents by severity and state; closed ones leave the map."""

from __future__ import annotations

from app.domain.incident.model import Incident
from app.kernel.geo import Point
from app.map.features import Feature, PointGeometry, Tone
from app.map.layers.view import MapPicture


def features(view: MapPicture) -> tuple[Feature, ...]:
    """Every open incident that has a point."""
    return tuple(
        _feature(one, point, view)
        for one in view.state.incidents.values()
        if one.is_open and (point := one.place.point) is not None
    )


def _feature(of: Incident, point: Point, view: MapPicture) -> Feature:
    say = view.describer.say
    title = view.describer.incident_title(of)
    facts = view.describer.facts({name: known.value for name, known in of.facts.items() if known.value is not False})
    detail = (view.describer.severity(of), say(f"incident_status.{of.status}"), facts)
    return Feature(
        id=of.id,
        geometry=PointGeometry((point.lon, point.lat)),
        title=title,
        detail=tuple(line for line in detail if line),
        symbol=of.kind,
        tone=Tone(of.severity.value) if of.severity else Tone.UNGRADED,
        shape=of.kind[0],
        state=of.status.value,
        label=title,
        label_rank=0,
    )
