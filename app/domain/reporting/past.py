"""What was told already: numbers, answered and waived duties, reports that nobody had asked for. Pure."""

from __future__ import annotations

from datetime import datetime

from app.domain.reporting.clocks import ReportingCase
from app.domain.reporting.model import NUMBERED, Channel, Obligation, Rule, Stage
from app.domain.words import ClockStart


def obligation_key(stage: Stage, number: int, channel: Channel, to_role: str) -> str:
    """The name of a duty, the same at every recomputation."""
    return f"{stage}:{number}:{channel}:{to_role}"


def next_number(case: ReportingCase, stage: Stage, channel: Channel, to_role: str) -> int:
    """The number of the next report of this stage to this recipient: 0 for single ones, from 1 for repeated ones."""
    if stage not in NUMBERED:
        return 0
    made = sum(1 for r in case.reports if (r.stage, r.channel, r.to_role) == (stage, channel, to_role))
    prefix, suffix = f"{stage}:", f":{channel}:{to_role}"
    waived = sum(1 for w in case.waivers if w.key.startswith(prefix) and w.key.endswith(suffix))
    return made + waived + 1


def waived_at(rule: Rule, case: ReportingCase) -> list[datetime]:
    """When duties of the rule's stage, channel and recipient were waived."""
    prefix, suffix = f"{rule.stage}:", f":{rule.channel}:{rule.to_role}"
    return [waiver.at for waiver in case.waivers if waiver.key.startswith(prefix) and waiver.key.endswith(suffix)]


def answered(case: ReportingCase) -> dict[str, Obligation]:
    """The duties that reports answered, with the deadline each report took with it when it was made."""
    found: dict[str, Obligation] = {}
    for report in sorted(case.reports, key=lambda made: made.at):
        key = obligation_key(report.stage, report.number, report.channel, report.to_role)
        if report.due_at is None or key in found:
            continue
        found[key] = Obligation(
            key=key, incident_id=case.incident_id, stage=report.stage, number=report.number, channel=report.channel,
            from_role="", to_role=report.to_role, clock_start=ClockStart.AWARE, started_at=case.aware_at,
            due_at=report.due_at, bases=report.bases, answered_at=report.at,
        )
    return found


def made_unasked(case: ReportingCase) -> dict[str, datetime]:
    """When reports were made that nobody owed yet: a duty that arises later (a plan starts) finds itself answered."""
    found: dict[str, datetime] = {}
    for report in sorted(case.reports, key=lambda made: made.at):
        if report.due_at is None:
            found.setdefault(obligation_key(report.stage, report.number, report.channel, report.to_role), report.at)
    return found
