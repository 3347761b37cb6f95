"""The pages in small at the side, each drawn when it comes into sight and away from the window's thread."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPen, QPixmap, QResizeEvent
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions, QPdfPageRenderer
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from app.ui.kit.theme import current_theme

_FINENESS = 2
_AHEAD = 2


class Thumbnails(QListWidget):
    """``page_wanted(page)`` when a person chose one (from 0); ``show_current`` is silent.

    A page is asked of QtPdf's own thread once it is in sight, so a paper of hundreds of pages opens as fast as one of two.
    """

    page_wanted = Signal(int)

    def __init__(self, document: QPdfDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = current_theme()
        self._document = document
        self._asked: dict[int, int] = {}
        self._renderer = QPdfPageRenderer(self)
        self._renderer.setRenderMode(QPdfPageRenderer.RenderMode.MultiThreaded)
        self._renderer.setDocument(document)
        self._renderer.pageRendered.connect(self._on_rendered)
        self.setAccessibleName(self.tr("Page thumbnails"))
        self.setIconSize(QSize(theme.px(84), theme.px(119)))
        self.setViewMode(QListWidget.ViewMode.IconMode)
        self.setFlow(QListWidget.Flow.TopToBottom)
        self.setWrapping(False)
        self.setMovement(QListWidget.Movement.Static)
        self.setUniformItemSizes(True)
        self.setFixedWidth(theme.px(118))
        self.currentRowChanged.connect(self.page_wanted)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._ask())
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._ask)
        self.hide()

    def fill(self, pages: int) -> None:
        """A place for each page of the document as it is now; one page alone needs none."""
        self._asked.clear()
        blocked = self.blockSignals(True)
        self.clear()
        blank = QPixmap(self.iconSize())
        blank.fill(QColor("white"))
        icon = QIcon(blank)
        for page in range(pages):
            item = QListWidgetItem(icon, str(page + 1))
            item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter)
            self.addItem(item)
        self.blockSignals(blocked)
        self.setVisible(pages > 1)
        self._later.start()

    def show_current(self, page: int) -> None:
        """Mark the page that is read."""
        blocked = self.blockSignals(True)
        self.setCurrentRow(page)
        self.blockSignals(blocked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Others are in sight afterwards."""
        super().resizeEvent(event)
        self._later.start()

    @property
    def drawn(self) -> frozenset[int]:
        """The pages that were asked for so far."""
        return frozenset(self._asked)

    def _ask(self) -> None:
        for page in self._in_sight():
            if page not in self._asked and self._document.pageCount() > page:
                size = self._document.pagePointSize(page).scaled(self.iconSize(), Qt.AspectRatioMode.KeepAspectRatio)
                options = QPdfDocumentRenderOptions()
                self._asked[page] = self._renderer.requestPage(page, size.toSize() * _FINENESS, options)

    def _in_sight(self) -> range:
        if not self.count() or not self.isVisible():
            return range(0)
        height = max(self.visualItemRect(self.item(0)).height() + self.spacing(), 1)
        first = self.verticalScrollBar().value() // height
        return range(max(first - _AHEAD, 0), min(first + self.viewport().height() // height + 1 + _AHEAD, self.count()))

    def _on_rendered(self, page: int, _size: QSize, image: QImage, _options: object, request: int) -> None:
        if self._asked.get(page) == request and page < self.count():
            self.item(page).setIcon(QIcon(QPixmap.fromImage(framed(on_white(image)))))


def framed(image: QImage) -> QImage:
    """The page with an edge: white paper must be seen on a white list."""
    painter = QPainter(image)
    painter.setPen(QPen(current_theme().color("line_strong"), _FINENESS))
    painter.drawRect(image.rect().adjusted(1, 1, -1, -1))
    painter.end()
    return image


def on_white(image: QImage) -> QImage:
    """The page on white paper: a PDF has no ground of its own."""
    paper = QImage(image.size(), QImage.Format.Format_RGB32)
    paper.fill(QColor("white"))
    painter = QPainter(paper)
    painter.drawImage(0, 0, image)
    painter.end()
    return paper
