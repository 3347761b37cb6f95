"""What duty entries make of the state."""

from __future__ import annotations

from msgspec.structs import replace

from app.domain.duty.entries import (
    ContactsRegistered,
    DeskFounded,
    ProfileChanged,
    ShiftStarted,
    WarningLifted,
    WarningReceived,
)
from app.domain.duty.model import ShiftMark
from app.domain.record import Stamp
from app.domain.state import State


def founded(state: State, entry: DeskFounded | ProfileChanged, stamp: Stamp) -> State:
    """The desk's profile; the first one is the desk's founding."""
    return replace(state, profile=entry.profile, founded_at=state.founded_at or stamp.at)


def shift_started(state: State, entry: ShiftStarted, stamp: Stamp) -> State:
    """Who is on duty; a handover that still ran has lost its shift and is over."""
    mark = ShiftMark(entry.shift, state.seq + 1)
    return replace(state, shift=entry.shift, shifts=(*state.shifts, mark), handover=None)


def contacts_registered(state: State, entry: ContactsRegistered, stamp: Stamp) -> State:
    """Who can be called."""
    return replace(state, contacts=state.contacts.update({contact.id: contact for contact in entry.contacts}))


def warning_received(state: State, entry: WarningReceived, stamp: Stamp) -> State:
    """A warning in force."""
    return replace(state, warnings=state.warnings.set(entry.warning.id, entry.warning))


def warning_lifted(state: State, entry: WarningLifted, stamp: Stamp) -> State:
    """A warning no longer in force."""
    lifted = replace(state.warnings[entry.warning_id], lifted_at=stamp.at)
    return replace(state, warnings=state.warnings.set(entry.warning_id, lifted))
