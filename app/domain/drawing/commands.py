"""Wishes about drawings."""

from __future__ import annotations

from app.domain.drawing.model import ClosedTo, DrawingKind, Shape
from app.domain.record import Command


class Draw(Command, frozen=True):
    """Draw a shape with this meaning, for an incident or (empty) for none.

    ``confirmed`` may hold ``outside_region``: the officer was asked and meant it.
    """

    kind: DrawingKind
    shape: Shape
    title: str = ""
    note: str = ""
    incident_id: str = ""
    confirmed: tuple[str, ...] = ()
    closed_to: ClosedTo = ClosedTo.EVERYONE


class Redraw(Command, frozen=True):
    """Give a drawing another shape or other words; what is ``None`` stays."""

    drawing_id: str
    shape: Shape | None = None
    title: str | None = None
    note: str | None = None
    confirmed: tuple[str, ...] = ()
    closed_to: ClosedTo | None = None


class RemoveDrawing(Command, frozen=True):
    """Say that a drawing no longer holds, and why (the road is open again, drawn by mistake)."""

    drawing_id: str
    reason: str
