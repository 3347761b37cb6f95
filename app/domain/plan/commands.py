"""Wishes about responses and tasks."""

from __future__ import annotations

from app.domain.record import Command
from app.domain.words import ResponseLevel


class ActivateResponse(Command, frozen=True):
    """Activate a plan. The law wants four things named (Emergency Response Law 2024 art. 72): item, level, expected
    duration, measures. ``approved_by`` is who decided it.

    ``also``: other plans that the same decision starts, each at its level: all of them or none. Item, duration and measures
    are those of the decision.
    """

    incident_id: str
    plan_id: str
    level: ResponseLevel
    item: str
    expected_duration_h: float
    measures: tuple[str, ...]
    approved_by: str
    also: tuple[tuple[str, ResponseLevel], ...] = ()


class ChangeLevel(Command, frozen=True):
    """Raise or lower a running response; only what the new level adds becomes new work."""

    incident_id: str
    activation_id: str
    level: ResponseLevel
    reason: str
    approved_by: str


class DeclinePlan(Command, frozen=True):
    """Do not follow a recommendation, with the reason."""

    incident_id: str
    plan_id: str
    level: ResponseLevel | None
    reason: str


class CompleteTask(Command, frozen=True):
    """Say that a task is done."""

    incident_id: str
    task_id: str
    remark: str = ""


class SkipTask(Command, frozen=True):
    """Say that a task does not apply here, with the reason."""

    incident_id: str
    task_id: str
    reason: str


class ReopenTask(Command, frozen=True):
    """Take back a tick, with the reason."""

    incident_id: str
    task_id: str
    reason: str


class TerminateResponse(Command, frozen=True):
    """End a response (art. 86): the conditions that were met (their positions in the plan), the reason, who decided."""

    incident_id: str
    activation_id: str
    reason: str
    approved_by: str
    conditions_met: tuple[int, ...] = ()
