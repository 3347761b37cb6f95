"""``zhishou map``: the same base maps without a window."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app import bootstrap
from app.cli.main import run
from app.cli.parser import parse
from tests import maps_world as world

RASTER = world.raster_tiles((11,))


def call(capsys: pytest.CaptureFixture[str], data: Path, *words: str) -> tuple[int, dict[str, object], str]:
    """Exit code, the answer as JSON, and standard error."""
    code = run(parse(["map", *words, "--json", "--data", str(data)]), bootstrap.doors())
    out, error = capsys.readouterr()
    return code, json.loads(out) if out.strip() else {}, error


def test_a_map_is_added_chosen_changed_and_removed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = tmp_path / "data"
    file = world.write_mbtiles(tmp_path / "town.mbtiles", RASTER, name="镇图")
    code, added, _ = call(capsys, data, "add", str(file), "--attribution", "测绘队", "--review-number", "GS(2026)1号")
    assert code == 0 and (added["id"], added["name"], added["kind"]) == ("town", "镇图", "raster")
    assert call(capsys, data, "use", "town")[1]["use"] == "base"
    code, listed, _ = call(capsys, data, "sources")
    assert listed["base"] == "town" and [one["id"] for one in listed["sources"]] == ["own", "town"]
    assert listed["sources"][1]["review_number"] == "GS(2026)1号" and listed["sources"][1]["bounds"]
    assert call(capsys, data, "edit", "town", "--name", "新名")[1]["name"] == "新名"
    assert call(capsys, data, "check", "town")[0] == 0
    assert call(capsys, data, "remove", "town")[0] == 0 and file.is_file()
    code, _, error = call(capsys, data, "use", "town")
    assert code == 2 and json.loads(error)["refused"] == "map_source_unknown"


def test_an_online_map_never_shows_its_key(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    template = "https://t{s}.example.invalid/{z}/{x}/{y}?tk={key}"
    code, added, error = call(capsys, tmp_path, "add", template, "--key", "top-secret", "--subdomains", "0-7", "--name", "tdt")
    assert code == 0 and added["has_key"] and not added["online"] and "top-secret" not in json.dumps(added) + error
    code, _, error = call(capsys, tmp_path, "add", template, "--datum", "BD-09")
    assert code == 2 and json.loads(error)["refused"] == "map_bd09"


def test_a_wrong_file_is_a_problem_with_its_mend(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = tmp_path / "x.mbtiles"
    wrong.write_bytes(b"<html>")
    code, _, error = call(capsys, tmp_path / "data", "add", str(wrong))
    assert code == 1 and json.loads(error)["problems"][0]["code"] == "map_not_mbtiles"


def test_a_package_goes_from_one_folder_to_another(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call(capsys, tmp_path / "a", "add", str(world.write_mbtiles(tmp_path / "town.mbtiles", RASTER)))
    target = tmp_path / "p.zsregion"
    code, written, _ = call(capsys, tmp_path / "a", "package", "export", str(target), "--name", "青石")
    assert code == 0 and written["files"] == {"maps": 1} and target.is_file()
    code, taken, _ = call(capsys, tmp_path / "b", "package", "import", str(target))
    assert code == 0 and taken["name"] == "青石"
    assert call(capsys, tmp_path / "b", "sources")[1]["base"] == "town"
    target.write_bytes(target.read_bytes()[:100])
    code, _, error = call(capsys, tmp_path / "b", "package", "import", str(target))
    assert code == 1 and json.loads(error)["problems"][0]["code"] == "region_not_package"


def test_the_lines_for_people_have_all_their_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = world.write_mbtiles(tmp_path / "town.mbtiles", RASTER)
    for words in (["add", str(file)], ["use", "town"], ["sources"], ["package", "export", str(tmp_path / "p.zsregion")],
                  ["remove", "town"]):  # fmt: skip
        for lang in ("zh", "en"):
            if words[0] != "remove" or lang == "zh":
                assert run(parse(["map", *words, "--data", str(tmp_path / "d"), "--lang", lang]), bootstrap.doors()) == 0
    out, _ = capsys.readouterr()
    assert "[" not in out and "town" in out
