"""Papers: made in a job, looked at, kept, printed; nothing printed that was not recorded."""

from __future__ import annotations

import asyncio
import hashlib
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent

from app.catalog.wording import Wording
from app.desk.issued import KeptState
from app.domain.incident.commands import AddNote
from app.domain.incident.model import Caller, Grading, Incident, PaperFormat, Place
from app.kernel.errors import Fault
from app.kernel.text import Text
from app.ui.kit import dialogs
from app.ui.panels.papers import presenter
from app.ui.panels.papers.page import EMPTY, KEPT, PREVIEW
from app.ui.panels.papers.panel import PapersPanel
from app.ui.panels.papers.print_wish import PrintWish
from tests.ui.panels.desk_loop import on_desk
from tests.ui.panels.desk_press import CODE, TestPress
from tests.ui.panels.desk_world import NOW, until


async def opened(services: Any, press: TestPress | None = None) -> PapersPanel:
    panel = PapersPanel(services, press or TestPress())
    panel.resize(1180, 600)
    panel.show()
    panel.show_document(sorted(services.state.incidents)[-1])
    await until(lambda: panel.paper is not None)
    return panel


def test_ctrl_p_gives_the_incident_report_and_the_brief_is_one_key_away(qapp: Any, tmp_path: Path) -> None:
    async def body(services: Any) -> None:
        services.navigator.picture = b"png"
        press = TestPress(("\U0002cb4e",))
        panel = await opened(services, press)
        assert panel.chooser.document == "incident_report"
        assert (panel.preview.pages, press.given_facts[0]["map_png"]) == (2, b"png")
        assert press.given_facts[0]["records"] and press.given_facts[0]["actor"] == services.state.shift.officer
        assert "U+2CB4E" in panel.page.warning.text and panel.page.warning.isVisible()
        documents = panel.chooser.documents
        documents.search.setText("lingdao")  # by pinyin
        assert documents.documents == ("leader_brief",)
        documents.search.left.emit()  # Enter
        await until(lambda: len(press.given_facts) == 2 and panel._making is None)
        assert panel.chooser.document == "leader_brief"
        panel.deleteLater()

    on_desk(qapp, tmp_path, body)


def test_documents_stand_in_groups_and_what_needs_no_incident_is_made_without_one(qapp: Any, tmp_path: Path) -> None:
    async def body(services: Any) -> None:
        press = TestPress()
        panel = PapersPanel(services, press)
        panel.show()
        assert panel.chooser.documents.documents == ("incident_report", "leader_brief", "daily_report", "plan_book", "map_sheet")
        panel.show_document("", "incident_report")
        assert panel.page.part == EMPTY and not panel.chooser.print_button.isEnabled()
        panel.show_document("", "daily_report")
        await until(lambda: panel.paper is not None)
        await panel.save_to(tmp_path / "day.pdf")
        assert services.state.documents[-1].document == "daily_report"
        assert panel.kept.rows == ()
        panel.show_kept()
        assert [row.issue.incident_id for row in panel.kept.rows] == [""]
        panel.shown = None
        panel.show_document("", "plan_book")
        await until(lambda: panel.paper is not None)
        assert panel.chooser.plan.isVisible() and not panel.chooser.incident.isVisible()
        assert press.given_facts[-1]["content"].plan.id == panel.chooser.plan_id
        panel.deleteLater()

    on_desk(qapp, tmp_path, body)


def test_each_format_is_kept_as_the_same_bytes_and_found_again(qapp: Any, tmp_path: Path) -> None:
    async def body(services: Any) -> None:
        panel = await opened(services)
        incident_id, archive = panel.chooser.incident_id, services.workspace.archive
        for wanted in PaperFormat:
            path = tmp_path / f"paper.{wanted}"
            await panel.save_to(path, wanted)
            issued = services.state.incidents[incident_id].documents[-1]
            assert hashlib.sha256(path.read_bytes()).hexdigest() == issued.sha256
            assert archive.read(incident_id, issued.sha256) == path.read_bytes()
            assert (issued.document, issued.format, issued.unmasked, issued.code) == ("incident_report", wanted, False, CODE)
        assert not panel.page.stale.isVisible()
        panel.chooser.copy_wanted.emit()
        await until(lambda: len(services.state.incidents[incident_id].documents) == 4)
        await until(lambda: CODE in QGuiApplication.clipboard().text())

        panel.show_kept()
        await until(lambda: all(row.state is KeptState.VALID for row in panel.kept.rows))
        assert len(panel.kept.rows) == 4 and panel.page.part == KEPT
        first = next(row for row in panel.kept.rows if row.issue.paper.format is PaperFormat.PDF)
        where = archive.path(incident_id, first.issue.paper.sha256)
        panel.kept.opened.emit(first.issue)
        await until(lambda: panel.page.part == PREVIEW)
        assert panel.preview.pages == 2 and panel.chooser.print_button.isEnabled() and not panel.chooser.copy_button.isEnabled()

        where.write_bytes(b"%PDF-1.4 other")
        panel.show_kept()
        panel.kept.compare(again=True)
        await until(lambda: any(row.state is KeptState.CHANGED for row in panel.kept.rows))
        panel.kept.table.select(first.id)
        assert panel.kept.notice.isVisible() and not panel.kept.open_button.isEnabled()
        panel.deleteLater()

    on_desk(qapp, tmp_path, body)


