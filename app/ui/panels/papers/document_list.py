"""Which document: grouped by what it is about, found by typing, chosen by the keyboard alone."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.catalog.pinyin import matches
from app.ui.kit.theme import current_theme
from app.ui.kit.widgets import SearchBox
from app.ui.panels.papers.presenter import DocumentChoice

_ID = Qt.ItemDataRole.UserRole
_GROUP = Qt.ItemDataRole.UserRole + 1

_PATIENCE_MS = 150
"""Somebody who walks through the list with the arrows is not made to wait for every paper on the way."""


_INDENT = "\u2003"
"""Documents stand in from the heading of their group."""


class DocumentList(QWidget):
    """``changed`` when a person chose another document; choosing from code is silent."""

    changed = Signal()

    def __init__(self, choices: Iterable[DocumentChoice], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = current_theme()
        self.search = SearchBox(self.tr("Search documents, pinyin initials too"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Document"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._later = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._told = ""
        self._fill(choices)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.length("xs"))
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        self.search.textChanged.connect(self._filter)
        self.search.left.connect(self._to_list)
        self.list.currentRowChanged.connect(lambda _row: self._later.start())
        self.list.itemActivated.connect(lambda _item: self._tell())
        self.list.itemClicked.connect(lambda _item: self._tell())
        self._later.timeout.connect(self._tell)

    @property
    def document(self) -> str:
        """The chosen document, "" for none."""
        item = self.list.currentItem()
        return item.data(_ID) if item is not None and item.data(_ID) else ""

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents that are offered and not hidden by the search, in order."""
        return tuple(item.data(_ID) for item in self._items() if item.data(_ID) and not item.isHidden())

    def choose(self, document: str) -> None:
        """Choose this one without a signal; one that is not offered changes nothing."""
        for item in self._items():
            if document and item.data(_ID) == document:
                item.setHidden(False)
                self.list.setCurrentItem(item)
                self.list.scrollToItem(item)
        self._later.stop()
        self._told = self.document

    def _tell(self) -> None:
        self._later.stop()
        if self.document and self.document != self._told:
            self._told = self.document
            self.changed.emit()

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _fill(self, choices: Iterable[DocumentChoice]) -> None:
        group, row = "", current_theme().length("row")
        for one in choices:
            if one.group != group:
                group = one.group
                self.list.addItem(self._head(group, row))
            item = QListWidgetItem(f"{_INDENT}{one.title}")
            item.setData(_ID, one.id)
            item.setData(_GROUP, one.group)
            item.setSizeHint(QSize(0, row))
            item.setToolTip(one.title)
            self.list.addItem(item)

    def _head(self, group: str, row: int) -> QListWidgetItem:
        head = QListWidgetItem(group)
        head.setFlags(Qt.ItemFlag.NoItemFlags)
        head.setData(_GROUP, group)
        head.setSizeHint(QSize(0, row))
        head.setFont(current_theme().font("small", strong=True))
        return head

    def _filter(self, typed: str) -> None:
        shown: set[str] = set()
        for item in self._items():
            if item.data(_ID):
                item.setHidden(not matches(typed, item.toolTip()))
                if not item.isHidden():
                    shown.add(item.data(_GROUP))
        for item in self._items():
            if not item.data(_ID):
                item.setHidden(item.data(_GROUP) not in shown)

    def _to_list(self) -> None:
        """Enter or Down in the search: to the list, at the first document that was found."""
        found = [item for item in self._items() if item.data(_ID) and not item.isHidden()]
        if found and self.list.currentItem() not in found:
            self.list.setCurrentItem(found[0])
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
