"""The paper on screen: pages by QtPdf, thumbnails, zoom, page number, find."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QModelIndex, QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QIcon, QImage, QKeySequence, QPainter, QPalette, QPixmap, QResizeEvent, QShortcut
from PySide6.QtPdf import QPdfDocument, QPdfSearchModel
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.ui.kit.theme import current_theme
from app.ui.kit.widgets import Button, SearchBox, Text

_STEP = 1.2
_LEAST, _MOST = 0.2, 5.0
_COMFORTABLE = 1.2
_DOTS_PER_POINT = 96 / 72


class PaperPreview(QWidget):
    """Shows the bytes of a PDF; ``shown(pages)`` once it stands."""

    shown = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = QPdfDocument(self)
        self._by_hand = False
        self._buffer: QBuffer | None = None
        self.view = QPdfView(self)
        self.view.setDocument(self.document)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setAccessibleName(self.tr("Pages"))
        self._finder = QPdfSearchModel(self)
        self._finder.setDocument(self.document)
        self.view.setSearchModel(self._finder)
        self.thumbs = QListWidget()
        self.thumbs.setAccessibleName(self.tr("Page thumbnails"))
        self.find = SearchBox(self.tr("Find in this paper (Ctrl+F)"))
        self._found = Text("", "caption")
        self._page = Text("", "label")
        self._zoom = Text("", "label")
        self._lay_out()
        self._dress()
        self._wire()

    def show_pdf(self, pdf: bytes) -> int:
        """Show these bytes; the number of pages, 0 where they are no PDF."""
        self.clear()
        self._buffer = QBuffer(self)
        self._buffer.setData(QByteArray(pdf))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._buffer)
        pages = self.document.pageCount() if self.document.status() == QPdfDocument.Status.Ready else 0
        self._fill_thumbs(pages)
        self._show_page()
        QTimer.singleShot(0, self, self._settle)  # the view fits its pages after this event
        self.shown.emit(pages)
        return pages

    def clear(self) -> None:
        """Show nothing."""
        self.find.clear()
        self.document.close()
        if self._buffer is not None:
            self._buffer.close()
            self._buffer.deleteLater()
            self._buffer = None
        self.thumbs.clear()
        self._page.setText("")

    @property
    def pages(self) -> int:
        """How many pages are shown."""
        return self.document.pageCount()

    def go_to(self, page: int) -> None:
        """Bring a page (from 0) to the top."""
        if 0 <= page < self.pages:
            self.view.pageNavigator().jump(page, QPointF(), 0)

    def zoom_by(self, factor: float) -> None:
        """Larger or smaller by this factor."""
        now, self._by_hand = self._factor(), True
        self.view.setZoomMode(QPdfView.ZoomMode.Custom)
        self.view.setZoomFactor(min(_MOST, max(_LEAST, now * factor)))
        self._show_zoom()

    def fit(self, mode: QPdfView.ZoomMode) -> None:
        """Fit the width or the whole page."""
        self._by_hand = True
        self.view.setZoomMode(mode)
        self._show_zoom()

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
            self._dress()

    def _dress(self) -> None:
        palette = self.view.palette()
        palette.setColor(QPalette.ColorRole.Dark, current_theme().color("pressed"))
        self.view.setPalette(palette)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A fitted page has another size afterwards."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._settle)

    def _settle(self) -> None:
        """Until somebody chose a size: the width, but on a large screen no more than reads well."""
        if not self._by_hand and self.pages:
            self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
            if self._factor() > _COMFORTABLE:
                self.view.setZoomMode(QPdfView.ZoomMode.Custom)
                self.view.setZoomFactor(_COMFORTABLE)
        self._show_zoom()

    def _factor(self) -> float:
        if self.view.zoomMode() == QPdfView.ZoomMode.Custom or not self.pages:
            return self.view.zoomFactor()
        size = self.document.pagePointSize(self.view.pageNavigator().currentPage())
        margins = self.view.documentMargins()
        width = self.view.viewport().width() - margins.left() - margins.right()
        by_width = width / max(size.width() * _DOTS_PER_POINT, 1)
        if self.view.zoomMode() == QPdfView.ZoomMode.FitToWidth:
            return by_width
        height = self.view.viewport().height() - margins.top() - margins.bottom()
        return min(by_width, height / max(size.height() * _DOTS_PER_POINT, 1))

    def _fill_thumbs(self, pages: int) -> None:
        side = self.thumbs.iconSize()
        for page in range(pages):
            size = self.document.pagePointSize(page).scaled(side, Qt.AspectRatioMode.KeepAspectRatio).toSize()
            image = on_white(self.document.render(page, size * 2))
            item = QListWidgetItem(QIcon(QPixmap.fromImage(image)), str(page + 1))
            item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter)
            self.thumbs.addItem(item)
        self.thumbs.setVisible(pages > 1)

    def _show_page(self, _page: int = 0) -> None:
        page = self.view.pageNavigator().currentPage()
        self._page.setText(self.tr("Page {page} of {count}").format(page=page + 1, count=self.pages) if self.pages else "")
        blocked = self.thumbs.blockSignals(True)
        self.thumbs.setCurrentRow(page)
        self.thumbs.blockSignals(blocked)

    def _show_zoom(self) -> None:
        self._zoom.setText(f"{self._factor():.0%}" if self.pages else "")

    def _show_found(self, _text: str = "") -> None:
        count = self._finder.rowCount(QModelIndex())
        if not self.find.text():
            self._found.setText("")
        elif not count:
            self._found.setText(self.tr("not found"))
        else:
            self._found.setText(f"{max(self.view.currentSearchResultIndex(), 0) + 1} / {count}")

    def _lay_out(self) -> None:
        theme = current_theme()
        bar = QHBoxLayout()
        bar.setSpacing(theme.length("xs"))
        self._buttons = {
            "out": Button("−", "", "quiet", self.tr("Smaller (Ctrl+-)")),
            "in": Button("+", "", "quiet", self.tr("Larger (Ctrl++)")),
            "width": Button(self.tr("Fit width"), "", "quiet"),
            "page": Button(self.tr("Whole page"), "", "quiet"),
        }
        bar.addWidget(self._page)
        bar.addSpacing(theme.length("m"))
        bar.addWidget(self._buttons["out"])
        self._zoom.setMinimumWidth(theme.px(44))
        self._zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)
        bar.addWidget(self._zoom)
        for name in ("in", "width", "page"):
            bar.addWidget(self._buttons[name])
        bar.addStretch(1)
        bar.addWidget(self._found)
        self.find.setMaximumWidth(theme.px(240))
        bar.addWidget(self.find, 1)
        self.thumbs.setIconSize(QSize(theme.px(84), theme.px(119)))
        self.thumbs.setViewMode(QListWidget.ViewMode.IconMode)
        self.thumbs.setFlow(QListWidget.Flow.TopToBottom)
        self.thumbs.setWrapping(False)
        self.thumbs.setMovement(QListWidget.Movement.Static)
        self.thumbs.setFixedWidth(theme.px(128))
        self.thumbs.hide()
        pages = QHBoxLayout()
        pages.setSpacing(theme.length("s"))
        pages.addWidget(self.thumbs)
        pages.addWidget(self.view, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.length("xs"))
        column.addLayout(bar)
        column.addLayout(pages, 1)

    def _wire(self) -> None:
        self._buttons["out"].clicked.connect(lambda: self.zoom_by(1 / _STEP))
        self._buttons["in"].clicked.connect(lambda: self.zoom_by(_STEP))
        self._buttons["width"].clicked.connect(lambda: self.fit(QPdfView.ZoomMode.FitToWidth))
        self._buttons["page"].clicked.connect(lambda: self.fit(QPdfView.ZoomMode.FitInView))
        self.thumbs.currentRowChanged.connect(self.go_to)
        self.view.pageNavigator().currentPageChanged.connect(self._show_page)
        self.find.textChanged.connect(self._finder.setSearchString)
        self.find.textChanged.connect(self._show_found)
        self.find.left.connect(self.find_next)
        self._finder.countChanged.connect(self._show_found)
        for keys, act in (
            (QKeySequence(QKeySequence.StandardKey.Find), self.find.setFocus),
            (QKeySequence(QKeySequence.StandardKey.ZoomIn), lambda: self.zoom_by(_STEP)),
            (QKeySequence(QKeySequence.StandardKey.ZoomOut), lambda: self.zoom_by(1 / _STEP)),
        ):
            shortcut = QShortcut(keys, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)


def on_white(image: QImage) -> QImage:
    """The page on white paper: a PDF has no ground of its own."""
    paper = QImage(image.size(), QImage.Format.Format_RGB32)
    paper.fill(QColor("white"))
    painter = QPainter(paper)
    painter.drawImage(0, 0, image)
    painter.end()
    return paper
