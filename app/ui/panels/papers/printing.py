"""From the bytes on show to a printer, without a nested loop and without freezing the window."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from app.ui.kit import dialogs

DPI = 300
"""What an office printer can show of Chinese text; more only costs memory."""

_POINTS_PER_INCH = 72
_A4_LONG_PT = 850
"""A page that is longer wants A3 paper."""


def has_printer() -> bool:
    """Whether this system knows a printer."""
    return bool(QPrinterInfo.availablePrinterNames())


def make_printer(name: str) -> QPrinter:
    """A printer for A4 pages without further margins: the page itself has its margins."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(DPI)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setFullPage(True)
    printer.setDocName(name)
    return printer


async def ask_printer(parent: QWidget, name: str, pages: int) -> QPrinter | None:
    """The printer with the choices made for it; ``None`` for Escape."""
    printer = make_printer(name)
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, max(pages, 1))
    dialog.setFromTo(1, max(pages, 1))
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange, True)
    result = await dialogs.show(dialog)
    return printer if result == QDialog.DialogCode.Accepted else None


async def print_pages(document: QPdfDocument, printer: QPrinter) -> int:
    """Send the chosen pages; how many went. Raises ``OSError`` where the printer takes none."""
    pages = _chosen(printer, document.pageCount())
    painter = QPainter()
    _turn(document, printer, pages[0] if pages else 0)
    if not pages or not painter.begin(printer):
        raise OSError(printer.printerName() or printer.outputFileName())
    try:
        for place, page in enumerate(pages):
            if place:
                _turn(document, printer, page)
                printer.newPage()
            _draw(document, page, painter, printer)
            await asyncio.sleep(0)
    finally:
        painter.end()
    return len(pages)


def _chosen(printer: QPrinter, count: int) -> list[int]:
    first, last = printer.fromPage(), printer.toPage()
    if not first:
        return list(range(count))
    return list(range(first - 1, min(last or count, count)))


def _turn(document: QPdfDocument, printer: QPrinter, page: int) -> None:
    size = document.pagePointSize(page)
    wide = size.width() > size.height()
    larger = max(size.width(), size.height()) > _A4_LONG_PT
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A3 if larger else QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait)


def _draw(document: QPdfDocument, page: int, painter: QPainter, printer: QPrinter) -> None:
    points = document.pagePointSize(page)
    pixels = QSize(round(points.width() / _POINTS_PER_INCH * DPI), round(points.height() / _POINTS_PER_INCH * DPI))
    image = document.render(page, pixels)
    paper = printer.paperRect(QPrinter.Unit.DevicePixel).toRect()
    fitted = pixels.scaled(paper.size(), Qt.AspectRatioMode.KeepAspectRatio)
    corner_x = (paper.width() - fitted.width()) // 2
    corner_y = (paper.height() - fitted.height()) // 2
    painter.drawImage(QRect(corner_x, corner_y, fitted.width(), fitted.height()), image)
