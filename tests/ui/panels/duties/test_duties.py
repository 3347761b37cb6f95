"""The responsibility list on the screen: found, filtered, changed, asked for, taken in and written out."""

from __future__ import annotations

import asyncio
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.catalog.duties import DutyList, read_duty_list
from app.domain.responsibility.commands import AdjustDutyItem
from app.domain.responsibility.model import DutyClass, Opinion, RequestCause, RequestStatus
from app.exchange import duty_list
from app.exchange.duty_writer import write_duty_list
from app.kernel.errors import Problem
from app.kernel.text import Text
from app.ui import command_dialog, duty_requests
from app.ui.command_dialog import CommandDialog
from app.ui.duty_item_form import ItemFields
from app.ui.kit.form import Form
from app.ui.panels.duties import exchange
from app.ui.panels.duties.panel import DutiesPanel
from app.ui.panels.duties.presenter import DutiesPresenter
from tests.ui.panels.boards import FILES, Board

TODAY = date(2026, 7, 18)


@pytest.fixture(scope="module")
def sample() -> DutyList:
    return read_duty_list(FILES.duty_sample)


@pytest.fixture
def listed(board: Board, sample: DutyList) -> Board:
    """The demonstration desk with the sample list and its two requests."""
    board.do(sample.registration())
    for command in sample.filings(TODAY):
        board.do(command)
    return board


def panel_of(board: Board, qtbot: QtBot) -> DutiesPanel:
    panel = DutiesPanel(board.services)
    qtbot.addWidget(panel)
    panel.resize(1366, 660)
    panel.show()
    return panel


def presenter_of(board: Board) -> DutiesPresenter:
    return DutiesPresenter(board.reference, board.services.wording)


def answering(monkeypatch: pytest.MonkeyPatch, *, yes: bool = True, **values: Any) -> list[CommandDialog]:
    """Every dialog that is shown is filled in and answered; the list remembers them."""
    seen: list[CommandDialog] = []

    async def show(dialog: CommandDialog) -> int:
        seen.append(dialog)
        form = dialog.findChild(Form)
        form.set_values({key: value for key, value in values.items() if key in form.values()})
        if yes and form.validate():
            await dialog._try()
        return 0

    for module in (command_dialog, duty_requests, exchange):
        monkeypatch.setattr(module, "show", show)
    return seen


