"""The deadline strip at the bottom: on every screen, never closed. F9 answers the most urgent."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.desk.describe import Describer
from app.domain.deadlines import Deadline
from app.kernel.clock import Clock
from app.ui.kit.badge import Badge
from app.ui.kit.icons import Button
from app.ui.kit.labels import Countdown, Elided, Text
from app.ui.kit.places import name_place
from app.ui.kit.theme import current_theme, set_look, set_tone
from app.ui.kit.ticker import Ticker
from app.ui.shell.strip_presenter import Chip, StripView

MAX_CHIPS = 6

EDGE_PX = 3
"""Height of the coloured edge that says that something stands; it lies over the strip and moves nothing."""

BLINK_TICKS = 2
"""Half-second ticks that the edge stays on and off: one blink in two seconds, far below what may trigger seizures."""


class ChipWidget(QFrame):
    """One deadline: shape and word, time left, what is due, for which incident. Click or Enter answers it."""

    answered = Signal(object)

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "chip")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme = current_theme()
        self._deadline: Deadline | None = None
        self._badge = Badge("", "muted")
        self._left = Countdown(clock)
        self._left.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._title = Elided("")
        self._incident = Elided("", role="caption")
        self._merged = Text("", role="caption")
        for label in (self._title, self._incident):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)  # the chip's own tip tells all of it
        top = QHBoxLayout()
        top.setSpacing(theme.length("s"))
        top.addWidget(self._badge)
        top.addWidget(self._left)
        top.addWidget(self._merged)
        top.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.length("s"), theme.length("xs"), theme.length("s"), theme.length("xs"))
        column.setSpacing(2)
        column.addLayout(top)
        column.addWidget(self._title)
        column.addWidget(self._incident)
        self.setMinimumWidth(theme.px(168))

    def show_chip(self, chip: Chip) -> None:
        """Show this deadline."""
        self._deadline = chip.deadline
        title = f"{chip.title}  +{chip.more}" if chip.more else chip.title
        self._badge.show_as(chip.word, chip.tone, chip.shape)
        self._left.set_due(chip.deadline.due_at, chip.tone)
        self._title.setText(chip.title)
        self._merged.setText(f"+{chip.more}" if chip.more else "")
        self._merged.setVisible(bool(chip.more))
        self._incident.setText(chip.incident)
        set_tone(self, chip.tone)
        self.setAccessibleName(f"{chip.word} {title} {chip.incident}")
        self.setToolTip(f"{title}\n{chip.incident}")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click answers."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._answer()
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space answer."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._answer()
            return
        super().keyPressEvent(event)

    def _answer(self) -> None:
        if self._deadline is not None:
            self.answered.emit(self._deadline)


class DeadlineStrip(QFrame):
    """The ranked deadlines of all incidents. ``mark`` is the word of a drill's desk, "" on the real one; ``looks_on``: nothing is
    answered here (a replay)."""

    answer_wanted = Signal(object)
    """A ``Deadline`` that somebody wants to answer."""

    list_wanted = Signal()
    """Somebody wants to see all of them."""

    acknowledge_wanted = Signal()
    """Somebody has seen the alarm that sounds."""

    alarms_wanted = Signal()
    """Somebody wants to see all alarms."""

    def __init__(self, clock: Clock, mark: str = "", parent: QWidget | None = None, *, looks_on: bool = False) -> None:
        super().__init__(parent)
        self.setProperty("role", "strip")
        name_place(self, "strip")
        set_look(self, "role", "strip")
        theme = current_theme()
        self._title = Text(self.tr("Deadlines"), role="section")
        self._count = Badge("", "muted")
        self._chips = [ChipWidget(clock) for _ in range(MAX_CHIPS)]
        self._empty = Text(self.tr("Nothing is due"), tone="muted")
        self._more = Button("", "list", "quiet", self.tr("Show all deadlines"))
        self._answer = Button(self.tr("Answer (F9)"), "check", "primary", self.tr("Answer the most urgent deadline"))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.length("m"), theme.length("xs"), theme.length("m"), theme.length("xs"))
        row.setSpacing(theme.length("s"))
        head = QVBoxLayout()
        head.setSpacing(theme.length("xs"))
        head.addStretch(1)
        named = QHBoxLayout()
        named.setSpacing(theme.length("xs"))
        named.addWidget(self._title)
        if mark:
            named.addWidget(Badge(mark, "watch", "diamond"))
        head.addLayout(named)
        head.addWidget(self._count)
        head.addStretch(1)
        row.addLayout(head)
        for chip in self._chips:
            row.addWidget(chip, 1)
            chip.answered.connect(self.answer_wanted)
        row.addWidget(self._empty, 1)
        self._acknowledge = Button(
            self.tr("Acknowledge (F10)"), "bell", "quiet", self.tr("Silence this stage only; the next one sounds again")
        )
        self._alarms = Button("", "list", "quiet", self.tr("Show all alarms (F12)"))
        self._edge, self._blinks, self._ticks = "", False, 0
        row.addWidget(self._more)
        both = QVBoxLayout()
        both.setSpacing(0)
        both.addWidget(self._acknowledge)
        both.addWidget(self._alarms)
        row.addLayout(both)
        row.addWidget(self._answer)
        self._acknowledge.clicked.connect(self.acknowledge_wanted)
        self._alarms.clicked.connect(self.alarms_wanted)
        self.show_alarms(0, "", blinks=False)
        for button in (self._acknowledge, self._alarms, self._answer):
            button.setVisible(not looks_on)
        self._more.clicked.connect(self.list_wanted)
        self._answer.clicked.connect(self.answer_first)
        self._first: Deadline | None = None

    def show_view(self, view: StripView, describer: Describer) -> None:
        """Show what is due now; chips beyond the width of the window are counted, not hidden."""
        room = self._room()
        shown = view.chips[:room]
        self._first = shown[0].deadline if shown else None
        for widget, chip in zip(self._chips, shown, strict=False):
            widget.show_chip(chip)
        for position, widget in enumerate(self._chips):
            widget.setVisible(position < len(shown))
        waiting = view.waiting + sum(1 + chip.more for chip in view.chips[room:])
        self._empty.setVisible(not shown)
        self._answer.setEnabled(self._first is not None)
        self._more.setText(self.tr("%n more", "", waiting) if waiting else "")
        self._more.setVisible(bool(waiting))
        if view.overdue:
            self._count.show_as(f"{describer.say('urgency.overdue')} {view.overdue}", "alarm", "square")
        else:
            self._count.show_as(self.tr("None overdue"), "ok", "check")

    def show_alarms(self, standing: int, tone: str, *, blinks: bool) -> None:
        """How many alarms nobody has acknowledged; the edge takes the tone of the most urgent and may blink calmly."""
        self._acknowledge.setEnabled(standing > 0)
        set_look(self._acknowledge, "variant", "danger" if tone == "alarm" else "quiet")
        self._alarms.setText(self.tr("Alarms %1 (F12)").replace("%1", str(standing)) if standing else self.tr("No alarm"))
        changed = (tone, blinks) != (self._edge, self._blinks)
        self._edge, self._blinks = tone, blinks
        if changed:
            self._ticks = 0
            if blinks:
                Ticker.shared().add(self._on_tick)
            else:
                Ticker.shared().remove(self._on_tick)
            self.update()

    @property
    def edge(self) -> str:
        """The tone of the edge as it is drawn at this moment, "" where it is not."""
        off = self._blinks and (self._ticks // BLINK_TICKS) % 2
        return "" if off else self._edge

    def paintEvent(self, event: QPaintEvent) -> None:
        """The strip, and its edge over it."""
        super().paintEvent(event)
        if self.edge:
            painter = QPainter(self)
            painter.fillRect(0, 0, self.width(), EDGE_PX, QColor(current_theme().tone(self.edge).fill))
            painter.end()

    def _on_tick(self) -> None:
        before = self.edge
        self._ticks += 1
        if self.edge != before:
            self.update(0, 0, self.width(), EDGE_PX)

    def answer_first(self) -> None:
        """Answer the most urgent deadline (F9)."""
        if self._first is not None:
            self.answer_wanted.emit(self._first)

    def _room(self) -> int:
        return max(2, min(MAX_CHIPS, (self.width() - current_theme().px(470)) // current_theme().px(200)))
