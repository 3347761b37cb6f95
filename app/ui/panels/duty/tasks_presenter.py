"""Recommendations, running responses and the executable checklist. No Qt."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec

from app.domain.incident.model import Incident
from app.domain.incident.rules import incident_facts
from app.domain.plan.model import Activation, Plan, Reason, Recommendation, Task, TaskStatus
from app.domain.plan.rules import newest_tasks, recommend
from app.domain.words import ResponseLevel, response_rank
from app.ui.panels.duty.duty_line import DutyLine, duty_line
from app.ui.panels.duty.room import Room


class Advice(msgspec.Struct, frozen=True):
    """A plan that covers the incident: the level it gives with the reasons, and what became of the advice.

    ``upgrade_of``: the running activation whose level is another one. ``declined``: who set it aside and why.
    """

    plan_id: str
    title: str
    level: ResponseLevel | None
    level_text: str
    reasons: tuple[str, ...]
    upgrade_of: str = ""
    declined: str = ""


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
    """One line of the checklist. ``status`` is ``open done not_applicable``; ``badge`` and ``tone`` are its mark; ``duty``
    is who owns it by the responsibility list."""

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
    duty: DutyLine | None = None


def advice(of: Incident, room: Room) -> tuple[Advice, ...]:
    """Every plan for this incident, the fittest first; one whose response runs at the advised level is not repeated."""
    if not of.is_open:
        return ()
    facts = incident_facts(of, room.state.alert(), room.now)
    found = recommend(of.kind, facts, room.reference.plans.values(), room.reference.floors)
    return tuple(one for given in found if (one := _advice(given, of, room)) is not None)


def pressing(given: tuple[Advice, ...]) -> tuple[Advice, ...]:
    """The advice that waits for an answer: a level is reached and nobody has declined it."""
    return tuple(one for one in given if one.level is not None and not one.declined)


def running(of: Incident, room: Room) -> tuple[Running, ...]:
    """The activations of this incident, the running ones first."""
    return tuple(_running(one, room) for one in sorted(of.activations, key=lambda a: not a.is_running))


def checklist(of: Incident, room: Room) -> tuple[TaskRow, ...]:
    """The tasks of the running responses in the order of their times (of all, where none runs any more)."""
    live = [one for one in of.activations if one.is_running] or list(of.activations)
    rows = [_row(task, activation, room, len(live) > 1) for activation in live for task in activation.tasks.values()]
    return tuple(sorted(rows, key=lambda row: (row.due_at, row.id)))


def reason_line(reason: Reason, room: Room) -> str:
    """One reason of a recommendation: the facts that reached the level, and the rule."""
    hits = room.say("list.separator").join(room.wording.hit(hit) for hit in reason.hits)
    basis = room.wording.basis(reason.basis)
    return room.say("duty.floor_reason" if reason.floor else "duty.level_reason", hits=hits or "—", basis=basis)


def plan_levels(plan: Plan, room: Room) -> tuple[tuple[ResponseLevel, str], ...]:
    """The levels of a plan with their names, the strongest first."""
    ordered = sorted(plan.levels, key=lambda one: -response_rank(one.level))
    return tuple((one.level, room.wording.text(one.name)) for one in ordered)


def _advice(given: Recommendation, of: Incident, room: Room) -> Advice | None:
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
    )


def _running(one: Activation, room: Room) -> Running:
    tasks = tuple(one.tasks.values())
    ends_at = one.activated_at + timedelta(hours=one.expected_duration_h)
    lines = [
        room.say("duty.activation_item", item=one.item),
        room.say("duty.activation_duration", hours=f"{one.expected_duration_h:g}", until=room.clock(ends_at)),
        room.say("duty.activation_measures", measures="；".join(one.measures)),
        room.say("duty.activation_plan", version=one.plan_version, hash=one.plan_hash[:12]),
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


def _row(task: Task, activation: Activation, room: Room, name_plan: bool) -> TaskRow:
    late = task.is_late(room.now)
    is_new = task.status is TaskStatus.OPEN and task.id in newest_tasks(activation)
    badge, tone, shape = _mark(task, late, is_new, room)
    who = room.contact_line(task.role)
    return TaskRow(
        id=task.id,
        text=room.wording.text(task.text),
        who=f"{room.wording.text(activation.plan_title)} · {who}" if name_plan else who,
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
