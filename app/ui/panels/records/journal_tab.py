"""The journal on screen: newest first, older pages on demand, filters, the seal of an entry, verify and export."""

from __future__ import annotations

import asyncio
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.desk.jobs import Cancelled
from app.kernel.clock import to_local
from app.kernel.errors import Fault
from app.kernel.whole_file import write_atomically
from app.ui.kit import dialogs, time_text
from app.ui.kit.table import Column, RowsView
from app.ui.kit.tasks import alive
from app.ui.kit.theme import Tone, current_theme
from app.ui.kit.widgets import Banner, Button, ProgressStrip, Text
from app.ui.panels.records import presenter
from app.ui.panels.records.detail import EntryDetail
from app.ui.panels.records.filters import JournalFilters
from app.ui.panels.records.loader import Loader
from app.ui.panels.records.presenter import Line
from app.ui.services import Services


class JournalTab(QWidget):
    """Enter on an entry goes to its incident."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self.loader = Loader(services)
        self._task: asyncio.Task[None] | None = None
        self._again = False
        self.filters = JournalFilters(services.workspace.desk.clock)
        self.table = RowsView(
            self._columns(), lambda line: str(line.seq), title=self.tr("Journal"),
            empty=(self.tr("No such entry"), self.tr("Change the search above, or load older entries.")), searchable=False,
        )
        self.detail = EntryDetail()
        self.verdict = Banner("")
        self.verdict.hide()
        self._progress = ProgressStrip()
        self._progress.hide()
        self._reach = Text("", "caption")
        self.older_button = Button(self.tr("Load older"), "history", "quiet")
        self.all_button = Button(self.tr("Load all"), "", "quiet")
        self.verify_button = Button(self.tr("Verify chain"), "shield")
        tip = self.tr("The whole journal with its seals, one JSON line an entry")
        self.export_button = Button(self.tr("Export chain…"), "export", tip=tip)
        self.incident_button = Button(self.tr("Go to incident"), "incident")
        self._lay_out()
        self._wire()

    def refresh(self) -> None:
        """Fetch what is new; while a fetch runs, one more follows it."""
        if self._task is not None and not self._task.done():
            self._again = True
            return
        self._start(self.loader.newest())

    def load_older(self, *, everything: bool = False) -> None:
        """Fetch older entries."""
        if self._task is None or self._task.done():
            self._start(self.loader.older(self._on_progress, everything=everything))

    async def verify(self) -> None:
        """Check the whole chain and say the result."""
        words = self._services.wording
        self.verify_button.setEnabled(False)
        self.verdict.show_text(self.tr("Checking every seal…"), Tone.INFO)
        try:
            checked, damage = await self._services.workspace.desk.verify()
        except Fault as fault:
            self.verdict.show_text(words.fault(fault), Tone.ALARM)
            return
        finally:
            if alive(self):
                self.verify_button.setEnabled(True)
        if damage is None:
            at = time_text.clock_seconds(self._services.workspace.desk.clock.now())
            self.verdict.show_text(f"{at}  {words.say('record.chain_whole', count=checked)}", Tone.OK)
        else:
            why = words.say(f"damage.{damage.why}")
            self.verdict.show_text(words.say("record.chain_broken", seq=damage.seq, count=checked, why=why), Tone.ALARM)

    async def export_chain(self, path: Path) -> int:
        """Write the whole journal as JSON lines, whole or not at all; the number of entries. ``OSError``, ``Fault``."""
        lines = await self._services.workspace.desk.lines()
        await self._services.workspace.jobs.run(
            lambda _progress: write_atomically(path, b"".join(presenter.json_lines(lines)))
        )
        return len(lines)

    def _start(self, work: object) -> None:
        self._services.run(self._fetch(work), self)

    async def _fetch(self, work: object) -> None:
        self._task = asyncio.current_task()
        for button in (self.older_button, self.all_button):
            button.setEnabled(False)
        try:
            await work
        except Fault as fault:
            self.verdict.show_text(self._services.wording.fault(fault), Tone.ALARM)
        except Cancelled:
            pass  # somebody pressed cancel: what was fetched before stays
        finally:
            self._task = None
            if alive(self):
                self._progress.hide()
                self._show()
        if self._again and alive(self):
            self._again = False
            self.refresh()

    def _on_progress(self, share: float, _words: str) -> None:
        if alive(self) and self._task is not None:
            self._progress.show()
            self._progress.show_progress(self.tr("Reading the journal"), share)

    def _show(self) -> None:
        self.filters.offer(self.loader.lines)
        self._show_found()

    def _show_found(self) -> None:
        rows = presenter.found(self.loader.lines, self.filters.query)
        self.table.set_rows(rows)
        if rows and self.table.current is None:
            self.table.select(str(rows[0].seq), scroll=False)
        count, total = len(self.loader.lines), self.loader.total
        if self.loader.lines and not self.loader.is_whole:
            day = to_local(self.loader.lines[-1].at).strftime("%Y-%m-%d %H:%M")
            text = self.tr("Searched: the newest {count} of {total} entries, back to {day}")
            self._reach.setText(text.format(count=count, total=total, day=day))
        else:
            self._reach.setText(self.tr("All {total} entries searched").format(total=total))
        for button in (self.older_button, self.all_button):
            button.setVisible(not self.loader.is_whole)
            button.setEnabled(True)
        self._show_current()

    def _show_current(self) -> None:
        line: Line | None = self.table.current
        before = self.loader.before(line) if line is not None else None
        self.detail.show_line(line, before, self._services.wording)
        self.incident_button.setEnabled(line is not None and bool(line.incident_id))

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(key="seq", title=self.tr("No."), text=lambda r: str(r.seq), sort=lambda r: r.seq, align="right", width=60,
                   export=lambda r: r.seq),
            Column(key="at", title=self.tr("Time"), text=lambda r: to_local(r.at).strftime("%m-%d %H:%M:%S"), width=124,
                   sort=lambda r: r.seq, export=lambda r: to_local(r.at).strftime("%Y-%m-%d %H:%M:%S")),
            Column(key="actor", title=self.tr("Actor"), text=lambda r: r.sealed.actor, width=76),
            Column(key="kind", title=self.tr("Kind"), text=lambda r: r.kind, width=92),
            Column(key="sentence", title=self.tr("What"), text=lambda r: r.sentence, stretch=True, tip=lambda r: r.sentence),
            Column(key="incident", title=self.tr("Incident"), text=lambda r: r.incident, width=150, tip=lambda r: r.incident),
        )

    def _lay_out(self) -> None:
        theme = current_theme()
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.table)
        split.addWidget(self.detail)
        split.setSizes([theme.px(780), theme.px(360)])
        split.setStretchFactor(0, 1)
        split.setChildrenCollapsible(False)
        if self._services.memory is not None:
            self._services.memory.keep_splitter("records.journal", split)
        self.table.toolbar.insertWidget(0, self._reach)
        self.table.toolbar.insertWidget(1, self.older_button)
        self.table.toolbar.insertWidget(2, self.all_button)
        head = QHBoxLayout()
        head.setSpacing(theme.length("s"))
        head.addWidget(self.filters, 1)
        for button in (self.verify_button, self.export_button):
            head.addWidget(button)
        self.detail.foot.addWidget(self.incident_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.length("m"), theme.length("m"), theme.length("m"), theme.length("m"))
        column.setSpacing(theme.length("s"))
        column.addLayout(head)
        column.addWidget(self.verdict)
        column.addWidget(self._progress)
        column.addWidget(split, 1)

    def _wire(self) -> None:
        self.filters.changed.connect(self._show_found)
        self.filters.search.left.connect(self.table.view.setFocus)
        self.table.selected.connect(lambda _line: self._show_current())
        self.table.activated.connect(self._go)
        self.incident_button.clicked.connect(lambda: self._go(self.table.current))
        self.older_button.clicked.connect(lambda _checked=False: self.load_older())
        self.all_button.clicked.connect(lambda: self.load_older(everything=True))
        self.verify_button.clicked.connect(lambda: self._services.run(self.verify(), self))
        self.export_button.clicked.connect(lambda: self._services.run(self._ask_export(), self))
        self._progress.cancelled.connect(self._cancel)

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _go(self, line: Line | None) -> None:
        if line is not None and line.incident_id:
            self._services.navigator.show_incident(line.incident_id, "timeline")

    async def _ask_export(self) -> None:
        name = f"journal-{time_text.date(self._services.workspace.desk.clock.now())}.jsonl"
        path = await dialogs.save_path(self, self.tr("Export chain"), Path.home() / name, (self.tr("JSON lines (*.jsonl)"),))
        if path is None:
            return
        self.export_button.setEnabled(False)
        try:
            count = await self.export_chain(path)
            text = self.tr("{count} entries written to {name}").format(count=count, name=path.name)
            self.verdict.show_text(text, Tone.OK)
        except OSError as problem:
            self.verdict.show_text(f"{path}: {problem.strerror or problem}", Tone.ALARM)
        except Fault as fault:
            self.verdict.show_text(self._services.wording.fault(fault), Tone.ALARM)
        finally:
            if alive(self):
                self.export_button.setEnabled(True)
