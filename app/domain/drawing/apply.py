"""What drawing entries make of the state."""

from __future__ import annotations

from msgspec.structs import replace

from app.domain.drawing.entries import DrawingChanged, DrawingMade, DrawingRemoved
from app.domain.drawing.model import Drawing
from app.domain.record import Stamp
from app.domain.state import State


def made(state: State, entry: DrawingMade, stamp: Stamp) -> State:
    """One more drawing."""
    drawing = Drawing(
        entry.drawing_id, entry.drawing_kind, entry.shape, entry.title, entry.incident_id, stamp.at, stamp.actor, entry.note,
        closed_to=entry.closed_to,
    )
    return replace(state, drawings=state.drawings.set(drawing.id, drawing))


def changed(state: State, entry: DrawingChanged, stamp: Stamp) -> State:
    """The drawing as it is now."""
    after = replace(
        state.drawings[entry.drawing_id], shape=entry.shape, title=entry.title, note=entry.note, changed_at=stamp.at,
        closed_to=entry.closed_to,
    )
    return replace(state, drawings=state.drawings.set(after.id, after))


def removed(state: State, entry: DrawingRemoved, stamp: Stamp) -> State:
    """The drawing holds no longer."""
    after = replace(state.drawings[entry.drawing_id], removed_at=stamp.at, removed_because=entry.reason)
    return replace(state, drawings=state.drawings.set(after.id, after))
