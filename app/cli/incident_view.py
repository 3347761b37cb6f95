"""One incident in full, as ``incident show`` prints it."""

from __future__ import annotations

from typing import Any

from app.cli.output import iso
from app.cli.rows import (
    basis_row,
    caught_up_row,
    deadline_row,
    grading_row,
    incident_row,
    obligation_row,
    recommendation_row,
    record_row,
)
from app.cli.session import Session
from app.desk.composition_words import WorkWords
from app.desk.workspace import Workspace
from app.domain.deadlines import incident_deadlines, obligations, rulebook_of
from app.domain.incident.model import Incident
from app.domain.incident.rules import incident_facts
from app.domain.paper.rules import as_done
from app.domain.plan.claims import TaskClaim
from app.domain.plan.composition import Work, work_of
from app.domain.plan.model import Activation, CommandStructure
from app.domain.plan.needs import Need, needs_of
from app.domain.plan.rules import recommend, run_together
from app.domain.state import State
from app.domain.unit.rules import Coverage, coverage

FIRST_DEADLINES = 5
"""How many deadlines a first look shows."""


def first_look(of: Incident, workspace: Workspace, session: Session) -> dict[str, Any]:
    """What matters when a report has just come in: grade and reasons, recommended plan, first deadlines."""
    state, wording, describer = workspace.desk.state, session.wording, session.describer
    found = _recommendations(of, workspace, session)
    return {
        **incident_row(of, describer),
        "because": grading_row(of.grading, of.kind, wording)["because"],
        "recommendation": found[0] if found else None,
        "together": found[1:] if found and found[0]["level"] else [],
        "deadlines": deadlines_of(of, state, session)[:FIRST_DEADLINES],
    }


def _recommendations(of: Incident, workspace: Workspace, session: Session) -> list[dict[str, Any]]:
    """The plans to run together, the leading one first; where no level is reached the fittest plan alone."""
    desk = workspace.desk
    view = incident_facts(of, desk.state.alert(), desk.clock.now())
    plans = desk.reference.plans_for(of.kind)
    found = recommend(of.kind, view, plans, desk.reference.floors, desk.state.in_force())
    return [
        recommendation_row(one, desk.reference, session.wording) for one in run_together(found, plans) or found[:1]
    ]


def deadlines_of(of: Incident, state: State, session: Session) -> list[dict[str, Any]]:
    """Everything that is due for one incident, the earliest first."""
    now = session.clock.now()
    found = sorted(incident_deadlines(of, state, session.reference, now), key=lambda one: one.due_at)
    return [deadline_row(one, session.describer, state, now) for one in found]


def joined_facts(of: Incident, session: Session) -> str:
    """The figures of an incident in one line, each with how sure it is."""
    say, describer = session.wording.say, session.describer
    return say("list.separator").join(
        f"{describer.fact(name, known.value)} ({say(f'fact_status.{known.status}')})" for name, known in sorted(of.facts.items())
    )


async def whole(of: Incident, workspace: Workspace, session: Session) -> dict[str, Any]:
    """Everything that is known of one incident, and its timeline."""
    state, reference, describer, wording = workspace.desk.state, session.reference, session.describer, session.wording
    now = session.clock.now()
    book = rulebook_of(state, reference)
    records = await workspace.desk.history(of.id)
    return {
        **first_look(of, workspace, session),
        "deadlines": deadlines_of(of, state, session),
        "machine_severity": of.grading.severity.value if of.grading.severity else None,
        "override": _override(of),
        "caller": {"name": of.caller.name, "phone": of.caller.phone, "channel": of.caller.channel},
        "narrative": of.narrative,
        "opened_at": iso(of.opened_at),
        "opened_by": of.opened_by,
        "terminated_at": iso(of.terminated_at),
        "facts": {
            name: {"value": one.value, "status": one.status.value, "source": one.source, "at": iso(one.at), "by": one.by}
            for name, one in sorted(of.facts.items())
        },
        "activations": [_activation(one, of, session) for one in of.activations],
        "tasks": [_task(one, of, session) for one in work_of(of)],
        "needs": [_need(one, met, session) for one, met in _needs(of)],
        "declines": [
            {"plan": one.plan_id, "level": one.level.value if one.level else None, "reason": one.reason, "by": one.by}
            for one in of.declines
        ],
        "dispatches": [
            {
                "unit": one.unit_id,
                "name": wording.text(one.unit_name),
                "kind": one.kind,
                "status": one.status.value,
                "ended_at": iso(one.ended_at),
                "steps": [{"status": s.status.value, "at": iso(s.at), "source": s.source, "by": s.by} for s in one.steps],
            }
            for one in of.dispatches.values()
        ],
        "reports": [
            {
                "id": one.id,
                "stage": one.stage.value,
                "number": one.number,
                "channel": one.channel.value,
                "to": one.to_role,
                "at": iso(one.at),
                "by": one.by,
                "whom": one.whom,
                "phone": one.phone,
                "read_back": one.read_back,
                "means": one.means,
                "due_at": iso(one.due_at),
                "late": one.due_at is not None and one.at > one.due_at,
                **caught_up_row(one.id, state),
            }
            for one in of.reports
        ],
        "obligations": [
            obligation_row(one, describer, wording, book.id if book else "") for one in obligations(of, state, reference, now)
        ],
        "notes": [
            {"id": one.id, "text": one.text, "by": one.by, "at": iso(one.at), "struck_reason": one.struck_reason}
            for one in of.notes
        ],
        "documents": [
            {
                "document": one.document, "sha256": one.sha256, "pages": one.pages, "by": one.by, "at": iso(one.at),
                "format": one.format.value, "unmasked": one.unmasked, "reason": one.reason,
            }
            for one in of.documents
        ],
        "closure": _closure(of),
        "timeline": [record_row(one, describer, state) for one in as_done(records)],
    }


