"""Rows of frozen values as a Qt model: declared columns, filter, order, and updates that keep what a person
is doing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from app.ui.kit.haystacks import Haystacks
from app.ui.kit.theme import Tone, current_theme

ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
TONE_ROLE = int(Qt.ItemDataRole.UserRole) + 2
_RESET_ABOVE = (
    200  # above it one reset is cheaper than the many small steps; ``RowsView`` keeps place and selection
)


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """One column: ``text`` of a row; ``tone`` of it (with ``badge`` it is drawn as one); ``sort`` where text
    misorders.

    ``align`` is ``left right center``; ``width`` in pixels at 100 %; one column may ``stretch``; ``tip`` is
    the source on hover; ``export`` gives the exported cell where that differs (a number instead of its
    words); ``extra`` shows the column only where all of it finds room (it is searched and exported anyway).
    """

    key: str
    title: str
    text: Callable[[Any], str]
    tone: Callable[[Any], str] | None = None
    sort: Callable[[Any], Any] | None = None
    align: str = "left"
    width: int = 120
    stretch: bool = False
    badge: bool = False
    tip: Callable[[Any], str] | None = None
    export: Callable[[Any], Any] | None = None
    extra: bool = False


class RowsModel(QAbstractTableModel):
    """Shows a tuple of rows. ``row_id`` names a row for its life; rows are compared by identity, then by
    value.

    ``set_rows`` tells the view only what differs, so selection, current row and editors stand. ``initials``
    makes pinyin initials of a text for the filter ("" or the text itself where there are none). ``searched`` is emitted when more
    rows are found without anybody having typed (see ``Haystacks``).
    """

    searched = Signal()

    def __init__(
        self,
        columns: Sequence[Column],
        row_id: Callable[[Any], str],
        initials: Callable[[str], str] | None = None,
        parent: Any = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._id = row_id
        self._all: tuple[Any, ...] = ()
        self._shown: list[Any] = []
        self._ids: list[str] = []
        self._places: dict[str, int] = {}
        self._wanted = ""
        self._order: tuple[int, bool] | None = None
        self._haystacks = Haystacks([column.text for column in self.columns], row_id, initials, self)
        self._haystacks.grown.connect(self._search_again)

    @property
    def rows(self) -> tuple[Any, ...]:
        """All rows as given."""
        return self._all

    @property
    def shown(self) -> tuple[Any, ...]:
        """The rows that pass the filter, in the order on screen."""
        return tuple(self._shown)

    def row_at(self, index: QModelIndex | int) -> Any:
        """The row there, ``None`` for nowhere."""
        place = index if isinstance(index, int) else index.row()
        return self._shown[place] if 0 <= place < len(self._shown) else None

    def id_at(self, place: int) -> str:
        """The id of the shown row at that place, "" for nowhere."""
        return self._id(self._shown[place]) if 0 <= place < len(self._shown) else ""

    def place_of(self, row_id: str) -> int:
        """Where the row of that id is shown, -1 when it is not."""
        return self._places.get(row_id, -1)

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows instead; raises ``ValueError`` when two have the same id."""
        if rows is self._all:
            return
        ids = [self._id(row) for row in rows]
        if len(set(ids)) != len(ids):
            raise ValueError("two rows with the same id")
        self._all = tuple(rows)
        self._haystacks.keep(self._all, ids)
        self._update(self._arranged())

    def set_filter(self, text: str) -> None:
        """Show only rows in which every word occurs (in any column, or in its initials)."""
        if text.strip().lower() != self._wanted:
            self._wanted = text.strip().lower()
            self._update(self._arranged())

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a column from now on; -1 is the order given."""
        self._order = None if column < 0 else (column, order == Qt.SortOrder.DescendingOrder)
        self._update(self._arranged())

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """Rows shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """Columns."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The titles."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return (
            int(_alignment(self.columns[section].align))
            if role == Qt.ItemDataRole.TextAlignmentRole
            else None
        )

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """One cell."""
        if not index.isValid() or not 0 <= index.row() < len(self._shown):
            return None
        row, column = self._shown[index.row()], self.columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return column.text(row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_alignment(column.align))
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tip(row) if column.tip is not None else None
        return row if role == ROW_ROLE else _tone_data(row, column, role)

    def texts(self) -> list[list[Any]]:
        """The cells shown, as they are to be exported."""
        return [[(column.export or column.text)(row) for column in self.columns] for row in self._shown]

    def _arranged(self) -> list[Any]:
        words = self._wanted.split()
        rows = (
            [row for row in self._all if self._holds(row, words)]
            if words
            else list(self._all)
        )
        if self._order is not None:
            column, falling = self.columns[self._order[0]], self._order[1]
            rows.sort(key=column.sort or column.text, reverse=falling)
        return rows

    def _holds(self, row: Any, words: Sequence[str]) -> bool:
        text = self._haystacks.of(row)
        return all(word in text for word in words)

    def _search_again(self) -> None:
        if self._wanted:
            self._update(self._arranged())
            self.searched.emit()

    def _update(self, target: list[Any]) -> None:
        ids = [self._id(row) for row in target]
        if ids == self._ids:
            self._refresh(target)
            return
        wanted = set(ids)
        gone = [place for place, row in enumerate(self._shown) if self._id(row) not in wanted]
        new = [place for place, key in enumerate(ids) if key not in self._places]
        if len(gone) + len(new) > _RESET_ABOVE:
            self.beginResetModel()
            self._set_shown(target)
            self.endResetModel()
            return
        self._remove(gone)
        newcomers = set(new)
        self._reorder([row for place, row in enumerate(target) if place not in newcomers])
        self._insert(target, new)
        self._refresh(target)

    def _remove(self, gone: list[int]) -> None:
        for first, last in reversed(_runs(gone)):
            self.beginRemoveRows(QModelIndex(), first, last)
            self._set_shown(self._shown[:first] + self._shown[last + 1 :])
            self.endRemoveRows()

    def _reorder(self, survivors: list[Any]) -> None:
        if [self._id(row) for row in survivors] == [self._id(row) for row in self._shown]:
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        old = {self._id(row): row for row in self._shown}
        names = [self.id_at(index.row()) for index in before]
        # The old values stand until ``_refresh`` says which of them changed.
        self._set_shown([old[self._id(row)] for row in survivors])
        after = [
            self.index(self._places[name], index.column()) for name, index in zip(names, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _insert(self, target: list[Any], new: list[int]) -> None:
        for first, last in _runs(new):
            self.beginInsertRows(QModelIndex(), first, last)
            self._set_shown(self._shown[:first] + target[first : last + 1] + self._shown[first:])
            self.endInsertRows()

    def _refresh(self, target: list[Any]) -> None:
        changed = [
            place
            for place, (old, new) in enumerate(zip(self._shown, target, strict=True))
            if old is not new and old != new
        ]
        self._shown = target  # the same rows in the same places
        for first, last in _runs(changed):
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    def _set_shown(self, rows: list[Any]) -> None:
        self._shown = rows
        self._ids = [self._id(row) for row in rows]
        self._places = {key: place for place, key in enumerate(self._ids)}


def _tone_data(row: Any, column: Column, role: int) -> Any:
    if column.tone is None:
        return None
    if role == TONE_ROLE and column.badge:
        return column.tone(row)
    if role == Qt.ItemDataRole.ForegroundRole and not column.badge and column.tone(row) != Tone.NEUTRAL:
        return QColor(current_theme().tone(column.tone(row)).ink)
    return None


def _runs(places: Sequence[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for place in places:
        if runs and runs[-1][1] == place - 1:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return runs


def _alignment(align: str) -> Qt.AlignmentFlag:
    sides = {
        "left": Qt.AlignmentFlag.AlignLeft,
        "right": Qt.AlignmentFlag.AlignRight,
        "center": Qt.AlignmentFlag.AlignHCenter,
    }
    return sides[align] | Qt.AlignmentFlag.AlignVCenter
