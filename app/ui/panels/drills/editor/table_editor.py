"""A small table within a form: choose or type cell by cell; Insert adds a row, Ctrl+Delete takes one out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.ui.kit.form_editors import Editor
from app.ui.kit.form_fields import BadInput, Field
from app.ui.kit.icons import Button
from app.ui.kit.theme import current_theme
from app.ui.panels.drills.editor.tables import Cells, Table, Unread
from app.ui.panels.plans.editor.choices import Offer

_CODE = Qt.ItemDataRole.UserRole
MOST_ROWS_SHOWN = 5
_WIDTHS = {"entry": 130, "incident": 70, "task": 170, "fact": 240, "facility": 160, "unit": 240, "status": 120, "words": 190}


class TableEditor(Editor):
    """The value of a ``Table``. What was given is given back as it was, row by row, until somebody types there."""

    def __init__(self, field: Field, table: Table, titles: Sequence[str], unread: str, tips: Sequence[str] = ()) -> None:
        """``titles`` of the columns, with ``tips``; ``unread`` says what cannot be meant, with ``{column}`` and ``{text}``."""
        holder = QWidget()
        super().__init__(field, holder)
        self._table, self._titles, self._unread = table, tuple(titles), unread
        self._before: Any = None
        self._offers: dict[int, tuple[Offer, ...]] = {}
        self.grid = QTableWidget(0, len(table.columns))
        self.grid.setHorizontalHeaderLabels(list(titles))
        for place, tip in enumerate(tips):
            self.grid.horizontalHeaderItem(place).setToolTip(tip)
        self.grid.verticalHeader().hide()
        self.grid.setAccessibleName(field.label)
        self.grid.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
        self.grid.setTabKeyNavigation(False)
        head = self.grid.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setStretchLastSection(True)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for place in range(len(table.columns)):
            self.grid.setColumnWidth(place, current_theme().px(_WIDTHS.get(table.columns[place][0], 150)))
        self.grid.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for place, (_key, source) in enumerate(table.columns):
            if source:
                self.grid.setItemDelegateForColumn(place, _Chooser(self, place, self.grid))
        self.grid.itemChanged.connect(lambda _item: self.changed.emit())
        self.grid.installEventFilter(self)
        self.add_button = Button(self.tr("Add a row"), "add", "quiet", self.tr("Insert"))
        self.remove_button = Button(self.tr("Take the row out"), "remove", "quiet", self.tr("Ctrl+Delete"))
        self.add_button.clicked.connect(self.add_row)
        self.remove_button.clicked.connect(self.remove_row)
        buttons = QHBoxLayout()
        buttons.addWidget(self.add_button)
        buttons.addWidget(self.remove_button)
        buttons.addStretch(1)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(current_theme().length("xs"))
        column.addWidget(self.grid)
        column.addLayout(buttons)
        self._fit()

    @property
    def focus_widget(self) -> QWidget:
        """The table."""
        return self.grid

    def takes_enter(self) -> bool:
        """Enter opens a cell."""
        return True

    def keyboard_widgets(self) -> tuple[QWidget, ...]:
        """The table and its buttons."""
        return (self.grid, self.add_button, self.remove_button)

    def set_offers(self, offers: dict[int, tuple[Offer, ...]]) -> None:
        """What the columns offer from now on; the words of what is there follow."""
        if offers == self._offers:
            return
        self._offers = offers
        blocked = self.grid.blockSignals(True)
        for row in range(self.grid.rowCount()):
            for place in range(self.grid.columnCount()):
                item = self.grid.item(row, place)
                if item is not None and self._table.columns[place][1]:
                    item.setText(self.label(place, item.data(_CODE) or ""))
        self.grid.blockSignals(blocked)

    def read(self) -> Any:
        """The value; ``BadInput`` where a row cannot be meant."""
        try:
            return self._table.made(self._cells(), self._before)
        except Unread as no:
            keys = [key for key, _ in self._table.columns]
            title = self._titles[keys.index(no.column)] if no.column in keys else ""
            raise BadInput(self._unread.format(column=title, text=str(no))) from no

    def write(self, value: Any) -> None:
        """Show this value."""
        self._before = value
        rows = [cells for _, cells in self._table.rows(value)]
        blocked = self.grid.blockSignals(True)
        self.grid.setRowCount(len(rows))
        for row, cells in enumerate(rows):
            self._fill(row, cells)
        self.grid.blockSignals(blocked)
        self._fit()
        self.changed.emit()

    def add_row(self) -> None:
        """An empty row at the end, with the keyboard in it."""
        row = self.grid.rowCount()
        if self._table.single and row:
            row -= 1
        else:
            blocked = self.grid.blockSignals(True)
            self.grid.insertRow(row)
            self._fill(row, tuple("" for _ in self._table.columns))
            self.grid.blockSignals(blocked)
            self._fit()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        self.grid.setCurrentCell(row, 0)
        self.grid.edit(self.grid.model().index(row, 0))

    def remove_row(self) -> None:
        """The current row goes."""
        row = self.grid.currentRow()
        if row >= 0:
            self.grid.removeRow(row)
            self._fit()
            self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Rows by keys."""
        if watched is self.grid and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Insert:
                self.add_row()
                return True
            if event.key() == Qt.Key.Key_Delete and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.remove_row()
                return True
        return super().eventFilter(watched, event)

    def offers(self, column: int) -> tuple[Offer, ...]:
        """What a column offers."""
        return self._offers.get(column, ())

    def label(self, column: int, code: str) -> str:
        """The words of a code in a column."""
        return next((one.label for one in self.offers(column) if one.value == code), code)

    def _cells(self) -> list[Cells]:
        return [tuple(self._cell(row, place) for place in range(self.grid.columnCount())) for row in range(self.grid.rowCount())]

    def _cell(self, row: int, place: int) -> str:
        item = self.grid.item(row, place)
        if item is None:
            return ""
        return str(item.data(_CODE) or "") if self._table.columns[place][1] else item.text()

    def _fill(self, row: int, cells: Cells) -> None:
        for place, cell in enumerate(cells):
            chosen = bool(self._table.columns[place][1])
            item = QTableWidgetItem(self.label(place, cell) if chosen else cell)
            if chosen:
                item.setData(_CODE, cell)
            item.setToolTip(item.text())
            self.grid.setItem(row, place, item)

    def _fit(self) -> None:
        theme = current_theme()
        rows = max(1, min(self.grid.rowCount(), MOST_ROWS_SHOWN))
        head = self.grid.horizontalHeader().sizeHint().height()
        self.grid.setFixedHeight(head + rows * theme.length("row") + theme.length("s"))
        self.grid.verticalHeader().setDefaultSectionSize(theme.length("row"))
        self.remove_button.setEnabled(self.grid.rowCount() > 0)


