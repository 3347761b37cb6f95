"""Sentences about versions of plans and what hangs on them; ``describe`` tells every other entry."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from app.domain.planning import entries as planning
from app.domain.planning.model import version_key
from app.domain.record import Entry
from app.domain.state import State

if TYPE_CHECKING:
    from app.desk.describe import Describer


def _named(d: Describer, e: Any, state: State) -> dict[str, Any]:
    version = state.plan_versions.get(version_key(e.plan_id, e.version))
    title = d.text(version.content.plan.title) if version else ""
    return {"plan": title or d.plan_name(e.plan_id), "version": e.version}


def _remarked(d: Describer, remark: str) -> str:
    return d.say("task.remark", remark=remark) if remark else ""


def _saved(d: Describer, e: planning.PlanDraftSaved, state: State) -> dict[str, Any]:
    source = d.say("entry.from_file", file=e.extraction.file_name) if e.extraction else ""
    return {**_named(d, e, state), "tasks": len(e.content.plan.tasks), "source": source}


def _judged(d: Describer, e: planning.ExtractionJudged, state: State) -> dict[str, Any]:
    return {**_named(d, e, state), "accepted": len(e.accepted), "rejected": len(e.rejected)}


def _in_force(d: Describer, e: planning.PlanPutInForce, state: State) -> dict[str, Any]:
    before = d.say("entry.supersedes", version=e.supersedes) if e.supersedes else ""
    return {**_named(d, e, state), "date": e.in_force_on.isoformat(), "before": before, "hash": e.hash[:12]}


def _finding(d: Describer, e: planning.FindingRaised, _: State) -> dict[str, Any]:
    return {
        "plan": d.plan_name(e.plan_id), "cause": d.say(f"finding_cause.{e.cause}"), "text": e.text, "date": e.due_on.isoformat(),
    }


def _answer(d: Describer, e: planning.FindingAnswered, state: State) -> dict[str, Any]:
    settled = d.say("entry.by_version", version=e.version) if e.version else d.say("entry.by_reason", reason=e.reason)
    return {"plan": d.plan_name(e.plan_id), "text": state.plan_findings[e.finding_id].text, "answer": settled}


def _answers(d: Describer, e: planning.PlanApproved) -> str:
    return d.say("entry.marks_answered", count=len(e.answers), reason=e.answer_reason) if e.answers else ""


MAKERS: Mapping[type[Entry], Callable[[Describer, Any, State], dict[str, Any]]] = MappingProxyType(
    {
        planning.PlanDraftSaved: _saved,
        planning.ExtractionJudged: _judged,
        planning.PlanReviewed: lambda d, e, s: {**_named(d, e, s), "by": e.reviewed_by, "remark": _remarked(d, e.remark)},
        planning.PlanReturned: lambda d, e, s: {**_named(d, e, s), "reason": e.reason},
        planning.PlanApproved: lambda d, e, s: {
            **_named(d, e, s), "by": e.approved_by, "number": e.document_no or "—",
            "remark": _remarked(d, e.remark) + _answers(d, e),
        },
        planning.PlanPutInForce: _in_force,
        planning.PlanRetired: lambda d, e, s: {**_named(d, e, s), "by": e.approved_by, "reason": e.reason},
        planning.DraftDiscarded: lambda d, e, s: {**_named(d, e, s), "reason": e.reason},
        planning.PlanDrillRecorded: lambda d, e, s: {
            "plan": d.plan_name(e.plan_id), "date": e.held_on.isoformat(), "words": e.words,
        },
        planning.PlanReviewRecorded: lambda d, e, s: {
            "plan": d.plan_name(e.plan_id), "date": e.reviewed_on.isoformat(), "words": e.words,
            "next": e.next_review_on.isoformat(),
        },
        planning.FindingRaised: _finding,
        planning.FindingAnswered: _answer,
    }
)
"""What each entry has to say, for ``entry.<its name>``."""
