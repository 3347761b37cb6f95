"""Papers: made in a job, looked at, kept, printed; nothing printed that was not recorded."""

from __future__ import annotations

import asyncio
import hashlib
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtPrintSupport import QPrinter

from app.catalog.wording import Wording
from app.domain.incident.commands import AddNote
from app.domain.incident.model import Caller, Grading, Incident, Place
from app.kernel.errors import Fault
from app.kernel.text import Text
from app.ui.panels.papers import presenter, printing
from app.ui.panels.papers.panel import PapersPanel
from tests.ui.panels.desk_loop import on_desk
from tests.ui.panels.desk_press import TestPress
from tests.ui.panels.desk_world import NOW, until


async def opened(services: Any, press: TestPress | None = None) -> PapersPanel:
    panel = PapersPanel(services, press or TestPress())
    panel.resize(1180, 600)
    panel.show()
    panel.show_document(sorted(services.state.incidents)[-1])
    await until(lambda: panel.paper is not None)
    return panel


def test_ctrl_p_gives_the_incident_report_and_the_brief_is_one_click_away(qapp: Any, tmp_path: Path) -> None:
    async def body(services: Any) -> None:
        services.navigator.picture = b"png"
        press = TestPress(("\U0002cb4e",))
        panel = await opened(services, press)
        assert panel.chooser.document == "incident_report"
        assert (panel.preview.pages, press.given_facts[0]["map_png"]) == (2, b"png")
        assert press.given_facts[0]["records"] and press.given_facts[0]["actor"] == services.state.shift.officer
        assert "U+2CB4E" in panel.warning.text and panel.warning.isVisible()
        panel.chooser.documents.setCurrentRow(1)
        await until(lambda: len(press.given_facts) == 2 and panel._task is None)
        assert panel.chooser.document == "leader_brief"
        panel.deleteLater()

    on_desk(qapp, tmp_path, body)


def test_saving_keeps_archives_and_records_the_same_bytes(qapp: Any, tmp_path: Path) -> None:
    async def body(services: Any) -> None:
        panel = await opened(services)
        incident_id, path = panel.chooser.incident_id, tmp_path / "paper.pdf"
        await panel.save_to(path)
        issued = services.state.incidents[incident_id].documents[-1]
        assert path.read_bytes() == panel.paper.data
        assert issued.sha256 == hashlib.sha256(panel.paper.data).hexdigest()
        assert (issued.document, issued.pages) == ("incident_report", 2)
        assert services.workspace.archive.read(incident_id, issued.sha256) == panel.paper.data
        assert panel.chooser.issued.count() == 1 and not panel.stale.isVisible()
        panel.chooser.archived_wanted.emit(panel.chooser._rows[0])
        await until(lambda: panel.paper is None)
        assert panel.preview.pages == 2 and not panel.chooser.print_button.isEnabled()
        panel.deleteLater()

    on_desk(qapp, tmp_path, body)


def test_a_disk_that_refuses_records_nothing(qapp: Any, tmp_path: Path) -> None:
    async def body(services: Any) -> None:
        panel = await opened(services)
        seq = services.state.seq
        with pytest.raises(OSError, match=r".*"):
            await panel.save_to(tmp_path / "no such folder" / "paper.pdf")
        assert services.state.seq == seq

        def refuse(incident_id: str, data: bytes) -> str:
            raise Fault("document_not_written", {"path": "x", "detail": "full"})

        services.workspace.archive.store = refuse
        with pytest.raises(Fault):
            await panel.print_on(printing.make_printer("x"))
        assert services.state.seq == seq
        panel.deleteLater()

    on_desk(qapp, tmp_path, body)


def test_a_change_of_the_incident_is_said_and_never_slips_into_the_paper(qapp: Any, tmp_path: Path) -> None:
    async def body(services: Any) -> None:
        press = TestPress()
        panel = await opened(services, press)
        before = panel.paper
        await services.execute(AddNote(incident_id=panel.chooser.incident_id, text="风向转北"))
        assert panel.stale.isVisible() and panel.paper is before
        panel.stale.acted.emit()
        await until(lambda: len(press.given_facts) == 2 and panel._task is None)
        assert not panel.stale.isVisible()
        panel.deleteLater()

    on_desk(qapp, tmp_path, body)


def test_making_can_be_cancelled(qapp: Any, tmp_path: Path) -> None:
    async def body(services: Any) -> None:
        press = TestPress()
        press.gate.clear()
        panel = PapersPanel(services, press)
        panel.show()
        panel.show_document(sorted(services.state.incidents)[0])
        await until(lambda: press.given_facts)
        await asyncio.sleep(0.05)
        assert panel.progress.isVisible()
        panel.progress.cancelled.emit()
        await until(lambda: panel._task is None)
        assert panel.paper is None and not panel.progress.isVisible()
        press.gate.set()
        panel.deleteLater()

    on_desk(qapp, tmp_path, body)


def test_pages_reach_a_printer_and_are_recorded(qapp: Any, tmp_path: Path) -> None:
    async def body(services: Any) -> None:
        panel = await opened(services)
        printer = printing.make_printer("paper")
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "printed.pdf"))
        assert await panel.print_on(printer) == 2
        printed = (tmp_path / "printed.pdf").read_bytes()
        assert printed.startswith(b"%PDF") and len(printed) > 5_000
        assert services.state.incidents[panel.chooser.incident_id].documents[-1].pages == 2
        panel.deleteLater()

    on_desk(qapp, tmp_path, body)


def test_the_preview_finds_zooms_and_turns_pages(qapp: Any, tmp_path: Path) -> None:
    async def body(services: Any) -> None:
        panel = await opened(services)
        preview = panel.preview
        before = preview._factor()
        preview.zoom_by(1.2)
        assert preview._factor() == pytest.approx(before * 1.2, rel=0.01)
        preview.go_to(1)
        await asyncio.sleep(0.05)
        assert preview.thumbs.currentRow() == 1
        preview.find.setText("needle")
        await until(lambda: preview._found.text().endswith('/ 2'))
        preview.find_next()
        assert preview._found.text().endswith("/ 2")
        assert preview.show_pdf(b"no pdf at all") == 0
        panel.deleteLater()

    on_desk(qapp, tmp_path, body)


def test_names_of_files_are_safe() -> None:
    of = Incident(
        id="i", number="20260718-02", kind="A-FIR", place=Place("x"), aware_at=NOW, occurred_at=None, caller=Caller(),
        narrative="", opened_at=NOW, opened_by="", grading=Grading(None, (), ()),
    )
    assert presenter.file_name(of, "领导专报") == "20260718-02-领导专报.pdf"
    assert presenter.file_name(of, "../a\\b:c\n") == "20260718-02-_a_b_c_.pdf"
    assert presenter.file_name(of, " .. ") == "20260718-02-document.pdf"


def test_missing_characters_are_named() -> None:
    words = Wording({"paper.missing": Text("{count}: {characters}"), "list.separator": Text(", ")})
    assert presenter.missing_words((), words) == ""
    assert presenter.missing_words(("\U0002cb4e", "㸆"), words) == "2: \U0002cb4e (U+2CB4E), 㸆 (U+3E06)"
