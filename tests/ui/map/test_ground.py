"""Tiles under the real map in the real web engine."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from app.desk.maps import Datum, MapChoice
from app.kernel.clock import FixedClock
from app.kernel.geo import Crs, Point, Region, to_gcj02, to_wgs84
from app.map.site import VECTOR_SCRIPT, MapOptions, MapSite
from app.map.sources.ground import tile_at
from app.map.sources.library import MapLibrary
from app.ui.map.view import MapView
from tests import maps_world as world
from tests.ui.map.test_view import Waiting, script, wait_for

pytestmark = [pytest.mark.window, pytest.mark.xdist_group("webengine")]

RESOURCES = Path(__file__).parents[3] / "resources"
HAS_PART = (RESOURCES / "web" / "vendor" / VECTOR_SCRIPT).is_file()
SHANGHAI = (31.23, 121.47)
RED, BLUE = (200, 30, 30), (30, 60, 200)


def around(at: tuple[float, float], z: int, colour: tuple[int, int, int], reach: int = 3) -> dict[tuple[int, int, int], bytes]:
    x0, y0 = tile_at(*at, z)
    return {
        (z, x, y): world.picture(f"{x}/{y}", colour)
        for x in range(x0 - reach, x0 + reach + 1)
        for y in range(y0 - reach, y0 + reach + 1)
    }


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MapLibrary]:
    folder = tmp_path_factory.mktemp("maps")
    made = MapLibrary(folder / "data", folder / "cache", FixedClock(datetime(2026, 7, 17, tzinfo=UTC)), world.BASEMAP)
    made.add_path(world.write_mbtiles(folder / "red.mbtiles", around(world.MIDDLE, 13, RED)), attribution="甲队", name="red")
    made.add_path(world.write_mbtiles(folder / "blue.mbtiles", around(world.MIDDLE, 13, BLUE)), name="blue")
    made.add_path(world.write_vector_mbtiles(folder / "vector.mbtiles", (12, 13)), review_number="GS(2026)1号")
    shifted = to_gcj02(Point(*SHANGHAI))
    there = tile_at(shifted.lat, shifted.lon, 17)
    assert there != tile_at(*SHANGHAI, 17)
    marked = around(SHANGHAI, 17, RED, 6) | {(17, *there): world.picture("", BLUE)}
    made.add_path(world.write_mbtiles(folder / "gcj.mbtiles", marked), datum=Datum.GCJ02)
    yield made
    made.close()


@pytest.fixture(scope="module")
def view(qapp: Any, library: MapLibrary, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MapView]:
    site = MapSite(
        resources_dir=RESOURCES, base_dir=world.BASEMAP, cache_dir=tmp_path_factory.mktemp("cache"),
        options=MapOptions(region=Region(*world.BOX)), tiles=library,
    )
    made = MapView(site)
    made.resize(900, 600)
    with Waiting(made.painted):
        made.show()
    yield made
    made.shutdown()
    made.deleteLater()


def show(view: MapView, library: MapLibrary, choice: MapChoice, at: tuple[float, float] = world.MIDDLE, zoom: float = 13) -> None:
    """Choose, go there, and wait until every tile is painted."""
    library.choose(choice)
    view.refresh_ground()
    view.fly_to(*at, zoom)
    wanted = json.dumps([choice.base if choice.base != "own" else None, choice.second or None])
    there = (
        "(() => { const g = Zhishou.desk.ground; const id = (l) => l ? l.spec.id : null;"
        f" return JSON.stringify([id(g.base), id(g.second)]) === JSON.stringify({wanted})"
        f" && Zhishou.desk.map.getZoom() === {zoom} && [g.base, g.second].every((l) => !l || !l.busy)"
        " && !g.timer && !Zhishou.desk.canvases.ground._frame; })()"
    )
    assert wait_for(lambda: script(view, there) is True, 10_000)


def colour(view: MapView, lat: float, lon: float) -> tuple[int, int, int]:
    """What the ground's canvas shows at a place."""
    red, green, blue = json.loads(script(view, f"""(() => {{
      const canvas = Zhishou.desk.canvases.ground, point = Zhishou.desk.map.latLngToLayerPoint([{lat}, {lon}]);
      const ratio = window.devicePixelRatio || 1, at = point.subtract(canvas._bounds.min).multiplyBy(ratio);
      const data = canvas._context.getImageData(Math.round(at.x), Math.round(at.y), 1, 1).data;
      return JSON.stringify([...data].slice(0, 3)); }})()"""))
    return red, green, blue


def close_to(one: tuple[int, int, int], other: tuple[int, int, int], within: int = 12) -> bool:
    return all(abs(a - b) <= within for a, b in zip(one, other, strict=True))


BARE = (18.5905, 114.5005)
"""A place without a label or a road near the middle."""


def test_a_raster_map_is_painted_and_names_its_makers(view: MapView, library: MapLibrary) -> None:
    show(view, library, MapChoice(base="red"))
    assert close_to(colour(view, *BARE), RED)
    assert script(view, "document.querySelector('.desk-foot').textContent.includes('甲队')") is True
    assert script(view, "Zhishou.desk.ground.layers.labels.length") == 0


