"""Which plans are in force, what is due to be done about them, and what a verdict does to a draft. Pure."""

from __future__ import annotations

import calendar
import hashlib
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum

import msgspec
from msgspec.structs import replace

from app.domain.plan.addresses import find, moved, without
from app.domain.plan.model import Plan
from app.domain.planning.model import (
    ExtractedItem,
    Extraction,
    PlanContent,
    PlanFinding,
    PlanLife,
    PlanVersion,
    Verdict,
    VersionStatus,
)

REVIEW_MONTHS = 36
"""How often a plan is assessed where it says nothing itself: every three years (suggested; 国办发〔2024〕5号, unverified)."""

FINDING_DAYS = 30
"""How long a finding may wait where nobody set a day (suggested; facts file §6.5)."""

_ENCODER = msgspec.json.Encoder(order="sorted")


def seal(content: PlanContent) -> str:
    """SHA-256 (hex) of a version's content: plan, prose and cases, whatever hash the plan itself carries."""
    digest = hashlib.sha256()
    plain = replace(content.plan, hash="")
    for part in (_ENCODER.encode(plain), content.text.encode(), _ENCODER.encode(content.cases)):
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def plans_in_force(shipped: Mapping[str, Plan], versions: Iterable[PlanVersion], lives: Mapping[str, PlanLife]) -> dict[str, Plan]:
    """The plans that decisions go by: the files' own, replaced by versions put in force here, without the retired."""
    plans = dict(shipped)
    for version in versions:
        if version.status is VersionStatus.IN_FORCE:
            plans[version.plan_id] = replace(version.content.plan, hash=version.hash)
    return {plan_id: plan for plan_id, plan in plans.items() if plan_id not in lives or lives[plan_id].retired_at is None}


def remove_part(content: PlanContent, extraction: Extraction | None, address: str) -> tuple[PlanContent, Extraction | None]:
    """The content without a part, and the extraction with later places moved up. ``KeyError`` as ``addresses.without``."""
    content = replace(content, plan=without(content.plan, address))
    if extraction is None:
        return content, None
    items = tuple(
        item if item.address == address else replace(item, address=moved(item.address, address)) for item in extraction.items
    )
    return content, replace(extraction, items=items)


def judged(version: PlanVersion, accepted: Iterable[str], rejected: Iterable[str], by: str, at: datetime) -> PlanVersion:
    """The version after a person's yes and no; rejected parts have left the draft."""
    verdicts = {**dict.fromkeys(accepted, Verdict.ACCEPTED), **dict.fromkeys(rejected, Verdict.REJECTED)}
    content, extraction = version.content, version.extraction
    if extraction is None:
        return version
    for item_id in (item.id for item in extraction.items if verdicts.get(item.id) is Verdict.REJECTED):
        item = next(one for one in extraction.items if one.id == item_id)
        if _removable(content.plan, item):
            content, left = remove_part(content, extraction, item.address)
            extraction = left or extraction
    items = tuple(
        replace(item, verdict=verdicts[item.id], judged_by=by, judged_at=at) if item.id in verdicts else item
        for item in extraction.items
    )
    return replace(version, content=content, extraction=replace(extraction, items=items))


def settle_vanished(extraction: Extraction, plan: Plan, by: str, at: datetime) -> Extraction:
    """Items whose part was taken out of the draft in the editor count as refused by whoever did it."""
    return replace(
        extraction,
        items=tuple(
            replace(item, verdict=Verdict.REJECTED, judged_by=by, judged_at=at)
            if item.verdict is Verdict.WAITING and find(plan, item.address) is None else item
            for item in extraction.items
        ),
    )


def _removable(plan: Plan, item: ExtractedItem) -> bool:
    return item.address not in ("scope", "evacuate") and find(plan, item.address) is not None


def add_months(day: date, months: int) -> date:
    """The same day so many months later; the last day of the month where that month is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def review_after(plan: Plan, day: date) -> date:
    """When the plan is to be reviewed again, counted from this day."""
    return add_months(day, plan.review.every_months if plan.review else REVIEW_MONTHS)


def next_review_on(plan: Plan, life: PlanLife | None) -> date | None:
    """The day by which the plan has to be assessed; ``None`` where neither the plan nor its life names a start."""
    if life is not None and life.next_review_on is not None:
        return life.next_review_on
    if plan.next_review_on is not None:
        return plan.next_review_on
    return review_after(plan, plan.issued_on) if plan.issued_on else None


def next_drill_on(plan: Plan, life: PlanLife | None, since: date) -> date | None:
    """The day by which the plan has to be practised; counted from the last drill, else from ``since``.

    ``None`` where the plan names no frequency.
    """
    if plan.drill is None:
        return None
    drills = life.drills if life else ()
    last = max((drill.on for drill in drills), default=since)
    return add_months(last, plan.drill.every_months)


class ReminderKind(StrEnum):
    """What is due about a plan."""

    REVIEW_DUE = "review_due"
    DRILL_DUE = "drill_due"
    NEVER_DRILLED = "never_drilled"
    FINDING_OPEN = "finding_open"
    DRAFT_WAITING = "draft_waiting"


class Reminder(msgspec.Struct, frozen=True):
    """Something to be done about a plan by a day; ``ref`` is the finding's id or the version."""

    kind: ReminderKind
    plan_id: str
    due_on: date
    ref: str = ""

    def is_overdue(self, today: date) -> bool:
        """Whether the day has passed."""
        return self.due_on < today


AHEAD_DAYS = 60
"""How long before its day a review or a drill is brought to mind (suggested)."""


def reminders(
    plans: Mapping[str, Plan], versions: Iterable[PlanVersion], findings: Iterable[PlanFinding],
    lives: Mapping[str, PlanLife], since: date, today: date, ahead_days: int = AHEAD_DAYS,
) -> tuple[Reminder, ...]:
    """Everything about plans that wants a person by ``today + ahead_days``, the earliest first.

    ``since``: the day from which a plan without any drill is counted (the founding of the desk). Open findings and waiting
    versions are always listed.
    """
    found: list[Reminder] = []
    horizon = today.toordinal() + ahead_days
    for plan in plans.values():
        life = lives.get(plan.id)
        review_on, drill_on = next_review_on(plan, life), next_drill_on(plan, life, since)
        if review_on is not None and review_on.toordinal() <= horizon:
            found.append(Reminder(ReminderKind.REVIEW_DUE, plan.id, review_on))
        if drill_on is not None and drill_on.toordinal() <= horizon:
            kind = ReminderKind.DRILL_DUE if life and life.drills else ReminderKind.NEVER_DRILLED
            found.append(Reminder(kind, plan.id, drill_on))
    found += [
        Reminder(ReminderKind.FINDING_OPEN, one.plan_id, one.due_on or today, one.id) for one in findings if one.is_open
    ]
    found += [
        Reminder(ReminderKind.DRAFT_WAITING, one.plan_id, today, one.version)
        for one in versions if one.status in (VersionStatus.REVIEWED, VersionStatus.APPROVED)
    ]
    return tuple(sorted(found, key=lambda one: (one.due_on, one.plan_id, one.kind, one.ref)))
