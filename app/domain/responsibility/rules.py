"""Who owns a task by the responsibility list, what a higher unit still has to be told, and what an edition changes. Pure.

Routing (facts file §5.7): basic: the township leads; supporting: the main order goes to the county unit and a sub-order to
the township; withdrawn: the township must not lead, so the county unit does and the notice to it is kept as proof; no
settled item: handled first and claimed afterwards. Life-saving first response is never refused or moved for want of an
item: the township does it at once, and whatever has to be told is told beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

import msgspec
from immutables import Map

from app.domain.duty.model import Tier
from app.domain.incident.model import Incident
from app.domain.plan.composition import Work, work_of
from app.domain.plan.model import Plan, Task, TaskStatus
from app.domain.reference import Role
from app.domain.responsibility.matching import Match, match
from app.domain.responsibility.model import (
    Assignment,
    DutyClass,
    DutyItem,
    DutyRequest,
    NoticeKind,
    Organisation,
    Standing,
    SubOrder,
    TaskDuty,
)

OWN_TIERS = frozenset({"village", Tier.TOWNSHIP.value})
"""Tiers whose roles the township itself commands."""

NOTICE_OF: Mapping[DutyClass, NoticeKind] = {
    DutyClass.BASIC: NoticeKind.NONE,
    DutyClass.PENDING: NoticeKind.NONE,
    DutyClass.SUPPORTING: NoticeKind.ORDER,
    DutyClass.WITHDRAWN: NoticeKind.REFERRAL,
}


class OpenNotice(msgspec.Struct, frozen=True):
    """A unit that still has to be told (or told again: it declined) of tasks that are its own.

    ``due_at``: when the first of these tasks is due: it should know before.
    """

    incident_id: str
    to: Organisation
    kind: NoticeKind
    task_ids: tuple[str, ...]
    due_at: datetime
    standing: Standing


class ItemChange(msgspec.Struct, frozen=True):
    """An item that another edition has otherwise, with the names of the fields that differ."""

    before: DutyItem
    after: DutyItem
    fields: tuple[str, ...]


class ListChanges(msgspec.Struct, frozen=True):
    """What a new edition would change, each by code."""

    added: tuple[DutyItem, ...]
    changed: tuple[ItemChange, ...]
    removed: tuple[DutyItem, ...]
    same: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing would change."""
        return not (self.added or self.changed or self.removed)


def assign(
    works: Iterable[Work], incident: Incident, items: Map[str, DutyItem], roles: Mapping[str, Role],
    plans: Mapping[str, Plan], on: date,
) -> tuple[Assignment, ...]:
    """The owner of each piece of work, in their order; none where there is no list."""
    if not items:
        return ()
    return tuple(route(work.task, incident, items, roles, on, item_code(work, plans)) for work in works)


def item_code(work: Work, plans: Mapping[str, Plan]) -> str:
    """The item that a plan which asks for the work names for it; "" where none does."""
    for claim in work.claims:
        plan = plans.get(claim.plan_id)
        named = next((task.item for task in plan.tasks if task.id == claim.plan_task_id), "") if plan is not None else ""
        if named:
            return named
    return ""


def route(
    task: Task, incident: Incident, items: Map[str, DutyItem], roles: Mapping[str, Role], on: date, code: str = ""
) -> Assignment:
    """Who owns this task on this day. ``code``: the item that the plan names for it, if it names one."""
    found = match(task, incident.kind, code, items, on)
    doer = _organisation(task.role, roles)
    item = found.item
    if item is None or item.duty_class is DutyClass.PENDING:
        return msgspec.structs.replace(
            _base(task, found), lead=doer, tier=_tier(task.role, roles), unclaimed=True,
            supporting=() if item is None else _partners(item, doer),
        )
    notice = NOTICE_OF[item.duty_class]
    if notice is NoticeKind.NONE:
        elsewhere = task.critical and _tier(item.lead.role, roles) is not Tier.TOWNSHIP
        lead = doer if elsewhere or not item.lead.name else item.lead
        return msgspec.structs.replace(
            _base(task, found), lead=lead, tier=_tier(doer.role, roles) if lead is doer else Tier.TOWNSHIP,
            supporting=_below(lead, doer, "", item),
        )
    told = msgspec.structs.replace(_base(task, found), notice=notice, notice_to=item.lead)
    if task.critical:
        beside = SubOrder(item.lead)
        return msgspec.structs.replace(
            told, lead=doer, tier=_tier(task.role, roles), supporting=(beside, *_partners(item, doer, item.lead))
        )
    return msgspec.structs.replace(
        told, lead=item.lead, tier=Tier.COUNTY, supporting=_below(item.lead, doer, item.township, item)
    )


