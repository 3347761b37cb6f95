"""Wishes about requests for materials."""

from __future__ import annotations

from datetime import datetime

from app.domain.record import Command


class RequestSupply(Command, frozen=True):
    """Ask for so much of something; for an incident or (empty) for none. ``due_at``: by when it is needed there."""

    what: str
    quantity: float
    unit: str
    incident_id: str = ""
    place: str = ""
    asked_by: str = ""
    due_at: datetime | None = None
    note: str = ""


class PromiseSupply(Command, frozen=True):
    """A store of ours (``material_id``) or somebody else (``source``: the county, a shop) will give so much."""

    request_id: str
    quantity: float
    source: str = ""
    material_id: str = ""
    expected_at: datetime | None = None


class RefuseSupply(Command, frozen=True):
    """Somebody who was asked cannot give, and why; the request stays open for others."""

    request_id: str
    source: str
    reason: str


class IssueSupply(Command, frozen=True):
    """So much is on its way: out of a store of ours (its balance falls) or from somebody else."""

    request_id: str
    quantity: float
    material_id: str = ""
    source: str = ""


class ConfirmArrival(Command, frozen=True):
    """So much of what was issued has arrived."""

    request_id: str
    quantity: float
    at: datetime | None = None


class CloseSupply(Command, frozen=True):
    """What has not come is not needed any more or cannot be had; the reason is kept."""

    request_id: str
    reason: str
