"""The records panel: pages, the seal of an entry, verify, export, incidents."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec

from app.domain.incident.commands import AddNote
from app.ui.panels.records import loader, presenter
from app.ui.panels.records.panel import SPEC
from tests.ui.panels.desk_loop import on_desk
from tests.ui.panels.desk_world import demo_lines, until


def test_the_newest_come_first_and_older_ones_on_demand(qapp: Any, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(loader, "PAGE", 20)

    async def body(services: Any) -> None:
        panel = SPEC.factory(services)
        panel.show()
        tab, total = panel.journal, services.state.seq
        await until(lambda: tab.table.model.rowCount() == 20)
        assert tab.table.current.seq == total and tab.older_button.isVisible()
        tab.older_button.click()
        await until(lambda: tab.table.model.rowCount() == 40)
        tab.all_button.click()
        await until(lambda: tab.table.model.rowCount() == total)
        assert tab.loader.is_whole and not tab.older_button.isVisible()
        assert [line.seq for line in tab.loader.lines] == list(range(total, 0, -1))
        panel.deleteLater()

    on_desk(qapp, tmp_path, body)


def test_a_new_entry_arrives_on_top_and_the_selection_stays(qapp: Any, tmp_path: Path) -> None:
    async def body(services: Any) -> None:
        panel = SPEC.factory(services)
        panel.show()
        tab = panel.journal
        await until(tab.table.model.rowCount)
        tab.table.select("50")
        incident_id = next(iter(services.state.incidents))
        for number in "甲乙丙":
            await services.execute(AddNote(incident_id=incident_id, text=f"风向转{number}"))
        await until(lambda: tab.loader.lines[0].seq == services.state.seq)
        assert "风向转丙" in tab.table.model.row_at(0).sentence
        assert tab.table.current.seq == 50
        tab.filters.search.setText("风向转乙")
        assert [line.sentence for line in tab.table.model.shown] == ["记事：风向转乙"]
        tab.table.activated.emit(tab.table.model.row_at(0))
        assert services.navigator.asked[-1] == ("show_incident", incident_id, "timeline")
        panel.deleteLater()

    on_desk(qapp, tmp_path, body)


def test_the_chain_is_verified_and_exported(qapp: Any, tmp_path: Path) -> None:
    async def body(services: Any) -> None:
        panel = SPEC.factory(services)
        panel.show()
        await panel.journal.verify()
        assert str(services.state.seq) in panel.journal.verdict.text and "完好" in panel.journal.verdict.text
        path = tmp_path / "chain.jsonl"
        assert await panel.journal.export_chain(path) == services.state.seq
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        assert rows[1]["prev_hash"] == rows[0]["hash"]
        await until(panel.journal.table.model.rowCount)
        assert await panel.journal.table.export_to(tmp_path / "rows.xlsx") == panel.journal.table.model.rowCount()
        panel.deleteLater()

    on_desk(qapp, tmp_path, body)


def test_damage_is_named(qapp: Any, tmp_path: Path) -> None:
    lines = list(demo_lines())
    lines[99] = msgspec.structs.replace(lines[99], actor="别人")

    async def body(services: Any) -> None:
        panel = SPEC.factory(services)
        panel.show()
        await panel.journal.verify()
        assert "第 100 条不符" in panel.journal.verdict.text
        await until(panel.journal.table.model.rowCount)
        panel.journal.table.select("100")
        assert panel.journal.detail.seal.tone == "alarm"
        panel.journal.table.select("99")
        assert panel.journal.detail.seal.tone == "ok"
        panel.deleteLater()

    on_desk(qapp, tmp_path, body, lines=tuple(lines))


def test_incidents_open_and_print(qapp: Any, tmp_path: Path) -> None:
    async def body(services: Any) -> None:
        panel = SPEC.factory(services)
        panel.tabs.setCurrentWidget(panel.incidents)
        panel.show()
        tab = panel.incidents
        assert tab.table.model.rowCount() == len(services.state.incidents)
        tab.status.setCurrentIndex(tab.status.findData("closed"))
        assert 0 < tab.table.model.rowCount() < len(services.state.incidents)
        tab.status.setCurrentIndex(0)
        tab.table.search.setText("qsc")
        assert tab.table.model.rowCount() >= 1
        tab.table.select(tab.table.model.id_at(0))
        tab.incident_button.click()
        tab.paper_button.click()
        chosen = tab.table.current.id
        assert services.navigator.asked[-2:] == [("show_incident", chosen), ("print_incident", chosen)]
        panel.deleteLater()

    on_desk(qapp, tmp_path, body)


def test_a_day_that_cannot_be_read_is_marked(qapp: Any, tmp_path: Path) -> None:
    async def body(services: Any) -> None:
        panel = SPEC.factory(services)
        panel.show()
        await until(panel.journal.table.model.rowCount)
        panel.journal.filters.day.setText("13-40")
        assert panel.journal.filters.day.property("invalid") == "true"
        panel.journal.filters.day.setText("7-18")
        assert panel.journal.filters.day.property("invalid") == "false"
        shown = panel.journal.table.model.shown
        assert shown and all(presenter.to_local(line.at).day == 18 for line in shown)
        panel.deleteLater()

    on_desk(qapp, tmp_path, body)
