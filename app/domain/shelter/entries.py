"""What happened at shelters."""

from __future__ import annotations

from app.domain.record import Entry
from app.domain.shelter.model import Sheltered


class ShelterOpened(Entry, frozen=True):
    """A shelter was opened."""

    facility_id: str
    incident_id: str = ""
    note: str = ""


class ShelterClosed(Entry, frozen=True):
    """A shelter was closed."""

    facility_id: str
    reason: str
    incident_id: str = ""


class ShelterAdmitted(Entry, frozen=True):
    """People were let in; ``over`` of them beyond its capacity, by a confirmed decision."""

    facility_id: str
    count: int
    occupied: int
    from_place: str = ""
    needing: tuple[Sheltered, ...] = ()
    over: int = 0
    incident_id: str = ""


class ShelterLeft(Entry, frozen=True):
    """People left."""

    facility_id: str
    count: int
    occupied: int
    to_place: str = ""
    names: tuple[str, ...] = ()
    incident_id: str = ""