def open_notices(
    incident: Incident, assignments: Map[str, TaskDuty], *kinds: NoticeKind
) -> tuple[OpenNotice, ...]:
    """The units that still have to be told of an open incident's tasks, referrals first, then the earliest due.

    ``kinds`` narrows to referrals or orders. A task that does not apply owes nothing; one that is done still does.
    """
    if not incident.is_open:
        return ()
    waiting: dict[tuple[NoticeKind, Organisation, Standing], list[Task]] = {}
    for task in (work.task for work in work_of(incident)):
        duty = assignments.get(task.id)
        if duty is None or duty.assignment.notice_to is None or task.status is TaskStatus.NOT_APPLICABLE:
            continue
        kind, standing = duty.assignment.notice, duty.standing
        if standing in (Standing.OWED, Standing.DECLINED) and (not kinds or kind in kinds):
            waiting.setdefault((kind, duty.assignment.notice_to, standing), []).append(task)
    found = [
        OpenNotice(
            incident.id, to, kind, tuple(task.id for task in sorted(tasks, key=lambda one: (one.due_at, one.id))),
            min(task.due_at for task in tasks), standing,
        )
        for (kind, to, standing), tasks in waiting.items()
    ]
    return tuple(sorted(found, key=lambda one: (one.kind is not NoticeKind.REFERRAL, one.due_at, one.to.name)))


def unclaimed(
    incident: Incident, assignments: Map[str, TaskDuty], requests: Map[str, DutyRequest]
) -> tuple[str, ...]:
    """Ids of the tasks for which an admission consultation is offered: no settled item, and nobody has asked yet."""
    asked = {one.task_id for one in requests.values() if one.is_open}
    return tuple(
        task_id for task_id in (work.task.id for work in work_of(incident))
        if task_id not in asked and (duty := assignments.get(task_id)) is not None and duty.assignment.unclaimed
    )


def changes(before: Map[str, DutyItem], after: Iterable[DutyItem]) -> ListChanges:
    """What these items in the place of the present ones would change."""
    coming = {item.code: item for item in after}
    changed = [
        ItemChange(before[code], item, _differing(before[code], item))
        for code, item in coming.items() if code in before and before[code] != item
    ]
    added = tuple(item for code, item in coming.items() if code not in before)
    removed = tuple(before[code] for code in sorted(before) if code not in coming)
    return ListChanges(added, tuple(changed), removed, len(coming) - len(added) - len(changed))


def _base(task: Task, found: Match) -> Assignment:
    """What every assignment says; the lead is still the desk itself."""
    item = found.item
    base = Assignment(
        task_id=task.id, doer=task.role, lead=Organisation(""), tier=Tier.TOWNSHIP, matched=found.by, at_once=task.critical
    )
    if item is None:
        return base
    return msgspec.structs.replace(
        base, item=item.code, item_name=item.name, duty_class=item.duty_class, township=item.township, limit=item.limit,
        basis=item.basis,
    )


def _below(lead: Organisation, doer: Organisation, words: str, item: DutyItem) -> tuple[SubOrder, ...]:
    """The sub-orders under a lead: the role that works the task, then the other units of the item."""
    named = next((one.does for one in item.supporting if one.role == doer.role), "")
    own = () if lead.role == doer.role else (SubOrder(doer, words or named),)
    return (*own, *_partners(item, lead, doer))


def _partners(item: DutyItem, *without: Organisation) -> tuple[SubOrder, ...]:
    names = {one.name for one in without}
    roles = {one.role for one in without if one.role}
    return tuple(
        SubOrder(Organisation(one.name, one.role), one.does)
        for one in item.supporting if one.name not in names and one.role not in roles
    )


def _organisation(role: str, roles: Mapping[str, Role]) -> Organisation:
    known = roles.get(role)
    return Organisation(known.name.zh if known else role, role)


def _tier(role: str, roles: Mapping[str, Role]) -> Tier:
    """The tier of a role; a role that nobody knows is the township's own, and so is the neighbouring township."""
    tier = roles[role].tier if role in roles else Tier.TOWNSHIP.value
    return Tier.TOWNSHIP if tier in OWN_TIERS else Tier(tier) if tier in set(Tier) else Tier.CITY


def _differing(before: DutyItem, after: DutyItem) -> tuple[str, ...]:
    return tuple(name for name in before.__struct_fields__ if getattr(before, name) != getattr(after, name))
