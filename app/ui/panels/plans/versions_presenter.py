"""Versions of a plan, what hangs on it and what differs between two, as rows. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

import msgspec

from app.catalog.wording import Wording
from app.desk.describe_improvement import source_line
from app.domain.improvement.model import Finding
from app.domain.improvement.rules import due_on, stage, unanswered_plans
from app.domain.plan.difference import Change, Passage
from app.domain.plan.model import Plan
from app.domain.planning.model import Origin, PlanFinding, PlanLife, PlanVersion, VersionStatus
from app.domain.planning.rules import next_drill_on, next_review_on
from app.domain.state import State
from app.kernel.clock import to_local
from app.ui.panels.plans.presenter import VERSION_TONES

NEXT_STEPS: Mapping[VersionStatus, tuple[str, ...]] = MappingProxyType(
    {
        VersionStatus.DRAFT: ("review", "discard"),
        VersionStatus.REVIEWED: ("approve", "return"),
        VersionStatus.APPROVED: ("issue",),
        VersionStatus.IN_FORCE: ("retire",),
    }
)
"""What may be done next with a version that stands so."""


class VersionRow(msgspec.Struct, frozen=True):
    """A version in the table; ``steps`` is its life in lines, ``can`` what may be done next."""

    key: str
    plan_id: str
    version: str
    status: str
    tone: str
    origin: str
    based_on: str
    changed_at: datetime | None
    approved_by: str
    hash: str
    tasks: int
    waiting: int
    steps: str
    can: tuple[str, ...]


class HangingRow(msgspec.Struct, frozen=True):
    """A finding, a drill or a review of a plan; ``finding_id`` is set where it waits for an answer. ``shown``: a drill or an
    incident showed it, and it is put right on the board of findings."""

    key: str
    kind: str
    tone: str
    on: date
    text: str
    source: str
    due_on: date | None
    answer: str
    by: str
    finding_id: str = ""
    shown: bool = False


class Upkeep(msgspec.Struct, frozen=True):
    """When the plan is to be reviewed and practised next, in words, and whether a day has passed."""

    review: str
    drill: str
    overdue: bool


class ChangeRow(msgspec.Struct, frozen=True):
    """A part that differs, in words."""

    key: str
    kind: str
    tone: str
    part: str
    before: str
    after: str


class VersionsPresenter:
    """Versions and what hangs on them in the words of one language."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording

    def versions(self, versions: tuple[PlanVersion, ...]) -> tuple[VersionRow, ...]:
        """One row a version, newest first as given."""
        return tuple(self._version(one) for one in versions)

    def hanging(self, plan_id: str, state: State) -> tuple[HangingRow, ...]:
        """Open findings first, then everything else, the newest first."""
        life = state.plan_lives.get(plan_id) or PlanLife()
        rows = [self._finding(one) for one in state.plan_findings.values() if one.plan_id == plan_id]
        rows += [
            self._shown_finding(one, plan_id) for one in state.findings.values() if plan_id in one.plan_ids and one.is_weakness
        ]
        for kind, occasions in (("drill", life.drills), ("review", life.reviews)):
            rows += [
                HangingRow(
                    key=f"{kind}:{place}", kind=self._wording.say(f"plan_life.{kind}"), tone="neutral", on=one.on, text=one.words,
                    source="", due_on=None, answer="", by=one.by,
                )
                for place, one in enumerate(occasions)
            ]
        return tuple(sorted(rows, key=lambda row: (not row.finding_id, -row.on.toordinal(), row.key)))

    def upkeep(self, plan: Plan, state: State, now: datetime) -> Upkeep:
        """The next review and drill of the plan in force."""
        say, today = self._wording.say, to_local(now).date()
        life = state.plan_lives.get(plan.id)
        since = to_local(state.founded_at or now).date()
        review_on, drill_on = next_review_on(plan, life), next_drill_on(plan, life, since)
        review = say("plan_life.review_by", date=review_on.isoformat()) if review_on else say("plan_life.review_never")
        drill = say("plan_life.drill_never")
        if drill_on is not None and plan.drill is not None:
            code = "plan_life.drill_by" if life and life.drills else "plan_life.first_drill_by"
            drill = say(code, date=drill_on.isoformat(), months=plan.drill.every_months, basis=self._wording.cite(plan.drill.basis))
        overdue = any(day is not None and day < today for day in (review_on, drill_on))
        return Upkeep(review, drill, overdue)

    def changes(self, changes: tuple[Change, ...]) -> tuple[ChangeRow, ...]:
        """What differs, a row for each field of a changed part."""
        rows: list[ChangeRow] = []
        for change in changes:
            kind, tone = self._wording.say(f"change.{change.kind}"), _CHANGE_TONES[change.kind.value]
            part = self.part(change.address, change.after if change.after is not None else change.before)
            if change.fields and change.kind.value == "changed":
                rows += [
                    ChangeRow(
                        f"{change.address}/{one.field}", kind, tone, f"{self._field(one.field)} · {part}",
                        self.value(one.before), self.value(one.after),
                    )
                    for one in change.fields
                ]
            else:
                rows.append(
                    ChangeRow(change.address, kind, tone, part, self.value(change.before), self.value(change.after))
                )
        return tuple(rows)

    def part(self, address: str, value: Any = None) -> str:
        """A part of a plan in words: ``tasks/call-back`` → 任务 回拨报告人核实…."""
        head, _, name = address.partition("/")
        code = f"plan_part.{head}"
        word = self._wording.say(code) if self._wording.knows(code) else self._field(head)
        said = self._shown(value)
        return f"{word}  {said or name}".strip()

    def value(self, value: Any) -> str:
        """A plain value in words, short enough for a table cell."""
        if value is None or value == "":
            return "—"
        if isinstance(value, bool):
            return self._wording.say("yes" if value else "no")
        if isinstance(value, dict):
            if "zh" in value:
                return str(value[self._wording.lang] or value["zh"]) if self._wording.lang in value else str(value["zh"])
            said = ((name, one) for name, one in value.items() if one not in ("", None, []))
            return "；".join(f"{self._field(str(name))} {self.value(one)}" for name, one in said)
        if isinstance(value, list):
            return "、".join(self.value(one) for one in value) or "—"
        return str(value)

    def _shown(self, value: Any) -> str:
        if not isinstance(value, dict):
            return ""
        for field in ("text", "name", "title", "organisation"):
            if value.get(field):
                return self.value(value[field])
        return self.value(value) if "zh" in value else ""

    def _field(self, name: str) -> str:
        code = f"plan_field.{name}"
        return self._wording.say(code) if self._wording.knows(code) else name

    def _version(self, one: PlanVersion) -> VersionRow:
        say = self._wording.say
        steps = [
            f"{say(f'version_status.{step.status}')}  {to_local(step.at):%Y-%m-%d %H:%M}  {step.by}"
            + (f"  {step.remark}" if step.remark else "")
            for step in one.steps
        ]
        if one.origin is Origin.SHIPPED:
            steps = [say("plan_life.shipped")]
        if one.document_no:
            steps.append(say("plan_life.document_no", number=one.document_no))
        can = NEXT_STEPS.get(one.status, ())
        return VersionRow(
            key=one.key, plan_id=one.plan_id, version=one.version, status=say(f"version_status.{one.status}"),
            tone=VERSION_TONES[one.status], origin=say(f"plan_origin.{one.origin}"), based_on=one.based_on,
            changed_at=one.steps[-1].at if one.steps else None, approved_by=one.approved_by, hash=one.hash,
            tasks=len(one.content.plan.tasks), waiting=len(one.extraction.waiting) if one.extraction else 0,
            steps="\n".join(steps), can=can,
        )

    def _finding(self, one: PlanFinding) -> HangingRow:
        say = self._wording.say
        answer = ""
        if one.answer_version:
            answer = say("entry.by_version", version=one.answer_version)
        elif one.answer_reason:
            answer = say("entry.by_reason", reason=one.answer_reason)
        return HangingRow(
            key=one.id, kind=say("plan_life.finding_open" if one.is_open else "plan_life.finding"),
            tone="warn" if one.is_open else "muted", on=to_local(one.raised_at).date(), text=one.text,
            source="  ".join(filter(None, (say(f"finding_cause.{one.cause}"), one.source))), due_on=one.due_on, answer=answer,
            by=one.raised_by, finding_id=one.id if one.is_open else "",
        )


    def _shown_finding(self, one: Finding, plan_id: str) -> HangingRow:
        """A finding of a drill or an incident, as far as it concerns this plan."""
        say, hangs = self._wording.say, plan_id in unanswered_plans(one)
        given = next((each for each in reversed(one.answers) if each.plan_id == plan_id and not each.past), None)
        answer = say("hanging.standing", standing=say(f"finding_standing.{stage(one)}"))
        if given is not None and given.version:
            answer = say("entry.by_version", version=given.version)
        elif given is not None:
            answer = say("entry.by_reason", reason=given.reason)
        cause = say(f"root_cause.{one.cause or 'none'}")
        source = source_line(self._wording, one.source)
        return HangingRow(
            key=one.id, kind=say("plan_life.finding_open" if hangs else "plan_life.finding"), tone="warn" if hangs else "muted",
            on=to_local(one.raised_at).date(), text=f"{one.number} {one.description}",
            source=say("hanging.source", cause=cause, source=source), due_on=due_on(one), answer=answer, by=one.raised_by,
            finding_id=one.id if hangs else "", shown=True,
        )


_CHANGE_TONES = {"added": "ok", "removed": "warn", "changed": "info"}


def passage_rows(passages: tuple[Passage, ...]) -> tuple[tuple[str, str, bool], ...]:
    """The prose side by side, a row a paragraph: before, after, whether they are the same."""
    rows: list[tuple[str, str, bool]] = []
    for one in passages:
        for place in range(max(len(one.before), len(one.after))):
            before = one.before[place] if place < len(one.before) else ""
            after = one.after[place] if place < len(one.after) else ""
            rows.append((before, after, one.same))
    return tuple(rows)
