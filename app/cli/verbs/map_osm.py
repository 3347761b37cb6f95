"""``map osm``: an OpenStreetMap extract becomes a base map, a road graph and a gazetteer of this data folder."""

from __future__ import annotations

import re
from argparse import ArgumentTypeError
from pathlib import Path

from app.cli.arguments import number_of, path_of
from app.cli.session import Session
from app.cli.tree import Tree
from app.cli.working import working
from app.desk.osm_words import result_lines
from app.kernel.errors import Refusal
from app.kernel.geo import Region

PRODUCTS = ("base", "roads", "places")
_LAT, _LON = number_of(-90, 90), number_of(-180, 180)


def add(tree: Tree) -> None:
    """The family ``map`` with this verb; where another module makes the family, it calls ``add_below`` instead."""
    add_below(tree.family("map"))


def add_below(family: Tree) -> None:
    """The parser of this verb, below ``map``."""
    say = family.say
    osm = family.verb("osm", import_osm)
    osm.add_argument("file", type=path_of, metavar="FILE.osm.pbf", help=say("cli.help.osm_file"))
    osm.add_argument("--region", type=region_of, metavar="S,W,N,E", help=say("cli.help.osm_region"))
    osm.add_argument("--name", default="", metavar="NAME", help=say("cli.help.osm_name"))
    osm.add_argument("--only", type=products_of, default=PRODUCTS, metavar="base,roads,places", help=say("cli.help.osm_only"))
    osm.add_argument("--replace", action="store_true", help=say("cli.help.osm_replace"))


def region_of(text: str) -> Region:
    """A typed rectangle, ``30,110,30.5,110.6`` (south, west, north, east); ``ArgumentTypeError`` for anything else."""
    parts = text.replace("，", ",").split(",")
    if len(parts) != 4:
        raise ArgumentTypeError(f"{text!r} (S,W,N,E)")
    south, west, north, east = (read(part) for read, part in zip((_LAT, _LON, _LAT, _LON), parts, strict=True))
    return Region(south, west, north, east)


def products_of(text: str) -> tuple[str, ...]:
    """A typed list of products; ``ArgumentTypeError`` where one is unknown."""
    wanted = [part.strip() for part in text.split(",") if part.strip()]
    if not wanted or any(one not in PRODUCTS for one in wanted):
        raise ArgumentTypeError(f"{text!r} ({','.join(PRODUCTS)})")
    return tuple(one for one in PRODUCTS if one in wanted)


def name_from(file: Path) -> str:
    """A name out of the file's own: without its endings and without what no file of ours is called."""
    stem = re.sub(r"(\.osm)?(\.pbf)?$", "", file.name, flags=re.IGNORECASE)
    return re.sub(r"[^\w\-]+", "-", stem).strip("-_")[:40] or "osm"


async def import_osm(session: Session) -> int:
    """Make what was asked for; progress goes to standard error. The region is the desk's own where none is given."""
    arguments = session.arguments
    region = arguments.region or await _desk_region(session)
    fields = {
        "file": arguments.file, "data_dir": session.doors.data_dir(session.data), "region": region,
        "name": arguments.name or name_from(arguments.file), "products": arguments.only, "replace": arguments.replace,
    }  # fmt: skip
    result = await working(session, lambda progress: session.doors.import_osm(fields, progress))
    lines = [*result_lines(result, session.wording), session.wording.say("osm.result.time", time=f"{result['seconds']:.0f} s")]
    session.out.answer(result, [*lines, session.wording.say("osm.licence")])
    return 0


async def _desk_region(session: Session) -> Region:
    if session.doors.has_journal(session.data):
        async with session.desk() as workspace:
            profile = workspace.desk.state.profile
            if profile is not None and profile.region is not None:
                return profile.region
    raise Refusal("osm_region_missing")
