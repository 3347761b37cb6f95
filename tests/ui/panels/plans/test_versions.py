"""Versions, what hangs on a plan, the difference between two, and the way between prose and parts."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Any

import msgspec
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.desk.plan_library import copied
from app.domain.planning import commands as wish
from app.domain.planning.model import Cause, VersionStatus
from app.ui.command_dialog import CommandDialog
from app.ui.kit.form import Form
from app.ui.panels.plans.difference_dialog import DifferenceDialog
from app.ui.panels.plans.panel import PlansPanel
from app.ui.panels.plans.version_steps import answer_finding, record_drill, take_step
from app.ui.panels.plans.versions_presenter import NEXT_STEPS, VersionsPresenter
from tests.ui.panels.boards import Board

PLAN = "structure-fire"


def panel_of(board: Board, qtbot: QtBot) -> PlansPanel:
    panel = PlansPanel(board.services)
    qtbot.addWidget(panel)
    panel.resize(1280, 600)
    panel.show()
    panel.show_plan(PLAN)
    return panel


def draft(board: Board, version: str = "2026.9", **change: Any) -> None:
    whole = copied(board.workspace.plans.content(PLAN), PLAN, version)
    whole = msgspec.structs.replace(whole, plan=msgspec.structs.replace(whole.plan, **change))
    board.do(wish.SavePlanDraft(plan_id=PLAN, version=version, content=whole, based_on="2026.2"))


async def opened(asking: asyncio.Future[Any]) -> CommandDialog:
    """The dialog that was asked for, once it stands."""
    for _ in range(2000):
        await asyncio.sleep(0.005)
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, CommandDialog):
            return dialog
        if asking.done():
            asking.result()
    raise AssertionError("no dialog opened")


def answer(board: Board, work: Any, values: dict[str, Any]) -> Any:
    """The result of a dialog that is filled in and accepted."""

    async def both() -> Any:
        asking = asyncio.ensure_future(work)
        dialog = await opened(asking)
        dialog.findChild(Form).set_values(values)
        dialog.give("yes")
        return await asyncio.wait_for(asking, 20)

    return board.run(both())


def test_a_draft_goes_into_force_by_its_buttons_and_the_library_follows(board: Board, qtbot: QtBot) -> None:
    panel = panel_of(board, qtbot)
    draft(board)
    tab = panel.reader.versions
    assert [row.version for row in tab._presenter.versions(board.workspace.plans.versions(PLAN))] == ["2026.9", "2026.2"]
    tab.table.select(f"{PLAN}@2026.9")
    assert tab.steps["review"].isVisibleTo(tab) and not tab.steps["approve"].isVisibleTo(tab)
    for step, said in (
        ("review", {"reviewed_by": "王某"}), ("approve", {"approved_by": "李某", "document_no": "青政〔2026〕8号"}), ("issue", {}),
    ):
        assert answer(board, take_step(board.services, panel, step, tab.table.current), said)
    version = board.workspace.plans.version(PLAN)
    assert (version.version, version.status) == ("2026.9", VersionStatus.IN_FORCE)
    card = next(one for one in panel.list.cards if one.id == PLAN)
    assert card.right.startswith("2026.9")
    assert panel.reader.plan is not None and panel.reader.plan.version == "2026.9"
    tab.table.select(f"{PLAN}@2026.9")
    assert "青政〔2026〕8号" in tab._detail.text() and "李某" in tab._detail.text()


@pytest.mark.parametrize("status", list(VersionStatus))
def test_only_the_next_steps_of_a_status_are_offered(status: VersionStatus) -> None:
    assert set(NEXT_STEPS.get(status, ())) <= {"review", "discard", "approve", "return", "issue", "retire"}
    assert (status in (VersionStatus.SUPERSEDED, VersionStatus.RETIRED, VersionStatus.DISCARDED)) == (status not in NEXT_STEPS)


def test_findings_drills_and_reviews_hang_on_the_plan_and_are_answered(board: Board, qtbot: QtBot) -> None:
    panel = panel_of(board, qtbot)
    board.do(wish.RaiseFinding(plan_id=PLAN, cause=Cause.DRILL, text="首报迟", source="7月推演"))
    tab = panel.reader.upkeep
    assert tab.table.model.rowCount() == 1 and tab.answer_button.isEnabled()
    assert "有问题" in next(one.subtitle for one in panel.list.cards if one.id == PLAN)
    assert answer(board, record_drill(board.services, panel, PLAN), {"on": "2026-07-01", "words": "桌面推演"})
    assert board.desk.state.plan_lives[PLAN].drills[0].on == date(2026, 7, 1)
    row = tab.table.current
    assert answer(board, answer_finding(board.services, panel, row.finding_id, row.text, ()), {"reason": "已改排班，不改预案"})
    assert not board.desk.state.plan_findings[row.finding_id].is_open
    assert tab.table.model.rowCount() == 2 and not tab.answer_button.isEnabled()


def test_a_day_that_is_none_is_said_beside_its_field(board: Board, qtbot: QtBot) -> None:
    panel = panel_of(board, qtbot)

    async def wrong() -> None:
        asking = asyncio.ensure_future(record_drill(board.services, panel, PLAN))
        dialog = await opened(asking)
        form = dialog.findChild(Form)
        form.set_values({"on": "昨天", "words": "x"})
        dialog.give("yes")
        await asyncio.sleep(0.02)
        assert form.error("on")
        dialog.give("no")
        assert not await asking

    board.run(wrong())


def test_the_difference_names_parts_in_words(board: Board, qtbot: QtBot) -> None:
    library = board.workspace.plans
    old = library.content(PLAN)
    plan = old.plan
    task = msgspec.structs.replace(plan.tasks[0], due_min=plan.tasks[0].due_min + 3)
    new = msgspec.structs.replace(
        old, plan=msgspec.structs.replace(plan, tasks=(task, *plan.tasks[1:-1])), text=old.text.replace("1.1 ", "1.1 新增。", 1)
    )
    dialog = DifferenceDialog(board.services, None, ("a", old), ("b", new))
    qtbot.addWidget(dialog)
    assert dialog.parts.model.rowCount() == 2 and dialog.prose.model.rowCount() == 1
    dialog._all.setChecked(True)
    assert dialog.prose.model.rowCount() > 50


def test_every_field_of_a_plan_has_a_word(board: Board) -> None:
    words = VersionsPresenter(board.services.wording)
    plan = board.reference.plans[PLAN]
    fields = {field.name for field in msgspec.structs.fields(plan)} - {"links", "hash"}
    assert [one for one in sorted(fields) if words.part(one) == one] == []


def test_a_task_leads_to_its_paragraph_and_the_paragraph_back(board: Board, qtbot: QtBot) -> None:
    whole = copied(board.workspace.plans.content(PLAN), PLAN, "2026.9")
    linked = msgspec.structs.replace(whole.plan, links={"tasks/call-back": ("3.3",), "levels/I": ("4.5",)})
    board.do(wish.SavePlanDraft(plan_id=PLAN, version="2026.9", content=msgspec.structs.replace(whole, plan=linked)))
    panel = panel_of(board, qtbot)
    reader = panel.reader
    reader.show_plan(PLAN, "2026.9")
    reader.linked.prose.paragraph_clicked.emit("3.3")
    assert reader.linked.prose.extraSelections()
    assert "3.3" in reader.linked._said.text()
    reader.linked.part_wanted.emit("tasks/call-back")
    assert reader.tasks.current_id == "call-back" and "3.3" in reader._task.text()
    marks = reader.linked.prose.extraSelections()
    cursor = marks[0].cursor
    assert cursor.selectedText().startswith("3.3 接报")
    assert reader.linked.prose.key_at(cursor.block().blockNumber()) == "3.3"
