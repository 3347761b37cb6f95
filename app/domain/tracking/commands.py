"""Wishes about terminals. The token itself never enters the domain: only its hash does."""

from __future__ import annotations

from app.domain.record import Command
from app.domain.tracking.model import TrackerApp
from app.kernel.geo import Crs


class EnrolDevice(Command, frozen=True):
    """Let a terminal report where this unit is. ``name`` tells people whose it is; ``token_hash`` is SHA-256 in hex."""

    unit_id: str
    name: str
    app: TrackerApp
    token_hash: str
    crs: Crs = Crs.WGS84


class RenewDevice(Command, frozen=True):
    """Give a terminal another token (a new phone, a token that somebody saw); the old one opens nothing any more."""

    device_id: str
    token_hash: str


class RevokeDevice(Command, frozen=True):
    """Let a terminal report no longer, and why (lost, handed back, the person left)."""

    device_id: str
    reason: str
