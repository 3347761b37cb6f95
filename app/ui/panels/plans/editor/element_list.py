"""The table of a part's list with its keys: add, copy, take out, move, sort by time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from app.ui.kit.bars import EmptyState
from app.ui.kit.table_model import Column, RowsModel
from app.ui.kit.table_view import Table
from app.ui.kit.theme import Tone, current_theme
from app.ui.kit.widgets import Button, Text
from app.ui.panels.plans.editor.asking import PartSpec
from app.ui.panels.plans.editor.draft import listed
from app.ui.panels.plans.editor.findings import Place
from app.ui.panels.plans.editor.rows import Row
from app.ui.panels.plans.editor.session import Session

_WIDTHS = {
    "due": 76, "within": 76, "role": 118, "levels": 78, "group": 96, "critical": 64, "status": 76, "level": 48, "hours": 72,
    "declared_by": 128, "lead": 110, "members": 150, "kind": 140, "amount": 96, "checked": 92, "year": 56, "stage": 92,
    "to_role": 120, "limit": 110, "quantity": 80, "phone": 116, "post": 88, "deputy": 56, "organisation": 130, "place": 130,
    "keeper": 80, "expected": 104, "outcome": 84, "basis": 150, "facts": 180, "ref": 96, "minute": 70, "inject": 58, "weight": 52,
    "objective": 150, "expects": 52, "seat": 130, "answered": 170, "items": 200, "channel": 128, "to": 96,
    "ack_min": 84, "set_out_min": 84, "slow_factor": 96, "unit": 170,
}
_WIDE = 230
"""What the column of words keeps before others find room."""

_STRETCH = ("text", "words", "conditions", "duties", "cite", "title", "capability", "when")
_RIGHT = ("due", "within", "hours", "quantity", "year", "weight", "expects", "minute")
_EXTRA = ("group", "critical", "basis", "when", "keeper", "place", "members", "answered", "items", "objective")


class ElementList(QWidget):
    """Shows the elements in their order; ``chosen(place or None)`` as the current one changes, ``entered`` on Enter."""

    chosen = Signal(object)
    entered = Signal()

    def __init__(self, session: Session, part: PartSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        assert part.list is not None  # the page asks before
        self._session, self._part, self._spec = session, part, part.list
        self.model = RowsModel(self._columns(), lambda row: str(row.place), None, self)
        self.view = Table(self)
        self._note = Text("", "", Tone.ALARM, self)
        self._empty = EmptyState(
            self.tr("Nothing here yet"), self.tr("Insert adds the first one"), self.tr("Add"), icon_name="list", parent=self
        )
        self.buttons: dict[str, Button] = {}
        self._shown: int | None = None
        self._lay_out()
        self._wire()
        self.refresh()

    @property
    def current(self) -> int | None:
        """The place of the current element, ``None`` for none."""
        row = self.model.row_at(self.view.currentIndex().row())
        return None if row is None else row.place

    def refresh(self) -> None:
        """Show the list as it stands; the current place stays the current one."""
        keep = self.current
        self.model.set_rows(self._session.bench.table(self._part))
        count = self.model.rowCount()
        if count and (keep is None or keep >= count):
            keep = count - 1 if keep is not None else 0
        if count and keep != self.current:
            self._make_current(keep)
        self._stack.setCurrentIndex(0 if count else 1)
        self._note.setText("  ".join(self._session.bench.findings.of_list(self._part.id)))
        self._note.setVisible(bool(self._note.text()))
        self._show_buttons()
        self._tell()

    def select(self, place: int) -> None:
        """Make an element the current one."""
        if 0 <= place < self.model.rowCount():
            self._make_current(place)
            self.view.scrollTo(self.model.index(place, 0))

    def add(self) -> None:
        """An empty element behind the current one; the keyboard goes to its first field."""
        place = self._session.add(self._part, self.current)
        if place is not None:
            self.select(place)
            self.entered.emit()

    def copy(self) -> None:
        """The current element once more."""
        self._edit(lambda field, at: (lambda draft: self._session.bench.edits.duplicate(draft, field, at)), 1)

    def take_out(self) -> None:
        """The current element goes; undo brings it back."""
        self._edit(lambda field, at: (lambda draft: self._session.bench.edits.remove(draft, field, at)), 0)

    def move(self, step: int) -> None:
        """The current element one place on (or back)."""
        self._edit(lambda field, at: (lambda draft: self._session.bench.edits.move(draft, field, at, at + step)), step)

    def sort(self) -> None:
        """The elements in the order of their times."""
        field = self._spec.field
        self._session.apply(lambda draft: self._session.bench.edits.sort_by_time(draft, field), Place(self._part.id))

    def _edit(self, make: Callable[[str, int], Any], step: int) -> None:
        at = self.current
        if at is not None and self._session.apply(make(self._spec.field, at), Place(self._part.id, max(0, at + step))):
            self.select(min(at + step, self.model.rowCount() - 1))

    def _make_current(self, place: int) -> None:
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.view.selectionModel().setCurrentIndex(self.model.index(place, 0), flags)

    def _tell(self) -> None:
        now = self.current
        if now != self._shown:
            self._shown = now
            self.chosen.emit(now)

    def _on_current(self) -> None:
        self._show_buttons()
        self._tell()

    def _show_buttons(self) -> None:
        at, count = self.current, self.model.rowCount()
        locked, room = self._session.read_only, self._session.bench.has_room(self._part)
        allowed = {
            "add": room, "copy": at is not None and room, "remove": at is not None, "up": bool(at),
            "down": at is not None and at < count - 1, "sort": count > 1,
        }
        for name, button in self.buttons.items():
            button.setEnabled(allowed[name] and not locked)

    def _columns(self) -> tuple[Column, ...]:
        bench = self._session.bench
        columns = [
            Column(
                key="mark", title="", text=lambda row: str(row.problems or ""), badge=True, width=44,
                tone=lambda row: Tone.WARN if row.problems else "",
                tip=lambda row: self.tr("%n problem(s)", "", row.problems) if row.problems else None,
            )
        ]
        if bench.shows_waiting:
            waiting = self.tr("to confirm")
            columns.append(
                Column(key="waiting", title=self.tr("Read in"), text=lambda row: waiting if row.waiting else "",
                       tone=lambda row: Tone.WATCH if row.waiting else "", badge=True, width=86)
            )
        stretch = next((key for key in self._spec.columns if key in _STRETCH), self._spec.columns[0])
        columns += [self._column(at, key, key == stretch) for at, key in enumerate(self._spec.columns)]
        return tuple(columns)

    def _column(self, at: int, key: str, stretch: bool) -> Column:
        def text(row: Row) -> str:
            return row.cells[at]

        badge = key in ("status", "outcome")
        return Column(
            key=key, title=self._session.bench.label(self._part, key), text=text, tip=text, stretch=stretch,
            width=_WIDE if stretch else _WIDTHS.get(key, 130), align="right" if key in _RIGHT else "left",
            extra=key in _EXTRA and not stretch, badge=badge, tone=self._tone(key) if badge else None,
        )

    def _tone(self, key: str) -> Callable[[Row], str]:
        if key == "outcome":
            return lambda row: (Tone.WARN if row.problems else Tone.OK) if row.cells[-1] else ""
        return lambda row: row.tone

    def _wire(self) -> None:
        self.view.setModel(self.model)
        self.view.dress(self.model.columns)
        self.view.setSortingEnabled(False)
        self.view.horizontalHeader().setSortIndicatorShown(False)
        self.view.setAccessibleName(self._session.bench.wording.say(f"plan_part.{self._part.id}"))
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._on_current())
        self.view.entered_row.connect(lambda _index: self.entered.emit())
        self._empty.acted.connect(self.add)
        acts: dict[str, tuple[Callable[[], None], str]] = {
            "add": (self.add, "Insert"), "copy": (self.copy, "Ctrl+D"), "remove": (self.take_out, "Delete"),
            "up": (lambda: self.move(-1), "Alt+Up"), "down": (lambda: self.move(1), "Alt+Down"), "sort": (self.sort, ""),
        }
        for name, button in self.buttons.items():
            act, key = acts[name]
            button.clicked.connect(lambda _checked=False, act=act: act())
            if key:
                shortcut = QShortcut(QKeySequence(key), self)
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.activated.connect(lambda button=button: button.click())

    def _lay_out(self) -> None:
        theme = current_theme()
        names = {
            "add": (self.tr("Add"), "add", self.tr("Add behind the current one (Insert)")),
            "copy": (self.tr("Duplicate"), "copy", self.tr("Once more (Ctrl+D)")),
            "remove": (self.tr("Remove"), "remove", self.tr("Take out; undo brings it back (Delete)")),
            "up": ("", "up", self.tr("Move up (Alt+Up)")),
            "down": ("", "down", self.tr("Move down (Alt+Down)")),
        }
        if self._spec.timed:
            names["sort"] = (self.tr("By time"), "sort", self.tr("Put all in the order of their times"))
        bar = QHBoxLayout()
        bar.setSpacing(theme.length("xs"))
        bench = self._session.bench
        own = bench.label(self._part, self._spec.fields[0].key) if self._part.form else ""
        bar.addWidget(Text(own or bench.wording.say(f"plan_part.{self._part.id}"), "section", parent=self))
        bar.addSpacing(theme.length("s"))
        for name, (text, icon, tip) in names.items():
            self.buttons[name] = Button(text, icon, "quiet", tip, self)
            self.buttons[name].setAccessibleName(text or tip)
            bar.addWidget(self.buttons[name])
        bar.addStretch(1)
        bar.addWidget(self._note)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.length("xs"))
        column.addLayout(bar)
        column.addLayout(self._stack, 1)


def rows_of(session: Session, part: PartSpec) -> int:
    """How many elements the part's list has."""
    return 0 if part.list is None else len(listed(session.bench.draft, part.list.field))
