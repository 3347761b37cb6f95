"""From a wish to a sheet: which ground, the sheet that holds it, and the input made of a picture that was taken of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec.structs import replace as replace_struct

from app.catalog.wording import Wording
from app.desk.describe import Describer
from app.desk.sheets import AREA, INCIDENT, VIEW, SheetWish
from app.domain.drawing.rules import standing
from app.domain.incident.model import Incident
from app.domain.reference import Reference
from app.domain.state import State
from app.kernel.errors import Refusal
from app.kernel.geo import Point, Region
from app.reports.documents.map_sheet.geometry import Format, Paper, Sheet, around, fitting
from app.reports.documents.map_sheet.model import Extent, MapSheetInput, Shown
from app.reports.documents.map_sheet.sketch import LEAST_SCALE, sketch_of

if TYPE_CHECKING:
    from app.reports.kit import FontLibrary


class SheetPicture(msgspec.Struct, frozen=True):
    """What was taken of the map for one sheet; it may come from another process. ``source`` and ``review`` are those of the base
    map that lies under it ("" where it says nothing)."""

    wish: SheetWish
    sheet: Sheet
    png: bytes
    taken_at: datetime
    shown: tuple[Shown, ...] = ()
    source: str = ""
    review: str = ""
    datum: str = "CGCS2000"


def ground_of(wish: SheetWish, state: State, of: Incident | None, seen: Region | None) -> Region:
    """The ground that is wanted, in degrees. ``Refusal`` where the incident has no place, the desk no region, or the map was
    not looked at yet."""
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
    fmt = Format(Paper(wish.paper), wish.landscape)
    if not wish.scale:
        return fitting(fmt, ground)
    return Sheet(fmt, Point((ground.south + ground.north) / 2, (ground.west + ground.east) / 2), wish.scale)


def composed(
    picture: SheetPicture, *, state: State, incident_id: str, reference: Reference, wording: Wording, lang: str, now: datetime,
    actor: str, signs: bytes, drill: bool = False, fonts: FontLibrary | None = None, unmasked: bool = False,
) -> MapSheetInput:  # fmt: skip
    """Everything that the sheet is made from, of a picture and of the desk whose map it is."""
    profile, of = state.profile, state.incidents.get(incident_id)
    place = wording.text(profile.name) if profile else ""
    about = of if picture.wish.extent == INCIDENT else None
    demo = profile is not None and profile.demo
    return MapSheetInput(
        wording=wording, lang=lang, now=now, actor=actor, place=place, extent=Extent(picture.wish.extent), sheet=picture.sheet,
        map_png=picture.png, taken_at=picture.taken_at,
        subject=Describer(reference, wording).incident_title(about) if about else place, signs=signs, shown=picture.shown,
        number=about.number if about else "", source=picture.source or wording.say("paper.map.no_source"), review=picture.review,
        datum=picture.datum, notice=wording.text(profile.notice) if profile and demo else "", demo=demo, drill=drill, fonts=fonts,
        state=state, unmasked=unmasked,
    )  # fmt: skip


def sketched(fields: Mapping[str, Any], incident_id: str, signs: bytes) -> MapSheetInput:
    """The sheet of an incident without a picture of the map: the ground in outline, as the desk knows it.

    ``fields`` are those of a paper about the desk. ``Refusal("incident_has_no_point")`` where nobody knows its place.
    """
    wish = SheetWish(INCIDENT, 0, Paper.A4.value, landscape=False)
    state, wording = fields["state"], fields["wording"]
    ground = ground_of(wish, state, state.incident(incident_id), None)
    sheet = sheet_of(wish, ground)
    if sheet.scale < LEAST_SCALE:
        sheet = sheet_of(replace_struct(wish, scale=LEAST_SCALE), ground)
    picture = SheetPicture(wish, sheet, b"", fields["now"], source=wording.say("paper.map.sketch"))
    given = composed_of(picture, {**fields, "incident_id": incident_id}, signs)
    return replace(given, sketch=sketch_of(state, incident_id, sheet.bounds, wording))


def composed_of(picture: SheetPicture, fields: Mapping[str, object], signs: bytes) -> MapSheetInput:
    """The same of the fields of a ``DocumentInput``: a paper about an incident and its map say the same of themselves."""
    asked = ("state", "incident_id", "reference", "wording", "lang", "now", "actor", "drill", "fonts", "unmasked")
    return composed(picture, signs=signs, **{name: fields[name] for name in asked if name in fields})  # type: ignore[arg-type]
