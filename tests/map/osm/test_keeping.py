"""Only what was asked for, replaced only when asked, stopped at any step: whole or not at all."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from app.desk.jobs import Cancelled, Progress
from app.kernel.errors import Fault, Refusal
from app.kernel.geo import Region
from app.map.osm import keeping
from app.map.osm.order import ImportOrder, Product, seconds_left, share_inside
from app.map.osm.run import run_import
from tests.map.osm.town import build, region

BLOCKS = 6
QUIET = Progress(lambda share, words: None)


@pytest.fixture(scope="module")
def extract(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(BLOCKS).write(tmp_path_factory.mktemp("osm") / "town.osm.pbf")


def order_for(file: Path, data: Path, **changed: object) -> ImportOrder:
    order = ImportOrder(file=file, data_dir=data, region=region(BLOCKS), name="青石")
    return msgspec.structs.replace(order, **changed)


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_only_what_was_asked_for_is_made(extract: Path, tmp_path: Path) -> None:
    result = run_import(order_for(extract, tmp_path, products=(Product.ROADS,)), QUIET)
    assert files(tmp_path) == ["roads/青石.npz"]
    assert result.base is None and result.places is None and result.roads is not None


def test_a_name_is_replaced_only_when_asked(extract: Path, tmp_path: Path) -> None:
    order = order_for(extract, tmp_path, products=(Product.PLACES,))
    run_import(order, QUIET)
    with pytest.raises(Refusal) as no:
        run_import(order, QUIET)
    assert no.value.code == "osm_name_taken"
    run_import(msgspec.structs.replace(order, replace=True), QUIET)
    assert files(tmp_path) == ["gazetteer/青石.json"]


@pytest.mark.parametrize("step", ["osm.step.read", "osm.step.roads", "osm.step.places", "osm.step.tiles", "osm.step.keep"])
def test_stopped_at_any_step_nothing_is_left(extract: Path, tmp_path: Path, step: str) -> None:
    def tell(_share: float, words: str) -> None:
        if words == step:
            progress.cancel()

    progress = Progress(tell)
    earlier = tmp_path / "maps" / "青石.mbtiles"
    earlier.parent.mkdir()
    earlier.write_bytes(b"earlier")
    if step == "osm.step.keep":  # the last word: what follows cannot be stopped, and all of it is there
        run_import(order_for(extract, tmp_path, replace=True), progress)
        assert len(files(tmp_path)) == 3
        return
    with pytest.raises(Cancelled):
        run_import(order_for(extract, tmp_path, replace=True), progress)
    assert files(tmp_path) == ["maps/青石.mbtiles"] and earlier.read_bytes() == b"earlier"
    assert [one.name for one in tmp_path.iterdir()] == ["maps"]


def test_a_file_that_cannot_be_replaced_leaves_all_as_it_was(
    extract: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = order_for(extract, tmp_path)
    run_import(order, QUIET)
    before = {path: (tmp_path / path).read_bytes() for path in files(tmp_path)}
    real, calls = keeping.os.replace, []

    def replace(source: Path, target: Path) -> None:
        calls.append(target)
        if len(calls) == 5:  # three files moved aside, the first new one placed, the second one refused
            raise PermissionError(13, "in use", str(target))
        real(source, target)

    monkeypatch.setattr(keeping.os, "replace", replace)
    with pytest.raises(Fault) as fault:
        run_import(msgspec.structs.replace(order, replace=True), QUIET)
    assert fault.value.code == "osm_not_written"
    assert {path: (tmp_path / path).read_bytes() for path in files(tmp_path)} == before


def test_progress_only_grows_and_ends_near_one(extract: Path, tmp_path: Path) -> None:
    told: list[float] = []
    run_import(order_for(extract, tmp_path), Progress(lambda share, _words: told.append(share)))
    assert told == sorted(told) and told[0] == 0.0 and told[-1] > 0.95


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"name": "../x"}, "osm_name_form"),
        ({"name": ""}, "osm_name_form"),
        ({"name": ".x"}, "osm_name_form"),
        ({"products": ()}, "osm_nothing_wanted"),
        ({"region": Region(31, 110, 30, 111)}, "osm_region_form"),
        ({"region": Region(float("nan"), 110, 30, 111)}, "osm_region_form"),
        ({"region": Region(20, 100, 40, 101)}, "osm_region_large"),
    ],
)
def test_orders_that_make_no_sense(extract: Path, tmp_path: Path, changed: dict, code: str) -> None:
    with pytest.raises(Refusal) as no:
        run_import(order_for(extract, tmp_path, **changed), QUIET)
    assert no.value.code == code and not files(tmp_path)


def test_shares_and_times() -> None:
    box = Region(0, 0, 10, 10)
    assert share_inside(Region(5, 5, 20, 20), box) == 0.25
    assert share_inside(Region(20, 20, 30, 30), box) == 0.0
    assert share_inside(None, box) is None
    assert seconds_left(10, 0.25) == 30 and seconds_left(10, 0.01) is None
