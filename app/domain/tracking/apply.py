"""What entries about terminals make of the state."""

from __future__ import annotations

from msgspec.structs import replace

from app.domain.record import Stamp
from app.domain.state import State
from app.domain.tracking.entries import DeviceEnrolled, DeviceRenewed, DeviceRevoked
from app.domain.tracking.model import Device


def enrolled(state: State, entry: DeviceEnrolled, stamp: Stamp) -> State:
    """One more terminal."""
    device = Device(
        entry.device_id, entry.unit_id, entry.name, entry.app, entry.token_hash, stamp.at, stamp.actor, entry.crs
    )
    return replace(state, devices=state.devices.set(device.id, device))


def renewed(state: State, entry: DeviceRenewed, stamp: Stamp) -> State:
    """The terminal with its new token, in use again if it had been revoked."""
    after = replace(
        state.devices[entry.device_id], token_hash=entry.token_hash, renewed_at=stamp.at, revoked_at=None, revoked_because=""
    )
    return replace(state, devices=state.devices.set(after.id, after))


def revoked(state: State, entry: DeviceRevoked, stamp: Stamp) -> State:
    """The terminal reports no longer."""
    after = replace(state.devices[entry.device_id], revoked_at=stamp.at, revoked_because=entry.reason)
    return replace(state, devices=state.devices.set(after.id, after))
