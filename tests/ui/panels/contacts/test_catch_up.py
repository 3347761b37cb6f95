"""The catch-up tab: every kind of slip becomes its act at the paper's time, and stands in the list with both times."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pytestqt.qtbot import QtBot

from app.domain.calldown.commands import StartCallDown
from app.domain.calldown.model import CallPerson
from app.domain.paper.commands import IssueSlips
from app.domain.paper.model import SlipUse
from app.domain.resource.model import FacilityCategory
from app.domain.shelter.commands import OpenShelter
from app.kernel.errors import Refusal
from app.ui.kit.form_fields import FieldKind
from app.ui.panels.contacts.catching_up import SORTS
from app.ui.panels.contacts.panel import DutyRoomPanel
from app.ui.panels.contacts.tabs import catch_up
from app.ui.panels.contacts.tabs.catch_up import CatchUpTab
from tests.ui.panels.boards import NOW, Board

PAPER = NOW - timedelta(minutes=7)
TYPED: dict[SlipUse, dict[str, Any]] = {
    SlipUse.INCIDENT: {"kind": "A-FIR", "place": "老街", "fact.trapped": 2, "narrative": "冒烟"},
    SlipUse.CALL: {"text": "问停电", "category": "enquiry"},
    SlipUse.FACT: {"fact.minor": 19, "source": "卫生院"},
    SlipUse.REPORT: {"stage": "follow_up", "to_role": "county_duty_room", "whom": "县值班员", "read_back": True},
    SlipUse.NOTE: {"text": "道路中断"},
    SlipUse.LOG: {"text": "二十二时停电"},
    SlipUse.INSTRUCTION: {"from_name": "李县长", "text": "全力搜救"},
    SlipUse.SHIFT: {"leader": "王某", "officer": "赵某", "reason": "停电期间纸面接班"},
    SlipUse.ADMITTED: {"count": 5, "from_place": "三组"},
    SlipUse.STATUS: {"status": "returning"},
    SlipUse.TASK: {"remark": "已办"},
    SlipUse.DISPATCH: {"override": "险情紧急"},
    SlipUse.CALLED: {},
}


@pytest.fixture
def tab(board: Board, qtbot: QtBot) -> Iterator[CatchUpTab]:
    board.do(IssueSlips(wanted=(("incident_intake", 2), ("call_log", 1))))
    shelter = next(one for one in board.desk.state.facilities.values() if one.category is FacilityCategory.SHELTER)
    if shelter.id not in board.desk.state.shelters:
        board.do(OpenShelter(facility_id=shelter.id))
    board.do(StartCallDown(title="叫应", persons=(CallPerson("p1", "张三"),)))
    board.clock.advance(timedelta(minutes=10))
    panel = DutyRoomPanel(board.services)
    qtbot.addWidget(panel)
    panel.resize(1366, 700)
    panel.show()
    panel.render(board.desk.state, None)
    page = panel.show_page("catch_up")
    assert isinstance(page, CatchUpTab)
    yield page


def test_every_kind_of_slip_is_offered() -> None:
    assert set(SORTS) == set(SlipUse) == set(TYPED)


def test_a_slip_of_every_kind_becomes_its_act_at_the_papers_time(
    board: Board, tab: CatchUpTab, monkeypatch: pytest.MonkeyPatch
) -> None:
    for minute, use in enumerate(SORTS):
        at = PAPER + timedelta(minutes=minute)
        board.run(_typing(tab, monkeypatch, use, {"number": 0, "paper_at": at, "writer": "夜班", **TYPED[use]}))
        made = next(one for one in board.desk.state.caught_up.values() if one.slip.at == at)
        assert made.typed_at == board.clock.now() and made.slip.writer == "夜班"
    tab.everything.setChecked(True)
    tab.show_state(board.desk.state)
    rows = tab.table.model.shown
    assert len(rows) == len(SORTS)
    assert all(row.writer == "夜班" and row.what and "entry" not in row.what for row in rows)


async def _typing(tab: CatchUpTab, monkeypatch: pytest.MonkeyPatch, use: SlipUse, values: dict[str, Any]) -> None:
    async def ask(services: Any, _parent: Any, _title: str, _text: str, form: Any, _label: str, make: Any) -> bool:
        known = form.values()
        form.set_values({key: value for key, value in values.items() if key in known})
        for row in form._rows.values():
            field = row.field
            if field.required and not form.value(field.key) and field.choices:
                first = field.choices[0].value
                form.set_values({field.key: (first,) if field.kind is FieldKind.PICKS else first})
        assert form.validate()
        await services.execute(make(form.values()))
        return True

    monkeypatch.setattr(catch_up, "ask_command", ask)
    tab.kind.setCurrentIndex(tab.kind.findData(use.value))
    await tab.catch_up()


def test_the_number_chooses_the_kind_and_a_number_used_twice_is_asked_about(
    board: Board, tab: CatchUpTab, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    tab.number.setText("3")
    assert tab.kind.currentData() == SlipUse.CALL.value
    tab.number.setText("99")
    assert tab.hint.text() == "No slip with this number was printed here"
    slip = {"number": 3, "paper_at": PAPER, "row": 1, **TYPED[SlipUse.CALL]}
    board.run(_typing(tab, monkeypatch, SlipUse.CALL, slip))
    with pytest.raises(Refusal, match="slip_used"):
        board.run(_typing(tab, monkeypatch, SlipUse.CALL, slip))
    board.run(_typing(tab, monkeypatch, SlipUse.CALL, {**slip, "sure": True}))
    tab.show_state(board.desk.state)
    assert tab.table.model.rowCount() == 2
    board.run(tab.table.export_to(tmp_path / "x.xlsx"))
    cells = [str(cell.value) for line in openpyxl.load_workbook(tmp_path / "x.xlsx").active.iter_rows() for cell in line]
    assert "00003 号单第 1 行" in cells and "07-18 03:10" in cells and "07-18 03:27" in cells
