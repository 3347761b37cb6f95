"""From the bytes on show to a printer, without a nested loop and without freezing the window.

Pages are drawn from the PDF by QtPdf's own thread and painted on the printer by a job, in bands: painting holds the
interpreter, and a whole page of it would be felt at the window.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions, QPdfPageRenderer
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from app.desk.jobs import Jobs, Progress
from app.kernel.errors import Fault
from app.ui.kit.tasks import to_its_end
from app.ui.panels.papers.print_wish import PrintWish, Sides
from app.ui.panels.papers.thumbnails import on_white

DPI = 300
"""What an office printer can show of Chinese text; more only costs memory."""

_POINTS_PER_INCH = 72
_A4_LONG_PT = 850
"""A page that is longer wants A3 paper."""

_BAND_PX = 160
"""How much of a page is painted in one go: some ten milliseconds."""

_DUPLEX = {
    Sides.ONE: QPrinter.DuplexMode.DuplexNone,
    Sides.LONG_EDGE: QPrinter.DuplexMode.DuplexLongSide,
    Sides.SHORT_EDGE: QPrinter.DuplexMode.DuplexShortSide,
}

Tell = Callable[[float, str], None]
"""Says how far it is, 0 to 1, and in words."""


def printers() -> tuple[str, ...]:
    """The printers of this system, the one that is used by default first."""
    names, usual = QPrinterInfo.availablePrinterNames(), QPrinterInfo.defaultPrinterName()
    return tuple(sorted(names, key=lambda name: (name != usual, name)))


def has_printer() -> bool:
    """Whether this system knows a printer."""
    return bool(QPrinterInfo.availablePrinterNames())


def sides_of(printer: str) -> tuple[Sides, ...]:
    """On which sides this printer can print; one side alone where it says nothing of it, both ways for a PDF file."""
    if not printer:
        return tuple(Sides)
    modes = QPrinterInfo.printerInfo(printer).supportedDuplexModes()
    automatic = QPrinter.DuplexMode.DuplexAuto in modes
    return tuple(one for one in Sides if one is Sides.ONE or automatic or _DUPLEX[one] in modes)


def make_printer(name: str, wish: PrintWish, file: Path | None = None) -> QPrinter:
    """The printer as wished, its queue showing ``name``; without a printer's name it writes the PDF ``file``.

    Full pages: the page itself has its margins.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if wish.printer:
        printer.setPrinterName(wish.printer)
    else:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(file))
    printer.setResolution(DPI)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setFullPage(True)
    printer.setDocName(name)
    printer.setColorMode(QPrinter.ColorMode.GrayScale if wish.grey else QPrinter.ColorMode.Color)
    printer.setDuplex(_DUPLEX[wish.sides])
    printer.setCollateCopies(True)
    if printer.supportsMultipleCopies():
        printer.setCopyCount(wish.copies)
    return printer


async def print_pdf(
    jobs: Jobs, pdf: bytes, wish: PrintWish, name: str, file: Path | None = None, tell: Tell | None = None
) -> int:
    """Print what is wished of these bytes; how many pages went (of one copy).

    ``Fault("printer_refused")`` where the printer takes nothing; a cancelled printing is given up at the printer as well,
    and leaves no file.
    """
    document, buffer = QPdfDocument(None), QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    try:
        pages = [page for page in wish.pages or range(document.pageCount()) if page < document.pageCount()]
        printer = make_printer(name, wish, file)
        rounds = 1 if printer.supportsMultipleCopies() else wish.copies
        await _Press(jobs, document, printer, wish.grey).run(pages * rounds, tell or (lambda _share, _words: None))
        return len(pages)
    finally:
        document.close()
        buffer.close()


