"""Free entries of the duty log and the equipment of the duty room (facts file §3.6: state of phones, fax, satellite phone and
stand-by power; the satellite phone is tried at regular times)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec

from app.domain.basis import Basis
from app.kernel.text import Text


class LogCategory(StrEnum):
    """What an entry is about: a call 来电, a paper that came in 来文, the weather 天气, a leader's word 领导指示, anything else."""

    CALL = "call"
    LETTER = "letter"
    WEATHER = "weather"
    INSTRUCTION = "instruction"
    OTHER = "other"


class LogCorrection(msgspec.Struct, frozen=True):
    """A correction: the words as they were before (struck through from then on), who put them right, when and why."""

    text: str
    by: str
    at: datetime
    reason: str


class LogNote(msgspec.Struct, frozen=True):
    """A free entry. ``at`` is when it happened, ``written_at`` when it was written down: both are kept."""

    id: str
    text: str
    category: LogCategory
    at: datetime
    written_at: datetime
    by: str
    corrections: tuple[LogCorrection, ...] = ()


class EquipmentItem(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A piece of the room's equipment. ``every_h``: hours between two tests, 0 for none. ``used`` false: this desk has none,
    and nobody is reminded of it."""

    id: str
    name: Text
    every_h: int
    basis: Basis = Basis("")
    used: bool = True


class EquipmentCondition(StrEnum):
    """What a test found; ``absent`` is not there (lent, being mended)."""

    WORKS = "works"
    FAULTY = "faulty"
    ABSENT = "absent"


class EquipmentCheck(msgspec.Struct, frozen=True):
    """One test: what it found, when, who made it."""

    item_id: str
    condition: EquipmentCondition
    at: datetime
    by: str
    remark: str = ""
