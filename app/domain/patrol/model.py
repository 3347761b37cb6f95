"""Beats, patrol plans and findings. The trail itself is telemetry and not kept here."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec

from app.kernel.geo import Point


class BeatForm(StrEnum):
    """A beat is a route that is walked along, or an area that is walked through."""

    ROUTE = "route"
    AREA = "area"


class BeatPoint(msgspec.Struct, frozen=True):
    """A corner of a beat; one with a name is a checkpoint that a patrol should pass."""

    point: Point
    name: str = ""


class Beat(msgspec.Struct, frozen=True):
    """A beat 巡区 (路线): its points in order. An area's ring is open: the first point is not repeated."""

    id: str
    name: str
    form: BeatForm
    points: tuple[BeatPoint, ...]
    organisation: str = ""
    note: str = ""

    @property
    def named(self) -> tuple[BeatPoint, ...]:
        """Its points with a name."""
        return tuple(one for one in self.points if one.name)


class Checkpoint(msgspec.Struct, frozen=True):
    """A place to pass, by a moment where one is given."""

    name: str
    point: Point
    due_at: datetime | None = None


class PatrolPlan(msgspec.Struct, frozen=True):
    """A unit patrols a beat within a window of time; ``radius_m`` is how near counts as passed.

    The corners of the beat are kept as they were planned: a beat redrawn later changes no plan.
    """

    id: str
    beat: Beat
    unit_id: str
    starts_at: datetime
    ends_at: datetime
    checkpoints: tuple[Checkpoint, ...]
    radius_m: float
    note: str = ""
    planned_by: str = ""
    cancelled_because: str = ""

    @property
    def stands(self) -> bool:
        """Whether it was not cancelled."""
        return not self.cancelled_because


class FindingKind(StrEnum):
    """What a patrol may report (work orders only: nothing of an investigation, facts file §9)."""

    HAZARD = "hazard"
    DISPUTE = "dispute"
    PUBLIC_ORDER = "public_order"
    FACILITY = "facility"
    TRAFFIC = "traffic"
    ENVIRONMENT = "environment"
    HELP = "help"
    OTHER = "other"


class PatrolFinding(msgspec.Struct, frozen=True):
    """Something a patrol reported on the way: what, where, to whom it was handed, and the incident that it became."""

    id: str
    finding_kind: FindingKind
    text: str
    place: str
    unit_id: str
    plan_id: str
    found_at: datetime
    reported_by: str
    point: Point | None = None
    handed_to: str = ""
    handed_at: datetime | None = None
    incident_id: str = ""

    @property
    def waits(self) -> bool:
        """Whether nobody has it yet: neither handed on nor an incident."""
        return not self.handed_to and not self.incident_id
