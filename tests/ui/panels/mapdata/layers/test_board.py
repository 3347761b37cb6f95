"""The layers panel: what is kept is listed, changed, ordered and removed; the map hears of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from app.map.layers import LAYERS
from app.map.spatial.model import LayerKind, Pattern
from app.ui.panels.mapdata.layers import board as board_module
from app.ui.panels.mapdata.layers.attributes import attribute_view
from app.ui.panels.mapdata.layers.details import changes_of, details_form
from app.ui.panels.mapdata.layers.hub import hub_of
from app.ui.panels.mapdata.layers.panel import LayersPanel
from app.ui.panels.mapdata.layers.write_out import frames_for
from app.ui.shell.map_sync import picture_of
from tests.map.spatial import files
from tests.map.spatial.test_layers import crossed, layer_of
from tests.ui.panels.boards import Board


class Map(QObject):
    """What the map was told."""

    layer_toggled = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.told: list[tuple[str, dict[str, Any]]] = []

    def set_layer(self, name: str, payload: bytes) -> int:
        self.told.append((name, json.loads(payload)))
        return 1

    def set_layers_visible(self, layers: dict[str, bool]) -> None:
        self.visible = layers


@pytest.fixture
def panel(board: Board, qtbot: QtBot, tmp_path: Path) -> LayersPanel:
    board.services.map_view = Map()
    hub = hub_of(board.services)
    for title in ("村界", "学校"):
        board.run(hub.save(layer_of(crossed(tmp_path / f"{title}.geojson"), title=title, kind=LayerKind.BOUNDARY)))
        board.run(hub.change(hub.infos[-1].id, order=len(hub.infos)))
    made = LayersPanel(board.services)
    qtbot.addWidget(made)
    made.show()
    return made


def titles(panel: LayersPanel) -> list[str]:
    return [row.title for row in panel.board.table.model.shown]


def test_layers_are_rows_topmost_first_in_words(panel: LayersPanel, board: Board) -> None:
    assert sorted(titles(panel)) == ["学校", "村界"]
    columns = {column.key: column for column in panel.board.table.model.columns}
    row = panel.board.table.model.shown[0]
    assert columns["shapes"].text(row) == "点 1  线 1  面 3"
    assert "CGCS2000" in columns["frame"].text(row) and columns["notes"].text(row) == "1"
    assert not board.services.wording.missing


def test_the_order_on_screen_is_the_order_on_the_map(panel: LayersPanel, board: Board) -> None:
    before = titles(panel)
    bottom = panel.board.table.model.shown[1]
    board.run(panel.hub.move(bottom.id, 1))
    assert titles(panel) == before[::-1]
    assert panel.hub.infos[-1].id == bottom.id
    orders = {name: told["layer"].get("order", 0) for name, told in board.services.map_view.told}
    assert orders[bottom.id] > orders[panel.hub.infos[0].id]


def test_buttons_follow_the_row(panel: LayersPanel) -> None:
    buttons = panel.board.buttons
    assert not buttons["remove"].isEnabled() and buttons["import"].isEnabled()
    panel.board.table.select(panel.board.table.model.shown[0].id)
    assert buttons["remove"].isEnabled() and not buttons["up"].isEnabled() and buttons["down"].isEnabled()


def test_switching_here_and_in_the_legend_is_kept(panel: LayersPanel, board: Board) -> None:
    one = panel.hub.infos[0]
    board.run(panel.board._switch(one))
    assert board.services.map_view.told[-1][1]["layer"]["on"] is False
    board.run(panel.hub._keep_switch(one.id, True))
    assert panel.hub.store.load(one.id).info.on


def test_name_and_look_are_kept_and_shown(panel: LayersPanel, board: Board, qtbot: QtBot) -> None:
    layer = board.run(panel.hub.load(panel.hub.infos[0].id))
    form = details_form(board.services, layer)
    qtbot.addWidget(form)
    assert form.values()["label_column"] == "名称"
    form.set_values({"title": "新名", "pattern": Pattern.HATCHED, "label_column": None, "min_zoom": 12})
    board.run(panel.hub.change(layer.info.id, **changes_of(form.values())))
    kept = panel.hub.store.load(layer.info.id).info
    assert (kept.title, kept.pattern, kept.label_column, kept.min_zoom) == ("新名", "hatched", "", 12.0)
    told = board.services.map_view.told[-1][1]
    assert told["layer"]["pattern"] == "hatched" and all("label" not in one["properties"] for one in told["features"])
    assert "新名" in titles(panel)


def test_a_removed_layer_leaves_list_and_map(panel: LayersPanel, board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    async def agree(*_: Any, **__: Any) -> bool:
        return True

    monkeypatch.setattr(board_module, "confirm", agree)
    one = panel.hub.infos[0]
    board.run(panel.board._remove(one))
    assert one.title not in titles(panel)
    assert board.services.map_view.told[-1] == (one.id, {"type": "FeatureCollection", "features": [],
                                                         "layer": {"title": "", "gone": True}})


def test_going_to_a_layer_switches_it_on(panel: LayersPanel, board: Board) -> None:
    one = panel.hub.infos[0]
    board.run(panel.hub.change(one.id, on=False))
    board.run(panel.board.show_layer(panel.hub.infos[0]))
    assert panel.hub.infos[0].on
    call = board.navigator.calls[-1]
    assert call[:2] == ("show_on_map", one.id)


def test_damaged_files_are_said_above_the_list(panel: LayersPanel, board: Board) -> None:
    (panel.hub.store.folder / "own_aaaaaaaaaaaa.json").write_text("{")
    board.run(panel.hub.refresh())
    assert panel.board.notice.isVisibleTo(panel) and "1" in panel.board.notice.text
    assert len(titles(panel)) == 2


def test_attributes_are_a_table_with_numbers(panel: LayersPanel, board: Board, qtbot: QtBot) -> None:
    layer = board.run(panel.hub.load(panel.hub.infos[0].id))
    view = attribute_view(layer)
    qtbot.addWidget(view)
    view.sort_by("c1", falling=True)
    assert [row.values[1] for row in view.model.shown] == [1200, 320, 1, 0]
    view.search.setText("青石")
    assert [row.values[0] for row in view.model.shown] == ["青石小学"]


def test_systems_to_write_in_are_those_of_the_place() -> None:
    assert frames_for(114.49) == ("CGCS2000", "WGS-84", "GCJ-02", "BD-09", "EPSG:4547", "EPSG:4526", "EPSG:4509", "EPSG:4498")


def test_an_empty_desk_says_what_to_do(empty: Board, qtbot: QtBot) -> None:
    made = LayersPanel(empty.services)
    qtbot.addWidget(made)
    made.show()
    assert made.board.table.model.rowCount() == 0 and not made.board.notice.isVisibleTo(made)
    assert [key for key, button in made.board.buttons.items() if button.isEnabled()] == ["import"]


def test_grids_are_drawn_with_the_grids_of_the_desk_and_not_twice(panel: LayersPanel, board: Board, tmp_path: Path) -> None:
    square = ((files.SQUARE, "一网格", 300),)
    grids = layer_of(files.geojson(tmp_path / "grids.geojson", square), title="网格", kind=LayerKind.GRID)
    board.run(panel.hub.save(grids))
    view = board.services.map_view
    assert (view.told[-1][0], view.told[-1][1]["layer"]["gone"], view.visible) == (grids.info.id, True, {"grids": True})
    assert [one.id for one in LAYERS["grids"](picture_of(board.services))] == [f"{grids.info.id}.1"]
    board.run(panel.board.show_layer(grids.info))
    assert board.navigator.calls[-1][:3] == ("show_on_map", "grids", f"{grids.info.id}.1")
    board.run(panel.hub.change(grids.info.id, on=False))
    assert LAYERS["grids"](picture_of(board.services)) == ()
    board.run(panel.hub.change(grids.info.id, kind=LayerKind.BOUNDARY, on=True))
    assert "gone" not in view.told[-1][1]["layer"], "called something else it is a layer of its own again"
