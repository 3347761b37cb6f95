"""Particulars of one thing: labels and values in two columns, each value selectable, long ones wrapped."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from app.ui.kit.labels import Text
from app.ui.kit.theme import current_theme, set_tone


class Particular(msgspec.Struct, frozen=True):
    """One line: what it is, its value, and the value's tone."""

    label: str
    value: str
    tone: str = "neutral"


class Particulars(QWidget):
    """Shows lines; those without a value are left out. The same labels again only change the texts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = current_theme()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.length("m"))
        self._grid.setVerticalSpacing(theme.length("xs"))
        self._grid.setColumnStretch(1, 1)
        self._values: dict[str, Text] = {}

    def show_lines(self, lines: Sequence[Particular]) -> None:
        """Show exactly these."""
        filled = [line for line in lines if line.value]
        if [line.label for line in filled] != list(self._values):
            self._rebuild(filled)
        for line in filled:
            value = self._values[line.label]
            if value.text() != line.value:
                value.setText(line.value)
            set_tone(value, line.tone)
        self._keep_heights()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps otherwise."""
        super().resizeEvent(event)
        self._keep_heights()

    def _keep_heights(self) -> None:
        """A page that scrolls would squeeze wrapped labels instead of growing."""
        for label in self.findChildren(Text):
            label.ensurePolished()
        self._grid.activate()
        whole = 0
        for value in self._values.values():
            height = max(value.heightForWidth(max(value.width(), 1)), value.fontMetrics().lineSpacing() + 2)
            value.setMinimumHeight(height)
            whole += height + self._grid.verticalSpacing()
        self.setMinimumHeight(whole)

    def _rebuild(self, lines: Sequence[Particular]) -> None:
        while self._grid.count():
            widget = self._grid.takeAt(0).widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._values = {}
        for place, line in enumerate(lines):
            label = Text(line.label, "label")
            label.setMinimumHeight(label.fontMetrics().lineSpacing() + 2)
            value = Text(line.value)
            value.setWordWrap(True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._grid.addWidget(label, place, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(value, place, 1, Qt.AlignmentFlag.AlignTop)
            self._values[line.label] = value
