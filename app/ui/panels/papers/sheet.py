"""The map on paper: which ground, the page's picture of exactly that ground, what is on it, and the sheet made of these."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import msgspec

from app.desk.describe import Describer
from app.desk.jobs import Progress
from app.domain.drawing.rules import standing
from app.domain.incident.model import Incident
from app.domain.state import State
from app.kernel.errors import Fault, Refusal
from app.kernel.geo import Point, Region
from app.map.contents import marks_in, take
from app.ui.services import Services

if TYPE_CHECKING:
    from app.reports.documents.map_sheet import Sheet

ID = "map_sheet"
"""The document's id, as it stands in the journal."""

INCIDENT, AREA, VIEW = "incident", "area", "view"
EXTENTS = (INCIDENT, AREA, VIEW)
"""Which ground (worded under ``paper.map.extent.<code>``)."""


class SheetWish(msgspec.Struct, frozen=True):
    """What somebody wants to have. ``scale`` 0: as large as the ground allows."""

    extent: str = INCIDENT
    scale: int = 0
    paper: str = "A4"
    landscape: bool = True


def ground_of(wish: SheetWish, state: State, of: Incident | None, seen: Region | None) -> Region:
    """The ground that is wanted, in degrees. ``Refusal`` where the incident has no place, the desk no region, or the map was
    not looked at yet."""
    from app.reports.documents.map_sheet import around  # noqa: PLC0415 - see ``make.Press``

    if wish.extent == VIEW:
        if seen is None:
            raise Refusal("map_not_seen")
        return seen
    if wish.extent == AREA:
        if state.profile is None or state.profile.region is None:
            raise Refusal("desk_has_no_region")
        return state.profile.region
    if of is None or of.place.point is None:
        raise Refusal("incident_has_no_point")
    points: list[Point] = [of.place.point]
    for drawing in standing(state):
        if drawing.incident_id == of.id:
            reach = around(drawing.shape.points, least_m=max(drawing.shape.radius_m, 1.0), rim=0)
            points += (Point(reach.south, reach.west), Point(reach.north, reach.east))
    return around(tuple(points))


def sheet_of(wish: SheetWish, ground: Region) -> Sheet:
    """The sheet with this ground in its middle, at the scale that was chosen or at the one that fits."""
    from app.reports.documents.map_sheet import Format, Paper, fitting  # noqa: PLC0415
    from app.reports.documents.map_sheet import Sheet as Made  # noqa: PLC0415

    fmt = Format(Paper(wish.paper), wish.landscape)
    if not wish.scale:
        return fitting(fmt, ground)
    return Made(fmt, Point((ground.south + ground.north) / 2, (ground.west + ground.east) / 2), wish.scale)


async def make_sheet(
    services: Services, incident_id: str, wish: SheetWish, on_progress: Callable[[float, str], None]
) -> Any:
    """The finished paper. ``Fault("map_sheet_no_map")`` where there is no map on this machine, ``Fault("map_picture")`` where
    it did not answer; ``Refusal`` as ``ground_of``."""
    from app.reports.documents.map_sheet import Extent, MapSheetInput, Shown, make  # noqa: PLC0415

    view, desk, words = services.map_view, services.workspace.desk, services.wording
    if view is None:
        raise Fault("map_sheet_no_map")
    state = desk.state
    of = state.incidents.get(incident_id)
    sheet = sheet_of(wish, ground_of(wish, state, of, view.seen))
    taken, taken_at, bounds, zoom = take(view.site), desk.clock.now(), sheet.bounds, sheet.zoom
    width_px, height_px = sheet.format.picture_px
    picture = await view.picture(bounds, width_px, height_px, pixel_ratio=sheet.format.pixel_ratio, bare=True)
    profile, shift, options = state.profile, state.shift, view.site.options
    signs_file = services.workspace.files.resources / "signs" / "signs.json"
    place = words.text(profile.name) if profile else ""
    subject = _subject(wish, of, place, services)

    def work(progress: Progress) -> Any:
        shown = tuple(Shown(*msgspec.structs.astuple(mark)) for mark in marks_in(taken, bounds, zoom))
        given = MapSheetInput(
            wording=words, lang=services.lang, now=desk.clock.now(), actor=shift.officer if shift else "", place=place,
            extent=Extent(wish.extent), sheet=sheet, map_png=picture, taken_at=taken_at, subject=subject,
            signs=signs_file.read_bytes(), shown=shown, number=of.number if of and wish.extent == INCIDENT else "",
            source=_said(options.attribution_zh, options.attribution_en, services) or words.say("paper.map.no_source"),
            datum=options.datum, notice=words.text(profile.notice) if profile and profile.demo else "",
            demo=profile is not None and profile.demo,
        )  # fmt: skip
        return make(given, progress)

    return await services.workspace.jobs.run(work, on_progress)


def _subject(wish: SheetWish, of: Incident | None, place: str, services: Services) -> str:
    if wish.extent != INCIDENT or of is None:
        return place
    return Describer(services.workspace.desk.reference, services.wording).incident_title(of)


def _said(zh: str, en: str, services: Services) -> str:
    return (zh if services.lang == "zh" else en) or zh
