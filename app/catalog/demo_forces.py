"""The demo's forces as they are on its night: people, equipment, limits of stock, rest, beats, patrols, shelters in use.

Days and minutes count from the moment the demo is opened.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from app.catalog.yaml_source import read_source
from app.domain.patrol.model import FindingKind
from app.domain.shelter.model import Need


class Someone(msgspec.Struct, frozen=True):
    """A person of a unit, with the one certificate that matters there."""

    name: str
    phone: str = ""
    role: str = ""
    paper: str = ""
    paper_days: int = 0


class Item(msgspec.Struct, frozen=True):
    """Equipment; no inspection is due where ``inspection_days`` is 0."""

    name: str
    count: int
    inspection_days: int
    state: str


class Crew(msgspec.Struct, frozen=True):
    """People and equipment of a unit."""

    unit: str
    people: tuple[Someone, ...]
    equipment: tuple[Item, ...]


class Limit(msgspec.Struct, frozen=True):
    """What should always be in store, and when it runs out."""

    id: str
    minimum: int
    expires_days: int | None = None


class Resting(msgspec.Struct, frozen=True):
    """A unit that rests."""

    unit: str
    at_min: float
    until_min: float
    reason: str


class Spot(msgspec.Struct, frozen=True):
    """A corner of a beat or a position of a trail."""

    lat: float
    lon: float
    name: str = ""
    at_min: float = 0.0


class BeatRow(msgspec.Struct, frozen=True):
    """A beat."""

    id: str
    name: str
    form: str
    organisation: str
    points: tuple[Spot, ...]


class PatrolRow(msgspec.Struct, frozen=True):
    """A planned patrol and where its unit went."""

    beat: str
    unit: str
    starts_min: float
    ends_min: float
    trail: tuple[Spot, ...]


class FindingRow(msgspec.Struct, frozen=True):
    """What a patrol reported."""

    at_min: float
    patrol: str
    kind: FindingKind
    place: str
    text: str
    handed_to: str = ""


class Needing(msgspec.Struct, frozen=True):
    """Somebody in a shelter who needs help."""

    name: str
    need: Need


class ShelterRow(msgspec.Struct, frozen=True):
    """A shelter that was opened, and how many came."""

    at_min: float
    shelter: str
    incident: str
    count: int
    needing: tuple[Needing, ...] = ()
    from_place: str = msgspec.field(default="", name="from")


class InsideRow(msgspec.Struct, frozen=True):
    """People of a unit who went in at a scene."""

    at_min: float
    incident: str
    unit: str
    organisation: str
    area: str
    out_by_min: float
    named: int


class SupplyRow(msgspec.Struct, frozen=True):
    """A request for materials, and what a store promised."""

    at_min: float
    incident: str
    what: str
    quantity: float
    unit: str
    place: str
    asked_by: str
    due_min: float
    promised: float
    material: str


class DemoForces(msgspec.Struct, frozen=True):
    """Everything of ``forces.yaml``."""

    units: tuple[Crew, ...]
    limits: tuple[Limit, ...]
    rest: Resting
    beats: tuple[BeatRow, ...]
    patrols: tuple[PatrolRow, ...]
    findings: tuple[FindingRow, ...]
    shelters: tuple[ShelterRow, ...]
    inside: InsideRow
    supply: SupplyRow


def read_forces(path: Path) -> DemoForces | None:
    """The forces in this file; ``None`` where a demo has none. ``BadFile`` where they cannot be used."""
    if not path.is_file():
        return None
    return read_source(path).convert(DemoForces)
