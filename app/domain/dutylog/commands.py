"""Wishes about the duty log and the equipment."""

from __future__ import annotations

from datetime import datetime

from app.domain.dutylog.model import EquipmentCondition, LogCategory
from app.domain.record import Command
from app.kernel.text import Text


class WriteLog(Command, frozen=True):
    """Write an entry; ``at`` is when it happened, now where not given."""

    text: str
    category: LogCategory = LogCategory.OTHER
    at: datetime | None = None


class CorrectLog(Command, frozen=True):
    """Put an entry right; the old words stay readable, struck through, with the reason."""

    note_id: str
    text: str
    reason: str


class ListEquipment(Command, frozen=True):
    """Enter a piece of equipment of this desk, or change one (also one that the program suggests)."""

    item_id: str
    name: Text
    every_h: int
    used: bool = True


class CheckEquipment(Command, frozen=True):
    """Record a test; one that did not work, or is not there, needs a remark. ``at``: now where not given."""

    item_id: str
    condition: EquipmentCondition
    remark: str = ""
    at: datetime | None = None
