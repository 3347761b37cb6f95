"""Sentences about findings, their measures, and drills that were held."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from app.desk.describe_sending import clip
from app.domain.improvement import entries as improvement
from app.domain.improvement.frequency import Subject, SubjectKind
from app.domain.improvement.model import Finding, FindingSource, HeldDrill
from app.domain.improvement.rules import owners, stage
from app.domain.record import Entry
from app.domain.state import State

if TYPE_CHECKING:
    from app.catalog.wording import Wording
    from app.desk.describe import Describer

SHORT = 28
"""Characters of a description in a sentence."""


def due(d: Describer, finding: Finding) -> str:
    """What is due about a finding: who has to do what."""
    waiting = owners(finding)
    who = d.say("list.separator").join(dict.fromkeys(f"{one.organisation} {one.owner}".strip() for one in waiting))
    return d.say(
        "deadline.finding", number=finding.number, text=short(finding.description), who=who or "—",
        standing=d.say(f"finding_standing.{stage(finding)}"),
    )


def source_line(words: Describer | Wording, source: FindingSource) -> str:
    """What showed it, in a few words."""
    return words.say(f"finding_source.{source.kind}", title=source.title, date=source.on.isoformat())


def plan_names(d: Describer, plan_ids: tuple[str, ...]) -> str:
    """The plans by title."""
    return d.say("list.separator").join(d.plan_name(one) for one in plan_ids)


def subject_name(d: Describer, subject: Subject) -> str:
    """Who has to drill."""
    name = d.text(subject.name)
    return d.say("drill_subject.desk_named", name=name) if subject.kind is SubjectKind.DESK else name


def drill_type(d: Describer, held: HeldDrill) -> str:
    """Its four choices in words."""
    facts = held.facts
    codes = (
        f"drill.form.{facts.form}", f"drill.scope.{facts.scope}", f"drill.purpose.{facts.purpose}", f"drill.notice.{facts.notice}"
    )
    return d.say("list.separator").join(d.say(code) for code in codes)


def short(text: str) -> str:
    """A description short enough for a sentence."""
    return clip(text, SHORT)


def _named(e: Any, state: State) -> dict[str, Any]:
    found = state.findings[e.finding_id]
    return {"number": found.number, "text": short(found.description)}


def _day(day: date | None) -> str:
    return day.isoformat() if day else "—"


def _recorded(d: Describer, e: improvement.FindingsRecorded, _: State) -> dict[str, Any]:
    numbers = [one.number for one in e.findings]
    span = numbers[0] if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}"
    known = d.say("entry.findings_known", count=e.known) if e.known else ""
    return {"source": source_line(d, e.source), "count": len(numbers), "numbers": span, "known": known}


def _corrected(d: Describer, e: improvement.FindingCorrected, state: State) -> dict[str, Any]:
    cause = d.say(f"root_cause.{e.cause}") if e.cause else d.say("root_cause.none")
    return {
        **_named(e, state), "gravity": d.say(f"finding_gravity.{e.gravity}"), "cause": cause,
        "reason": d.say("entry.with_reason", reason=e.reason) if e.reason else "",
    }


def _submitted(d: Describer, e: improvement.EvidenceSubmitted, state: State) -> dict[str, Any]:
    code = "entry.evidence_finished" if e.finished else "entry.evidence_progress"
    file = d.say("entry.evidence_file", name=e.file_name, hash=e.file_sha256[:12]) if e.file_name else ""
    return {**_named(e, state), "what": d.say(code), "words": e.words, "file": file}


def _reviewed(d: Describer, e: improvement.FindingReviewed, state: State) -> dict[str, Any]:
    result = d.say("entry.review_passed") if e.passed else d.say("entry.review_back", date=_day(e.due_on))
    return {**_named(e, state), "reviewer": e.reviewer, "result": result, "words": e.words or "—"}


def _answered(d: Describer, e: improvement.FindingAnsweredByPlan, state: State) -> dict[str, Any]:
    answer = d.say("entry.by_version", version=e.version) if e.version else d.say("entry.by_reason", reason=e.reason)
    return {**_named(e, state), "plan": d.plan_name(e.plan_id), "answer": answer}


def _retested(d: Describer, e: improvement.FindingRetested, state: State) -> dict[str, Any]:
    code = "entry.retest_passed" if e.passed else "entry.retest_reopened" if e.reopened else "entry.retest_failed"
    return {**_named(e, state), "date": _day(e.on), "result": d.say(code, date=_day(e.due_on)), "words": e.words}


def _held(d: Describer, e: improvement.DrillHeld, state: State) -> dict[str, Any]:
    score = d.say("entry.drill_score", score=f"{e.facts.score:g}") if e.facts.score is not None else ""
    return {
        "title": e.facts.title, "date": _day(e.facts.held_on), "type": drill_type(d, state.held_drills[e.held_id]),
        "plans": plan_names(d, e.facts.plan_ids) or "—", "score": score,
    }


MAKERS: Mapping[type[Entry], Callable[[Describer, Any, State], dict[str, Any]]] = MappingProxyType(
    {
        improvement.FindingsRecorded: _recorded,
        improvement.FindingCorrected: _corrected,
        improvement.ActionAssigned: lambda d, e, s: {
            **_named(e, s), "measure": e.measure, "who": f"{e.organisation} {e.owner}", "date": _day(e.due_on),
            "cause": d.say(f"root_cause.{e.cause}"),
        },
        improvement.ActionPostponed: lambda d, e, s: {**_named(e, s), "date": _day(e.due_on), "reason": e.reason},
        improvement.EvidenceSubmitted: _submitted,
        improvement.FindingReviewed: _reviewed,
        improvement.FindingWithdrawn: lambda d, e, s: {**_named(e, s), "reason": e.reason},
        improvement.FindingAnsweredByPlan: _answered,
        improvement.FindingRetested: _retested,
        improvement.DrillHeld: _held,
        improvement.DrillHeldStruck: lambda d, e, s: {
            "title": s.held_drills[e.held_id].facts.title, "date": _day(s.held_drills[e.held_id].facts.held_on),
            "reason": e.reason,
        },
    }
)
"""The facts that each entry's sentence needs."""
