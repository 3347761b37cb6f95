"""The bar that plays: keys, speed, the reel, and where on it the replay stands."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.catalog.wording import Wording
from app.desk.replay.player import SPEEDS, Player
from app.ui.kit.badge import Badge
from app.ui.kit.icons import Button
from app.ui.kit.labels import Elided, Text
from app.ui.kit.shortcuts import Actions, keyed
from app.ui.kit.theme import current_theme, set_tone
from app.ui.replay.reel import LOOKS, ReelView

STEPS = ("first", "last_mark", "last_entry", "toggle", "next_entry", "next_mark", "end")
"""The actions of the bar, in their order."""


class Transport(QFrame):
    """Shows a player. ``speed_chosen(speed)``; the reel says what it seeks itself."""

    speed_chosen = Signal(float)

    def __init__(self, player: Player, reel: ReelView, actions: Actions, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self._player = player
        self.reel = reel
        self.place = Text("", "label")
        self.entry = Elided("", "label")
        self.speed = QComboBox()
        self.speed.setAccessibleName(self.tr("Speed"))
        for speed in SPEEDS:
            self.speed.addItem(f"{speed:g}×", speed)
        self.speed.activated.connect(lambda place: self.speed_chosen.emit(self.speed.itemData(place)))
        self._buttons: dict[str, Button] = {}
        theme = current_theme()
        gap = theme.length("xs")
        row = QHBoxLayout()
        row.setSpacing(gap)
        for code in STEPS:
            button = actions.button(code, "primary" if code == "toggle" else "plain", show_key=code == "toggle")
            if code != "toggle":
                button.setText("")
            button.setProperty("dense", "true")
            self._buttons[code] = button
            row.addWidget(button)
        row.addWidget(self.speed)
        for code in ("skip", "jump"):
            button = actions.button(code, "quiet")
            button.setProperty("dense", "true")
            self._buttons[code] = button
            row.addWidget(button)
        self._buttons["skip"].setCheckable(True)
        row.addWidget(self.place)
        row.addWidget(self.entry, 1)
        self._legend = {kind: Badge() for kind in LOOKS}
        for kind, legend in self._legend.items():
            legend.show_as(wording.say(f"replay.mark.{kind}"), *LOOKS[kind])
            row.addWidget(legend)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.length("s"), gap, theme.length("s"), gap)
        column.setSpacing(gap)
        column.addWidget(reel)
        column.addLayout(row)

    def show_reel(self) -> None:
        """Another reel: its marks, and the words for those that are on it."""
        marks = self._player.marks
        self.reel.show_reel(self._player.scale, marks)
        found = {kind for _, kind, _ in marks}
        for kind, legend in self._legend.items():
            legend.setVisible(kind in found)

    def say(self, text: str, tone: str = "neutral") -> None:
        """What was written last, or why something is not done."""
        self.entry.setText(text)
        set_tone(self.entry, tone)

    def refresh(self) -> None:
        """Say where it stands now."""
        player = self._player
        self.reel.show_now(player.now)
        words = self.tr("Entry {passed} of {count}")
        self.place.setText(words.format(passed=player.passed, count=player.count))
        toggle = self._buttons["toggle"]
        toggle.setText(keyed(self.tr("Stop") if player.is_playing else self.tr("Play"), "Space"))
        self._buttons["skip"].setChecked(player.skips)
        place = self.speed.findData(player.speed)
        if place != self.speed.currentIndex() and not self.speed.view().isVisible():
            self.speed.setCurrentIndex(place)
