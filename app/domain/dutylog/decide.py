"""What wishes about the duty log and the equipment come to."""

from __future__ import annotations

from app.domain import checks
from app.domain.dutylog.commands import CheckEquipment, CorrectLog, ListEquipment, WriteLog
from app.domain.dutylog.entries import EquipmentChecked, EquipmentListed, LogCorrected, LogWritten
from app.domain.dutylog.model import EquipmentCheck, EquipmentCondition, EquipmentItem
from app.domain.dutylog.rules import find_equipment, known_equipment
from app.domain.record import Entry, Stamp
from app.domain.reference import Reference
from app.domain.state import State
from app.kernel.errors import Refusal
from app.kernel.text import Text

LONGEST_TEXT = 5_000
"""Letters of one entry; more is a document and is filed as one."""

LONGEST_INTERVAL_H = 8_784
"""A year: what is tried less often than that is not tried."""


def write_log(command: WriteLog, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """The entry, at the moment that it tells of."""
    at = stamp.at if command.at is None else checks.not_in_future("at", command.at, stamp.at)
    return (LogWritten(note_id=stamp.command_id, text=_text(command.text), category=command.category, at=at),)


def correct_log(command: CorrectLog, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """The entry with new words; ``Refusal("log_note_unknown")`` where there is none."""
    note = state.log_notes.get(command.note_id)
    if note is None:
        raise Refusal("log_note_unknown", {"note": command.note_id})
    text, reason = _text(command.text), checks.words("reason", command.reason)
    if text == note.text:
        raise Refusal("nothing_changed")
    return (LogCorrected(note_id=note.id, text=text, before=note.text, reason=reason),)


def list_equipment(command: ListEquipment, state: State, reference: Reference, _: Stamp) -> tuple[Entry, ...]:
    """The item as this desk has it. A suggested interval that the desk changes is the desk's own from then on."""
    item_id = checks.words("equipment_id", command.item_id)
    name = Text(checks.words("equipment_name", command.name.zh), command.name.en.strip())
    if not 0 <= command.every_h <= LONGEST_INTERVAL_H:
        raise Refusal("equipment_interval_wrong", {"field": "every_h", "most": LONGEST_INTERVAL_H})
    before = known_equipment(state, reference).get(item_id)
    item = EquipmentItem(item_id, name, command.every_h, used=command.used)
    if before is not None and before.every_h == command.every_h:
        item = EquipmentItem(item_id, name, command.every_h, before.basis, command.used)
    if item == before:
        raise Refusal("nothing_changed")
    return (EquipmentListed(item=item),)


def check_equipment(command: CheckEquipment, state: State, reference: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """The test; whoever takes over has to know what is wrong, so a fault needs words."""
    item = find_equipment(state, reference, command.item_id)
    remark = command.remark.strip()
    if command.condition is not EquipmentCondition.WORKS:
        remark = checks.words("remark", remark)
    at = stamp.at if command.at is None else checks.not_in_future("at", command.at, stamp.at)
    return (EquipmentChecked(check=EquipmentCheck(item.id, command.condition, at, stamp.actor, remark)),)


def _text(text: str) -> str:
    text = checks.words("log_text", text)
    if len(text) > LONGEST_TEXT:
        raise Refusal("log_text_too_long", {"field": "text", "most": LONGEST_TEXT})
    return text
