"""Incidents to print: the demo township's day on a fixed clock with counted ids, and small ones made by hand."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from dataclasses import replace as dataclass_replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from msgspec import structs

from app.bootstrap import DEFAULT_RULEBOOK, load_catalogue
from app.catalog.demo import read_demo
from app.catalog.locations import program_files
from app.catalog.wording import Wording, read_words
from app.desk.demo import build_demo
from app.desk.describe import Describer
from app.desk.desk import Desk
from app.domain.conditions import Condition
from app.domain.duty.commands import FoundDesk, StartShift
from app.domain.incident.commands import AddNote, OpenIncident, OverrideSeverity, RecordFacts
from app.domain.incident.model import Caller, Place
from app.domain.plan.commands import ActivateResponse
from app.domain.plan.model import Demand, PlanTask
from app.domain.record import Context, Record
from app.domain.reference import Reference
from app.domain.reporting.commands import MakeReport
from app.domain.reporting.model import Channel, Stage
from app.domain.state import State
from app.domain.unit.commands import DispatchUnits, RegisterUnits, SetUnitStatus
from app.domain.unit.model import Unit, UnitStatus
from app.domain.words import FactStatus, IncidentSeverity
from app.journal.port import MemoryJournal
from app.kernel.clock import FixedClock
from app.kernel.geo import Point
from app.kernel.ids import CountedIds
from app.kernel.text import Text
from app.reports.documents import DocumentInput
from tests import world

NOW = datetime(2026, 6, 18, 14, 0, tzinfo=UTC)
"""22:00 in Beijing, a summer night."""

FILES = program_files()
OFFICER = Context("李国栋", seat="test")


@lru_cache(maxsize=1)
def reference() -> Reference:
    """The real catalogue."""
    return load_catalogue(FILES).reference


@lru_cache(maxsize=1)
def words() -> Any:
    """The real words."""
    return read_words(FILES.resources / "i18n")


@dataclass(frozen=True)
class Printed:
    """A state and the records of each of its incidents."""

    state: State
    records: dict[str, tuple[Record, ...]]
    head: str


@lru_cache(maxsize=1)
def demo_day() -> Printed:
    """The demo township's day up to ``NOW``."""

    async def play() -> Printed:
        journal = MemoryJournal()
        await build_demo(journal, reference(), read_demo(FILES.demo, DEFAULT_RULEBOOK), NOW, CountedIds())
        desk = Desk(journal, reference(), FixedClock(NOW), CountedIds())
        await desk.start()
        records = {one: await desk.history(one) for one in desk.state.incidents}
        return Printed(desk.state, records, desk.head_hash.hex())

    return asyncio.run(play())


def play(
    *commands: Any, opening: dict[str, Any] | None = None, minutes: int = 5, catalogue: Reference | None = None
) -> Printed:
    """A desk of the demo's profile with one incident opened by hand; later commands are made from its id.

    Each command may be a function of the incident's id.
    """

    async def run() -> Printed:
        town = read_demo(FILES.demo, DEFAULT_RULEBOOK)
        clock = FixedClock(NOW - timedelta(hours=2))
        desk = Desk(MemoryJournal(), catalogue or reference(), clock, CountedIds())
        await desk.start()
        await desk.execute(FoundDesk(profile=town.profile), OFFICER)
        await desk.execute(StartShift(leader=town.leader, officer=town.officer), OFFICER)
        case = ""
        if opening is not None:
            made = await desk.execute(OpenIncident(**{"aware_at": clock.now(), **opening}), OFFICER)
            case = made[0].stamp.command_id
        for command in commands:
            clock.advance(timedelta(minutes=minutes))
            await desk.execute(command(case) if callable(command) else command, OFFICER)
        records = {one: await desk.history(one) for one in desk.state.incidents}
        return Printed(desk.state, records, desk.head_hash.hex())

    return asyncio.run(run())


def given(
    printed: Printed, incident_id: str, lang: str = "zh", catalogue: Reference | None = None, **more: Any
) -> DocumentInput:
    """What a document is made from."""
    looked_up = catalogue or reference()
    wording = Wording(words(), lang, looked_up)
    made = DocumentInput(
        state=printed.state, incident_id=incident_id, records=printed.records[incident_id], reference=looked_up,
        describer=Describer(looked_up, wording), wording=wording, lang=lang, now=NOW, actor="李国栋", map_png=None,
        place="青石镇" if lang == "zh" else "Qingshi Town", head_hash=printed.head,
    )
    return dataclass_replace(made, **more)


