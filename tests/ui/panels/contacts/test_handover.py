"""The handover in the window: by keyboard alone, nothing skipped; the forms before it; the card that says that it runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.duty.commands import StartShift
from app.domain.dutylog.commands import CheckEquipment
from app.domain.dutylog.model import EquipmentCondition
from app.domain.handover.commands import StartHandover
from app.domain.record import Command
from app.kernel.errors import Refusal
from app.ui.panels.contacts import handing_over, handover_dialog
from app.ui.panels.contacts.handover_dialog import HandoverDialog
from app.ui.panels.contacts.panel import DutyRoomPanel
from app.ui.panels.contacts.presenter import ContactsPresenter
from app.ui.panels.contacts.tabs.now import OnDuty
from app.ui.services import Services
from tests.ui.panels.boards import Board


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch, board: Board) -> Iterator[None]:
    """What a key starts is finished before the next key."""

    def run(self: Services, coroutine: Any, owner: QWidget) -> None:
        board.run(coroutine)

    monkeypatch.setattr(Services, "run", run)
    yield


def dialog_of(board: Board, qtbot: QtBot) -> HandoverDialog:
    board.do(StartHandover(leader="王双喜", officer="赵小雨"))
    running = board.desk.state.handover
    assert running is not None
    dialog = HandoverDialog(board.services, None, running)
    qtbot.addWidget(dialog)
    dialog.show()
    QApplication.setActiveWindow(dialog)
    return dialog


def press(widget: QWidget, key: Qt.Key) -> None:
    QTest.keyClick(widget, key)


@pytest.mark.usefixtures("at_once")
def test_a_shift_is_handed_over_by_keyboard_alone(board: Board, qtbot: QtBot) -> None:
    handed = board.desk.state.shift
    assert handed is not None
    dialog = dialog_of(board, qtbot)
    everything = dialog.matters.model.rowCount()
    assert everything > 10
    assert not dialog._complete.isEnabled()
    dialog.remark.setFocus()
    QTest.keyClicks(dialog.remark, "seen")
    press(dialog.remark, Qt.Key.Key_Return)
    running = board.desk.state.handover
    assert running is not None
    assert [one.remark for one in running.accepted.values()] == ["seen"]
    assert dialog.remark.text() == ""
    for _ in range(everything - 1):
        assert not dialog._complete.isEnabled()
        press(dialog.matters.view, Qt.Key.Key_Return)
    assert dialog._complete.isEnabled()
    assert dialog.progress.value() == dialog.progress.maximum()
    dialog.handed_by.insert(handed.officer)
    press(dialog.handed_by, Qt.Key.Key_Return)
    dialog.taken_by.setText("别人")
    press(dialog.taken_by, Qt.Key.Key_Return)
    assert "赵小雨" in dialog._error.text() and dialog.answer is None, "another name than the relief's"
    dialog.taken_by.setText("赵小雨")
    press(dialog.taken_by, Qt.Key.Key_Return)
    assert dialog.answer == "done"
    assert board.desk.state.shift is not None
    assert board.desk.state.shift.officer == "赵小雨"
    assert len(board.desk.state.handovers[-1].accepted) == everything


@pytest.mark.usefixtures("at_once")
def test_what_arises_meanwhile_comes_into_the_list(board: Board, qtbot: QtBot) -> None:
    dialog = dialog_of(board, qtbot)
    before = dialog.matters.model.rowCount()
    board.do(CheckEquipment(item_id="satellite_phone", condition=EquipmentCondition.FAULTY, remark="无法入网"))
    dialog.refresh()
    assert dialog.matters.model.rowCount() == before + 1
    dialog.matters.search.setText("卫星")
    assert [row.kind for row in dialog.matters.model.shown] == ["设备故障"]


@pytest.mark.usefixtures("at_once")
def test_an_accepted_matter_is_shown_with_who_and_when_and_is_not_accepted_twice(board: Board, qtbot: QtBot) -> None:
    dialog = dialog_of(board, qtbot)
    press(dialog.matters.view, Qt.Key.Key_Return)
    running = board.desk.state.handover
    assert running is not None
    (key,) = running.accepted
    dialog.matters.select(key)
    assert not dialog.accept_button.isEnabled()
    press(dialog.matters.view, Qt.Key.Key_Return)
    assert board.desk.state.handover is not None
    assert len(board.desk.state.handover.accepted) == 1, "Enter on an accepted matter goes to the next that is left"
    assert dialog.matters.current.acceptance is None


@pytest.mark.usefixtures("at_once")
def test_it_is_broken_off_only_for_a_reason(board: Board, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    answers: list[str | None] = [None, "接班人临时出警"]

    async def typed(*_: Any, **__: Any) -> str | None:
        return answers.pop(0)

    monkeypatch.setattr(handover_dialog, "prompt_text", typed)
    dialog = dialog_of(board, qtbot)
    dialog.give("give_up")
    assert board.desk.state.handover is not None
    dialog.give("give_up")
    assert board.desk.state.handover is None
    assert dialog.answer == "given_up"


@pytest.mark.usefixtures("at_once")
def test_the_sheet_is_printed_as_it_stands(board: Board, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    sheets: list[Any] = []

    async def out(_services: Services, _parent: QWidget, document: str, sheet: Any) -> bool:
        sheets.append((document, sheet))
        return True

    monkeypatch.setattr(handover_dialog, "print_sheet", out)
    dialog = dialog_of(board, qtbot)
    dialog.give("print")
    ((document, sheet),) = sheets
    assert document == "handover_sheet"
    assert board.desk.head_hash.hex() in "".join(sheet.totals)
    assert dialog.answer is None, "printing closes nothing"


def answers_to(monkeypatch: pytest.MonkeyPatch, chosen: str | None, typed: dict[str, str]) -> list[Command]:
    asked: list[Command] = []

    async def ask(*_: Any, **__: Any) -> str | None:
        return chosen

    async def ask_command(services: Services, _parent: Any, _title: str, _text: str, form: Any, _label: str,
                          make: Callable[[Any], Command]) -> bool:  # fmt: skip
        form.set_values({key: value for key, value in typed.items() if key in form.values()})
        if not form.validate():
            return False
        asked.append(make(form.values()))
        await services.execute(asked[-1])
        return True

    monkeypatch.setattr(handing_over, "ask", ask)
    monkeypatch.setattr(handing_over, "ask_command", ask_command)
    return asked


def taken_over(board: Board, qtbot: QtBot) -> bool:
    parent = QWidget()
    qtbot.addWidget(parent)
    presenter = ContactsPresenter(board.reference, board.services.wording)
    return bool(board.run(handing_over.take_over(board.services, presenter, parent)))


def test_an_emergency_needs_a_reason(board: Board, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    names = {"leader": "王双喜", "officer": "赵小雨"}
    assert answers_to(monkeypatch, "without", names) == []
    assert not taken_over(board, qtbot)
    asked = answers_to(monkeypatch, "without", {**names, "reason": "值班员突发疾病"})
    assert taken_over(board, qtbot)
    assert asked == [StartShift(leader="王双喜", officer="赵小雨", reason="值班员突发疾病")]


def test_the_handover_begins_and_goes_on_where_it_was_left(board: Board, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[int] = []

    async def show(dialog: HandoverDialog) -> int:
        opened.append(dialog.matters.model.rowCount())
        qtbot.addWidget(dialog)
        return 0

    monkeypatch.setattr(handing_over, "show", show)
    asked = answers_to(monkeypatch, "begin", {"leader": "王双喜", "officer": "赵小雨"})
    assert not taken_over(board, qtbot), "left with everything open"
    assert not taken_over(board, qtbot), "the second time nobody is asked for names"
    assert asked == [StartHandover(leader="王双喜", officer="赵小雨")]
    assert len(opened) == 2


def test_nothing_is_asked_of_whoever_cancels(board: Board, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answers_to(monkeypatch, None, {})
    assert not taken_over(board, qtbot)
    assert asked == []


def test_nobody_on_duty_just_takes_over(empty: Board, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answers_to(monkeypatch, None, {"leader": "L", "officer": "O"})
    with pytest.raises(Refusal):
        empty.do(StartHandover(leader="L", officer="O"))
    assert taken_over(empty, qtbot)
    assert asked == [StartShift(leader="L", officer="O")]


def test_the_card_says_that_a_handover_runs(board: Board, qtbot: QtBot) -> None:
    panel = DutyRoomPanel(board.services)
    qtbot.addWidget(panel)
    panel.show()
    page = panel.show_page("duty_now")
    assert isinstance(page, OnDuty)
    page.show_state(board.desk.state)
    assert page.shift._running.isHidden()
    board.do(StartHandover(leader="王双喜", officer="赵小雨"))
    page.show_state(board.desk.state)
    assert not page.shift._running.isHidden()
    assert "赵小雨" in page.shift._running.text()
