"""``map import`` and ``map layers``: vector data in, what was taken in, and out again."""

from __future__ import annotations

from typing import Any

from app.cli.arguments import path_of
from app.cli.output import iso, table
from app.cli.session import Session
from app.cli.tree import Tree
from app.cli.working import working
from app.domain.resource.commands import RegisterFacilities
from app.domain.resource.model import FacilityCategory
from app.kernel.errors import BadFile, Problem, Refusal
from app.map.grids import is_grids, told
from app.map.spatial import records
from app.map.spatial.frames import Frame, frame_of
from app.map.spatial.guess import Candidate, candidates
from app.map.spatial.importing import LayerWish, make_layer, notes_of
from app.map.spatial.model import Layer, LayerInfo, LayerKind, Reading, SpatialData
from app.map.spatial.naming import frame_name, reasons
from app.map.spatial.placing import Placed, crossings, place_data
from app.map.spatial.reading import read_file
from app.map.spatial.store import LayerStore
from app.map.spatial.writers import WRITERS, write_layer

_GUESS = "guess"


def add(tree: Tree) -> None:
    """The parsers of this family."""
    say = tree.say
    family = tree.family("map")
    importing = family.verb("import", import_file)
    importing.add_argument("file", type=path_of, metavar="FILE", help=say("cli.help.layer_file"))
    importing.add_argument("--crs", default="", metavar="CRS", help=say("cli.help.layer_crs"))
    targets = ["layer", *(one.value for one in FacilityCategory)]
    importing.add_argument("--as", dest="target", choices=targets, default="layer", help=say("cli.help.layer_as"))
    importing.add_argument("--by", dest="actor", default="", metavar="NAME", help=say("cli.help.layer_by"))
    importing.add_argument("--name-field", default="", metavar="F", help=say("cli.help.layer_name_field"))
    importing.add_argument("--encoding", default="", metavar="E", help=say("cli.help.layer_encoding"))
    importing.add_argument("--table", default="", metavar="T", help=say("cli.help.layer_table"))
    importing.add_argument("--kind", choices=[one.value for one in LayerKind], default="other", help=say("cli.help.layer_kind"))
    importing.add_argument("--title", default="", metavar="TEXT", help=say("cli.help.layer_title"))
    importing.add_argument("--swap", action="store_true", help=say("cli.help.layer_swap"))
    importing.add_argument("--repair", action="store_true", help=say("cli.help.layer_repair"))
    importing.add_argument("--skip", action="store_true", help=say("cli.help.layer_skip"))
    importing.add_argument("--attribution", default="", metavar="TEXT", help=say("cli.help.layer_attribution"))
    importing.add_argument("--review-number", default="", metavar="TEXT", help=say("cli.help.layer_review"))
    importing.add_argument("--place-kind", default="", metavar="K", help=say("cli.help.layer_place_kind"))
    importing.add_argument("--column", action="append", default=[], metavar="FIELD=COLUMN", help=say("cli.help.layer_column"))
    importing.add_argument("--dry-run", action="store_true", help=say("cli.help.layer_dry"))
    layers = family.family("layers", list_layers)
    layers.verb("list", list_layers)
    removing = layers.verb("remove", remove)
    removing.add_argument("layer", metavar="L", help=say("cli.help.layer"))
    exporting = layers.verb("export", export)
    exporting.add_argument("layer", metavar="L", help=say("cli.help.layer"))
    exporting.add_argument("file", type=path_of, metavar="FILE", help=say("cli.help.layer_target"))
    exporting.add_argument("--crs", default="wgs84", metavar="CRS", help=say("cli.help.layer_crs"))


