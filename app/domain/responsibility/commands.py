"""Wishes about the responsibility list, requests to change it, and the notices that tasks owe."""

from __future__ import annotations

from datetime import date, datetime

from app.domain.record import Command
from app.domain.responsibility.model import (
    DutyItem,
    NoticeChannel,
    Opinion,
    RequestCause,
    RequestKind,
)


class RegisterDutyItems(Command, frozen=True):
    """Put this list in the place of the present one, whole or not at all."""

    items: tuple[DutyItem, ...]
    name: str
    source: str = ""
    issued_on: date | None = None


class AdjustDutyItem(Command, frozen=True):
    """Change one item, or add one, with the reason (a slip of the pen, a decision that was taken elsewhere)."""

    item: DutyItem
    reason: str


class FileDutyRequest(Command, frozen=True):
    """Ask to admit a duty (a new code) or to adjust an item (a known code). ``who`` asks; the next step is due on
    ``due_on``. ``incident_id`` and ``task_id``: the work that showed the gap."""

    kind: RequestKind
    cause: RequestCause
    proposal: DutyItem
    who: str
    words: str
    due_on: date | None = None
    incident_id: str = ""
    task_id: str = ""


class ConsultDutyRequest(Command, frozen=True):
    """Record the township's assessment, or another round of it."""

    request_id: str
    opinion: Opinion
    who: str
    words: str
    due_on: date | None = None


class DecideDutyRequest(Command, frozen=True):
    """Record the county's decision. ``item``: the item as it was decided, where it differs from the proposal."""

    request_id: str
    granted: bool
    who: str
    words: str
    item: DutyItem | None = None


class WithdrawDutyRequest(Command, frozen=True):
    """Take an open request back, with the reason."""

    request_id: str
    who: str
    words: str


class RecordDutyNotice(Command, frozen=True):
    """Record that the unit which owns these tasks was told: one call may cover several tasks of one unit.

    ``number``: the telephone or document number. ``at``: now if absent.
    """

    incident_id: str
    task_ids: tuple[str, ...]
    whom: str
    channel: NoticeChannel
    number: str = ""
    read_back: bool = False
    at: datetime | None = None


class RecordDutyAcceptance(Command, frozen=True):
    """Record what the unit answered to its last notice: it takes these tasks over, or declines and says why."""

    incident_id: str
    task_ids: tuple[str, ...]
    accepted: bool
    whom: str
    words: str = ""
    at: datetime | None = None
