"""What happened to beats, patrols and findings."""

from __future__ import annotations

from datetime import datetime

from app.domain.patrol.model import Beat, FindingKind, PatrolPlan
from app.domain.record import Entry
from app.kernel.geo import Point


class BeatsRegistered(Entry, frozen=True):
    """Beats were entered or redrawn."""

    beats: tuple[Beat, ...]


class BeatRemoved(Entry, frozen=True):
    """A beat is patrolled no more."""

    beat_id: str
    name: str
    reason: str


class PatrolPlanned(Entry, frozen=True):
    """A patrol was planned."""

    plan: PatrolPlan


class PatrolCancelled(Entry, frozen=True):
    """A patrol is not walked."""

    plan_id: str
    reason: str


class PatrolFindingReported(Entry, frozen=True):
    """A patrol reported something."""

    finding_id: str
    unit_id: str
    finding_kind: FindingKind
    text: str
    place: str
    found_at: datetime
    plan_id: str = ""
    point: Point | None = None
    handed_to: str = ""


class PatrolFindingHanded(Entry, frozen=True):
    """A finding was handed on."""

    finding_id: str
    to: str


class PatrolFindingLinked(Entry, frozen=True):
    """A finding became an incident."""

    finding_id: str
    incident_id: str
