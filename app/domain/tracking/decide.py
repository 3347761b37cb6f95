"""What wishes about terminals come to."""

from __future__ import annotations

from app.domain import checks
from app.domain.record import Entry, Stamp
from app.domain.reference import Reference
from app.domain.state import State
from app.domain.tracking.commands import EnrolDevice, RenewDevice, RevokeDevice
from app.domain.tracking.entries import DeviceEnrolled, DeviceRenewed, DeviceRevoked
from app.domain.tracking.model import Device
from app.kernel.errors import Refusal
from app.kernel.hashing import is_sha256

SHORTEST_ID = 8
"""Characters of a terminal's id: people type it on a phone; it is a name, the token is the secret."""


def enrol(command: EnrolDevice, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """The terminal may report for the unit."""
    unit = state.unit(command.unit_id)
    return (
        DeviceEnrolled(
            device_id=_free_id(stamp.command_id, state), unit_id=unit.id, name=checks.words("device_name", command.name),
            app=command.app, token_hash=_sound(command.token_hash), crs=command.crs,
        ),
    )


def renew(command: RenewDevice, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """The terminal has another token; a revoked one is let in again by that."""
    known = _known(command.device_id, state)
    if _sound(command.token_hash) == known.token_hash:
        raise Refusal("nothing_changed")
    return (DeviceRenewed(device_id=known.id, token_hash=command.token_hash),)


def revoke(command: RevokeDevice, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """The terminal may report no longer; it stays readable with the reason."""
    known = _known(command.device_id, state)
    if not known.is_active:
        raise Refusal("device_revoked", {"device": known.name})
    return (DeviceRevoked(device_id=known.id, reason=checks.words("reason", command.reason)),)


def _known(device_id: str, state: State) -> Device:
    found = state.devices.get(device_id)
    if found is None:
        raise Refusal("device_unknown", {"device": device_id})
    return found


def _sound(token_hash: str) -> str:
    if not is_sha256(token_hash):
        raise Refusal("token_hash_wrong")
    return token_hash


def _free_id(command_id: str, state: State) -> str:
    """The last characters of the command's own id (chance, in practice), more of them where that name is taken."""
    for length in range(SHORTEST_ID, len(command_id)):
        if command_id[-length:] not in state.devices:
            return command_id[-length:]
    return command_id
