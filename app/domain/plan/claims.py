"""Who asks for a task: one piece of work may be claimed by several responses, each with a basis and a time of its own."""

from __future__ import annotations

from datetime import datetime

import msgspec

from app.domain.basis import Basis
from app.domain.words import ResponseLevel
from app.kernel.text import Text


class TaskClaim(msgspec.Struct, frozen=True):
    """One response's claim on a piece of work, copied from its plan: its own words, role and basis.

    ``due_at`` is when this plan alone would have it done. ``settled_by`` and ``same_as`` are those of the plan's task.
    """

    activation_id: str
    plan_id: str
    plan_title: Text
    plan_task_id: str
    text: Text
    role: str
    basis: Basis
    level: ResponseLevel
    due_at: datetime
    critical: bool = False
    settled_by: str = ""
    same_as: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """Which line of which response this is; a response claims each of its lines once."""
        return self.activation_id, self.plan_task_id


class TaskMerge(msgspec.Struct, frozen=True):
    """A plan's task that is work already on the list: the claim added to it, and the task as it stands from then on.

    ``due_at`` is never later than before. ``absorbed``: open tasks that this claim shows to be the same work as well; they
    go on as the one named by ``task_id``.
    """

    task_id: str
    claim: TaskClaim
    due_at: datetime
    critical: bool
    text: Text
    role: str
    absorbed: tuple[str, ...] = ()
