"""``drawings`` and ``around``: what is drawn on the map, and what lies inside a piece of ground."""

from __future__ import annotations

from argparse import ArgumentTypeError
from typing import Any

from app.cli.arguments import number_of
from app.cli.output import iso, table
from app.cli.session import Session
from app.cli.tree import Tree
from app.desk.describe_drawings import drawing_name
from app.domain.drawing.commands import Draw, RemoveDrawing
from app.domain.drawing.model import ClosedTo, Drawing, DrawingKind, Shape, ShapeForm
from app.domain.drawing.rules import FORMS, LARGEST_RADIUS_M, standing
from app.domain.state import State
from app.kernel.errors import Refusal
from app.kernel.geo import Point

_LEAST = {ShapeForm.POINT: 1, ShapeForm.LINE: 2, ShapeForm.AREA: 3}


def add(tree: Tree) -> None:
    """The parsers of this family."""
    say = tree.say
    family = tree.family("drawings")
    listing = family.verb("list", list_drawings)
    listing.add_argument("--incident", metavar="I", help=say("cli.help.which_incident"))
    listing.add_argument("--kind", choices=[one.value for one in DrawingKind], help=say("cli.help.drawing_kind"))
    adding = family.verb("add", add_drawing)
    adding.add_argument("kind", choices=[one.value for one in DrawingKind], help=say("cli.help.drawing_kind"))
    adding.add_argument(
        "--at", type=spot_of, action="append", required=True, metavar="LAT,LON", help=say("cli.help.drawing_points")
    )
    adding.add_argument("--radius", type=number_of(1, LARGEST_RADIUS_M), metavar="M", help=say("cli.help.drawing_radius"))
    adding.add_argument("--form", choices=[one.value for one in ShapeForm], help=say("cli.help.drawing_form"))
    adding.add_argument("--title", default="", metavar="WORDS", help=say("cli.help.drawing_title"))
    adding.add_argument("--note", default="", metavar="WORDS", help=say("cli.help.drawing_note"))
    adding.add_argument("--incident", default="", metavar="I", help=say("cli.help.which_incident"))
    adding.add_argument(
        "--closed-to", choices=[one.value for one in ClosedTo], default=ClosedTo.EVERYONE.value, help=say("cli.help.closed_to")
    )
    adding.add_argument("--outside", action="store_true", help=say("cli.help.drawing_outside"))
    tree.actor(adding)
    removing = family.verb("remove", remove_drawing)
    removing.add_argument("drawing", metavar="ID", help=say("cli.help.drawing"))
    removing.add_argument("--reason", required=True, metavar="WORDS", help=say("cli.help.reason"))
    tree.actor(removing)
    asking = tree.verb("around", look_around)
    ground = asking.add_mutually_exclusive_group(required=True)
    ground.add_argument("--at", type=spot_of, metavar="LAT,LON", help=say("cli.help.around_at"))
    ground.add_argument("--drawing", metavar="ID", help=say("cli.help.drawing"))
    asking.add_argument("--radius", type=number_of(0, LARGEST_RADIUS_M), metavar="M", help=say("cli.help.around_radius"))


def spot_of(text: str) -> Point:
    """A place typed as ``LAT,LON`` in degrees (WGS-84 or CGCS2000); ``ArgumentTypeError`` for anything else."""
    lat, comma, lon = text.replace("，", ",").partition(",")
    try:
        if comma:
            return Point(number_of(-90, 90)(lat), number_of(-180, 180)(lon))
    except ArgumentTypeError as error:
        raise ArgumentTypeError(f"{text!r} (18.6051,114.4912)") from error
    raise ArgumentTypeError(f"{text!r} (18.6051,114.4912)")


async def list_drawings(session: Session) -> int:
    """List the drawings that hold."""
    arguments = session.arguments
    async with session.desk() as workspace:
        state = workspace.desk.state
        incident = state.incident(arguments.incident).id if arguments.incident else None
        found = [
            one for one in standing(state, DrawingKind(arguments.kind) if arguments.kind else None)
            if incident is None or one.incident_id == incident
        ]
        rows = [_row(one, session, state) for one in found]
        lines = table((row["id"], row["kind_name"], row["title"], row["form"], row["drawn_at"], row["incident"]) for row in rows)
        session.out.answer(rows, lines or [session.wording.say("cli.drawings.none")])
    return 0


