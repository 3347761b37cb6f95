"""Every paper that was printed, saved or copied, as it left the desk: to be looked at, saved again, compared."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from app.catalog.pinyin import search_keys
from app.desk.describe import Describer
from app.desk.issued import Issue, KeptState, kept_state
from app.domain.state import State
from app.kernel.clock import to_local
from app.ui.kit.table import Column, RowsView
from app.ui.kit.tasks import alive
from app.ui.kit.theme import Tone, current_theme
from app.ui.kit.widgets import Banner, Button, ProgressStrip
from app.ui.panels.papers.kept import TONES, KeptRow, kept_rows
from app.ui.services import Services

_AT_ONCE = 25
"""So many papers are looked at between two drawings of the list."""


class KeptView(QWidget):
    """``opened(issue)`` and ``save_wanted(issue)`` for the current paper, ``back_wanted`` to return to the preview.

    The bytes of all that is listed are compared with the journal's hashes when the list is opened, and again on the button.
    """

    opened = Signal(object)
    save_wanted = Signal(object)
    back_wanted = Signal()
    check_wanted = Signal()

    def __init__(
        self, services: Services, title: Callable[[str], str], inside: Callable[[str], bool], parent: QWidget | None = None
    ) -> None:
        """``title`` words a document's id, ``inside`` says whether it stays in the room."""
        super().__init__(parent)
        self._services, self._title, self._inside = services, title, inside
        self._found: dict[tuple[str, str], KeptState] = {}
        self._incident_id = ""
        self._task: asyncio.Task[None] | None = None
        self.scope = QComboBox()
        self.scope.setAccessibleName(self.tr("Which papers"))
        self.scope.addItem(self.tr("This incident"), "incident")
        self.scope.addItem(self.tr("Everything"), "all")
        self.scope.setCurrentIndex(1)
        self.table = RowsView(
            self._columns(), lambda row: row.id, title=self.tr("Kept papers"), initials=search_keys,
            empty=(self.tr("Nothing was kept yet"), self.tr("What is printed, saved or copied from the preview is kept here.")),
        )
        self.notice = Banner("")
        self.notice.hide()
        self.progress = ProgressStrip()
        self.progress.hide()
        self.back_button = Button(self.tr("Back to the preview"), "back", "quiet", self.tr("Back to the preview (Escape)"))
        self.open_button = Button(self.tr("Open"), "open", "primary", self.tr("Show it as it was issued (Enter)"))
        self.save_button = Button(self.tr("Save again…"), "save")
        tip = self.tr("Compare the kept bytes with the journal")
        self.compare_button = Button(self.tr("Compare all"), "verified", "plain", tip)
        self.check_button = Button(self.tr("Check a file…"), "search")
        self._lay_out()
        self._wire()

    def show_state(self, state: State, incident_id: str) -> None:
        """List the papers of this state; ``incident_id`` is the incident that the panel speaks of ("" for none)."""
        if incident_id != self._incident_id:
            self._incident_id = incident_id
            blocked = self.scope.blockSignals(True)
            self.scope.setCurrentIndex(0 if incident_id else 1)
            self.scope.blockSignals(blocked)
        self.scope.setEnabled(bool(incident_id))
        self._fill(state)

    def compare(self, *, again: bool = False) -> None:
        """Compare what is listed with the journal's hashes; ``again`` also what was compared before."""
        if self._task is not None:
            self._task.cancel()
        if again:
            self._found.clear()
            self._fill(self._services.state)
        self._services.run(self._compare(), self)

    @property
    def rows(self) -> tuple[KeptRow, ...]:
        """What is listed."""
        return self.table.model.rows

    async def _compare(self) -> None:
        self._task = asyncio.current_task()
        archive, jobs = self._services.workspace.archive, self._services.workspace.jobs
        wanted = [row.issue for row in self.rows if row.state is None]
        self.progress.setVisible(len(wanted) > _AT_ONCE)
        try:
            for at in range(0, len(wanted), _AT_ONCE):
                some = wanted[at : at + _AT_ONCE]
                states = await jobs.run(lambda _progress, some=some: [kept_state(archive, one) for one in some])
                if not alive(self):
                    return
                self._found.update(zip(map(_key, some), states, strict=True))
                self.progress.show_progress(self.tr("Comparing with the journal"), (at + len(some)) / len(wanted))
                self._fill(self._services.state)
        finally:
            if alive(self) and self._task is asyncio.current_task():
                self._task = None
                self.progress.hide()

    def _fill(self, state: State) -> None:
        services = self._services
        describer = Describer(services.workspace.desk.reference, services.wording)
        of = None if self.scope.currentData() == "all" else self._incident_id
        found = self._found
        rows = kept_rows(
            state, of, describer, services.wording, self._title, self._inside, lambda one: found.get(_key(one))
        )
        self.table.set_rows(rows)
        if rows and self.table.current is None:
            self.table.select(rows[0].id, scroll=False)
        bad = [row for row in rows if row.state in (KeptState.CHANGED, KeptState.GONE)]
        words = self.tr("{count} kept papers are no longer what was issued: see the column “Kept copy”.").format(count=len(bad))
        self.notice.show_text(words if bad else "", Tone.ALARM)
        self._enable(self.table.current)

    def _enable(self, row: Any) -> None:
        there = row is not None and row.state not in (KeptState.CHANGED, KeptState.GONE)
        self.open_button.setEnabled(there)
        self.save_button.setEnabled(there)
        self.compare_button.setEnabled(bool(self.rows))

    def _columns(self) -> list[Column]:
        say = self._services.wording.say
        states = {state: say(f"papers.kept.{state}") for state in KeptState}
        unknown = say("papers.kept.unknown")
        return [
            Column(
                key="at", title=self.tr("When"), text=lambda r: f"{to_local(r.at):%Y-%m-%d %H:%M}", sort=lambda r: r.at, width=134,
            ),
            Column(key="title", title=self.tr("Document"), text=lambda r: r.title, width=140),
            Column(key="about", title=self.tr("About"), text=lambda r: r.about, stretch=True, tip=lambda r: r.about),
            Column(key="format", title=self.tr("Format"), text=lambda r: r.format, width=66),
            Column(
                key="pages", title=self.tr("Pages"), text=lambda r: str(r.issue.paper.pages or ""), align="right", width=56,
                sort=lambda r: r.issue.paper.pages, export=lambda r: r.issue.paper.pages or None,
            ),
            Column(key="by", title=self.tr("By"), text=lambda r: r.issue.paper.by, width=84),
            Column(
                key="masked", title=self.tr("Names"), text=lambda r: r.masked, width=84, badge=True,
                tone=lambda r: Tone.WARN if r.issue.paper.unmasked else Tone.MUTED, tip=lambda r: r.issue.paper.reason or r.masked,
            ),
            Column(
                key="state", title=self.tr("Kept copy"), text=lambda r: states[r.state] if r.state else unknown, badge=True,
                tone=lambda r: TONES[r.state] if r.state else Tone.MUTED, width=92,
            ),
            Column(key="reason", title=self.tr("Why in full"), text=lambda r: r.issue.paper.reason, width=140, extra=True),
            Column(key="code", title=self.tr("Check code"), text=lambda r: r.issue.paper.code, width=150, extra=True),
            Column(key="sha256", title="SHA-256", text=lambda r: r.issue.paper.sha256, width=150, extra=True),
        ]  # fmt: skip

    def _lay_out(self) -> None:
        theme = current_theme()
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.length("s"))
        for part in (self.open_button, self.save_button, self.compare_button, self.check_button):
            buttons.addWidget(part)
        buttons.addStretch(1)
        buttons.addWidget(self.back_button)
        self.table.toolbar.insertWidget(0, self.scope)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.length("s"))
        for part in (self.notice, self.progress):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        column.addLayout(buttons)

    def _wire(self) -> None:
        self.table.activated.connect(self._open)
        self.table.selected.connect(self._enable)
        self.scope.currentIndexChanged.connect(lambda _place: self._on_scope())
        self.open_button.clicked.connect(lambda: self._open(self.table.current))
        self.save_button.clicked.connect(lambda: self.save_wanted.emit(self.table.current.issue))
        self.compare_button.clicked.connect(lambda: self.compare(again=True))
        self.check_button.clicked.connect(self.check_wanted)
        self.back_button.clicked.connect(self.back_wanted)
        self.progress.cancelled.connect(lambda: self._task.cancel() if self._task is not None else None)

    def _open(self, row: Any) -> None:
        if row is not None and self.open_button.isEnabled():
            self.opened.emit(row.issue)

    def _on_scope(self) -> None:
        self._fill(self._services.state)
        self.compare()


def _key(issue: Issue) -> tuple[str, str]:
    return issue.shelf, issue.paper.sha256
