"""On top of the conductor's room: the drill's clock, how it runs, what comes next, and the keys that set it."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QWidget

from app.catalog.wording import Wording
from app.domain.exercise.model import DrillStatus
from app.ui.drill.clock_words import clock_words
from app.ui.drill.driver import SPEEDS, Driver
from app.ui.kit import time_text
from app.ui.kit.badge import Badge
from app.ui.kit.icons import Button
from app.ui.kit.labels import Elided, Text
from app.ui.kit.theme import current_theme


class ClockBar(QFrame):
    """Shows the clock of the driver; ``speed`` offers its speeds, ``buttons`` are the room's actions. ``next``
    says what comes next: it stands where there is room for it."""

    def __init__(self, driver: Driver, wording: Wording, buttons: tuple[Button, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self._driver, self._wording = driver, wording
        self.time = Text("", "figure")
        self.status = Badge()
        self.elapsed = Text("", "label")
        self.next = Elided("", "label")
        self.speed = QComboBox()
        self.speed.setAccessibleName(self.tr("Speed"))
        for speed in SPEEDS:
            self.speed.addItem(wording.say("drill.clock.speed", speed=f"{speed:g}"), speed)
        theme = current_theme()
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.length("m"), theme.length("xs"), theme.length("m"), theme.length("xs"))
        row.setSpacing(theme.length("s"))
        for widget in (self.time, self.status, self.elapsed):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.speed)
        for button in buttons:
            button.setProperty("dense", "true")
            row.addWidget(button)

    def refresh(self) -> None:
        """Say what the clock says now."""
        driver, drill = self._driver, self._driver.drill
        now = driver.now
        self.time.setText(f"{time_text.date(now)[5:]} {time_text.clock_seconds(now)}")
        self.status.show_as(*clock_words(drill, driver.speed, self._wording))
        begun = drill.started_at
        passed = timedelta(0) if begun is None else (drill.ended_at or now) - begun
        words = self.tr("{passed} of {length} min")
        self.elapsed.setText(words.format(passed=f"{passed.total_seconds() / 60:.1f}", length=f"{drill.scenario.length_min:g}"))
        self.next.setText(self._next_words())
        place = self.speed.findData(driver.usual_speed)
        if place >= 0 and place != self.speed.currentIndex() and not self.speed.view().isVisible():
            blocked = self.speed.blockSignals(True)
            self.speed.setCurrentIndex(place)
            self.speed.blockSignals(blocked)

    def _next_words(self) -> str:
        driver = self._driver
        if driver.drill.status is not DrillStatus.RUNNING:
            return ""
        at = driver.conductor.next_at()
        if at is None:
            return self.tr("Nothing is to come")
        left = max(at - driver.now, timedelta(0))
        words = self.tr("next at {time}, in {left}")
        return words.format(time=time_text.clock_seconds(at), left=time_text.duration(left))
