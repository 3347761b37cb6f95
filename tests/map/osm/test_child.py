"""The import in a process of its own: answers come back whole, a wish to stop ends it, a crash is only a fault."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest

from app.desk.jobs import Cancelled, Progress
from app.kernel.errors import BadFile, Fault, Refusal
from app.map.osm.child import import_in_child
from app.map.osm.order import ImportOrder, ImportResult, Product
from app.map.osm.run import WORK_PREFIX
from tests.map.osm.town import build, region

QUIET = Progress(lambda share, words: None)


@pytest.fixture(scope="module")
def extract(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(4).write(tmp_path_factory.mktemp("osm") / "town.osm.pbf")


def order_for(file: Path, data: Path) -> ImportOrder:
    data.mkdir(exist_ok=True)
    return ImportOrder(file=file, data_dir=data, region=region(4), name="x", products=(Product.ROADS,))


def test_a_result_comes_back_with_progress(extract: Path, tmp_path: Path) -> None:
    told: list[str] = []
    result = import_in_child(order_for(extract, tmp_path), Progress(lambda _share, words: told.append(words)))
    assert isinstance(result, ImportResult) and result.roads is not None and result.roads.nodes > 0
    assert "osm.step.read" in told and os.listdir(tmp_path) == ["roads"]


def test_what_is_wrong_comes_back_as_it_was_raised(extract: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.osm.pbf"
    broken.write_bytes(extract.read_bytes()[:-5])
    with pytest.raises(BadFile) as bad:
        import_in_child(order_for(broken, tmp_path / "d"), QUIET)
    assert bad.value.problems[0].code == "osm_truncated" and bad.value.problems[0].facts["missing"] == "5"
    with pytest.raises(Fault) as fault:
        import_in_child(order_for(tmp_path / "none", tmp_path / "d"), QUIET)
    assert fault.value.code == "osm_not_read"
    import_in_child(order_for(extract, tmp_path / "d"), QUIET)
    with pytest.raises(Refusal) as no:
        import_in_child(order_for(extract, tmp_path / "d"), QUIET)
    assert no.value.code == "osm_name_taken"


def hang(order: ImportOrder, progress: Progress) -> ImportResult:
    """Begins like an import and then never ends."""
    (order.data_dir / f"{WORK_PREFIX}{os.getpid()}-x").mkdir()
    progress.report(0.5, "osm.step.read")
    time.sleep(600)
    raise AssertionError


def crash(order: ImportOrder, progress: Progress) -> ImportResult:
    """Begins like an import and then ends as a parser in C++ does on a file that it did not expect."""
    (order.data_dir / f"{WORK_PREFIX}{os.getpid()}-x").mkdir()
    os.abort()


def test_stopping_ends_it_at_once_and_clears_up(extract: Path, tmp_path: Path) -> None:
    begun = threading.Event()
    progress = Progress(lambda _share, _words: begun.set())
    threading.Thread(target=lambda: (begun.wait(60), progress.cancel()), daemon=True).start()
    with pytest.raises(Cancelled):
        import_in_child(order_for(extract, tmp_path), progress, hang)
    assert os.listdir(tmp_path) == []


def test_a_crash_is_a_fault_and_leaves_nothing(extract: Path, tmp_path: Path) -> None:
    with pytest.raises(Fault) as fault:
        import_in_child(order_for(extract, tmp_path), QUIET, crash)
    assert fault.value.code == "osm_child_died"
    assert os.listdir(tmp_path) == []
