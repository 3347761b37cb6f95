"""What the window shows of who goes: the proposal, arrival times, ways and rings; made in a worker's thread in one go."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import msgspec

from app.desk.who_goes import UNDER_WAY, Eta, Guide, Question, Router, advise, arrivals, assembly_s, find_router, shut_of
from app.domain.dispatching.model import Advice
from app.domain.dispatching.travel import Measure, Ring, Route, Start
from app.domain.incident.model import Incident
from app.domain.unit.rules import last_point

RING_MINUTES = (5.0, 10.0, 15.0)
"""The rings of arrival that are drawn."""

USUAL_KIND = "F-FIRE"
"""Whose speeds the rings take while nobody is proposed."""


@dataclass(frozen=True)
class Way:
    """A unit's way to an incident; ``proposed`` while nobody has sent it."""

    unit_id: str
    incident_id: str
    proposed: bool
    route: Route


@dataclass(frozen=True)
class WhoPicture:
    """One finished answer. ``focus`` is the incident whose ways and rings are drawn, "" for none."""

    advice: Advice
    etas: Mapping[str, Eta] = field(default_factory=dict)
    focus: str = ""
    ways: tuple[Way, ...] = ()
    rings: tuple[Ring, ...] = ()
    ring_kind: str = ""


def picture_of(
    asked: Question, guide: Guide, focus: str, *, with_ways: bool, with_rings: bool, should_stop: Callable[[], bool] = bool
) -> WhoPicture:
    """The answer to a question. Ways and rings are only searched where they are wanted and there are roads."""
    router, trouble = find_router(guide)
    advice = advise(asked, router, guide.assign, trouble=trouble, should_stop=should_stop)
    etas = arrivals(asked, router)
    of = asked.state.incidents.get(focus)
    if router is None or of is None or not of.is_open or of.place.point is None:
        return WhoPicture(advice, etas, focus if of is not None else "")
    proposed = advice.incidents[focus].proposed if focus in advice.incidents else ()
    kind = proposed[0].kind if proposed else USUAL_KIND
    ways = _ways(asked, of, tuple(one.unit_id for one in proposed), router, should_stop) if with_ways else ()
    rings: tuple[Ring, ...] = ()
    if with_rings and not should_stop():
        shut = shut_of(asked.state)
        rings = router.rings(of.place.point, kind, RING_MINUTES, shut.closed, to_vehicles=shut.to_vehicles)
    return WhoPicture(advice, etas, focus, ways, rings, kind)


def _ways(
    asked: Question, of: Incident, proposed: tuple[str, ...], router: Router, should_stop: Callable[[], bool]
) -> tuple[Way, ...]:
    going = [one.unit_id for one in of.dispatches.values() if one.ended_at is None and one.status in UNDER_WAY]
    shut = shut_of(asked.state)
    found = []
    for unit_id in sorted({*going, *proposed}):
        unit = asked.state.units.get(unit_id)
        here = None if unit is None else last_point(unit, asked.positions.get(unit_id))
        if unit is None or here is None or of.place.point is None or should_stop():
            continue
        route = router.route(Start(here, unit.kind), of.place.point, shut.closed, to_vehicles=shut.to_vehicles)
        if route.trip.measure is Measure.ROAD:
            whole = msgspec.structs.replace(route, trip=route.trip.after(assembly_s(unit, asked.reference)))
            found.append(Way(unit_id, of.id, unit_id not in going, whole))
    return tuple(found)
