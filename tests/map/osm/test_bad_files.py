"""Files that are not what they say: named with the mend, quickly, and nothing is left over."""

from __future__ import annotations

import gzip
import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import osmium
import pytest

from app.desk.jobs import Progress
from app.kernel.errors import BadFile, Fault
from app.kernel.geo import Region
from app.map.osm.order import ImportOrder
from app.map.osm.pbf import open_extract
from app.map.osm.run import WORK_PREFIX, run_import
from app.map.osm.spill import Spill
from tests.map.osm.town import build, region

BLOCKS = 4
QUIET = Progress(lambda share, words: None)
XML = (
    '<?xml version="1.0"?><osm version="0.6">'
    '<node id="1" version="1" lat="30.001" lon="110.001"/><node id="2" version="1" lat="30.002" lon="110.003">'
    '<tag k="place" v="village"/><tag k="name" v="安乐村"/></node>'
    '<way id="1" version="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="residential"/></way></osm>'
)
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE osm [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><osm version="0.6"><node id="1" lat="1" lon="2"><tag k="name" v="&c;"/></node></osm>'
)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return build(BLOCKS).write(tmp_path_factory.mktemp("osm") / "town.osm.pbf").read_bytes()


def refused(file: Path, data: Path, box: Region | None = None) -> str:
    with pytest.raises(BadFile) as bad:
        run_import(ImportOrder(file=file, data_dir=data, region=box or region(BLOCKS), name="x"), QUIET)
    assert not data.exists() or list(data.iterdir()) == []
    return bad.value.problems[0].code


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda good: b"", "osm_empty"),
        (lambda good: good[:-1], "osm_truncated"),
        (lambda good: good[: len(good) // 2], "osm_truncated"),
        (lambda good: good[:3], "osm_not_pbf"),
        (lambda good: random.Random(1).randbytes(5000), "osm_not_pbf"),
        (gzip.compress, "osm_other_kind"),
        (lambda good: b"PK\x03\x04" + good, "osm_other_kind"),
        (lambda good: b'{"type": "FeatureCollection"}', "osm_other_kind"),
        (lambda good: b"<html><body>404</body></html>", "osm_xml_broken"),
        (lambda good: BOMB.encode(), "osm_xml_broken"),
        (lambda good: XML.encode()[:-40], "osm_xml_broken"),
        (lambda good: b'<?xml version="1.0"?><osm version="0.6"></osm>', "osm_empty"),
        (lambda good: good + b"\xff\xff\xff\xff" + b"x" * 50, "osm_block_broken"),
        (lambda good: good[:-200] + bytes(100) + good[-100:], "osm_block_broken"),
    ],
)
def test_named_with_the_reason(tmp_path: Path, good: bytes, make: Callable[[bytes], bytes], code: str) -> None:
    file = tmp_path / "mislabelled.osm.pbf"
    file.write_bytes(make(good))
    assert refused(file, tmp_path / "data") == code


def test_another_part_of_the_world(tmp_path: Path, good: bytes) -> None:
    file = tmp_path / "town.osm.pbf"
    file.write_bytes(good)
    assert refused(file, tmp_path / "data", Region(10, 10, 11, 11)) == "osm_elsewhere"
    build(BLOCKS).write(file, box=False)
    assert refused(file, tmp_path / "data", Region(10, 10, 11, 11)) == "osm_nothing_inside"


def test_ways_before_their_nodes(tmp_path: Path) -> None:
    town = build(BLOCKS)
    town.ways += [(len(town.ways) + n + 1, [1, 2], {"highway": "service"}) for n in range(300)]
    file = town.write(tmp_path / "town.osm.pbf", ordered=False)
    assert refused(file, tmp_path / "data") == "osm_unordered"


def test_a_missing_file_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(Fault) as fault:
        run_import(ImportOrder(file=tmp_path / "no.osm.pbf", data_dir=tmp_path / "d", region=region(2), name="x"), QUIET)
    assert fault.value.code == "osm_not_read"


def test_plain_xml_is_taken(tmp_path: Path) -> None:
    file = tmp_path / "small.osm"
    file.write_text(XML, encoding="utf-8")
    result = run_import(ImportOrder(file=file, data_dir=tmp_path / "d", region=region(2), name="x"), QUIET)
    assert result.roads is not None and result.roads.arcs == 2
    assert result.places is not None and result.places.names == {"settlement": 1}


def test_a_history_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "town.osh.pbf"
    with osmium.SimpleWriter(str(file)) as writer:
        writer.add_node(osmium.osm.mutable.Node(id=1, location=(110.0, 30.0)))
    with pytest.raises(BadFile) as bad:
        open_extract(file)
    assert bad.value.problems[0].code == "osm_history"


