"""The table itself: how it is dressed, which columns find room, how a cell is drawn."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from app.ui.kit.badge import DEFAULT_SHAPE, badge_size, paint_badge
from app.ui.kit.table_model import TONE_ROLE, Column
from app.ui.kit.theme import current_theme


class Table(QTableView):
    """Rows that are selected whole; ``entered_row`` on Enter or double click."""

    entered_row = Signal(QModelIndex)
    _columns: Sequence[Column] = ()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has room for other columns."""
        super().resizeEvent(event)
        self._fit_extra()

    def hide_column(self, place: int, hidden: bool) -> None:
        """Hide a column, or show it again; the others share the room."""
        if self.isColumnHidden(place) != hidden:
            self.setColumnHidden(place, hidden)
            self._fit_extra()

    def _fit_extra(self) -> None:
        """Show as many of the extra columns, from the left, as the width takes without scrolling."""
        if not any(column.extra for column in self._columns):
            return
        theme = current_theme()
        room = self.viewport().width() - sum(
            theme.px(column.width) if column.stretch else max(self.columnWidth(place), 1)
            for place, column in enumerate(self._columns) if not column.extra
        )
        for place, column in enumerate(self._columns):
            if column.extra:
                room -= theme.px(column.width)
                self.setColumnHidden(place, room < 0)

    def dress(self, columns: Sequence[Column]) -> None:
        """Take the look of the house and the widths of these columns."""
        theme = current_theme()
        self._columns = tuple(columns)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setItemDelegate(_CellDelegate(self))
        rows, heads = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(theme.length("row"))
        heads.setHighlightSections(False)
        heads.setSectionsMovable(True)
        for place, column in enumerate(columns):
            self.setColumnWidth(place, theme.px(column.width))
            if column.stretch:
                heads.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        self.setSortingEnabled(True)
        heads.setSortIndicatorClearable(True)
        heads.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.doubleClicked.connect(self.entered_row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the current row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.entered_row.emit(self.currentIndex())
            return
        super().keyPressEvent(event)


class _CellDelegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        tone = index.data(TONE_ROLE)
        text = index.data(Qt.ItemDataRole.DisplayRole) if tone else ""
        super().paint(painter, option, index)
        theme = current_theme()
        painter.fillRect(
            QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), theme.color("line")
        )
        if not text:
            return
        size = badge_size(text, theme)
        inner = option.rect.adjusted(theme.length("s"), 0, -theme.length("xs"), 0)
        top = inner.center().y() - size.height() // 2
        box = QRect(inner.left(), top, min(size.width(), inner.width()), size.height())
        paint_badge(painter, box, text, tone, DEFAULT_SHAPE[tone])

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        super().initStyleOption(option, index)
        if index.data(TONE_ROLE):
            option.text = ""
