"""Sentences for what happened to the responsibility list and to the tasks that it owns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeAlias

from app.domain.duty.model import Tier
from app.domain.plan.composition import find_work
from app.domain.record import Entry
from app.domain.responsibility import entries as duties
from app.domain.state import State

if TYPE_CHECKING:
    from app.desk.describe import Describer

_NAMED = 2
"""Tasks that a sentence names; the rest it counts."""

_Maker: TypeAlias = "Callable[[Describer, Any, State], dict[str, Any]]"


def _duty_filed(d: Describer, e: duties.DutyRequestFiled, _: State) -> dict[str, Any]:
    return {
        "kind_name": d.say(f"request_kind.{e.request_kind}"), "cause_name": d.say(f"request_cause.{e.cause}"),
        "code": e.proposal.code, "item": d.text(e.proposal.name), "who": e.who, "words": e.words,
    }


def _duty_adjusted(d: Describer, e: duties.DutyItemAdjusted, _: State) -> dict[str, Any]:
    reason = d.say("duties.adjust_reason", reason=e.reason) if e.reason else d.say("duties.by_request")
    return {
        "code": e.item.code, "item": d.text(e.item.name), "class_name": d.say(f"duty_class.{e.item.duty_class}"),
        "lead": e.item.lead.name or "—", "reason": reason,
    }


def _assigned(d: Describer, e: duties.DutiesAssigned, _: State) -> dict[str, Any]:
    own = sum(1 for one in e.assignments if one.tier is Tier.TOWNSHIP)
    unclaimed = sum(1 for one in e.assignments if one.unclaimed)
    return {"count": len(e.assignments), "own": own, "above": len(e.assignments) - own, "unclaimed": unclaimed}


def _task_names(d: Describer, e: duties.DutyNoticeRecorded | duties.DutyAcceptanceRecorded, state: State) -> str:
    tasks = [find_work(state.incidents[e.incident_id], one).task for one in e.task_ids]
    names = d.say("list.separator").join(d.text(task.text) for task in tasks[:_NAMED])
    return names if len(tasks) <= _NAMED else d.say("duties.and_more", names=names)


def _told(d: Describer, e: duties.DutyNoticeRecorded, state: State) -> dict[str, Any]:
    return {
        "unit": e.to.name, "channel_name": d.say(f"notice_channel.{e.channel}"), "number": e.number or "—", "whom": e.whom,
        "read_back": d.say("duties.read_back") if e.read_back else "", "at": d.clock(e.at), "count": len(e.task_ids),
        "tasks": _task_names(d, e, state),
    }


def _answered(d: Describer, e: duties.DutyAcceptanceRecorded, state: State) -> dict[str, Any]:
    return {
        "unit": e.to.name, "answer": d.say("duties.took_over" if e.accepted else "duties.declined"), "whom": e.whom,
        "at": d.clock(e.at), "count": len(e.task_ids), "tasks": _task_names(d, e, state), "words": e.words,
    }


def _asked(d: Describer, request_id: str, state: State) -> str:
    return d.text(state.duty_requests[request_id].proposal.name)


MAKERS: Mapping[type[Entry], _Maker] = MappingProxyType(
    {
        duties.DutyItemsRegistered: lambda d, e, s: {"name": e.name, "count": len(e.items), "source": e.source or "—"},
        duties.DutyItemAdjusted: _duty_adjusted,
        duties.DutyRequestFiled: _duty_filed,
        duties.DutyRequestConsulted: lambda d, e, s: {
            "item": _asked(d, e.request_id, s), "who": e.who, "words": e.words, "opinion_name": d.say(f"opinion.{e.opinion}"),
        },
        duties.DutyRequestClosed: lambda d, e, s: {
            "item": _asked(d, e.request_id, s), "who": e.who, "words": e.words,
            "status_name": d.say(f"request_status.{e.status}"),
        },
        duties.DutiesAssigned: _assigned,
        duties.DutyNoticeRecorded: _told,
        duties.DutyAcceptanceRecorded: _answered,
    }
)
"""What fills the sentence of each entry (``entry.<name>``)."""