def test_full_names_need_a_reason_and_say_so_until_another_paper_is_chosen(
    qapp: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers: list[str | None] = [None, "家属认领"]

    async def answer(*_: Any, **__: Any) -> str | None:
        return answers.pop(0)

    monkeypatch.setattr(dialogs, "prompt_text", answer)

    async def body(services: Any) -> None:
        press = TestPress()
        panel = await opened(services, press)
        bar, full = panel.preview.bar, panel.chooser.full
        assert bar.mark.text == "已脱敏"
        full.click()
        await until(lambda: len(answers) == 1)
        assert not full.isChecked() and len(press.given_facts) == 1  # no reason, no names
        full.click()
        await until(lambda: panel.shown is not None and panel.shown.wish.unmasked)
        assert press.given_facts[-1]["unmasked"] and bar.mark.text == "未脱敏" and "家属认领" in panel.page.full.text
        await panel.save_to(tmp_path / "full.pdf")
        issued = services.state.incidents[panel.chooser.incident_id].documents[-1]
        assert (issued.unmasked, issued.reason) == (True, "家属认领")
        panel.show_document(panel.chooser.incident_id, "leader_brief")
        await until(lambda: panel.shown is not None and panel.shown.wish.document == "leader_brief")
        assert not full.isChecked() and not panel.page.full.isVisible() and not press.given_facts[-1]["unmasked"]
        panel.deleteLater()

    on_desk(qapp, tmp_path, body)


def test_a_disk_that_refuses_records_nothing(qapp: Any, tmp_path: Path) -> None:
    async def body(services: Any) -> None:
        panel = await opened(services)
        seq = services.state.seq
        with pytest.raises(Fault) as fault:
            await panel.save_to(tmp_path / "no such folder" / "paper.pdf")
        assert fault.value.code == "document_not_written" and services.state.seq == seq

        def refuse(incident_id: str, data: bytes) -> str:
            raise Fault("document_not_written", {"path": "x", "detail": "full"})

        services.workspace.archive.store = refuse
        with pytest.raises(Fault):
            await panel.outlets.issuer.print(panel.shown, PrintWish(), "x", tmp_path / "x.pdf")
        assert services.state.seq == seq
        panel.deleteLater()

    on_desk(qapp, tmp_path, body)


def test_a_change_of_the_incident_is_said_and_never_slips_into_the_paper(qapp: Any, tmp_path: Path) -> None:
    async def body(services: Any) -> None:
        press = TestPress()
        panel = await opened(services, press)
        before = panel.paper
        await services.execute(AddNote(incident_id=panel.chooser.incident_id, text="风向转北"))
        assert panel.page.stale.isVisible() and panel.paper is before
        panel.page.stale.acted.emit()
        await until(lambda: len(press.given_facts) == 2 and panel._making is None)
        assert not panel.page.stale.isVisible()
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
        assert panel.page.making.isVisible()
        panel.page.making.cancelled.emit()
        await until(lambda: panel._making is None)
        assert panel.paper is None and not panel.page.making.isVisible()
        press.gate.set()
        panel.deleteLater()

    on_desk(qapp, tmp_path, body)


def test_the_preview_finds_zooms_and_turns_pages(qapp: Any, tmp_path: Path) -> None:
    async def body(services: Any) -> None:
        panel = await opened(services)
        preview, view, bar = panel.preview, panel.preview.view, panel.preview.bar
        await asyncio.sleep(0.05)
        before = view.factor
        at = QPointF(20, 20)
        view.wheelEvent(
            QWheelEvent(
                at, at, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, Qt.KeyboardModifier.ControlModifier,
                Qt.ScrollPhase.NoScrollPhase, False,
            )
        )  # fmt: skip
        assert view.factor == pytest.approx(before * 1.2, rel=0.01) and bar.size.currentText() == f"{view.factor:.0%}"
        bar.size.lineEdit().setText("900 %")
        bar.size.lineEdit().returnPressed.emit()
        assert view.factor == pytest.approx(4.0)
        bar.page.setText("7")
        bar.page.returnPressed.emit()
        await asyncio.sleep(0.05)
        assert preview.thumbs.currentRow() == 1
        bar.find.setText("needle")
        await until(lambda: bar.found.text().endswith("/ 2"))
        preview.find_next()
        preview.find_next()
        assert bar.found.text() == "2 / 2"
        bar.before.click()
        assert bar.found.text() == "1 / 2"
        assert preview.show_pdf(b"no pdf at all") == 0 and not bar.page.isEnabled()
        panel.deleteLater()

    on_desk(qapp, tmp_path, body)


def test_names_of_files_are_safe() -> None:
    of = Incident(
        id="i", number="20260718-02", kind="A-FIR", place=Place("x"), aware_at=NOW, occurred_at=None, caller=Caller(),
        narrative="", opened_at=NOW, opened_by="", grading=Grading(None, (), ()),
    )
    assert presenter.file_name(of, "领导专报") == "20260718-02-领导专报.pdf"
    assert presenter.file_name(of, "../a\\b:c\n", "docx") == "20260718-02-_a_b_c_.docx"
    assert presenter.file_name(of, " .. ") == "20260718-02-document.pdf"


def test_missing_characters_are_named() -> None:
    words = Wording({"paper.missing": Text("{count}: {characters}"), "list.separator": Text(", ")})
    assert presenter.missing_words((), words) == ""
    assert presenter.missing_words(("\U0002cb4e", "㸆"), words) == "2: \U0002cb4e (U+2CB4E), 㸆 (U+3E06)"
