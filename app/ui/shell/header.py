"""The line on top: whose desk, real or drill, who is on duty, the time, the warning in force, and the intake line."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from app.domain.state import State
from app.domain.words import AlertLevel
from app.kernel.clock import Clock
from app.ui.kit.badge import Badge
from app.ui.kit.icons import Button
from app.ui.kit.labels import Elided, Text
from app.ui.kit.places import name_place
from app.ui.kit.theme import current_theme
from app.ui.kit.ticker import Ticker
from app.ui.services import Services
from app.ui.shell.header_text import Room, now_text, without_key

_ALERT_TONES = {
    AlertLevel.RED: "alarm", AlertLevel.ORANGE: "warn", AlertLevel.YELLOW: "watch", AlertLevel.BLUE: "info",
}


def _mode_of(state: State, say: Callable[..., str]) -> tuple[str, str, str]:
    """Word, tone and shape of what kind of desk it is: a drill's before everything else."""
    if state.drill is not None:
        return say("drill.word"), "watch", "diamond"
    demo = state.profile is not None and state.profile.demo
    return (say("wall.demo"), "info", "disc") if demo else (say("wall.live"), "ok", "disc")


class Header(QFrame):
    """Always says whose room this is and what time it is here."""

    intake_wanted = Signal(str)
    """What was typed into the intake line."""

    palette_wanted = Signal()
    """Somebody wants to find something."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "header")
        self._services = services
        self._clock: Clock = services.workspace.desk.clock
        theme = current_theme()
        self._title = Text("", role="title")
        self._mode = Badge("", "ok", "disc")
        self._duty = Elided("", role="label")
        self._time = Text("", role="figure")
        self._room = Room.WHOLE
        self._alert = Badge("", "muted")
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("Take a call in one line, then Enter (F2)"))
        self.line.setClearButtonEnabled(True)
        self.line.setMinimumWidth(theme.px(120))
        self.line.setMaximumWidth(theme.px(420))
        name_place(self.line, "header.line")
        self.line.returnPressed.connect(self._submit)
        self._words = self.tr("New incident (Ctrl+N)")
        self._new = Button(self._words, "call-in", "primary", self._words)
        self._new.clicked.connect(lambda: self.intake_wanted.emit(""))
        self._find = Button("", "search", "quiet", self.tr("Find anything (Ctrl+K)"))
        self._find.clicked.connect(self.palette_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.length("m"), theme.length("xs"), theme.length("m"), theme.length("xs"))
        row.setSpacing(theme.length("m"))
        row.addWidget(self._title)
        row.addWidget(self._mode)
        row.addWidget(self._duty, 2)
        row.addWidget(self._alert)
        row.addWidget(self._time)
        row.addWidget(self.line, 3)
        row.addWidget(self._find)
        row.addWidget(self._new)
        Ticker.shared().add(self._tick)
        self._tick()

    def render(self, state: State) -> None:
        """Show whose desk it is, who is on duty, and the highest warning in force."""
        lang = self._services.lang
        profile, shift = state.profile, state.shift
        name = profile.name.of(lang) if profile else ""
        self._title.setText(self.tr("%1 Duty Desk").replace("%1", name))
        self._mode.show_as(*_mode_of(state, self._services.wording.say))
        if shift is None:
            self._duty.setText(self.tr("Nobody has taken over the shift"))
        else:
            text = self.tr("Leader %1   Officer %2")
            self._duty.setText(text.replace("%1", shift.leader).replace("%2", shift.officer))
        level = state.alert()
        self._alert.setVisible(level is not None)
        if level is not None:
            newest = max(
                (w for w in state.warnings.values() if w.lifted_at is None and w.level is level),
                key=lambda warning: warning.received_at,
            )
            say = self._services.wording.say
            words = say("warning.short", kind=say(f"warning_kind.{newest.kind}"), level=say(f"alert.{level}"))
            self._alert.show_as(words, _ALERT_TONES[level], "triangle")
            self._alert.setToolTip(newest.text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrower: the year goes first, then the weekday, the keys in words, the date, the name of the desk."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Larger text needs the same."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            QTimer.singleShot(0, self, self._fit)

    def minimumSizeHint(self) -> QSize:
        """It gives way to any window; what it then leaves out is ranked by ``Room``."""
        return QSize(current_theme().px(320), super().minimumSizeHint().height())

    def _fit(self) -> None:
        for room in Room:
            self._show_room(room)
            if self._needed() <= self.width():
                return

    def _show_room(self, room: Room) -> None:
        self._room = room
        words = without_key(self._words) if room >= Room.NO_KEYS else self._words
        if self._new.text() != words:
            self._new.setText(words)
        self._title.setVisible(room < Room.NO_TITLE)
        self._tick()

    def _needed(self) -> int:
        """The width at which nothing is cut."""
        layout = self.layout()
        parts = [self._mode, self._time, self._find, self._new]
        parts += [part for part in (self._title, self._alert) if not part.isHidden()]
        fixed = sum(part.sizeHint().width() for part in parts)
        words = self._duty.fontMetrics().horizontalAdvance(self._duty.text()) + 4
        margins = layout.contentsMargins()
        gaps = layout.spacing() * (len(parts) + 1) + margins.left() + margins.right()
        return fixed + words + gaps + current_theme().px(170)

    def focus_line(self) -> None:
        """Put the keyboard into the intake line (F2)."""
        self.line.setFocus()
        self.line.selectAll()

    def _submit(self) -> None:
        words = self.line.text().strip()
        self.line.clear()
        self.intake_wanted.emit(words)

    def _tick(self) -> None:
        now = self._clock.now()
        self._time.setText(now_text(now, self._room))
        self._time.setToolTip(now_text(now, Room.WHOLE))
