"""What positions suggest, at a real desk: confirmed with one key, put aside, or acted upon by setting."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta

import pytest

from app.desk.arrivals import ArrivalWatcher
from app.domain.incident.commands import OpenIncident
from app.domain.tracking.rules import Fences, Suggestion
from app.domain.unit.commands import DispatchUnits, SetUnitStatus
from app.domain.unit.model import Position, UnitStatus
from app.kernel.clock import FixedClock
from app.kernel.errors import Refusal
from app.kernel.geo import Point
from tests.world import HERE, NOON, OFFICER, PLACE, Station


class Watch:
    """A desk with a unit on its way, watched."""

    def __init__(self, *, automatic: bool = False) -> None:
        self.clock = FixedClock(NOON)
        self.station = Station(clock=self.clock).found()
        self.case = self.station.open(OpenIncident(kind="A-PRD", place=PLACE, aware_at=NOON))
        self.watcher = ArrivalWatcher(self.station.desk, Fences, lambda: automatic)
        self.told: list[tuple[Suggestion, ...]] = []
        self.watcher.subscribe(self.told.append)
        self.watcher.start()
        self.station.do(DispatchUnits(incident_id=self.case, unit_ids=("u1",)))

    def drive(self, point: Point = HERE, times: int = 3) -> None:
        """The unit is seen there so many times, ten seconds apart."""

        async def run() -> None:
            for _ in range(times):
                self.clock.advance(timedelta(seconds=10))
                self.station.desk.telemetry.report([Position("u1", point, self.clock.now(), "owntracks")])
            for _ in range(20):
                await asyncio.sleep(0.005)

        self.station.run(run())

    @property
    def status(self) -> UnitStatus:
        return self.station.state.units["u1"].status


@pytest.fixture
def watch() -> Iterator[Watch]:
    made = Watch()
    yield made
    made.watcher.stop()
    made.station.close()


def test_an_arrival_is_suggested_once_and_confirmed_as_of_the_first_position(watch: Watch) -> None:
    watch.drive(times=6)
    (one,) = watch.watcher.current
    assert len(watch.told) == 1
    assert watch.status is UnitStatus.DISPATCHED
    assert watch.watcher.of_incident(watch.case) == (one,)
    assert watch.watcher.of_incident("other") == ()
    watch.station.run(watch.watcher.confirm(one.key, OFFICER))
    unit = watch.station.state.units["u1"]
    assert (unit.status, unit.status_at, unit.status_source) == (UnitStatus.ON_SCENE, NOON + timedelta(seconds=10), "app")
    assert watch.watcher.current == ()
    assert watch.station.run(watch.watcher.confirm(one.key, OFFICER)) == ()


def test_what_was_put_aside_does_not_come_again(watch: Watch) -> None:
    watch.drive()
    watch.watcher.dismiss(watch.watcher.current[0].key)
    watch.drive(times=9)
    assert watch.watcher.current == ()
    assert watch.told[-1] == ()


def test_a_status_by_radio_overtakes_the_suggestion(watch: Watch) -> None:
    watch.drive()
    watch.station.do(SetUnitStatus(unit_id="u1", status=UnitStatus.ON_SCENE, source="radio"))
    assert watch.watcher.current == ()


def test_a_refusal_leaves_the_suggestion_standing(watch: Watch) -> None:
    watch.drive()
    (one,) = watch.watcher.current
    watch.clock.advance(timedelta(minutes=1))
    watch.station.do(SetUnitStatus(unit_id="u1", status=UnitStatus.ACKNOWLEDGED, source="radio"))
    with pytest.raises(Refusal, match="status_before_last"):
        watch.station.run(watch.watcher.confirm(one.key, OFFICER))
    assert watch.watcher.current == (one,)
    assert watch.status is UnitStatus.ACKNOWLEDGED


def test_by_setting_the_status_is_set_without_asking() -> None:
    watch = Watch(automatic=True)
    watch.drive()
    unit = watch.station.state.units["u1"]
    assert (unit.status, unit.status_source) == (UnitStatus.ON_SCENE, "automatic")
    assert watch.watcher.current == ()
    watch.drive(Point(HERE.lat + 0.02, HERE.lon), 2)
    assert watch.status is UnitStatus.ON_SCENE
    watch.drive(Point(HERE.lat + 0.02, HERE.lon), 1)
    assert watch.status is UnitStatus.RETURNING
    home = watch.station.state.units["u1"].home
    assert home is not None
    watch.drive(home)
    assert watch.status is UnitStatus.ON_STANDBY
    watch.watcher.stop()
    watch.station.close()


def test_units_at_home_are_not_watched_and_nothing_is_told_after_stop(watch: Watch) -> None:
    watch.station.desk.telemetry.report([Position("u2", HERE, NOON + timedelta(seconds=n), "owntracks") for n in range(9)])
    assert watch.watcher.current == ()
    watch.watcher.stop()
    watch.drive()
    assert watch.told == []