async def import_file(session: Session) -> int:
    """Read a file and take it in, whole or not at all; every problem of a file that cannot be used is said."""
    arguments = session.arguments
    async with session.desk() as workspace:
        profile = workspace.desk.state.profile
        region = profile.region if profile else None
        reading = await working(
            session, lambda progress: read_file(arguments.file, progress, encoding=arguments.encoding), "cli.layers.reading"
        )
        data = _table(reading, arguments.table)
        likely = candidates(data, region)
        frame, swapped = _frame(session, likely)
        crossed = await working(session, lambda progress: crossings(data, reading.file, progress), "cli.layers.looking")
        if crossed and not (arguments.repair or arguments.skip):
            session.out.remark("\n".join(session.wording.problem(one) for one in crossed[:20]))
            raise Refusal("layer_crossings", {"count": len(crossed)})
        placed = await working(session, lambda progress: place_data(
            data, frame, progress, file=reading.file, swapped=swapped, region=region, repair=arguments.repair
        ), "cli.layers.placing")  # fmt: skip
        layer = _layer(session, reading, data, placed, frame, swapped)
        if arguments.target == "layer":
            if not arguments.dry_run:
                LayerStore(workspace.layers_dir).save(layer)
            _tell_layer(session, layer, reading, likely)
        else:
            await _take_over(session, layer, notes_of(reading, data, placed))
    return 0


async def list_layers(session: Session) -> int:
    """The imported layers in drawing order; damaged files are named and make the exit code 1."""
    async with session.desk() as workspace:
        infos, problems = LayerStore(workspace.layers_dir).infos()
        say = session.wording.say
        rows = [(one.id, one.title, say(f"layer_kind.{one.kind}"), one.features, one.frame, one.file) for one in infos]
        session.out.answer([info_row(one, session) for one in infos], table(rows) or [say("cli.layers.none")])
        if problems:
            raise BadFile(problems)
    return 0


async def remove(session: Session) -> int:
    """Take a layer off the map; its file is laid aside."""
    async with session.desk() as workspace:
        store = LayerStore(workspace.layers_dir)
        info = store.find(session.arguments.layer)
        aside = store.remove(info.id)
        said = session.wording.say("cli.layers.removed", title=info.title, path=str(aside))
        session.out.answer({"id": info.id, "title": info.title, "kept": str(aside)}, [said])
    return 0


async def export(session: Session) -> int:
    """Write a layer for another program, in the coordinate system that is asked for."""
    arguments = session.arguments
    frame = _known(arguments.crs)
    if arguments.file.suffix.lower() not in WRITERS:
        raise Refusal("layer_target_unknown", {"path": str(arguments.file)})
    async with session.desk() as workspace:
        store = LayerStore(workspace.layers_dir)
        layer = store.load(store.find(arguments.layer).id)
        count = await working(
            session, lambda progress: write_layer(arguments.file, layer, frame, progress), "cli.layers.writing"
        )
        name = frame_name(frame.code, session.wording.say)
        said = session.wording.say("cli.layers.written", count=count, path=str(arguments.file), frame=name)
        session.out.answer({"file": str(arguments.file), "features": count, "crs": frame.code}, [said])
    return 0


def info_row(info: LayerInfo, session: Session) -> dict[str, Any]:
    """A layer for machines; ``notes`` is what was mended or left out."""
    return {
        "id": info.id, "title": info.title, "kind": info.kind.value, "file": info.file, "format": info.format,
        "sha256": info.sha256, "crs": info.frame, "swapped": info.swapped, "imported_at": iso(info.imported_at),
        "imported_by": info.imported_by, "attribution": info.attribution, "review_number": info.review_number,
        "name_field": info.name_column, "features": info.features, "points": info.points, "lines": info.lines,
        "areas": info.areas, "on": info.on, "pattern": info.pattern.value, "notes": [_note(one, session) for one in info.notes],
    }


def _layer(
    session: Session, reading: Reading, data: SpatialData, placed: Placed, frame: Frame, swapped: bool
) -> Layer:
    arguments = session.arguments
    column = arguments.name_field
    if column and data.place_of(column) < 0:
        raise Refusal("layer_column_unknown", {"column": column, "columns": " ".join(one.name for one in data.columns)})
    wish = LayerWish(
        frame=frame.code, swapped=swapped, title=arguments.title, kind=LayerKind(arguments.kind), name_column=column,
        attribution=arguments.attribution, review_number=arguments.review_number,
    )
    return make_layer(reading, data, placed, wish, at=session.clock.now(), by=session.context().actor)


