"""The band over a drill's window: hatching, the word, how its clock runs, the way back to the real desk; what is told to the
participants and what happens at the real desk meanwhile stand below it."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.desk.desk import Notice
from app.ui.drill.attempt import attempt
from app.ui.drill.clock_words import clock_words
from app.ui.drill.coach.coach import Coach
from app.ui.drill.inbox import Inbox
from app.ui.kit.badge import Badge
from app.ui.kit.bars import Banner
from app.ui.kit.drill_mark import HatchEdge, paint_hatch
from app.ui.kit.icons import Button
from app.ui.kit.labels import Elided, Text
from app.ui.kit.shortcuts import keyed
from app.ui.kit.theme import current_theme
from app.ui.kit.ticker import Ticker
from app.ui.services import Services

LIVE_KEY = "Ctrl+Shift+L"
"""Back to the real desk; the drill is parked."""

ROOM_KEY = "Ctrl+Shift+D"
"""The conductor's room, from the live desk the drill."""


class DrillBand(QWidget):
    """Stands over everything in a drill's window and cannot be closed."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._host = services.drill_host
        theme = current_theme()
        word = services.wording.say("drill.word")
        drill = services.state.drill
        assert drill is not None
        self._word = Text(word, "title")
        self._word.setProperty("tone", "watch")
        self._title = Elided(services.wording.text(drill.scenario.title), "section")
        self._clock = Badge("", "info")
        self.go_on = Button(self.tr("Go on"), "play", "primary")
        self.room = Button(keyed(self.tr("Conductor"), ROOM_KEY), "drill", "quiet")
        self.live = Button(keyed(self.tr("To the real desk"), LIVE_KEY), "exit", "danger")
        self.live.setToolTip(self.tr("Something real has happened: the real desk comes to the front, the drill is parked"))
        self.banner = Banner()
        self.banner.hide()
        self.inbox = Inbox(services)
        self.coach = Coach(services, self)
        line = _Ground()
        row = QHBoxLayout(line)
        gap = theme.length("s")
        row.setContentsMargins(theme.px(_HATCHED) + gap, theme.px(3), theme.px(_HATCHED) + gap, theme.px(3))
        row.setSpacing(theme.length("m"))
        row.addWidget(self._word)
        row.addWidget(self._title, 1)
        for widget in (self._clock, self.go_on, self.room, self.live):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(HatchEdge())
        column.addWidget(line)
        column.addWidget(self.banner)
        column.addWidget(self.inbox)
        column.addWidget(self.coach.strip)
        self._wire()
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """The window stands: a guide may begin."""
        super().showEvent(event)
        if self.coach.exists and self.coach.course is None:
            self._services.run(self.coach.load(), self)

    def refresh(self) -> None:
        """Say how the drill stands."""
        drill, clock = self._services.state.drill, self._services.workspace.desk.clock
        if drill is None:
            return
        words, tone, shape = clock_words(drill, clock.speed, self._services.wording)
        self._clock.show_as(words, tone, shape)
        opened = self._host.current if self._host is not None else None
        self.go_on.setVisible(opened is not None and opened.driver.stands)
        for button in (self.room, self.live):
            button.setVisible(self._host is not None)

    def _wire(self) -> None:
        self._services.bridge.noticed.connect(self._on_notice)
        Ticker.shared().add(self.refresh)
        if self._host is None:
            return
        host = self._host
        self.live.clicked.connect(lambda: self._services.run(host.to_live(), self))
        self.room.clicked.connect(host.show_room)
        self.go_on.clicked.connect(lambda: self._services.run(self._go_on(), self))
        host.live_news.connect(self._on_news)
        self.banner.acted.connect(lambda: self._services.run(host.to_live(), self))

    async def _go_on(self) -> None:
        await attempt(self._services, self._host.current.driver.toggle())

    def _on_notice(self, notice: Notice) -> None:
        if notice.before.drill is not notice.after.drill:
            self.refresh()

    def _on_news(self, text: str) -> None:
        self.banner.show_text(text, "alarm", keyed(self.tr("To the real desk"), LIVE_KEY))


_HATCHED = 74


class _Ground(QFrame):
    """The ground of the band: hatched at both ends, calm between, so that words can be read on it."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "bar")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ends."""
        super().paintEvent(event)
        wide = current_theme().px(_HATCHED)
        painter = QPainter(self)
        paint_hatch(painter, QRect(0, 0, wide, self.height()))
        paint_hatch(painter, QRect(self.width() - wide, 0, wide, self.height()))
        painter.end()
