"""What happened to the responsibility list, its requests, and the tasks that it owns."""

from __future__ import annotations

from datetime import date, datetime

from app.domain.record import Entry
from app.domain.responsibility.model import (
    Assignment,
    DutyItem,
    NoticeChannel,
    Opinion,
    Organisation,
    RequestCause,
    RequestKind,
    RequestStatus,
)


class DutyItemsRegistered(Entry, frozen=True):
    """A list took the place of the one before; ``items`` is all of it."""

    items: tuple[DutyItem, ...]
    name: str
    source: str = ""
    issued_on: date | None = None


class DutyItemAdjusted(Entry, frozen=True):
    """One item was changed or added; ``request_id`` names the request that decided it, if one did."""

    item: DutyItem
    reason: str = ""
    request_id: str = ""


class DutyRequestFiled(Entry, frozen=True):
    """Somebody asked to admit a duty or to adjust an item."""

    request_id: str
    request_kind: RequestKind
    cause: RequestCause
    proposal: DutyItem
    who: str
    words: str
    due_on: date | None = None
    incident_id: str = ""
    task_id: str = ""


class DutyRequestConsulted(Entry, frozen=True):
    """The township assessed a request."""

    request_id: str
    opinion: Opinion
    who: str
    words: str
    due_on: date | None = None


class DutyRequestClosed(Entry, frozen=True):
    """A request was admitted, adjusted, refused or withdrawn."""

    request_id: str
    status: RequestStatus
    who: str
    words: str


class DutiesAssigned(Entry, frozen=True):
    """The tasks that an activation (or a change of its level) made have their owners by the list of that day."""

    incident_id: str
    activation_id: str
    assignments: tuple[Assignment, ...]


class DutyNoticeRecorded(Entry, frozen=True):
    """The unit that owns these tasks was told."""

    incident_id: str
    task_ids: tuple[str, ...]
    to: Organisation
    whom: str
    channel: NoticeChannel
    number: str
    at: datetime
    read_back: bool = False


class DutyAcceptanceRecorded(Entry, frozen=True):
    """The unit answered: it takes these tasks over, or declines."""

    incident_id: str
    task_ids: tuple[str, ...]
    to: Organisation
    accepted: bool
    whom: str
    words: str
    at: datetime
