"""What happened to responses and tasks. Entries copy what they need from the plan, with its version and hash."""

from __future__ import annotations

from app.domain.plan.claims import TaskMerge
from app.domain.plan.model import CommandStructure, Demand, PlanType, StopCondition, Task, TaskStatus
from app.domain.record import Entry
from app.domain.reporting.model import Rule
from app.domain.words import ResponseLevel
from app.kernel.text import Text


class PlanActivated(Entry, frozen=True):
    """A person activated a response.

    ``tasks`` are the ones that nobody asked for before, ``merged`` those that are work already on the list. ``reporting`` and
    ``command`` are copied from the plan.
    """

    incident_id: str
    activation_id: str
    plan_id: str
    plan_title: Text
    plan_version: str
    plan_hash: str
    item: str
    level: ResponseLevel
    level_name: Text
    expected_duration_h: float
    measures: tuple[str, ...]
    approved_by: str
    tasks: tuple[Task, ...]
    demands: tuple[Demand, ...]
    stop: tuple[StopCondition, ...]
    merged: tuple[TaskMerge, ...] = ()
    plan_type: PlanType = PlanType.SPECIAL
    reporting: tuple[Rule, ...] = ()
    command: CommandStructure | None = None


class ResponseLevelChanged(Entry, frozen=True):
    """A running response was raised or lowered; ``tasks`` are the ones added, ``demands`` those of the new level.

    ``merged``: what the new level asks for and another response had asked for before.
    """

    incident_id: str
    activation_id: str
    level: ResponseLevel
    level_name: Text
    reason: str
    approved_by: str
    tasks: tuple[Task, ...]
    demands: tuple[Demand, ...]
    merged: tuple[TaskMerge, ...] = ()


class PlanDeclined(Entry, frozen=True):
    """A recommendation was not followed."""

    incident_id: str
    plan_id: str
    level: ResponseLevel | None
    reason: str


class TaskSettled(Entry, frozen=True):
    """A task was done, set aside as not applicable, or opened again."""

    incident_id: str
    task_id: str
    status: TaskStatus
    remark: str = ""


class ResponseTerminated(Entry, frozen=True):
    """A response ended; ``last`` says that no other response of the incident runs on."""

    incident_id: str
    activation_id: str
    reason: str
    approved_by: str
    conditions_met: tuple[int, ...]
    last: bool
