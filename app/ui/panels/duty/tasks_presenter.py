"""Recommendations, running responses and the executable checklist. No Qt."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec

from app.domain.incident.model import Incident
from app.domain.incident.rules import incident_facts
from app.domain.plan.composition import Work, running_work, work_of
from app.domain.plan.model import Activation, Plan, PlanType, Reason, Recommendation, Task, TaskStatus
from app.domain.plan.rules import newest_tasks, recommend, run_together
from app.domain.words import ResponseLevel, response_rank
from app.ui.panels.duty.duty_line import DutyLine, duty_line
from app.ui.panels.duty.room import Room


class Advice(msgspec.Struct, frozen=True):
    """A plan that covers the incident: the level it gives with the reasons, and what became of the advice.

    ``upgrade_of``: the running activation whose level is another one. ``declined``: who set it aside and why. ``together``:
    it belongs to the plans that are recommended to run together. ``plan_type``: the standing of the plan. ``stands_back``:
    the overall plan, where a plan for this kind is advised or runs at the same level or a stronger one.
    """

    plan_id: str
    title: str
    level: ResponseLevel | None
    level_text: str
    reasons: tuple[str, ...]
    upgrade_of: str = ""
    declined: str = ""
    together: bool = False
    plan_type: PlanType = PlanType.SPECIAL
    stands_back: bool = False


class Running(msgspec.Struct, frozen=True):
    """An activation, running or ended: what the law wants named, its level history and how far the work is."""

    id: str
    plan_id: str
    title: str
    level_name: str
    is_running: bool
    done: int
    total: int
    late: int
    ends_at: datetime
    details: str


class TaskRow(msgspec.Struct, frozen=True):
    """One line of the checklist. ``status`` is ``open done not_applicable``; ``badge`` and ``tone`` are its mark.

    Where several plans run ``lines`` names each that asks for it with its time and basis, and ``bases`` its own words as
    well; ``stricter`` says whose time counts where they differ. ``duty`` is who owns it by the
    responsibility list.
    """

    id: str
    text: str
    who: str
    status: str
    badge: str
    tone: str
    shape: str
    due_at: datetime
    is_new: bool
    is_late: bool
    settled: str
    basis: str
    critical: bool
    bases: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    stricter: str = ""
    duty: DutyLine | None = None


def advice(of: Incident, room: Room) -> tuple[Advice, ...]:
    """Every plan for this incident: those to run together in their order, then the others, the fittest first.

    One whose response runs at the advised level is not repeated.
    """
    if not of.is_open:
        return ()
    facts = incident_facts(of, room.state.alert(), room.now)
    plans = room.reference.plans_for(of.kind)
    found = recommend(of.kind, facts, plans, room.reference.floors, room.state.in_force())
    chosen = run_together(found, plans)
    others = (one for one in found if one not in chosen)
    nearer = _nearer(found, of, room)
    told = (_advice(given, given in chosen, nearer, of, room) for given in (*chosen, *others))
    return tuple(one for one in told if one is not None)


def pressing(given: tuple[Advice, ...]) -> tuple[Advice, ...]:
    """The advice that waits for an answer: a level is reached, nobody has declined it, no nearer plan does the work."""
    return tuple(one for one in given if one.level is not None and not one.declined and not one.stands_back)


def running(of: Incident, room: Room) -> tuple[Running, ...]:
    """The activations of this incident, the running ones first."""
    work = work_of(of)
    return tuple(_running(one, work, room) for one in sorted(of.activations, key=lambda a: not a.is_running))


def checklist(of: Incident, room: Room) -> tuple[TaskRow, ...]:
    """The work of the running responses in the order of its times (of all, where none runs any more), each piece once."""
    new = frozenset(task_id for one in of.activations for task_id in newest_tasks(one))
    several = len([one for one in of.activations if one.is_running]) > 1
    return tuple(
        _row(work, work.task.id in new, several or len(work.claims) > 1, of, room) for work in running_work(of) or work_of(of)
    )


def reason_line(reason: Reason, room: Room) -> str:
    """One reason of a recommendation: the facts that reached the level, and the rule."""
    hits = room.say("list.separator").join(room.wording.hit(hit) for hit in reason.hits)
    basis = room.wording.basis(reason.basis)
    return room.say("duty.floor_reason" if reason.floor else "duty.level_reason", hits=hits or "—", basis=basis)


def plan_levels(plan: Plan, room: Room) -> tuple[tuple[ResponseLevel, str], ...]:
    """The levels of a plan with their names, the strongest first."""
    ordered = sorted(plan.levels, key=lambda one: -response_rank(one.level))
    return tuple((one.level, room.wording.text(one.name)) for one in ordered)


def _nearer(found: tuple[Recommendation, ...], of: Incident, room: Room) -> int:
    """How strong the strongest plan other than an overall one is advised or runs (a rank; 0: none)."""
    plans = room.reference.plans
    overall = {plan.id for plan in plans.values() if plan.type is PlanType.OVERALL}
    ranks = [response_rank(one.level) for one in found if one.plan_id not in overall]
    ranks += [response_rank(one.level) for one in of.activations if one.is_running and one.plan_id not in overall]
    return max(ranks, default=0)


def _advice(given: Recommendation, together: bool, nearer: int, of: Incident, room: Room) -> Advice | None:
    plan = room.reference.plans[given.plan_id]
    live = next((one for one in of.activations if one.plan_id == plan.id and one.is_running), None)
    if live is not None and response_rank(given.level) <= response_rank(live.level):
        return None
    declined = next((d for d in reversed(of.declines) if d.plan_id == plan.id and d.level == given.level), None)
    own = plan.level(given.level) if given.level else None
    return Advice(
        plan_id=plan.id,
        title=room.wording.text(plan.title),
        level=given.level,
        level_text=room.wording.text(own.name) if own else room.say("response.none"),
        reasons=tuple(reason_line(reason, room) for reason in given.reasons),
        upgrade_of=live.id if live else "",
        declined=room.say("duty.declined", by=declined.by, reason=declined.reason) if declined else "",
        together=together,
        plan_type=plan.type,
        stands_back=plan.type is PlanType.OVERALL and 0 < response_rank(given.level) <= nearer,
    )


def _running(one: Activation, work: tuple[Work, ...], room: Room) -> Running:
    tasks = tuple(each.task for each in work if each.claimed_by(one.id))
    ends_at = one.activated_at + timedelta(hours=one.expected_duration_h)
    lines = [
        room.say("duty.activation_item", item=one.item),
        room.say("duty.activation_duration", hours=f"{one.expected_duration_h:g}", until=room.clock(ends_at)),
        room.say("duty.activation_measures", measures="；".join(one.measures)),
        room.say("duty.activation_plan", version=one.plan_version, hash=one.plan_hash[:12]),
        *([room.shared.command(one.command)] if one.command else []),
        *([room.say("duty.plan_rules", count=len(one.reporting))] if one.reporting else []),
    ]
    for step in one.history:
        lines.append(
            room.say(
                "duty.level_step", at=room.clock(step.at), level=room.say(f"response.{step.level}"),
                approved_by=step.approved_by, reason=step.reason,
            ).rstrip("：: ")
        )
    if one.terminated_at is not None:
        lines.append(room.say("duty.ended", at=room.clock(one.terminated_at), reason=one.termination_reason))
    return Running(
        id=one.id,
        plan_id=one.plan_id,
        title=room.wording.text(one.plan_title),
        level_name=room.wording.text(one.level_name),
        is_running=one.is_running,
        done=sum(1 for task in tasks if task.status is not TaskStatus.OPEN),
        total=len(tasks),
        late=sum(1 for task in tasks if task.status is TaskStatus.OPEN and task.is_late(room.now)),
        ends_at=ends_at,
        details="\n".join(lines),
    )


def _row(work: Work, is_new: bool, named: bool, of: Incident, room: Room) -> TaskRow:
    task = work.task
    late = task.is_late(room.now)
    is_new = is_new and task.status is TaskStatus.OPEN
    badge, tone, shape = _mark(task, late, is_new, room)
    return TaskRow(
        id=task.id,
        text=room.wording.text(task.text),
        who=room.contact_line(task.role),
        status=task.status.value,
        badge=badge,
        tone=tone,
        shape=shape,
        due_at=task.due_at,
        is_new=is_new,
        is_late=late,
        settled=_settled(task, late, room),
        basis=room.wording.basis(task.basis),
        critical=task.critical,
        bases=room.shared.bases(work, of) if named else (),
        lines=room.shared.lines(work, of) if named else (),
        stricter=room.shared.stricter(work) if named else "",
        duty=duty_line(task, room),
    )


def _mark(task: Task, late: bool, is_new: bool, room: Room) -> tuple[str, str, str]:
    if task.status is TaskStatus.DONE:
        return room.say("duty.done_late" if late else "task_status.done"), "ok", "check"
    if task.status is TaskStatus.NOT_APPLICABLE:
        return room.say("task_status.not_applicable"), "muted", "dash"
    if late:
        return room.say("duty.late"), "alarm", "square"
    if is_new:
        return room.say("duty.new"), "info", "disc"
    return room.say("duty.critical" if task.critical else "task_status.open"), "neutral", "ring"


def _settled(task: Task, late: bool, room: Room) -> str:
    if task.closed_at is None:
        return ""
    code = "duty.settled_late" if late else "duty.settled"
    status = room.say(f"task_status.{task.status}")
    return room.say(code, status=status, at=room.clock(task.closed_at), by=task.closed_by, remark=task.remark).rstrip("：: ")
