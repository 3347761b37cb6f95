"""Where the data are and a copy of all of them; how the desk is; what the program stands on."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QGridLayout, QProgressBar, QWidget

import app
from app.kernel.clock import to_local
from app.kernel.errors import Fault
from app.storage.data_dir import Backup, DataDir
from app.ui.kit import dialogs
from app.ui.kit.sound import FOLDER as SOUNDS
from app.ui.kit.sound import AlarmRank
from app.ui.kit.table import Column, RowsView
from app.ui.kit.tasks import alive
from app.ui.kit.theme import Tone, current_theme
from app.ui.kit.widgets import Badge, Button, Elided, Text
from app.ui.panels.settings import presenter
from app.ui.panels.settings.card import Card
from app.ui.services import Services


class DataCard(Card):
    """The data folder and its backup."""

    def __init__(self, services: Services) -> None:
        super().__init__("")
        self.set_title(self.tr("Data"))
        self._services = services
        path = Elided(str(services.workspace.data_dir), mode=Qt.TextElideMode.ElideMiddle)
        path.setMinimumWidth(current_theme().px(260))
        self.add_row(self.tr("Folder"), path)
        held = self.tr("Journal, documents, layers, roads, names and settings are in it; a backup is a copy of these, verified.")
        self.note = Text(held, "caption")
        self.note.setWordWrap(True)
        self.add_wide(self.note)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.hide()
        self.add_wide(self.bar)
        self.backup_button = Button(self.tr("Back up now…"), "backup")
        self.head.add(self.backup_button)
        self.backup_button.clicked.connect(lambda: services.run(self._ask_backup(), self))

    async def backup(self, to: Path) -> Backup | None:
        """Copy everything to a new folder; ``None`` where it failed, which is said in the card."""
        self.backup_button.setEnabled(False)
        self.bar.show()
        self.note.setText(self.tr("Copying and verifying…"))
        source = DataDir(self._services.workspace.data_dir)
        try:
            made = await self._services.workspace.jobs.run(lambda _progress: source.backup(to))
        except Fault as fault:
            self.error.show_text(self._services.explain(fault), Tone.ALARM)
            self.note.setText(self.tr("No backup was made."))
            return None
        finally:
            if alive(self):
                self.bar.hide()
                self.backup_button.setEnabled(True)
        self.error.hide()
        text = self.tr("Backed up: {entries} entries, {documents} documents in {path}")
        lines = [text.format(entries=made.entries, documents=made.documents, path=made.path)]
        if made.maps_left_out:
            left = self.tr("Base maps are not in it ({count} files, {mb} MB): carry them with a regional package.")
            lines.append(left.format(count=made.maps_left_out, mb=round(made.maps_bytes / 1e6)))
        self.note.setText("\n".join(lines))
        return made

    async def _ask_backup(self) -> None:
        now = to_local(self._services.workspace.desk.clock.now()).strftime("%Y%m%d-%H%M")
        suggested = Path.home() / presenter.backup_name(now)
        path = await dialogs.save_path(self, self.tr("New folder for the backup"), suggested, (self.tr("Folder (*)"),))
        if path is not None:
            await self.backup(path)


class HealthCard(Card):
    """One line each: what, how it is."""

    def __init__(self, services: Services) -> None:
        super().__init__("")
        self.set_title(self.tr("Health"))
        self._services = services
        body = QWidget()
        self._lines = QGridLayout(body)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setColumnStretch(2, 1)
        self._lines.setHorizontalSpacing(current_theme().length("m"))
        self.shown: tuple[presenter.HealthLine, ...] = ()
        self.add_wide(body)

    def show_now(self) -> None:
        """Look at everything again."""
        services = self._services
        lines = presenter.health(services.workspace, services.wording, seen_of(services))
        if lines == self.shown:
            return
        self.shown = lines
        while self._lines.count():
            old = self._lines.takeAt(0).widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        marks = {
            "ok": self.tr("fine"), "warn": self.tr("mend"), "alarm": self.tr("broken"), "watch": self.tr("look"),
            "neutral": self.tr("none"),
        }
        for row, line in enumerate(lines):
            text = Text(line.text)
            text.setWordWrap(True)
            self._lines.addWidget(Text(line.name, "label"), row, 0, Qt.AlignmentFlag.AlignTop)
            self._lines.addWidget(Badge(marks.get(line.tone, self.tr("at rest")), line.tone), row, 1, Qt.AlignmentFlag.AlignTop)
            self._lines.addWidget(text, row, 2)


class AboutCard(Card):
    """Version, licence, and those of the libraries."""

    def __init__(self, services: Services) -> None:
        super().__init__("")
        self.set_title(self.tr("About"))
        self._services = services
        self.add_row(self.tr("Program"), Text(f"值守 Zhishou {app.__version__}"))
        self.add_row(self.tr("Licence"), Text("MIT"))
        button = Button(self.tr("Libraries and licences…"), "law", "quiet")
        button.clicked.connect(lambda: services.run(self.show_parts(), self))
        self.head.add(button)

    async def show_parts(self) -> None:
        """List the libraries until a person closes the list."""
        theme = current_theme()
        dialog = dialogs.KitDialog(self, self.tr("Libraries and licences"))
        dialog.setMinimumSize(theme.px(640), theme.px(480))
        columns = (
            Column(key="name", title=self.tr("Library"), text=lambda part: part.name, width=160),
            Column(key="version", title=self.tr("Version"), text=lambda part: part.version, width=100),
            Column(key="licence", title=self.tr("Licence"), text=lambda part: part.licence, stretch=True),
        )
        table = RowsView(columns, lambda part: part.name, title=self.tr("Libraries"))
        table.set_rows(presenter.parts())
        dialog.content.addWidget(table)
        dialog.add_answer(dialogs.Answer("ok", self.tr("Close"), "primary"), default=True)
        await dialogs.show(dialog)


def seen_of(services: Services) -> presenter.Seen:
    """What the interface sees of this machine."""
    view = services.map_view
    engine = view.engine if view is not None else None
    folder = services.workspace.data_dir
    return presenter.Seen(
        families=current_theme().families,
        has_map=view is not None,
        requests=(engine.own_requests, engine.blocked_requests) if engine is not None else None,
        sounds_missing=sum(1 for rank in AlarmRank if not (SOUNDS / f"{rank}.wav").is_file()),
        printers=tuple(QPrinterInfo.availablePrinterNames()),
        free_bytes=shutil.disk_usage(folder).free,
    )