class _Chooser(QStyledItemDelegate):
    """A cell that is chosen from a list, by typing any part of its words or its code."""

    def __init__(self, editor: TableEditor, column: int, parent: QObject) -> None:
        super().__init__(parent)
        self._editor, self._column = editor, column

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QWidget:
        """The list of what the column offers, empty first."""
        box = QComboBox(parent)
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.addItem("", "")
        for one in self._editor.offers(self._column):
            box.addItem(one.label, one.value)
        found = QCompleter(box.model(), box)
        found.setFilterMode(Qt.MatchFlag.MatchContains)
        found.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        box.setCompleter(found)
        return box

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """Show what is chosen."""
        if isinstance(editor, QComboBox):
            code = index.data(_CODE) or ""
            place = editor.findData(code)
            if place < 0:
                editor.addItem(code, code)
                place = editor.count() - 1
            editor.setCurrentIndex(place)
            editor.lineEdit().selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: QModelIndex | QPersistentModelIndex) -> None:
        """Take the choice; words that name nothing change nothing."""
        if not isinstance(editor, QComboBox):
            return
        typed = editor.currentText().strip().lower()
        texts = [(editor.itemText(at).strip().lower(), str(editor.itemData(at)).lower()) for at in range(editor.count())]
        place = next((at for at, (words, _) in enumerate(texts) if words == typed), -1)
        if place < 0 and typed:
            place = next((at for at, pair in enumerate(texts) if typed in " ".join(pair)), -1)
        if place < 0:
            return
        code = editor.itemData(place) or ""
        blocked = self._editor.grid.blockSignals(True)
        model.setData(index, code, _CODE)
        self._editor.grid.blockSignals(blocked)
        model.setData(index, editor.itemText(place), Qt.ItemDataRole.EditRole)
        self._editor.changed.emit()
