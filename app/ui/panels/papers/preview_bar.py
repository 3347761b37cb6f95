"""The line above the pages: which page of how many, how large, what is searched for."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from app.ui.kit.badge import Badge
from app.ui.kit.theme import Tone, current_theme
from app.ui.kit.widgets import Button, SearchBox, Text

FITS: Mapping[str, QPdfView.ZoomMode] = MappingProxyType(
    {"width": QPdfView.ZoomMode.FitToWidth, "page": QPdfView.ZoomMode.FitInView}
)
"""What a page can be fitted to."""

_SIZES = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)


class FindBox(SearchBox):
    """Enter goes to the next place (``left``), Shift and Enter to the one before (``back``)."""

    back = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """As said above; the rest as in every search box."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.back.emit()
            return
        super().keyPressEvent(event)


class PreviewBar(QWidget):
    """``page_wanted(page)`` from 0; ``size_wanted(factor)`` or ``fit_wanted`` (one of ``FITS``); ``step_wanted`` is 1 or
    -1: to the next or the one before of what was found."""

    page_wanted = Signal(int)
    size_wanted = Signal(float)
    larger_wanted = Signal(int)
    fit_wanted = Signal(str)
    step_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = current_theme()
        self._count = 0
        self.page = QLineEdit()
        self.page.setAccessibleName(self.tr("Page"))
        self.page.setToolTip(self.tr("Go to a page (Ctrl+G)"))
        self.page.setValidator(QIntValidator(1, 99_999, self.page))
        self.page.setFixedWidth(theme.px(56))
        self.page.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages = Text("", "label")
        self.size = QComboBox()
        self.size.setEditable(True)
        self.size.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.size.setAccessibleName(self.tr("Size"))
        self.size.setCompleter(None)
        for words, mode in ((self.tr("Fit width"), "width"), (self.tr("Whole page"), "page")):
            self.size.addItem(words, mode)
        for factor in _SIZES:
            self.size.addItem(f"{factor:.0%}", factor)
        self.size.setMinimumWidth(theme.px(104))
        self.smaller = Button("−", "", "quiet", self.tr("Smaller (Ctrl+-)"))
        self.larger = Button("+", "", "quiet", self.tr("Larger (Ctrl++)"))
        self.mark = Badge("")
        self.mark.hide()
        self.find = FindBox(self.tr("Find in this paper (Ctrl+F)"))
        self.found = Text("", "caption")
        self.found.setMinimumWidth(theme.px(52))
        self.found.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.before = Button("", "up", "quiet", self.tr("The one before (Shift+F3)"))
        self.after = Button("", "down", "quiet", self.tr("The next one (F3)"))
        for button, name in ((self.before, self.tr("The one before")), (self.after, self.tr("The next one"))):
            button.setAccessibleName(name)
        self._lay_out()
        self._wire()
        self.show_pages(0, 0)

    def show_pages(self, page: int, pages: int) -> None:
        """Page (from 0) of so many; nothing can be chosen where there is none."""
        self._count = pages
        if not self.page.hasFocus() or not pages:
            self.page.setText(str(page + 1) if pages else "")
        self._pages.setText(self.tr("of {count} pages").format(count=pages) if pages else "")
        for part in (self.page, self.size, self.smaller, self.larger, self.find):
            part.setEnabled(pages > 0)

    def show_size(self, factor: float) -> None:
        """How large the pages are now."""
        edit = self.size.lineEdit()
        if edit is not None and not edit.hasFocus():
            edit.setText(f"{factor:.0%}")

    def show_found(self, place: int, count: int) -> None:
        """Which place (from 0) of so many; silent where nothing is searched for."""
        if not self.find.text():
            self.found.setText("")
        elif not count:
            self.found.setText(self.tr("not found"))
        else:
            self.found.setText(f"{max(place, 0) + 1} / {count}")
        self.before.setEnabled(count > 0)
        self.after.setEnabled(count > 0)

    def show_mark(self, text: str, tone: str = Tone.NEUTRAL, tip: str = "") -> None:
        """Whether what is shown is masked; "" says nothing."""
        self.mark.show_as(text, tone)
        self.mark.setToolTip(tip)
        self.mark.setVisible(bool(text))

    def _lay_out(self) -> None:
        theme = current_theme()
        bar = QHBoxLayout(self)
        bar.setContentsMargins(0, 0, 0, 0)
        bar.setSpacing(theme.length("xs"))
        for part in (self.page, self._pages):
            bar.addWidget(part)
        bar.addSpacing(theme.length("m"))
        for part in (self.smaller, self.size, self.larger):
            bar.addWidget(part)
        bar.addSpacing(theme.length("m"))
        bar.addWidget(self.mark)
        bar.addStretch(1)
        self.find.setMaximumWidth(theme.px(240))
        bar.addWidget(self.find, 2)
        for part in (self.found, self.before, self.after):
            bar.addWidget(part)

    def _wire(self) -> None:
        self.page.returnPressed.connect(self._on_page)
        self.size.activated.connect(self._on_size)
        edit = self.size.lineEdit()
        if edit is not None:
            edit.returnPressed.connect(self._on_typed)
        self.smaller.clicked.connect(lambda: self.larger_wanted.emit(-1))
        self.larger.clicked.connect(lambda: self.larger_wanted.emit(1))
        self.before.clicked.connect(lambda: self.step_wanted.emit(-1))
        self.after.clicked.connect(lambda: self.step_wanted.emit(1))
        self.find.left.connect(lambda: self.step_wanted.emit(1))
        self.find.back.connect(lambda: self.step_wanted.emit(-1))

    def _on_page(self) -> None:
        page = min(int(self.page.text() or 1), self._count)
        self.page.setText(str(page))
        self.page_wanted.emit(page - 1)

    def _on_size(self, place: int) -> None:
        chosen = self.size.itemData(place)
        if isinstance(chosen, float):
            self.size_wanted.emit(chosen)
        elif chosen in FITS:
            self.fit_wanted.emit(chosen)

    def _on_typed(self) -> None:
        edit = self.size.lineEdit()
        digits = "".join(sign for sign in edit.text() if sign.isdecimal() or sign == ".") if edit is not None else ""
        try:
            percent = float(digits)
        except ValueError:
            return
        self.size_wanted.emit(percent / 100)
