"""Where the next thing in a drill comes from: each source looks at the desk and says what it would do, and when."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from app.desk.desk import Desk
from app.desk.drills import CONDUCTOR
from app.desk.who_goes import assembly_s, shut_of
from app.domain.dispatching.travel import Start
from app.domain.exercise import here
from app.domain.exercise.chance import between
from app.domain.exercise.commands import EndDrill, FireInject, HearRadio, SkipInject
from app.domain.exercise.forces import NO_PLACE_S, Move, behaviour_of, next_move, running, straight_s
from app.domain.exercise.model import Drill
from app.domain.exercise.observing import Observed
from app.domain.exercise.schedule import Look, Planned, Standing, next_due, timeline
from app.domain.record import Command, Context
from app.domain.reporting.commands import RecordReceipt
from app.domain.unit.commands import SetUnitStatus
from app.domain.unit.model import Dispatch, Position, Unit, UnitStatus
from app.drill.driving import Way
from app.drill.ports import Surroundings
from app.kernel.geo import Point

_log = logging.getLogger(__name__)

UNITS = Context("units", "drill", "inject")
SUPERIOR = Context("superior", "drill", "inject")


@dataclass(frozen=True)
class Step:
    """Something that is to be done at a moment; of several at one moment the lower ``rank`` comes first, then the ``key``."""

    at: datetime
    rank: int
    key: str
    act: Callable[[], Awaitable[None]]

    @property
    def order(self) -> tuple[datetime, int, str]:
        """By this steps are done."""
        return self.at, self.rank, self.key


class Source(Protocol):
    """Says what it would do next as things stand, ``None`` for nothing."""

    def next(self, observed: Observed) -> Step | None:
        """The next step."""
        ...


def drill_of(desk: Desk) -> Drill:
    """The drill of this desk; ``Refusal("not_a_drill")`` where it has none."""
    return here.drill_of(desk.state)


def look(desk: Desk, observed: Observed) -> Look:
    """The desk as the rules of injects look at it."""
    return Look(desk.state, desk.reference, observed, desk.clock.now())


class Injects:
    """The scenario: fires what is due, and leaves out what no branch leads to any more."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def next(self, observed: Observed) -> Step | None:
        """The next inject."""
        seen = look(self._desk, observed)
        planned = timeline(seen)
        barred = next((one for one in planned if one.standing is Standing.PASSED), None)
        if barred is not None:
            return Step(barred.at or seen.now, 0, barred.inject.id, lambda: self._skip(barred))
        due = next_due(planned)
        if due is None or due.at is None:
            return None
        return Step(due.at, 1, due.inject.id, lambda: self._fire(due, observed))

    async def _fire(self, due: Planned, observed: Observed) -> None:
        await self._desk.execute(fire_command(due, observed), CONDUCTOR)

    async def _skip(self, barred: Planned) -> None:
        await self._desk.execute(SkipInject(inject_id=barred.inject.id, reason="branch"), CONDUCTOR)


def fire_command(due: Planned, observed: Observed, *, by_hand: bool = False) -> FireInject:
    """The command that lets an inject come, with the incident that it is about where that was taken in."""
    inject = due.inject
    ref = (inject.asks.of if inject.asks else "") or (inject.tells.of if inject.tells else "")
    return FireInject(inject_id=inject.id, incident_id=observed.incidents.get(ref, ""), by_hand=by_hand)


