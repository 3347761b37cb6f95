"""The units board on the demo day."""

from __future__ import annotations

from datetime import timedelta

from pytestqt.qtbot import QtBot

from app.desk.describe import Describer
from app.domain.unit.commands import DispatchUnits, SetUnitStatus
from app.domain.unit.model import Unit, UnitStatus
from app.domain.unit.rules import NEXT
from app.ui.kit.ticker import Ticker
from app.ui.panels.units.panel import UnitsPanel
from app.ui.panels.units.presenter import UnitsPresenter, age, age_tone
from tests.ui.panels.boards import Board


def presenter_of(board: Board) -> UnitsPresenter:
    return UnitsPresenter(Describer(board.reference, board.services.wording), board.services.wording)


def panel_of(board: Board, qtbot: QtBot) -> UnitsPanel:
    panel = UnitsPanel(board.services)
    qtbot.addWidget(panel)
    panel.resize(1280, 600)
    panel.show()
    return panel


def one(board: Board, status: UnitStatus) -> Unit:
    return next(u for u in board.desk.state.units.values() if u.status is status and not u.members)


def test_every_unit_is_a_row_in_words(board: Board) -> None:
    rows = presenter_of(board).rows(board.desk.state)
    assert {row.id for row in rows} == set(board.desk.state.units)
    assert not board.services.wording.missing
    assert all(row.kind and row.status and row.name for row in rows)
    busy = [row for row in rows if row.unit.is_busy]
    assert busy and all(row.incident and not row.available for row in busy)


def test_filters_leave_what_fits(board: Board) -> None:
    words, state = presenter_of(board), board.desk.state
    assert {row.unit.kind for row in words.rows(state, kind="F-FIRE")} == {"F-FIRE"}
    free = words.rows(state, available=True)
    assert free and all(row.available for row in free) and len(free) < len(state.units)
    scene = words.rows(state, status="on_scene")
    assert {row.unit.status for row in scene} == {UnitStatus.ON_SCENE}


def test_who_is_out_with_a_patrol_is_not_available(board: Board) -> None:
    state = board.desk.state
    patrol = next(u for u in state.units.values() if u.members and u.is_busy)
    rows = {row.id: row for row in presenter_of(board).rows(state)}
    for member in patrol.members:
        if not state.units[member].is_busy:
            assert rows[member].through == patrol.name.zh and not rows[member].available


def test_only_allowed_steps_have_a_button(board: Board, qtbot: QtBot) -> None:
    panel = panel_of(board, qtbot)
    for status in {unit.status for unit in board.desk.state.units.values()}:
        unit = next(u for u in board.desk.state.units.values() if u.status is status)
        panel.show_unit(unit.id)
        offered = {step for step in UnitStatus if panel.board.detail.step_button(step) is not None}
        assert offered == set(NEXT[status])


def test_a_step_is_recorded_and_shown_with_its_history(board: Board, qtbot: QtBot) -> None:
    panel = panel_of(board, qtbot)
    unit = one(board, UnitStatus.ON_SCENE)
    panel.show_unit(unit.id)
    before = len(presenter_of(board).history(unit, board.desk.state))
    board.clock.advance(timedelta(minutes=1))
    board.run(panel.board.detail.set_status(UnitStatus.WORKING))
    after = board.desk.state.units[unit.id]
    assert after.status is UnitStatus.WORKING and after.status_at == board.clock.now()
    history = presenter_of(board).history(after, board.desk.state)
    assert len(history) == before + 1 and history[0].at == board.clock.now()
    assert panel.board.table.current.status == board.services.wording.say("unit_status.working")
    assert panel.board.detail.step_button(UnitStatus.ON_SCENE) is not None


def test_out_of_service_and_back(board: Board, qtbot: QtBot) -> None:
    panel = panel_of(board, qtbot)
    unit = one(board, UnitStatus.ON_STANDBY)
    panel.show_unit(unit.id)
    board.run(panel.board.detail.set_status(UnitStatus.OUT_OF_SERVICE))
    assert board.desk.state.units[unit.id].status is UnitStatus.OUT_OF_SERVICE
    board.run(panel.board.detail.set_status(UnitStatus.ON_STANDBY))
    assert board.desk.state.units[unit.id].status is UnitStatus.ON_STANDBY


