"""The reference as this desk has made it: the files' plans, and what was put in force or retired here. Pure."""

from __future__ import annotations

import dataclasses
from datetime import datetime

from app.domain.planning.rules import Reminder, plans_in_force, reminders
from app.domain.reference import Reference
from app.domain.state import State
from app.kernel.clock import to_local


def effective(files: Reference, state: State) -> Reference:
    """What decisions look things up in: the catalogue of ``files`` with the plans that are in force at this desk."""
    shipped = files.plans
    if not state.plan_versions and not state.plan_lives:
        return dataclasses.replace(files, plans=shipped, shipped=shipped)
    plans = plans_in_force(shipped, state.plan_versions.values(), state.plan_lives)
    return dataclasses.replace(files, plans=plans, shipped=shipped)


def plan_reminders(state: State, reference: Reference, now: datetime) -> tuple[Reminder, ...]:
    """What is due about the plans of this desk on the Beijing day of ``now``, the earliest first."""
    today = to_local(now).date()
    since = to_local(state.founded_at).date() if state.founded_at else today
    return reminders(
        reference.plans, state.plan_versions.values(), state.plan_findings.values(), state.plan_lives, since, today
    )
