"""Sentences about handovers, and what an item says: the same words in the window, on the sheet and on the command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from app.domain.handover import entries as handover
from app.domain.handover.model import HandoverItem, HandoverKind
from app.domain.record import Entry
from app.domain.reporting.model import Stage
from app.domain.state import State
from app.kernel.clock import to_local
from app.kernel.text import Text

if TYPE_CHECKING:
    from app.desk.describe import Describer


def kind_name(d: Describer, kind: HandoverKind) -> str:
    """The name of a kind of matter."""
    return d.say(f"handover_kind.{kind}")


def item_title(d: Describer, item: HandoverItem) -> str:
    """What an item is, in one line, without the incident that it belongs to."""
    facts = item.facts
    if item.kind is HandoverKind.CLOCK:
        return _clock(d, facts)
    if item.kind is HandoverKind.FIGURE:
        value = float(facts["value"])
        return d.fact(facts["fact"], int(value) if value.is_integer() else value)
    if item.kind is HandoverKind.INCIDENT:
        severity = d.say(f"severity.{facts['severity']}") if facts["severity"] else d.say("severity.none")
        return d.say(
            "handover_item.incident", place=facts["place"], kind=d.kind(facts["incident_kind"]), severity=severity,
            status=d.say(f"incident_status.{facts['status']}"),
        )
    worded = {name: value or "—" for name, value in facts.items()}
    if item.kind is HandoverKind.EQUIPMENT:
        worded["condition"] = d.say(f"equipment_condition.{facts['condition']}")
    if item.kind is HandoverKind.FINDING:
        worded["standing"] = d.say(f"finding_standing.{facts['standing']}")
    if item.kind is HandoverKind.INSTRUCTION:
        worded["instruction_kind"] = d.say(f"instruction_kind.{facts['instruction_kind']}")
        worded["state"] = d.say(f"instruction_state.{facts['state']}")
    if item.kind is HandoverKind.TASK:
        worded["role"] = d.role(facts["role"])
    return d.say(f"handover_item.{item.kind}", **{**worded, "subject": d.text(item.subject)})


def item_incident(d: Describer, item: HandoverItem) -> str:
    """The incident that an item belongs to, "" for none."""
    facts = item.facts
    if "number" not in facts:
        return ""
    return d.say(
        "handover_item.of", number=facts["number"],
        title=d.say("incident.title", place=facts["place"], kind=d.kind(facts["incident_kind"])),
    )


def item_due(d: Describer, item: HandoverItem, now: datetime) -> str:
    """How much time is left, or how long it is overdue; "" for what has no limit."""
    if item.due_at is None:
        return ""
    seconds = (item.due_at - now).total_seconds()
    if item.kind is HandoverKind.FINDING:
        day = (to_local(item.due_at) - timedelta(days=1)).date()
        over = (to_local(now).date() - day).days
        return d.say("finding_due.over", days=over) if seconds < 0 else d.say("finding_due.by", date=day.isoformat())
    minutes = int(abs(seconds)) // 60
    code = "handover_item.left" if seconds >= 0 else "handover_item.over"
    return d.say(code, hours=minutes // 60, minutes=minutes % 60, at=d.clock(item.due_at))


def _clock(d: Describer, facts: Mapping[str, str]) -> str:
    if "stage" in facts:
        return d.say(
            "obligation.title", stage=d.stage(Stage(facts["stage"]), int(facts["nth"])),
            channel=d.say(f"channel.{facts['channel']}"), to=d.role(facts["to"]),
        )
    if "unit_zh" in facts:
        return d.say("deadline.acknowledge", unit=d.text(Text(facts["unit_zh"], facts["unit_en"])))
    if "report" in facts:
        return d.say("handover_item.receipt", report=facts["report"], recipient=facts["recipient"] or "—")
    return d.say(f"deadline.{facts['clock']}")


def _accepted(d: Describer, e: handover.HandoverItemAccepted, _: State) -> dict[str, Any]:
    about = item_incident(d, e.item)
    return {
        "by": e.by, "kind_name": kind_name(d, e.item.kind), "item": f"{about} {item_title(d, e.item)}".strip(),
        "remark": d.say("handover.remark", remark=e.remark) if e.remark else "",
    }


MAKERS: Mapping[type[Entry], Callable[..., dict[str, Any]]] = MappingProxyType(
    {
        handover.HandoverStarted: lambda d, e, s: {
            "from_officer": e.from_shift.officer, "leader": e.leader, "officer": e.officer, "count": e.open_items,
        },
        handover.HandoverItemAccepted: _accepted,
        handover.HandoverCompleted: lambda d, e, s: {"handed_by": e.handed_by, "taken_by": e.taken_by, "count": e.items},
        handover.HandoverGivenUp: lambda d, e, s: {"reason": e.reason},
    }
)
"""The facts that each entry's sentence needs."""
