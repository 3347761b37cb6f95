"""The offer of the five-minute drill in the real desk's window: one calm line with now, later and never; it blocks nothing."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.desk.desk import Notice
from app.kernel.errors import Fault
from app.ui.drill.coach.practice import begin_practice
from app.ui.kit.icons import Button
from app.ui.kit.labels import Text
from app.ui.kit.shortcuts import keyed
from app.ui.kit.theme import current_theme
from app.ui.services import Services

FIVE_KEY = "Shift+F1"
"""Begins it from the real desk at any time."""


class OfferBar(QFrame):
    """Hidden until ``offer``; goes away with an answer, and by itself when a real incident comes in."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self._services = services
        words = Text(
            self.tr("New here? The five-minute drill teaches the desk by doing, in a window of its own; nothing real is touched.")
        )
        words.setWordWrap(True)
        self.now = Button(keyed(self.tr("Now"), FIVE_KEY), "drill", "primary")
        self.later = Button(self.tr("Later"))
        self.never = Button(self.tr("Never ask again"), variant="quiet")
        theme = current_theme()
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.length("m"), theme.length("xs"), theme.length("m"), theme.length("xs"))
        row.setSpacing(theme.length("s"))
        row.addWidget(words, 1)
        for button in (self.now, self.later, self.never):
            button.setProperty("dense", "true")
            row.addWidget(button)
        self.now.clicked.connect(lambda: services.run(self.begin(), self))
        self.later.clicked.connect(self.hide)
        self.never.clicked.connect(self.forget)
        services.bridge.noticed.connect(self._on_notice)
        self.hide()

    def offer(self) -> bool:
        """Show it where the settings want that and a drill can be held; whether it is shown."""
        host, workspace = self._services.drill_host, self._services.workspace
        can = host is not None and host.drills is not None and host.current is None and not workspace.read_only
        wanted = can and workspace.settings.current.five_minute_offer and workspace.desk.damage is None
        self.setVisible(wanted)
        return wanted

    async def begin(self) -> bool:
        """Begin it; once begun it is not offered again by itself."""
        self.hide()
        begun = await begin_practice(self._services, self)
        if begun:
            self.forget()
        return begun

    def forget(self) -> None:
        """Ask no more; the settings panel can ask again."""
        self.hide()
        store = self._services.workspace.settings
        if not store.current.five_minute_offer:
            return
        try:
            store.keep(five_minute_offer=False)
        except Fault as fault:
            self._services.navigator.say(self._services.explain(fault), "alarm")

    def _on_notice(self, notice: Notice) -> None:
        if self.isVisible() and len(notice.after.incidents) > len(notice.before.incidents):
            self.hide()
