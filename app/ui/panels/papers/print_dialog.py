"""Asks how a paper is to be printed: which printer, how often, which pages, on which sides."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLineEdit, QSpinBox, QWidget

from app.ui.kit import dialogs
from app.ui.kit.dialogs import Answer, KitDialog
from app.ui.kit.i18n import translate
from app.ui.kit.labels import Text
from app.ui.kit.theme import Tone, current_theme, set_look, set_tone
from app.ui.panels.papers import printing
from app.ui.panels.papers.print_wish import MOST_COPIES, PrintWish, Sides, pages_of, sides_of_booklet


class PrintDialog(KitDialog):
    """``wish`` is what was chosen; the button prints only what can be printed. ``booklet`` offers folded sheets."""

    def __init__(self, parent: QWidget | None, name: str, pages: int, *, booklet: bool) -> None:
        super().__init__(parent, translate("Papers", "Print"), name)
        self._count = pages
        self.printer = QComboBox()
        for one in printing.printers():
            self.printer.addItem(one, one)
        self.printer.addItem(translate("Papers", "Into a PDF file…"), "")
        self.copies = QSpinBox()
        self.copies.setRange(1, MOST_COPIES)
        self.pages = QLineEdit()
        self.sides = QComboBox()
        self.booklet = QComboBox()
        for words, sheet in (
            (translate("Papers", "no, page by page"), ""),
            (translate("Papers", "A4 sheets folded: pages of half the size"), "A4"),
            (translate("Papers", "A3 sheets folded: pages of full size"), "A3"),
        ):
            self.booklet.addItem(words, sheet)
        self._may_fold = booklet and pages > 1
        self.booklet.setEnabled(self._may_fold)
        self.grey = QCheckBox(translate("Papers", "Grey only"))
        self._sum = Text("", "caption")
        self._sum.setWordWrap(True)
        form = QFormLayout()
        form.setSpacing(current_theme().length("s"))
        for label, field in (
            (translate("Papers", "Printer"), self.printer), (translate("Papers", "Copies"), self.copies),
            (translate("Papers", "Booklet"), self.booklet), (translate("Papers", "Page range"), self.pages),
            (translate("Papers", "Sides"), self.sides),
        ):  # fmt: skip
            field.setAccessibleName(label)
            form.addRow(label, field)
        self.content.addLayout(form)
        for part in (self.grey, self._sum):
            self.content.addWidget(part)
        self.add_answer(Answer("no", translate("Kit", "Cancel")))
        self._go = self.add_answer(Answer("print", translate("Papers", "Print"), "primary"), default=True)
        self._offer_sides()
        self._wire()
        self._look()
        self._go.setFocus()

    @property
    def wish(self) -> PrintWish | None:
        """What is chosen now; ``None`` while the pages cannot be read."""
        booklet = self.booklet.currentData()
        pages = pages_of(self.pages.text(), self.count)
        if pages is None:
            return None
        sides = Sides(self.sides.currentData())
        if booklet:
            sides = Sides.SHORT_EDGE if Sides.SHORT_EDGE in printing.sides_of(self.printer.currentData()) else Sides.ONE
        return PrintWish(
            printer=self.printer.currentData(), copies=self.copies.value(), pages=pages, sides=sides, booklet=booklet,
            grey=self.grey.isChecked(),
        )  # fmt: skip

    @property
    def count(self) -> int:
        """How many pages can be named: those of the paper, or the sides of the booklet's sheets."""
        return sides_of_booklet(self._count) if self.booklet.currentData() else self._count

    def give(self, answer_id: str) -> None:
        """Close, but not to print what cannot be read."""
        if answer_id == "print" and self.wish is None:
            self.pages.setFocus()
            return
        super().give(answer_id)

    def _offer_sides(self) -> None:
        chosen = self.sides.currentData()
        words = {
            Sides.ONE: translate("Papers", "one side"),
            Sides.LONG_EDGE: translate("Papers", "both sides, turned over the long edge"),
            Sides.SHORT_EDGE: translate("Papers", "both sides, turned over the short edge"),
        }
        self.sides.clear()
        for one in printing.sides_of(self.printer.currentData()):
            self.sides.addItem(words[one], one.value)
        self.sides.setCurrentIndex(max(self.sides.findData(chosen), 0))

    def _wire(self) -> None:
        self.printer.currentIndexChanged.connect(lambda _place: self._offer_sides())
        self.printer.currentIndexChanged.connect(lambda _place: self._look())
        self.sides.currentIndexChanged.connect(lambda _place: self._look())
        self.copies.valueChanged.connect(lambda _count: self._look())
        self.pages.textChanged.connect(lambda _text: self._look())
        self.booklet.currentIndexChanged.connect(lambda _place: self._look())

    def _look(self) -> None:
        self.sides.setEnabled(self.sides.count() > 1 and not self.booklet.currentData())
        every = translate("Papers", "all {count} pages; or for example 1-3,5")
        if self.booklet.currentData():
            every = translate("Papers", "all {count} sides of the sheets; or for example 1,3,5")
        self.pages.setPlaceholderText(every.format(count=self.count))
        if self.sides.currentData() is None:  # between two printers
            return
        wish = self.wish
        set_look(self.pages, "invalid", "true" if wish is None else "false")
        self._go.setEnabled(wish is not None)
        if wish is None:
            words = translate("Papers", "Pages are named like 1-3,5; there are {count}.").format(count=self.count)
        else:
            words = translate("Papers", "{pages} pages, {copies} copies: {sheets} sheets of paper").format(
                pages=len(wish.pages), copies=wish.copies, sheets=wish.sheets
            )
            words += self._by_hand(wish)
        set_tone(self._sum, Tone.ALARM if wish is None else Tone.NEUTRAL)
        self._sum.setText(words)

    def _by_hand(self, wish: PrintWish) -> str:
        if not wish.booklet or wish.sides is Sides.SHORT_EDGE:
            return ""
        hint = translate(
            "Papers",
            "This printer prints one side only: print the odd sides (1,3,5), put the sheets in again, print the even ones.",
        )
        return f"\n{hint}"


async def ask_wish(parent: QWidget | None, name: str, pages: int, *, booklet: bool) -> PrintWish | None:
    """How it is to be printed; ``None`` for Escape."""
    dialog = PrintDialog(parent, name, pages, booklet=booklet)
    await dialogs.show(dialog)
    return dialog.wish if dialog.answer == "print" else None


async def ask_file(parent: QWidget | None, suggested: Path) -> Path | None:
    """Which file is printed into; ``None`` for Escape."""
    return await dialogs.save_path(
        parent, translate("Papers", "Print into a PDF file"), suggested, (translate("Papers", "PDF (*.pdf)"),)
    )
