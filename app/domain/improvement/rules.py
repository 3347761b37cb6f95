"""How findings stand, on which plans they hang, and which of them the next drill has to look at again. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

import msgspec

from app.domain.improvement.model import CorrectiveAction, Finding, Gravity, RootCause, Standing

if TYPE_CHECKING:
    from app.domain.state import State

CLOSE_WITHIN_DAYS: Mapping[Gravity, int] = MappingProxyType({Gravity.MINOR: 30, Gravity.MAJOR: 15})
"""Days in which a finding should be put right (suggested, no law: facts file §6.5)."""

STRIP_DAYS = 3
"""So long before its last day a finding comes onto the strip of deadlines (suggested)."""


def suggested_due(gravity: Gravity, today: date) -> date:
    """The day by which it should be put right where nobody sets another (suggested)."""
    return today + timedelta(days=CLOSE_WITHIN_DAYS[gravity])


def stage(finding: Finding) -> Standing:
    """Where it stands, whatever the day."""
    if finding.withdrawn_at is not None:
        return Standing.WITHDRAWN
    if not finding.is_weakness:
        return Standing.NOTED
    if finding.closed_at is not None:
        return Standing.CLOSED
    live = finding.live_actions
    if not live:
        return Standing.TO_ASSIGN
    return Standing.IN_PROGRESS if any(one.done_at is None for one in live) else Standing.TO_REVIEW


def due_on(finding: Finding) -> date | None:
    """The next day that counts: of the measures not carried out the first, else the last of all; the suggested day before any
    is assigned. ``None`` where nothing is open."""
    if not finding.is_open:
        return None
    live = finding.live_actions
    waiting = [one.due_on for one in live if one.done_at is None]
    if waiting:
        return min(waiting)
    return max((one.due_on for one in live), default=finding.due_on)


def is_overdue(finding: Finding, today: date) -> bool:
    """Whether it is open past its day."""
    due = due_on(finding)
    return due is not None and due < today


def standing(finding: Finding, today: date) -> Standing:
    """Where it stands on this Beijing day, 逾期 before everything else."""
    return Standing.OVERDUE if is_overdue(finding, today) else stage(finding)


def owners(finding: Finding) -> tuple[CorrectiveAction, ...]:
    """The measures that somebody still has to carry out."""
    return tuple(one for one in finding.live_actions if one.done_at is None) if finding.is_open else ()


def unanswered_plans(finding: Finding) -> tuple[str, ...]:
    """The plans that it hangs on: it is open, and no version and no reasoned no of theirs has answered it since it was opened."""
    if not finding.is_open:
        return ()
    answered = {one.plan_id for one in finding.answers if not one.past}
    return tuple(one for one in finding.plan_ids if one not in answered)


def hanging_on(state: State, plan_id: str) -> tuple[Finding, ...]:
    """The findings that hang on a plan until a version answers them, the oldest first."""
    found = [one for one in state.findings.values() if plan_id in unanswered_plans(one)]
    return tuple(sorted(found, key=lambda one: (one.raised_at, one.number)))


def blocks_closing(finding: Finding) -> tuple[str, ...]:
    """The plans that have to answer before it may be closed: those it hangs on, where the plan is its cause."""
    return unanswered_plans(finding) if finding.cause is RootCause.PLAN else ()


def waits_for_retest(finding: Finding) -> bool:
    """Whether the next drill has to look at it: it is open, or closed and no drill since then has found it mended."""
    if not finding.is_weakness or finding.withdrawn_at is not None:
        return False
    if finding.closed_at is None:
        return True
    return not any(one.passed and one.at >= finding.closed_at for one in finding.retests)


class RetestNeed(msgspec.Struct, frozen=True):
    """A finding that a drill has to test again: by the item of the same id, else by its objective.

    ``exercised`` is false where the scenario has neither: then the conductor has to add an inject for it, or it stays untested.
    """

    finding_id: str
    number: str
    description: str
    standing: Standing
    item: str
    objective: str
    exercised: bool


def retests_for(
    state: State, plan_ids: Iterable[str], today: date, *, items: Iterable[str] = (), objectives: Iterable[str] = ()
) -> tuple[RetestNeed, ...]:
    """What a drill of these plans has to test again, the overdue and the major ones first.

    ``items`` and ``objectives`` are the ids that the scenario evaluates. A finding of no plan at all is tested by whatever
    scenario has its item or its objective.
    """
    plans, known_items, known_objectives = set(plan_ids), set(items), set(objectives)
    found = []
    for one in state.findings.values():
        by_item = bool(one.item) and one.item in known_items
        by_objective = bool(one.objective) and one.objective in known_objectives
        touches = bool(plans.intersection(one.plan_ids)) or (not one.plan_ids and (by_item or by_objective))
        if not touches or not waits_for_retest(one):
            continue
        need = RetestNeed(
            one.id, one.number, one.description, standing(one, today), one.item if by_item else "",
            one.objective if by_objective else "", by_item or by_objective,
        )
        found.append(((need.standing is not Standing.OVERDUE, one.gravity is not Gravity.MAJOR, one.number), need))
    return tuple(need for _, need in sorted(found, key=lambda pair: pair[0]))


def ranked(findings: Iterable[Finding], today: date) -> tuple[Finding, ...]:
    """The overdue first, then by what is to be done next, the earliest day first."""
    order = {one: place for place, one in enumerate(Standing)}
    return tuple(
        sorted(findings, key=lambda one: (order[standing(one, today)], due_on(one) or date.max, one.number))
    )
