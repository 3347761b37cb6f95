"""The parts of the plan at the left: how much is in each, what is wrong in it (number and shape), what waits."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.ui.kit.badge import DEFAULT_SHAPE, badge_size, paint_badge
from app.ui.kit.theme import Tone, current_theme
from app.ui.panels.plans.editor.workbench import OutlineEntry

_ENTRY = int(Qt.ItemDataRole.UserRole) + 1


class Outline(QListView):
    """``chosen(part)`` as the current part changes."""

    chosen = Signal(str)

    def __init__(self, problem_words: str, waiting_words: str, parent: QWidget | None = None) -> None:
        """The words say a count aloud: ``{count}`` stands in them."""
        super().__init__(parent)
        self._model = _Entries(problem_words, waiting_words, self)
        self.setModel(self._model)
        self.setItemDelegate(_EntryDelegate(self))
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentRowChanged.connect(lambda *_: self.chosen.emit(self.current))

    @property
    def current(self) -> str:
        """The current part, "" for none."""
        entry = self.currentIndex().data(_ENTRY)
        return "" if entry is None else entry.part

    def show_entries(self, entries: tuple[OutlineEntry, ...]) -> None:
        """Show these; only what differs is drawn anew."""
        self._model.show(entries)

    def select(self, part: str) -> None:
        """Make a part the current one."""
        at = next((at for at, one in enumerate(self._model.entries) if one.part == part), -1)
        if at >= 0 and at != self.currentIndex().row():
            self.setCurrentIndex(self._model.index(at))


class _Entries(QAbstractListModel):
    def __init__(self, problem_words: str, waiting_words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries: tuple[OutlineEntry, ...] = ()
        self._problem_words, self._waiting_words = problem_words, waiting_words

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.entries):
            return None
        entry = self.entries[index.row()]
        if role == _ENTRY:
            return entry
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._aloud(entry)
        return entry.name if role == Qt.ItemDataRole.DisplayRole else None

    def show(self, entries: tuple[OutlineEntry, ...]) -> None:
        if [one.part for one in entries] != [one.part for one in self.entries]:
            self.beginResetModel()
            self.entries = entries
            self.endResetModel()
            return
        before, self.entries = self.entries, entries
        for at, (old, new) in enumerate(zip(before, entries, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(at), self.index(at))

    def _aloud(self, entry: OutlineEntry) -> str:
        parts = [f"{entry.name} {entry.count}".strip()]
        parts += [self._problem_words.format(count=entry.problems)] if entry.problems else []
        parts += [self._waiting_words.format(count=entry.waiting)] if entry.waiting else []
        return "  ".join(parts)


class _EntryDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        return QSize(current_theme().px(120), current_theme().px(30))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        entry: OutlineEntry = index.data(_ENTRY)
        theme, rect = current_theme(), option.rect
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(rect, theme.color("selection"))
            painter.fillRect(QRect(rect.left(), rect.top(), theme.px(3), rect.height()), theme.color("focus"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.color("hover"))
        right = rect.right() - theme.length("s")
        for count, tone in ((entry.problems, Tone.WARN), (entry.waiting, Tone.WATCH)):
            if count:
                size = badge_size(str(count), theme)
                right -= size.width()
                box = QRect(right, rect.center().y() - size.height() // 2, size.width(), size.height())
                paint_badge(painter, box, str(count), tone, DEFAULT_SHAPE[tone])
                right -= theme.length("xs")
        left = rect.left() + theme.length("m")
        font = theme.font(strong=selected)
        painter.setFont(font)
        painter.setPen(theme.color("selection_ink" if selected else "ink"))
        name = QFontMetrics(font).elidedText(entry.name, Qt.TextElideMode.ElideRight, right - left)
        painter.drawText(QRect(left, rect.top(), right - left, rect.height()), Qt.AlignmentFlag.AlignVCenter, name)
        left += QFontMetrics(font).horizontalAdvance(name) + theme.length("s")
        small = theme.font("small")
        painter.setFont(small)
        painter.setPen(theme.color("ink_faint"))
        painter.drawText(QRect(left, rect.top(), max(0, right - left), rect.height()), Qt.AlignmentFlag.AlignVCenter, entry.count)
        painter.restore()
