"""The conductor at a desk on disk: time goes on, the machine dies and it goes on from the journal; parking, jumping, telling."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.exercise.kinds import InjectChannel, SeatKind
from app.domain.exercise.model import DrillStatus, InjectStatus
from app.domain.exercise.scenario import Inject, Scenario
from app.domain.exercise.schedule import Standing
from app.domain.incident.commands import OpenIncident
from app.domain.incident.model import Place
from app.domain.record import Context
from app.domain.unit.commands import DispatchUnits
from app.drill.clock import DrillClock
from app.drill.conductor import Conductor
from app.drill.ports import LiveDesk, Surroundings
from app.drill.second_desk import open_second_desk, prepare
from app.kernel.clock import FixedClock
from app.kernel.errors import Refusal
from app.kernel.geo import Point
from app.kernel.ids import RandomIds
from app.kernel.text import Text
from app.storage.sqlite_journal import open_journal

OFFICER = Context("officer", "seat")
DAM = Point(18.628419, 114.539806)


async def room(path: Path, live: LiveDesk, flood: Scenario, around: Surroundings, wall: FixedClock):
    """A desk over the journal at this path with its conductor; prepared where it is new."""
    clock = DrillClock(wall, flood.starts_at)
    desk = await open_second_desk(open_journal(path), live.files, clock, RandomIds())
    if desk.state.drill is None:
        await prepare(desk, live.state, flood, 1, "d1")
    conductor = Conductor(desk, clock, around)
    await conductor.open()
    return desk, clock, conductor


def test_a_conductors_machine_that_dies_goes_on_from_the_journal(tmp_path, live, flood, around) -> None:
    async def story() -> None:
        wall = FixedClock(flood.starts_at + timedelta(days=40))  # whatever the real time is
        desk, clock, first = await room(tmp_path / "journal.sqlite", live, flood, around, wall)
        await first.start()
        await first.set_speed(60)
        wall.advance(timedelta(seconds=13))  # thirteen minutes of the drill
        await first.advance()
        assert desk.state.drill.life("i04").status is InjectStatus.FIRED
        dam = await desk.execute(OpenIncident(kind="N-DAM", place=Place("dam", DAM), aware_at=clock.now()), OFFICER)
        await desk.execute(DispatchUnits(incident_id=dam[0].stamp.command_id, unit_ids=("u01",)), OFFICER)
        state, moment = desk.state, clock.now()
        first.close()
        await desk.close()  # nothing but the journal is left

        again, later, second = await room(tmp_path / "journal.sqlite", live, flood, around, wall)
        assert again.state.drill == state.drill
        assert second.observed == first.observed
        assert moment - timedelta(seconds=61) < later.now() <= moment
        assert later.speed == 0
        await second.resume()
        assert later.speed == 60
        wall.advance(timedelta(seconds=10))
        await second.advance()
        fired = [one.inject.id for one in second.timeline() if one.standing is Standing.FIRED]
        assert fired == ["i01", "i02", "i03", "i04", "i05", "i06"]  # none twice, none lost
        assert again.state.units["u01"].status.value in ("en_route", "on_scene", "working")
        assert again.telemetry.positions["u01"].source == "drill"
        await again.close()

    asyncio.run(story())


def test_the_conductor_fires_delays_edits_puts_in_parks_jumps_and_ends(tmp_path, live, flood, around) -> None:
    async def story() -> None:
        wall = FixedClock(flood.starts_at)
        desk, clock, conductor = await room(tmp_path / "journal.sqlite", live, flood, around, wall)
        await conductor.start()
        begun = clock.now()
        await conductor.advance()
        await conductor.fire("i12")
        await conductor.delay("i02", 5)
        await conductor.edit("i05", Text("红色预警（改）"))
        await conductor.skip("i06", "少一台车")
        extra = Inject("x1", InjectChannel.NOTE, Text("演员"), "duty_officer", Text("有记者到场"))
        await conductor.put_in(extra)
        await conductor.tell(SeatKind.EVALUATOR, "看叫应")
        await conductor.jump(begun + timedelta(minutes=20))
        lives = desk.state.drill.lives
        assert lives["i12"].by_hand
        assert lives["x1"].at == begun
        assert lives["i02"].at == begun + timedelta(minutes=9)
        assert lives["i06"].status is InjectStatus.SKIPPED
        assert max(desk.state.warnings.values(), key=lambda one: one.received_at).text == "红色预警（改）"
        assert clock.now() == begun + timedelta(minutes=20)
        with pytest.raises(Refusal, match="drill_jump_back"):
            await conductor.jump(begun)
        await conductor.set_speed(60)
        await conductor.park("真的着火了")
        wall.advance(timedelta(seconds=30))
        assert await conductor.advance() == 0
        assert clock.now() == begun + timedelta(minutes=20)  # it stands while something real goes on
        await conductor.resume()
        await conductor.end("时间到")
        assert desk.state.drill.status is DrillStatus.ENDED
        assert conductor.next_at() is None
        await desk.close()

    asyncio.run(story())
