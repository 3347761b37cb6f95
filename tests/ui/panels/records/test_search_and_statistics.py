"""Full-text search and statistics on the demo day."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.desk.describe import Describer
from app.desk.searching.indexer import Indexer
from app.domain.incident.commands import AddNote
from app.domain.statistics import GroupBy
from app.storage.search_index import open_index
from app.ui.heat import HeatBox
from app.ui.panels.records import statistics_presenter as presenter
from app.ui.panels.records.panel import RecordsPanel
from app.ui.panels.records.statistics_presenter import Measure, Period
from tests.ui.panels.boards import NOW, Board


@pytest.fixture
def searched(board: Board, tmp_path: Path) -> Iterator[Board]:
    desk = board.desk
    board.workspace.search = Indexer(
        desk, lambda: open_index(tmp_path / "search.sqlite", writable=True),
        lambda: Describer(desk.reference, board.workspace.words("zh")),
    )
    board.services.heat = HeatBox()
    usual = asyncio.get_event_loop()
    asyncio.set_event_loop(board.loop)
    yield board
    board.run(board.workspace.search.close())
    asyncio.set_event_loop(usual)


def opened(board: Board, qtbot: QtBot, tab: str) -> RecordsPanel:
    panel = RecordsPanel(board.services)
    qtbot.addWidget(panel)
    panel.resize(1280, 640)
    panel.tabs.setCurrentWidget(getattr(panel, tab))
    panel.show()
    return panel


async def _settled(panel: RecordsPanel, board: Board) -> None:
    await board.workspace.search.ready()
    panel.search.look()
    while panel.search._task is not None and not panel.search._task.done():
        await panel.search._task


def looked(panel: RecordsPanel, board: Board, text: str) -> list[str]:
    panel.search.search.setText(text)
    board.run(_settled(panel, board))
    return [hit.doc.incident_id for hit in panel.search.table.model.shown]


def test_what_was_written_is_found_and_gone_to(searched: Board, qtbot: QtBot) -> None:
    panel = opened(searched, qtbot, "search")
    case = next(iter(searched.desk.state.incidents.values()))
    searched.do(AddNote(incident_id=case.id, text="石桥被洪水冲断，绕行柳林"))
    assert looked(panel, searched, "石桥 柳林") == [case.id]
    panel.search.table.select(panel.search.table.model.shown[0].doc.key)
    assert "石桥" in panel.search.text.toPlainText() and panel.search.text.extraSelections()
    panel.search.go_button.click()
    assert ("show_incident", case.id) in searched.navigator.calls


def test_choices_narrow_and_nothing_found_says_what_to_do(searched: Board, qtbot: QtBot) -> None:
    panel = opened(searched, qtbot, "search")
    assert len(looked(panel, searched, "")) >= len(searched.desk.state.incidents)
    panel.search.source.setCurrentIndex(panel.search.source.findData("incident"))
    panel.search.status.setCurrentIndex(panel.search.status.findData("open"))
    still = {of.id for of in searched.desk.state.incidents.values() if of.is_open}
    assert set(looked(panel, searched, "")) == still
    assert looked(panel, searched, "绝无此词") == []


def test_without_an_index_it_says_so(board: Board, qtbot: QtBot) -> None:
    panel = opened(board, qtbot, "search")
    panel.search.look()
    assert panel.search.banner.isVisible()


async def _counted(panel: RecordsPanel) -> None:
    await panel.statistics._task


def test_groups_and_bars_follow_the_choices(searched: Board, qtbot: QtBot) -> None:
    panel = opened(searched, qtbot, "statistics")
    searched.run(_counted(panel))
    tab = panel.statistics
    total = sum(line.incidents for _, line in tab.table.model.shown)
    assert total == len(searched.desk.state.incidents)
    for by in GroupBy:
        tab.by.setCurrentIndex(tab.by.findData(by))
        assert sum(line.incidents for _, line in tab.table.model.shown) == total
    for measure in Measure:
        tab.measure.setCurrentIndex(tab.measure.findData(measure))
        assert tab.bars.accessibleName()
    assert not searched.services.wording.missing


def test_the_figures_shown_go_on_paper_with_their_period(searched: Board, qtbot: QtBot) -> None:
    panel = opened(searched, qtbot, "statistics")
    tab = panel.statistics
    tab.period.setCurrentIndex(tab.period.findData(Period.LAST_YEAR))
    tab.kind.setCurrentIndex(tab.kind.findData("A"))
    tab.print_button.click()
    last = NOW.year - 1
    assert searched.navigator.calls[-1] == ("print_incident", "", "statistics", f"{last}-01-01/{last}-12-31/A")
    assert presenter.days(Period.ALL, NOW) == "/" and presenter.days(Period.YEAR, NOW) == f"{NOW.year}-01-01/"


def test_where_they_happened_goes_on_the_map_and_off_again(searched: Board, qtbot: QtBot) -> None:
    panel = opened(searched, qtbot, "statistics")
    searched.run(_counted(panel))
    panel.statistics.heat_button.click()
    assert searched.services.heat.points and ("show_panel", "duty") in searched.navigator.calls
    panel.statistics.heat_button.click()
    assert not searched.services.heat.points


@pytest.mark.parametrize("period", list(Period))
def test_periods_hold_today_or_lie_before_it(period: Period) -> None:
    since, until = presenter.bounds(period, NOW)
    assert (since is None or since <= NOW) and (until is None) == (period not in (Period.LAST_MONTH, Period.LAST_YEAR))
    assert since is None or until is None or since < until <= NOW
