"""Rows of drawings and of call-downs. No Qt."""

from __future__ import annotations

from datetime import datetime

import msgspec

from app.domain.calldown.model import CallDown, CallPerson, CallResult
from app.domain.calldown.rules import coverage, latest, to_call
from app.domain.drawing.model import Drawing, ShapeForm
from app.domain.drawing.rules import FORMS, standing
from app.kernel.geo import distance_m
from app.map.ground import area_km2
from app.ui.panels.duty.room import Room

RESULT_TONES = {
    CallResult.ANSWERED: "ok", CallResult.NO_ANSWER: "alarm", CallResult.PASSED_ON: "watch", None: "muted",
}
"""Tone of a result; the word beside it says the same."""


class DrawingRow(msgspec.Struct, frozen=True):
    """A drawing that holds. ``size`` is its length, area or radius in words."""

    id: str
    kind: str
    title: str
    form: str
    size: str
    incident: str
    note: str
    by: str
    at: datetime
    drawing: Drawing


class CallRow(msgspec.Struct, frozen=True):
    """Somebody of a list that is called. ``result`` is ``None`` while nobody tried."""

    id: str
    name: str
    phone: str
    about: str
    result: CallResult | None
    words: str
    at: str
    by: str
    remark: str


def drawing_rows(room: Room, incident_id: str = "") -> tuple[DrawingRow, ...]:
    """The drawings that hold now, the newest first; of one incident and of none if it is given."""
    found = [
        _drawing(one, room) for one in standing(room.state) if not incident_id or one.incident_id in (incident_id, "")
    ]
    return tuple(sorted(found, key=lambda row: row.at, reverse=True))


def kinds_for(form: ShapeForm) -> tuple[str, ...]:
    """The kinds of drawing that may have this form."""
    return tuple(kind.value for kind, forms in FORMS.items() if form in forms)


def call_rows(of: CallDown, room: Room, *, again: bool = False) -> tuple[CallRow, ...]:
    """The people of a list with their last call, in the order of the list; ``again``: those to be called, who first."""
    last = latest(of)
    rows = []
    for person in to_call(of) if again else of.persons:
        call = last.get(person.id)
        said = room.say(f"call_result.{call.result if call else 'none'}")
        passed = room.say("calldown.passed_to", name=call.passed_to) if call and call.passed_to else ""
        rows.append(
            CallRow(
                person.id, person.name, person.phone, _about(person, room), call.result if call else None, said + passed,
                room.clock(call.at) if call else "", call.by if call else "", call.remark if call else "",
            )
        )
    return tuple(rows)


def coverage_line(of: CallDown, room: Room) -> str:
    """How far a call-down has come."""
    so_far = coverage(of)
    line = room.say(
        "calldown.coverage", persons=so_far.persons, answered=so_far.answered, percent=so_far.percent,
        passed_on=so_far.passed_on, no_answer=so_far.no_answer, uncalled=so_far.uncalled,
    )
    if not so_far.households:
        return line
    return line + "\n" + room.say("calldown.households", households=so_far.households, reached=so_far.households_reached)


def _about(person: CallPerson, room: Room) -> str:
    if not person.households:
        return person.about
    people = room.say("facility.threatened", households=person.households, people=person.people)
    return f"{person.about} · {people}" if person.about else people


def _drawing(one: Drawing, room: Room) -> DrawingRow:
    incident = room.state.incidents.get(one.incident_id)
    return DrawingRow(
        one.id, room.say(f"drawing_kind.{one.kind}"), one.title, room.say(f"shape_form.{one.shape.form}"), _size(one, room),
        room.describer.incident_title(incident) if incident else "", one.note, one.drawn_by, one.changed_at or one.drawn_at, one,
    )


def _size(one: Drawing, room: Room) -> str:
    shape = one.shape
    if shape.form is ShapeForm.CIRCLE:
        return room.say("drawing.radius", radius_m=f"{shape.radius_m:.0f}")
    if shape.form is ShapeForm.AREA:
        return room.say("drawing.area", area=f"{area_km2(shape):.3f}")
    if shape.form is ShapeForm.LINE:
        long_m = sum(distance_m(a, b) for a, b in zip(shape.points, shape.points[1:], strict=False))
        return room.say("drawing.length", length_m=f"{long_m:.0f}")
    return ""
