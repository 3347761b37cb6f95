"""The tab of warnings: a message is taken in, signed for, passed on, found on the map and answered."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

import app.network.warnings as package
from app.desk.settings import Settings
from app.desk.warnings_in import Unclear, WarningsIn
from app.domain.warning.commands import RelayWarning, SignForWarning
from app.domain.words import AlertLevel
from app.kernel.errors import Fault
from app.ui.panels.contacts import warning_steps as steps
from app.ui.panels.contacts import warnings_presenter as presenter
from app.ui.panels.contacts.panel import DutyRoomPanel
from app.ui.panels.contacts.tabs.warnings import WarningsTab
from tests.ui.panels.boards import Board

SAMPLES = Path(package.__path__[0]) / "samples"


def tab_of(board: Board, qtbot: QtBot) -> WarningsTab:
    panel = DutyRoomPanel(board.services)
    qtbot.addWidget(panel)
    panel.resize(1280, 600)
    panel.show()
    page = panel.show_page("warnings")
    assert isinstance(page, WarningsTab)
    return page


def take(board: Board, tab: WarningsTab, name: str) -> bool:
    return board.run(steps.take_file(board.services, tab, SAMPLES / f"{name}.xml"))


def test_a_message_is_taken_in_and_asks_to_be_signed_for(board: Board, qtbot: QtBot) -> None:
    tab = tab_of(board, qtbot)
    assert take(board, tab, "rainstorm-red")
    line = next(one for one in tab.table.model.shown if one.warning.source_sha256)
    tab.table.select(line.id)
    assert tab.sign_button.isEnabled() and tab.map_button.isEnabled() and tab.words.text() == line.warning.text
    assert tab.plans.count() and presenter.waiting(board.desk.state) == 1
    board.do(SignForWarning(warning_id=line.id, by="王双喜"))
    board.do(RelayWarning(warning_id=line.id, to=("青石村",), means="电话"))
    assert not tab.sign_button.isEnabled() and presenter.waiting(board.desk.state) == 0
    assert "青石村" in tab.table.current.relayed
    assert not board.services.wording.missing


def test_it_is_found_on_the_map_and_answered_by_an_incident(board: Board, qtbot: QtBot) -> None:
    tab = tab_of(board, qtbot)
    take(board, tab, "rainstorm-red")
    line = next(one for one in tab.table.model.shown if one.warning.source_sha256)
    tab.table.select(line.id)
    tab.map_button.click()
    tab.respond_button.click()
    names = [call[0] for call in board.navigator.calls]
    assert names[-2:] == ["show_on_map", "begin_intake"]
    assert board.navigator.calls[-2][2] == f"{line.id}.0.0" and "暴雨" in board.navigator.calls[-1][1]


def test_an_exercise_is_not_taken_in(board: Board, qtbot: QtBot) -> None:
    tab = tab_of(board, qtbot)
    assert not take(board, tab, "exercise")
    assert board.navigator.calls[-1][0] == "say"


def test_a_colour_that_is_not_named_is_asked_for(board: Board, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    async def answer(services, _parent, _title, _text, form, _label, make) -> bool:
        asked.append(form)
        await services.execute(make({"level": "orange"}))
        return True

    monkeypatch.setattr(steps, "ask_command", answer)
    tab = tab_of(board, qtbot)
    assert take(board, tab, "two-languages") and len(asked) == 1
    assert next(one for one in board.desk.state.in_force() if one.identifier == "TYPHOON-7").level is AlertLevel.ORANGE


def test_a_broken_file_is_told(board: Board, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = []

    async def tell(_services, _parent, name, problems, _text="") -> None:
        told.append((name, problems))

    monkeypatch.setattr(steps, "show_problems", tell)
    tab = tab_of(board, qtbot)
    bad = tmp_path / "bad.xml"
    bad.write_text("<alert>", encoding="utf-8")
    assert not board.run(steps.take_file(board.services, tab, bad)) and told[0][1]
    assert not board.run(steps.take_file(board.services, tab, tmp_path / "none.xml"))


def test_what_came_in_unclear_is_shown_and_read(board: Board, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    tab = tab_of(board, qtbot)
    way = WarningsIn(board.desk, Settings, board.jobs, None, None)
    way.unclear = (Unclear("a.xml", board.clock.now(), (SAMPLES / "rainstorm-red.xml").read_bytes(), "x"),)
    board.workspace.warnings_in = way
    tab.tick()
    assert not tab.banner.isHidden()
    board.run(tab.read_unclear())
    assert way.unclear == () and tab.banner.isHidden()
    assert any(one.source_sha256 for one in board.desk.state.in_force())


def test_a_line_that_is_down_is_said(board: Board, qtbot: QtBot) -> None:
    tab = tab_of(board, qtbot)
    way = WarningsIn(board.desk, Settings, board.jobs, None, None)
    way.fault = Fault("warnings_folder", {"path": "/none", "detail": "gone"})
    board.workspace.warnings_in = way
    tab.tick()
    assert not tab.banner.isHidden() and "/none" in tab.banner.text
