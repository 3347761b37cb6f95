"""The table of the house: search, sort, count, export, and an empty state that says what to do."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from app.ui.kit import dialogs, tasks
from app.ui.kit.bars import EmptyState, SearchBox
from app.ui.kit.export import write_table
from app.ui.kit.i18n import translate
from app.ui.kit.icons import Button
from app.ui.kit.labels import Text
from app.ui.kit.table_model import ROW_ROLE, Column, RowsModel
from app.ui.kit.table_view import Table
from app.ui.kit.theme import Tone, current_theme, set_tone

__all__ = ["ROW_ROLE", "Column", "RowsModel", "RowsView"]


class RowsView(QWidget):
    """A table of rows with all that belongs to it.

    ``activated(row)`` on Enter or double click, ``selected(row | None)`` when the current row becomes another
    one. ``empty`` is title and hint of the empty state, and what its button says where there is a next step
    (``offered``). ``export_folder`` is where the save dialog starts.
    Keys: arrows, Enter, Ctrl+F to search, Escape empties the search, Ctrl+C copies the row.
    """

    activated = Signal(object)
    selected = Signal(object)
    exported = Signal(object)
    offered = Signal()

    def __init__(
        self,
        columns: Sequence[Column],
        row_id: Callable[[Any], str],
        *,
        title: str = "",
        empty: tuple[str, ...] = ("", ""),
        initials: Callable[[str], str] | None = None,
        export_folder: Callable[[], Path] = Path.home,
        searchable: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.model = RowsModel(columns, row_id, initials, self)
        self.view = Table()
        self.search = SearchBox()
        self.toolbar = QHBoxLayout()
        self._title, self._empty_text, self._folder = title, empty, export_folder
        self._count = Text("", "caption")
        self._export = Button(
            translate("Kit", "Export"), "export", "quiet", translate("Kit", "Save these rows as xlsx or csv")
        )
        self._empty = EmptyState(*empty)
        self._empty.acted.connect(self.offered)
        self._selected_id = ""
        self._lay_out(searchable)
        self._join(columns)
        self._show_state()

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows; selection, current row and the rows in sight stay where they were."""
        bar = self.view.verticalScrollBar()
        anchor = self.model.id_at(bar.value()) if bar.value() > 0 else ""
        current = self.current_id
        self.model.set_rows(rows)
        if current and self.current_id != current and self.model.place_of(current) >= 0:
            self.select(current, scroll=False)
        place = self.model.place_of(anchor) if anchor else -1
        if place >= 0:
            self.view.updateGeometries()
            bar.setValue(place)
        self._show_state()
        self._tell_selected()

    def set_title(self, title: str) -> None:
        """What the rows are called when they are exported from now on."""
        self._title = title

    @property
    def current_id(self) -> str:
        """The id of the current row, "" for none."""
        return self.model.id_at(self.view.currentIndex().row())

    @property
    def current(self) -> Any:
        """The current row, ``None`` for none."""
        return self.model.row_at(self.view.currentIndex().row())

    def select(self, row_id: str, *, scroll: bool = True) -> bool:
        """Make a row the current one; whether it is shown at all."""
        place = self.model.place_of(row_id)
        if place < 0:
            return False
        index = self.model.index(place, 0)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.view.selectionModel().setCurrentIndex(index, flags)
        if scroll:
            self.view.scrollTo(index)
        return True

    def sort_by(self, key: str, *, falling: bool = False) -> None:
        """Order by the column of that key."""
        place = [column.key for column in self.model.columns].index(key)
        order = Qt.SortOrder.DescendingOrder if falling else Qt.SortOrder.AscendingOrder
        self.view.sortByColumn(place, order)

    async def export_to(self, path: Path) -> int:
        """Write the rows shown, in a worker thread; the number of rows. Raises as ``write_table``."""
        heads = [column.title for column in self.model.columns]
        return await asyncio.to_thread(write_table, path, self._title, heads, self.model.texts())

    def changeEvent(self, event: QEvent) -> None:
        """Rows grow with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.view.verticalHeader().setDefaultSectionSize(current_theme().length("row"))

    async def _export_asked(self) -> None:
        suggested = self._folder() / f"{self._title or 'table'}.xlsx"
        filters = (translate("Kit", "Excel workbook (*.xlsx)"), translate("Kit", "Text table (*.csv)"))
        path = await dialogs.save_path(self, translate("Kit", "Export"), suggested, filters)
        if path is None:
            return
        path = path if path.suffix.lower() in (".csv", ".xlsx") else path.with_suffix(".xlsx")
        self._export.setEnabled(False)
        try:
            count = await self.export_to(path)
        except OSError as problem:
            if tasks.alive(self):
                await dialogs.tell(
                    self, translate("Kit", "Not exported"), f"{path}\n{problem.strerror or problem}"
                )
            return
        finally:
            if tasks.alive(self):
                self._export.setEnabled(True)
        self._count.setText(
            translate("Kit", "{count} rows written to {name}").format(count=count, name=path.name)
        )
        self.exported.emit(path)

    def _lay_out(self, searchable: bool) -> None:
        theme = current_theme()
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.search.setMaximumWidth(theme.px(320))
        self.search.setVisible(searchable)
        self.toolbar.setSpacing(theme.length("s"))
        self.toolbar.addWidget(self.search, 1)
        self.toolbar.addStretch(1)
        self.toolbar.addWidget(self._count)
        self.toolbar.addWidget(self._export)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.length("xs"))
        column.addLayout(self.toolbar)
        column.addLayout(self._stack, 1)

    def _join(self, columns: Sequence[Column]) -> None:
        self.view.setModel(self.model)
        self.view.dress(columns)
        self.view.entered_row.connect(lambda index: self.activated.emit(self.model.row_at(index)))
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._tell_selected())
        self.search.textChanged.connect(self._filter)
        self.model.searched.connect(self._show_state)
        self.search.left.connect(self._to_table)
        self._export.clicked.connect(lambda: tasks.run(self._export_asked(), self, "export"))
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self._to_search)

    def _filter(self, text: str) -> None:
        current = self.current_id
        self.model.set_filter(text)
        if current:
            self.select(current)
        self._show_state()

    def _to_search(self) -> None:
        self.search.show()  # a list without a search line of its own gets it when it is asked for
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _to_table(self) -> None:
        self.view.setFocus(Qt.FocusReason.TabFocusReason)
        if not self.view.currentIndex().isValid() and self.model.rowCount():
            self.select(self.model.id_at(0))

    def _tell_selected(self) -> None:
        now = self.current_id
        if now != self._selected_id:
            self._selected_id = now
            self.selected.emit(self.current)

    def _show_state(self) -> None:
        shown, every = self.model.rowCount(), len(self.model.rows)
        if shown == every:
            self._count.setText(translate("Kit", "{count} rows").format(count=every))
        else:
            self._count.setText(translate("Kit", "{count} of {total} rows").format(count=shown, total=every))
        if every and not shown:
            self._empty.set_text(
                translate("Kit", "Nothing found"), translate("Kit", "Escape in the search box shows all rows")
            )
        else:
            self._empty.set_text(*self._empty_text)
        self._stack.setCurrentIndex(0 if shown else 1)
        self._export.setEnabled(bool(shown))
        set_tone(self._count, Tone.MUTED)
