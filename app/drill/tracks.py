"""Streams of positions that injects start: a unit goes from place to place, whatever it was sent to do."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.desk.desk import Desk
from app.domain.exercise.model import InjectStatus
from app.domain.unit.model import Position
from app.drill.driving import Way
from app.drill.places import facility_of


def tracked(desk: Desk, now: datetime) -> tuple[Position, ...]:
    """Where the units of those streams are now; none of an inject that has not come, or whose places this desk does not have."""
    drill = desk.state.drill
    found = []
    for inject in drill.injects if drill is not None else ():
        life = drill.life(inject.id) if drill is not None else None
        if inject.track is None or life is None or life.status is not InjectStatus.FIRED or life.at is None:
            continue
        sites = (facility_of(one, desk.state) for one in inject.track.places)
        points = tuple(site.point for site in sites if site is not None)
        if inject.track.unit in desk.state.units and len(points) > 1:
            until = life.at + timedelta(minutes=inject.track.over_min)
            found.append(Way(inject.track.unit, points, life.at, until).at(now))
    return tuple(found)
