"""Sentences about alarms, calls for leaders and a clock that was set."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from app.desk import describe_calldown, describe_forces, describe_sending, describe_warnings
from app.domain.alarm import entries as alarm
from app.domain.alarm.model import Alarm, Callee, ClockJump, Raised, stage_of
from app.domain.deadlines import STEPPED, DeadlineKind
from app.domain.plan.composition import find_work
from app.domain.record import Entry
from app.domain.reporting.model import Channel, Stage
from app.domain.state import State
from app.kernel.clock import to_local
from app.kernel.errors import Refusal

if TYPE_CHECKING:
    from app.desk.describe import Describer

MOST_NAMED = 3
"""So many are named in one line of the log; the rest is counted."""


def alarm_title(d: Describer, key: str, incident_id: str, state: State) -> str:
    """What is (or was) due, without the incident; also of a deadline that is no longer open."""
    kind, _, rest = key.partition(":")
    ref = rest.removeprefix(f"{incident_id}:")
    if kind == DeadlineKind.REPORT:
        return _report(d, ref)
    of = state.incidents.get(incident_id)
    try:
        if kind == DeadlineKind.TASK and of is not None:
            task = find_work(of, ref).task
            return d.say("deadline.task", task=d.text(task.text), role=d.role(task.role))
    except Refusal:  # the response was ended and its tasks went with it
        return d.say("alarm.kind.task")
    if kind == DeadlineKind.PERSON and ref in state.presences:
        return describe_forces.person_due(d, state.presences[ref])
    if kind == DeadlineKind.SUPPLY and ref in state.supply_requests:
        return describe_forces.supply_due(d, state.supply_requests[ref])
    if kind in STEPPED:
        return _stepped(d, kind, ref, state) or d.say(f"alarm.kind.{kind}")
    if kind == DeadlineKind.ACKNOWLEDGE and of is not None and ref in of.dispatches:
        return d.say("deadline.acknowledge", unit=d.text(of.dispatches[ref].unit_name))
    return d.say(f"alarm.kind.{kind}") if d.knows(f"alarm.kind.{kind}") else kind


def _stepped(d: Describer, kind: str, ref: str, state: State) -> str:
    subject, _, what = ref.rpartition(":")
    if kind == DeadlineKind.WARNING:
        return describe_warnings.due(d, subject, what, state) if subject in state.warnings else ""
    if kind == DeadlineKind.CALL:
        return describe_calldown.due(d, subject, state) if subject in state.call_downs else ""
    return describe_sending.due_title(d, ref, state)


def alarm_line(d: Describer, one: Alarm | Raised, state: State) -> str:
    """Stage, what is due, for which incident."""
    of = state.incidents.get(one.incident_id)
    return d.say(
        "alarm.line", stage=d.say(f"alarm_stage.{one.stage}"), title=alarm_title(d, one.key, one.incident_id, state),
        incident=d.incident_title(of) if of is not None else "",
    )


def jump_line(d: Describer, jump: ClockJump) -> str:
    """What the clock showed, what it shows, and by how much it was moved."""
    amount = duration(d, abs(jump.shift_s))
    shown = {"before": _moment(jump.before), "after": _moment(jump.after), "amount": amount}
    return d.say(f"clock_jump.{jump.direction}", **shown)


def callee_line(d: Describer, one: Callee) -> str:
    """Name, post and number of somebody to call."""
    post = one.title or d.role(one.role)
    return d.say("alarm.callee", name=one.name, post=post, phone=one.phone or d.say("alarm.no_phone"))


def duration(d: Describer, seconds: float) -> str:
    """Some seconds, minutes or hours and minutes."""
    whole = round(seconds)
    if whole < 120:
        return d.say("duration.seconds", count=whole)
    minutes = whole // 60
    if minutes < 120:
        return d.say("duration.minutes", count=minutes)
    return d.say("duration.hours", hours=minutes // 60, minutes=minutes % 60)


def _moment(at: Any) -> str:
    return to_local(at).strftime("%Y-%m-%d %H:%M:%S")


def _report(d: Describer, ref: str) -> str:
    try:
        stage, number, channel, to_role = ref.split(":", 3)
        return d.say(
            "obligation.title", stage=d.stage(Stage(stage), int(number)), channel=d.say(f"channel.{Channel(channel)}"),
            to=d.role(to_role),
        )
    except ValueError:  # a key of another make
        return ref


def _raised(d: Describer, e: alarm.AlarmRaised, state: State) -> dict[str, Any]:
    if not e.alarms:
        return {"alarms": d.say("alarm.settled", count=len(e.gone)), "away": ""}
    ordered = sorted(e.alarms, key=lambda one: (-one.rank.weight, one.due_at, one.key))
    lines = [alarm_line(d, one, state) for one in ordered[:MOST_NAMED]]
    more = d.say("alarm.more", count=len(ordered) - MOST_NAMED) if len(ordered) > MOST_NAMED else ""
    away = d.say("alarm.away", at=d.clock(e.away_since)) if e.away_since is not None else ""
    return {"alarms": d.say("list.separator").join(lines) + more, "away": away}


def _acknowledged(d: Describer, e: alarm.AlarmAcknowledged, state: State) -> dict[str, Any]:
    lines = [
        d.say(
            "alarm.short", stage=d.say(f"alarm_stage.{stage_of(step)}"),
            title=alarm_title(d, key, key.split(":")[1] if key.count(":") > 1 else "", state),
        )
        for key, step in e.seen[:MOST_NAMED]
    ]
    more = d.say("alarm.more", count=len(e.seen) - MOST_NAMED) if len(e.seen) > MOST_NAMED else ""
    return {"alarms": d.say("list.separator").join(lines) + more, "by": e.by or "—"}


def _called(d: Describer, e: alarm.EscalationCalled, state: State) -> dict[str, Any]:
    known = state.escalation
    people = known.people if known is not None and known.id == e.escalation_id else ()
    person = next((one for one in people if one.id == e.callee_id), None)
    name = person.name if person is not None else _contact(e.callee_id, state)
    return {"name": name, "result": d.say(f"escalation_result.{e.result}")}


def _contact(callee_id: str, state: State) -> str:
    known = state.contacts.get(callee_id)
    return known.name if known is not None else callee_id


MAKERS: Mapping[type[Entry], Callable[..., dict[str, Any]]] = MappingProxyType(
    {
        alarm.AlarmRaised: _raised,
        alarm.AlarmAcknowledged: _acknowledged,
        alarm.AlarmEscalated: lambda d, e, s: {
            "people": d.say("list.separator").join(callee_line(d, one) for one in e.people), "count": len(e.keys),
        },
        alarm.EscalationCalled: _called,
        alarm.ClockJumped: lambda d, e, s: {"jump": jump_line(d, ClockJump(e.before, e.after, e.elapsed_s))},
        alarm.AlarmsMuted: lambda d, e, s: {"until": d.clock(e.until), "reason": e.reason},
    }
)
"""The facts that each entry's sentence needs."""
