"""Base maps out of files, made with the libraries that others make them with."""

from __future__ import annotations

import gzip
import json
import os
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import mapbox_vector_tile
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.desk.maps import Schema, TileKind
from app.kernel.errors import BadFile
from app.map.sources.folder import FolderSource
from app.map.sources.looks import LARGEST_TILE, layer_names, picture, schema_of, unpacked, vector
from app.map.sources.mbtiles import MbtilesSource
from app.map.sources.pmtiles_file import PmtilesSource
from tests import maps_world as world

ZOOMS = (11, 12)
RASTER = world.raster_tiles(ZOOMS)


def code_of(error: pytest.ExceptionInfo[BadFile]) -> str:
    return error.value.problems[0].code


def test_raster_mbtiles_are_read_from_the_north(tmp_path: Path) -> None:
    source = MbtilesSource(world.write_mbtiles(tmp_path / "r.mbtiles", RASTER, name="甲", attribution="乙", format="jpg"))
    assert source.facts.kind is TileKind.RASTER and (source.facts.min_zoom, source.facts.max_zoom) == ZOOMS
    assert (source.facts.name, source.facts.attribution) == ("甲", "乙")
    for address, data in RASTER.items():
        assert source.tile(*address) == ("image/png", data)
    assert source.tile(11, 0, 0) is None and source.tile(-1, 0, 0) is None and source.tile(11, 1 << 11, 0) is None
    bounds = source.facts.bounds
    assert bounds is not None and bounds.south <= world.BOX[0] < world.BOX[2] <= bounds.north and bounds.west <= world.BOX[1]
    assert source.check() == ()
    source.close()
    assert source.tile(*next(iter(RASTER))) is None


def test_rows_from_the_north_are_taken_where_the_file_or_a_person_says_so(tmp_path: Path) -> None:
    address, data = next(iter(RASTER.items()))
    said = MbtilesSource(world.write_mbtiles(tmp_path / "a.mbtiles", RASTER, tms=False, scheme="xyz"))
    told = MbtilesSource(world.write_mbtiles(tmp_path / "b.mbtiles", RASTER, tms=False), tms=False)
    assert said.tile(*address) == told.tile(*address) == ("image/png", data)


def test_vector_mbtiles_are_unpacked_and_know_their_schema(tmp_path: Path) -> None:
    source = MbtilesSource(world.write_vector_mbtiles(tmp_path / "v.mbtiles", ZOOMS))
    assert source.facts.kind is TileKind.VECTOR and source.facts.schema is Schema.ZHISHOU
    address = max(world.vector_tiles(ZOOMS), key=lambda one: len(world.vector_tiles(ZOOMS)[one]))
    tile = source.tile(*address)
    assert tile is not None and tile.mime == "application/x-protobuf"
    names = {one["properties"]["name"] for one in mapbox_vector_tile.decode(tile.body)["places"]["features"]}
    assert "青石镇" in names
    assert {"roads", "places"} <= set(layer_names(tile.body) or ())


def test_several_threads_may_ask_at_once(tmp_path: Path) -> None:
    source = MbtilesSource(world.write_mbtiles(tmp_path / "r.mbtiles", RASTER))
    wrong: list[object] = []

    def ask() -> None:
        for _ in range(20):
            wrong.extend(address for address, data in RASTER.items() if source.tile(*address) != ("image/png", data))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_wrong_mbtiles_are_named_with_their_mend(tmp_path: Path) -> None:
    page = tmp_path / "page.mbtiles"
    page.write_bytes(b"<!DOCTYPE html><title>404</title>")
    with pytest.raises(BadFile) as error:
        MbtilesSource(page)
    assert code_of(error) == "map_not_mbtiles"
    other = tmp_path / "other.mbtiles"
    with closing(sqlite3.connect(other)) as db:
        db.execute("CREATE TABLE entry (seq)")
        db.commit()
    with pytest.raises(BadFile) as error:
        MbtilesSource(other)
    assert code_of(error) == "map_no_tiles_table"
    with pytest.raises(BadFile) as error:
        MbtilesSource(world.write_mbtiles(tmp_path / "empty.mbtiles", {}))
    assert code_of(error) == "map_no_tiles"
    with pytest.raises(BadFile) as error:
        MbtilesSource(world.write_mbtiles(tmp_path / "html.mbtiles", {(1, 0, 0): b"<html>"}, format="png"))
    assert code_of(error) == "map_tiles_unreadable"
    with pytest.raises(BadFile) as error:
        MbtilesSource(world.write_mbtiles(tmp_path / "deep.mbtiles", {(40, 0, 0): world.picture()}))
    assert code_of(error) == "map_zoom_wrong"


