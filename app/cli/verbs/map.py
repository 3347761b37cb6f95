"""``map``: the base maps of this computer, and the regional package. Families that bring other map data add to it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from app.cli.arguments import number_of, path_of
from app.cli.output import table
from app.cli.session import Session
from app.cli.tree import Tree
from app.cli.working import working
from app.desk.maps import OWN_DRAWING, Datum, MapChoice, Maps, MapSource, PackageReport
from app.kernel.errors import Refusal

_TEXTS = ("name", "attribution", "review_number", "key", "subdomains")


def add(tree: Tree) -> None:
    """The parsers of this family."""
    say = tree.say
    family = tree.family("map")
    family.verb("sources", list_sources)
    adding = family.verb("add", add_source)
    adding.add_argument("what", metavar="FILE|FOLDER|URL", help=say("cli.help.map_what"))
    _details(adding, tree)
    editing = family.verb("edit", edit_source)
    editing.add_argument("id", metavar="ID", help=say("cli.help.map_id"))
    _details(editing, tree)
    using = family.verb("use", use_source)
    using.add_argument("id", metavar="ID", help=say("cli.help.map_use_id"))
    using.add_argument("--second", metavar="ID", default=None, help=say("cli.help.map_second"))
    using.add_argument("--under", action="store_true", help=say("cli.help.map_under"))
    using.add_argument("--opacity", type=number_of(10, 100), metavar="PCT", default=60, help=say("cli.help.map_opacity"))
    checking = family.verb("check", check_source)
    checking.add_argument("id", metavar="ID", help=say("cli.help.map_id"))
    removing = family.verb("remove", remove_source)
    removing.add_argument("id", metavar="ID", help=say("cli.help.map_id"))
    removing.add_argument("--delete-files", action="store_true", help=say("cli.help.map_delete"))
    package = family.family("package")
    exporting = package.verb("export", export_package)
    exporting.add_argument("file", type=path_of, metavar="FILE.zsregion", help=say("cli.help.map_package"))
    exporting.add_argument("--name", default="", metavar="TEXT", help=say("cli.help.map_package_name"))
    importing = package.verb("import", import_package)
    importing.add_argument("file", type=path_of, metavar="FILE.zsregion", help=say("cli.help.map_package"))


def _details(parser: ArgumentParser, tree: Tree) -> None:
    say = tree.say
    parser.add_argument("--name", metavar="TEXT", help=say("cli.help.map_name"))
    parser.add_argument("--attribution", metavar="TEXT", help=say("cli.help.map_attribution"))
    parser.add_argument("--review-number", metavar="TEXT", help=say("cli.help.map_review"))
    parser.add_argument("--datum", choices=[one.value for one in Datum], help=say("cli.help.map_datum"))
    parser.add_argument("--key", metavar="KEY", help=say("cli.help.map_key"))
    parser.add_argument("--subdomains", metavar="0-7", help=say("cli.help.map_subdomains"))
    parser.add_argument("--online", choices=("on", "off"), help=say("cli.help.map_online"))
    parser.add_argument("--rows", choices=("xyz", "tms"), help=say("cli.help.map_rows"))
    parser.add_argument("--cache-mb", type=number_of(1, 20_000), metavar="MB", help=say("cli.help.map_cache"))
    for end in ("min", "max"):
        parser.add_argument(f"--{end}-zoom", type=number_of(0, 22), metavar="Z", help=say("cli.help.map_zoom"))


@asynccontextmanager
async def opened(session: Session) -> AsyncIterator[Maps]:
    """The base maps of the data folder, whether a desk was founded there or not."""
    if session.doors.has_journal(session.data):
        async with session.doors.open_workspace(session.data) as workspace:
            if workspace.maps is not None:
                yield workspace.maps
        return
    maps = session.doors.open_maps(session.data)
    try:
        yield maps
    finally:
        maps.close()


async def list_sources(session: Session) -> int:
    """List every source with what it is and whether it is shown."""
    async with opened(session) as maps:
        rows = [source_row(one, session, maps) for one in maps.sources()]
        lines = table(
            (row["id"], row["use_name"] or "-", row["kind_name"], f"{row['min_zoom']}-{row['max_zoom']}",
             f"{row['size_bytes'] / 1e6:.1f} MB", row["datum"], row["name"], row["attribution"], row["review_number"],
             "; ".join(one["message"] for one in row["problems"]))
            for row in rows
        )  # fmt: skip
        session.out.answer({"base": maps.base_in_use(), "second": maps.choice.second or None, "sources": rows}, lines)
    return 0


async def add_source(session: Session) -> int:
    """Register a file, a folder or an address."""
    what = session.arguments.what
    details = _given(session.arguments)
    async with opened(session) as maps:
        found = maps.add_online(what, **details) if "://" in what else maps.add_path(path_of(what), **details)
        _tell(session, maps, found, "cli.map.added")
    return 0


async def edit_source(session: Session) -> int:
    """Change what a person knows about a source."""
    async with opened(session) as maps:
        _tell(session, maps, maps.edit(session.arguments.id, **_given(session.arguments)), "cli.map.edited")
    return 0


async def use_source(session: Session) -> int:
    """Choose the base, and with ``--second`` what is laid over or under it."""
    arguments = session.arguments
    async with opened(session) as maps:
        second, opacity_pct = arguments.second or "", round(arguments.opacity)
        maps.choose(
            MapChoice(base=arguments.id, second=second, second_over=not arguments.under, second_opacity_pct=opacity_pct)
        )
        _tell(session, maps, _named(maps, arguments.id), "cli.map.used")
    return 0


async def check_source(session: Session) -> int:
    """Look at a source thoroughly; 1 where something is wrong."""
    async with opened(session) as maps:
        problems = await working(session, lambda progress: maps.check(session.arguments.id, progress), "cli.map.checking")
        rows = [{"code": one.code, "message": session.wording.problem(one)} for one in problems]
        lines = [row["message"] for row in rows] or [session.wording.say("cli.map.sound")]
        session.out.answer({"id": session.arguments.id, "problems": rows}, lines)
    return 1 if problems else 0


async def remove_source(session: Session) -> int:
    """Take a source off the list."""
    async with opened(session) as maps:
        name = _named(maps, session.arguments.id).name
        maps.remove(session.arguments.id, delete_files=session.arguments.delete_files)
        session.out.answer({"removed": session.arguments.id}, [session.wording.say("cli.map.removed", name=name)])
    return 0


async def export_package(session: Session) -> int:
    """Write the regional package."""
    target: Path = session.arguments.file
    async with opened(session) as maps:
        name = session.arguments.name or target.stem
        report = await working(session, lambda progress: maps.export_package(target, name, progress), "cli.map.packing")
        _report(session, report, "cli.map.exported")
    return 0


async def import_package(session: Session) -> int:
    """Take in a regional package."""
    async with opened(session) as maps:
        package = session.arguments.file
        report = await working(session, lambda progress: maps.import_package(package, progress), "cli.map.unpacking")
        _report(session, report, "cli.map.imported")
    return 0


def source_row(source: MapSource, session: Session, maps: Maps) -> dict[str, Any]:
    """A source for machines; a key is never in it."""
    say, choice, bounds = session.wording.say, maps.choice, source.bounds
    use = "base" if source.id == maps.base_in_use() else ""
    if choice.second and source.id == choice.second:
        use = "second_over" if choice.second_over else "second_under"
    own = "map_own.name" if source.size_bytes else "map_own.none"
    return {
        "id": source.id, "use": use or None, "use_name": say(f"map_use.{use}") if use else "",
        "form": source.form.value, "form_name": say(f"map_form.{source.form}"),
        "kind": source.kind.value, "kind_name": say(f"map_kind.{source.kind}"),
        "name": say(own) if source.id == OWN_DRAWING else source.name,
        "attribution": source.attribution, "review_number": source.review_number, "datum": source.datum.value,
        "schema": source.schema.value if source.schema else None, "min_zoom": source.min_zoom, "max_zoom": source.max_zoom,
        "bounds": [bounds.south, bounds.west, bounds.north, bounds.east] if bounds else None,
        "size_bytes": source.size_bytes, "path": source.path or None, "template": source.template or None,
        "has_key": source.has_key, "online": source.online_on, "usable": source.usable,
        "problems": [{"code": one.code, "message": session.wording.problem(one)} for one in source.problems],
    }  # fmt: skip


def _given(arguments: Namespace) -> dict[str, Any]:
    """The details that were typed; what was not typed stays as it is."""
    given = {name: getattr(arguments, name) for name in _TEXTS if getattr(arguments, name) is not None}
    numbers = {name: getattr(arguments, name) for name in ("min_zoom", "max_zoom", "cache_mb")}
    given |= {name: int(value) for name, value in numbers.items() if value is not None}
    if arguments.datum is not None:
        given["datum"] = Datum(arguments.datum)
    if arguments.online is not None:
        given["online_on"] = arguments.online == "on"
    if arguments.rows is not None:
        given["tms"] = arguments.rows == "tms"
    return given


def _named(maps: Maps, source_id: str) -> MapSource:
    found = next((one for one in maps.sources() if one.id == source_id), None)
    if found is None:
        raise Refusal("map_source_unknown", {"source": source_id})
    return found


def _tell(session: Session, maps: Maps, source: MapSource, code: str) -> None:
    row = source_row(source, session, maps)
    session.out.answer(row, [session.wording.say(code, id=source.id, name=row["name"])])


def _report(session: Session, report: PackageReport, code: str) -> None:
    say = session.wording.say
    value = {
        "name": report.name, "files": dict(report.files), "things": dict(report.things),
        "size_bytes": report.size_bytes, "sources": list(report.sources),
        "replaced": list(report.replaced), "kept_in": report.kept_in or None, "left_out": list(report.left_out),
    }  # fmt: skip
    counts = say("list.separator").join(f"{say(f'map_part.{part}')} {count}" for part, count in report.things.items())
    lines = [say(code, name=report.name, counts=counts or "0", mb=f"{report.size_bytes / 1e6:.1f}")]
    lines += [say("cli.map.replaced", count=len(report.replaced), folder=report.kept_in)] if report.replaced else []
    lines += [say("cli.map.left_out", names=say("list.separator").join(report.left_out[:5]))] if report.left_out else []
    session.out.answer(value, lines)
