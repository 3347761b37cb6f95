"""Plays the demo township's day into an empty journal, by the same commands that people use."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from app.catalog.demo import DemoStep, DemoTownship
from app.desk import demo_forces
from app.desk.desk import Desk
from app.domain.duty.commands import FoundDesk, RecordWarning, RegisterContacts, StartShift
from app.domain.incident.commands import AddNote, CloseIncident, OpenIncident, RecordFacts
from app.domain.incident.model import Caller, Place
from app.domain.plan.commands import ActivateResponse, CompleteTask, TerminateResponse
from app.domain.plan.composition import open_work
from app.domain.record import Command, Context
from app.domain.reference import Reference
from app.domain.reporting.commands import MakeReport
from app.domain.reporting.model import Channel, Stage
from app.domain.resource.commands import RegisterFacilities, RegisterMaterials
from app.domain.unit.commands import DispatchUnits, RegisterUnits, SetUnitStatus
from app.domain.unit.model import UnitStatus
from app.domain.words import AlertLevel, FactStatus, ResponseLevel
from app.journal.port import Journal
from app.kernel.clock import FixedClock, to_local
from app.kernel.errors import Refusal
from app.kernel.ids import IdSource

SETUP_BEFORE = timedelta(hours=30)
"""The desk was founded this long before the day's "now"."""


async def build_demo(journal: Journal, reference: Reference, town: DemoTownship, now: datetime, ids: IdSource) -> int:
    """Fill an empty journal with the township and its day up to ``now``; returns how many entries it holds.

    Raises ``Refusal("journal_not_empty")`` where the journal has entries, and any other ``Refusal`` where a step of the
    script is illegal: the script is tested, not trusted.
    """
    if journal.head()[0] != 0:
        raise Refusal("journal_not_empty")
    clock = FixedClock(now - SETUP_BEFORE)
    desk = Desk(journal, reference, clock, ids)
    await desk.start()
    context = Context(town.officer, seat="demo", origin="demo")
    today = to_local(now).date()
    for command in (*founding_commands(town, today), *duty_commands(town, clock.now())):
        await desk.execute(command, context)
    for command in demo_forces.beats_of(town.forces):
        await desk.execute(command, context)
    player = _Player(desk, town, now)
    script = [(step.at_min, player.doing(step)) for step in town.day]
    script += [(at_min, player.asking(made)) for at_min, made in demo_forces.moments(town.forces, now)]
    for at_min, commands in sorted(script, key=lambda one: one[0]):
        clock.set(now + timedelta(minutes=at_min))
        for command in commands():
            await desk.execute(command, context)
    return desk.state.seq


def founding_commands(town: DemoTownship, today: date | None = None) -> tuple[Command, ...]:
    """What gives an empty desk the township: its profile, places, stock, people, units, shift and warning.

    With ``today`` the units have their people and equipment, and stock its limits, expiring so many days from then.
    """
    forces = town.forces if today is not None else None
    day = today or date.min
    return (
        FoundDesk(profile=town.profile),
        RegisterFacilities(facilities=town.facilities),
        RegisterMaterials(materials=demo_forces.limited(town.materials, forces, day)),
        RegisterContacts(contacts=town.contacts),
        RegisterUnits(units=demo_forces.manned(town.units, forces, day)),
        StartShift(leader=town.leader, officer=town.officer),
        RecordWarning(
            kind=town.warning["type"],
            level=AlertLevel(town.warning["level"]),
            text=town.warning.get("text", ""),
            issued_by=town.warning.get("issued_by", "") or town.profile.superior.zh,
        ),
    )


def duty_commands(town: DemoTownship, at: datetime) -> tuple[Command, ...]:
    """What gives the desk the township's responsibility list and the requests that are open on it; none without a list."""
    if town.duties is None:
        return ()
    return (town.duties.registration(), *town.duties.filings(to_local(at).date()))


