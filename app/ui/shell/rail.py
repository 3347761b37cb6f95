"""The left rail: one button a screen, always in the same place."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout, QWidget

from app.catalog.wording import Wording
from app.ui.kit.icons import icon
from app.ui.kit.theme import current_theme, host
from app.ui.panels.base import PanelSpec


class Rail(QFrame):
    """Buttons for the panels, in their order; the last ones sink to the bottom."""

    chosen = Signal(str)

    def __init__(self, specs: tuple[PanelSpec, ...], wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "rail")
        self._specs = specs
        self._wording = wording
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
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

    def _button(self, spec: PanelSpec) -> QToolButton:
        button = QToolButton()
        title = self._wording.say(f"panel.{spec.id}")
        button.setText(title)
        button.setToolTip(f"{title} ({spec.shortcut})" if spec.shortcut else title)
        button.setAccessibleName(title)
        button.setCheckable(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        theme = current_theme()
        button.setFixedSize(theme.px(72), theme.px(60))
        button.setProperty("role", "rail")
        button.clicked.connect(lambda: self.chosen.emit(spec.id))
        self._group.addButton(button)
        self._buttons[spec.id] = button
        return button

    def _dress(self) -> None:
        side = current_theme().px(22)
        for spec in self._specs:
            button = self._buttons[spec.id]
            button.setIcon(icon(spec.icon))
            button.setIconSize(QSize(side, side))
