"""The wall as a window, on a map that only remembers: following, staying, opening, closing, fitting."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.incident.commands import OpenIncident
from app.domain.incident.model import Place
from app.kernel.geo import Region
from app.ui.kit.layout_memory import LayoutMemory
from app.ui.kit.theme import Theme
from app.ui.wall.brush import fitting, metrics
from app.ui.wall.control import WallControl, other_screen
from app.ui.wall.scale import Scale
from tests.ui.panels.boards import Board
from tests.ui.panels.desk_world import NOW
from tests.ui.shell.conftest import board  # noqa: F401 - a fixture
from tests.ui.wall.fake_map import FakeMap

VIEW = Region(18.55, 114.43, 18.6, 114.5)


@pytest.fixture
def control(board: Board, tmp_path: Any) -> Iterator[WallControl]:  # noqa: F811
    board.services.map_view = FakeMap()
    board.services.memory = LayoutMemory(tmp_path / "layout.ini")
    main = QWidget()
    made = WallControl(board.services, main, lambda _main_view: FakeMap())
    yield made
    made.close()
    main.deleteLater()


def told(control: WallControl, what: str) -> list[tuple[Any, ...]]:
    assert control.window is not None
    return [one for one in control.window.view.told if one[0] == what]


def test_closed_it_holds_nothing_and_opened_again_it_is_another(control: WallControl, board: Board) -> None:  # noqa: F811
    assert control.window is None
    control.toggle()
    first = control.window
    assert first is not None and first.isVisible()
    view = first.view
    control.toggle()
    assert control.window is None and ("shutdown",) in view.told
    control.toggle()
    assert control.window is not None and control.window is not first


def test_it_fetches_what_the_main_map_publishes(control: WallControl, board: Board) -> None:  # noqa: F811
    control.open()
    board.services.map_view.published.emit("incidents", 3)
    board.services.map_view.published.emit("units", 7)
    assert told(control, "published") == [("published", "incidents", 3), ("published", "units", 7)]


def test_units_move_at_once_and_then_at_their_own_pace_to_the_newest(control: WallControl, board: Board) -> None:  # noqa: F811
    control.open()
    assert control.window is not None
    for revision in range(1, 6):
        board.services.map_view.published.emit("units", revision)
    assert told(control, "published") == [("published", "units", 1)]
    control.window._units_due.timeout.emit()
    assert told(control, "published")[1:] == [("published", "units", 5)]
    control.window._units_due.stop()
    control.window._units_due.timeout.emit()
    assert len(told(control, "published")) == 2


def test_it_follows_the_officer_until_it_is_locked(control: WallControl, board: Board) -> None:  # noqa: F811
    main_view = board.services.map_view
    main_view.seen, main_view.selected = VIEW, ("incidents", "i1")
    control.open()
    assert told(control, "bounds") == [("bounds", VIEW)]
    assert told(control, "select")[-1] == ("select", "incidents", "i1")
    control.toggle_lock()
    main_view.moved.emit(1.0, 2.0, 3.0, 4.0, 12.0)
    main_view.selection_changed.emit("incidents", "i2")
    main_view.layer_toggled.emit("units", False)
    assert len(told(control, "bounds")) == 1 and told(control, "select")[-1][2] == "i1"
    main_view.seen, main_view.selected = Region(1.0, 2.0, 3.0, 4.0), ("incidents", "i2")
    control.toggle_lock()
    assert told(control, "bounds")[-1] == ("bounds", Region(1.0, 2.0, 3.0, 4.0))
    assert told(control, "select")[-1][2] == "i2"


def test_the_lock_is_remembered_and_said(control: WallControl, board: Board) -> None:  # noqa: F811
    control.open()
    assert control.window is not None
    QTest.qWaitForWindowExposed(control.window)
    QTest.keyClick(control.window, Qt.Key.Key_L)
    assert not control.follows and not control.window.follows
    other = WallControl(board.services, QWidget(), lambda _main_view: FakeMap())
    assert not other.follows


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_F11])
def test_escape_leaves(control: WallControl, key: Qt.Key) -> None:
    control.open()
    window = control.window
    assert window is not None
    QTest.qWaitForWindowExposed(window)
    QTest.keyClick(window, key)
    assert control.window is None


def test_its_place_is_remembered(control: WallControl) -> None:
    control.open()
    assert control.window is not None
    control.window.resize(700, 420)
    control.close()
    control.open()
    assert control.window.size() == QSize(700, 420)


def test_it_shows_what_just_happened(control: WallControl, board: Board, qapp: QApplication) -> None:  # noqa: F811
    control.open()
    window = control.window
    assert window is not None
    before = window.board.accessibleName()
    board.do(OpenIncident(kind="A-FIR", place=Place("新地点仓库"), aware_at=NOW, narrative="x"))
    QTest.qWait(200)
    assert "新地点仓库" not in before and "新地点仓库" in window.board.accessibleName()


@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768), (1024, 768), (3840, 2160)])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_is_laid_out_at_every_size(control: WallControl, qapp: QApplication, size: tuple[int, int], theme: str) -> None:
    Theme.load(name=theme).apply(qapp)
    control.open()
    window = control.window
    assert window is not None
    window.resize(*size)
    qapp.processEvents()
    picture = window.grab()
    assert window.view.width() >= window.board.width()
    assert window.board.geometry().right() == window.width() - 1
    assert window.board.fitted.full >= 1
    assert window.top.mapTo(window, QPoint(0, window.top.height())).y() == window.board.mapTo(window, QPoint(0, 0)).y()
    assert not picture.isNull()


def test_nothing_is_smaller_than_a_thirtieth_of_the_height() -> None:
    for height in (720, 768, 1080, 1440, 2160):
        scale = Scale(height)
        assert scale.font().pixelSize() == scale.body >= height // 30 - 1
    assert Scale(1080).body == 36


def test_figures_are_dropped_whole_and_counted(qapp: QApplication) -> None:
    width = metrics(Scale(1080).font())
    parts = ("死亡 1〔核实〕", "失踪 2〔已报〕", "重伤 3〔已报〕")
    assert fitting(parts, 10_000, width, "  ", "另 {count} 项") == "  ".join(parts)
    room = width.horizontalAdvance("  ".join((parts[0], "另 2 项"))) + 1
    assert fitting(parts, room, width, "  ", "另 {count} 项") == "死亡 1〔核实〕  另 2 项"
    assert fitting(parts, 1, width, "  ", "另 {count} 项") == "另 3 项"
    assert fitting((), 100, width, "  ", "另 {count} 项") == ""


def test_without_a_second_screen_there_is_none(qapp: QApplication) -> None:
    own = qapp.primaryScreen()
    assert other_screen(own, [own]) is None
    assert other_screen(None, []) is None


def test_a_machine_without_a_map_still_has_its_wall(control: WallControl, board: Board) -> None:  # noqa: F811
    board.services.map_view = None
    bare = WallControl(board.services, QWidget(), lambda _main_view: None)
    bare.open()
    assert bare.window is not None and bare.window.isVisible()
    bare.close()
