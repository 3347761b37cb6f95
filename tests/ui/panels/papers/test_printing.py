"""Printing: what is asked for, what reaches the printer, and that nobody waits for it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinterInfo

from app.desk.jobs import Jobs
from app.kernel.errors import Fault
from app.ui.kit.loop import main_loop
from app.ui.panels.papers import printing
from app.ui.panels.papers.print_dialog import PrintDialog
from app.ui.panels.papers.print_wish import PrintWish, Sides, pages_of
from tests.ui.panels.desk_press import pdf_of


def run(app: Any, body: Coroutine[Any, Any, None]) -> None:
    caught: list[Any] = []

    async def main() -> int:
        await body
        return 0

    assert main_loop(app, main, lambda problem, where: caught.append((problem, where))) == 0
    assert not caught, caught


def read(path: Path) -> tuple[int, Any]:
    document, buffer = QPdfDocument(None), QBuffer()
    buffer.setData(QByteArray(path.read_bytes()))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    return document.pageCount(), document.render(0, QSize(210, 297))


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("", (0, 1, 2, 3, 4)), ("1-3，5", (0, 1, 2, 4)), ("4-", (3, 4)), ("-2", (0, 1)), ("2、2 至 3", (1, 2)),
        ("0", None), ("6", None), ("3-2", None), ("-", None), ("1-2-3", None), ("x", None), ("1;5", (0, 4)),
    ],
)  # fmt: skip
def test_pages_are_named_as_people_write_them(text: str, pages: tuple[int, ...] | None) -> None:
    assert pages_of(text, 5) == pages


def test_the_wished_pages_come_out_in_grey_as_often_as_wished(qapp: Any, tmp_path: Path) -> None:
    file, told = tmp_path / "out.pdf", []

    async def body() -> None:
        jobs = Jobs()
        wish = PrintWish(copies=2, pages=(0, 2), grey=True)
        count = await printing.print_pdf(jobs, pdf_of(["needle"] * 20, 3), wish, "x", file, lambda share, words: told.append(words))
        jobs.close()
        assert count == 2

    run(qapp, body())
    pages, image = read(file)
    assert pages == 4 and told == ["1 / 4", "2 / 4", "3 / 4", "4 / 4"]
    inked = [image.pixelColor(x, y) for x in range(25, 60) for y in range(30, 230)]
    assert sum(one.alpha() > 0 and one.lightness() < 160 for one in inked) > 50  # the twenty lines are there


def test_a_cancelled_printing_leaves_no_file_and_no_thread_at_work(qapp: Any, tmp_path: Path) -> None:
    file = tmp_path / "out.pdf"

    async def body() -> None:
        jobs, begun = Jobs(), asyncio.Event()
        work = printing.print_pdf(
            jobs, pdf_of(["x"], 40), PrintWish(), "x", file, lambda share, _words: begun.set() if share > 0 else None
        )
        task = asyncio.create_task(work)
        await begun.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert not file.exists()
        await jobs.run(lambda _progress: threading.current_thread())  # the one thread is free again
        jobs.close()

    run(qapp, body())


def test_a_printer_that_takes_nothing_is_a_fault(qapp: Any, tmp_path: Path) -> None:
    async def body() -> None:
        jobs = Jobs()
        with pytest.raises(Fault) as no:
            await printing.print_pdf(jobs, pdf_of(["x"], 1), PrintWish(), "x", tmp_path / "no folder" / "x.pdf")
        jobs.close()
        assert no.value.code == "printer_refused"

    run(qapp, body())


def test_the_dialog_offers_what_the_printer_can_do(qapp: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(lambda: ["Simple"]))
    monkeypatch.setattr(QPrinterInfo, "defaultPrinterName", staticmethod(lambda: "Simple"))
    dialog = PrintDialog(None, "x", 6, booklet=True)
    assert [dialog.printer.itemData(place) for place in range(dialog.printer.count())] == ["Simple", ""]
    assert dialog.sides.count() == 1 and dialog.wish == PrintWish("Simple", 1, tuple(range(6)))
    dialog.booklet.setCurrentIndex(1)
    assert dialog.wish == PrintWish("Simple", 1, (0, 1, 2, 3), Sides.ONE, "A4")  # four sides of two sheets
    dialog.printer.setCurrentIndex(1)
    assert dialog.wish == PrintWish("", 1, (0, 1, 2, 3), Sides.SHORT_EDGE, "A4")
    dialog.booklet.setCurrentIndex(0)
    dialog.sides.setCurrentIndex(1)
    dialog.copies.setValue(3)
    dialog.pages.setText("2-4")
    wish = dialog.wish
    assert wish == PrintWish("", 3, (1, 2, 3), Sides.LONG_EDGE) and wish.sheets == 6
    dialog.pages.setText("7")
    dialog.give("print")
    assert dialog.wish is None and dialog.answer is None
    dialog.deleteLater()