class Units:
    """The simulated units: they acknowledge, set out, drive and arrive, and say so on the radio; some do not come."""

    def __init__(self, desk: Desk, around: Surroundings) -> None:
        self._desk, self._around = desk, around
        self._routes: dict[str, tuple[float | None, tuple[Point, ...]]] = {}

    def next(self, observed: Observed) -> Step | None:
        """The next move of any unit."""
        drill, state = drill_of(self._desk), self._desk.state
        moves = []
        for incident in state.incidents.values():
            for dispatch in running(incident.dispatches.values()):
                unit = state.units.get(dispatch.unit_id)
                if unit is None or unit.dispatch_id != dispatch.id:
                    continue
                move = next_move(
                    dispatch, unit, incident.id, drill.scenario, drill.seed,
                    assembly_s(unit, self._desk.reference, called=True), self._route(dispatch, unit, incident.id)[0],
                )
                if move is not None:
                    moves.append(move)
        first = min(moves, key=lambda one: (one.at, one.unit_id), default=None)
        return None if first is None else Step(first.at, 2, first.unit_id, lambda: self._make(first))

    def positions(self, now: datetime) -> tuple[Position, ...]:
        """Where the units under way are now; what the map shows, and what nothing hangs on."""
        drill, found = drill_of(self._desk), []
        for incident in self._desk.state.incidents.values():
            for dispatch in running(incident.dispatches.values()):
                unit = self._desk.state.units.get(dispatch.unit_id)
                if unit is None or dispatch.status not in (UnitStatus.EN_ROUTE, UnitStatus.ON_SCENE, UnitStatus.WORKING):
                    continue
                way_s, points = self._route(dispatch, unit, incident.id)
                since = dispatch.first_at(UnitStatus.EN_ROUTE)
                if since is None or len(points) < 2:
                    continue
                until = dispatch.first_at(UnitStatus.ON_SCENE)
                slow = behaviour_of(drill.scenario, unit).slow_factor
                until = until or since + timedelta(seconds=max(60.0, (way_s or NO_PLACE_S) * slow))
                found.append(Way(unit.id, points, since, until).at(now))
        return tuple(found)

    def _route(self, dispatch: Dispatch, unit: Unit, incident_id: str) -> tuple[float | None, tuple[Point, ...]]:
        """How long the way from its base takes, and its line: by road where there is a network, asked once a dispatch."""
        if dispatch.id not in self._routes:
            start, goal = unit.home, self._desk.state.incidents[incident_id].place.point
            way_s, points = straight_s(start, goal), tuple(one for one in (start, goal) if one is not None)
            router = self._around.router()
            if router is not None and start is not None and goal is not None:
                shut = shut_of(self._desk.state)
                route = router.route(Start(start, unit.kind), goal, shut.closed, to_vehicles=shut.to_vehicles)
                if route.trip.travel_s is not None:
                    way_s, points = route.trip.travel_s, route.points
            self._routes[dispatch.id] = way_s, points
        return self._routes[dispatch.id]

    async def _make(self, move: Move) -> None:
        unit = self._desk.state.units[move.unit_id]
        words = self._around.wording
        if move.refuses:
            said = words.text(move.words)
            await self._radio(move, said)
            await self._status(unit, UnitStatus.ON_STANDBY)
            if move.status is not UnitStatus.ON_STANDBY:
                await self._status(unit, move.status)
            return
        said = words.text(move.words) if move.words else ""
        if not said and move.status is not UnitStatus.WORKING:
            said = words.say(f"drill.radio.{move.status}", unit=unit.call_sign or words.text(unit.name))
        if said:
            await self._radio(move, said)
        await self._status(unit, move.status)

    async def _radio(self, move: Move, text: str) -> None:
        await self._desk.execute(HearRadio(unit_id=move.unit_id, text=text, incident_id=move.incident_id), UNITS)

    async def _status(self, unit: Unit, status: UnitStatus) -> None:
        await self._desk.execute(SetUnitStatus(unit_id=unit.id, status=status, source="radio"), UNITS)


class Superior:
    """The simulated superior: signs for every report, after a while. What it asks is written in the scenario."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def next(self, observed: Observed) -> Step | None:
        """The next receipt."""
        drill, state = drill_of(self._desk), self._desk.state
        most = drill.scenario.limits.superior_receipt_min
        waiting = [
            (made.at + timedelta(minutes=between(0.3, most, drill.seed, "receipt", str(place), made.to_role)), incident.id, made.id)
            for incident in state.incidents.values()
            for place, made in enumerate(incident.reports)
            if made.receipt_at is None
        ]
        if not waiting:
            return None
        at, incident_id, report_id = min(waiting)
        return Step(at, 3, report_id, lambda: self._sign(incident_id, report_id))

    async def _sign(self, incident_id: str, report_id: str) -> None:
        profile = self._desk.state.profile
        name = profile.superior.zh if profile is not None else SUPERIOR.actor
        await self._desk.execute(RecordReceipt(incident_id=incident_id, report_id=report_id, receipt_by=name), SUPERIOR)


class TheEnd:
    """The drill ends when its time is over."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def next(self, observed: Observed) -> Step | None:
        """The end."""
        drill = drill_of(self._desk)
        if drill.started_at is None:
            return None
        at = drill.started_at + timedelta(minutes=drill.scenario.length_min)
        return Step(at, 9, "end", self._end)

    async def _end(self) -> None:
        await self._do(EndDrill())

    async def _do(self, command: Command) -> None:
        await self._desk.execute(command, CONDUCTOR)
