"""The regional package: there and back, and every way in which one may be wrong."""

from __future__ import annotations

import json
import os
import stat
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from app.desk.jobs import Cancelled, Progress
from app.desk.maps import MapChoice
from app.kernel.clock import FixedClock
from app.kernel.errors import BadFile, Fault, Refusal
from app.map.region import importing
from app.map.region.manifest import MANIFEST, is_packable
from app.map.sources.library import MapLibrary
from tests import maps_world as world

CLOCK = FixedClock(datetime(2026, 7, 17, 19, 0, tzinfo=UTC))
QUIET = Progress(lambda _share, _words: None)
RASTER = world.raster_tiles((11, 12))


def library_of(data: Path) -> MapLibrary:
    data.mkdir(exist_ok=True)
    return MapLibrary(data, data / "cache", CLOCK)


def snapshot(data: Path) -> dict[str, bytes]:
    """Every file below the data folder but the cache."""
    return {
        file.relative_to(data).as_posix(): file.read_bytes()
        for file in sorted(data.rglob("*"))
        if file.is_file() and "cache" not in file.relative_to(data).parts[:1]
    }


@pytest.fixture
def sender(tmp_path: Path) -> MapLibrary:
    """A computer with a map in its folder, one elsewhere, a folder of tiles, an online map, roads, places and a layer."""
    data = tmp_path / "sender"
    for part in ("maps", "roads", "gazetteer", "layers/村界"):
        (data / part).mkdir(parents=True)
    world.write_vector_mbtiles(data / "maps" / "qingshi.mbtiles", (11,))
    (data / "roads" / "roads.npz").write_bytes(os.urandom(5000))
    (data / "gazetteer" / "places.sqlite").write_bytes(b"places" * 100)
    (data / "layers" / "村界" / "layer.json").write_text("{}", "utf-8")
    (data / "layers" / ".draft").write_text("half", "utf-8")
    library = library_of(data)
    library.edit("qingshi", name="青石镇", review_number="GS(2026)1号")
    library.add_path(world.write_mbtiles(tmp_path / "影像.mbtiles", RASTER), name="影像", attribution="测绘队")
    library.add_path(world.write_folder(tmp_path / "tiles", RASTER), name="瓦片")
    library.add_online("https://a.example.invalid/{z}/{x}/{y}?tk={key}", key="top-secret", name="天地图", online_on=True)
    return library


@pytest.fixture
def package(sender: MapLibrary, tmp_path: Path) -> Path:
    target = tmp_path / "青石.zsregion"
    sender.export_package(target, "青石镇", QUIET)
    return target


def test_there_and_back(sender: MapLibrary, package: Path, tmp_path: Path) -> None:
    receiver = library_of(tmp_path / "receiver")
    report = receiver.import_package(package, QUIET)
    assert report.name == "青石镇" and not report.replaced
    assert report.files == {"maps": 2 + len(RASTER), "roads": 1, "gazetteer": 1, "layers": 1}
    assert report.things == report.files | {"maps": 3}, "a folder of tiles is one map"
    there, here = snapshot(tmp_path / "sender"), snapshot(tmp_path / "receiver")
    for name in ("maps/qingshi.mbtiles", "roads/roads.npz", "gazetteer/places.sqlite", "layers/村界/layer.json"):
        assert there[name] == here[name]
    assert "layers/.draft" not in here
    named = {one.name: one for one in receiver.sources() if one.name}
    assert set(named) == {"青石镇", "影像", "瓦片", "天地图"} and all(one.usable for one in named.values())
    assert named["青石镇"].review_number == "GS(2026)1号" and named["影像"].attribution == "测绘队"
    address, picture = next(iter(RASTER.items()))
    for name in ("影像", "瓦片"):
        assert receiver.tile(named[name].id, *address) == ("image/png", picture)
    assert not named["天地图"].has_key and not named["天地图"].online_on
    assert b"top-secret" not in package.read_bytes() and str(tmp_path).encode() not in package.read_bytes()


def test_taken_in_twice_changes_nothing_more(package: Path, tmp_path: Path) -> None:
    receiver = library_of(tmp_path / "receiver")
    receiver.import_package(package, QUIET)
    before = [one.id for one in receiver.sources()]
    receiver.import_package(package, QUIET)
    assert [one.id for one in receiver.sources()] == before


def test_what_stood_here_is_kept_and_what_a_person_entered_stays(package: Path, tmp_path: Path) -> None:
    data = tmp_path / "receiver"
    receiver = library_of(data)
    (data / "maps").mkdir()
    (data / "roads").mkdir()
    (data / "roads" / "roads.npz").write_bytes(b"my own roads")
    (data / "roads" / "other.npz").write_bytes(b"others")
    old = world.write_mbtiles(data / "maps" / "qingshi.mbtiles", RASTER).read_bytes()
    receiver.edit("qingshi", name="我起的名")
    receiver.choose(MapChoice(base="qingshi"))
    assert receiver.ground().base is not None
    report = receiver.import_package(package, QUIET)
    assert set(report.replaced) == {"roads/roads.npz", "maps/qingshi.mbtiles"}
    assert (data / report.kept_in / "roads" / "roads.npz").read_bytes() == b"my own roads"
    assert (data / report.kept_in / "maps" / "qingshi.mbtiles").read_bytes() == old
    assert (data / "roads" / "other.npz").read_bytes() == b"others"
    ground = receiver.ground()
    assert ground.base is not None and ground.base.kind == "vector", "the page gets the new file without a restart"
    assert receiver.sources()[1].name == "我起的名"


