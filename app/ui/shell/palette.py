"""Ctrl+K: one box that finds anything and goes there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from app.catalog.pinyin import matches
from app.ui.kit.bars import SearchBox
from app.ui.kit.dialogs import KitDialog, show
from app.ui.kit.i18n import translate
from app.ui.kit.theme import current_theme
from app.ui.shell.palette_presenter import Found, More, nothing_more, search


class Palette(KitDialog):
    """Type, arrow down, Enter."""

    def __init__(self, parent: QWidget, things: tuple[Found, ...], word: Callable[[str], str], more: More = nothing_more) -> None:
        super().__init__(parent, translate("Palette", "Find anything"))
        self._things = things
        self._word, self._more = word, more
        self.found: Found | None = None
        theme = current_theme()
        self.setMinimumSize(theme.px(620), theme.px(460))
        self._box = SearchBox()
        self._box.setPlaceholderText(translate("Palette", "Screen, incident, unit, person, place, plan; pinyin initials do"))
        self._list = QListWidget()
        self._list.itemActivated.connect(lambda _item: self._go())
        self._list.itemClicked.connect(lambda _item: self._go())
        self.content.addWidget(self._box)
        self.content.addWidget(self._list, 1)
        self._box.textChanged.connect(self._refresh)
        self._box.left.connect(self._go)  # Enter: the search box hands it on; Down and Up are taken below
        self._box.installEventFilter(self)
        self._refresh("")
        self._box.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down move in the list while the box keeps the keyboard."""
        if watched is self._box and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                self._list.setCurrentRow(max(0, min(self._list.count() - 1, self._list.currentRow() + step)))
                return True
        return super().eventFilter(watched, event)

    def _refresh(self, text: str) -> None:
        self._list.clear()
        for found in (*search(self._things, text, matches), *self._more(text)):
            item = QListWidgetItem(f"{found.title}    {self._word(found.kind)}    {found.detail}")
            item.setData(Qt.ItemDataRole.UserRole, found)
            self._list.addItem(item)
        self._list.setCurrentRow(0)

    def _go(self) -> None:
        item = self._list.currentItem()
        if item is not None:
            self.found = item.data(Qt.ItemDataRole.UserRole)
            self.give("go")


async def find_anything(
    parent: QWidget, things: tuple[Found, ...], word: Callable[[str], str], more: More = nothing_more
) -> Found | None:
    """What was chosen, ``None`` for Escape. ``more`` finds what is too much to look through one by one."""
    palette = Palette(parent, things, word, more)
    await show(palette)
    return palette.found