def test_a_refusal_is_said_and_changes_nothing(board: Board, qtbot: QtBot) -> None:
    panel = panel_of(board, qtbot)
    unit = one(board, UnitStatus.ON_STANDBY)
    panel.show_unit(unit.id)
    board.run(panel.board.detail.set_status(UnitStatus.WORKING))
    assert board.desk.state.units[unit.id] == unit
    assert board.navigator.calls[-1][0] == "say" and board.navigator.calls[-1][2] == "alarm"


def test_ages_run_without_new_rows(board: Board, qtbot: QtBot) -> None:
    panel = panel_of(board, qtbot)
    board.see_units()
    row = panel.board.table.model.shown[0]
    assert panel.board.age_text(row) == "00:00"
    board.clock.advance(timedelta(seconds=75))
    Ticker.shared().tick()
    assert panel.board.age_text(row) == "01:15"
    panel.show_unit(row.id)
    assert "陈旧" not in panel.board.detail._age.text()
    board.clock.advance(timedelta(seconds=board.workspace.settings.current.stale_after_s))
    Ticker.shared().tick()
    assert "陈旧" in panel.board.detail._age.text()
    stale = timedelta(seconds=901)
    assert age_tone(stale, 900) == "watch" and age_tone(timedelta(0), 900) == "neutral" and age_tone(None, 900) == "muted"
    assert age(None, board.clock.now()) is None


def test_no_timer_is_left_behind(board: Board, qtbot: QtBot) -> None:
    panel = panel_of(board, qtbot)
    assert Ticker.shared().running
    panel.hide()
    assert not Ticker.shared().running


def test_show_unit_takes_hiding_filters_away(board: Board, qtbot: QtBot) -> None:
    panel = panel_of(board, qtbot)
    panel.board.set_filters(kind="F-FIRE", available=True)
    police = next(u.id for u in board.desk.state.units.values() if u.kind == "F-POL")
    panel.show_unit(police)
    assert panel.board.table.current_id == police


def test_locating_goes_to_the_last_position(board: Board, qtbot: QtBot) -> None:
    panel = panel_of(board, qtbot)
    row = panel.board.table.model.shown[0]
    panel.board.table.activated.emit(row)
    assert board.navigator.calls[-1] == ("show_on_map", "units", row.id, row.unit.home)
    places = panel.show_page("places")
    place = places.table.model.shown[0]
    places.locate(place)
    assert board.navigator.calls[-1][0] == "show_on_map" and board.navigator.calls[-1][3] == place.place.point


def test_a_new_dispatch_reaches_the_board(board: Board, qtbot: QtBot) -> None:
    panel = panel_of(board, qtbot)
    free = next(row for row in presenter_of(board).rows(board.desk.state, available=True) if not row.unit.members)
    incident = next(one for one in board.desk.state.incidents.values() if one.is_open)
    panel.show_unit(free.id)
    board.do(DispatchUnits(incident_id=incident.id, unit_ids=(free.id,)))
    assert panel.board.table.current.incident
    board.do(SetUnitStatus(unit_id=free.id, status=UnitStatus.ON_STANDBY, source="phone"))
    assert not panel.board.table.current.incident


def test_places_and_stock_are_searched_by_initials(board: Board, qtbot: QtBot) -> None:
    panel = panel_of(board, qtbot)
    places = panel.show_page("places")
    places.table.search.setText("qsc")
    assert places.table.model.shown
    assert all(row.category_code != "road" for row in places.table.model.rows)
    assert len(panel.show_page("stock").table.model.rows) == len(board.desk.state.materials)
    assert not board.services.wording.missing


def test_an_empty_desk_says_what_to_do(empty: Board, qtbot: QtBot) -> None:
    panel = panel_of(empty, qtbot)
    assert panel.board.table.current is None
    panel.show_unit("nobody")
    assert panel.board.detail.step_button(UnitStatus.ON_STANDBY) is None
