"""The bottom line: what was last said, the journal's state, sound, and where the data are."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.domain.state import State
from app.ui.kit import time_text
from app.ui.kit.badge import Badge
from app.ui.kit.icons import Button
from app.ui.kit.labels import Elided, Text
from app.ui.kit.theme import current_theme, set_tone
from app.ui.services import Services

SAID_FOR_MS = 12_000


class StatusLine(QFrame):
    """Says quietly that all is well, or what is not."""

    mute_wanted = Signal()
    """Somebody wants to silence the alarms for a while."""

    wall_wanted = Signal()
    """Somebody wants the wall display opened or closed."""

    wall_lock_wanted = Signal()
    """Somebody wants the wall's map to follow or to stay."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "status")
        self._services = services
        self._said = Elided("")
        self._journal = Text("", role="caption")
        self._chain = Text("", role="caption")
        self._map = Text(self.tr("Offline map"), role="caption")
        self._mute = Button("", "sound", "quiet", self.tr("Silence the alarms for some minutes"))
        self._mute.clicked.connect(self.mute_wanted)
        self._wall = Button(self.tr("Wall display"), "wall", "quiet", self.tr("Open or close the wall display (F11)"))
        self._wall.clicked.connect(self.wall_wanted)
        self._wall_lock = Button("", "lock", "quiet", self.tr("Let the wall's map follow the desk, or lock it (Ctrl+F11)"))
        self._wall_lock.clicked.connect(self.wall_lock_wanted)
        self._wall_lock.hide()
        self._clear = QTimer(self)
        self._clear.setSingleShot(True)
        self._clear.timeout.connect(lambda: self.say(""))
        theme = current_theme()
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.length("m"), 2, theme.length("m"), 2)
        row.setSpacing(theme.length("l"))
        if services.state.drill is not None:
            row.addWidget(Badge(services.wording.say("drill.word"), "watch", "diamond"))
        row.addWidget(self._said, 1)
        for part in (self._journal, self._chain, self._map, self._wall_lock, self._wall, self._mute):
            row.addWidget(part)
        self.show_chain(None, None)

    def say(self, text: str, tone: str = "neutral") -> None:
        """Show a line for some seconds; an alarm stays until the next one."""
        self._said.setText(text)
        self._said.setToolTip(text)
        set_tone(self._said, tone)
        self._clear.stop()
        if text and tone != "alarm":
            self._clear.start(SAID_FOR_MS)

    @property
    def said(self) -> str:
        """The line on show."""
        return self._said.text()

    def render(self, state: State) -> None:
        """Show up to which entry the journal is safe on disk, and since when."""
        now = self._services.workspace.desk.clock.now()
        text = self.tr("Journal saved %1 · %2 entries")
        self._journal.setText(text.replace("%1", time_text.clock_seconds(now)).replace("%2", str(state.seq)))

    def show_chain(self, checked: int | None, damaged_at: int | None) -> None:
        """Show the result of the chain check: running, whole, or damaged at an entry."""
        if damaged_at is not None:
            self._chain.setText(self.tr("Chain broken at entry %1").replace("%1", str(damaged_at)))
            set_tone(self._chain, "alarm")
        elif checked is None:
            self._chain.setText(self.tr("Checking the chain…"))
        else:
            self._chain.setText(self.tr("Chain whole"))
            set_tone(self._chain, "ok")

    def show_wall(self, is_open: bool, follows: bool) -> None:
        """Show whether the wall is open, and whether its map follows the desk."""
        self._wall.setText(self.tr("Close the wall display") if is_open else self.tr("Wall display"))
        self._wall_lock.setText(self.tr("Wall follows") if follows else self.tr("Wall locked"))
        self._wall_lock.setVisible(is_open)

    def show_muted(self, until: str) -> None:
        """Show until when alarms are silent ("": they are heard)."""
        self._mute.setText(self.tr("Muted until %1").replace("%1", until) if until else "")
