"""The dialog of the map import: what it says of a file, how it works and stops, and what it shows in the end."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtWidgets import QApplication

from app.catalog.gazetteer_file import NameShelf
from app.desk.jobs import Jobs, Progress
from app.kernel.errors import BadFile, Fault, Problem, Refusal
from app.kernel.geo import Region
from app.map.osm.order import ImportOrder, ImportResult, Product
from app.map.osm.run import run_import
from app.ui.kit.theme import Theme
from app.ui.osm_import import presenter
from app.ui.osm_import.dialog import OsmDialog
from tests.map.osm.town import build, region
from tests.ui.panels.boards import Board


@pytest.fixture(scope="module")
def extract(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(4).write(tmp_path_factory.mktemp("osm") / "青石镇.osm.pbf")


@pytest.fixture
def board(tmp_path: Path, qapp: QApplication) -> Iterator[Board]:
    Theme.load(name="light").apply(qapp)
    made = Board(tmp_path / "desk", demo=False, lang="en")
    made.workspace.names = NameShelf(tmp_path / "desk" / "gazetteer")
    yield made
    made.close()


@pytest.fixture
def open_dialog(board: Board, extract: Path) -> Iterator[Callable[..., OsmDialog]]:
    opened: list[OsmDialog] = []
    jobs = Jobs()

    def make(work: Callable[[ImportOrder, Progress], ImportResult] = run_import) -> OsmDialog:
        dialog = OsmDialog(board.services, None, extract, presenter.look_at(extract), jobs, work)
        dialog.show()
        opened.append(dialog)
        return dialog

    yield make
    jobs.close()
    for dialog in opened:
        dialog.deleteLater()


def settle(board: Board, done: Callable[[], bool], most_s: float = 60) -> None:
    """Let the loop run until this is so."""

    async def wait() -> None:
        for _ in range(int(most_s / 0.02)):
            if done():
                return
            await asyncio.sleep(0.02)
        raise AssertionError("it did not happen")

    board.run(wait())


def press_go(board: Board, dialog: OsmDialog) -> None:
    async def press() -> None:
        dialog.go.click()

    board.run(press())


def test_it_begins_with_what_is_known(open_dialog: Callable[..., OsmDialog]) -> None:
    dialog = open_dialog()
    assert dialog.region.text() == "30,110,30.008,110.008"
    assert dialog.name.text() == "青石镇"
    assert dialog.order().products == tuple(Product)
    assert "100%" in dialog._coverage.text()
    dialog.region.setText("30,110,30.016,110.016")
    assert "25%" in dialog._coverage.text()
    dialog.region.setText("10,10,11,11")
    assert "another part" in dialog._coverage.text()
    dialog._whole.click()
    assert dialog.order().region == region(4)


def test_it_makes_what_is_ticked_and_says_so(board: Board, open_dialog: Callable[..., OsmDialog]) -> None:
    dialog = open_dialog()
    dialog.products[Product.BASE].setChecked(False)
    press_go(board, dialog)
    settle(board, lambda: dialog.made is not None)
    assert dialog.made is not None and dialog.made.base is None and dialog.made.roads is not None
    assert dialog.summary.isVisibleTo(dialog) and "Road graph" in dialog.summary.text()
    assert not dialog.go.isVisibleTo(dialog) and dialog._close.isEnabled()
    assert board.workspace.names.current.find("重阳村", 1), "the names are in the desk's gazetteer at once"


def test_a_wrong_form_is_said_and_nothing_begins(board: Board, open_dialog: Callable[..., OsmDialog]) -> None:
    dialog = open_dialog()
    for box in dialog.products.values():
        box.setChecked(False)
    press_go(board, dialog)
    settle(board, lambda: bool(dialog._error.text()))
    assert "Tick" in dialog._error.text() and dialog.go.isEnabled()


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        (BadFile((Problem("f", 0, "", "osm_truncated", {"at": "1", "bytes": "2"}),)), "cut short"),
        (Fault("osm_child_died"), "broke down"),
    ],
)
def test_trouble_is_said_beside_the_form(
    board: Board, open_dialog: Callable[..., OsmDialog], trouble: Exception, said: str
) -> None:
    def work(order: ImportOrder, progress: Progress) -> ImportResult:
        raise trouble

    dialog = open_dialog(work)
    press_go(board, dialog)
    settle(board, lambda: bool(dialog._error.text()))
    assert said in dialog._error.text() and dialog.go.isEnabled() and dialog.made is None


def test_escape_stops_the_work_and_keeps_the_dialog(board: Board, open_dialog: Callable[..., OsmDialog]) -> None:
    steps: list[float] = []

    def work(order: ImportOrder, progress: Progress) -> ImportResult:
        while True:
            steps.append(0.5)
            progress.report(0.5, "osm.step.read")

    dialog = open_dialog(work)
    press_go(board, dialog)
    settle(board, lambda: bool(steps) and dialog.strip.isVisibleTo(dialog))
    dialog.reject()
    settle(board, lambda: bool(dialog._error.text()))
    assert "Stopped" in dialog._error.text() and dialog.isVisible() and dialog.go.isEnabled()
    settle(board, lambda: dialog._task is None)
    dialog.reject()
    assert not dialog.isVisible()


@pytest.mark.parametrize("text", ["", "1,2,3", "a,b,c,d", "1,2,3,4,5", "1e9,2,3,4", "nan,1,2,3"])
def test_regions_that_are_none(text: str) -> None:
    with pytest.raises(Refusal):
        presenter.region_of(text)


def test_regions_as_people_type_them() -> None:
    assert presenter.region_of(" 30.1，110.2, 30.4;110.6 ") == Region(30.1, 110.2, 30.4, 110.6)
    assert presenter.first_name(Path("/x/四川 sichuan-latest.osm.pbf")) == "四川-sichuan-latest"
    assert presenter.first_name(Path(".osm.pbf")) == "osm"
    assert msgspec.structs.asdict(presenter.Look(1, None)) == {"size_bytes": 1, "box": None}
