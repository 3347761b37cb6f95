"""The month as a grid: days down, posts across; typed into with the keyboard alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.desk.duty_roster import PostColumn, RosterWords
from app.domain.roster.model import DayKind, SlotRef
from app.domain.roster.rules import day_kind, proper, required
from app.ui.kit.theme import current_theme

_Index = QModelIndex | QPersistentModelIndex
_MARKS = {DayKind.WORKDAY: "", DayKind.WEEKEND: "○ ", DayKind.HOLIDAY: "● "}
_WORKED = "◆ "
_FIXED = 2


class Cell(msgspec.Struct, frozen=True):
    """A post as it is shown: whose it is ("" for nobody), whether it is needed, changed, and what is wrong with it."""

    ref: SlotRef
    name: str
    needed: bool
    changed: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    alarming: bool = False


class DayLine(msgspec.Struct, frozen=True):
    """A day of the grid."""

    day: date
    kind: DayKind
    title: str
    words: str
    cells: tuple[Cell, ...]
    today: bool


def lines_of(words: RosterWords, days: Sequence[date], today: date) -> tuple[DayLine, ...]:
    """The grid's lines for these days."""
    wrong: dict[str, list[str]] = {}
    alarming: set[str] = set()
    for one in words.remarks(days):
        if one.key:
            wrong.setdefault(one.key, []).append(one.text)
            if one.tone == "warn":
                alarming.add(one.key)
    columns, roster = words.columns(), words.state.roster
    lines = []
    for day in days:
        needed = set(required(words.pattern, words.calendar, day))
        kind = day_kind(words.calendar, day)
        mark = _WORKED if day in words.calendar.workdays else _MARKS[kind]
        cells = []
        for column in columns:
            ref = proper(words.pattern, SlotRef(day, column.shift, column.post))
            slot = roster.slots.get(ref.key)
            marks = words.history(slot) if slot is not None else ()
            name = slot.name if slot is not None else ""
            cells.append(Cell(ref, name, ref in needed, marks, tuple(wrong.get(ref.key, ())), ref.key in alarming))
        special = words.kind(day)
        lines.append(
            DayLine(day, kind, f"{day:%m-%d} {words.weekday(day)}", f"{mark}{special}", tuple(cells), day == today)
        )
    return tuple(lines)


class MonthModel(QAbstractTableModel):
    """The lines as a Qt model. It holds no truth: what is typed goes out by ``typed`` and comes back with the state."""

    typed = Signal(object, str)

    def __init__(self, free: str, heads: tuple[str, str], parent: Any = None) -> None:
        super().__init__(parent)
        self._free, self._heads = free, heads
        self._columns: tuple[PostColumn, ...] = ()
        self.lines: tuple[DayLine, ...] = ()
        self.editable = True

    def show_lines(self, columns: tuple[PostColumn, ...], lines: tuple[DayLine, ...]) -> None:
        """Show these; a month of the same shape keeps the place of the cursor."""
        same = columns == self._columns and [one.day for one in lines] == [one.day for one in self.lines]
        if not same:
            self.beginResetModel()
        self._columns, self.lines = columns, lines
        if not same:
            self.endResetModel()
        elif lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, self.columnCount() - 1))

    def cell(self, index: _Index) -> Cell | None:
        """The post at this place, ``None`` for the day's own columns."""
        place = index.column() - _FIXED
        if not index.isValid() or place < 0 or index.row() >= len(self.lines):
            return None
        return self.lines[index.row()].cells[place]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """A row a day."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Day, kind, and the posts."""
        return 0 if parent.isValid() else _FIXED + len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The titles of the posts."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._heads[section] if section < _FIXED else self._columns[section - _FIXED].title

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Posts can be typed into."""
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return plain | Qt.ItemFlag.ItemIsEditable if self.editable and self.cell(index) is not None else plain

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words, marks and the grey of days off."""
        line, cell, theme = self.lines[index.row()], self.cell(index), current_theme()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(line, cell, index.column())
        if role == Qt.ItemDataRole.EditRole:
            return cell.name if cell is not None else ""
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return "\n".join((*cell.wrong, *cell.changed)) if cell is not None else line.words
        if role == Qt.ItemDataRole.BackgroundRole and line.kind is not DayKind.WORKDAY:
            return theme.color("sunken")
        if role == Qt.ItemDataRole.ForegroundRole and cell is not None:
            if cell.alarming:
                return QColor(theme.tone("warn").ink)
            return theme.color("ink_faint") if not cell.name and not cell.needed else None
        if role == Qt.ItemDataRole.FontRole and line.today:
            font = QFont()
            font.setBold(True)
            return font
        return None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tell what was typed; nothing changes here."""
        cell = self.cell(index)
        text = str(value).strip()
        if cell is not None and role == Qt.ItemDataRole.EditRole and text != cell.name:
            self.typed.emit(cell.ref, text)
        return False

    def _text(self, line: DayLine, cell: Cell | None, column: int) -> str:
        if cell is None:
            return line.title if column == 0 else line.words
        if not cell.name:
            return f"▲ {self._free}" if cell.needed else "—"
        mark = " △" if cell.changed else ""
        return f"{cell.name}{mark}{' ※' if cell.wrong else ''}"


class MonthGrid(QTableView):
    """The grid: arrows move, typing or F2 or Enter edits with the names of the book, Delete clears."""

    cleared = Signal(object)

    def __init__(self, model: MonthModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.months = model
        self.names: tuple[str, ...] = ()
        self.setModel(model)
        self.setAccessibleName(name)
        theme, edits = current_theme(), QAbstractItemView.EditTrigger
        self.setEditTriggers(edits.AnyKeyPressed | edits.EditKeyPressed | edits.DoubleClicked)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setItemDelegate(_NameDelegate(self))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.px(24))
        self.horizontalHeader().setHighlightSections(False)
        model.modelReset.connect(self._fit)

    @property
    def current(self) -> Cell | None:
        """The post under the cursor."""
        return self.months.cell(self.currentIndex())

    def go_to(self, key: str) -> bool:
        """Put the cursor on a post; whether the month has it."""
        for row, line in enumerate(self.months.lines):
            for place, cell in enumerate(line.cells):
                if cell.ref.key == key:
                    self.setCurrentIndex(self.months.index(row, place + _FIXED))
                    self.setFocus()
                    return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter edits, Delete clears; the Enter that ends an edit begins no other."""
        if self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current is not None:
            self.edit(self.currentIndex())
            return
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.current is not None and self.current.name:
            self.cleared.emit(self.current.ref)
            return
        super().keyPressEvent(event)

    def _fit(self) -> None:
        head, theme = self.horizontalHeader(), current_theme()
        for place in range(self.months.columnCount()):
            head.setSectionResizeMode(
                place, QHeaderView.ResizeMode.Fixed if place < _FIXED else QHeaderView.ResizeMode.Stretch
            )
        self.setColumnWidth(0, theme.px(96))
        self.setColumnWidth(1, theme.px(136))


class _NameDelegate(QStyledItemDelegate):
    """Edits a cell with the names that are known; days off lie on a darker grey, whatever the style sheet says."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        shade = index.data(Qt.ItemDataRole.BackgroundRole)
        if shade is not None:
            painter.fillRect(option.rect, shade)
        super().paint(painter, option, index)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: _Index) -> QWidget:
        editor = QLineEdit(parent)
        grid = self.parent()
        completer = QCompleter(list(grid.names if isinstance(grid, MonthGrid) else ()), editor)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        editor.setCompleter(completer)
        editor.setMaxLength(60)
        return editor
