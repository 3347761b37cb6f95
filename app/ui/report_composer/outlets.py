"""The ways out of the room that a signed report may take, as one list: print, copy field by field, save as a file.

The seam for further ones: an ``Outlet`` more in ``OUTLETS`` is offered by 发出 and, when it has told how it went, the report is
recorded as made with its means. An outlet that sends by itself returns what it did; one that was called off returns ``None``.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPlainTextEdit, QPushButton, QWidget

from app.desk.paper import Paper
from app.domain.incident.model import PaperFormat
from app.domain.reporting.model import Stage
from app.kernel.errors import Fault
from app.ui.kit import dialogs
from app.ui.kit.dialogs import Answer, KitDialog
from app.ui.kit.i18n import translate
from app.ui.kit.labels import Text
from app.ui.kit.theme import Tone, current_theme
from app.ui.kit.working import working
from app.ui.panels.papers import printing
from app.ui.panels.papers.issuing import issue, print_out, written
from app.ui.panels.papers.make import Press, facts, file_filters, format_of, paper_of
from app.ui.panels.papers.presenter import file_name, file_name_of
from app.ui.report_composer.machine import queue_report
from app.ui.report_composer.work import ReportWork

DOCUMENTS: Mapping[Stage, str] = MappingProxyType(
    {
        Stage.FIRST: "first_report", Stage.FOLLOW_UP: "follow_up_report", Stage.FINAL: "final_report",
        Stage.CORRECTION: "correction_report", Stage.VERIFICATION: "verification_report", Stage.DAILY: "daily_report",
        Stage.ZERO: "daily_report",
    }
)
"""The paper of each stage."""

class Sent(msgspec.Struct, frozen=True):
    """How it went out: the means (a code worded under ``means.<code>``), the hash of the paper, a remark for the record."""

    means: str
    document_sha256: str = ""
    remark: str = ""


@dataclass(frozen=True)
class Outlet:
    """A way out: its id, its words (``outlet.<id>``), and what it does. Raises ``Fault`` and ``Refusal``."""

    id: str
    run: Callable[[QWidget, ReportWork], Awaitable[Sent | None]]


async def print_report(parent: QWidget, work: ReportWork) -> Sent | None:
    """On a printer, and kept in the archive; ``None`` where there is none or the person called it off."""
    made, name = await _paper(parent, work)
    if not printing.has_printer():
        await dialogs.tell(
            parent, translate("Composer", "No printer"),
            translate("Composer", "This computer has no printer. Save the report as PDF and print it elsewhere."),
        )
        return None
    report = work.report
    sha256 = await print_out(
        work.services, parent, DOCUMENTS[report.stage], name.removesuffix(".pdf"), made, report.incident_id
    )
    return Sent("fax", sha256) if sha256 is not None else None


async def save_report(parent: QWidget, work: ReportWork) -> Sent | None:
    """As PDF, Word file or plain text, written whole or not at all, and kept in the archive."""
    _, name = _named(work)
    path = await dialogs.save_path(parent, translate("Composer", "Save the report"), Path.home() / name, file_filters())
    if path is None:
        return None
    made, _ = await _paper(parent, work, format_of(path))
    await written(work.services.workspace.jobs, path, made.data)
    return Sent("network", await _kept(work, made), path.name)


async def copy_report(parent: QWidget, work: ReportWork) -> Sent | None:
    """Field by field to the clipboard, for the form of another system; ``None`` where the person did not say that it is done."""
    dialog = CopyDialog(parent, work)
    await dialogs.show(dialog)
    return Sent("network") if dialog.answer == "done" else None


async def send_report(parent: QWidget, work: ReportWork) -> Sent | None:
    """Into the outbox, from which a machine sends it and records that it went; so there is nothing to record here."""
    made, _ = await _paper(parent, work)
    await queue_report(parent, work, await _kept(work, made), len(made.data), plain(work))
    return None


OUTLETS: tuple[Outlet, ...] = (
    Outlet("print", print_report),
    Outlet("copy", copy_report),
    Outlet("save", save_report),
    Outlet("machine", send_report),
)
"""Every way out, in the order in which they are offered."""


class CopyDialog(KitDialog):
    """The texts one below the other: Enter copies the current one and goes on to the next."""

    def __init__(self, parent: QWidget, work: ReportWork) -> None:
        super().__init__(
            parent, translate("Composer", "Copy field by field"),
            translate("Composer", "Enter copies the text of the line and moves on; paste it into the field of the other system."),
        )
        from app.reports.composing import text_blocks  # noqa: PLC0415 - see ``work.composed``

        theme = current_theme()
        self._whole = plain(work)
        self.list = QListWidget()
        self.list.setAccessibleName(translate("Composer", "Fields"))
        self.list.setMinimumHeight(theme.px(190))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(theme.px(700))
        self.shown = QPlainTextEdit()
        self.shown.setReadOnly(True)
        self.shown.setTabChangesFocus(True)
        self.shown.setAccessibleName(translate("Composer", "Text"))
        self.said = Text("", "caption", Tone.OK)
        for block in text_blocks(work.report, work.services.wording):
            item = QListWidgetItem(f"{block.name}    {block.text[:60].splitlines()[0]}")
            item.setData(Qt.ItemDataRole.UserRole, block)
            self.list.addItem(item)
        self.list.currentItemChanged.connect(lambda item, _old: self._show(item))
        self.list.itemActivated.connect(self._copy)
        for widget in (self.list, self.shown, self.said):
            self.content.addWidget(widget)
        self.add_answer(Answer("no", translate("Kit", "Cancel")))
        whole = self.add_answer(Answer("all", translate("Composer", "Copy everything")))
        whole.clicked.disconnect()
        whole.clicked.connect(lambda: self._to_clipboard(self._whole, translate("Composer", "everything")))
        self.add_answer(Answer("done", translate("Composer", "All is handed in"), "primary"))
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)  # Enter copies; it must not press the button that happens to be first
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def _show(self, item: QListWidgetItem | None) -> None:
        self.shown.setPlainText(item.data(Qt.ItemDataRole.UserRole).text if item is not None else "")

    def _copy(self, item: QListWidgetItem) -> None:
        block = item.data(Qt.ItemDataRole.UserRole)
        self._to_clipboard(block.text, block.name)
        self.list.setCurrentRow(min(self.list.row(item) + 1, self.list.count() - 1))

    def _to_clipboard(self, text: str, name: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.said.setText(translate("Composer", "Copied: {name}").format(name=name))


def plain(work: ReportWork) -> str:
    """The whole report as plain text."""
    from app.reports.composing import plain_text  # noqa: PLC0415 - see ``work.composed``

    return plain_text(work.report, work.services.wording)


def _named(work: ReportWork) -> tuple[str, str]:
    """The title of the report's paper and the name of its file as PDF."""
    services, kind = work.services, DOCUMENTS[work.report.stage]
    spec = Press().documents.get(kind)
    if spec is None:
        raise Fault("part_not_loaded", {"detail": kind})
    title = services.wording.text(spec.title)
    of = work.incident
    return title, file_name(of, title) if of is not None else file_name_of(services.workspace.desk.clock.now(), title)


async def _paper(parent: QWidget, work: ReportWork, wanted: PaperFormat = PaperFormat.PDF) -> tuple[Paper, str]:
    """The paper of the report, made in a job, and the name of its file as PDF."""
    services, report = work.services, work.report
    title, name = _named(work)
    make = paper_of(
        DOCUMENTS[report.stage], facts(services, report.incident_id, (), None) | {"report_id": report.id}, wanted
    )
    return await working(services.workspace.jobs, parent, title, make), name


async def _kept(work: ReportWork, made: Paper) -> str:
    """Keep the bytes that leave the room, and note them; their SHA-256."""
    return await issue(work.services, DOCUMENTS[work.report.stage], made, work.report.incident_id)
