"""Wishes about beats, patrols and what they find."""

from __future__ import annotations

from datetime import datetime

from app.domain.patrol.model import Beat, Checkpoint, FindingKind
from app.domain.record import Command
from app.kernel.geo import Point


class RegisterBeats(Command, frozen=True):
    """Enter beats or redraw known ones. ``confirmed`` may hold ``outside_region``."""

    beats: tuple[Beat, ...]
    confirmed: tuple[str, ...] = ()


class RemoveBeat(Command, frozen=True):
    """A beat is patrolled no more, and why; plans that were made for it keep it."""

    beat_id: str
    reason: str


class PlanPatrol(Command, frozen=True):
    """A unit is to patrol a beat. Without ``checkpoints`` every named point of the beat is one."""

    beat_id: str
    unit_id: str
    starts_at: datetime
    ends_at: datetime
    checkpoints: tuple[Checkpoint, ...] = ()
    radius_m: float = 60.0
    note: str = ""


class CancelPatrol(Command, frozen=True):
    """A patrol is not walked, and why."""

    plan_id: str
    reason: str


class ReportFinding(Command, frozen=True):
    """A patrol reports something; ``plan_id`` is empty where it was not on a planned patrol."""

    unit_id: str
    finding_kind: FindingKind
    text: str
    place: str
    plan_id: str = ""
    point: Point | None = None
    handed_to: str = ""
    at: datetime | None = None
    confirmed: tuple[str, ...] = ()


class HandFinding(Command, frozen=True):
    """A finding is handed to somebody who deals with it."""

    finding_id: str
    to: str


class LinkFinding(Command, frozen=True):
    """A finding became this incident."""

    finding_id: str
    incident_id: str