def test_progress_and_cancel_of_writing(sender: MapLibrary, tmp_path: Path) -> None:
    shares: list[float] = []
    target = tmp_path / "a.zsregion"
    target.write_bytes(b"earlier")
    progress = Progress(lambda share, _words: shares.append(share))
    sender.export_package(target, "a", progress)
    assert shares == sorted(shares) and shares[-1] == 1.0 and len(shares) > 3
    whole = target.read_bytes()
    stopped = Progress(lambda _share, _words: None)
    stopped.cancel()
    with pytest.raises(Cancelled):
        sender.export_package(target, "a", stopped)
    assert target.read_bytes() == whole and not list(tmp_path.glob(".a.zsregion*"))
    with pytest.raises(Fault) as no:
        sender.export_package(tmp_path / "no" / "a.zsregion", "a", QUIET)
    assert no.value.code == "region_not_written"


def test_nothing_to_pack_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as no:
        library_of(tmp_path / "bare").export_package(tmp_path / "a.zsregion", "a", QUIET)
    assert no.value.code == "region_empty" and not (tmp_path / "a.zsregion").exists()


def test_cancelled_while_it_is_taken_in(package: Path, tmp_path: Path) -> None:
    receiver = library_of(tmp_path / "receiver")
    before = snapshot(tmp_path / "receiver")
    progress: Progress
    progress = Progress(lambda share, _words: progress.cancel() if share > 0.3 else None)
    with pytest.raises(Cancelled):
        receiver.import_package(package, progress)
    assert snapshot(tmp_path / "receiver") == before and not list((tmp_path / "receiver").glob(".region-*"))


Change = Callable[[dict[str, bytes], dict[str, Any]], None]


def rewritten(package: Path, change: Change, **how: Any) -> Path:
    """The package with other contents; ``change`` gets its files and its manifest."""
    with zipfile.ZipFile(package) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(files.pop(MANIFEST))
    change(files, manifest)
    target = package.with_name("changed.zsregion")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = how.get("mode", 0) << 16
            archive.writestr(info, body)
        if how.get("manifest", True):
            archive.writestr(MANIFEST, json.dumps(manifest))
    return target


def _smuggle(path: str) -> Change:
    def change(files: dict[str, bytes], manifest: dict[str, Any]) -> None:
        files[path] = b"evil"
        manifest["files"].append({"path": path, "size": 4, "sha256": "4" * 64})

    return change


def _spoil(files: dict[str, bytes], _manifest: dict[str, Any]) -> None:
    body = bytearray(files["roads/roads.npz"])
    body[100] ^= 1
    files["roads/roads.npz"] = bytes(body)


def _bomb(files: dict[str, bytes], manifest: dict[str, Any]) -> None:
    files["layers/bomb"] = b"\0" * 3_000_000
    manifest["files"].append({"path": "layers/bomb", "size": 3_000_000, "sha256": "4" * 64})


def _leave_out(files: dict[str, bytes], _manifest: dict[str, Any]) -> None:
    del files["roads/roads.npz"]


def _add_unnamed(files: dict[str, bytes], _manifest: dict[str, Any]) -> None:
    files["layers/more"] = b"x"


def _newer(_files: dict[str, bytes], manifest: dict[str, Any]) -> None:
    manifest["format"] = 99


def _point_out(_files: dict[str, bytes], manifest: dict[str, Any]) -> None:
    manifest["sources"][0]["path"] = "../../etc"


def _bring_a_key(_files: dict[str, bytes], manifest: dict[str, Any]) -> None:
    for entry in manifest["sources"]:
        if entry["form"] == "online":
            entry["online_on"] = True


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (_smuggle("../evil"), "region_name_wrong"), (_smuggle("maps/../../evil"), "region_name_wrong"),
        (_smuggle("/etc/evil"), "region_name_wrong"), (_smuggle("journal.sqlite"), "region_name_wrong"),
        (_smuggle("maps/.hidden"), "region_name_wrong"), (_smuggle("maps/a:b"), "region_name_wrong"),
        (_smuggle("maps/NUL.mbtiles"), "region_name_wrong"), (_smuggle("maps/x" * 70), "region_name_wrong"),
        (_smuggle("ROADS/roads.npz"), "region_name_twice"), (_spoil, "region_hash_wrong"), (_bomb, "region_swells"),
        (_leave_out, "region_contents_differ"), (_add_unnamed, "region_contents_differ"), (_newer, "region_newer"),
        (_point_out, "region_manifest_wrong"), (_bring_a_key, "region_manifest_wrong"),
    ],
)  # fmt: skip
def test_a_wrong_package_changes_nothing(package: Path, tmp_path: Path, change: Change, code: str) -> None:
    data = tmp_path / "receiver"
    receiver = library_of(data)
    (data / "roads").mkdir()
    (data / "roads" / "roads.npz").write_bytes(b"mine")
    before = snapshot(data)
    with pytest.raises(BadFile) as error:
        receiver.import_package(rewritten(package, change), QUIET)
    assert error.value.problems[0].code == code
    assert snapshot(data) == before and not list(data.glob(".region-*"))
    assert not (tmp_path / "evil").exists()


