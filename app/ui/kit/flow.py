"""A layout that sets its widgets in lines, like words; and a strip of them that never grows beyond a few lines."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLabel, QLayout, QLayoutItem, QWidget

_AWAY = QPoint(-20_000, -20_000)
"""Outside of every parent: where an item waits that found no room."""


class FlowLayout(QLayout):
    """Left to right, then the next line; its height follows from its width. Spacings in pixels."""

    def __init__(
        self, parent: QWidget | None = None, spacing: int = 8, line_spacing: int | None = None
    ) -> None:
        super().__init__(parent)
        self._line_spacing = spacing if line_spacing is None else line_spacing
        self._items: list[QLayoutItem] = []
        self._most, self._rest = 0, None  # type: int, QLabel | None
        self.setSpacing(spacing)
        self.setContentsMargins(QMargins(0, 0, 0, 0))

    def limit(self, lines: int, rest: QLabel) -> None:
        """Use at most so many lines (0: as many as it takes); ``rest``, a child of the same widget with a fixed width, then
        counts the items that found no room."""
        self._most, self._rest = lines, rest
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        """Put an item at the end."""
        self._items.append(item)

    def count(self) -> int:
        """How many items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The item at that place, if any."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take the item out, if there is one."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It asks for no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Yes."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of its lines at this width."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Put everything in place."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """The smallest it can be."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Room for its largest item."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        area = rect.marginsRemoved(self.contentsMargins())
        shown = [item for item in self._items if not item.isEmpty()]
        places, height = self._places(area, [item.sizeHint() for item in shown])
        if move:
            self._move(shown, places, area)
        return area.y() + height - rect.y() + self.contentsMargins().bottom()

    def _places(self, area: QRect, sizes: list[QSize]) -> tuple[list[QRect], int]:
        """Where the items go that find room, and the height of their lines."""
        x, y, line, lines = area.x(), area.y(), 0, 1
        places: list[QRect] = []
        rest = self._rest.width() + self.spacing() if self._rest is not None else 0
        for at, size in enumerate(sizes):
            last = bool(self._most) and lines == self._most
            kept = rest if last and at < len(sizes) - 1 else 0
            if x > area.x() and x + size.width() + kept > area.right() + 1:
                if last:
                    break
                x, y, line, lines = area.x(), y + line + self._line_spacing, 0, lines + 1
            places.append(QRect(QPoint(x, y), size))
            x += size.width() + self.spacing()
            line = max(line, size.height())
        return places, y + line - area.y()

    def _move(self, shown: list[QLayoutItem], places: list[QRect], area: QRect) -> None:
        for at, item in enumerate(shown):
            item.setGeometry(places[at] if at < len(places) else QRect(_AWAY, item.sizeHint()))
        if self._rest is None:
            return
        left = len(shown) - len(places)
        self._rest.setVisible(bool(left))
        if left and places:
            self._rest.setText(f"+{left}")
            beside = QPoint(places[-1].right() + 1 + self.spacing(), places[-1].top())
            self._rest.setGeometry(QRect(beside, QSize(self._rest.width(), places[-1].height())))


class Strip(QWidget):
    """Widgets in at most ``lines`` lines; what finds no room is counted, and ``tip`` tells all of it on hover."""

    def __init__(self, lines: int, spacing: int, line_spacing: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self, spacing, line_spacing)
        self._rest = QLabel(self)
        self._rest.setTextFormat(Qt.TextFormat.PlainText)
        self._rest.setProperty("role", "caption")
        self._rest.setFixedWidth(self._rest.fontMetrics().horizontalAdvance("+99"))
        self._rest.hide()
        self._flow.limit(lines, self._rest)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_widgets(self, widgets: Sequence[QWidget], tip: str = "") -> None:
        """Show these instead of what was shown; nothing to show hides the strip."""
        while self._flow.count():
            old = self._flow.takeAt(0)
            widget = old.widget() if old is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for widget in widgets:
            self._flow.addWidget(widget)
            widget.show()
        self._rest.setToolTip(tip)
        self.setToolTip(tip)
        self.setVisible(bool(widgets))
        self.updateGeometry()
