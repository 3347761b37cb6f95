"""The demo day: every step of its script is legal on the real plans, and what it leaves looks like a working desk."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from app.bootstrap import DEFAULT_RULEBOOK, load_catalogue
from app.catalog.demo import DemoTownship, read_demo
from app.catalog.locations import program_files
from app.desk.demo import build_demo
from app.desk.desk import Desk
from app.desk.traffic import DemoTraffic
from app.domain.deadlines import deadlines
from app.domain.record import Context
from app.domain.reporting.rules import Urgency
from app.domain.responsibility.model import NoticeKind
from app.domain.responsibility.rules import open_notices
from app.domain.tracking.commands import EnrolDevice
from app.domain.tracking.model import TrackerApp
from app.domain.unit.model import UnitStatus
from app.journal.port import MemoryJournal
from app.kernel.clock import FixedClock
from app.kernel.geo import distance_m
from app.kernel.ids import CountedIds

NOW = datetime(2026, 7, 18, 3, 17, tzinfo=UTC)
FILES = program_files()
REFERENCE = load_catalogue(FILES).reference
TOWN = read_demo(FILES.demo, DEFAULT_RULEBOOK)


async def _desk(town: DemoTownship = TOWN) -> Desk:
    journal = MemoryJournal()
    await build_demo(journal, REFERENCE, town, NOW, CountedIds())
    desk = Desk(journal, REFERENCE, FixedClock(NOW), CountedIds(10_000))
    await desk.start()
    return desk


def test_the_day_plays_and_leaves_work_but_no_wreck() -> None:
    desk = asyncio.run(_desk())
    kinds = {one.kind for one in desk.state.incidents.values()}
    assert {"A-FIR", "A-RDT", "S-MAS"} <= kinds and desk.state.profile is not None and desk.state.profile.demo
    due = deadlines(desk.state, REFERENCE, NOW)
    overdue = [one for one in due if one.urgency(NOW) is Urgency.OVERDUE]
    assert len(due) > 5 and len(overdue) <= 2


def test_units_drive_by_road_and_reach_their_incident() -> None:
    desk = asyncio.run(_desk())
    traffic = DemoTraffic(TOWN.roads, TOWN.patrols)
    first = {one.unit_id: one for one in traffic.tick(desk.state, NOW, 0)}
    later = {one.unit_id: one for one in traffic.tick(desk.state, NOW, 30)}
    patrols = [p.unit for p in TOWN.patrols if desk.state.units[p.unit].status is UnitStatus.ON_STANDBY]
    assert patrols and all(distance_m(first[unit].point, later[unit].point) > 1 for unit in patrols)
    assert {one.id for one in desk.state.units.values() if one.home} == set(first)
    enrol = EnrolDevice(unit_id="u02", name="王某手机", app=TrackerApp.OWNTRACKS, token_hash="a" * 64)
    asyncio.run(desk.execute(enrol, Context("officer")))
    assert set(first) - {one.unit_id for one in traffic.tick(desk.state, NOW, 60)} == {"u02"}


def test_with_the_sample_list_the_day_shows_owners_a_notice_owed_and_open_requests() -> None:
    desk = asyncio.run(_desk(read_demo(FILES.demo, DEFAULT_RULEBOOK, FILES.duty_sample)))
    state = desk.state
    assert len(state.duties) > 40 and state.duty_list is not None and "样例" in state.duty_list.name
    assert [one.is_open for one in state.duty_requests.values()] == [True, True]
    tasks = {task for of in state.incidents.values() for one in of.activations for task in one.tasks}
    assert tasks and set(state.assignments) == tasks
    fire = next(of for of in state.incidents.values() if of.kind == "A-FIR")
    owed = open_notices(fire, state.assignments, NoticeKind.REFERRAL)
    assert [one.to.role for one in owed] == ["county_fire"]
