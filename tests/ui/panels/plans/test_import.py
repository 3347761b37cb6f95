"""Judging an imported draft item by item, and the dialog of long work."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.desk.jobs import Jobs, Progress
from app.domain.planning.model import Verdict, version_key
from app.ui.kit.dialogs import KitDialog
from app.ui.kit.working import working
from app.ui.panels.plans.panel import PlansPanel
from app.ui.panels.plans.plan_exchange import import_file
from tests.ui.panels.boards import Board

TEXT = """青石镇高温中暑专项应急预案

一、总则
本预案适用于青石镇辖区内高温中暑事件的先期处置。
二、组织体系
医疗救护组：卫生院牵头，民政办参加，负责检伤分类、转运。
三、响应
出现1人以上死亡的，启动一级响应，由镇党委书记宣布。
值班员15分钟内电话报告县政府总值班室。
天气好的时候大家心情都不错。
"""


def test_items_are_judged_by_key_and_the_rest_is_listed(
    board: Board, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def agreed(*_: object, **__: object) -> None:
        return None

    monkeypatch.setattr("app.ui.panels.plans.plan_exchange.tell", agreed)
    path = tmp_path / "高温预案.txt"
    path.write_text(TEXT, encoding="gb18030")
    panel = PlansPanel(board.services)
    qtbot.addWidget(panel)
    panel.show()
    plan_id = board.run(import_file(board.services, panel, path))
    assert plan_id
    panel.show_plan(plan_id)
    panel.reader.show_newest(plan_id)
    tab = panel.reader.imported
    assert panel.reader.tabs.currentWidget() is tab
    version = board.workspace.plans.versions(plan_id)[0]
    assert version.extraction is not None and len(version.extraction.waiting) == tab.items.model.rowCount() > 2
    assert tab.unread.model.rowCount() == len(version.extraction.unread)
    first, second = (item.id for item in version.extraction.items[:2])
    tab.items.select(first)
    board.run(tab._say((first,), accept=True))
    assert tab.items.current_id == second, "the next item that waits"
    board.run(tab._say((second,), accept=False))
    now = board.desk.state.plan_versions[version_key(plan_id, version.version)].extraction
    assert now is not None and [one.verdict for one in now.items[:2]] == [Verdict.ACCEPTED, Verdict.REJECTED]
    assert panel.reader.tabs.currentWidget() is tab, "judging does not leave the draft"


def test_a_file_that_cannot_be_imported_says_why(
    board: Board, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    async def tell(_: object, __: str, text: str) -> None:
        said.append(text)

    monkeypatch.setattr("app.ui.panels.plans.plan_exchange.tell", tell)
    path = tmp_path / "plan.docx"
    path.write_bytes(b"PK\x03\x04 broken")
    panel = PlansPanel(board.services)
    qtbot.addWidget(panel)
    assert board.run(import_file(board.services, panel, path)) == ""
    assert said and "plan.docx" in said[0]


def test_long_work_shows_itself_and_can_be_stopped(board: Board, qtbot: QtBot) -> None:
    stopped = threading.Event()

    def work(progress: Progress) -> None:
        try:
            for step in range(2000):
                progress.report(step / 2000, "reading")
                threading.Event().wait(0.01)
        finally:
            stopped.set()

    async def body(jobs: Jobs) -> None:
        task = asyncio.create_task(working(jobs, None, "Reading", work), name="reading")
        for _ in range(1000):
            await asyncio.sleep(0.01)
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, KitDialog):
                dialog.reject()
                break
        with pytest.raises(asyncio.CancelledError):
            await asyncio.wait_for(task, 20)

    board.run(body(board.jobs))
    assert stopped.wait(10)
