"""The timeline tab: everything that the journal says of the incident, and a line to write into it."""

from __future__ import annotations

import asyncio
from pathlib import Path

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.domain.deadlines import Deadline
from app.domain.incident.commands import AddNote, StrikeNote
from app.domain.incident.model import Incident
from app.domain.record import Record
from app.ui.kit.bars import SearchBox
from app.ui.kit.dialogs import prompt_text, save_path, tell
from app.ui.kit.export import write_table
from app.ui.kit.i18n import translate
from app.ui.kit.icons import Button
from app.ui.kit.labels import Text
from app.ui.kit.tasks import alive
from app.ui.kit.theme import current_theme
from app.ui.panels.duty import timeline_presenter
from app.ui.panels.duty.look import Tab, room_of, row, tab_column
from app.ui.panels.duty.room import Room
from app.ui.panels.duty.timeline_presenter import TimelineRow
from app.ui.services import Services

_ROW = int(Qt.ItemDataRole.UserRole) + 1
_KEEP = "\u2060"
"""Word joiner: a name of two or three characters is not torn apart at the end of a line."""


class TimelineTab(Tab):
    """Enter in the line adds a note. The journal is read off the interface's thread."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self._records: tuple[Record, ...] = ()
        self._read_for: tuple[str, int] = ("", -1)
        self.search = SearchBox()
        self.list = TimelineList()
        self.note = QLineEdit()
        self.note.setPlaceholderText(translate("Duty", "Write a line into the timeline, then Enter"))
        self.note.setAccessibleName(self.note.placeholderText())
        self.note.setMaxLength(2000)
        self._error = Text("", tone="alarm")
        self._error.setWordWrap(True)
        self._error.hide()
        self.strike = Button(translate("Duty", "Strike…"), variant="quiet")
        self.export = Button(translate("Duty", "Export"), "export", "quiet")
        self.replay = Button(translate("Duty", "Replay"), "history", "quiet", translate("Duty", "Play this incident back"))
        self.replay.setVisible(services.replay_host is not None)
        layout = tab_column(self)
        layout.addLayout(row(self.search, self.replay, self.strike, self.export))
        layout.addWidget(self.list, 1)
        layout.addWidget(self._error)
        layout.addWidget(self.note)
        self.search.textChanged.connect(lambda _text: self._draw())
        self.search.left.connect(self.list.setFocus)
        self.note.returnPressed.connect(lambda: self.services.run(self._add(), self))
        self.strike.clicked.connect(lambda: self.services.run(self._strike(), self))
        self.export.clicked.connect(lambda: self.services.run(self._export(), self))
        self.replay.clicked.connect(lambda: self.services.run(self._replay(), self))
        self.list.selectionModel().currentRowChanged.connect(lambda *_: self._enable())

    def show_incident(self, of: Incident, ranked: tuple[Deadline, ...], room: Room) -> None:
        """Read the journal where it has grown, and draw."""
        if of.id != self.incident_id:
            self._records = ()
            self.note.clear()
        self.incident_id = of.id
        if self._read_for != (of.id, room.state.seq):
            self._read_for = (of.id, room.state.seq)
            self.services.run(self._read(of.id), self)
        self._draw()

    @property
    def rows(self) -> tuple[TimelineRow, ...]:
        """The rows shown."""
        return self.list.rows

    async def _read(self, incident_id: str) -> None:
        records = await self.services.workspace.desk.history(incident_id)
        if alive(self) and incident_id == self.incident_id and len(records) >= len(self._records):
            self._records = records
            self._draw()

    def _draw(self) -> None:
        of = self.incident
        if of is None:
            return
        self.list.show_rows(timeline_presenter.present(of, self._records, room_of(self.services), self.search.text()))
        self._enable()

    def _enable(self) -> None:
        current = self.list.current
        self.strike.setEnabled(current is not None and current.can_be_struck)
        self.export.setEnabled(bool(self.list.rows))

    async def _add(self) -> None:
        text = self.note.text().strip()
        if text and await self.services.attempt(AddNote(incident_id=self.incident_id, text=text)):
            self.note.clear()

    async def _strike(self) -> None:
        current = self.list.current
        if current is None or not current.can_be_struck:
            return
        reason = await prompt_text(self, translate("Duty", "Strike this line"), translate("Duty", "Why?"), multiline=True)
        if reason:
            await self.services.attempt(
                StrikeNote(incident_id=self.incident_id, note_id=current.note_id, reason=reason)
            )

    async def _replay(self) -> None:
        await self.services.replay_host.attempt(incident_id=self.incident_id, parent=self.window())

    async def _export(self) -> None:
        of = self.incident
        if of is None:
            return
        title = translate("Duty", "Timeline {number}").format(number=of.number)
        filters = (translate("Duty", "Excel workbook (*.xlsx)"), translate("Duty", "Text table (*.csv)"))
        path = await save_path(self, title, Path.home() / f"{title}.xlsx", filters)
        if path is None:
            return
        path = path if path.suffix.lower() in (".csv", ".xlsx") else path.with_suffix(".xlsx")
        heads, cells = timeline_presenter.table(self.list.rows, room_of(self.services))
        try:
            count = await asyncio.to_thread(write_table, path, title, heads, cells)
        except OSError as problem:
            await tell(self, translate("Duty", "Not exported"), f"{path}\n{problem.strerror or problem}")
            return
        self.services.navigator.say(translate("Duty", "{count} lines written to {name}").format(count=count, name=path.name), "ok")


class _Model(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: tuple[TimelineRow, ...] = ()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        one = self.rows[index.row()]
        if role == _ROW:
            return one
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{one.clock} {one.text} {one.struck_reason}".strip()
        return one.struck_reason or None if role == Qt.ItemDataRole.ToolTipRole else None

    def show(self, rows: tuple[TimelineRow, ...]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()


class TimelineList(QListView):
    """The rows, words wrapped, struck lines struck through; stays at the end while it is read there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Model(self)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self))
        self.setWordWrap(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(translate("Duty", "Timeline"))

    @property
    def rows(self) -> tuple[TimelineRow, ...]:
        """The rows shown."""
        return self._model.rows

    @property
    def current(self) -> TimelineRow | None:
        """The current row."""
        one = self.currentIndex().data(_ROW)
        return one if isinstance(one, TimelineRow) else None

    def show_rows(self, rows: tuple[TimelineRow, ...]) -> None:
        """Show these rows; the current one stays, and the end stays in sight for who reads there."""
        if rows == self._model.rows:
            return
        bar = self.verticalScrollBar()
        at_end, keep, scroll = bar.value() >= bar.maximum(), self.current, bar.value()
        self._model.show(rows)
        place = next((place for place, one in enumerate(rows) if keep is not None and one.seq == keep.seq), -1)
        if place >= 0:
            self.setCurrentIndex(self._model.index(place))
        if at_end:
            self.doItemsLayout()
            self.scrollToBottom()
        else:
            bar.setValue(scroll)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other widths make other heights."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        """So do other letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.scheduleDelayedItemsLayout()


class _Delegate(QStyledItemDelegate):
    _FLAGS = Qt.TextFlag.TextWordWrap

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        theme = current_theme()
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListView) else theme.px(400)
        one: TimelineRow = index.data(_ROW)
        room = QRect(0, 0, self._text_width(width), 100_000)
        height = QFontMetrics(theme.font()).boundingRect(room, int(self._FLAGS), self._words(one)).height()
        return QSize(width, height + 2 * theme.length("xs") + 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        one: TimelineRow = index.data(_ROW)
        theme = current_theme()
        painter.save()
        rect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color("selection"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color("line"))
        area = rect.adjusted(theme.length("s"), theme.length("xs"), -theme.length("s"), -theme.length("xs"))
        painter.setPen(theme.color("ink_soft"))
        painter.setFont(theme.font("small", strong=True))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), one.clock)
        text = area.adjusted(self._time_width(), 0, 0, 0)
        font = theme.font()
        font.setStrikeOut(bool(one.struck_reason))
        painter.setFont(font)
        painter.setPen(theme.color("ink_faint" if one.struck_reason else "ink"))
        painter.drawText(text, int(self._FLAGS), self._words(one))
        painter.restore()

    def _words(self, one: TimelineRow) -> str:
        tail = f"  —\u00a0{_KEEP.join(one.who)}" if one.who else ""
        return f"{one.text}{tail}"

    def _time_width(self) -> int:
        theme = current_theme()
        return QFontMetrics(theme.font("small", strong=True)).horizontalAdvance("00-00 00:00") + theme.length("s")

    def _text_width(self, width: int) -> int:
        return max(40, width - self._time_width() - 2 * current_theme().length("s"))
