"""What happened to terminals."""

from __future__ import annotations

from app.domain.record import Entry
from app.domain.tracking.model import TrackerApp
from app.kernel.geo import Crs


class DeviceEnrolled(Entry, frozen=True):
    """A terminal may report for a unit."""

    device_id: str
    unit_id: str
    name: str
    app: TrackerApp
    token_hash: str
    crs: Crs = Crs.WGS84


class DeviceRenewed(Entry, frozen=True):
    """A terminal got another token; one that was revoked may report again."""

    device_id: str
    token_hash: str


class DeviceRevoked(Entry, frozen=True):
    """A terminal may report no longer."""

    device_id: str
    reason: str
