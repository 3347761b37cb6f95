"""What has to be handed over: computed from the state, so that nobody can leave anything out. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from app.domain.calldown.model import CallDown
from app.domain.calldown.rules import coverage
from app.domain.deadlines import Deadline, DeadlineKind, deadlines, finding_deadlines
from app.domain.dutylog.rules import faults
from app.domain.handover.model import Handover, HandoverItem, HandoverKind
from app.domain.improvement.rules import owners, standing
from app.domain.incident.model import Incident
from app.domain.instruction.rules import limits
from app.domain.plan.composition import open_work
from app.domain.presence.rules import inside
from app.domain.reference import Reference
from app.domain.state import State
from app.domain.words import FactStatus
from app.kernel.clock import to_local
from app.kernel.text import Text

_TOLD_OTHERWISE = frozenset(
    {DeadlineKind.PERSON, DeadlineKind.TASK, DeadlineKind.SUPPLY, DeadlineKind.INSTRUCTION, DeadlineKind.FINDING}
)
"""Deadlines of matters that are items themselves, with or without a deadline."""


def items_of(state: State, reference: Reference, now: datetime) -> tuple[HandoverItem, ...]:
    """Everything that is open now, in the order of the sheet, what is due first coming first."""
    found = [
        *_people(state), *_incidents(state), *_clocks(state, reference, now), *_instructions(state),
        *_tasks(state), *_figures(state), *_call_downs(state), *_supplies(state), *_equipment(state, reference),
        *_findings(state, now),
    ]
    return tuple(sorted(found, key=_rank))


def open_items(
    running: Handover | None, state: State, reference: Reference, now: datetime
) -> tuple[HandoverItem, ...]:
    """What the relief has still to accept."""
    accepted = running.accepted if running is not None else {}
    return tuple(one for one in items_of(state, reference, now) if one.key not in accepted)


def _item(kind: HandoverKind, ref: str, state: State, incident_id: str = "", *, version: str = "", **more: object) -> HandoverItem:
    incident = state.incidents.get(incident_id)
    facts = {**_about(incident), **more.pop("facts", {})}  # type: ignore[dict-item]  # the callers give texts by name
    key = ":".join((kind.value, incident_id, ref, version) if version else (kind.value, incident_id, ref))
    return HandoverItem(key=key, kind=kind, ref=ref, incident_id=incident_id, facts=facts, **more)  # type: ignore[arg-type]


def _about(incident: Incident | None) -> dict[str, str]:
    if incident is None:
        return {}
    return {"number": incident.number, "place": incident.place.words, "incident_kind": incident.kind}


def _people(state: State) -> Iterator[HandoverItem]:
    for one in inside(state):
        facts = {"organisation": one.organisation, "area": one.area, "in_at": one.in_at.isoformat()}
        yield _item(
            HandoverKind.PERSON, one.id, state, one.incident_id, subject=Text(one.name), facts=facts, due_at=one.expected_out_at
        )


def _incidents(state: State) -> Iterator[HandoverItem]:
    for one in state.incidents.values():
        if one.is_open:
            severity = one.severity.value if one.severity is not None else ""
            facts = {"severity": severity, "status": one.status.value, "aware_at": one.aware_at.isoformat()}
            yield _item(
                HandoverKind.INCIDENT, one.id, state, one.id, version=f"{severity}/{one.status}", subject=Text(one.place.words),
                facts=facts,
            )


def _clocks(state: State, reference: Reference, now: datetime) -> Iterator[HandoverItem]:
    for one in deadlines(state, reference, now):
        if one.kind in _TOLD_OTHERWISE or (one.obligation is not None and one.obligation.projected):
            continue
        yield _item(
            HandoverKind.CLOCK, f"{one.kind}:{one.ref}", state, one.incident_id, facts=_clock(one, state), due_at=one.due_at
        )


def _clock(one: Deadline, state: State) -> dict[str, str]:
    facts = {"clock": one.kind.value}
    owed = one.obligation
    if owed is not None:
        facts |= {"stage": owed.stage.value, "nth": str(owed.number), "channel": owed.channel.value, "to": owed.to_role}
    if one.kind is DeadlineKind.RECEIPT:
        sent = state.transmissions[one.subject]
        facts |= {"report": sent.title, "recipient": sent.recipient}
    if one.kind is DeadlineKind.ACKNOWLEDGE:
        name = state.incidents[one.incident_id].dispatches[one.ref].unit_name
        facts |= {"unit_zh": name.zh, "unit_en": name.en}
    return facts


def _instructions(state: State) -> Iterator[HandoverItem]:
    """What somebody above wants and nobody has answered or put away; an answer that has only to be filed is handed over too."""
    for one in state.instructions.values():
        if one.closed_at is not None:
            continue
        due_at = min((limit for _, limit in limits(one)), default=None)
        facts = {
            "instruction_kind": one.kind.value, "from": one.from_name, "from_desk": one.from_desk,
            "responsible": one.responsible, "state": one.state.value,
        }
        yield _item(
            HandoverKind.INSTRUCTION, one.id, state, one.incident_id, version=one.state.value, subject=Text(one.text), facts=facts,
            due_at=due_at,
        )


def _tasks(state: State) -> Iterator[HandoverItem]:
    for incident in state.incidents.values():
        if not incident.is_open:
            continue
        for task in (work.task for work in open_work(incident)):
            facts = {"role": task.role, "critical": "yes" if task.critical else ""}
            yield _item(HandoverKind.TASK, task.id, state, incident.id, subject=task.text, facts=facts, due_at=task.due_at)


def _figures(state: State) -> Iterator[HandoverItem]:
    """Figures that are only reported; a flag or a choice is no figure."""
    for incident in state.incidents.values():
        if not incident.is_open:
            continue
        for name, known in incident.facts.items():
            if known.status is not FactStatus.REPORTED or isinstance(known.value, (bool, str)):
                continue
            facts = {"fact": name, "value": f"{known.value:.15g}", "source": known.source, "at": known.at.isoformat()}
            yield _item(HandoverKind.FIGURE, name, state, incident.id, version=facts["value"], facts=facts)


def _call_downs(state: State) -> Iterator[HandoverItem]:
    for one in state.call_downs.values():
        if _still_called(one, state):
            done = coverage(one)
            facts = {"answered": str(done.answered), "persons": str(done.persons)}
            yield _item(HandoverKind.CALLDOWN, one.id, state, one.incident_id, subject=Text(one.title), facts=facts)


def _still_called(one: CallDown, state: State) -> bool:
    """Whether somebody on the list has not answered; one that was left, or whose incident is closed, is over."""
    incident = state.incidents.get(one.incident_id)
    if incident is not None and not incident.is_open:
        return False
    done = coverage(one)
    return one.ended_at is None and done.answered < done.persons


def _supplies(state: State) -> Iterator[HandoverItem]:
    for one in state.supply_requests.values():
        incident = state.incidents.get(one.incident_id)
        if not one.is_open or (incident is not None and not incident.is_open):
            continue
        facts = {
            "quantity": f"{one.quantity:g}", "arrived": f"{one.arrived:g}", "unit": one.unit, "where": one.place,
            "status": one.status.value, "asked_by": one.asked_by,
        }
        yield _item(HandoverKind.SUPPLY, one.id, state, one.incident_id, subject=Text(one.what), facts=facts, due_at=one.due_at)


def _equipment(state: State, reference: Reference) -> Iterator[HandoverItem]:
    for one in faults(state, reference):
        if one.last is not None:
            facts = {"condition": one.last.condition.value, "remark": one.last.remark, "at": one.last.at.isoformat()}
            yield _item(
                HandoverKind.EQUIPMENT, one.item.id, state, version=one.last.condition.value, subject=one.item.name, facts=facts
            )


def _findings(state: State, now: datetime) -> Iterator[HandoverItem]:
    """Findings that are overdue or will be within days: the leader of the next shift presses for them."""
    for one in finding_deadlines(state, now):
        finding = state.findings[one.ref]
        stands = standing(finding, to_local(now).date())
        facts = {
            "finding": finding.number, "standing": stands.value, "owner": next((act.owner for act in owners(finding)), ""),
        }
        yield _item(
            HandoverKind.FINDING, finding.id, state, version=stands.value, subject=Text(finding.description), facts=facts,
            due_at=one.due_at,
        )


_KINDS = tuple(HandoverKind)


def _rank(one: HandoverItem) -> tuple[int, bool, str, str]:
    return _KINDS.index(one.kind), one.due_at is None, one.due_at.isoformat() if one.due_at else "", one.key
