"""Parts of the score that speak of reporting upwards: in time, complete, followed up. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from app.domain.conditions import FactScalar
from app.domain.deadlines import obligations
from app.domain.exercise.evidence import Case, Evidence
from app.domain.exercise.score import Part, in_time
from app.domain.record import Record
from app.domain.reporting.entries import ReportRecorded
from app.domain.reporting.model import Channel, Obligation, Stage
from app.domain.words import ClockStart


def phoned(seen: Evidence) -> Iterator[Part]:
    """First reports by voice, to each recipient that is owed one."""
    yield from _owed(seen, lambda owed: owed.stage is Stage.FIRST and owed.channel is Channel.PHONE)


def written(seen: Evidence) -> Iterator[Part]:
    """First reports in writing."""
    yield from _owed(seen, lambda owed: owed.stage is Stage.FIRST and owed.channel is not Channel.PHONE)


def follow_ups(seen: Evidence) -> Iterator[Part]:
    """Everything that is owed after the first report."""
    yield from _owed(seen, lambda owed: owed.stage is not Stage.FIRST)


def completeness(seen: Evidence) -> Iterator[Part]:
    """What each written report that went out had to say and did not; what was said to be 正在核实 counts as said."""
    refs = {case.incident.id: case.ref for case in seen.cases()}
    for paper in seen.papers:
        if paper.incident_id not in refs or not paper.asked:
            continue
        share = 1 - len(paper.missing) / paper.asked
        key = f"completeness:{refs[paper.incident_id]}:{paper.stage}:{paper.number}"
        facts: dict[str, FactScalar] = {"asked": paper.asked, "missing": len(paper.missing), "elements": ", ".join(paper.missing)}
        code = "complete" if not paper.missing else "incomplete"
        yield Part(key, share, 1, code, facts, (paper.seq,), paper.actor, "office")


def _owed(seen: Evidence, wanted: Callable[[Obligation], bool]) -> Iterator[Part]:
    for case in seen.cases():
        made = {
            one.entry.report.id: one for one in seen.entries(ReportRecorded, case.incident.id)
            if isinstance(one.entry, ReportRecorded)
        }
        for owed in obligations(case.incident, seen.state, seen.reference, seen.now):
            if not wanted(owed) or (owed.answered_at is None and owed.due_at > seen.now):
                continue
            yield _part(case, owed, made, seen)


def _part(case: Case, owed: Obligation, made: dict[str, Record], seen: Evidence) -> Part:
    from_awareness = owed.clock_start is ClockStart.AWARE
    since = min(case.told.at, owed.started_at) if from_awareness else owed.started_at
    limit = seen.minutes(owed.started_at, owed.due_at)
    took = seen.minutes(since, owed.answered_at or seen.now)
    record = next((one for one in made.values() if _answers(one, owed)), None)
    done = owed.answered_at is not None or bool(owed.waived_reason)
    share = 1.0 if owed.beforehand or owed.waived_reason else in_time(took, limit) if done else 0.0
    facts = {
        "stage": owed.stage.value, "number": owed.number, "channel": owed.channel.value, "role": owed.to_role,
        "took_min": round(took, 1), "limit_min": round(limit, 1),
    }
    return Part(
        f"report:{case.ref}:{owed.key}", share, 1, "report" if done else "report_missed", facts,
        (record.seq,) if record else (), record.stamp.actor if record else "", owed.from_role or "duty_officer",
    )


def _answers(record: Record, owed: Obligation) -> bool:
    if not isinstance(record.entry, ReportRecorded):
        return False
    made = record.entry.report
    return (made.stage, made.number, made.channel, made.to_role) == (owed.stage, owed.number, owed.channel, owed.to_role)
