"""A command's form with lists to tick beneath it: plans that start together, legal measures, stop conditions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QWidget

from app.domain.record import Command
from app.ui.command_dialog import CommandDialog
from app.ui.kit.form import Form
from app.ui.kit.i18n import translate
from app.ui.kit.labels import Text
from app.ui.kit.places import name_place
from app.ui.kit.theme import current_theme
from app.ui.services import Services


class Tick(msgspec.Struct, frozen=True):
    """One line to tick."""

    value: Any
    text: str
    tip: str = ""
    checked: bool = False


class TickList(QListWidget):
    """Lines to tick with the mouse or the space bar."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setAccessibleName(name)

    def set_ticks(self, ticks: Sequence[Tick]) -> None:
        """Show these lines."""
        self.clear()
        for tick in ticks:
            item = QListWidgetItem(tick.text)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if tick.checked else Qt.CheckState.Unchecked)
            item.setData(Qt.ItemDataRole.UserRole, tick.value)
            item.setToolTip(tick.tip)
            self.addItem(item)
        self.setVisible(bool(ticks))
        if ticks:
            self.setCurrentRow(0)

    def ticked(self) -> tuple[Any, ...]:
        """The values of the lines that are ticked."""
        items = (self.item(place) for place in range(self.count()))
        return tuple(item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() is Qt.CheckState.Checked)


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
        self.list = TickList(heading)
        name_place(self.list, "checklist.list")
        self.list.setMinimumHeight(theme.px(150))
        self.free = QLineEdit()
        self.free.setPlaceholderText(free)
        self.free.setAccessibleName(free)
        self.free.setVisible(bool(free))
        self._nothing = Text(translate("Duty", "The plan names none for this level"), "caption")
        below = self._place_below()
        below.addWidget(Text(heading, "section"))
        below.addWidget(self._nothing)
        below.addWidget(self.list, 1)
        below.addWidget(self.free)

    def _place_below(self) -> QBoxLayout:
        """Where the list goes: under the form."""
        return self.content

    def set_ticks(self, ticks: Sequence[Tick]) -> None:
        """Show these lines."""
        self.list.set_ticks(ticks)
        self._nothing.setVisible(not ticks)

    def ticks(self) -> dict[str, Any]:
        """What is ticked, and the free line."""
        return {"ticked": self.list.ticked(), "free": self.free.text().strip()}