def demo_incident(kind: str) -> str:
    """The id of the demo incident of this kind."""
    return next(one.id for one in demo_day().state.incidents.values() if one.kind == kind)


@lru_cache(maxsize=1)
def small_reference() -> Reference:
    """The real facts, kinds and roles with one small plan, table and rulebook: edits of the catalogue change no golden text."""
    fire = world.plan(
        "fire", ("A-FIR",), {world.III: Condition(), world.I: Condition(fact="trapped", ge=1)},
        (
            PlanTask("call", Text("回拨核实", "Call back"), "duty_officer", (world.III, world.I), 5, world.BASIS, critical=True),
            PlanTask("cordon", Text("设置警戒", "Set a cordon"), "police", (world.I,), 20, world.BASIS),
            PlanTask("hall", Text("安置群众", "Shelter the evacuated"), "civil_affairs", (world.I,), 90, world.BASIS),
        ),
        forces=(Demand("F-FIRE", (world.I,), world.BASIS, people=12, units=2),),
    )
    fire = structs.replace(
        fire, title=Text("房屋火灾预案", "Fire plan"),
        levels=tuple(structs.replace(one, name=Text(f"{one.level}级响应", f"Level {one.level}")) for one in fire.levels),
    )
    deaths = structs.replace(world.T1, rows=world.T1.rows[:8])
    return dataclass_replace(
        reference(), plans={"fire": fire}, tables=(deaths,), floors=(), rulebooks={"township-default": world.RULEBOOK}
    )


@lru_cache(maxsize=1)
def golden_fire() -> Printed:
    """A fire told from the call to the second hour: corrected figures, a late report, a struck note, a unit back home."""
    at = NOW - timedelta(minutes=100)
    units = (
        Unit("u1", "F-FIRE", Text("消防一号车", "Engine 1"), crew=6, leader="钱大江"),
        Unit("u2", "F-MED", Text("救护一组", "Ambulance 1"), crew=3, leader="孙小河"),
    )
    place = Place("青石村三组", Point(18.605848, 114.474681), village="青石村")
    steps: tuple[Any, ...] = (
        RegisterUnits(units=units),
        lambda c: DispatchUnits(incident_id=c, unit_ids=("u1", "u2"), source="电台"),
        lambda c: SetUnitStatus(unit_id="u1", status=UnitStatus.ACKNOWLEDGED, source="电台"),
        lambda c: ActivateResponse(
            incident_id=c, plan_id="fire", level=world.I, item="青石村三组火灾", expected_duration_h=6,
            measures=("营救被困人员", "划定警戒区"), approved_by="王双喜",
        ),
        lambda c: SetUnitStatus(unit_id="u1", status=UnitStatus.ON_SCENE, source="电台"),
        lambda c: AddNote(incident_id=c, text="北侧窗口可架梯"),
        lambda c: RecordFacts(
            incident_id=c, facts={"trapped": 1, "dead": 1}, status=FactStatus.VERIFIED, source="消防", reason="清点"
        ),
        lambda c: MakeReport(
            incident_id=c, stage=Stage.FIRST, channel=Channel.PHONE, to_role="county_duty_room", whom="值班员",
            phone="000-8802-0001", read_back=True,
        ),
        lambda c: SetUnitStatus(unit_id="u2", status=UnitStatus.ON_STANDBY, source="电台"),
        lambda c: OverrideSeverity(incident_id=c, severity=IncidentSeverity.III, reason="网上关注"),
    )
    opening = {
        "kind": "A-FIR", "place": place, "occurred_at": at - timedelta(minutes=23), "facts": {"trapped": 2, "minor": 1},
        "caller": Caller("苏宏伟", "000-8809-0004"),
        "narrative": "二层民房起火,两人被困,报告人苏宏伟在楼下,电话000-8809-0004。",
    }
    return play(*steps, opening=opening, minutes=9, catalogue=small_reference())


def golden(name: str) -> Path:
    """Where a golden text lies."""
    return FILES.root / "tests" / "golden" / name
