"""How simulated units behave: when they acknowledge, set out, arrive, and whether they come at all. Pure.

What a scenario does not say is drawn by the seed, for each unit and each time that it is sent; so a drill that is played again
has the same units.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

import msgspec

from app.domain.exercise.chance import between
from app.domain.exercise.scenario import Scenario, UnitBehaviour
from app.domain.unit.model import Dispatch, Unit, UnitStatus
from app.kernel.geo import Point, distance_m
from app.kernel.text import Text

STRAIGHT_KMH = 30.0
"""How fast a unit gets on as the crow flies where there is no road graph (a suggestion: winding roads at night)."""

NO_PLACE_S = 15 * 60.0
"""How long a unit is under way where nobody knows from where or where to."""

WORKS_AFTER = timedelta(minutes=2)

USUAL = UnitBehaviour()


class Move(msgspec.Struct, frozen=True):
    """What a unit does next: the status it reports, or (``refuses``) that it does not come; ``words`` are its own, if any."""

    unit_id: str
    incident_id: str
    at: datetime
    status: UnitStatus
    refuses: bool = False
    words: Text | None = None


def behaviour_of(scenario: Scenario, unit: Unit) -> UnitBehaviour:
    """How the scenario has this unit behave: by its id, else by its kind, else as usual."""
    own = next((one for one in scenario.units if one.unit == unit.id), None)
    return own or next((one for one in scenario.units if one.kind and one.kind == unit.kind), USUAL)


def running(dispatches: Iterable[Dispatch]) -> tuple[Dispatch, ...]:
    """The dispatches that are not over."""
    return tuple(one for one in dispatches if one.ended_at is None)


def next_move(
    dispatch: Dispatch, unit: Unit, incident_id: str, scenario: Scenario, seed: int, assembly_s: float, travel_s: float | None
) -> Move | None:
    """What the unit does next for this dispatch; ``None`` where it waits for orders. ``travel_s``: its way, ``None`` unknown."""
    how = behaviour_of(scenario, unit)
    last = dispatch.steps[-1]
    names = (unit.id, str(len(dispatch.steps)), incident_id)

    def move(status: UnitStatus, after: timedelta, *, refuses: bool = False, words: Text | None = None) -> Move:
        return Move(unit.id, incident_id, last.at + after, status, refuses, words or how.radio.get(status.value))

    if last.status is UnitStatus.DISPATCHED:
        minutes = between(0.5, 2.0, seed, "ack", *names) if how.ack_min is None else how.ack_min
        if how.refuses is not None:
            return move(how.status, timedelta(minutes=minutes), refuses=True, words=how.refuses)
        return move(UnitStatus.ACKNOWLEDGED, timedelta(minutes=minutes))
    if last.status is UnitStatus.ACKNOWLEDGED:
        ready_s = assembly_s or between(30, 120, seed, "set out", *names)
        seconds = ready_s if how.set_out_min is None else how.set_out_min * 60
        return move(UnitStatus.EN_ROUTE, timedelta(seconds=seconds))
    if last.status is UnitStatus.EN_ROUTE:
        way_s = NO_PLACE_S if travel_s is None else travel_s
        return move(UnitStatus.ON_SCENE, timedelta(seconds=max(60.0, way_s * how.slow_factor)))
    if last.status is UnitStatus.ON_SCENE:
        return move(UnitStatus.WORKING, WORKS_AFTER)
    return None


def straight_s(start: Point | None, goal: Point | None) -> float | None:
    """How long the way takes as the crow flies; ``None`` where an end of it is not known."""
    return None if start is None or goal is None else distance_m(start, goal) / (STRAIGHT_KMH / 3.6)
