"""Where warnings come in by themselves: an address that is asked, a folder that is looked into; neither until somebody says so."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from app.ui.kit import time_text
from app.ui.kit.theme import Tone, current_theme, set_tone
from app.ui.kit.ticker import Ticker
from app.ui.kit.widgets import Button, Text
from app.ui.panels.settings.card import Card
from app.ui.panels.settings.choices import Choices
from app.ui.panels.settings.look import ValueCombo
from app.ui.services import Services

_EVERY_S = (30, 60, 120, 300, 900)


class WarningsCard(Card):
    """Saves by itself; whoever listens looks again at once."""

    def __init__(self, services: Services, choices: Choices) -> None:
        super().__init__("")
        self.set_title(self.tr("Warnings that come in by themselves"))
        self._services, self._choices = services, choices
        current = choices.current
        self.url = QLineEdit(current.warnings_url)
        self.url.setPlaceholderText(self.tr("address of a CAP message, or of an Atom or RSS list; empty: none is asked"))
        self.folder = QLineEdit(current.warnings_folder)
        self.folder.setPlaceholderText(self.tr("folder into which messages are put; empty: none"))
        for line in (self.url, self.folder):
            line.setMinimumWidth(current_theme().px(260))
        self.choose = Button(self.tr("Choose…"), "open", "quiet")
        every = sorted({*_EVERY_S, current.warnings_every_s})
        self.every = ValueCombo(
            tuple((self.tr("{count} s").format(count=count), count) for count in every), current.warnings_every_s
        )
        self.now = Button(self.tr("Look now"), "refresh", "quiet")
        self.state = Text("", "caption")
        self.state.setWordWrap(True)
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.folder, 1)
        row.addWidget(self.choose)
        self.add_row(self.tr("Address"), self.url)
        self.add_row(self.tr("Folder"), place)
        self.add_row(self.tr("Look every"), self.every)
        self.add_wide(self.state)
        self.add_wide(self.now)
        self.url.editingFinished.connect(self._keep_url)
        self.folder.editingFinished.connect(lambda: self._keep(warnings_folder=self.folder.text().strip()))
        self.choose.clicked.connect(self._choose)
        self.every.currentIndexChanged.connect(lambda _place: self._keep(warnings_every_s=self.every.value))
        self.now.clicked.connect(self._look)
        self.show_now()

    def show_now(self) -> None:
        """Whether anything is asked, when it last answered, and what is wrong since when."""
        way = self._services.workspace.warnings_in
        current = self._choices.current
        self.now.setEnabled(way is not None and bool(current.warnings_url or current.warnings_folder))
        if way is None or not (current.warnings_url or current.warnings_folder):
            self._say(self.tr("Nothing is asked. Warnings can be taken in by hand in the duty room."), Tone.MUTED)
        elif way.fault is not None:
            since = time_text.day_clock(way.since, self._services.workspace.desk.clock.now()) if way.since else ""
            self._say(self.tr("Since {time}: {why}").format(time=since, why=self._services.wording.fault(way.fault)), Tone.WARN)
        elif way.asked_at is not None:
            at = time_text.day_clock(way.asked_at, self._services.workspace.desk.clock.now())
            self._say(self.tr("Last looked at {time}, everything in order").format(time=at), Tone.OK)
        else:
            self._say(self.tr("Not looked yet"), Tone.MUTED)

    def showEvent(self, event: Any) -> None:
        """Look again each second while seen."""
        super().showEvent(event)
        Ticker.shared().add(self.show_now)

    def hideEvent(self, event: Any) -> None:
        """Rest while hidden."""
        Ticker.shared().remove(self.show_now)
        super().hideEvent(event)

    def _say(self, text: str, tone: str) -> None:
        self.state.setText(text)
        set_tone(self.state, tone)

    def _keep_url(self) -> None:
        url = self.url.text().strip()
        if url and (urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).netloc):
            self._say(self.tr("An address begins with http:// or https://"), Tone.ALARM)
            return
        self._keep(warnings_url=url)

    def _choose(self) -> None:
        start = self.folder.text() or str(Path.home())
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Folder of warning messages"), start)
        if chosen:
            self.folder.setText(chosen)
            self._keep(warnings_folder=chosen)

    def _keep(self, **change: Any) -> None:
        name, value = next(iter(change.items()))
        if getattr(self._choices.current, name) != value and self.try_save(self._services, self._choices, **change):
            self._look()

    def _look(self) -> None:
        if self._services.workspace.warnings_in is not None:
            self._services.workspace.warnings_in.look_now()
        self.show_now()
