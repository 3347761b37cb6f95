"""The left rail: one button a screen, always in the same place."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout, QWidget

from app.catalog.wording import Wording
from app.ui.kit.badge import badge_size, paint_badge
from app.ui.kit.icons import icon
from app.ui.kit.places import name_place
from app.ui.kit.theme import Tone, current_theme, host
from app.ui.panels.base import PanelSpec

MOST_SHOWN = 100
"""From here on the number reads ``99+``."""

_LEAST = 28
"""A button is never lower than this, in pixels."""


class RailButton(QToolButton):
    """A button that can carry a number: how many things wait behind it."""

    def __init__(self, title: str, shortcut: str) -> None:
        super().__init__()
        self._title, self._shortcut = title, shortcut
        self._waiting = 0
        self.setText(title)
        self.setCheckable(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setProperty("role", "rail")
        self.show_waiting(0)

    def show_waiting(self, count: int) -> None:
        """Carry this number; 0 carries none."""
        self._waiting = count
        said = self.tr("%n thing(s) waiting", "", count) if count else ""
        self.setAccessibleName("  ".join(filter(None, (self._title, said))))
        keyed = f"{self._title} ({self._shortcut})" if self._shortcut else self._title
        self.setToolTip("\n".join(filter(None, (keyed, said))))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button, and its number in the corner."""
        super().paintEvent(event)
        if not self._waiting:
            return
        text = str(self._waiting) if self._waiting < MOST_SHOWN else f"{MOST_SHOWN - 1}+"
        size = badge_size(text, current_theme(), shaped=False)
        painter = QPainter(self)
        paint_badge(painter, QRect(self.width() - size.width() - 2, 2, size.width(), size.height()), text, Tone.WATCH, "none")
        painter.end()


class Rail(QFrame):
    """Buttons for the panels, in their order; the last ones sink to the bottom."""

    chosen = Signal(str)

    def __init__(self, specs: tuple[PanelSpec, ...], wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "rail")
        self._specs = specs
        self._wording = wording
        self._group = QButtonGroup(self)
        self._buttons: dict[str, RailButton] = {}
        theme = current_theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.length("xs"), theme.length("s"), theme.length("xs"), theme.length("s"))
        column.setSpacing(theme.length("xs"))
        bottom = [spec for spec in specs if spec.order >= 900]
        for spec in (one for one in specs if one.order < 900):
            column.addWidget(self._button(spec))
        column.addStretch(1)
        for spec in bottom:
            column.addWidget(self._button(spec))
        self._dress()
        host().changed.connect(self._dress)

    def choose(self, panel_id: str) -> None:
        """Mark the button of this panel."""
        if panel_id in self._buttons:
            self._buttons[panel_id].setChecked(True)

    def show_waiting(self, counts: Mapping[str, int]) -> None:
        """Show on each button how many things wait behind it."""
        for panel_id, button in self._buttons.items():
            button.show_waiting(counts.get(panel_id, 0))

    def _button(self, spec: PanelSpec) -> RailButton:
        button = RailButton(self._wording.say(f"panel.{spec.id}"), spec.shortcut)
        name_place(button, f"rail.{spec.id}")
        button.clicked.connect(lambda: self.chosen.emit(spec.id))
        self._group.addButton(button)
        self._buttons[spec.id] = button
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the words give way to the icons; the tool tips still say them."""
        super().resizeEvent(event)
        self._size()

    def minimumSizeHint(self) -> QSize:
        """It gives way to any window."""
        return QSize(super().minimumSizeHint().width(), current_theme().px(200))

    def _size(self) -> None:
        theme = current_theme()
        margins = self.layout().contentsMargins()
        room = self.height() - margins.top() - margins.bottom()
        each = room // max(1, len(self._buttons)) - self.layout().spacing()
        high = max(_LEAST, min(theme.px(52), each))
        words = high >= theme.px(46)
        style = Qt.ToolButtonStyle.ToolButtonTextUnderIcon if words else Qt.ToolButtonStyle.ToolButtonIconOnly
        widest = max((one.fontMetrics().horizontalAdvance(one.text()) for one in self._buttons.values()), default=0)
        wide = min(max(theme.px(60), widest + theme.px(10)), theme.px(92)) if words else theme.px(60)  # English words are longer
        for button in self._buttons.values():
            button.setToolButtonStyle(style)
            button.setFixedSize(wide, high)

    def _dress(self) -> None:
        side = current_theme().px(22)
        for spec in self._specs:
            button = self._buttons[spec.id]
            button.setIcon(icon(spec.icon))
            button.setIconSize(QSize(side, side))
        self._size()
