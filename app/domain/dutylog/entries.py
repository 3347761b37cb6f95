"""What happened to the duty log and the equipment."""

from __future__ import annotations

from datetime import datetime

from app.domain.dutylog.model import EquipmentCheck, EquipmentItem, LogCategory
from app.domain.record import Entry


class LogWritten(Entry, frozen=True):
    """An entry was written; the record's own moment says when."""

    note_id: str
    text: str
    category: LogCategory
    at: datetime


class LogCorrected(Entry, frozen=True):
    """An entry was put right; ``before`` are its words until then."""

    note_id: str
    text: str
    before: str
    reason: str


class EquipmentListed(Entry, frozen=True):
    """A piece of equipment was entered or changed."""

    item: EquipmentItem


class EquipmentChecked(Entry, frozen=True):
    """A piece of equipment was tested."""

    check: EquipmentCheck
