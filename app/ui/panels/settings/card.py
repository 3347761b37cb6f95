"""A group of settings: a title, labelled rows, and a place for what could not be saved."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from app.kernel.errors import Fault
from app.ui.kit.theme import Tone, current_theme
from app.ui.kit.widgets import Banner, SectionHeader, Text
from app.ui.panels.settings.choices import Choices
from app.ui.services import Services


class Card(QFrame):
    """Rows are added from top to bottom."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        theme = current_theme()
        self.head = SectionHeader(title)
        self.error = Banner("")
        self.error.hide()
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.length("m"))
        self._grid.setVerticalSpacing(theme.length("s"))
        self._grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.length("l"), theme.length("s"), theme.length("l"), theme.length("l"))
        column.setSpacing(theme.length("s"))
        column.addWidget(self.head)
        column.addWidget(self.error)
        column.addLayout(self._grid)

    def set_title(self, title: str, note: str = "") -> None:
        """Another title."""
        self.head.set_title(title, note)

    def add_row(self, label: str, widget: QWidget) -> None:
        """A label and what belongs to it."""
        line = self._grid.rowCount()
        name = Text(label, "label")
        name.setBuddy(widget)
        widget.setAccessibleName(label)
        self._grid.addWidget(name, line, 0)
        self._grid.addWidget(widget, line, 1, Qt.AlignmentFlag.AlignLeft)

    def add_wide(self, widget: QWidget) -> None:
        """Something that takes the whole width."""
        self._grid.addWidget(widget, self._grid.rowCount(), 0, 1, 2)

    def try_save(self, services: Services, choices: Choices, **change: Any) -> bool:
        """Keep a choice; whether that worked. What did not is said in the card."""
        try:
            choices.save(**change)
        except Fault as fault:
            self.error.show_text(services.explain(fault), Tone.ALARM)
            return False
        self.error.hide()
        return True
