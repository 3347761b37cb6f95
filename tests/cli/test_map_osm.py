"""``map osm``: the verb makes the files, says how far it is, and refuses with words."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.map.osm.town import build, region


@pytest.fixture(scope="module")
def extract(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(4).write(tmp_path_factory.mktemp("osm") / "青石 town.osm.pbf")


REGION = "30,110,30.008,110.008"


def test_it_makes_the_files_and_says_how_far_it_is(cli: Command, extract: Path, tmp_path: Path) -> None:
    assert region(4).north == pytest.approx(30.008)
    said = cli("map", "osm", str(extract), "--region", REGION, "--only", "places,roads", "--json", "--data", str(tmp_path))
    assert said.code == 0, said.err
    assert said.json["name"] == "青石-town" and said.json["base"] is None
    assert Path(said.json["roads"]["file"]) == tmp_path / "roads" / "青石-town.npz"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["gazetteer", "roads"]
    assert said.err == "", "a machine that reads along is not disturbed"


def test_words_for_a_person_and_replacing(cli: Command, extract: Path, tmp_path: Path) -> None:
    line = ("map", "osm", str(extract), "--region", REGION, "--only", "roads", "--name", "x", "--data", str(tmp_path))
    said = cli(*line)
    assert said.code == 0 and "路网" in said.out and "ODbL" in said.out and "不连通" in said.out
    assert "%" in said.err and "读取地图数据" in said.err
    again = cli(*line)
    assert again.code == 2 and "已经有了" in again.err
    assert cli(*line, "--replace").code == 0


def test_a_bad_file_is_named(cli: Command, tmp_path: Path) -> None:
    file = tmp_path / "x.osm.pbf"
    file.write_bytes(b"PK\x03\x04 zipped")
    said = cli("map", "osm", str(file), "--region", REGION, "--data", str(tmp_path / "d"))
    assert said.code == 1 and "不是 .osm.pbf" in said.err


def test_without_a_desk_a_region_must_be_given(cli: Command, extract: Path, tmp_path: Path) -> None:
    said = cli("map", "osm", str(extract), "--json", "--data", str(tmp_path))
    assert said.code == 2 and said.refused["refused"] == "osm_region_missing"


@pytest.mark.parametrize("words", [("--region", "1,2,3"), ("--region", "a,b,c,d"), ("--region", "95,0,96,1"), ("--only", "all")])
def test_words_that_make_no_sense(cli: Command, extract: Path, tmp_path: Path, words: tuple[str, str]) -> None:
    assert cli("map", "osm", str(extract), *words, "--data", str(tmp_path)).code == 2


def _hears() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_ctrl_c_stops_it_and_leaves_nothing(extract: Path, tmp_path: Path) -> None:
    """As a person does it: the program runs, says that it has begun, and gets the signal of Ctrl+C."""
    busy = build(40).write(tmp_path / "busy.osm.pbf")
    data = tmp_path / "data"
    words = ["map", "osm", str(busy), "--region", "30,110,30.08,110.08", "--data", str(data)]
    program = subprocess.Popen(
        [sys.executable, "-m", "app", *words], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True,
        preexec_fn=_hears,  # noqa: PLW1509 - no thread runs here, and a program started in the background is deaf to the signal
    )
    assert program.stderr is not None
    assert "%" in program.stderr.readline()
    program.send_signal(signal.SIGINT)
    assert program.wait(60) == 130
    program.stderr.close()
    assert not data.exists() or list(data.iterdir()) == []  # stopped before it had begun to work, or after