def test_nonsense_in_a_good_container_does_no_harm(tmp_path: Path) -> None:
    """Nodes that are missing, twice, on one spot, in no place; ways of one point; rings that cross themselves; long words."""
    town = build(2)
    a, b = town.crossing[0, 0], town.crossing[1, 1]
    town.nodes.append((900_001, -179.9, 89.9, {"name": "天外", "place": "village"}))
    same = town.node(110.001, 30.001), town.node(110.001, 30.001)
    loop = [a, b, same[0], town.crossing[0, 1], a]
    for nodes, tags in (
        ([a], {"highway": "primary"}),
        ([a, a, a], {"highway": "primary"}),
        ([a, 777_777, b], {"highway": "primary", "name": "断路"}),
        ([900_001, a], {"highway": "primary"}),
        (same, {"highway": "path"}),
        (loop, {"building": "yes"}),
        (loop, {"natural": "water"}),
        ([a, b], {"highway": "residential", "name": "长" * 250 + "\u202e\n<script>", "oneway": "maybe"}),
        ([a, b], {"highway": "", "name": ""}),
        ([], {"highway": "primary"}),
    ):
        town.way(nodes, tags)
    town.relation([("w", 999_999, "outer"), ("r", 1, "outer")], {"type": "multipolygon", "natural": "water"})
    town.relation([("w", 1, "outer")], {"type": "boundary", "boundary": "administrative", "admin_level": "９"})
    file = town.write(tmp_path / "t.osm.pbf")
    result = run_import(ImportOrder(file=file, data_dir=tmp_path / "d", region=region(2), name="x"), QUIET)
    assert result.broken_ways >= 1 and result.broken_areas >= 1
    assert "天外" not in (tmp_path / "d" / "gazetteer" / "x.json").read_text(encoding="utf-8")
    assert "\u202e" not in (tmp_path / "d" / "gazetteer" / "x.json").read_text(encoding="utf-8")
    assert sorted(os.listdir(tmp_path / "d")) == ["gazetteer", "maps", "roads"]


def test_words_that_are_no_utf8(tmp_path: Path) -> None:
    plain = tmp_path / "plain.osm.pbf"
    with osmium.SimpleWriter(osmium.io.File(str(plain), "pbf,pbf_compression=none")) as writer:
        writer.add_node(osmium.osm.mutable.Node(id=1, location=(110.001, 30.001), tags={"place": "village", "name": "安乐村"}))
    raw = plain.read_bytes()
    assert "安乐村".encode() in raw
    plain.write_bytes(raw.replace("安乐村".encode(), b"\xb0\xb2\xc0\xd6\xb4\xe5abc"))
    assert refused(plain, tmp_path / "data") == "osm_block_broken"


def test_what_a_power_cut_left_is_cleared_but_not_what_works(tmp_path: Path, good: bytes) -> None:
    file, data = tmp_path / "t.osm.pbf", tmp_path / "d"
    file.write_bytes(good)
    for name in ("old", "new"):
        (data / f"{WORK_PREFIX}{name}").mkdir(parents=True)
    os.utime(data / f"{WORK_PREFIX}old", (1, 1))
    run_import(ImportOrder(file=file, data_dir=data, region=region(BLOCKS), name="x"), QUIET)
    assert [one.name for one in data.glob(f"{WORK_PREFIX}*")] == [f"{WORK_PREFIX}new"]


def test_a_full_disk_in_the_middle_is_a_fault(tmp_path: Path, good: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Spill) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    file = tmp_path / "t.osm.pbf"
    file.write_bytes(good)
    monkeypatch.setattr(Spill, "_write", full)
    with pytest.raises(Fault) as fault:
        run_import(ImportOrder(file=file, data_dir=tmp_path / "d", region=region(BLOCKS), name="x"), QUIET)
    assert fault.value.code == "osm_not_written" and "full" in fault.value.facts["why"]
    assert os.listdir(tmp_path / "d") == []


def test_too_little_room_is_said_before_any_work(tmp_path: Path, good: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "t.osm.pbf"
    file.write_bytes(good)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: shutil._ntuple_diskusage(10, 10, 0))
    with pytest.raises(Fault) as fault:
        run_import(ImportOrder(file=file, data_dir=tmp_path / "d", region=region(BLOCKS), name="x"), QUIET)
    assert fault.value.code == "osm_disk_full"


@pytest.mark.parametrize("seed", range(12))
def test_flipped_bytes_end_in_an_answer(tmp_path: Path, good: bytes, seed: int) -> None:
    """Whatever single bytes are damaged: a result or a named reason, and in either case nothing half-written."""
    dice = random.Random(seed)
    damaged = bytearray(good)
    for _ in range(3):
        damaged[dice.randrange(len(damaged))] ^= 1 << dice.randrange(8)
    file, data = tmp_path / "t.osm.pbf", tmp_path / "d"
    file.write_bytes(damaged)
    try:
        run_import(ImportOrder(file=file, data_dir=data, region=region(BLOCKS), name="x"), QUIET)
    except BadFile as bad:
        assert bad.problems[0].code.startswith("osm_")
        assert not data.exists() or list(data.iterdir()) == []
    else:
        assert sorted(os.listdir(data)) == ["gazetteer", "maps", "roads"]
