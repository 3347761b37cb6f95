"""A finished PDF on its way out of the window: to a printer, into a file."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QWidget

from app.kernel.clock import to_local
from app.kernel.whole_file import write_atomically
from app.ui.kit.dialogs import save_path
from app.ui.kit.i18n import translate
from app.ui.panels.papers import printing
from app.ui.services import Services


async def save_pdf(services: Services, parent: QWidget, title: str, pdf: bytes, pages: int) -> bool:
    """Ask where to, and write it whole; whether it was. Raises ``OSError`` where the disk refuses."""
    now = to_local(services.workspace.desk.clock.now())
    suggested = services.workspace.data_dir / f"{title}-{now:%Y%m%d-%H%M}.pdf"
    path = await save_path(parent, title, suggested, ("PDF (*.pdf)",))
    if path is None:
        return False
    await asyncio.to_thread(write_atomically, path, pdf)
    words = translate("DutyRoom", "{pages} page(s) saved to {name}").format(pages=pages, name=path.name)
    services.navigator.say(words, "ok")
    return True


async def print_pdf(parent: QWidget, title: str, pdf: bytes) -> bool:
    """Ask for a printer and send it there; whether it went. Raises ``OSError`` where the printer takes nothing."""
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