def test_links_and_missing_contents(package: Path, tmp_path: Path) -> None:
    receiver = library_of(tmp_path / "receiver")
    for how, code in (({"mode": stat.S_IFLNK | 0o777}, "region_name_wrong"), ({"manifest": False}, "region_not_package")):
        with pytest.raises(BadFile) as error:
            receiver.import_package(rewritten(package, lambda _files, _manifest: None, **how), QUIET)
        assert error.value.problems[0].code == code


def test_files_that_are_no_packages(package: Path, tmp_path: Path) -> None:
    receiver = library_of(tmp_path / "receiver")
    whole = package.read_bytes()
    wrong = {"cut": whole[: len(whole) // 2], "text": b"no zip", "empty": b"", "middle": whole[:5000] + whole[9000:]}
    for name, body in wrong.items():
        file = tmp_path / f"{name}.zsregion"
        file.write_bytes(body)
        with pytest.raises(BadFile) as error:
            receiver.import_package(file, QUIET)
        assert error.value.problems[0].code.startswith("region_")
    with pytest.raises(BadFile) as error:
        receiver.import_package(tmp_path / "nowhere.zsregion", QUIET)
    assert error.value.problems[0].code == "region_file_missing"
    assert snapshot(tmp_path / "receiver") == {}


def test_a_full_disk_is_said_before_anything_is_written(package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    receiver = library_of(tmp_path / "receiver")
    monkeypatch.setattr(importing.shutil, "disk_usage", lambda _path: type("Usage", (), {"free": 1000})())
    with pytest.raises(Fault) as no:
        receiver.import_package(package, QUIET)
    assert no.value.code == "region_no_space" and snapshot(tmp_path / "receiver") == {}


def test_a_disk_that_refuses_half_way_leaves_everything_as_it_was(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "receiver"
    receiver = library_of(data)
    for part in ("roads", "layers"):
        (data / part).mkdir()
    (data / "roads" / "roads.npz").write_bytes(b"mine")
    before = snapshot(data)
    replace = os.replace
    count = [0]

    def refuses(source: Any, target: Any) -> None:
        count[0] += 1
        if count[0] == 6:
            raise OSError(28, "No space left on device")
        replace(source, target)

    monkeypatch.setattr(importing.os, "replace", refuses)
    with pytest.raises(Fault) as no:
        receiver.import_package(package, QUIET)
    assert no.value.code == "region_not_taken" and snapshot(data) == before


@pytest.mark.parametrize("cut_at", [1, 2, 3, 8])
def test_a_power_cut_is_finished_at_the_next_start(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cut_at: int
) -> None:
    data = tmp_path / "receiver"
    receiver = library_of(data)
    (data / "roads").mkdir()
    (data / "roads" / "roads.npz").write_bytes(b"mine")
    replace, count = os.replace, [0]

    class PowerCut(BaseException):
        """Nothing runs after it, no clean-up either."""

    def dies(source: Any, target: Any) -> None:
        replace(source, target)
        count[0] += 1
        if count[0] == cut_at:
            raise PowerCut

    with monkeypatch.context() as patch:
        patch.setattr(importing.os, "replace", dies)
        patch.setattr(importing.shutil, "rmtree", lambda *_args, **_how: None)
        with pytest.raises(PowerCut):
            receiver.import_package(package, QUIET)
    library_of(data)
    with zipfile.ZipFile(package) as archive:
        assert (data / "roads" / "roads.npz").read_bytes() == archive.read("roads/roads.npz")
        assert (data / "maps" / "qingshi.mbtiles").read_bytes() == archive.read("maps/qingshi.mbtiles")
    (old,) = (data / "replaced").rglob("roads.npz")
    assert old.read_bytes() == b"mine" and not list(data.glob(".region-*"))


def test_names_that_may_be_carried() -> None:
    for good in ("maps/a.mbtiles", "layers/村界/layer.json", "roads/roads.npz", "maps/t/12/3/4.png"):
        assert is_packable(good)
    for wrong in ("a", "maps", "maps/", "other/a", "maps//a", "maps/./a", "maps/a.", "maps/a ", "maps/con", "maps/\x01", "maps\\a"):
        assert not is_packable(wrong)
