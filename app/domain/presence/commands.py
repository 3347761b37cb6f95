"""Wishes about people on scene."""

from __future__ import annotations

from datetime import datetime

from app.domain.record import Command


class CheckIn(Command, frozen=True):
    """Sign people in at the scene of an incident, all of them or none; ``at`` is now if absent.

    ``area``: where inside (second floor, north bank); ``expected_out_at``: from then on a missing sign-out is an alarm.
    """

    incident_id: str
    names: tuple[str, ...]
    organisation: str = ""
    unit_id: str = ""
    area: str = ""
    expected_out_at: datetime | None = None
    at: datetime | None = None


class CheckOut(Command, frozen=True):
    """Sign people out, all of them or none; ``note`` where it was not as usual (taken to hospital)."""

    presence_ids: tuple[str, ...]
    at: datetime | None = None
    note: str = ""


class ExtendStay(Command, frozen=True):
    """Expect people inside at another time than was said, and why."""

    presence_ids: tuple[str, ...]
    expected_out_at: datetime
    reason: str
