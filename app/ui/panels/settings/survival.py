"""The survival pack that is kept up to date: how often, how many, and whether on a stick besides."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLineEdit, QWidget

from app.desk.pack_keeper import PackKeeper, kept_packs
from app.ui.kit import time_text
from app.ui.kit.theme import Tone, current_theme, set_tone
from app.ui.kit.ticker import Ticker
from app.ui.kit.widgets import Button, Text
from app.ui.panels.settings.card import Card
from app.ui.panels.settings.choices import Choices
from app.ui.panels.settings.look import ValueCombo
from app.ui.services import Services

_EVERY_H = (1, 2, 4, 6, 12, 24)
_KEEP = (1, 3, 5, 10, 20)


class SurvivalCard(Card):
    """Saves by itself; the keeper looks again at once."""

    def __init__(self, services: Services, choices: Choices) -> None:
        super().__init__("")
        self.set_title(self.tr("Survival pack"))
        self._services, self._choices = services, choices
        current = choices.current
        self.on = QCheckBox(self.tr("Keep a survival pack up to date, and make one at once for an orange or red warning"))
        self.on.setChecked(current.survival_on)
        every = sorted({*_EVERY_H, current.survival_every_h})
        self.every = ValueCombo(
            tuple((self.tr("{count} h").format(count=count), count) for count in every), current.survival_every_h
        )
        keep = sorted({*_KEEP, current.survival_keep})
        self.keep = ValueCombo(tuple((str(count), count) for count in keep), current.survival_keep)
        self.folder = QLineEdit(current.survival_dir)
        self.folder.setPlaceholderText(self.tr("a USB stick, say; empty: only in the data folder"))
        self.folder.setMinimumWidth(current_theme().px(260))
        self.choose = Button(self.tr("Choose…"), "open", "quiet")
        self.now = Button(self.tr("Make one now"), "paper", "quiet")
        self.show_folder = Button(self.tr("Show the folder"), "open", "quiet")
        self.state = Text("", "caption")
        self.state.setWordWrap(True)
        self._kept, self._has_folder = 0, False
        self._looked_at: datetime | None = None
        place, buttons = QWidget(), QWidget()
        for holder, parts in ((place, (self.folder, self.choose)), (buttons, (self.now, self.show_folder))):
            row = QHBoxLayout(holder)
            row.setContentsMargins(0, 0, 0, 0)
            for part in parts:
                row.addWidget(part)
        self.add_wide(self.on)
        self.add_row(self.tr("Every"), self.every)
        self.add_row(self.tr("Keep the last"), self.keep)
        self.add_row(self.tr("Also in"), place)
        self.add_wide(self.state)
        self.add_wide(buttons)
        self.on.toggled.connect(lambda on: self._keep(survival_on=on))
        self.every.currentIndexChanged.connect(lambda _place: self._keep(survival_every_h=self.every.value))
        self.keep.currentIndexChanged.connect(lambda _place: self._keep(survival_keep=self.keep.value))
        self.folder.editingFinished.connect(lambda: self._keep(survival_dir=self.folder.text().strip()))
        self.choose.clicked.connect(self._choose)
        self.now.clicked.connect(lambda: services.run(self.make_now(), self))
        self.show_folder.clicked.connect(self._open_folder)
        self.show_now()

    def show_now(self) -> None:
        """When the last one was made, and what is wrong since when."""
        keeper, words = self._services.workspace.pack_keeper, self._services.wording
        self.now.setEnabled(keeper is not None)
        if keeper is not None and keeper.made_at != self._looked_at:
            self._look(keeper)
        self.show_folder.setEnabled(self._has_folder)
        now = self._services.workspace.desk.clock.now()
        if keeper is None:
            self._say(self.tr("This program was built without papers: install it anew."), Tone.WARN)
        elif keeper.fault is not None:
            since = time_text.day_clock(keeper.since, now) if keeper.since else ""
            self._say(self.tr("Since {time}: {why}").format(time=since, why=words.fault(keeper.fault)), Tone.WARN)
        elif keeper.made_at is None:
            self._say(self.tr("None was made yet"), Tone.MUTED)
        else:
            at = time_text.day_clock(keeper.made_at, now)
            self._say(self.tr("The last one is of {time}; {count} are kept").format(time=at, count=self._kept), Tone.OK)

    async def make_now(self) -> None:
        """Make one at once."""
        keeper = self._services.workspace.pack_keeper
        if keeper is None:
            return
        self.now.setEnabled(False)
        self._say(self.tr("Making…"), Tone.MUTED)
        try:
            await keeper.keep(self._tell)
        finally:
            self.show_now()

    def _look(self, keeper: PackKeeper) -> None:
        """Into the folder, which may lie on a slow disk: when shown, and when a pack was made."""
        self._kept, self._has_folder = len(kept_packs(keeper.folder)), keeper.folder.is_dir()
        self._looked_at = keeper.made_at

    def _tell(self, share: float, _words: str) -> None:
        self._say(self.tr("Making… {share} %").format(share=round(share * 100)), Tone.MUTED)

    def showEvent(self, event: Any) -> None:
        """Look into the folder, and say how it stands each second while seen."""
        super().showEvent(event)
        keeper = self._services.workspace.pack_keeper
        if keeper is not None:
            self._look(keeper)
        self.show_now()
        Ticker.shared().add(self._tick)

    def hideEvent(self, event: Any) -> None:
        """Rest while hidden."""
        Ticker.shared().remove(self._tick)
        super().hideEvent(event)

    def _tick(self) -> None:
        if self.now.isEnabled():  # while one is made the line says how far it is
            self.show_now()

    def _say(self, text: str, tone: str) -> None:
        self.state.setText(text)
        set_tone(self.state, tone)

    def _choose(self) -> None:
        start = self.folder.text() or str(Path.home())
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Folder for survival packs"), start)
        if chosen:
            self.folder.setText(chosen)
            self._keep(survival_dir=chosen)

    def _open_folder(self) -> None:
        keeper = self._services.workspace.pack_keeper
        if keeper is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(keeper.folder)))

    def _keep(self, **change: Any) -> None:
        name, value = next(iter(change.items()))
        if getattr(self._choices.current, name) != value and self.try_save(self._services, self._choices, **change):
            keeper = self._services.workspace.pack_keeper
            if keeper is not None:
                keeper.look_now()
            self.show_now()