class _Press:
    """One printing: pages drawn here are painted there, one after the other."""

    def __init__(self, jobs: Jobs, document: QPdfDocument, printer: QPrinter, grey: bool) -> None:
        self._jobs, self._document, self._printer, self._grey = jobs, document, printer, grey
        self._painter = QPainter()
        self._renderer = QPdfPageRenderer()
        self._renderer.setRenderMode(QPdfPageRenderer.RenderMode.MultiThreaded)
        self._renderer.setDocument(document)

    async def run(self, pages: Sequence[int], tell: Tell) -> None:
        if not pages:
            raise self._refused()
        done = False
        self._turn(pages[0])
        try:
            if not await self._aside(lambda _progress: self._painter.begin(self._printer)):
                raise self._refused()
            self._painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)  # characters, not photographs
            for place, page in enumerate(pages):
                tell(place / len(pages), f"{place + 1} / {len(pages)}")
                image = await self._drawn(page)
                await self._aside(lambda progress, place=place, page=page, image=image: self._put(place, page, image, progress))
            done = True
        finally:
            await self._end(done)

    def _put(self, place: int, page: int, image: QImage, progress: Progress) -> None:
        """Paint a page; called in the job's thread."""
        if place:
            self._turn(page)
            if not self._printer.newPage():
                raise self._refused()
        paper = self._printer.paperRect(QPrinter.Unit.DevicePixel).toRect()
        fitted = image.size().scaled(paper.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (paper.width() - fitted.width()) // 2, (paper.height() - fitted.height()) // 2
        share = fitted.height() / image.height()
        row = 0
        while row < image.height():
            progress.report(row / image.height())
            end = _cut(image, row)
            band = on_white(image.copy(0, row, image.width(), end - row))
            upper, lower = top + round(row * share), top + round(end * share)
            row = end
            if band == _blank(band):
                continue
            shades = band.convertToFormat(QImage.Format.Format_Grayscale8) if self._grey else band
            self._painter.drawImage(QRect(left, upper, fitted.width(), lower - upper), shades)

    def _turn(self, page: int) -> None:
        size = self._document.pagePointSize(page)
        wide = size.width() > size.height()
        larger = max(size.width(), size.height()) > _A4_LONG_PT
        self._printer.setPageSize(QPageSize(QPageSize.PageSizeId.A3 if larger else QPageSize.PageSizeId.A4))
        self._printer.setPageOrientation(QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait)

    async def _drawn(self, page: int) -> QImage:
        points = self._document.pagePointSize(page)
        pixels = QSize(round(points.width() / _POINTS_PER_INCH * DPI), round(points.height() / _POINTS_PER_INCH * DPI))
        future: asyncio.Future[QImage] = asyncio.get_running_loop().create_future()

        def settle(_page: int, _size: QSize, image: QImage, _options: object, _request: int) -> None:
            if not future.done():
                future.set_result(image)

        self._renderer.pageRendered.connect(settle)
        try:
            self._renderer.requestPage(page, pixels, QPdfDocumentRenderOptions())
            return await future
        finally:
            self._renderer.pageRendered.disconnect(settle)

    async def _aside(self, work: Callable[[Progress], object]) -> object:
        """The result of work in the job's thread; whoever is cancelled meanwhile waits until the painter is let go."""
        return await to_its_end(self._jobs.run(work))

    async def _end(self, done: bool) -> None:
        file = self._printer.outputFileName()

        def end(_progress: Progress) -> None:
            if not self._painter.isActive():
                return
            if not done:
                self._printer.abort()
            self._painter.end()
            if not done and file:
                Path(file).unlink(missing_ok=True)

        await self._aside(end)

    def _refused(self) -> Fault:
        return Fault("printer_refused", {"printer": self._printer.printerName() or self._printer.outputFileName()})


def _cut(image: QImage, row: int) -> int:
    """Where the band that begins at this row ends: between two lines of text where there is such a place, so that no viewer's
    rounding shaves a line."""
    end = row + _BAND_PX
    if end >= image.height():
        return image.height()
    for place in range(end, end - _BAND_PX // 2, -1):
        line = on_white(image.copy(0, place, image.width(), 1))
        if line == _blank(line):
            return place
    return end


def _blank(like: QImage) -> QImage:
    """Paper that nothing stands on: it need not be sent."""
    paper = QImage(like.size(), like.format())
    paper.fill(QColor("white"))
    return paper
