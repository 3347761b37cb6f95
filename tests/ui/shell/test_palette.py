"""Ctrl+K finds anything by text, pinyin or initials."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.catalog.gazetteer import GazetteerEntry, ImportedNames
from app.catalog.pinyin import matches
from app.kernel.geo import Point
from app.kernel.text import Text
from app.ui.shell.palette import Palette
from app.ui.shell.palette_presenter import everything, imported_places, search
from tests.ui.panels.boards import Board


def _things(board: Board) -> Any:
    return everything(board.desk.state, board.reference, board.services.wording, "zh", [("duty", "值守"), ("plans", "预案")])


def test_places_people_units_plans_incidents_and_screens_are_found(board: Board) -> None:
    things = _things(board)
    assert {one.kind for one in things} == {"screen", "incident", "unit", "contact", "place", "plan"}
    assert "青石村" in [one.title for one in search(things, "qsc", matches)]
    assert any(one.kind == "plan" for one in search(things, "房屋火灾", matches))
    number = next(iter(board.desk.state.incidents.values())).number
    assert [one.kind for one in search(things, number, matches)] == ["incident"]
    assert search(things, "no such thing at all", matches) == ()


def test_the_keyboard_alone_finds_and_goes(board: Board, qtbot: Any) -> None:
    palette = Palette(None, _things(board), lambda kind: kind)  # type: ignore[arg-type]
    qtbot.addWidget(palette)
    palette.show()
    box = palette.findChild(type(palette._box))
    QTest.keyClicks(box, "qsc")
    QTest.keyClick(box, Qt.Key.Key_Down)
    QTest.keyClick(box, Qt.Key.Key_Up)
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert palette.found is not None and matches("qsc", palette.found.title)


def test_imported_places_follow_the_desks_own(board: Board, qtbot: Any) -> None:
    things = _things(board)
    here = Point(30.0, 110.0)
    names = ImportedNames(
        [GazetteerEntry("osm:n1", Text("青石村"), here), GazetteerEntry("osm:n2", Text("青石桥头"), here, village="桥头村")]
    )
    more = imported_places(names, things, "zh")
    assert [one.id for one in more("青石")] == ["osm:n2"], "the desk has a 青石村 of its own"
    palette = Palette(None, things, lambda kind: kind, more)  # type: ignore[arg-type]
    qtbot.addWidget(palette)
    palette.show()
    QTest.keyClicks(palette._box, "qsqt")
    QTest.keyClick(palette._box, Qt.Key.Key_Return)
    assert palette.found is not None and (palette.found.kind, palette.found.point) == ("place", here)
