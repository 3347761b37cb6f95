"""The call log in the duty room: found, joined, put right, struck, and exported without whole numbers."""

from __future__ import annotations

import asyncio
from pathlib import Path

import openpyxl
import pytest
from pytestqt.qtbot import QtBot

from app.domain.calls.commands import CorrectCall, JoinCall, LogCall, StrikeCall
from app.domain.calls.model import CallCategory, CallWords
from app.domain.record import Command
from app.ui.panels.contacts.panel import DutyRoomPanel
from app.ui.panels.contacts.tabs import calls
from app.ui.panels.contacts.tabs.calls import CallLog
from tests.ui.panels.boards import Board

SAID = CallWords("青石村三组着火", caller="村民李保国", phone="13800001111", category=CallCategory.OTHER)


def log_of(board: Board, qtbot: QtBot) -> CallLog:
    panel = DutyRoomPanel(board.services)
    qtbot.addWidget(panel)
    panel.resize(1280, 600)
    panel.show()
    panel.render(board.desk.state, None)
    page = panel.show_page("calls")
    assert isinstance(page, CallLog)
    page.show_state(board.desk.state)
    return page


def logged(board: Board, words: CallWords = SAID) -> str:
    board.do(LogCall(words=words))
    return max(board.desk.state.calls)  # ids grow; a map has no order


def test_an_empty_log_says_what_to_do(board: Board, qtbot: QtBot) -> None:
    page = log_of(board, qtbot)
    assert not page.table.model.rowCount()
    assert page._log.isEnabled() and not page._join.isEnabled()


def test_calls_are_found_and_told_with_what_they_were_before(board: Board, qtbot: QtBot) -> None:
    call = logged(board)
    cases = sorted(one.id for one in board.desk.state.incidents.values() if one.is_open)
    board.do(JoinCall(call_id=call, incident_id=cases[0]))
    board.do(JoinCall(call_id=call, incident_id=cases[1], reason="另一起"))
    board.do(CorrectCall(call_id=call, words=CallWords("青石村四组着火", phone="13800001111"), reason="听错"))
    other = logged(board, CallWords("打错了", category=CallCategory.MISDIAL))
    board.do(StrikeCall(call_id=other, reason="重复"))
    page = log_of(board, qtbot)
    assert page.table.model.rowCount() == 2
    page.table.search.setText("四组")
    assert [row["id"] for row in page.table.model.shown] == [call]
    page.table.search.setText("")
    page.table.select(call)
    lines = page.detail.lines
    assert ("青石村四组着火", False) in lines
    assert any("青石村三组着火" in text and struck for text, struck in lines)
    assert any(board.desk.state.incidents[cases[0]].number in text for text, _ in lines)
    assert page._join.isEnabled()
    page.table.select(other)
    assert page.detail.lines[0] == ("打错了", True) and not page._strike.isEnabled()


@pytest.mark.parametrize(("whole", "number"), [(False, "138****1111"), (True, "13800001111")])
def test_numbers_leave_the_room_masked_unless_somebody_wants_them_whole(
    board: Board, qtbot: QtBot, tmp_path: Path, whole: bool, number: str
) -> None:
    logged(board)
    page = log_of(board, qtbot)
    page.whole.setChecked(whole)
    asyncio.run(page.table.export_to(tmp_path / "x.xlsx"))
    cells = [str(cell.value) for row in openpyxl.load_workbook(tmp_path / "x.xlsx").active.iter_rows() for cell in row]
    assert number in cells
    assert ("13800001111" in cells) is whole
    assert "13800001111" in [column.text(page.table.model.shown[0]) for column in page.table.model.columns]


def test_the_forms_become_commands(board: Board, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Command] = []
    answers: dict[str, object] = {}

    async def ask(_services, _parent, _title, _text, form, _label, make) -> bool:
        form.set_values({key: value for key, value in answers.items() if key in form.values()})
        assert form.validate()
        asked.append(make(form.values()))
        return True

    monkeypatch.setattr(calls, "ask_command", ask)
    call, case = logged(board), sorted(one.id for one in board.desk.state.incidents.values() if one.is_open)[0]
    page = log_of(board, qtbot)
    answers.update(text="问停水", category="enquiry", caller="陈女士")
    board.run(page.log())
    assert isinstance(asked[-1], LogCall) and asked[-1].words.category is CallCategory.ENQUIRY and not asked[-1].incident_id
    page.table.select(call)
    answers.clear()
    answers.update(incident=case)
    board.run(page.join())
    assert asked[-1] == JoinCall(call_id=call, incident_id=case)
    answers.clear()
    answers.update(text="青石村五组着火", reason="听错")
    board.run(page.correct())
    assert isinstance(asked[-1], CorrectCall) and asked[-1].words.caller == "村民李保国"
    board.run(page.strike())
    assert asked[-1] == StrikeCall(call_id=call, reason="听错")