async def add_drawing(session: Session) -> int:
    """Draw a shape; its form follows from the kind, the number of points and a radius, where it is not given."""
    arguments = session.arguments
    async with session.desk() as workspace:
        desk = workspace.desk
        kind = DrawingKind(arguments.kind)
        form = ShapeForm(arguments.form) if arguments.form else _form(kind, len(arguments.at), arguments.radius)
        command = Draw(
            kind=kind, shape=Shape(form, tuple(arguments.at), arguments.radius or 0.0), title=arguments.title, note=arguments.note,
            incident_id=desk.state.incident(arguments.incident).id if arguments.incident else "",
            confirmed=("outside_region",) if arguments.outside else (), closed_to=ClosedTo(arguments.closed_to),
        )
        records = await desk.execute(command, session.context())
        made = desk.state.drawings[records[0].stamp.command_id]
        lines = [session.describer.record(one, desk.state) for one in records]
        session.out.answer(_row(made, session, desk.state), lines)
    return 0


async def remove_drawing(session: Session) -> int:
    """Say that a drawing no longer holds; it stays in the journal."""
    arguments = session.arguments
    async with session.desk() as workspace:
        desk = workspace.desk
        command = RemoveDrawing(drawing_id=arguments.drawing, reason=arguments.reason)
        records = await desk.execute(command, session.context())
        lines = [session.describer.record(one, desk.state) for one in records]
        session.out.answer(_row(desk.state.drawings[arguments.drawing], session, desk.state), lines)
    return 0


async def look_around(session: Session) -> int:
    """Say what lies inside a circle, or inside a drawing and within ``--radius`` metres of it."""
    from app.map.around import around  # noqa: PLC0415 - shapely takes a while to load
    from app.map.around_rows import rows, summary, what  # noqa: PLC0415
    from app.map.grids import read_grids  # noqa: PLC0415

    arguments = session.arguments
    async with session.desk() as workspace:
        state = workspace.desk.state
        shape, margin_m, name = _ground(session, state)
        found = around(
            shape, state, margin_m=margin_m, positions=workspace.desk.telemetry.positions,
            grids=read_grids(workspace.grids_file, workspace.layers_dir),
        )
        listed = rows(found, session.describer, session.lang, state, workspace.desk.clock.now())
        subject = what(shape, margin_m, session.describer, name)
        value = {
            "subject": subject, "area_km2": round(found.area_km2, 4), "drawing": arguments.drawing or "",
            "totals": {field: getattr(found.totals, field) for field in found.totals.__struct_fields__},
            "rows": [
                {
                    "group": one.group, "id": one.id, "name": one.name, "detail": one.detail, "households": one.households,
                    "people": one.people, "is_estimate": one.is_estimate, "contact": one.contact, "phone": one.phone,
                    "lat": one.point.lat if one.point else None, "lon": one.point.lon if one.point else None,
                }
                for one in listed
            ],
        }
        lines = [subject, *summary(found, session.describer)]
        lines += table(
            (session.wording.say(f"around.group.{one.group}"), one.name, one.detail, one.contact, one.phone) for one in listed
        )
        session.out.answer(value, lines if listed else [subject, session.wording.say("around.empty")])
    return 0


def _ground(session: Session, state: State) -> tuple[Shape, float, str]:
    arguments = session.arguments
    if arguments.drawing:
        one = state.drawings.get(arguments.drawing)
        if one is None or not one.stands:
            raise Refusal("drawing_unknown", {"drawing": arguments.drawing})
        return one.shape, arguments.radius or 0.0, drawing_name(session.describer, one.id, state)
    if not arguments.radius:
        raise Refusal("radius_missing")
    return Shape(ShapeForm.CIRCLE, (arguments.at,), arguments.radius), 0.0, ""


def _form(kind: DrawingKind, count: int, radius_m: float | None) -> ShapeForm:
    """The form that is meant: a circle with a radius, else the one that so many points can be."""
    if radius_m is not None:
        return ShapeForm.CIRCLE
    fitting = [one for one in _LEAST if one in FORMS[kind] and (count >= _LEAST[one] if one is not ShapeForm.POINT else count == 1)]
    if len(fitting) > 1:
        raise Refusal("drawing_form_unclear", {"forms": [one.value for one in fitting]})
    return fitting[0] if fitting else min(_LEAST, key=lambda one: (one not in FORMS[kind], _LEAST[one]))


def _row(one: Drawing, session: Session, state: State) -> dict[str, Any]:
    incident = state.incidents.get(one.incident_id)
    return {
        "id": one.id,
        "kind": one.kind.value,
        "kind_name": session.wording.say(f"drawing_kind.{one.kind}"),
        "title": one.title,
        "note": one.note,
        "form": one.shape.form.value,
        "points": [[point.lat, point.lon] for point in one.shape.points],
        "radius_m": one.shape.radius_m,
        "incident": incident.number if incident else "",
        "drawn_at": iso(one.drawn_at),
        "drawn_by": one.drawn_by,
        "stands": one.stands,
        "removed_because": one.removed_because,
    }
