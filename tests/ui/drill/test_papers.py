"""Papers of a drill in the window: a scenario's from the list, a held one's from the conductor's room; all bear the mark."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from app.desk.drill_papers import AFTER, BEFORE
from app.ui.drill import papers
from app.ui.drill.papers import PaperDialog
from app.ui.drill.room.window import ConductorRoom
from app.ui.panels.drills.tabs.scenarios import ScenariosTab
from tests.ui.drill.drill_world import World, beside, short, soon


def shown_over(window: QWidget) -> PaperDialog | None:
    return next((one for one in window.findChildren(PaperDialog) if one.isVisible()), None)


def test_papers_are_chosen_shown_and_saved_before_a_drill_and_after_it(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[tuple[str, ...]] = []
    saved = tmp_path / "report.txt"
    wanted = iter(("drill_script", "drill_evaluation_report"))

    async def choose(_parent: object, _title: str, options: list[papers.Option], **_: object) -> str:
        offered.append(tuple(one.value for one in options))
        return next(wanted)

    async def save_path(*_: object) -> Path:
        return saved

    monkeypatch.setattr(papers, "choose", choose)
    monkeypatch.setattr("app.ui.paper_out.save_path", save_path)

    async def body(world: World) -> None:
        tab = ScenariosTab(world.live)
        tab.show_state(world.live.state)
        tab.show()
        await soon(tab.papers_button.isEnabled)
        showing = asyncio.ensure_future(tab.papers())
        await soon(lambda: shown_over(tab) is not None)
        script = shown_over(tab)
        assert script is not None and script.preview.pages > 2
        script.reject()
        assert await showing
        tab.close()

        await world.host.open(await world.prepared(short(world.flood, 20)))
        opened = world.host.current
        assert opened is not None and isinstance(opened.conductor_room, ConductorRoom)
        room, live_seq = opened.conductor_room, world.live.state.seq
        await opened.driver.begin(1.0)
        await opened.driver.jump(opened.driver.now + timedelta(minutes=40))
        await soon(lambda: room.services.state.drill is not None and room.services.state.drill.ended_at is not None)
        showing = asyncio.ensure_future(room.papers())
        await soon(lambda: shown_over(room) is not None)
        report = shown_over(room)
        assert report is not None and report.preview.pages > 5
        report.give("save")
        await soon(lambda: saved.exists() and shown_over(room) not in (None, report))
        again = shown_over(room)
        assert again is not None
        again.reject()
        assert await showing
        assert saved.read_text(encoding="utf-8").startswith("【演练】")
        (issued,) = room.services.state.documents
        assert (issued.document, issued.format.value) == ("drill_evaluation_report", "txt")
        assert world.live.state.seq == live_seq  # the paper stands in the drill's journal, nowhere else

    beside(qapp, tmp_path, body)
    assert offered == [BEFORE, AFTER]
