"""Taking a file in: the dialog asks for what it cannot know, shows a shift, and nothing is kept before it was agreed to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shapely.affinity import translate
from shapely.geometry import Point as Spot

from app.desk.jobs import Progress
from app.domain.resource.model import FacilityCategory
from app.kernel.geo import Crs, shifted
from app.map.spatial.model import LayerKind
from app.ui.panels.mapdata.layers import import_flow
from app.ui.panels.mapdata.layers.ground import Ground, draw, read_ground, square
from app.ui.panels.mapdata.layers.hub import hub_of
from app.ui.panels.mapdata.layers.import_dialog import LAYER, ImportDialog
from app.ui.panels.mapdata.layers.records_dialog import RecordsDialog
from app.ui.panels.mapdata.layers.survey import Choice, compare, every_frame
from tests.map.spatial import files
from tests.map.spatial.test_layers import layer_of
from tests.ui.panels.boards import FILES, Board

QUIET = Progress(lambda *_: None)


def schools(path: Path, crs: Crs = Crs.WGS84) -> Path:
    things = []
    for at in range(5):
        lat, lon = shifted(18.6 + at / 1000, 114.48 + at / 1000, crs)
        things.append((Spot(lon, lat), f"第{at}小学", at))
    return files.geojson(path, things)


def dialog_of(board: Board, qtbot: QtBot, path: Path) -> ImportDialog:
    reading, first, _ = import_flow._look(board.services, path, QUIET)
    dialog = ImportDialog(board.services, None, reading, first, Ground())
    qtbot.addWidget(dialog)
    return dialog


def test_degrees_are_not_chosen_for_anybody(board: Board, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = dialog_of(board, qtbot, schools(tmp_path / "学校.geojson", Crs.GCJ02))
    assert dialog.chosen is None
    dialog.give("yes")
    assert dialog.answer is None and dialog.form.error("frame")
    dialog.form.set_values({"frame": "GCJ-02", "kind": LayerKind.SCHOOL})
    dialog.give("yes")
    assert dialog.answer == "yes" and dialog.values["frame"] == "GCJ-02" and dialog.values["title"] == "学校"
    assert not board.services.wording.missing


def test_what_a_file_says_is_offered_and_can_be_changed(board: Board, qtbot: QtBot, tmp_path: Path) -> None:
    things = ((translate(files.SPOT, 114.48 - 110.05, 18.6 - 30.05), "甲", 1),)
    path = files.geojson(tmp_path / "a.geojson", things, crs={"type": "name", "properties": {"name": "EPSG:4490"}})
    dialog = dialog_of(board, qtbot, path)
    assert dialog.chosen == Choice("CGCS2000")
    assert [dialog.other.itemData(at) for at in range(dialog.other.count())] == [Choice("GCJ-02"), Choice("BD-09")]
    assert "CGCS2000" in dialog.why.text()


def test_both_panes_show_the_shift(board: Board, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = dialog_of(board, qtbot, schools(tmp_path / "a.geojson"))
    dialog.resize(1200, 640)
    dialog.show()
    data = dialog.survey.data
    pair = compare(data, Choice("CGCS2000"), Choice("GCJ-02"))
    assert pair.apart_m is not None and 300 < pair.apart_m < 700
    dialog._show_pair(Choice("CGCS2000"), Choice("GCJ-02"), pair)
    assert f"{pair.apart_m:.0f}" in dialog.compare.heads[1].text()
    one, other = pair.arrow or ((0, 0), (0, 0))
    dialog.compare.to_shift()
    scale = dialog.compare.window_.scale
    assert ((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5 * scale >= 45
    left, right = (pane.grab().toImage() for pane in dialog.compare.panes)
    assert left != right
    before = dialog.compare.window_.x
    qtbot.keyClick(dialog.compare.panes[0], "d")
    dialog.compare.panes[0]._move(40, 0)
    assert dialog.compare.window_.x > before


def test_an_older_drawing_never_covers_a_newer_one(board: Board, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = dialog_of(board, qtbot, schools(tmp_path / "a.geojson"))
    dialog._asked = 7
    board.run(dialog._draw(Choice("BD-09"), None, 3))
    assert "BD-09" not in dialog.compare.heads[0].text()
    board.run(dialog._draw(Choice("BD-09"), None, 7))
    assert "BD-09" in dialog.compare.heads[0].text()


def test_a_file_with_several_tables_asks_which(board: Board, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = dialog_of(board, qtbot, files.gpkg(tmp_path / "a.gpkg", ("one", "two")))
    assert dialog.form.value("table") == "one 表"
    two = dialog._reading.tables[1]
    board.run(dialog._look_at(two))
    assert dialog.survey.data is two and dialog.form.value("title") == "two 表"
    assert len(dialog.findings.model.shown) == len(dialog.survey.findings) == 1


Answer = Callable[[ImportDialog], dict[str, Any]]


@pytest.fixture
def flow(board: Board, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs the flow with a person who answers at once; what was shown is remembered."""
    parent = QWidget()
    qtbot.addWidget(parent)
    seen: dict[str, Any] = {"confirm": [], "problems": []}

    def play(path: Path, agree: bool = True, **answers: Any) -> str:
        async def show(dialog: Any) -> int:
            if answers:
                dialog.form.set_values(answers)
                dialog.give("yes")
            else:
                dialog.reject()
            return 0

        async def confirm(_parent: Any, title: str, text: str, *_: Any, **__: Any) -> bool:
            seen["confirm"].append(text)
            return agree

        async def problems(_services: Any, _parent: Any, _title: str, found: Any, *_: Any) -> None:
            seen["problems"] += found

        async def take_over(_services: Any, _parent: Any, layer: Any, category: Any) -> bool:
            seen["records"] = (layer, category)
            return True

        monkeypatch.setattr(import_flow, "show", show)
        monkeypatch.setattr(import_flow, "confirm", confirm)
        monkeypatch.setattr(import_flow, "show_problems", problems)
        monkeypatch.setattr(import_flow, "take_over", take_over)
        made: str = board.run(import_flow.take_in(board.services, hub_of(board.services), parent, path))
        return made

    play.seen = seen  # type: ignore[attr-defined]
    return play


