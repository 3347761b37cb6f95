"""A small world for tests: three kinds of incident, two tables, four plans, one rulebook. All fiction."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from app.desk.desk import Desk
from app.domain.basis import Basis
from app.domain.conditions import Condition
from app.domain.duty.commands import FoundDesk
from app.domain.duty.model import DeskProfile, Tier
from app.domain.incident.model import FactDef, FactType, IncidentKind, Place, SeverityRow, SeverityTable
from app.domain.paper.model import BlankForm, FormField, SlipUse
from app.domain.plan.cases import PlanCase, PlanExpectation
from app.domain.plan.model import (
    Demand,
    Evacuation,
    Group,
    Plan,
    PlanLevel,
    PlanTask,
    PlanType,
    ResponseFloor,
    StopCondition,
)
from app.domain.planning.model import PlanContent
from app.domain.record import Command, Context, Entry, Record, Stamp
from app.domain.reference import Reference, Role
from app.domain.reporting.model import Channel, Repeat, Rule, Rulebook, Stage, Until
from app.domain.situation.model import ReportElement
from app.domain.state import State
from app.domain.unit.commands import RegisterUnits
from app.domain.unit.model import Unit, UnitKind
from app.domain.words import AlertLevel, ClockStart, IncidentSeverity, ResponseLevel
from app.journal.port import Journal, MemoryJournal
from app.kernel.clock import Clock, FixedClock
from app.kernel.geo import Point, Region
from app.kernel.ids import CountedIds
from app.kernel.text import Text
from app.storage.sqlite_journal import SqliteJournal, open_journal

_T = TypeVar("_T")

NOON = datetime(2026, 3, 10, 4, 0, tzinfo=UTC)
"""12:00 in Beijing."""

OFFICER = Context("officer", "seat-1")
BASIS = Basis("Test Act", "art. 1")
HERE = Point(30.0, 110.0)
REGION = Region(29.5, 109.5, 30.5, 110.5)
IV, III, II, I = ResponseLevel.IV, ResponseLevel.III, ResponseLevel.II, ResponseLevel.I  # noqa: E741


def text(words: str) -> Text:
    """The same words in both languages."""
    return Text(words, words)


def table(
    id_: str, kinds: tuple[str, ...], metrics: dict[str, tuple[float, float, float, float]], **more: Any
) -> SeverityTable:
    """A threshold table from lower bounds: metric → (IV, III, II, I)."""
    grades = (IncidentSeverity.IV, IncidentSeverity.III, IncidentSeverity.II, IncidentSeverity.I)
    rows = tuple(
        SeverityRow(grade, Condition(fact=metric, gt=0) if bounds[at] == 0 else Condition(fact=metric, ge=bounds[at]))
        for metric, bounds in metrics.items()
        for at, grade in enumerate(grades)
    )
    return SeverityTable(id_, text(id_), kinds, BASIS, rows, **more)


def rule(id_: str, stage: Stage, channel: Channel, to_role: str = "county_duty_room", **more: Any) -> Rule:
    """A reporting rule for every kind, counted from awareness unless said otherwise."""
    given: dict[str, Any] = {"kinds": ("*",), "clock_start": ClockStart.AWARE, **more}
    return Rule(id_, stage, channel, from_role="duty_officer", to_role=to_role, basis=BASIS, title=text(id_), **given)


def task(id_: str, *levels: ResponseLevel, due_min: int = 30, **more: Any) -> PlanTask:
    """A task of a plan."""
    return PlanTask(id_, text(id_), "duty_officer", levels, due_min, BASIS, **more)


def plan(
    id_: str, kinds: tuple[str, ...], levels: dict[ResponseLevel, Condition], tasks: tuple[PlanTask, ...], **more: Any
) -> Plan:
    """A plan with what the tests look at."""
    given: dict[str, Any] = {"type": PlanType.SPECIAL, "forces": (), "stop": (StopCondition(text("safe"), BASIS),), **more}
    return Plan(
        id=id_, version="1", title=text(id_), kinds=kinds, owner=text("town"), basis=(BASIS,), scope=text("all"),
        triggers=(),
        levels=tuple(
            PlanLevel(level, text(level.value), AlertLevel.BLUE, when, "commander", text(""), BASIS)
            for level, when in levels.items()
        ),
        groups=(), tasks=tasks, notify=(), evacuate=Evacuation(text("out"), BASIS), measures=(), action_card=(),
        aftermath=(), expected_duration_h={}, hash="0" * 64, **given,
    )


def _fact(name: str, kind: FactType = FactType.COUNT, **more: Any) -> tuple[str, FactDef]:
    return name, FactDef(name, text(name), kind, "impact", **more)


FACTS = dict(
    [
        *(_fact(name, most=100_000) for name in ("dead", "missing", "trapped", "serious", "minor", "evac")),
        _fact("loss", FactType.NUMBER, most=1e9),
        _fact("burned_ha", FactType.NUMBER),
        _fact("sens_place", FactType.FLAG),
        _fact("fire_out", FactType.FLAG),
        _fact("weather", FactType.CHOICE, choices={"dry": text("dry"), "wet": text("wet")}),
        _fact("dead_missing", derived=True),
    ]
)

T1 = table("T1", ("A-*",), {"dead": (0, 3, 10, 30), "serious": (0, 10, 50, 100), "loss": (0, 1000, 5000, 10000)})
T3 = table("T3", ("N-FOR",), {"burned_ha": (0, 1, 100, 1000), "dead": (1, 3, 10, 30), "serious": (1, 10, 50, 100)})

ACCIDENT = plan(
    "accident", ("A-*",),
    {IV: Condition(fact="dead_missing", ge=0), III: Condition(fact="dead", ge=3), I: Condition(fact="dead", ge=30)},
    (
        task("call", IV, III, I, due_min=5, critical=True),
        task("cordon", III, I, due_min=20, clock_start=ClockStart.ACTIVATED),
        task("county", I, due_min=10),
    ),
    forces=(Demand("F-FIRE", (IV, III), BASIS, people=10, units=2), Demand("F-MED", (III,), BASIS, units=1)),
)
FOREST = plan(
    "forest", ("N-FOR",), {IV: Condition(), III: Condition(fact="burned_ha", ge=1)},
    (task("watch", IV, III), task("ring", III)),
)
OVERALL = plan(
    "overall", ("*",), {IV: Condition(), III: Condition(fact="dead", ge=3)},
    (
        task("call", IV, III, due_min=10),
        task("tell", IV, III, due_min=15, settled_by="first:phone"),
        task("superior", III, due_min=8, same_as="county", critical=True),
        task("gather", IV, III, due_min=40),
    ),
    type=PlanType.OVERALL, forces=(Demand("F-FIRE", (IV, III), BASIS, people=4, units=3), Demand("F-JPT", (III,), BASIS, people=8)),
)
RAIN = plan(
    "rain", ("A-*", "N-*"),
    {
        IV: Condition(fact="alert", at_least="blue"),
        III: Condition(all=(Condition(fact="alert_kind", is_="rainstorm"), Condition(fact="alert", at_least="orange"))),
    },
    (task("call", IV, III, due_min=3), task("phone-up", IV, III, due_min=12, settled_by="first:phone"), task("patrol", III)),
    type=PlanType.WARNING,
    reporting=(
        rule("rain-now", Stage.FIRST, Channel.PHONE, limit_min=12),
        rule("rain-day", Stage.FOLLOW_UP, Channel.PHONE, "county_emergency", repeat=Repeat(every_min=60)),
        rule("rain-first", Stage.FIRST, Channel.PHONE, "county_emergency", limit_min=20),
    ),
)

def sound_plan(id_: str = "mill", version: str = "2", **more: Any) -> Plan:
    """A plan that could be approved; what is given replaces its parts."""
    given = plan(
        id_, ("A-PRD",), {IV: Condition(fact="dead_missing", ge=0), III: Condition(fact="dead", ge=3)},
        (task("call", IV, III, due_min=5), task("ring", III, due_min=20)),
    )
    rest: dict[str, Any] = {
        "version": version, "triggers": (text("smoke"),),
        "groups": (Group("staff", text("Staff"), "duty_officer", (), text("all")),),
        "levels": tuple(msgspec.structs.replace(level, declared_by="duty_officer") for level in given.levels),
        "action_card": (text("call first"),), "expected_duration_h": {"IV": 6.0, "III": 12.0}, "hash": "",
        "links": {"tasks/call": ("1.1",)}, **more,
    }
    return msgspec.structs.replace(given, **rest)


def content(id_: str = "mill", version: str = "2", **more: Any) -> PlanContent:
    """All of a sound plan, with a case that holds."""
    case = PlanCase(name="three dead", kind="A-PRD", facts={"dead": 3}, expect=PlanExpectation(level=III, tasks=("ring",)))
    return PlanContent(sound_plan(id_, version, **more), "# Plan\n\n1.1 Call first.\n\n1.2 Then ring.\n", (case,))


RULEBOOK = Rulebook(
    "town", text("town"), text("town"), "township", "1", BASIS,
    rules=(
        rule("phone", Stage.FIRST, Channel.PHONE, limit_min=30),
        rule("now", Stage.FIRST, Channel.PHONE, immediately=True, when=Condition(fact="sensitive", is_=True)),
        rule("paper", Stage.FIRST, Channel.WRITTEN, limit_min=60),
        rule("more", Stage.FOLLOW_UP, Channel.WRITTEN, repeat=Repeat(every_min=120, until=Until.STABILISED)),
        rule("end", Stage.FINAL, Channel.WRITTEN, clock_start=ClockStart.TERMINATED, limit_min=24 * 60),
        rule(
            "change", Stage.CORRECTION, Channel.WRITTEN, limit_min=60, window_days=30,
            clock_start=ClockStart.CASUALTIES_CHANGED,
        ),
    ),
)

def sound_book(id_: str = "own", version: str = "1", **more: Any) -> Rulebook:
    """A rulebook that could be approved; what is given replaces its fields."""
    first = rule("ring", Stage.FIRST, Channel.PHONE, limit_min=20)
    swift = rule("swift", Stage.FIRST, Channel.PHONE, limit_min=10, when=Condition(fact="sens_place", is_=True))
    given = {"rules": (first, swift, *RULEBOOK.rules[2:]), "id": id_, "version": version, **more}
    return msgspec.structs.replace(RULEBOOK, **given)


REFERENCE = Reference(
    kinds={code: IncidentKind(code, text(code), text("lead")) for code in ("A-PRD", "N-FOR", "S-MAS")},
    facts=FACTS,
    unit_kinds={code: UnitKind(code, text(code), "service", BASIS) for code in ("F-FIRE", "F-MED", "F-JPT")},
    roles={code: Role(code, text(code), "county") for code in ("county_duty_room", "county_emergency", "duty_officer")},
    tables=(T1, T3),
    floors=(ResponseFloor(III, Condition(fact="trapped", ge=1), BASIS),),
    plans={one.id: one for one in (ACCIDENT, FOREST, OVERALL, RAIN)},
    rulebooks={RULEBOOK.id: RULEBOOK},
    forms={
        one: BlankForm(one, text(one), text("when the power is out"), use, fields=(FormField(text("Time")),))
        for one, use in (("intake", SlipUse.INCIDENT), ("calls", SlipUse.CALL))
    },
    report_elements=(
        ReportElement("source", text("source"), (Stage.FIRST,), BASIS, any_of=("field:source",)),
        ReportElement("victims", text("victims"), (Stage.FIRST, Stage.FOLLOW_UP), BASIS, all_of=("fact:dead", "fact:missing")),
        ReportElement("cause", text("cause"), (Stage.FIRST, Stage.FINAL), BASIS, any_of=("answer", "field:closure")),
        ReportElement("signer", text("signer"), tuple(Stage), BASIS, any_of=("person:signer",)),
    ),
)

PROFILE = DeskProfile(text("Town"), Tier.TOWNSHIP, text("County"), "town", region=REGION)
UNITS = (
    Unit("u1", "F-FIRE", text("Fire 1"), crew=6, vehicles=1, home=Point(30.01, 110.0), capabilities=("pump",)),
    Unit("u2", "F-FIRE", text("Fire 2"), crew=5, home=Point(30.2, 110.0)),
    Unit("u3", "F-MED", text("Medical"), crew=3),
    Unit("joint", "F-JPT", text("Joint"), crew=8, members=("u2", "u3")),
)
PLACE = Place("the mill", HERE)


def stamp_at(at: datetime = NOON, command_id: str = "c1", context: Context = OFFICER) -> Stamp:
    """A stamp of that moment."""
    return Stamp(at, command_id, context)


def records(entries: tuple[Entry, ...], state: State | None = None, at: datetime = NOON) -> tuple[Record, ...]:
    """The entries as the records that follow a state."""
    seq = 0 if state is None else state.seq
    return tuple(Record(seq + 1 + i, stamp_at(at, f"c{seq + 1}"), entry) for i, entry in enumerate(entries))


class Station:
    """A desk with its clock, driven without ``await``: one event loop of its own."""

    def __init__(
        self, journal: Journal | None = None, clock: Clock | None = None, reference: Reference = REFERENCE, ids: int = 0
    ) -> None:
        self.clock: Clock = clock or FixedClock(NOON)
        self.journal = journal or MemoryJournal()
        self.loop = asyncio.new_event_loop()
        self.desk = Desk(self.journal, reference, self.clock, CountedIds(ids))
        self.run(self.desk.start())

    @property
    def state(self) -> State:
        """The desk's picture."""
        return self.desk.state

    def run(self, work: Coroutine[Any, Any, _T]) -> _T:
        """The result of a coroutine."""
        return self.loop.run_until_complete(work)

    def do(self, command: Command, context: Context = OFFICER) -> tuple[Record, ...]:
        """Execute a command."""
        return self.run(self.desk.execute(command, context))

    def open(self, command: Command) -> str:
        """Execute ``OpenIncident``; the incident's id."""
        return self.do(command)[0].stamp.command_id

    def found(self) -> Station:
        """Give the desk its profile and its units."""
        self.do(FoundDesk(profile=PROFILE))
        self.do(RegisterUnits(units=UNITS))
        return self

    def close(self) -> None:
        """Close desk and loop."""
        self.run(self.desk.close())
        self.loop.close()


def sqlite_journal(folder: Path) -> SqliteJournal:
    """A journal on disk."""
    return open_journal(folder / "journal.sqlite")
