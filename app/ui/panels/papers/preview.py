"""The paper on screen: pages by QtPdf, thumbnails, sizes, page number, find."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtPdf import QPdfDocument, QPdfSearchModel
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.kit.theme import current_theme
from app.ui.panels.papers.page_view import STEP, PageView
from app.ui.panels.papers.preview_bar import FITS, PreviewBar
from app.ui.panels.papers.thumbnails import Thumbnails


class PaperPreview(QWidget):
    """Shows the bytes of a PDF; ``shown(pages)`` once it stands.

    Keys: Ctrl+F finds, Enter or F3 goes to the next place and Shift with either to the one before, Ctrl+G asks for a page,
    Ctrl++ and Ctrl+- change the size, Ctrl+0 fits the width and once more the whole page.
    """

    shown = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = QPdfDocument(self)
        self._buffer: QBuffer | None = None
        self.view = PageView(self.document, self)
        self.view.setAccessibleName(self.tr("Pages"))
        self._finder = QPdfSearchModel(self)
        self._finder.setDocument(self.document)
        self.view.setSearchModel(self._finder)
        self.thumbs = Thumbnails(self.document)
        self.bar = PreviewBar()
        self._lay_out()
        self._wire()

    def show_pdf(self, pdf: bytes) -> int:
        """Show these bytes; the number of pages, 0 where they are no PDF."""
        self.clear()
        self._buffer = QBuffer(self)
        self._buffer.setData(QByteArray(pdf))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._buffer)
        pages = self.document.pageCount() if self.document.status() == QPdfDocument.Status.Ready else 0
        self.thumbs.fill(pages)
        self._show_page()
        QTimer.singleShot(0, self.view, self.view.settle)  # the view fits its pages after this event
        self.shown.emit(pages)
        return pages

    def clear(self) -> None:
        """Show nothing."""
        self.bar.find.clear()
        self.document.close()
        if self._buffer is not None:
            self._buffer.close()
            self._buffer.deleteLater()
            self._buffer = None
        self.thumbs.fill(0)
        self._show_page()

    @property
    def pages(self) -> int:
        """How many pages are shown."""
        return self.document.pageCount()

    def go_to(self, page: int) -> None:
        """Bring a page (from 0) to the top."""
        self.view.go_to(page)

    def find_next(self, step: int = 1) -> None:
        """Go to the next or the one before of what was found."""
        count = self._finder.rowCount(QModelIndex())
        if not count:
            return
        place = (self.view.currentSearchResultIndex() + step) % count
        self.view.setCurrentSearchResultIndex(place)
        link = self._finder.resultAtIndex(place)
        self.view.pageNavigator().jump(link.page(), link.location(), 0)
        self._show_found()

    def changeEvent(self, event: QEvent) -> None:
        """The ground around the pages follows the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.view.dress()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A fitted page has another size afterwards."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self.view, self.view.settle)

    def _show_page(self, _page: int = 0) -> None:
        page = self.view.pageNavigator().currentPage()
        self.bar.show_pages(page, self.pages)
        self.thumbs.show_current(page)

    def _show_size(self) -> None:
        if self.pages:
            self.bar.show_size(self.view.factor)

    def _show_found(self, _text: object = "") -> None:
        self.bar.show_found(self.view.currentSearchResultIndex(), self._finder.rowCount(QModelIndex()))

    def _search(self, text: str) -> None:
        self._finder.setSearchString(text)
        self._show_found()

    def _fit_other(self) -> None:
        self.view.fit(FITS["page" if self.view.zoomMode() == FITS["width"] else "width"])

    def _to_find(self) -> None:
        self.bar.find.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.find.selectAll()

    def _to_page(self) -> None:
        self.bar.page.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.page.selectAll()

    def _lay_out(self) -> None:
        theme = current_theme()
        pages = QHBoxLayout()
        pages.setSpacing(theme.length("s"))
        pages.addWidget(self.thumbs)
        pages.addWidget(self.view, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.length("xs"))
        column.addWidget(self.bar)
        column.addLayout(pages, 1)

    def _wire(self) -> None:
        view, bar = self.view, self.bar
        self.thumbs.page_wanted.connect(self.go_to)
        view.pageNavigator().currentPageChanged.connect(self._show_page)
        view.zoomed.connect(self._show_size)
        bar.page_wanted.connect(self.go_to)
        bar.size_wanted.connect(view.zoom_to)
        bar.larger_wanted.connect(lambda way: view.zoom_by(STEP**way))
        bar.fit_wanted.connect(lambda mode: view.fit(FITS[mode]))
        bar.step_wanted.connect(self.find_next)
        bar.find.textChanged.connect(self._search)
        self._finder.countChanged.connect(self._show_found)
        keys: tuple[tuple[QKeySequence | QKeySequence.StandardKey | str, Callable[[], object]], ...] = (
            (QKeySequence.StandardKey.Find, self._to_find),
            (QKeySequence.StandardKey.ZoomIn, lambda: view.zoom_by(STEP)),
            ("Ctrl+=", lambda: view.zoom_by(STEP)),
            (QKeySequence.StandardKey.ZoomOut, lambda: view.zoom_by(1 / STEP)),
            ("Ctrl+0", self._fit_other),
            ("Ctrl+G", self._to_page),
            ("F3", self.find_next),
            ("Shift+F3", lambda: self.find_next(-1)),
        )
        for key, act in keys:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
