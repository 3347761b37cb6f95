"""What is wrong with the draft, each with its place and its mend; Enter or a click goes there."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStackedLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.ui.kit.badge import DEFAULT_SHAPE, paint_shape
from app.ui.kit.bars import EmptyState
from app.ui.kit.theme import Tone, current_theme
from app.ui.kit.widgets import Text
from app.ui.panels.plans.editor.findings import Finding, Findings

MOST_SHOWN = 200
"""An imported draft may have thousands; nobody reads more at once."""

_FINDING = Qt.ItemDataRole.UserRole
_WRAP = int(Qt.TextFlag.TextWordWrap.value | Qt.AlignmentFlag.AlignTop.value | Qt.AlignmentFlag.AlignLeft.value)


class ProblemList(QWidget):
    """``chosen(Place)`` when a person wants to go there."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None, sound: str = "") -> None:
        """``sound``: what may be done with what has no problems."""
        super().__init__(parent)
        self._shown: tuple[Finding, ...] | None = None
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Problems"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setItemDelegate(_FindingDelegate(self.list))
        self.list.itemActivated.connect(self._go)
        self.list.itemClicked.connect(self._go)
        self._more = Text("", "caption")
        self._sound = EmptyState(
            self.tr("No problems"), sound or self.tr("The draft can be sent for review once it is saved"), icon_name="check"
        )
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list, 1)
        column.addWidget(self._more)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._sound)
        self._stack.addWidget(page)

    def show_findings(self, findings: Findings) -> None:
        """Show these; the same ones again change nothing, and the current one stays where it was."""
        shown = findings.all[:MOST_SHOWN]
        if shown == self._shown:
            return
        self._shown = shown
        rest = len(findings.all) - len(shown)
        self._more.setText(self.tr("{count} more; mend these first").format(count=rest) if rest else "")
        self._more.setVisible(bool(rest))
        keep, scroll = self.list.currentRow(), self.list.verticalScrollBar().value()
        self.list.clear()
        for one in shown:
            item = QListWidgetItem(f"{one.where}  {one.what}")
            item.setData(_FINDING, one)
            self.list.addItem(item)
        self.list.setCurrentRow(min(keep, len(shown) - 1))
        self.list.verticalScrollBar().setValue(scroll)
        self._stack.setCurrentIndex(1 if shown else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words break anew."""
        super().resizeEvent(event)
        self.list.scheduleDelayedItemsLayout()

    def _go(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(_FINDING).place)


class _FindingDelegate(QStyledItemDelegate):
    """A triangle, the place in strong words, below it what is wrong, as many lines as it takes."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        where, what = self._boxes(index.data(_FINDING), self.parent().viewport().width())
        return QSize(where.width(), where.height() + what.height() + 2 * current_theme().length("s"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        theme, rect, one = current_theme(), option.rect, index.data(_FINDING)
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.color("selection" if selected else "hover"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color("line"))
        where, what = self._boxes(one, rect.width())
        where.moveTo(rect.left() + where.left(), rect.top() + theme.length("s"))
        what.moveTo(rect.left() + what.left(), where.bottom() + 1)
        side = theme.px(9)
        mark = QRectF(rect.left() + theme.length("s"), where.top() + theme.px(5), side, side)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_shape(painter, mark, DEFAULT_SHAPE[Tone.WARN], QColor(theme.tone(Tone.WARN).fill))
        painter.setPen(theme.color("selection_ink" if selected else "ink"))
        painter.setFont(theme.font(strong=True))
        painter.drawText(where, _WRAP, one.where)
        painter.setPen(theme.color("selection_ink" if selected else "ink_soft"))
        painter.setFont(theme.font())
        painter.drawText(what, _WRAP, one.what)
        painter.restore()

    def _boxes(self, one: Finding, width: int) -> tuple[QRect, QRect]:
        theme = current_theme()
        left = theme.length("s") + theme.px(9) + theme.length("s")
        room = QRect(left, 0, max(theme.px(80), width - left - theme.length("s")), 10_000)
        found = []
        for words, strong in ((one.where, True), (one.what, False)):
            height = QFontMetrics(theme.font(strong=strong)).boundingRect(room, _WRAP, words).height()
            found.append(QRect(left, 0, room.width(), height + theme.px(2)))
        return found[0], found[1]
