"""Findings as rows for machines, and what the words of a command line mean among them."""

from __future__ import annotations

from typing import Any

import msgspec

from app.cli.output import iso
from app.cli.session import Session
from app.desk.describe_improvement import source_line
from app.domain.improvement.model import Finding, FindingSource, SourceKind, Standing
from app.domain.improvement.rules import due_on, owners, stage, standing, unanswered_plans
from app.kernel.clock import to_local
from app.kernel.errors import Refusal


def finding_row(one: Finding, session: Session, *, whole: bool = False) -> dict[str, Any]:
    """A finding for machines; ``whole`` with its chain."""
    today = to_local(session.workspace.desk.clock.now()).date()
    stands, due = standing(one, today), due_on(one)
    row = {
        "number": one.number, "id": one.id, "standing": stands.value,
        "standing_name": session.wording.say(f"finding_standing.{stands}"), "stage": stage(one).value,
        "nature": one.nature.value, "gravity": one.gravity.value, "cause": one.cause.value if one.cause else None,
        "description": one.description, "source": source_line(session.describer, one.source),
        "plans": list(one.plan_ids), "hangs_on": list(unanswered_plans(one)), "item": one.item, "objective": one.objective,
        "due_on": due.isoformat() if due else None, "overdue": stands is Standing.OVERDUE,
        "owners": [f"{act.organisation} {act.owner}" for act in owners(one)],
    }
    if whole:
        row |= {
            "raised_at": iso(one.raised_at), "evidence": list(one.evidence), "journal_hash": one.source.journal_hash,
            **{name: msgspec.to_builtins(getattr(one, name)) for name in ("actions", "reviews", "answers", "retests")},
            "closed_at": iso(one.closed_at),
        }
    return row


def source_of(session: Session) -> FindingSource:
    """What showed it: the incident or the drill that was named; a drill of no record by its id."""
    given, desk = session.arguments, session.workspace.desk
    today = to_local(desk.clock.now()).date()
    if given.incident:
        incident = desk.state.incident(given.incident)
        on = given.on or to_local(incident.aware_at).date()
        return FindingSource(SourceKind.INCIDENT, incident.id, session.describer.incident_title(incident), on)
    held = next(
        (one for one in desk.state.held_drills.values() if one.counts and given.drill in (one.id, one.facts.drill_id)), None
    )
    if held is None:
        return FindingSource(SourceKind.DRILL, given.drill, given.drill, given.on or today)
    facts = held.facts
    return FindingSource(
        SourceKind.DRILL, facts.drill_id or held.id, facts.title, facts.held_on, facts.scenario_id, facts.journal_hash
    )


def action_of(one: Finding, wanted: str) -> str:
    """The measure that is meant: the named one, else the only one that waits."""
    waiting = owners(one)
    if wanted:
        return wanted
    if len(waiting) > 1:
        raise Refusal("action_which", {"number": one.number, "ids": ", ".join(act.id for act in waiting)})
    return waiting[0].id if waiting else ""
