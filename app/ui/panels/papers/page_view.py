"""The pages themselves: QtPdf's view with the sizes, the wheel and the keys of an office program."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QWheelEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QWidget

from app.ui.kit.theme import current_theme

LEAST, MOST = 0.5, 4.0
"""How small and how large a page may be made by hand; what is fitted may be smaller."""

STEP = 1.2

_COMFORTABLE = 1.2
_DOTS_PER_POINT = 96 / 72
_NOTCH = 120


class PageView(QPdfView):
    """``zoomed`` after every change of size. Until somebody chooses a size the width is fitted, but on a large screen no
    more than reads well. Ctrl and the wheel zoom; Home and End go to the first and the last page."""

    zoomed = Signal()

    def __init__(self, document: QPdfDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._by_hand = False
        self.setDocument(document)
        self.setPageMode(QPdfView.PageMode.MultiPage)
        self.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        # A bar that comes and goes changes the width that is fitted, and with it whether it is needed: Qt then turns for ever.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.dress()

    @property
    def factor(self) -> float:
        """The size on screen, 1.0 for that of the paper at 96 dots to the inch."""
        document = self.document()
        if self.zoomMode() == QPdfView.ZoomMode.Custom or not document.pageCount():
            return self.zoomFactor()
        size = document.pagePointSize(self.pageNavigator().currentPage())
        margins = self.documentMargins()
        width = self.viewport().width() - margins.left() - margins.right()
        by_width = width / max(size.width() * _DOTS_PER_POINT, 1)
        if self.zoomMode() == QPdfView.ZoomMode.FitToWidth:
            return by_width
        height = self.viewport().height() - margins.top() - margins.bottom()
        return min(by_width, height / max(size.height() * _DOTS_PER_POINT, 1))

    def zoom_to(self, factor: float) -> None:
        """Show the pages at this size, within ``LEAST`` and ``MOST``; what stands in the middle stays there."""
        self._by_hand = True
        self._set(min(MOST, max(LEAST, factor)))
        self.zoomed.emit()

    def zoom_by(self, factor: float) -> None:
        """Larger or smaller by this factor."""
        self.zoom_to(self.factor * factor)

    def fit(self, mode: QPdfView.ZoomMode) -> None:
        """Fit the width or the whole page."""
        self._by_hand = True
        self.setZoomMode(mode)
        self.zoomed.emit()

    def settle(self) -> None:
        """Fit again after another paper came or the window changed, unless a size was chosen by hand.

        Not to be called when the view itself changes its size: a scroll bar that comes and goes would do that for ever.
        """
        if not self._by_hand and self.document().pageCount():
            self.setZoomMode(QPdfView.ZoomMode.FitToWidth)
            if self.factor > _COMFORTABLE:
                self._set(_COMFORTABLE)
        self.zoomed.emit()

    def go_to(self, page: int) -> None:
        """Bring a page (from 0) to the top; one that there is not changes nothing."""
        if 0 <= page < self.document().pageCount():
            self.pageNavigator().jump(page, QPointF(), 0)

    def dress(self) -> None:
        """The ground around the pages in the colours of the theme."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Dark, current_theme().color("pressed"))
        self.setPalette(palette)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl another size, else as ever."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(STEP ** (event.angleDelta().y() / _NOTCH))
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End as said above; the arrows, Page Up and Page Down scroll."""
        if event.key() == Qt.Key.Key_Home:
            self.go_to(0)
        elif event.key() == Qt.Key.Key_End:
            self.go_to(self.document().pageCount() - 1)
        else:
            super().keyPressEvent(event)

    def _set(self, factor: float) -> None:
        bar, half = self.verticalScrollBar(), self.viewport().height() / 2
        share = (bar.value() + half) / max(bar.maximum() + 2 * half, 1)
        self.setZoomMode(QPdfView.ZoomMode.Custom)
        self.setZoomFactor(factor)
        bar.setValue(round(share * (bar.maximum() + 2 * half) - half))
