"""The scenes of the pictures: each makes a panel of a size and brings it into a state worth looking at."""

from __future__ import annotations

import asyncio
from typing import Any

from app.ui.panels.papers.panel import PapersPanel
from app.ui.panels.records.panel import RecordsPanel
from app.ui.panels.reports.panel import ReportsPanel
from app.ui.panels.settings.panel import SettingsPanel
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
    "papers-2-report": lambda s, w, h: _real_paper(s, w, h, ""),
    "papers-3-brief": lambda s, w, h: _real_paper(s, w, h, "leader_brief"),
    "settings": _settings,
}
