"""What stands still: settlements, facilities, hazard points, shelters, and countable materials."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

import msgspec

from app.kernel.geo import Point
from app.kernel.text import Text


class FacilityCategory(StrEnum):
    """What a fixed place is to the desk; each is a layer of the map."""

    SETTLEMENT = "settlement"
    FACILITY = "facility"
    HAZARD = "hazard"
    SHELTER = "shelter"
    ROAD = "road"


class Facility(msgspec.Struct, frozen=True):
    """A fixed place. ``kind`` is its own word (village, group, school, landslide …); figures are 0 where not known.

    ``people``/``households``: who live, learn or work there, or, at a hazard point, who are threatened by it.
    ``capacity``: people that a shelter takes. A camera (``kind`` ``camera``) looks towards ``bearing_deg`` (clockwise from
    north, ``None`` where it turns or nobody knows) and may be seen at ``stream``; a sensor's page may stand there too.
    """

    id: str
    category: FacilityCategory
    kind: str
    name: Text
    point: Point
    village: str = ""
    people: int = 0
    households: int = 0
    capacity: int = 0
    contact: str = ""
    phone: str = ""
    note: str = ""
    bearing_deg: float | None = None
    stream: str = ""


class Material(msgspec.Struct, frozen=True):
    """Countable stock at a place, with its keeper.

    ``quantity`` lies in the store; ``issued`` is out of it and may come back. ``minimum`` is what should always be there
    (0: nothing is asked). ``expires_on`` is the last day on which it may be used; ``counted_on`` when it was last counted.
    """

    id: str
    name: Text
    kind: str
    unit: str
    quantity: float
    place: str
    point: Point | None = None
    keeper: str = ""
    phone: str = ""
    minimum: float = 0.0
    expires_on: date | None = None
    counted_on: date | None = None
    issued: float = 0.0

    @property
    def is_low(self) -> bool:
        """Whether less lies in the store than should always be there."""
        return self.quantity < self.minimum


class MoveKind(StrEnum):
    """How stock changes. Issued material is out of the store until it is returned or consumed."""

    RECEIVED = "received"
    ISSUED = "issued"
    RETURNED = "returned"
    CONSUMED = "consumed"
    WRITTEN_OFF = "written_off"
    COUNTED = "counted"


class StockMove(msgspec.Struct, frozen=True):
    """A change of stock: how much, and what lay in the store and was out afterwards; for ``COUNTED`` what was found."""

    id: str
    material_id: str
    move: MoveKind
    quantity: float
    balance: float
    issued: float
    at: datetime
    by: str
    whom: str = ""
    incident_id: str = ""
    request_id: str = ""
    note: str = ""


MOVES_KEPT = 200
"""Changes that the desk keeps at hand of each material; the journal has all of them."""
