"""What stands still: settlements, facilities, hazard points, shelters, and countable materials."""

from __future__ import annotations

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
    """Countable stock at a place, with its keeper."""

    id: str
    name: Text
    kind: str
    unit: str
    quantity: float
    place: str
    point: Point | None = None
    keeper: str = ""
    phone: str = ""
