"""The duty log and the equipment in the duty room."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.duty.commands import StartShift
from app.domain.dutylog.commands import CheckEquipment, CorrectLog, ListEquipment, WriteLog
from app.domain.dutylog.model import EquipmentCondition, LogCategory
from app.storage.archive import Archive
from app.ui import paper_out
from app.ui.panels.contacts import sheets
from app.ui.panels.contacts.panel import DutyRoomPanel
from app.ui.panels.contacts.tabs import duty_log, equipment
from app.ui.panels.contacts.tabs.duty_log import DutyLogTab
from app.ui.panels.contacts.tabs.equipment import EquipmentTab
from app.ui.panels.papers import issuing
from app.ui.services import Services
from tests.ui.panels.boards import Board


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a page starts is finished at once."""

    def run(_self: Services, coroutine: Any, _owner: QWidget) -> None:
        loop = asyncio.new_event_loop()
        try:
            loop.run_until_complete(coroutine)
        finally:
            loop.close()

    monkeypatch.setattr(Services, "run", run)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Forms are filled with ``typed`` and not executed; the commands are in ``commands``."""
    kept: dict[str, Any] = {"typed": {}, "commands": []}

    async def ask(_services: Any, _parent: Any, _title: str, _text: str, form: Any, _label: str, make: Any) -> bool:
        form.set_values({key: value for key, value in {**form.values(), **kept["typed"]}.items() if key in form.values()})
        if not form.validate():
            return False
        kept["commands"].append(make(form.values()))
        return True

    monkeypatch.setattr(duty_log, "ask_command", ask)
    monkeypatch.setattr(equipment, "ask_command", ask)
    return kept


def page_of(board: Board, qtbot: QtBot, tab: str) -> Any:
    panel = DutyRoomPanel(board.services)
    qtbot.addWidget(panel)
    panel.resize(1366, 700)
    panel.show()
    panel.render(board.desk.state, None)
    page = panel.show_page(tab)
    page.show_state(board.desk.state)  # type: ignore[attr-defined]
    return page


def log_of(board: Board, qtbot: QtBot) -> DutyLogTab:
    page = page_of(board, qtbot, "duty_log")
    assert isinstance(page, DutyLogTab)
    board.run(page.load())
    return page


def test_the_log_of_the_running_shift_is_told_found_and_filtered(board: Board, qtbot: QtBot) -> None:
    board.do(WriteLog(text="县气象台来电：夜间有大雨", category=LogCategory.WEATHER))
    page = log_of(board, qtbot)
    everything = page.table.model.rowCount()
    assert everything > 50
    page.table.search.setText("夜间有大雨")
    (line,) = page.table.model.shown
    assert line.by == board.desk.state.shift.officer  # type: ignore[union-attr]
    page.table.search.setText("")
    page.section.setCurrentIndex(page.section.findData("weather"))
    assert 0 < page.table.model.rowCount() < everything
    assert {line.section for line in page.table.model.shown} == {"weather"}
    assert not board.services.wording.missing


def test_a_correction_is_shown_struck_through(board: Board, qtbot: QtBot, asked: dict[str, Any]) -> None:
    board.do(WriteLog(text="东部有雨"))
    (note_id,) = board.desk.state.log_notes
    board.do(CorrectLog(note_id=note_id, text="西部有雨", reason="听错"))
    page = log_of(board, qtbot)
    page.table.select(f"note:{note_id}")
    assert page.detail.lines[0][0] == "西部有雨"
    assert ("东部有雨", True) in page.detail.lines
    assert page._correct.isEnabled()
    asked["typed"] = {"text": "西部有大雨", "reason": "补充"}
    board.run(page.correct())
    assert asked["commands"] == [CorrectLog(note_id=note_id, text="西部有大雨", reason="补充")]
    page.table.select(next(line.id for line in page.table.model.shown if not line.note_id))
    assert not page._correct.isEnabled(), "what the journal tells is put right where it was told"


def test_an_entry_is_written_for_an_earlier_moment(board: Board, qtbot: QtBot, asked: dict[str, Any]) -> None:
    page = log_of(board, qtbot)
    at = board.clock.now().replace(second=0) - timedelta(minutes=30)
    asked["typed"] = {"text": "县应急局来电询问水位", "category": "call", "at": at}
    board.run(page.write())
    assert asked["commands"] == [WriteLog(text="县应急局来电询问水位", category=LogCategory.CALL, at=at)]


def test_another_shift_and_a_day_can_be_looked_at(board: Board, qtbot: QtBot) -> None:
    board.do(StartShift(leader="王双喜", officer="赵小雨", reason="急病"))
    page = log_of(board, qtbot)
    assert not page.zero.isHidden() and page.table.model.rowCount() == 1, "a new shift in which nothing happened"
    page.period.setCurrentIndex(1)
    board.run(page.load())
    assert page.table.model.rowCount() > 50
    assert page.zero.isHidden()
    page.period.setCurrentIndex(page.period.count() - 1)
    assert not page.day.isHidden()
    page.day.setDate(QDate(2026, 7, 18))
    board.run(page.load())
    by_day = page.table.model.rowCount()
    assert by_day
    page.day.setDate(QDate(2020, 1, 1))
    board.run(page.load())
    assert page.table.model.rowCount() == 0 and not page.zero.isHidden()


def test_the_log_is_exported_and_printed_whole(
    board: Board, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    board.do(WriteLog(text="=cmd()", category=LogCategory.OTHER))
    page = log_of(board, qtbot)
    asyncio.run(page.table.export_to(tmp_path / "log.xlsx"))
    sheet = openpyxl.load_workbook(tmp_path / "log.xlsx").active
    assert sheet.max_row > page.table.model.rowCount()
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    path = tmp_path / "log.pdf"

    async def save(*_: Any, **__: Any) -> Path:
        return path

    monkeypatch.setattr(sheets.printing, "has_printer", lambda: False)
    monkeypatch.setattr(paper_out, "save_path", save)
    page.window().hide()  # the entry of the paper would have it load once more, inside this very run
    board.run(page.print())
    issued = board.services.state.documents[-1]
    assert issued.document == "duty_log" and issued.sha256 == sha256(path.read_bytes()).hexdigest()
    assert path.read_bytes().startswith(b"%PDF")
    assert [call[0] for call in board.navigator.calls] == ["say"]


def test_a_print_is_kept_and_entered_when_it_went_and_leaves_nothing_when_it_was_called_off(
    board: Board, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    went: list[int | None] = [None, 1]

    async def chosen(*_: Any) -> str:
        return "print"

    async def printed(*_: Any) -> int | None:
        return went.pop(0)

    monkeypatch.setattr(sheets.printing, "has_printer", lambda: True)
    monkeypatch.setattr(sheets, "ask", chosen)
    monkeypatch.setattr(issuing, "print_paper", printed)
    archive = board.workspace.archive = Archive(tmp_path / "archive")
    page, known = log_of(board, qtbot), board.services.state.documents
    page.window().hide()
    board.run(page.print())
    assert board.services.state.documents == known and not [one for one in (tmp_path / "archive").rglob("*") if one.is_file()]
    board.run(page.print())
    issued = board.services.state.documents[-1]
    assert issued.document == "duty_log" and archive.read("outbox", issued.sha256).startswith(b"%PDF")


def test_a_place_that_takes_no_file_is_told(board: Board, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []

    async def save(*_: Any, **__: Any) -> Path:
        return tmp_path / "gone" / "log.pdf"

    async def tell(_parent: QWidget, _title: str, text: str) -> None:
        told.append(text)

    monkeypatch.setattr(sheets.printing, "has_printer", lambda: False)
    monkeypatch.setattr(paper_out, "save_path", save)
    monkeypatch.setattr(sheets, "tell", tell)
    board.run(log_of(board, qtbot).print())
    assert len(told) == 1 and "gone" in told[0]


def equipment_of(board: Board, qtbot: QtBot) -> EquipmentTab:
    page = page_of(board, qtbot, "equipment")
    assert isinstance(page, EquipmentTab)
    return page


def test_equipment_is_tested_by_one_button_or_with_a_remark(board: Board, qtbot: QtBot, asked: dict[str, Any]) -> None:
    page = equipment_of(board, qtbot)
    assert page.table.model.rowCount() >= 10
    assert not page._works.isEnabled()
    page.table.select("satellite_phone")
    board.run(page.works())
    assert board.desk.state.equipment_checks["satellite_phone"][-1].condition is EquipmentCondition.WORKS
    page.show_state(board.desk.state)
    assert "正常" in page.tests.lines[0][0]
    asked["typed"] = {"condition": "faulty", "remark": "无法入网"}
    board.run(page.check())
    assert asked["commands"] == [
        CheckEquipment(item_id="satellite_phone", condition=EquipmentCondition.FAULTY, remark="无法入网")
    ]


def test_a_fault_is_counted_on_the_tab(board: Board, qtbot: QtBot) -> None:
    panel = DutyRoomPanel(board.services)
    qtbot.addWidget(panel)
    board.do(CheckEquipment(item_id="fax", condition=EquipmentCondition.ABSENT, remark="送修"))
    panel.render(board.desk.state, None)
    titles = [panel.tabs.tabText(place) for place in range(panel.tabs.count())]
    assert "设备 (1)" in titles


def test_equipment_is_entered_and_changed(board: Board, qtbot: QtBot, asked: dict[str, Any]) -> None:
    page = equipment_of(board, qtbot)
    asked["typed"] = {"name": "手摇报警器", "every_h": 168}
    board.run(page.edit(None))
    page.table.select("fax")
    asked["typed"] = {"every_h": 12}
    board.run(page.edit(page.table.current))
    new, changed = asked["commands"]
    assert isinstance(new, ListEquipment) and new.name.zh == "手摇报警器" and new.every_h == 168
    assert isinstance(changed, ListEquipment)
    assert (changed.item_id, changed.name, changed.every_h) == ("fax", board.reference.desk_equipment["fax"].name, 12)


def test_an_empty_desk_shows_what_is_suggested(empty: Board, qtbot: QtBot) -> None:
    assert equipment_of(empty, qtbot).table.model.rowCount() == len(empty.reference.desk_equipment)
    page = page_of(empty, qtbot, "duty_log")
    empty.run(page.load())
    assert page.table.model.rowCount() == 0 and not page.zero.isHidden()


