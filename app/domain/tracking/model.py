"""Terminals 定位终端 that report where a unit is, and what one report says before anybody believes it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec

from app.kernel.geo import Crs


class TrackerApp(StrEnum):
    """The program on the phone that reports: OwnTracks (HTTP mode), or Traccar Client and OsmAnd."""

    OWNTRACKS = "owntracks"
    TRACCAR = "traccar"


class Device(msgspec.Struct, frozen=True):
    """One enrolled terminal. Of its token only the SHA-256 (hex) is kept: the journal cannot be used to forge positions.

    ``crs`` is the datum it reports in: some phones sold in China give GCJ-02 for places found by network.
    """

    id: str
    unit_id: str
    name: str
    app: TrackerApp
    token_hash: str
    enrolled_at: datetime
    enrolled_by: str
    crs: Crs = Crs.WGS84
    renewed_at: datetime | None = None
    revoked_at: datetime | None = None
    revoked_because: str = ""

    @property
    def is_active(self) -> bool:
        """Whether its token still opens the door."""
        return self.revoked_at is None


class Fix(msgspec.Struct, frozen=True, gc=False):
    """What a terminal says in one report; degrees in its own datum, ``at`` by its own clock (``None``: it has none).

    ``accuracy_m`` 0 where it says nothing; ``battery_pct`` and ``heading_deg`` -1 where it says nothing.
    """

    lat: float
    lon: float
    at: datetime | None = None
    accuracy_m: float = 0.0
    speed_kmh: float = 0.0
    heading_deg: float = -1.0
    battery_pct: int = -1


class Flag(StrEnum):
    """Why a position is to be read with care; written beside it wherever it is shown.

    ``clock_off``: the terminal's clock is wrong, the time of arrival stands instead. ``jump``: it would have had to fly;
    kept, and shown only once the following ones confirm it. ``outside_region``: outside the desk's region.
    """

    CLOCK_OFF = "clock_off"
    JUMP = "jump"
    OUTSIDE_REGION = "outside_region"
