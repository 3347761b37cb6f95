"""The comparison of coordinate systems is drawn over whatever base map is in use, where that really lies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.desk.jobs import Progress
from app.desk.maps import Datum, MapChoice
from app.kernel.geo import Crs, unshifted
from app.map.sources.ground import bounds_of_tiles
from app.map.sources.library import MapLibrary
from app.ui.panels.mapdata.layers.base_ground import on_base
from app.ui.panels.mapdata.layers.compare_pane import images_of
from app.ui.panels.mapdata.layers.ground import Ground, read_ground, square
from tests import maps_world as world
from tests.ui.panels.boards import FILES, Board

QUIET = Progress(lambda *_: None)
BOX = (*square(114.48, 18.605), *square(114.49, 18.595))


@pytest.fixture
def maps(board: Board, tmp_path: Path) -> Iterator[MapLibrary]:
    made = MapLibrary(tmp_path / "data", tmp_path / "cache", board.clock, FILES.demo / "basemap")
    yield made
    made.close()


def use(maps: MapLibrary, path: Path, **details: Any) -> None:
    maps.choose(MapChoice(base=maps.add_path(path, **details).id))


def test_pictures_lie_where_their_ground_is_also_those_of_a_shifted_map(maps: MapLibrary, tmp_path: Path) -> None:
    bare = Ground(names=((0.5, 0.5, "甲"),))
    assert on_base(bare, None, BOX, QUIET) is bare and on_base(bare, maps, BOX, QUIET) is bare, "the own drawing is in use"
    file = world.write_mbtiles(tmp_path / "a.mbtiles", world.raster_tiles((11, 12, 13)))
    use(maps, file)
    found = on_base(bare, maps, BOX, QUIET)
    assert found.pictures and found.names == bare.names and bare.is_bare and not found.is_bare
    assert on_base(bare, maps, (*square(10, 50), *square(10.01, 49.99)), QUIET) is bare, "no map lies there"
    assert all(not image.isNull() for _box, image in images_of(found))
    west, north = found.pictures[0].box[:2]
    column, row = west * 2**13, north * 2**13
    assert (column, row) == pytest.approx((round(column), round(row)), abs=1e-6), "the sharpest tiles, edge to edge"
    use(maps, file, datum=Datum.GCJ02)
    shifted = on_base(bare, maps, BOX, QUIET)
    bounds = bounds_of_tiles(13, round(column), round(row), round(column), round(row))
    lat, lon = unshifted(bounds.north, bounds.west, Crs.GCJ02)
    assert any(one.box[:2] == pytest.approx(square(lon, lat)) for one in shifted.pictures)


@pytest.mark.parametrize("kind", ["own", "broken"])
def test_roads_of_a_vector_map_lie_on_the_drawing_that_they_were_made_of(kind: str, maps: MapLibrary, tmp_path: Path) -> None:
    tiles = {at: data if kind == "own" else b"\x1a\x06\x0a\x02ab\x12\xff" for at, data in world.vector_tiles((13,)).items()}
    file = tmp_path / "v.mbtiles"
    if kind == "own":
        world.write_vector_mbtiles(file, (13,))
    else:
        world.write_mbtiles(file, tiles, format="pbf", zhishou_schema="1")
        if not maps.add_path(file).usable:
            return
    use(maps, file)
    found = on_base(Ground(), maps, BOX, QUIET)
    if kind == "broken":
        assert found.is_bare
        return
    near = {(round(x, 5), round(y, 5)) for track in read_ground(FILES.demo / "basemap", None, ()).roads for x, y in track}
    assert found.roads and found.buildings
    assert any((round(x, 5), round(y, 5)) in near for track in found.roads for x, y in track)