def test_from_a_file_to_a_layer(board: Board, flow: Any, tmp_path: Path) -> None:
    made = flow(schools(tmp_path / "学校.geojson", Crs.GCJ02), frame="GCJ-02", kind=LayerKind.SCHOOL, review_number="X1")
    info = hub_of(board.services).infos[0]
    assert (made, info.frame, info.kind, info.review_number, info.points) == (info.id, "GCJ-02", "school", "X1", 5)
    place = hub_of(board.services).store.load(made).features[0].shapes[0].coordinates
    assert place == pytest.approx((114.48, 18.6), abs=1e-6)
    assert info.imported_by == board.desk.state.shift.officer and flow.seen["confirm"] == []
    assert board.navigator.calls[-1][0] == "say"


def test_escape_keeps_nothing(board: Board, flow: Any, tmp_path: Path) -> None:
    assert flow(schools(tmp_path / "a.geojson")) == ""
    assert not (tmp_path / "layers").exists()


def test_what_is_odd_is_asked_about_before_anything_is_kept(board: Board, flow: Any, tmp_path: Path) -> None:
    there = translate(files.CROSSED, 114.45 - 110.0, 18.58 - 30.0)
    path = files.geojson(tmp_path / "a.geojson", ((there, "自交", 1), (Spot(120.0, 36.0), "外", 1)))
    assert flow(path, agree=False, frame="CGCS2000", repair=True) == ""
    text = flow.seen["confirm"][0]
    assert text.count("\n") == 1 and hub_of(board.services).infos == ()
    made = flow(path, frame="CGCS2000", repair=False)
    info = hub_of(board.services).infos[0]
    assert made == info.id and info.features == 1
    assert {"layer_crosses_itself", "layer_outside_region"} <= {one.code for one in info.notes}


def test_a_broken_file_shows_every_problem(board: Board, flow: Any, tmp_path: Path) -> None:
    path = tmp_path / "a.shp"
    path.write_bytes(b"%PDF")
    assert flow(path, frame="CGCS2000") == ""
    assert [one.code for one in flow.seen["problems"]] == ["layer_is_pdf"]


def test_features_can_go_into_the_desk_instead(board: Board, flow: Any, tmp_path: Path) -> None:
    assert flow(schools(tmp_path / "a.geojson"), frame="CGCS2000", target="facility") == ""
    layer, category = flow.seen["records"]
    assert category is FacilityCategory.FACILITY and layer.info.points == 5 and hub_of(board.services).infos == ()


def test_records_show_what_changes_and_register_only_that(board: Board, qtbot: QtBot, tmp_path: Path) -> None:
    layer = layer_of(schools(tmp_path / "a.geojson"), "WGS-84")
    dialog = RecordsDialog(board.services, None, layer, FacilityCategory.FACILITY)
    qtbot.addWidget(dialog)
    assert [one.standing for one in dialog.changes] == ["new"] * 5 and dialog.form.value("plain_kind") == "school"
    board.run(dialog._register())
    made = [one for one in board.desk.state.facilities.values() if one.id.startswith("imp-")]
    assert len(made) == 5 and {one.kind for one in made} == {"school"} and dialog.answer == "yes"
    again = RecordsDialog(board.services, None, layer, FacilityCategory.FACILITY)
    qtbot.addWidget(again)
    assert {one.standing for one in again.changes} == {"same"} and not again._accept.isEnabled()
    again.form.set_values({"people": None, "households": "名称"})
    again.look()
    assert again.changes == () and not again._accept.isEnabled()
    assert not board.services.wording.missing


def test_the_ground_is_the_base_map_or_what_the_desk_knows(board: Board) -> None:
    region = board.desk.state.profile.region
    with_map = read_ground(FILES.demo / "basemap", region, [])
    assert len(with_map.roads) > 20 and with_map.water and with_map.buildings
    point = next(iter(board.desk.state.facilities.values())).point
    without = read_ground(None, region, [(point, "甲")])
    assert len(without.borders) == 1 and without.names == ((*square(point.lon, point.lat), "甲"),)


def test_what_a_system_cannot_hold_is_not_drawn(tmp_path: Path) -> None:
    data = files.table(files.geojson(tmp_path / "a.geojson"))
    frame = import_flow.frame_of("EPSG:4525")
    assert frame is not None
    drawn = draw(data, frame, swapped=False)
    assert drawn.box is None and not drawn.paths and not drawn.spots


def test_every_system_can_be_chosen_behind_the_likely_ones(board: Board, tmp_path: Path) -> None:
    _, first, _ = import_flow._look(board.services, schools(tmp_path / "a.geojson"), QUIET)
    assert every_frame(first.likely, first.data) == ["CGCS2000", "GCJ-02", "BD-09", "WGS-84"]
    assert LAYER not in set(FacilityCategory)
