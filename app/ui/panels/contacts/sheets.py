"""The sheets of the desk on paper: to a printer where there is one, else or where that is wanted to a file (PDF, Word, text)."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QWidget

from app.desk.duty_sheets import Head, Sheet
from app.domain.incident.model import PaperFormat
from app.kernel.clock import to_local
from app.kernel.errors import Fault
from app.kernel.whole_file import write_atomically
from app.ui.kit.dialogs import Answer, ask, save_path, tell
from app.ui.kit.i18n import translate
from app.ui.kit.working import working
from app.ui.panels.papers import printing
from app.ui.panels.papers.make import file_filters, format_of, list_paper
from app.ui.services import Services


def head_of(services: Services) -> Head:
    """The last entry of the journal, as a sheet names it."""
    desk = services.workspace.desk
    return Head(desk.state.seq, desk.head_hash.hex())


async def print_sheet(services: Services, parent: QWidget, document: str, sheet: Sheet) -> bool:
    """Make the paper and print it or save it; whether it came out. What goes wrong is told."""
    title = services.wording.say(f"paper.{document}.title")
    to_printer = False
    if printing.has_printer():
        answers = (
            Answer("print", translate("DutyRoom", "Print…"), "primary"),
            Answer("file", translate("DutyRoom", "Save as a file…")),
        )
        chosen = await ask(parent, title, sheet.subject, answers)
        if chosen is None:
            return False
        to_printer = chosen == "print"
    path = None if to_printer else await _where(services, parent, title)
    if path is None and not to_printer:
        return False
    make = list_paper(
        services, sheet.subject, sheet.totals, tuple((one.title, one.heads, one.rows) for one in sheet.tables), document,
        PaperFormat.PDF if path is None else format_of(path),
    )
    try:
        paper: Any = await working(services.workspace.jobs, parent, title, make)
        if path is None:
            return await _print(parent, title, paper.data)
        return await _save(services, path, paper)
    except Fault as fault:
        await tell(parent, title, services.explain(fault))
    except OSError as problem:
        await tell(parent, title, f"{problem.filename or ''}\n{problem.strerror or problem}".strip())
    return False


async def _where(services: Services, parent: QWidget, title: str) -> Path | None:
    now = to_local(services.workspace.desk.clock.now())
    suggested = services.workspace.data_dir / f"{title}-{now:%Y%m%d-%H%M}.pdf"
    return await save_path(parent, title, suggested, file_filters())


async def _save(services: Services, path: Path, paper: Any) -> bool:
    await asyncio.to_thread(write_atomically, path, paper.data)
    words = translate("DutyRoom", "Saved to {name}").format(name=path.name)
    if paper.pages:
        words = translate("DutyRoom", "{pages} page(s) saved to {name}").format(pages=paper.pages, name=path.name)
    services.navigator.say(words, "ok")
    return True


async def _print(parent: QWidget, title: str, pdf: bytes) -> bool:
    buffer = QBuffer(parent)
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument(parent)
    try:
        document.load(buffer)
        printer = await printing.ask_printer(parent, title, document.pageCount())
        if printer is None:
            return False
        await printing.print_pages(document, printer)
        return True
    finally:
        document.close()
        document.deleteLater()
        buffer.deleteLater()