def test_a_truncated_mbtiles_is_never_more_than_a_bad_file(tmp_path: Path) -> None:
    whole = world.write_mbtiles(tmp_path / "whole.mbtiles", RASTER).read_bytes()
    seen = set()
    for share in (0.1, 0.3, 0.5, 0.7, 0.9):
        path = tmp_path / f"{share}.mbtiles"
        path.write_bytes(whole[: int(len(whole) * share)])
        try:
            source = MbtilesSource(path)
            seen.update(problem.code for problem in source.check())
            for address in RASTER:
                source.tile(*address)
        except BadFile as error:
            seen.update(problem.code for problem in error.problems)
    assert seen and seen <= {"map_file_damaged", "map_no_tiles_table", "map_no_tiles"}


def test_a_tile_that_is_something_else_is_dropped(tmp_path: Path) -> None:
    tiles = dict(RASTER)
    first, second, third = list(tiles)[:3]
    tiles[second], tiles[third] = b"<html>login</html>", b"\x89PNG\r\n\x1a\n" + b"0" * (LARGEST_TILE + 1)
    source = MbtilesSource(world.write_mbtiles(tmp_path / "r.mbtiles", tiles))
    assert source.tile(*first) is not None
    assert source.tile(*second) is None and source.tile(*third) is None


def test_pmtiles_of_both_kinds(tmp_path: Path) -> None:
    raster = PmtilesSource(world.write_pmtiles(tmp_path / "r.pmtiles", RASTER, vector=False, attribution="测绘队"))
    assert raster.facts.kind is TileKind.RASTER and raster.facts.attribution == "测绘队"
    for address, data in RASTER.items():
        assert raster.tile(*address) == ("image/png", data)
    assert raster.tile(11, 0, 0) is None and raster.tile(3, 0, 0) is None
    packed = world.vector_tiles(ZOOMS)
    layers = [{"id": name} for name in ("earth", "roads", "water", "places")]
    file = PmtilesSource(world.write_pmtiles(tmp_path / "v.pmtiles", packed, vector=True, vector_layers=layers))
    assert file.facts.schema is Schema.PROTOMAPS
    for address, data in packed.items():
        tile = file.tile(*address)
        assert tile is not None and tile.body == gzip.decompress(data)
    assert file.check() == ()
    file.close()
    assert file.tile(*next(iter(packed))) is None


def test_pmtiles_with_leaf_directories_keep_their_memory_bounded(tmp_path: Path) -> None:
    data = world.picture()
    tiles = {(14, x, y): data + bytes([x % 251, y % 251]) for x in range(160) for y in range(160)}
    source = PmtilesSource(world.write_pmtiles(tmp_path / "big.pmtiles", tiles, vector=False))
    for x in range(0, 160, 7):
        tile = source.tile(14, x, x)
        assert tile is not None and tile.body[-2:] == bytes([x % 251, x % 251])
    assert len(source._directories) <= 48


@pytest.mark.parametrize("share", [0.05, 0.5, 0.99])
def test_truncated_pmtiles_are_refused(tmp_path: Path, share: float) -> None:
    whole = world.write_pmtiles(tmp_path / "whole.pmtiles", RASTER, vector=False).read_bytes()
    path = tmp_path / "cut.pmtiles"
    path.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(BadFile) as error:
        PmtilesSource(path)
    assert code_of(error) in ("map_file_short", "map_file_damaged")


def test_other_files_are_no_pmtiles(tmp_path: Path) -> None:
    path = tmp_path / "x.pmtiles"
    path.write_bytes(b"PK" + b"\0" * 300)
    with pytest.raises(BadFile) as error:
        PmtilesSource(path)
    assert code_of(error) == "map_not_pmtiles"
    path.write_bytes(b"PMTiles\x02" + b"\0" * 300)
    with pytest.raises(BadFile) as error:
        PmtilesSource(path)
    assert code_of(error) == "map_pmtiles_version"


@given(st.binary(max_size=400), st.integers(0, 500))
def test_garbage_behind_a_head_is_a_bad_file(tmp_path_factory: pytest.TempPathFactory, noise: bytes, at: int) -> None:
    folder = tmp_path_factory.mktemp("noise")
    body = bytearray(world.write_pmtiles(folder / "a.pmtiles", dict(list(RASTER.items())[:4]), vector=False).read_bytes())
    body[7 + at : 7 + at + len(noise)] = noise
    path = folder / "b.pmtiles"
    path.write_bytes(bytes(body))
    try:
        source = PmtilesSource(path)
        for address in RASTER:
            source.tile(*address)
    except BadFile as error:
        assert error.problems[0].code.startswith("map_")


