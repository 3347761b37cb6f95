"""The map on paper in the papers panel: which ground, which options, what is entered in the journal."""

from __future__ import annotations

import asyncio
import io
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from PIL import Image

from app.domain.drawing.commands import Draw
from app.domain.drawing.model import DrawingKind, Shape, ShapeForm
from app.domain.incident.model import Place
from app.domain.state import State
from app.kernel.errors import Fault, Refusal
from app.kernel.geo import Point, Region
from app.map.site import MapOptions, MapSite
from app.ui.panels.papers.panel import PapersPanel
from app.ui.panels.papers.sheet import AREA, ID, VIEW, SheetWish, ground_of, make_sheet, sheet_of
from tests.ui.panels.desk_loop import on_desk
from tests.ui.panels.desk_press import TestPress
from tests.ui.panels.desk_world import FILES, until

SEEN = Region(18.58, 114.46, 18.62, 114.52)


class FakeView:
    """Answers with a flat picture of the size that was asked for."""

    def __init__(self, folder: Path) -> None:
        self.seen: Region | None = SEEN
        self.asked: list[tuple[Any, ...]] = []
        self.site = MapSite(
            resources_dir=FILES.resources, base_dir=folder, cache_dir=folder, options=MapOptions(region=SEEN)
        )

    async def picture(self, bounds: Region, width: int, height: int, *, pixel_ratio: float, bare: bool) -> bytes:
        self.asked.append((bounds, width, height, round(pixel_ratio, 3), bare))
        out = io.BytesIO()
        Image.new("RGB", (width, height), "white").save(out, "PNG")
        return out.getvalue()


def located(state: State) -> Any:
    return next(of for of in state.incidents.values() if of.is_open and of.place.point is not None)


def test_a_sheet_is_asked_for_exactly_its_own_ground(qapp: Any, tmp_path: Path) -> None:
    async def body(services: Any) -> None:
        services.map_view = FakeView(tmp_path)
        of = located(services.state)
        made = await make_sheet(services, of.id, SheetWish(scale=5_000, paper="A3", landscape=False), lambda *_: None)
        sheet = sheet_of(SheetWish(scale=5_000, paper="A3", landscape=False), ground_of(SheetWish(), services.state, of, SEEN))
        assert services.map_view.asked == [(sheet.bounds, *sheet.format.picture_px, round(200 / 96, 3), True)]
        assert made.pages == 1 and made.data.startswith(b"%PDF")
        assert sheet.bounds.holds(of.place.point)

    on_desk(qapp, tmp_path, body)


def test_the_ground_of_an_incident_holds_what_was_drawn_for_it(qapp: Any, tmp_path: Path) -> None:
    async def body(services: Any) -> None:
        of = located(services.state)
        at = of.place.point
        narrow = ground_of(SheetWish(), services.state, of, None)
        shape = Shape(ShapeForm.CIRCLE, (Point(at.lat + 0.02, at.lon),), 500)
        await services.execute(Draw(kind=DrawingKind.CORDON, shape=shape, title="x", incident_id=of.id))
        wide = ground_of(SheetWish(), services.state, of, None)
        assert wide.north > at.lat + 0.024 > narrow.north
        assert sheet_of(SheetWish(), wide).scale > sheet_of(SheetWish(), narrow).scale

    on_desk(qapp, tmp_path, body)


def test_what_cannot_be_drawn_is_said(qapp: Any, tmp_path: Path) -> None:
    async def body(services: Any) -> None:
        state = services.state
        assert ground_of(SheetWish(VIEW), state, None, SEEN) == SEEN
        assert ground_of(SheetWish(AREA), state, None, None) == state.profile.region
        bare = replace(located(state), place=Place("x"))
        for wish, whole, of, code in (
            (SheetWish(VIEW), state, None, "map_not_seen"), (SheetWish(AREA), State(), None, "desk_has_no_region"),
            (SheetWish(), state, None, "incident_has_no_point"), (SheetWish(), state, bare, "incident_has_no_point"),
        ):  # fmt: skip
            with pytest.raises(Refusal) as no:
                ground_of(wish, whole, of, None)
            assert no.value.code == code and services.explain(no.value)
        with pytest.raises(Fault) as missing:
            await make_sheet(services, located(state).id, SheetWish(), lambda *_: None)
        assert missing.value.code == "map_sheet_no_map" and services.explain(missing.value)

    on_desk(qapp, tmp_path, body)


def test_it_is_chosen_looked_at_and_entered_like_every_paper(qapp: Any, tmp_path: Path) -> None:
    async def body(services: Any) -> None:
        services.map_view = FakeView(tmp_path)
        panel = PapersPanel(services, TestPress())
        panel.resize(1180, 700)
        panel.show()
        of = located(services.state)
        panel.show_document(of.id)
        await until(lambda: panel.paper is not None)
        options = panel.chooser.sheet
        assert options is not None and not options.isVisible()
        panel.show_document(of.id, ID)
        await until(lambda: len(services.map_view.asked) == 2 and panel._making is None)  # the report took its page before
        assert options.isVisible() and panel.preview.pages == 1
        options.paper.setCurrentIndex(1)
        await until(lambda: len(services.map_view.asked) == 3 and panel._making is None)
        assert services.map_view.asked[2][1] > services.map_view.asked[1][1]
        await panel.save_to(tmp_path / "sheet.pdf")
        issued = services.state.incidents[of.id].documents[-1]
        assert (issued.document, issued.pages) == (ID, 1)
        panel.deleteLater()

    on_desk(qapp, tmp_path, body)


def test_a_map_of_the_whole_area_needs_no_incident(qapp: Any, tmp_path: Path) -> None:
    async def body(services: Any) -> None:
        services.map_view = FakeView(tmp_path)
        panel = PapersPanel(services, TestPress())
        panel.show()
        panel.show_document("", ID)
        assert not services.map_view.asked
        panel.chooser.sheet.extent.setCurrentIndex(1)
        await until(lambda: panel.paper is not None and panel._making is None)
        view = panel.preview.view
        for height in range(440, 520, 4):  # among these are sizes at which a page fits only without its scroll bar
            view.setFixedHeight(height)
            await asyncio.sleep(0)
            assert view.factor > 0
        await panel.save_to(tmp_path / "area.pdf")
        assert (tmp_path / "area.pdf").read_bytes() == panel.paper.data and services.state.documents[-1].document == ID
        panel.deleteLater()

    on_desk(qapp, tmp_path, body)
