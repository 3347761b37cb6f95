"""What entries about the duty log and the equipment make of the state."""

from __future__ import annotations

from msgspec.structs import replace

from app.domain.dutylog.entries import EquipmentChecked, EquipmentListed, LogCorrected, LogWritten
from app.domain.dutylog.model import LogCorrection, LogNote
from app.domain.record import Stamp
from app.domain.state import State

CHECKS_KEPT = 20
"""Tests of one item that the state holds; the journal holds all."""


def written(state: State, entry: LogWritten, stamp: Stamp) -> State:
    """One more entry."""
    note = LogNote(entry.note_id, entry.text, entry.category, entry.at, stamp.typed_at, stamp.actor)
    return replace(state, log_notes=state.log_notes.set(note.id, note))


def corrected(state: State, entry: LogCorrected, stamp: Stamp) -> State:
    """The entry with its new words; the old ones are kept in order."""
    note = state.log_notes[entry.note_id]
    made = LogCorrection(entry.before, stamp.actor, stamp.at, entry.reason)
    after = replace(note, text=entry.text, corrections=(*note.corrections, made))
    return replace(state, log_notes=state.log_notes.set(note.id, after))


def listed(state: State, entry: EquipmentListed, _: Stamp) -> State:
    """The item as this desk has it."""
    return replace(state, equipment_items=state.equipment_items.set(entry.item.id, entry.item))


def checked(state: State, entry: EquipmentChecked, _: Stamp) -> State:
    """One more test, in the order of recording."""
    made = (*state.equipment_checks.get(entry.check.item_id, ()), entry.check)
    return replace(state, equipment_checks=state.equipment_checks.set(entry.check.item_id, made[-CHECKS_KEPT:]))
