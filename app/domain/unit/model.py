"""Units 力量: crewed forces that can be dispatched, their status, and where they were last seen."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

import msgspec

from app.domain.basis import Basis
from app.kernel.geo import Point
from app.kernel.text import Text


class UnitStatus(StrEnum):
    """Where a unit stands in its work (ARCHITECTURE §6). ``offline`` and ``stale`` are derived, never set."""

    ON_STANDBY = "on_standby"
    DISPATCHED = "dispatched"
    ACKNOWLEDGED = "acknowledged"
    EN_ROUTE = "en_route"
    ON_SCENE = "on_scene"
    WORKING = "working"
    STAGED = "staged"
    RETURNING = "returning"
    OUT_OF_SERVICE = "out_of_service"


BUSY = frozenset(
    {
        UnitStatus.DISPATCHED,
        UnitStatus.ACKNOWLEDGED,
        UnitStatus.EN_ROUTE,
        UnitStatus.ON_SCENE,
        UnitStatus.WORKING,
        UnitStatus.STAGED,
    }
)
"""Statuses in which an incident holds the unit; a returning one still belongs to it, but may be sent elsewhere."""


class Assembly(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How long a kind of unit takes from the call until its people are together and set out; a figure of its own basis."""

    minutes: float
    basis: Basis


class UnitKind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of unit (``resources/catalog/unit_kinds.yaml``): police, fire, medical, volunteer, militia, grid …"""

    code: str
    name: Text
    service: str
    basis: Basis
    note: Text | None = None
    assembly: Assembly | None = None


class Qualification(msgspec.Struct, frozen=True):
    """What a person is certified for, and until which day (that day included); no day: it does not expire."""

    name: str
    expires_on: date | None = None
    number: str = ""


class CrewMember(msgspec.Struct, frozen=True):
    """A person of the unit, by name; ``role`` is the post within it (driver, medic, interpreter …) in free words."""

    name: str
    phone: str = ""
    role: str = ""
    qualifications: tuple[Qualification, ...] = ()


class EquipmentState(StrEnum):
    """Whether a piece of equipment can be counted on."""

    READY = "ready"
    IN_REPAIR = "in_repair"
    OUT_OF_USE = "out_of_use"


class Equipment(msgspec.Struct, frozen=True):
    """Equipment of the unit: how many, their state, and the day by which they have to be inspected next."""

    name: str
    count: int = 1
    state: EquipmentState = EquipmentState.READY
    next_inspection_on: date | None = None
    note: str = ""


class ChangeKind(StrEnum):
    """What a line of a unit's own history tells; its work for incidents is told by its dispatches."""

    STATUS = "status"
    REST = "rest"
    REST_ENDED = "rest_ended"
    REST_OVERRIDDEN = "rest_overridden"
    MASTER_DATA = "master_data"
    RETIRED = "retired"


class UnitChange(msgspec.Struct, frozen=True):
    """A change outside any dispatch: when it was so, by which source, who typed it, and the reason where one was given.

    ``status`` is the new one of a ``STATUS`` change; ``until`` ends a rest.
    """

    change: ChangeKind
    at: datetime
    source: str
    by: str
    words: str = ""
    status: UnitStatus | None = None
    until: datetime | None = None


HISTORY_KEPT = 60
"""Lines of its own history that a unit carries; the journal has all of them."""


class Unit(msgspec.Struct, frozen=True):
    """One unit as it stands. ``home`` is its base; its live position is telemetry and not kept here.

    ``members``: the units that a joint patrol is made of. ``incident_id`` and ``dispatch_id`` are set together, while it
    is dispatched or returning, and are empty otherwise. ``crew`` is its strength in people; ``crew_members`` are those known
    by name, which may be fewer. A unit rests until ``resting_until`` (not included); then it is ready again by itself.
    ``shift``: when it is on duty, in words with hours where they are known (day shift 08:00-20:00; see ``shift.on_shift``).
    ``retired``: why there is no such unit any more; it is out of service and left out of lists until it stands by again.
    """

    id: str
    kind: str
    name: Text
    organisation: str = ""
    call_sign: str = ""
    leader: str = ""
    phone: str = ""
    crew: int = 0
    vehicles: int = 0
    capabilities: tuple[str, ...] = ()
    home: Point | None = None
    members: tuple[str, ...] = ()
    status: UnitStatus = UnitStatus.ON_STANDBY
    status_at: datetime | None = None
    status_source: str = ""
    incident_id: str = ""
    dispatch_id: str = ""
    crew_members: tuple[CrewMember, ...] = ()
    equipment: tuple[Equipment, ...] = ()
    resting_until: datetime | None = None
    rest_reason: str = ""
    history: tuple[UnitChange, ...] = ()
    retired: str = ""
    shift: str = ""

    @property
    def is_busy(self) -> bool:
        """Whether an incident holds it."""
        return self.status in BUSY


class StatusStep(msgspec.Struct, frozen=True):
    """A change of status: when it was so (as reported), by which source (phone, radio, app, automatic), who typed it."""

    status: UnitStatus
    at: datetime
    source: str
    by: str


class Dispatch(msgspec.Struct, frozen=True):
    """A unit's work for one incident, from being sent to being back; name, kind and crew as they were then."""

    id: str
    unit_id: str
    unit_name: Text
    kind: str
    crew: int
    steps: tuple[StatusStep, ...]
    ended_at: datetime | None = None

    @property
    def status(self) -> UnitStatus:
        """The latest status within this dispatch."""
        return self.steps[-1].status

    def first_at(self, status: UnitStatus) -> datetime | None:
        """When it first had this status, if it ever did."""
        return next((step.at for step in self.steps if step.status is status), None)


class Position(msgspec.Struct, frozen=True, gc=False):
    """Telemetry: where a unit was seen, when, by what source. Never in the journal.

    ``accuracy_m`` 0 and ``battery_pct`` -1 where they are not known; ``device_id`` is the terminal that said it; ``flags``
    are codes of ``app.domain.tracking.model.Flag``: why it is to be read with care.
    """

    unit_id: str
    point: Point
    at: datetime
    source: str
    speed_kmh: float = 0.0
    heading_deg: float = 0.0
    accuracy_m: float = 0.0
    device_id: str = ""
    battery_pct: int = -1
    flags: tuple[str, ...] = ()
