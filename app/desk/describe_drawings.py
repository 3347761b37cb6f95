"""Sentences about what was drawn on the map."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from app.domain.drawing import entries as drawing
from app.domain.drawing.model import ClosedTo
from app.domain.record import Entry
from app.domain.state import State

if TYPE_CHECKING:
    from app.desk.describe import Describer


def drawing_name(d: Describer, drawing_id: str, state: State) -> str:
    """The kind of a drawing, with its title where it has one."""
    known = state.drawings[drawing_id]
    kind = d.say(f"drawing_kind.{known.kind}")
    return d.say("drawing.titled", kind=kind, title=known.title) if known.title else kind


def _named(d: Describer, e: drawing.DrawingMade | drawing.DrawingChanged, state: State) -> dict[str, Any]:
    note = d.say("closed_to.vehicles") if e.closed_to is ClosedTo.VEHICLES else ""
    return {"drawing": drawing_name(d, e.drawing_id, state), "note": d.say("list.separator").join(filter(None, (note, e.note)))}


MAKERS: Mapping[type[Entry], Callable[..., dict[str, Any]]] = MappingProxyType(
    {
        drawing.DrawingMade: _named,
        drawing.DrawingChanged: _named,
        drawing.DrawingRemoved: lambda d, e, s: {"drawing": drawing_name(d, e.drawing_id, s), "reason": e.reason},
    }
)
"""The facts that each entry's sentence needs."""
