"""A command's form with a list to tick beneath it: legal measures, stop conditions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from app.domain.record import Command
from app.ui.command_dialog import CommandDialog
from app.ui.kit.form import Form
from app.ui.kit.i18n import translate
from app.ui.kit.labels import Text
from app.ui.kit.theme import current_theme
from app.ui.services import Services


class Tick(msgspec.Struct, frozen=True):
    """One line to tick."""

    value: Any
    text: str
    tip: str = ""
    checked: bool = False


class ChecklistDialog(CommandDialog):
    """``make`` gets the form's values and, under ``ticked``, the values ticked; under ``free`` the free line, if asked for."""

    def __init__(
        self,
        services: Services,
        parent: QWidget | None,
        title: str,
        text: str,
        form: Form,
        label: str,
        make: Callable[[Mapping[str, Any]], Command],
        heading: str,
        free: str = "",
    ) -> None:
        super().__init__(services, parent, title, text, form, label, lambda values: make({**values, **self.ticks()}))
        theme = current_theme()
        self.setMinimumWidth(theme.px(620))
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setAccessibleName(heading)
        self.list.setMinimumHeight(theme.px(150))
        self.free = QLineEdit()
        self.free.setPlaceholderText(free)
        self.free.setAccessibleName(free)
        self.free.setVisible(bool(free))
        self.content.addWidget(Text(heading, "section"))
        self._nothing = Text(translate("Duty", "The plan names none for this level"), "caption")
        self.content.addWidget(self._nothing)
        self.content.addWidget(self.list, 1)
        self.content.addWidget(self.free)

    def set_ticks(self, ticks: Sequence[Tick]) -> None:
        """Show these lines."""
        self.list.clear()
        for tick in ticks:
            item = QListWidgetItem(tick.text)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if tick.checked else Qt.CheckState.Unchecked)
            item.setData(Qt.ItemDataRole.UserRole, tick.value)
            item.setToolTip(tick.tip)
            self.list.addItem(item)
        self.list.setVisible(bool(ticks))
        self._nothing.setVisible(not ticks)
        if ticks:
            self.list.setCurrentRow(0)

    def ticks(self) -> dict[str, Any]:
        """What is ticked, and the free line."""
        items = (self.list.item(place) for place in range(self.list.count()))
        ticked = tuple(item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() is Qt.CheckState.Checked)
        return {"ticked": ticked, "free": self.free.text().strip()}
