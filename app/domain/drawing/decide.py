"""What wishes about drawings come to."""

from __future__ import annotations

from msgspec.structs import replace

from app.domain import checks
from app.domain.drawing.commands import Draw, Redraw, RemoveDrawing
from app.domain.drawing.entries import DrawingChanged, DrawingMade, DrawingRemoved
from app.domain.drawing.model import ClosedTo, Drawing, DrawingKind, Shape
from app.domain.drawing.rules import FORMS, LARGEST_RADIUS_M, MOST_POINTS, fault
from app.domain.record import Entry, Stamp
from app.domain.reference import Reference
from app.domain.state import State
from app.kernel.errors import Refusal


def draw(command: Draw, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """The shape is on the map, for an open incident or for none."""
    if command.incident_id:
        checks.still_open(state.incident(command.incident_id))
    if command.shape.form not in FORMS[command.kind]:
        raise Refusal("drawing_form_wrong", {"drawing": command.kind.value, "form": command.shape.form.value})
    _check_closing(command.kind, command.closed_to)
    return (
        DrawingMade(
            drawing_id=stamp.command_id, drawing_kind=command.kind, shape=_sound(command.shape, state, command.confirmed),
            title=command.title.strip(), note=command.note.strip(), incident_id=command.incident_id, closed_to=command.closed_to,
        ),
    )


def redraw(command: Redraw, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """The drawing has another shape or other words; its kind and its incident stay."""
    known = _standing(command.drawing_id, state)
    shape = known.shape if command.shape is None else _sound(command.shape, state, command.confirmed)
    if shape.form not in FORMS[known.kind]:
        raise Refusal("drawing_form_wrong", {"drawing": known.kind.value, "form": shape.form.value})
    title = known.title if command.title is None else command.title.strip()
    note = known.note if command.note is None else command.note.strip()
    closed_to = known.closed_to if command.closed_to is None else command.closed_to
    _check_closing(known.kind, closed_to)
    if (shape, title, note, closed_to) == (known.shape, known.title, known.note, known.closed_to):
        raise Refusal("nothing_changed")
    return (
        DrawingChanged(
            drawing_id=known.id, shape=shape, title=title, note=note, incident_id=known.incident_id, closed_to=closed_to
        ),
    )


def remove(command: RemoveDrawing, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """The drawing no longer holds; it stays readable with the reason."""
    known = _standing(command.drawing_id, state)
    reason = checks.words("reason", command.reason)
    return (DrawingRemoved(drawing_id=known.id, reason=reason, incident_id=known.incident_id),)


def _check_closing(kind: DrawingKind, closed_to: ClosedTo) -> None:
    if closed_to is not ClosedTo.EVERYONE and kind is not DrawingKind.ROAD_CLOSED:
        raise Refusal("drawing_closes_nothing", {"drawing": kind.value, "field": "closed_to"})


def _standing(drawing_id: str, state: State) -> Drawing:
    known = state.drawings.get(drawing_id)
    if known is None or not known.stands:
        raise Refusal("drawing_unknown", {"drawing": drawing_id})
    return known


def _sound(shape: Shape, state: State, confirmed: tuple[str, ...]) -> Shape:
    checks.number("radius_m", shape.radius_m)
    wrong = fault(shape)
    if wrong:
        raise Refusal(wrong, {"most": MOST_POINTS, "most_m": LARGEST_RADIUS_M})
    placed = (checks.point(point, state.profile, confirmed) for point in shape.points)
    return replace(shape, points=tuple(point for point in placed if point is not None))
