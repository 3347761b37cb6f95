"""The library: what is registered, what is found, what is shown, and what the page is told."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.desk.jobs import Progress
from app.desk.maps import OWN_DRAWING, Datum, MapChoice, SourceForm, TileKind
from app.kernel import whole_file
from app.kernel.clock import FixedClock
from app.kernel.errors import BadFile, Fault, Refusal
from app.map.sources.library import MapLibrary
from tests import maps_world as world

CLOCK = FixedClock(datetime(2026, 7, 17, 19, 0, tzinfo=UTC))
RASTER = world.raster_tiles((11, 12))
QUIET = Progress(lambda _share, _words: None)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


@pytest.fixture
def library(data: Path, tmp_path: Path) -> Iterator[MapLibrary]:
    made = MapLibrary(data, tmp_path / "cache", CLOCK, fetch=NoLine)
    yield made
    made.close()


class NoLine:
    """There is no network in a test."""

    def __call__(self, address: str) -> bytes:
        raise OSError("no line")

    def close(self) -> None:
        """Nothing is held."""


def again(data: Path) -> MapLibrary:
    return MapLibrary(data, data.parent / "cache", CLOCK, fetch=NoLine)


def test_an_empty_folder_has_a_blank_ground(library: MapLibrary) -> None:
    (own,) = library.sources()
    assert own.id == OWN_DRAWING and own.size_bytes == 0 and library.base_in_use() == OWN_DRAWING
    assert library.ground().base is None and library.tile(OWN_DRAWING, 11, 0, 0) is None


def test_a_registered_file_stays_where_it_is_and_is_remembered(library: MapLibrary, data: Path, tmp_path: Path) -> None:
    file = world.write_mbtiles(tmp_path / "镇.mbtiles", RASTER, name="青石", attribution="测绘队")
    source = library.add_path(file, review_number="GS(2026)1号")
    assert source.path == str(file) and not source.inside and source.kind is TileKind.RASTER
    library.choose(MapChoice(base=source.id))
    fresh = again(data)
    assert fresh.base_in_use() == source.id and fresh.sources()[1] == source
    assert fresh.ground().attribution == "测绘队 GS(2026)1号"
    address, picture = next(iter(RASTER.items()))
    assert fresh.tile(source.id, *address) == ("image/png", picture)
    assert len(library.add_path(file).id) and len(library.sources()) == 2, "the same file twice is one source"
    fresh.close()


def test_what_lies_in_maps_is_found_and_used_where_there_is_nothing_else(library: MapLibrary, data: Path) -> None:
    (data / "maps").mkdir()
    world.write_vector_mbtiles(data / "maps" / "qingshi.mbtiles", (11,))
    world.write_folder(data / "maps" / "tiles", RASTER)
    (data / "maps" / ".draft.mbtiles").write_bytes(b"half")
    (data / "maps" / "notes.txt").write_text("no map", "utf-8")
    found = library.sources()[1:]
    assert [(one.id, one.form, one.inside) for one in found] == [
        ("qingshi", SourceForm.MBTILES, True), ("tiles", SourceForm.FOLDER, True),
    ]  # fmt: skip
    assert library.base_in_use() == "qingshi"
    ground = library.ground()
    assert ground.base is not None and (ground.base.kind, ground.base.schema) == ("vector", "zhishou")
    edited = library.edit("qingshi", name="新名", attribution="某队")
    assert (edited.name, again(data).sources()[1].attribution) == ("新名", "某队")


def test_removing(library: MapLibrary, data: Path, tmp_path: Path) -> None:
    outside = world.write_mbtiles(tmp_path / "o.mbtiles", RASTER)
    kept = library.add_path(outside)
    library.choose(MapChoice(base=kept.id))
    library.remove(kept.id)
    assert outside.is_file() and library.choice.base == "" and len(library.sources()) == 1
    (data / "maps").mkdir()
    inside = world.write_mbtiles(data / "maps" / "i.mbtiles", RASTER)
    with pytest.raises(Refusal) as no:
        library.remove("i")
    assert no.value.code == "map_inside_data" and inside.is_file()
    library.remove("i", delete_files=True)
    assert not inside.exists() and len(library.sources()) == 1
    with pytest.raises(Refusal) as no:
        library.remove("i")
    assert no.value.code == "map_source_unknown"


def test_a_broken_file_is_listed_with_its_mend_and_never_shown(library: MapLibrary, data: Path, tmp_path: Path) -> None:
    (data / "maps").mkdir()
    (data / "maps" / "bad.mbtiles").write_bytes(b"<html>")
    (bad,) = library.sources()[1:]
    assert [problem.code for problem in bad.problems] == ["map_not_mbtiles"] and not bad.usable
    assert library.base_in_use() == OWN_DRAWING and library.tile("bad", 11, 0, 0) is None
    with pytest.raises(Refusal) as no:
        library.choose(MapChoice(base="bad"))
    assert no.value.code == "map_source_unusable"
    for wrong in (tmp_path / "none.mbtiles", tmp_path / "x.shp"):
        if wrong.suffix == ".shp":
            wrong.write_bytes(b"x")
        with pytest.raises(BadFile):
            library.add_path(wrong)
    assert len(library.sources()) == 2


def test_a_disk_that_is_gone_costs_its_map_alone(library: MapLibrary, tmp_path: Path) -> None:
    file = world.write_mbtiles(tmp_path / "usb.mbtiles", RASTER)
    source = library.add_path(file)
    library.choose(MapChoice(base=source.id))
    library.close()
    file.unlink()
    (gone,) = library.sources()[1:]
    assert [problem.code for problem in gone.problems] == ["map_file_missing"]
    assert library.ground().base is None
    world.write_mbtiles(file, RASTER)
    assert library.ground().base is not None, "it is back without a word"


def test_a_file_that_breaks_while_it_is_shown_is_said_once(
    library: MapLibrary, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = world.write_pmtiles(tmp_path / "p.pmtiles", RASTER, vector=False)
    source = library.add_path(file)
    seen = os.stat(file)
    body = bytearray(file.read_bytes())
    body[127 + 10 : 127 + 40] = b"\xff" * 30
    file.write_bytes(bytes(body))
    os.utime(file, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    assert all(library.tile(source.id, *address) is None for address in RASTER)
    assert [problem.code for problem in library.sources()[1].problems] == ["map_file_damaged"]
    assert len([record for record in caplog.records if "cannot be read any more" in record.message]) == 1


def test_a_second_layer(library: MapLibrary, tmp_path: Path) -> None:
    vector = library.add_path(world.write_vector_mbtiles(tmp_path / "v.mbtiles", (11,)))
    raster = library.add_path(world.write_mbtiles(tmp_path / "r.mbtiles", RASTER, attribution="影像队"))
    library.choose(MapChoice(base=vector.id, second=raster.id, second_over=False, second_opacity_pct=40))
    ground = library.ground()
    assert ground.second is not None and ground.second.id == raster.id and not ground.second_over
    assert ground.second_opacity == 0.4 and ground.attribution == "虚构测试数据  影像队"
    for wrong in (
        MapChoice(base=vector.id, second=vector.id), MapChoice(second=OWN_DRAWING), MapChoice(base="nobody"),
        MapChoice(base=vector.id, second=raster.id, second_opacity_pct=5),
    ):  # fmt: skip
        with pytest.raises(Refusal):
            library.choose(wrong)
    assert library.choice.second == raster.id, "what is refused changes nothing"


def test_online_maps_keep_their_key_to_themselves(library: MapLibrary, data: Path) -> None:
    template = "https://t{s}.example.invalid/{z}/{x}/{y}?tk={key}"
    source = library.add_online(template, key="top-secret", subdomains="0-7", name="天地图")
    assert source.has_key and not source.online_on and library.is_remote(source.id)
    library.choose(MapChoice(base=source.id))
    assert library.tile(source.id, 11, 1, 1) is None
    assert b"top-secret" not in json.dumps(repr((library.sources(), library.ground()))).encode()
    assert oct((data / "maps.json").stat().st_mode & 0o777) == "0o600"
    assert not library.edit(source.id, name="新").online_on and library.edit(source.id, online_on=True).online_on
    with pytest.raises(Refusal) as no:
        library.edit(source.id, key="")
    assert no.value.code == "map_template_key"
    library.remove(source.id)
    assert not library.is_remote(source.id)


@pytest.mark.parametrize(
    ("details", "code"),
    [
        ({"datum": Datum.BD09}, "map_bd09"), ({"min_zoom": 9, "max_zoom": 3}, "map_zooms"), ({"max_zoom": 30}, "map_zooms"),
        ({"cache_mb": 0}, "map_cache_size"), ({"path": "/etc"}, "map_field_unknown"),
    ],
)  # fmt: skip
def test_wrong_details_are_refused(library: MapLibrary, tmp_path: Path, details: dict[str, object], code: str) -> None:
    source = library.add_path(world.write_mbtiles(tmp_path / "r.mbtiles", RASTER))
    with pytest.raises(Refusal) as no:
        library.edit(source.id, **details)
    assert no.value.code == code and library.sources()[1] == source


def test_foreign_layers_and_a_missing_part_are_said(data: Path, tmp_path: Path) -> None:
    lacking = MapLibrary(data, tmp_path / "cache", CLOCK, vector_part=tmp_path / "not-there.js")
    source = lacking.add_path(world.write_vector_mbtiles(tmp_path / "v.mbtiles", (11,)))
    assert [problem.code for problem in source.problems] == ["map_vector_part_missing"]
    strange = lacking.add_path(world.write_mbtiles(tmp_path / "s.mbtiles", {(11, 0, 0): b"\x1a\x05\x0a\x03abc"}))
    assert [problem.code for problem in strange.problems] == ["map_schema_unknown"]
    lacking.close()


def test_a_broken_list_is_moved_aside(data: Path) -> None:
    (data / "maps.json").write_text("{", "utf-8")
    assert len(again(data).sources()) == 1 and (data / "maps.broken").read_text("utf-8") == "{"


def test_a_disk_that_refuses_changes_nothing(library: MapLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = library.add_path(world.write_mbtiles(tmp_path / "r.mbtiles", RASTER))

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(whole_file.os, "replace", refuse)
    with pytest.raises(Fault) as no:
        library.choose(MapChoice(base=source.id))
    assert no.value.code == "maps_not_saved" and library.choice.base == ""


def test_checking_looks_at_the_whole_file(library: MapLibrary, tmp_path: Path) -> None:
    source = library.add_path(world.write_mbtiles(tmp_path / "r.mbtiles", RASTER))
    assert library.check(source.id, QUIET) == () and library.check(OWN_DRAWING, QUIET) == ()


def test_the_same_name_gives_the_same_id_in_every_run(library: MapLibrary, data: Path) -> None:
    (data / "maps").mkdir()
    for name in ("甲.mbtiles", "own.mbtiles", "A b.mbtiles", "a-b.mbtiles"):
        world.write_mbtiles(data / "maps" / name, RASTER)
    ids = [one.id for one in library.sources()]
    assert len(set(ids)) == 5 and ids == [one.id for one in again(data).sources()]


def test_two_processes_see_each_other(library: MapLibrary, data: Path, tmp_path: Path) -> None:
    other = again(data)
    source = other.add_path(world.write_mbtiles(tmp_path / "r.mbtiles", RASTER))
    library.choose(MapChoice(base=source.id))
    assert other.base_in_use() == source.id and len(again(data).sources()) == 2
    other.close()
