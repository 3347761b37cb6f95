"""People who went in at the scene of an incident: nobody may get lost there (facts file §7.1)."""

from __future__ import annotations

from datetime import datetime

import msgspec


class Presence(msgspec.Struct, frozen=True):
    """One person's stay at a scene, from signing in to signing out. ``unit_id`` is empty for those of no unit of ours."""

    id: str
    incident_id: str
    name: str
    in_at: datetime
    organisation: str = ""
    unit_id: str = ""
    area: str = ""
    expected_out_at: datetime | None = None
    out_at: datetime | None = None
    signed_in_by: str = ""
    note: str = ""

    @property
    def is_inside(self) -> bool:
        """Whether the person has not signed out."""
        return self.out_at is None

    def is_overdue(self, now: datetime) -> bool:
        """Whether the person should be out by now and is not."""
        return self.is_inside and self.expected_out_at is not None and now > self.expected_out_at