def _table(reading: Reading, wanted: str) -> SpatialData:
    found = [one for one in reading.tables if not wanted or one.name == wanted]
    if len(found) == 1 or (found and not wanted and len(reading.tables) == 1):
        return found[0]
    raise Refusal("layer_table_unknown", {"table": wanted or "?", "tables": ", ".join(one.name for one in reading.tables)})


def _frame(session: Session, likely: tuple[Candidate, ...]) -> tuple[Frame, bool]:
    wanted, swap = session.arguments.crs, session.arguments.swap
    if wanted.lower() == _GUESS and likely:
        return _known(likely[0].frame), likely[0].swapped
    if not wanted or wanted.lower() == _GUESS:
        say = session.wording.say
        lines = [f"{one.frame}{' --swap' if one.swapped else ''}（{reasons(one, say)}）" for one in likely[:4]]
        raise Refusal("layer_frame_needed", {"likely": say("list.separator").join(lines) or "-"})
    return _known(wanted), swap


def _known(name: str) -> Frame:
    frame = frame_of(name)
    if frame is None:
        raise Refusal("layer_frame_unknown", {"frame": name})
    return frame


def _tell_layer(session: Session, layer: Layer, reading: Reading, likely: tuple[Candidate, ...]) -> None:
    say = session.wording.say
    info = layer.info
    value = info_row(info, session) | {
        "saved": not session.arguments.dry_run, "encoding": reading.encoding, "fields": [one.name for one in layer.columns],
        "likely": [
            {"crs": one.frame, "swapped": one.swapped, "inside": round(one.inside, 3), "because": reasons(one, say)}
            for one in likely
        ],
    }
    frame = frame_name(info.frame, say, swapped=info.swapped)
    first = say(
        "cli.layers.imported", title=info.title, features=info.features, points=info.points, lines=info.lines, areas=info.areas,
        frame=frame,
    )
    grids = [told(layer, say)] if is_grids(info) else []
    session.out.answer(value, [first, *grids, *(session.wording.problem(one) for one in info.notes)])


async def _take_over(session: Session, layer: Layer, notes: tuple[Problem, ...]) -> None:
    """The features as places of the desk; what is unchanged is not written again."""
    arguments, desk = session.arguments, session.workspace.desk
    category = FacilityCategory(arguments.target)
    columns = records.guess_columns(layer, layer.info.name_column)
    for pair in arguments.column:
        field, _, column = pair.partition("=")
        if field not in records.FIELDS or (column and all(one.name != column for one in layer.columns)):
            known = " ".join((*records.FIELDS, *(one.name for one in layer.columns)))
            raise Refusal("layer_column_unknown", {"column": pair, "columns": known})
        columns[field] = column
    wish = records.RecordWish(category=category, kind=arguments.place_kind or category.value, columns=columns)
    changes = records.compare(layer, wish, desk.state.facilities)
    counts = {one.value: sum(change.standing is one for change in changes) for one in records.Standing}
    todo = tuple(one.facility for one in changes if one.standing is not records.Standing.SAME)
    lines: list[str] = []
    if todo and not arguments.dry_run:
        done = await desk.execute(RegisterFacilities(facilities=todo), session.context())
        lines = [session.describer.record(one, desk.state) for one in done]
    say = session.wording.say
    value = {
        "file": layer.info.file, "category": category.value, **counts, "saved": bool(todo) and not arguments.dry_run,
        "columns": columns, "notes": [_note(one, session) for one in notes],
        "places": [
            {"row": one.number, "standing": one.standing.value, "id": one.facility.id, "name": one.facility.name.zh,
             "fields": list(one.fields)}
            for one in changes
        ],
    }
    said = say("cli.layers.records", category=say(f"facility_category.{category}"), **counts)
    session.out.answer(value, [said, *(session.wording.problem(one) for one in notes), *lines])


def _note(one: Problem, session: Session) -> dict[str, Any]:
    return {"code": one.code, "row": one.line, "field": one.field, "message": session.wording.problem(one)}
