"""What entries about warning messages make of the state."""

from __future__ import annotations

from msgspec.structs import replace

from app.domain.record import Stamp
from app.domain.state import State
from app.domain.warning.entries import WarningRelayed, WarningReplaced, WarningSigned


def replaced(state: State, entry: WarningReplaced, stamp: Stamp) -> State:
    """The old one no longer holds."""
    old = replace(state.warnings[entry.warning_id], lifted_at=stamp.at, replaced_by=entry.by_id)
    return replace(state, warnings=state.warnings.set(entry.warning_id, old))


def signed(state: State, entry: WarningSigned, stamp: Stamp) -> State:
    """It has been read."""
    one = replace(state.warnings[entry.warning_id], signed_by=entry.by, signed_at=stamp.at)
    return replace(state, warnings=state.warnings.set(entry.warning_id, one))


def relayed(state: State, entry: WarningRelayed, stamp: Stamp) -> State:
    """It has gone on."""
    one = state.warnings[entry.warning_id]
    return replace(state, warnings=state.warnings.set(one.id, replace(one, relays=(*one.relays, *entry.relays))))
