"""The left side of the duty room: who is on duty, and which warnings are in force."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.state import State
from app.kernel.clock import Clock
from app.ui.kit import time_text
from app.ui.kit.theme import current_theme
from app.ui.kit.ticker import Ticker
from app.ui.kit.widgets import Badge, Button, SectionHeader, Text
from app.ui.panels.contacts.presenter import ContactsPresenter, WarningRow
from app.ui.particulars import Particular, Particulars


class ShiftCard(QFrame):
    """Who is on duty now, since when, on what number."""

    take_over_wanted = Signal()

    def __init__(self, presenter: ContactsPresenter, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._presenter, self._clock = presenter, clock
        self._facts = Particulars()
        self._empty = Text(self.tr("Nobody has taken over the shift"), tone="watch")
        self._running = Text("", tone="watch")
        self._running.setWordWrap(True)
        self._state: State | None = None
        self._minute = 0
        self.next_shift = Text("", "caption")
        self.next_shift.setWordWrap(True)
        self._button = button = Button(self.tr("Take over the shift…"), "handover", "primary")
        button.clicked.connect(self.take_over_wanted)
        column = _card(self)
        column.addWidget(SectionHeader(self.tr("On duty now")))
        column.addWidget(self._empty)
        column.addWidget(self._facts)
        column.addWidget(self._running)
        column.addWidget(self.next_shift)
        column.addWidget(button)

    def render_shift(self, state: State) -> None:
        """Show the shift of this state."""
        shift, running = state.shift, state.handover
        self._running.setVisible(running is not None)
        if running is not None:
            words = self.tr("Being handed over to {officer}: {count} accepted")
            self._running.setText(words.format(officer=running.officer, count=len(running.accepted)))
        self._button.setText(self.tr("Take over the shift…") if running is None else self.tr("Go on with the handover…"))
        self._empty.setVisible(shift is None)
        self._facts.setVisible(shift is not None)
        self._state = state
        self._show_next(state)
        if shift is None:
            return
        phone = self._presenter.phone_of
        self._facts.show_lines(
            (
                Particular(self.tr("Leader"), f"{shift.leader}  {phone(shift.leader, state)}".strip()),
                Particular(self.tr("Officer"), f"{shift.officer}  {phone(shift.officer, state)}".strip()),
                Particular(self.tr("Since"), time_text.day_clock(shift.started_at, self._clock.now())),
            )
        )


    def showEvent(self, event: QShowEvent) -> None:
        """While it is seen, the next shift follows the clock."""
        super().showEvent(event)
        Ticker.shared().add(self._tick)

    def hideEvent(self, event: QHideEvent) -> None:
        """Unseen, it costs nothing."""
        Ticker.shared().remove(self._tick)
        super().hideEvent(event)

    def _tick(self) -> None:
        minute = int(self._clock.now().timestamp() // 60)
        if self._state is not None and minute != self._minute:
            self._minute = minute
            self._show_next(self._state)

    def _show_next(self, state: State) -> None:
        coming = self._presenter.next_shift(state, self._clock.now())
        self.next_shift.setText(self.tr("Next by the roster: {shift}").format(shift=coming) if coming else "")
        self.next_shift.setVisible(bool(coming))


class WarningsCard(QFrame):
    """Warnings in force, each with its words and a way to record that it was lifted; then the last lifted ones."""

    record_wanted = Signal()
    lift_wanted = Signal(str)

    def __init__(self, presenter: ContactsPresenter, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._presenter, self._clock = presenter, clock
        self._head = SectionHeader(self.tr("Warnings in force"))
        record = Button(self.tr("Record a warning…"), "add")
        record.clicked.connect(self.record_wanted)
        self._list = QVBoxLayout()
        self._list.setSpacing(current_theme().length("s"))
        inner = QWidget()
        inner.setProperty("role", "scrolled")
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addLayout(self._list)
        rows.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inner)
        column = _card(self)
        column.addWidget(self._head)
        column.addWidget(area, 1)
        column.addWidget(record)
        self._shown: tuple[tuple[WarningRow, ...], tuple[WarningRow, ...]] | None = None

    def render_warnings(self, state: State) -> None:
        """Show the warnings of this state."""
        shown = self._presenter.in_force(state), self._presenter.lifted(state)
        if shown == self._shown:
            return
        self._shown = shown
        in_force, lifted = shown
        self._head.set_title(self.tr("Warnings in force"), str(len(in_force)) if in_force else "")
        while self._list.count():
            widget = self._list.takeAt(0).widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row in in_force:
            self._list.addWidget(self._open_one(row))
        if not in_force:
            self._list.addWidget(Text(self.tr("No warning is in force"), tone="muted"))
        if lifted:
            self._list.addWidget(SectionHeader(self.tr("Lifted")))
        for row in lifted:
            self._list.addWidget(self._past_one(row))

    def _open_one(self, row: WarningRow) -> QWidget:
        theme = current_theme()
        box = QWidget()
        head = QHBoxLayout()
        head.setSpacing(theme.length("s"))
        head.addWidget(Badge(row.title, row.tone))
        head.addStretch(1)
        lift = Button(self.tr("Lifted…"), variant="quiet", tip=self.tr("Record that whoever issued it has lifted it"))
        lift.clicked.connect(lambda: self.lift_wanted.emit(row.id))
        head.addWidget(lift)
        words = Text(row.warning.text)
        words.setWordWrap(True)
        words.setVisible(bool(row.warning.text))
        source = self.tr("{who}, received {time}").format(
            who=row.warning.issued_by, time=time_text.day_clock(row.warning.received_at, self._clock.now())
        )
        note = Text(source, "caption")
        note.setWordWrap(True)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.length("xs"))
        column.addLayout(head)
        column.addWidget(words)
        column.addWidget(note)
        return box

    def _past_one(self, row: WarningRow) -> QWidget:
        at = row.warning.lifted_at or row.warning.received_at
        line = Text(f"{row.title}  {time_text.day_clock(at, self._clock.now())}", tone="muted")
        line.setWordWrap(True)
        return line


def _card(frame: QFrame) -> QVBoxLayout:
    theme = current_theme()
    column = QVBoxLayout(frame)
    column.setContentsMargins(theme.length("m"), theme.length("s"), theme.length("m"), theme.length("m"))
    column.setSpacing(theme.length("s"))
    return column
