"""The reference as this desk has made it: the files' plans and rulebooks, and what was put in force or retired here. Pure."""

from __future__ import annotations

import dataclasses
from datetime import datetime

from app.domain.improvement.rules import due_on, unanswered_plans
from app.domain.planning.rules import Reminder, ReminderKind, plans_in_force, reminders
from app.domain.reference import Reference
from app.domain.rulemaking.rules import rulebooks_in_force
from app.domain.state import State
from app.kernel.clock import to_local


def effective(files: Reference, state: State) -> Reference:
    """What decisions look things up in: the catalogue of ``files`` with the plans and rulebooks in force at this desk."""
    plans, books = files.plans, files.rulebooks
    if state.plan_versions or state.plan_lives:
        plans = plans_in_force(files.plans, state.plan_versions.values(), state.plan_lives)
    if state.rulebook_versions:
        books = rulebooks_in_force(files.rulebooks, state.rulebook_versions.values())
    return dataclasses.replace(
        files, plans=plans, shipped=files.plans, rulebooks=books, shipped_rulebooks=files.rulebooks
    )


def plan_reminders(state: State, reference: Reference, now: datetime) -> tuple[Reminder, ...]:
    """What is due about the plans of this desk on the Beijing day of ``now``, the earliest first."""
    today = to_local(now).date()
    since = to_local(state.founded_at).date() if state.founded_at else today
    found = reminders(
        reference.plans, state.plan_versions.values(), state.plan_findings.values(), state.plan_lives, since, today
    )
    shown = tuple(
        Reminder(ReminderKind.FINDING_OPEN, plan_id, due_on(one) or today, one.id)
        for one in state.findings.values() for plan_id in unanswered_plans(one)
    )
    return tuple(sorted((*found, *shown), key=lambda one: (one.due_on, one.plan_id, one.kind, one.ref)))
