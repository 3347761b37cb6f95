"""What happened to drawings."""

from __future__ import annotations

from app.domain.drawing.model import ClosedTo, DrawingKind, Shape
from app.domain.record import Entry


class DrawingMade(Entry, frozen=True):
    """Something was drawn on the map."""

    drawing_id: str
    drawing_kind: DrawingKind
    shape: Shape
    title: str = ""
    note: str = ""
    incident_id: str = ""
    closed_to: ClosedTo = ClosedTo.EVERYONE


class DrawingChanged(Entry, frozen=True):
    """A drawing got another shape or other words: as it is afterwards."""

    drawing_id: str
    shape: Shape
    title: str = ""
    note: str = ""
    incident_id: str = ""
    closed_to: ClosedTo = ClosedTo.EVERYONE


class DrawingRemoved(Entry, frozen=True):
    """A drawing no longer holds."""

    drawing_id: str
    reason: str
    incident_id: str = ""