class _Player:
    """Turns the steps of the script into commands; remembers which incident a step's ``ref`` became."""

    def __init__(self, desk: Desk, town: DemoTownship, now: datetime) -> None:
        self._desk = desk
        self._town = town
        self._now = now
        self._opened: list[str] = []
        self._makers: dict[str, Callable[[DemoStep], Command]] = {
            "open_incident": self._open,
            "dispatch": lambda s: DispatchUnits(incident_id=self._incident(s), unit_ids=(s.unit,), source="radio"),
            "unit_status": lambda s: SetUnitStatus(unit_id=s.unit, status=UnitStatus(s.status), source="radio"),
            "activate": self._activate,
            "task_done": self._task_done,
            "report_phoned": self._phoned,
            "report_sent": self._sent,
            "fact": self._fact,
            "note": lambda s: AddNote(incident_id=self._incident(s), text=s.text or s.note),
            "terminate": self._terminate,
            "close": self._close,
        }

    def commands(self, step: DemoStep) -> tuple[Command, ...]:
        """The commands of a step: one, but for ``tasks_done``, which ticks every task that is due by then."""
        if step.do == "tasks_done":
            return self._tasks_done(step)
        maker = self._makers.get(step.do)
        if maker is None:
            raise Refusal("demo_step_unknown", {"do": step.do})
        return (maker(step),)

    def doing(self, step: DemoStep) -> Callable[[], tuple[Command, ...]]:
        """The commands of a step, made when its moment has come."""
        return lambda: self.commands(step)

    def asking(self, made: demo_forces.Made) -> Callable[[], tuple[Command, ...]]:
        """The commands of the forces, made when their moment has come."""
        return lambda: made(self._desk.state, self._named)

    def _incident(self, step: DemoStep) -> str:
        return self._named(step.incident)

    def _named(self, ref: str) -> str:
        return sorted(self._desk.state.incidents)[self._opened.index(ref)]

    def _at(self, minutes: float | None) -> datetime | None:
        return None if minutes is None else self._now + timedelta(minutes=minutes)

    def _open(self, step: DemoStep) -> Command:
        self._opened.append(step.ref)
        site = next((one for one in self._town.facilities if one.name.zh == step.place), None)
        if site is None:
            raise Refusal("place_unknown", {"place": step.place})
        return OpenIncident(
            kind=step.kind,
            place=Place(step.place, site.point, gazetteer_id=site.id, village=site.village),
            aware_at=self._at(step.aware_min) or self._desk.clock.now(),
            occurred_at=self._at(step.occurred_min),
            caller=Caller(
                step.caller.get("name", ""), step.caller.get("phone", ""), step.caller.get("channel", "phone")
            ),
            narrative=step.narrative.get("zh", ""),
            facts={**step.facts, **dict.fromkeys(step.flags, True)},
        )

    def _activate(self, step: DemoStep) -> Command:
        plan = self._desk.reference.plans.get(step.plan)
        if plan is None:
            raise Refusal("plan_unknown", {"plan": step.plan})
        level = ResponseLevel(step.level)
        incident = self._desk.state.incident(self._incident(step))
        return ActivateResponse(
            incident_id=incident.id,
            plan_id=plan.id,
            level=level,
            item=f"{incident.place.words}{self._desk.reference.kinds[incident.kind].name.zh}",
            expected_duration_h=plan.expected_duration_h.get(level.value, 4),
            measures=tuple(measure.text.zh for measure in plan.measures if level in measure.levels)[:4],
            approved_by=self._town.leader,
        )

    def _task_done(self, step: DemoStep) -> Command:
        incident = self._desk.state.incident(self._incident(step))
        asked = ((claim.plan_task_id, work.task.id) for work in open_work(incident) for claim in work.claims)
        task_id = next((found for plan_task_id, found in asked if plan_task_id == step.task), step.task)
        return CompleteTask(incident_id=incident.id, task_id=task_id, remark=step.note)

    def _tasks_done(self, step: DemoStep) -> tuple[Command, ...]:
        incident = self._desk.state.incident(self._incident(step))
        until = self._desk.clock.now() + timedelta(minutes=step.within)
        return tuple(
            CompleteTask(incident_id=incident.id, task_id=task.id, remark=step.note)
            for task in (work.task for work in open_work(incident))
            if task.due_at <= until and task.plan_task_id not in step.keep
        )

    def _recipient(self, step: DemoStep) -> str:
        return step.recipient if step.recipient in self._desk.reference.roles else "county_duty_room"

    def _phoned(self, step: DemoStep) -> Command:
        return MakeReport(
            incident_id=self._incident(step), stage=Stage(step.stage), channel=Channel.PHONE,
            to_role=self._recipient(step), whom=step.whom, phone=step.number, read_back=bool(step.read_back),
            content=step.read_back,
        )

    def _sent(self, step: DemoStep) -> Command:
        return MakeReport(
            incident_id=self._incident(step), stage=Stage(step.stage), channel=Channel.WRITTEN,
            to_role=self._recipient(step), means="fax",
        )

    def _fact(self, step: DemoStep) -> Command:
        value = step.value
        if value is None:
            raise Refusal("field_empty", {"field": "value"})
        status = FactStatus(step.status or "reported")
        return RecordFacts(
            incident_id=self._incident(step), facts={step.name: value}, status=status, source=step.note or "radio",
            reason=step.reason,
        )

    def _terminate(self, step: DemoStep) -> Command:
        incident = self._desk.state.incident(self._incident(step))
        activation = next(one for one in incident.activations if one.is_running)
        return TerminateResponse(
            incident_id=incident.id, activation_id=activation.id, reason=step.reason,
            approved_by=self._town.leader, conditions_met=tuple(range(len(activation.stop))),
        )

    def _close(self, step: DemoStep) -> Command:
        return CloseIncident(
            incident_id=self._incident(step), cause=step.cause, outcome=step.result, losses=step.losses,
            lessons=step.lessons, measures=step.measures, approved_by=self._town.leader,
        )