def test_the_night_is_dimmed(view: MapView, library: MapLibrary) -> None:
    view.set_theme("dark")
    show(view, library, MapChoice(base="red"))
    assert wait_for(lambda: colour(view, *BARE)[0] < 140, 3000)
    view.set_theme("light")
    assert wait_for(lambda: close_to(colour(view, *BARE), RED), 3000)


def test_a_second_layer_shines_through(view: MapView, library: MapLibrary) -> None:
    show(view, library, MapChoice(base="red", second="blue", second_over=True, second_opacity_pct=50))
    mixed = colour(view, *BARE)
    assert 90 < mixed[0] < 140 and 90 < mixed[2] < 140
    show(view, library, MapChoice(base="own", second="blue", second_over=False, second_opacity_pct=100))
    assert close_to(colour(view, *BARE), BLUE), "the own drawing leaves imagery beneath it to be seen"


def test_a_gcj02_map_lies_where_it_belongs(view: MapView, library: MapLibrary) -> None:
    show(view, library, MapChoice(base="gcj"), SHANGHAI, 17)
    assert close_to(colour(view, *SHANGHAI), BLUE)
    for lat, lon in (SHANGHAI, (23.1, 113.2), (43.8, 87.6), (18.6, 114.5), (1.3, 103.8), (10.0, 10.0)):
        there, back = to_gcj02(Point(lat, lon)), to_wgs84(Point(lat, lon, Crs.GCJ02))
        for name, wanted in (("toGcj", there), ("fromGcj", back)):
            got = json.loads(script(view, f"JSON.stringify(Zhishou.{name}({lat}, {lon}))"))
            assert got == pytest.approx([wanted.lat, wanted.lon], abs=1e-9)


@pytest.mark.skipif(not HAS_PART, reason="what paints vector maps is not installed here (make setup)")
def test_a_vector_map_is_painted_in_our_colours_and_named_once(view: MapView, library: MapLibrary) -> None:
    show(view, library, MapChoice(base="vector"))

    def named() -> list[str]:
        return json.loads(script(view, "JSON.stringify(Zhishou.desk.ground.layers.labels.map((one) => one.properties.name))"))

    assert wait_for(lambda: "青石镇" in named(), 5000), "names come with the last of the tiles"
    names = named()
    assert len(names) == len(set(names)), "no name comes twice where tiles meet"
    water = script(view, "Zhishou.palette('light').water")
    wet = tuple(int(water[at : at + 2], 16) for at in (1, 3, 5))
    picture = json.loads(script(view, """(() => { const c = Zhishou.desk.canvases.ground._container;
      const seen = {}; const data = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
      for (let at = 0; at < data.length; at += 28) {
        const k = data[at] + ',' + data[at + 1] + ',' + data[at + 2];
        seen[k] = (seen[k] || 0) + 1;
      }
      return JSON.stringify(seen); })()"""))
    assert picture.get(",".join(map(str, wet)), 0) > 100, "the river is there, in the colour of the theme"


@pytest.mark.skipif(not HAS_PART, reason="what paints vector maps is not installed here (make setup)")
def test_a_picture_for_paper_has_its_tiles(view: MapView, library: MapLibrary) -> None:
    for base, least in (("red", 50), ("vector", 50)):
        show(view, library, MapChoice(base=base))
        got: list[bytes | None] = []
        view.request_picture(Region(18.58, 114.46, 18.62, 114.53), 900, 600, got.append)
        assert wait_for(lambda got=got: bool(got), 15_000)
        assert got[0] is not None
        image = Image.open(io.BytesIO(got[0])).convert("RGB")
        assert image.size == (900, 600) and len(image.getcolors(900 * 600) or ()) > least
        if base == "red":
            assert close_to(image.getpixel((640, 420)), RED, 30)


def test_nothing_left_the_machine(view: MapView) -> None:
    assert view.engine.blocked_requests == 0 and view.engine.own_requests > 40


def test_without_the_vector_part_the_own_drawing_stays_and_the_mend_is_said(
    qapp: Any, qtbot: QtBot, library: MapLibrary, tmp_path: Path
) -> None:
    resources = tmp_path / "resources"
    (resources / "web").mkdir(parents=True)
    for file in (RESOURCES / "web").iterdir():
        if file.is_file():
            (resources / "web" / file.name).write_bytes(file.read_bytes())
    (resources / "signs").symlink_to(RESOURCES / "signs")
    library.choose(MapChoice(base="vector"))
    options = MapOptions(region=Region(*world.BOX))
    site = MapSite(resources_dir=resources, base_dir=world.BASEMAP, cache_dir=tmp_path / "cache", options=options, tiles=library)
    bare = MapView(site)
    bare.resize(600, 400)
    try:
        with Waiting(bare.painted):
            bare.show()
        assert script(bare, "Zhishou.desk.ground.missing && Zhishou.desk.ground.base === null") is True
        assert script(bare, "document.querySelector('.desk-notice').textContent.includes('make setup')") is True
        assert script(bare, "Zhishou.desk.ground.layers.labels.length") > 5
    finally:
        bare.shutdown()
        bare.deleteLater()


def test_the_button_asks_for_the_map_data(view: MapView) -> None:
    with Waiting(view.map_data_wanted):
        script(view, "[...document.querySelectorAll('.desk-zoom button')].pop().click(), 1")
