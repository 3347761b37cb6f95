"""The map on paper: the page's picture of exactly the ground that is wanted, what is on it, and the sheet made of these."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

import msgspec

from app.catalog.wording import Wording
from app.desk.jobs import Progress
from app.desk.maps import OWN_DRAWING
from app.desk.sheets import AREA, EXTENTS, INCIDENT, VIEW, SheetWish
from app.desk.workspace import Workspace
from app.domain.incident.model import Incident
from app.domain.state import State
from app.kernel.errors import Fault
from app.kernel.geo import Region
from app.map.contents import marks_in, take
from app.map.sources.page_side import credit_of

if TYPE_CHECKING:
    from app.reports.documents.map_sheet import MapSheetInput, Sheet, SheetPicture

__all__ = [
    "AREA", "EXTENTS", "ID", "INCIDENT", "PAGE_WISH", "VIEW", "Easel", "SheetWish", "ground_of", "make_sheet", "map_page",
    "sheet_of", "taken",
]  # fmt: skip

ID = "map_sheet"
"""The document's id, as it stands in the journal."""

PAGE_WISH = SheetWish(landscape=False)
"""The sheet that a report takes in as a page."""


class Easel(Protocol):
    """What a picture of the map is taken with: ``Services`` is one, and so is what draws without a window."""

    @property
    def workspace(self) -> Workspace:
        """The desk."""
        ...

    @property
    def wording(self) -> Wording:
        """The words."""
        ...

    @property
    def lang(self) -> str:
        """``zh`` or ``en``."""
        ...

    @property
    def map_view(self) -> Any:
        """The ``MapView``, or ``None``."""
        ...


def ground_of(wish: SheetWish, state: State, of: Incident | None, seen: Region | None) -> Region:
    """See ``composing.ground_of``."""
    from app.reports.documents.map_sheet import ground_of as found  # noqa: PLC0415 - see ``make.Press``

    return found(wish, state, of, seen)


def sheet_of(wish: SheetWish, ground: Region) -> Sheet:
    """See ``composing.sheet_of``."""
    from app.reports.documents.map_sheet import sheet_of as made  # noqa: PLC0415

    return made(wish, ground)


async def taken(easel: Easel, incident_id: str, wish: SheetWish) -> SheetPicture:
    """The picture for a sheet and what is on it. ``Fault("map_sheet_no_map")`` where there is no map on this machine,
    ``Fault("map_picture")`` where it did not answer; ``Refusal`` as ``ground_of``."""
    from app.reports.documents.map_sheet import SheetPicture, Shown  # noqa: PLC0415

    view, desk = easel.map_view, easel.workspace.desk
    if view is None:
        raise Fault("map_sheet_no_map")
    sheet = sheet_of(wish, ground_of(wish, desk.state, desk.state.incidents.get(incident_id), view.seen))
    there, taken_at, bounds, zoom = take(view.site), desk.clock.now(), sheet.bounds, sheet.zoom
    width_px, height_px = sheet.format.picture_px
    png = await view.picture(bounds, width_px, height_px, pixel_ratio=sheet.format.pixel_ratio, bare=True)
    maps, options = easel.workspace.maps, view.site.options

    def looked_up(_progress: Progress) -> SheetPicture:
        shown = tuple(Shown(*msgspec.structs.astuple(mark)) for mark in marks_in(there, bounds, zoom))
        source, review = ("", "") if maps is None else credit_of(maps.sources(), maps.base_in_use(), maps.choice)
        if maps is not None and maps.base_in_use() == OWN_DRAWING:
            own = next((one for one in maps.sources() if one.id == OWN_DRAWING), None)
            source = source or (easel.wording.say("map_own.name") if own is not None and own.size_bytes else "")
        return SheetPicture(wish, sheet, png, taken_at, shown, source, review, options.datum)

    return await easel.workspace.jobs.run(looked_up)


def given_of(easel: Easel, incident_id: str, picture: SheetPicture) -> MapSheetInput:
    """What the sheet is made from, as the desk stands now. Reads a file: call it in a job."""
    from app.reports.documents.map_sheet import composed  # noqa: PLC0415

    desk = easel.workspace.desk
    shift = desk.state.shift
    return composed(
        picture, state=desk.state, incident_id=incident_id, reference=desk.reference, wording=easel.wording, lang=easel.lang,
        now=desk.clock.now(), actor=shift.officer if shift else "",
        signs=(easel.workspace.files.resources / "signs" / "signs.json").read_bytes(),
    )  # fmt: skip


async def make_sheet(
    easel: Easel, incident_id: str, wish: SheetWish, on_progress: Callable[[float, str], None]
) -> Any:
    """The finished paper. ``Fault`` and ``Refusal`` as ``taken``."""
    from app.reports.documents import PaperFormat, make  # noqa: PLC0415

    picture = await taken(easel, incident_id, wish)
    return await easel.workspace.jobs.run(
        lambda progress: make("map_sheet", given_of(easel, incident_id, picture), PaperFormat.PDF, progress), on_progress
    )


async def map_page(easel: Easel, incident_id: str) -> Any:
    """The sheet of an incident as a page of its report; ``None`` where it has no place or this machine no map.

    ``Fault("map_picture")`` where the map did not answer.
    """
    from app.reports.documents.map_sheet import page  # noqa: PLC0415

    of = easel.workspace.desk.state.incidents.get(incident_id)
    if easel.map_view is None or of is None or of.place.point is None:
        return None
    picture = await taken(easel, incident_id, PAGE_WISH)
    return await easel.workspace.jobs.run(lambda _progress: page(given_of(easel, incident_id, picture)))