def _override(of: Incident) -> dict[str, Any] | None:
    own = of.override
    if own is None:
        return None
    return {"severity": own.severity.value if own.severity else None, "reason": own.reason, "by": own.by, "at": iso(own.at)}


def _closure(of: Incident) -> dict[str, Any] | None:
    own = of.closure
    if own is None:
        return None
    fields = ("cause", "outcome", "losses", "lessons", "measures", "approved_by", "by")
    return {**{name: getattr(own, name) for name in fields}, "at": iso(own.at)}


def _activation(one: Activation, of: Incident, session: Session) -> dict[str, Any]:
    """A response; its ``tasks`` are all that it asks for, those that it shares with others among them."""
    wording = session.wording
    return {
        "id": one.id,
        "plan": one.plan_id,
        "plan_type": one.plan_type.value,
        "title": wording.text(one.plan_title),
        "version": one.plan_version,
        "hash": one.plan_hash,
        "level": one.level.value,
        "level_name": wording.text(one.level_name),
        "item": one.item,
        "expected_duration_h": one.expected_duration_h,
        "measures": list(one.measures),
        "approved_by": one.approved_by,
        "activated_at": iso(one.activated_at),
        "terminated_at": iso(one.terminated_at),
        "command": _command(one.command, session),
        "reporting": [rule.id for rule in one.reporting],
        "tasks": [_task(work, of, session) for work in work_of(of) if work.claimed_by(one.id)],
    }


def _command(command: CommandStructure | None, session: Session) -> dict[str, Any] | None:
    if command is None:
        return None
    return {
        "commanders": list(command.commanders),
        "deputies": list(command.deputies),
        "office": command.office,
        "field_post": session.wording.text(command.field_post),
    }


def _task(work: Work, of: Incident, session: Session) -> dict[str, Any]:
    """A piece of work, with every plan that asks for it in ``bases``, the strictest first."""
    wording, task = session.wording, work.task
    shared = WorkWords(session.describer, wording, session.describer.clock)
    return {
        "id": task.plan_task_id,
        "task_id": task.id,
        "text": wording.text(task.text),
        "role": task.role,
        "role_name": session.describer.role(task.role),
        "due_at": iso(task.due_at),
        "status": task.status.value,
        "status_name": wording.say(f"task_status.{task.status}"),
        "running": work.is_running,
        "late": task.is_late(session.clock.now()),
        "critical": task.critical,
        "closed_at": iso(task.closed_at),
        "closed_by": task.closed_by,
        "remark": task.remark,
        "stricter": shared.stricter(work),
        "bases": [_claim_row(claim, of, session) for claim in work.claims],
    }


def _claim_row(claim: TaskClaim, of: Incident, session: Session) -> dict[str, Any]:
    wording = session.wording
    return {
        "activation": claim.activation_id,
        "plan": claim.plan_id,
        "title": wording.text(claim.plan_title),
        "task": claim.plan_task_id,
        "text": wording.text(claim.text),
        "role": claim.role,
        "level": claim.level.value,
        "critical": claim.critical,
        "due_at": iso(claim.due_at),
        "running": any(one.is_running for one in of.activations if one.id == claim.activation_id),
        **basis_row(claim.basis, wording),
    }


def _needs(of: Incident) -> list[tuple[Need, Coverage]]:
    needs = needs_of(of)
    return list(zip(needs, coverage([one.demand for one in needs], of.dispatches.values()), strict=True))


def _need(need: Need, met: Coverage, session: Session) -> dict[str, Any]:
    """Forces that the running responses ask for together, and what is out."""
    demand = need.demand
    return {
        "kind": demand.kind,
        "kind_name": session.describer.unit_kind(demand.kind),
        "units": demand.units,
        "people": demand.people,
        "capabilities": list(need.capabilities),
        "sent_units": met.units,
        "sent_people": met.people,
        "met": met.is_met,
        "bases": [
            {
                "activation": one.activation_id,
                "plan": one.plan_id,
                "units": one.demand.units,
                "people": one.demand.people,
                **basis_row(one.demand.basis, session.wording),
            }
            for one in need.claims
        ],
    }
