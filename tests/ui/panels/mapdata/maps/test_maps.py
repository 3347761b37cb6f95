"""The map data panel on real files, and its words."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from app.desk.maps import OWN_DRAWING, MapChoice
from app.map.sources.library import MapLibrary
from app.map.sources.template import check_template
from app.ui.kit import dialogs
from app.ui.panels.mapdata.maps import adding, package
from app.ui.panels.mapdata.maps.panel import MapsPanel
from app.ui.panels.mapdata.maps.presenter import presets, rows
from app.ui.panels.settings.maps import MapsCard
from tests import maps_world as world
from tests.ui.panels.boards import FILES, Board

RASTER = world.raster_tiles((11, 12))


class Page(QObject):
    """The map, as far as the panel knows it."""

    layer_toggled = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0
        self.layers: list[str] = []

    def set_layer(self, name: str, payload: bytes) -> None:
        """A layer is shown."""
        self.layers.append(name)

    def refresh_ground(self) -> None:
        """The page is told."""
        self.asked += 1


@pytest.fixture
def maps(board: Board, tmp_path: Path) -> Iterator[MapLibrary]:
    data = tmp_path / "maps-data"
    (data / "maps").mkdir(parents=True)
    (data / "maps" / "bad.mbtiles").write_bytes(b"<html>")
    world.write_vector_mbtiles(data / "maps" / "qingshi.mbtiles", (11,))
    library = MapLibrary(data, tmp_path / "cache", board.clock, FILES.demo / "basemap")
    board.workspace.maps = library
    board.services.map_view = Page()
    yield library
    library.close()


@pytest.fixture
def panel(board: Board, maps: MapLibrary, qtbot: QtBot) -> MapsPanel:
    made = MapsPanel(board.services)
    qtbot.addWidget(made)
    made.resize(1280, 640)
    board.run(made.reload())
    return made


def agree(monkeypatch: pytest.MonkeyPatch, told: list[str] | None = None) -> None:
    async def yes(*_given: object, **_how: object) -> bool:
        return True

    async def note(_parent: object, _title: str, text: str) -> None:
        if told is not None:
            told.append(text)

    monkeypatch.setattr(dialogs, "confirm", yes)
    monkeypatch.setattr(dialogs, "tell", note)


def test_every_source_is_a_row_in_words(panel: MapsPanel, board: Board) -> None:
    found = {row.id: row for row in panel.table.model.shown}
    assert set(found) == {OWN_DRAWING, "bad", "qingshi"}
    assert found[OWN_DRAWING].use == "base" and found["bad"].tone == "alarm" and "MBTiles" in found["bad"].problem
    assert found["qingshi"].zooms == "11–11" and panel.table.current_id == OWN_DRAWING
    assert not board.services.wording.missing


def test_a_base_is_chosen_and_the_page_hears_of_it(panel: MapsPanel, board: Board, maps: MapLibrary) -> None:
    panel.table.select("qingshi")
    assert panel._buttons["use"].isEnabled()
    board.run(panel.do(lambda: maps.choose(MapChoice(base="qingshi"))))
    assert maps.base_in_use() == "qingshi" and board.services.map_view.asked == 1
    assert {row.id: row.use for row in panel.table.model.shown}["qingshi"] == "base"
    assert not panel._buttons["use"].isEnabled()
    panel.table.select("bad")
    assert not panel._buttons["use"].isEnabled() and panel._buttons["remove"].isEnabled()


def test_files_are_added_and_wrong_ones_are_explained(panel: MapsPanel, board: Board, tmp_path: Path) -> None:
    board.run(adding.add_path(panel, world.write_mbtiles(tmp_path / "影像.mbtiles", RASTER, name="影像")))
    assert panel.table.current.name == "影像" and panel.error.isHidden()
    wrong = tmp_path / "x.pmtiles"
    wrong.write_bytes(b"nothing")
    board.run(adding.add_path(panel, wrong))
    assert not panel.error.isHidden() and "PMTiles" in panel.error.text
    assert len(panel.table.model.shown) == 4


def test_a_second_layer_is_offered_where_there_is_one(panel: MapsPanel, board: Board, maps: MapLibrary, tmp_path: Path) -> None:
    board.run(adding.add_path(panel, world.write_mbtiles(tmp_path / "r.mbtiles", RASTER, name="影像")))
    assert [panel.second.itemText(place) for place in range(panel.second.count())][1:] == ["影像", "青石镇矢量底图"]
    assert not panel.opacity.isEnabled()
    board.run(panel.do(lambda: maps.choose(MapChoice(base="qingshi", second="r", second_over=False, second_opacity_pct=30))))
    assert panel.second.currentText() == "影像" and panel.place.currentIndex() == 1 and panel.opacity.value() == 30
    assert panel.opacity.isEnabled()


def test_a_map_is_edited_without_losing_its_key(
    panel: MapsPanel, board: Board, maps: MapLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = maps.add_online("https://t{s}.example.invalid/{z}/{x}/{y}?tk={key}", key="k", subdomains="0-7", name="天地图")
    board.run(panel.reload())
    row = next(row for row in panel.table.model.shown if row.id == source.id)

    async def filled(dialog: Any) -> int:
        dialog.give("yes")
        return 1

    monkeypatch.setattr(dialogs, "show", filled)
    board.run(adding.edit(panel, row))
    assert panel.error.isHidden(), panel.error.text
    again = next(one for one in maps.sources() if one.id == source.id)
    assert again.has_key and again.subdomains == "0-7" and not again.online_on


def test_a_map_is_removed_after_agreement(
    panel: MapsPanel, board: Board, maps: MapLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    agree(monkeypatch)
    board.run(adding.remove(panel, next(row for row in panel.table.model.shown if row.id == "bad")))
    assert {one.id for one in maps.sources()} == {OWN_DRAWING, "qingshi"}


def test_checking_says_what_is_wrong(panel: MapsPanel, board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    agree(monkeypatch, told)
    for source_id in ("bad", "qingshi"):
        board.run(adding.check(panel, next(row for row in panel.table.model.shown if row.id == source_id)))
    assert "SQLite" in told[0] and told[1] and "SQLite" not in told[1]


class Asked:
    """Who goes, as far as a package concerns it."""

    asked = 0

    def ask(self) -> None:
        """Answer anew."""
        self.asked += 1


def test_a_package_is_written_and_taken_in(
    panel: MapsPanel, board: Board, maps: MapLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    agree(monkeypatch, told)
    target = tmp_path / "a.zsregion"
    report = board.run(package.write_to(panel, target, "青石"))
    assert report is not None and zipfile.is_zipfile(target) and "青石" in told[0]
    maps.remove("qingshi", delete_files=True)
    who = board.services.who = Asked()
    assert board.run(package.take_in_from(panel, target)) is not None
    assert who.asked == 1 and board.services.map_view.asked == 1  # roads and ground are in use without a new start
    assert "qingshi" in {row.id for row in panel.table.model.shown}
    target.write_bytes(b"not a package")
    assert board.run(package.take_in_from(panel, target)) is None
    assert not panel.error.isHidden()


def test_a_desk_without_maps_says_so(board: Board, qtbot: QtBot) -> None:
    panel = MapsPanel(board.services)
    qtbot.addWidget(panel)
    panel.show()
    assert panel.layout().count() == 1


def test_the_settings_lead_here(board: Board, qtbot: QtBot) -> None:
    card = MapsCard(board.services)
    qtbot.addWidget(card)
    card.open_button.click()
    assert board.navigator.calls == [("show_panel", "maps")]


def test_the_presets_are_templates_that_work_and_bring_no_key() -> None:
    offered = presets(FILES.resources)
    assert len(offered) == 6
    for one in offered:
        check_template(one.template, one.datum, "somebody's key", one.subdomains)
        assert "{key}" in one.template


def test_rows_speak_english_too(board: Board, maps: MapLibrary) -> None:
    wording = board.workspace.words("en")
    assert {row.use_words for row in rows(maps.sources(), OWN_DRAWING, maps.choice, wording)} == {"base", ""}
    assert not wording.missing