def test_an_empty_desk_says_what_to_do(empty: Board, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    panel = panel_of(empty, qtbot)
    assert panel.list._empty.isVisible() and panel.list.sample_button.isVisible() and not panel.list.table.isVisible()
    answering(monkeypatch)
    assert empty.run(exchange.load_sample(empty.services, panel))
    assert panel.list.table.isVisible() and len(panel.list.shown) == 45
    assert not empty.services.wording.missing


def test_items_are_found_by_any_part_of_them(listed: Board, qtbot: QtBot) -> None:
    panel = panel_of(listed, qtbot)
    whole = len(panel.list.shown)
    assert whole == 46
    told = {"hzsg": "QS-S01", "火灾事故": "QS-S01", "县教育局": "QS-P10", "筑坝": "QS-P11", "qs-j07": "QS-J07"}
    for query, code in told.items():
        panel.list.search.setText(query)
        assert code in {row.id for row in panel.list.shown} and len(panel.list.shown) < whole, query
    panel.list.search.setText("没有这样的事项")
    assert panel.list.shown == () and not panel.list.adjust_button.isEnabled()
    panel.list.search.clear()
    panel.list.duty_class.setCurrentIndex(panel.list.duty_class.findData("withdrawn"))
    panel.list.kind.setCurrentIndex(panel.list.kind.findData("A-FIR"))
    assert {row.id for row in panel.list.shown} == {"QS-S01", "QS-S08"}
    panel.list.lead.setCurrentIndex(panel.list.lead.findData("县消防救援大队"))
    assert {row.id for row in panel.list.shown} == {"QS-S01"}
    assert "火灾事故调查" in panel.list._name.text()
    assert not listed.services.wording.missing


def test_the_detail_says_everything_with_its_worth(listed: Board) -> None:
    presenter = presenter_of(listed)
    item = listed.desk.state.duties["QS-P12"]
    told = {pair.label: pair.words for pair in presenter.detail(item, TODAY)}
    assert told["时限"] == "灾情稳定后 5 个工作日内" and told["依据"].endswith("（样例）") and told["事件类型"] == "自然灾害"
    assert "县应急管理局" in told["牵头单位"] and "入户登记" in told["配合单位"]
    ended = replace(item, valid_until=TODAY)
    assert "已失效" in {pair.label: pair.words for pair in presenter.detail(ended, TODAY)}["效力"]
    assert "青石镇履行职责事项清单" in presenter.edition(listed.desk.state)


def test_the_keyboard_reaches_everything(listed: Board, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    panel = panel_of(listed, qtbot)
    asked: list[str] = []

    async def change_item(_services: object, _parent: object, item: Any) -> bool:
        await asyncio.sleep(0)
        asked.append(item.code)
        return False

    monkeypatch.setattr(duty_requests, "change_item", change_item)
    monkeypatch.setattr(listed.services, "run", lambda work, _owner: listed.run(work), raising=False)
    panel.list.table.select("QS-J03")
    QTest.keyClick(panel.list.table.view, Qt.Key.Key_Return)
    assert asked == ["QS-J03"]
    focusable = [panel.list.search, panel.list.duty_class, panel.list.kind, panel.list.lead, panel.list.adjust_button]
    assert all(one.focusPolicy() & Qt.FocusPolicy.TabFocus for one in focusable)


def test_a_correction_is_recorded_with_its_reason(listed: Board, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    panel = panel_of(listed, qtbot)
    answering(monkeypatch, name="改了名", kinds="房屋火灾、自然灾害", supporting="派出所：看守\n某协会", reason="笔误")
    assert listed.run(duty_requests.change_item(listed.services, panel, listed.desk.state.duties["QS-S01"]))
    item = listed.desk.state.duties["QS-S01"]
    assert (item.name.zh, item.kinds) == ("改了名", ("A-FIR", "N-*"))
    assert [(one.name, one.role, one.does) for one in item.supporting] == [("派出所", "police", "看守"), ("某协会", "", "")]
    assert "改了名" in next(row.name for row in panel.list.shown if row.id == "QS-S01")


def test_a_wrong_kind_is_refused_beside_its_field(listed: Board, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    panel = panel_of(listed, qtbot)
    before = listed.desk.state
    answering(monkeypatch, kinds="天塌", reason="x")
    assert not listed.run(duty_requests.change_item(listed.services, panel, before.duties["QS-S01"]))
    assert listed.desk.state is before


def test_the_form_gives_back_what_it_was_given(listed: Board) -> None:
    fields = ItemFields(listed.services)
    for item in listed.desk.state.duties.values():
        assert fields.item(fields.values(item), item) == item


def test_a_request_goes_through_its_steps(listed: Board, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    panel = panel_of(listed, qtbot)
    panel.tabs.setCurrentIndex(1)
    tab = panel.requests
    assert "(2)" in panel.tabs.tabText(1) and len(tab.table.model.rows) == 2
    admission = next(one for one in listed.desk.state.duty_requests.values() if one.proposal.code == "QS-Z01")
    assert tab.table.select(admission.id)
    assert tab.consult_button.isEnabled() and not tab.decide_button.isEnabled()
    answering(monkeypatch, opinion=Opinion.CONDITIONS, who="青石镇人民政府", words="需配备水泵", granted=True, due_on="2026-08-20")
    listed.run(duty_requests.consult(listed.services, tab, admission))
    assert tab.decide_button.isEnabled()
    assert "附条件承接" in presenter_of(listed).step(listed.desk.state.duty_requests[admission.id].steps[-1])
    listed.run(duty_requests.decide(listed.services, tab, listed.desk.state.duty_requests[admission.id]))
    assert listed.desk.state.duty_requests[admission.id].status is RequestStatus.ADMITTED
    assert listed.desk.state.duties["QS-Z01"].duty_class is DutyClass.SUPPORTING
    tab.table.select(admission.id)
    assert not tab.consult_button.isEnabled() and not tab.withdraw_button.isEnabled() and "(1)" in panel.tabs.tabText(1)


def test_requests_are_filed_and_withdrawn(listed: Board, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    panel = panel_of(listed, qtbot)
    answering(
        monkeypatch, code="QS-Z05", name="新事项", lead="县水利局", cause=RequestCause.NEW_DUTY, who="县水利局", words="请评估",
        township="配合", kinds=None,
    )
    assert listed.run(duty_requests.ask_admission(listed.services, panel))
    made = next(one for one in listed.desk.state.duty_requests.values() if one.proposal.code == "QS-Z05")
    assert made.proposal.lead.role == "county_water" and made.proposal.basis.title == listed.desk.state.duty_list.name
    assert listed.desk.state.duties["QS-Z05"].duty_class is DutyClass.PENDING
    listed.run(duty_requests.withdraw(listed.services, panel, made))
    assert listed.desk.state.duty_requests[made.id].status is RequestStatus.WITHDRAWN
    answering(monkeypatch, cause=RequestCause.LAW_CHANGED, who="镇", words="法规变了", township="只报告")
    assert listed.run(duty_requests.ask_adjustment(listed.services, panel, listed.desk.state.duties["QS-P01"]))
    asked = next(one for one in listed.desk.state.duty_requests.values() if one.proposal.code == "QS-P01")
    pairs = presenter_of(listed).request_detail(asked, listed.desk.state)
    assert "只报告" in pairs[0].words and "→" in pairs[0].words
    assert listed.desk.state.duties["QS-P01"].township != "只报告"


def test_a_late_step_is_marked(listed: Board) -> None:
    rows = presenter_of(listed).requests(listed.desk.state, date(2026, 8, 10))
    assert {row.request.proposal.code: row.late for row in rows} == {"QS-Z01": True, "QS-J10": False}


def test_a_workbook_is_taken_over_after_its_changes_were_seen(
    listed: Board, sample: DutyList, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel, path = panel_of(listed, qtbot), tmp_path / "新清单.xlsx"
    items = [*sample.items[1:], replace(sample.items[0], code="QS-J99", name=Text("新增事项"))]
    write_duty_list(path, [replace(items[0], township="改了"), *items[1:]], None, listed.reference)
    before = listed.desk.state
    seen = answering(monkeypatch, yes=False)
    assert not listed.run(exchange.take_in(listed.services, panel, path))
    assert listed.desk.state is before
    shown = [(row.what, row.code, row.fields) for row in seen[0].findChild(type(panel.list.table)).model.rows]
    assert ("新增", "QS-J99", "") in shown and ("取消", "QS-J01", "") in shown
    assert ("变更", "QS-J02", "镇承担内容") in shown
    answering(monkeypatch, list_name="2026 年版", issued_on="2026-07-01")
    assert listed.run(exchange.take_in(listed.services, panel, path))
    edition = listed.desk.state.duty_list
    assert (edition.name, edition.source, edition.issued_on) == ("2026 年版", "新清单.xlsx", date(2026, 7, 1))
    assert "QS-J01" not in listed.desk.state.duties and listed.desk.state.duties["QS-J02"].township == "改了"
    assert "QS-Z01" in listed.desk.state.duties, "what is still asked for stays"


def test_a_broken_workbook_changes_nothing_and_tells_everything(
    listed: Board, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "坏.xlsx"
    path.write_bytes(b"no workbook")
    told: list[tuple[Problem, ...]] = []

    async def show(_services: object, _parent: object, _name: str, problems: tuple[Problem, ...]) -> None:
        await asyncio.sleep(0)
        told.append(problems)

    monkeypatch.setattr(exchange, "show_problems", show)
    before = listed.desk.state
    assert not listed.run(exchange.take_in(listed.services, panel_of(listed, qtbot), path))
    assert [one.code for one in told[0]] == ["roster_not_excel"] and listed.desk.state is before


def test_what_is_left_out_is_told(listed: Board) -> None:
    book = duty_list.DutyBook(
        "x", (), ("联系人",), tuple(("表", row, "一、标题") for row in range(3, 12))
    )
    said = exchange._left_out(listed.services, book)
    assert "联系人" in said and "第 3 行" in said and "4" in said and not listed.services.wording.missing
    assert exchange._left_out(listed.services, None) == ""


def test_list_and_template_are_written(listed: Board, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    panel = panel_of(listed, qtbot)

    async def save_path(*_: object) -> Path:
        await asyncio.sleep(0)
        return tmp_path / "x.xlsx"

    monkeypatch.setattr(exchange, "save_path", save_path)
    listed.run(exchange.save_list(listed.services, panel))
    back = duty_list.read_duty_list(tmp_path / "x.xlsx", listed.reference, listed.desk.state.duties)
    assert {one.code: one for one in back.items} == dict(listed.desk.state.duties)
    listed.run(exchange.save_template(listed.services, panel))
    assert (tmp_path / "x.xlsx").stat().st_size > 1000


def test_a_hidden_tab_catches_up_and_other_changes_do_not_disturb(listed: Board, qtbot: QtBot) -> None:
    panel = panel_of(listed, qtbot)
    panel.tabs.setCurrentIndex(1)
    listed.do(AdjustDutyItem(item=replace(listed.desk.state.duties["QS-J03"], name=Text("换了名字")), reason="x"))
    panel.tabs.setCurrentIndex(0)
    assert "换了名字" in {row.name for row in panel.list.shown}