@pytest.mark.parametrize("tms", [False, True])
def test_folders_of_tiles(tmp_path: Path, tms: bool) -> None:
    source = FolderSource(world.write_folder(tmp_path / "t", RASTER, tms=tms), tms=tms)
    assert source.facts.kind is TileKind.RASTER and (source.facts.min_zoom, source.facts.max_zoom) == ZOOMS
    for address, data in RASTER.items():
        assert source.tile(*address) == ("image/png", data)
    bounds = source.facts.bounds
    assert bounds is not None and bounds.south <= world.BOX[0] and bounds.north >= world.BOX[2]
    assert source.tile(11, 0, 0) is None and source.check() == ()


def test_a_folder_says_itself_how_its_rows_count_and_what_it_is(tmp_path: Path) -> None:
    folder = world.write_folder(tmp_path / "t", world.vector_tiles(ZOOMS), "pbf", tms=True)
    (folder / "metadata.json").write_text(json.dumps({"scheme": "tms", "name": "丙", "zhishou_schema": 1}), "utf-8")
    source = FolderSource(folder)
    assert source.facts.name == "丙" and source.facts.schema is Schema.ZHISHOU
    address, data = next(iter(world.vector_tiles(ZOOMS).items()))
    tile = source.tile(*address)
    assert tile is not None and tile.body == gzip.decompress(data)


def test_a_folder_never_leads_out(tmp_path: Path) -> None:
    folder = world.write_folder(tmp_path / "t", RASTER)
    outside = tmp_path / "outside.png"
    outside.write_bytes(world.picture("secret"))
    z, x, y = next(iter(RASTER))
    (folder / str(z) / str(x) / f"{y}.png").unlink()
    os.symlink(outside, folder / str(z) / str(x) / f"{y}.png")
    os.symlink(tmp_path, folder / "13")
    source = FolderSource(folder)
    assert source.tile(z, x, y) is None
    assert any(source.tile(*address) for address in RASTER)


def test_wrong_folders_are_named(tmp_path: Path) -> None:
    with pytest.raises(BadFile) as error:
        FolderSource(tmp_path)
    assert code_of(error) == "map_folder_empty"
    folder = world.write_folder(tmp_path / "t", {(3, 1, 1): b"<html>"})
    with pytest.raises(BadFile) as error:
        FolderSource(folder)
    assert code_of(error) == "map_tiles_unreadable"
    world.write_folder(tmp_path / "u", {(3, 1, 1): world.picture(), (3, 1, 2): b"<html>"})
    (problem,) = FolderSource(tmp_path / "u").check()
    assert problem.code == "map_some_tiles_wrong" and problem.facts["count"] == "1"


@pytest.mark.parametrize(("kind", "mime"), [("PNG", "image/png"), ("JPEG", "image/jpeg"), ("WEBP", "image/webp")])
def test_pictures_are_known_by_their_bytes(kind: str, mime: str) -> None:
    tile = picture(world.picture(kind=kind))
    assert tile is not None and tile.mime == mime


def test_pictures_that_are_none_or_too_large() -> None:
    assert picture(b"") is None and picture(b"GIF89a" + b"\0" * 50) is None
    assert picture(world.picture(side=1025)) is None
    assert picture(b"<svg xmlns='http://www.w3.org/2000/svg'/>") is None


def test_packed_tiles_are_bounded() -> None:
    assert unpacked(gzip.compress(b"abc")) == b"abc" and unpacked(b"abc") == b"abc"
    assert unpacked(gzip.compress(b"\0" * (LARGEST_TILE + 1))) is None
    assert unpacked(gzip.compress(b"abc")[:-3]) is None


@given(st.binary(max_size=200))
def test_any_bytes_are_a_tile_or_nothing(data: bytes) -> None:
    assert picture(data) is None or data[:1] in (b"\x89", b"\xff", b"R")
    tile = vector(data)
    assert tile is None or layer_names(tile.body) is not None


def test_schemas_are_told_apart() -> None:
    assert schema_of(("water", "transportation", "place", "building"), own=False) is Schema.OPENMAPTILES
    assert schema_of(("earth", "water", "roads", "places"), own=False) is Schema.PROTOMAPS
    assert schema_of(("water", "waterway", "roads"), own=False) is Schema.ZHISHOU
    assert schema_of(("a", "b"), own=False) is Schema.UNKNOWN and schema_of((), own=True) is Schema.ZHISHOU
