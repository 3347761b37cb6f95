"""The deadline strip: ranked, merged, never hidden; and the dialogs that answer it."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.desk.describe import Describer
from app.domain.deadlines import DeadlineKind, deadlines
from app.domain.plan.model import TaskStatus
from app.domain.reporting.model import Channel
from app.ui.kit.dialogs import KitDialog
from app.ui.kit.form import Form
from app.ui.services import Services
from app.ui.shell.answer import answer_deadline
from app.ui.shell.strip import DeadlineStrip
from app.ui.shell.strip_presenter import present
from tests.ui.panels.boards import Board
from tests.ui.panels.desk_loop import on_desk


def _view(board: Board, limit: int = 6) -> Any:
    ranked = deadlines(board.desk.state, board.reference, board.clock.now())
    describer = Describer(board.reference, board.services.wording)
    return ranked, present(ranked, board.desk.state, describer, board.clock.now(), limit)


def test_nothing_is_hidden_and_tasks_of_one_incident_share_a_chip(board: Board) -> None:
    ranked, view = _view(board)
    assert sum(1 + chip.more for chip in view.chips) + view.waiting == len(ranked) > 6
    _, wide = _view(board, limit=len(ranked))
    groups = [(chip.deadline.incident_id, chip.urgency) for chip in wide.chips if chip.deadline.kind is DeadlineKind.TASK]
    assert len(groups) == len(set(groups)) and any(chip.more for chip in wide.chips) and wide.waiting == 0
    _, narrow = _view(board, limit=2)
    assert len(narrow.chips) == 2 and sum(1 + chip.more for chip in narrow.chips) + narrow.waiting == len(ranked)


def test_the_most_urgent_comes_first_and_says_so_in_words_and_shape(board: Board) -> None:
    _, view = _view(board)
    order = ["overdue", "near", "soon", "calm"]
    places = [order.index(chip.urgency) for chip in view.chips]
    assert places == sorted(places)
    assert all(chip.word and chip.shape and chip.incident for chip in view.chips)


def test_a_chip_is_answered_by_click_and_by_enter(board: Board, qtbot: Any) -> None:
    strip = DeadlineStrip(board.clock)
    qtbot.addWidget(strip)
    strip.resize(1366, 90)
    strip.show()
    _, view = _view(board)
    describer = Describer(board.reference, board.services.wording)
    strip.show_view(view, describer)
    wanted: list[object] = []
    strip.answer_wanted.connect(wanted.append)
    strip.answer_first()
    chip = next(one for one in strip.findChildren(type(strip._chips[0])) if one.isVisible())
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    QTest.keyClick(chip, Qt.Key.Key_Return)
    assert wanted == [view.chips[0].deadline] * 3


async def _dialog(after: KitDialog | None = None) -> KitDialog:
    for _ in range(400):
        shown = QApplication.activeModalWidget()
        if isinstance(shown, KitDialog) and shown is not after:
            return shown
        await asyncio.sleep(0.01)
    raise AssertionError("no dialog")


def test_a_written_report_is_recorded_from_the_strip(qapp: QApplication, tmp_path: Path) -> None:
    async def body(services: Services) -> None:
        ranked = deadlines(services.state, services.workspace.desk.reference, services.workspace.desk.clock.now())
        owed = next(one for one in ranked if one.obligation and one.obligation.channel is Channel.WRITTEN)
        before = len(services.state.incidents[owed.incident_id].reports)
        from PySide6.QtWidgets import QWidget

        parent = QWidget()
        parent.show()
        asking = asyncio.ensure_future(answer_deadline(services, parent, owed))
        first = await _dialog()
        first.give("done")
        second = await _dialog(first)
        form = second.findChild(Form)
        second.give("yes")  # the means are missing: the dialog stays
        assert second.isVisible() and form is not None and form.error("means")
        form.set_values({"means": "fax"})
        second.give("yes")
        await asyncio.wait_for(asking, 10)
        made = services.state.incidents[owed.incident_id].reports
        assert len(made) == before + 1 and made[-1].means == "fax" and made[-1].due_at == owed.due_at
        parent.close()

    on_desk(qapp, tmp_path, body)


def test_a_task_is_done_or_set_aside_from_the_strip(qapp: QApplication, tmp_path: Path) -> None:
    async def body(services: Services) -> None:
        from PySide6.QtWidgets import QWidget

        parent = QWidget()
        parent.show()
        ranked = deadlines(services.state, services.workspace.desk.reference, services.workspace.desk.clock.now())
        task = next(one for one in ranked if one.kind is DeadlineKind.TASK)
        asking = asyncio.ensure_future(answer_deadline(services, parent, task))
        (await _dialog()).give("done")
        await asyncio.wait_for(asking, 10)
        found = [t for a in services.state.incidents[task.incident_id].activations for t in a.tasks.values() if t.id == task.ref]
        assert found[0].status is TaskStatus.DONE
        parent.close()

    on_desk(qapp, tmp_path, body)
