"""The scenes of the pictures: each makes a panel of a size and brings it into a state worth looking at."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

from app.desk.issued import issues
from app.domain.incident.model import PaperFormat
from app.ui.panels.papers.panel import PapersPanel
from app.ui.panels.papers.print_dialog import PrintDialog
from app.ui.panels.records.panel import RecordsPanel
from app.ui.panels.reports.panel import ReportsPanel
from app.ui.panels.settings.panel import SettingsPanel
from app.ui.paper_check.asking import CheckDialog
from app.ui.paper_check.reading import FileRead
from app.ui.paper_check.verdict import verdict
from app.ui.services import Services
from tests.ui.panels.desk_press import TestPress
from tests.ui.panels.desk_world import until
from tests.ui.panels.reports.sending_scene import fill


async def _shown(panel: Any, width: int, height: int) -> Any:
    panel.setProperty("role", "page")
    panel.resize(width, height)
    panel.show()
    await asyncio.sleep(0.1)
    return panel


async def _reports(services: Services, width: int, height: int, tab: int) -> Any:
    panel = await _shown(ReportsPanel(services), width, height)
    panel.tabs.setCurrentWidget((panel.due, panel.ledger, panel.book, panel.trial)[tab])
    if tab == 2:
        panel.book.table.select("D03")
    if tab == 3:
        panel.trial.head.set_values({"kind": "A-FIR"})
        panel.trial._on_head("kind")
        panel.trial.facts.set_values({"dead": 3, "flags": ("sens_time",)})
        panel.trial.compute()
    return panel


async def _sending(services: Services, width: int, height: int, tab: str) -> Any:
    if not services.state.transmissions:
        await fill(services)
    panel = await _shown(ReportsPanel(services), width, height)
    panel.tabs.setCurrentWidget(getattr(panel, tab))
    return panel


async def _records(services: Services, width: int, height: int, tab: int) -> Any:
    panel = await _shown(RecordsPanel(services), width, height)
    panel.tabs.setCurrentIndex(tab)
    await until(lambda: tab or panel.journal.loader.lines)
    if tab == 0:
        await panel.journal.verify()
    return panel


async def _papers(services: Services, width: int, height: int) -> Any:
    panel = await _shown(PapersPanel(services, TestPress(("𬭎",))), width, height)
    panel.show_document(sorted(services.state.incidents)[0])
    await until(lambda: panel.paper is not None)
    await asyncio.sleep(0.3)
    return panel


async def _real_paper(services: Services, width: int, height: int, document: str) -> Any:
    panel = await _shown(PapersPanel(services), width, height)
    panel.show_document(sorted(services.state.incidents)[-1], document)
    await until(lambda: panel.paper is not None, 60)
    await panel.save_to(services.workspace.data_dir / "x.pdf")
    await asyncio.sleep(0.3)
    return panel


async def _kept_papers(services: Services, width: int, height: int) -> Any:
    panel = await _papers(services, width, height)
    for wanted in PaperFormat:
        await panel.save_to(services.workspace.data_dir / f"x.{wanted}", wanted)
    panel.shown = replace(panel.shown, wish=replace(panel.shown.wish, unmasked=True, reason="家属认领，需核对身份"))
    await panel.save_to(services.workspace.data_dir / "y.pdf")
    kept = issues(services.state)[-1]
    services.workspace.archive.path(kept.incident_id, kept.paper.sha256).write_bytes(b"%PDF-")
    panel.show_kept()
    await until(lambda: all(row.state for row in panel.kept.rows))
    return panel


async def _print_dialog(services: Services, width: int, height: int) -> Any:
    dialog = PrintDialog(None, "突发事件情况报告 20260718-02", 6, booklet=True)
    dialog.copies.setValue(2)
    dialog.pages.setText("1-4")
    dialog.show()
    await asyncio.sleep(0.1)
    return dialog


async def _check_dialog(services: Services, width: int, height: int) -> Any:
    panel = await _kept_papers(services, width, height)
    paper = issues(services.state)[0].paper
    files = (
        FileRead("20260718-02-突发事件情况报告.pdf", 9, paper.sha256, frozenset()),
        FileRead("改过的.docx", 9, "0" * 64, frozenset({paper.code})),
        FileRead("别处的.txt", 9, "1" * 64, frozenset({"aaaa bbbb cccc dddd"})),
    )  # fmt: skip
    dialog = CheckDialog(services, None, [verdict(services.state, one) for one in files])
    dialog.resize(760, 640)
    dialog.show()
    panel.deleteLater()
    await asyncio.sleep(0.1)
    return dialog


async def _settings(services: Services, width: int, height: int) -> Any:
    return await _shown(SettingsPanel(services), width, height)


SCENES: dict[str, Any] = {
    "reports-1-due": lambda s, w, h: _reports(s, w, h, 0),
    "reports-2-ledger": lambda s, w, h: _reports(s, w, h, 1),
    "reports-3-book": lambda s, w, h: _reports(s, w, h, 2),
    "reports-4-trial": lambda s, w, h: _reports(s, w, h, 3),
    "reports-5-outbox": lambda s, w, h: _sending(s, w, h, "outbox"),
    "reports-6-instructions": lambda s, w, h: _sending(s, w, h, "instructions"),
    "reports-7-suspicions": lambda s, w, h: _sending(s, w, h, "suspicions"),
    "records-1-journal": lambda s, w, h: _records(s, w, h, 0),
    "records-2-incidents": lambda s, w, h: _records(s, w, h, 1),
    "papers-1": _papers,
    "papers-4-kept": _kept_papers,
    "papers-5-print": _print_dialog,
    "papers-6-check": _check_dialog,
    "papers-2-report": lambda s, w, h: _real_paper(s, w, h, ""),
    "papers-3-brief": lambda s, w, h: _real_paper(s, w, h, "leader_brief"),
    "settings": _settings,
}
