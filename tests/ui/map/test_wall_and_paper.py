"""The wall's map and the picture for a map on paper in the real web engine: one page each, and what only a page can prove."""

from __future__ import annotations

import io
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtTest import QTest

from app.kernel.geo import Point, Region
from app.map.features import Feature, PointGeometry, encode_features
from app.map.site import MapOptions, MapSite
from app.reports.documents.map_sheet import Format, Paper, Sheet
from app.ui.map.view import MapView

pytestmark = [pytest.mark.window, pytest.mark.xdist_group("webengine")]

RESOURCES = Path(__file__).parents[3] / "resources"
REGION = Region(20.00, 110.00, 20.10, 110.15)
CORNERS = ((20.04, 110.06), (20.0425, 110.0635))
"""Two opposite corners of a black square of ground."""


def square(folder: Path) -> Path:
    (south, west), (north, east) = CORNERS
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    folder.mkdir()
    feature = {"type": "Feature", "properties": {"kind": "reservoir"}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
    (folder / "water.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    return folder


def wait_for(holds: Callable[[], bool], seconds: float = 30.0) -> bool:
    until = time.monotonic() + seconds
    while not holds() and time.monotonic() < until:
        QTest.qWait(20)
    return holds()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> MapSite:
    folder = tmp_path_factory.mktemp("wall")
    return MapSite(
        resources_dir=RESOURCES, base_dir=square(folder / "base"), cache_dir=folder / "cache", options=MapOptions(region=REGION)
    )


def script(view: MapView, code: str) -> Any:
    got: list[Any] = []
    assert view.engine is not None
    view.engine.page.runJavaScript(code, got.append)
    assert wait_for(lambda: bool(got), 10)
    return got[0]


def test_the_picture_lies_on_the_sheet_where_the_sheet_says(qapp: Any, site: MapSite) -> None:
    """Above the page's highest zoom too: at 1:2,000 a picture of 200 dots to the inch needs more than zoom 18."""
    view = MapView(site)
    for scale in (2_000, 10_000):
        sheet = Sheet(Format(Paper.A4, True), Point(20.041, 110.061), scale)
        width, height = sheet.format.picture_px
        got: list[bytes | None] = []
        view.request_picture(sheet.bounds, width, height, got.append, pixel_ratio=sheet.format.pixel_ratio, bare=True)
        assert wait_for(lambda got=got: bool(got)) and got[0] is not None  # type: ignore[misc]
        picture = Image.open(io.BytesIO(got[0])).convert("RGB")
        assert picture.size == (width, height)
        left, top = dot(sheet, *CORNERS[0])
        water, ground = picture.getpixel((round(left + 12), round(top - 12))), picture.getpixel((2, height // 2))
        assert water != ground
        row, column = round(top - 12), round(left + 12)
        edge = next(x for x in range(column, 0, -1) if picture.getpixel((x, row)) == ground)
        foot = next(y for y in range(row, height) if picture.getpixel((column, y)) == ground)
        assert edge == pytest.approx(left, abs=3) and foot == pytest.approx(top, abs=3)
    view.shutdown()


def dot(sheet: Sheet, lat: float, lon: float) -> tuple[float, float]:
    """The dot of the picture under which a place lies, by the sheet's own sum."""
    (x, y), rect, (width, height) = sheet.place_mm(Point(lat, lon)), sheet.picture_rect, sheet.format.picture_px
    return (x - rect.x) / rect.width * width, (1 - (y - rect.y) / rect.height) * height


def test_the_walls_page_is_large_deaf_and_follows(qapp: Any, site: MapSite) -> None:
    view = MapView(site)
    view.resize(1200, 700)
    view.wear_wall(2.5)
    view.show()
    assert wait_for(lambda: view.is_ready and view.placeholder.isHidden())
    assert not view.isEnabled()
    view.show_bounds(Region(20.03, 110.05, 20.05, 110.08))
    assert wait_for(lambda: view.seen is not None and view.seen.holds(Point(20.03, 110.05)) and view.seen.north < 20.09)
    said = json.loads(script(view, """JSON.stringify({
      ratio: window.devicePixelRatio, letters: Zhishou.letters(10), moves: Zhishou.desk.map.dragging.enabled(),
      buttons: getComputedStyle(document.querySelector('.desk-zoom')).display })"""))
    assert said == {"ratio": 2.5, "letters": 14.4, "moves": False, "buttons": "none"}
    fire = Feature(id="i1", geometry=PointGeometry((110.06, 20.04)), title="x", symbol="A-FIR", shape="A")
    revision = site.publish("incidents", encode_features([fire]))
    view.hear_published("incidents", revision)
    assert wait_for(lambda: script(view, "Zhishou.desk.features.get('incidents', 'i1') !== null"), 10)
    view.shutdown()
