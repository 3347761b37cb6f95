"""Drills that were held here: what each came to, several side by side, opened again, taken over to this desk."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from app.catalog.pinyin import search_keys
from app.desk.describe import Describer
from app.desk.drills import EvaluatedDrill, KeptDrill
from app.domain.state import State
from app.kernel.errors import BadFile, Fault, Refusal
from app.ui.drill.attempt import attempt
from app.ui.drill.closing_dialog import offer_closing
from app.ui.drill.room.judging_rows import totals_line
from app.ui.kit import time_text
from app.ui.kit.table import Column, RowsView
from app.ui.kit.tasks import alive
from app.ui.kit.theme import current_theme
from app.ui.kit.widgets import Banner, Button, EmptyState, SectionHeader, Text
from app.ui.panels.drills.records_presenter import SAME, CompareRow, RecordRow, compare_rows, record_rows, to_compare
from app.ui.panels.tabs import TabSpec
from app.ui.services import Services

READ_AHEAD = 30
"""The newest drills are evaluated by themselves; an older one when somebody chooses it."""

MOST_COMPARED = 5


class RecordsTab(QWidget):
    """Enter opens a drill's evaluation; space picks it for comparing. Journals are read by jobs, each once until it changes."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.kept: tuple[KeptDrill, ...] = ()
        self.read: dict[str, EvaluatedDrill] = {}
        self.picked: list[str] = []
        self._loading = False
        self.table = RowsView(
            self._columns(), lambda row: row.id, title=services.wording.say("tab.drill_records"), initials=search_keys,
            empty=(self.tr("No drill was held here yet"), self.tr("Start one from the scenarios.")),
        )  # fmt: skip
        self.open_button = Button(self.tr("Open"), "open", tip=self.tr("Open the drill where it stopped"))
        self.judge_button = Button(self.tr("Evaluation"), "check", "primary", self.tr("Open the drill at its evaluation"))
        self.replay_button = Button(self.tr("Replay"), "history", tip=self.tr("Play the chosen drill back"))
        self.close_button = Button(self.tr("Take over…"), "import", tip=self.tr("Calendar, findings and retests of this desk"))
        self.pick_button = Button(self.tr("Compare"), "list", tip=self.tr("Space: put it beside others, or take it away"))
        self.banner = Banner()
        self.banner.hide()
        self.title = Text("", "section")
        self.facts = Text("", "caption")
        self._shown: tuple[EvaluatedDrill, ...] = ()
        self.compared = self._comparison(())
        self._right = QVBoxLayout()
        self._outer = QStackedLayout(self)
        self._lay_out()
        self._wire()
        self._show(None)

    def show_state(self, state: State) -> None:
        """Read what there is; on a drill's own desk there are no others."""
        nested = state.drill is not None or self.services.drill_host is None
        self._outer.setCurrentIndex(1 if nested else 0)
        if nested:
            return
        self._show_rows()
        self.services.run(self.load(), self)

    async def load(self) -> None:
        """Read the kept drills and what they came to, away from the window, the newest first."""
        drills = self.services.drill_host.drills
        if drills is None or self._loading:
            return
        self._loading = True
        jobs = self.services.workspace.jobs
        try:
            self.kept = await jobs.run(lambda _progress: drills.kept())
            if not alive(self):
                return
            self._show_rows()
            for one in self.kept[:READ_AHEAD]:
                await self._read(one.id)
        except (Fault, Refusal, BadFile) as no:
            self._say_problem(no)
        finally:
            self._loading = False

    async def open(self, *, evaluation: bool = False) -> bool:
        """Open the chosen drill where it stopped; with ``evaluation`` at that page of the conductor's room."""
        row, host = self._current, self.services.drill_host
        if row is None or not self.open_button.isEnabled():
            return False
        if not await attempt(self.services, host.open(row.id)):
            return False
        if evaluation:
            host.show_evaluation()
        return True

    async def take_over(self) -> bool:
        """Offer what the chosen drill has for this desk."""
        row = self._current
        if row is None or not row.is_over:
            return False
        done = await offer_closing(self.services, self, row.id)
        if alive(self):
            self._show_rows()
        return done

    async def replay(self) -> bool:
        """Play the chosen drill back, in a window of its own."""
        row, host = self._current, self.services.replay_host
        return row is not None and host is not None and bool(await host.attempt(drill_id=row.id, parent=self.window()))

    def pick(self) -> None:
        """Put the chosen drill beside the others, or take it away again."""
        row = self._current
        if row is None:
            return
        if row.id in self.picked:
            self.picked.remove(row.id)
        else:
            self.picked = [*self.picked, row.id][-MOST_COMPARED:]
        self._show_rows()
        self._show(self._current)

    @property
    def _current(self) -> RecordRow | None:
        row: RecordRow | None = self.table.current
        return row

    async def _read(self, drill_id: str) -> None:
        drills = self.services.drill_host.drills
        made = await self.services.workspace.jobs.run(lambda _progress: drills.evaluated(drill_id))
        if alive(self) and self.read.get(drill_id) is not made:
            self.read[drill_id] = made
            self._show_rows()
            self._show(self._current)

    async def _read_missing(self, wanted: tuple[str, ...]) -> None:
        try:
            for one in wanted:
                await self._read(one)
        except (Fault, Refusal, BadFile) as no:
            self._say_problem(no)

    def _describer(self) -> Describer:
        return Describer(self.services.workspace.desk.reference, self.services.wording)

    def _show_rows(self) -> None:
        self.table.set_rows(record_rows(self.kept, self.read, self.services.state, self.picked, self._describer()))
        if self.table.current is None and self.table.model.rowCount():
            self.table.select(self.table.model.id_at(0), scroll=False)
        self._offer()

    def _show(self, row: RecordRow | None) -> None:
        self._offer()
        wanted = to_compare(self.table.model.rows, self.picked, row)
        missing = tuple(one for one in wanted if one not in self.read)
        if missing and not self._loading:
            self.services.run(self._read_missing(missing), self)
        drills = tuple(self.read[one] for one in wanted if one in self.read)
        d = self._describer()
        self.title.setText(row.title if row is not None else self.tr("Choose a drill"))
        made = self.read.get(row.id) if row is not None else None
        self.facts.setText(totals_line(made.evaluation, d) if made is not None else "")
        if [id(one) for one in drills] == [id(one) for one in self._shown]:
            return  # another drill was read: the order and the search in this table stay as somebody left them
        self._shown = drills
        fresh = self._comparison(drills)
        self._right.replaceWidget(self.compared, fresh)
        self.compared.hide()
        self.compared.deleteLater()
        self.compared = fresh
        fresh.set_rows(compare_rows(drills, d))

    def _comparison(self, drills: tuple[EvaluatedDrill, ...]) -> RowsView:
        """A table with a column for each of these; the difference where there are several."""
        now = self.services.workspace.desk.clock.now()
        columns = [
            Column(key="part", title=self.tr("Part"), text=lambda r: r.part, width=64),
            Column(key="name", title=self.tr("Item"), text=lambda r: r.name, stretch=True, tip=lambda r: r.name),
        ]
        for place, one in enumerate(drills):
            title = time_text.day_clock(one.held_at, now)
            columns.append(Column(
                key=f"d{place}", title=title, text=lambda r, p=place: _figure(r.values[p]), width=92, align="right",
                sort=lambda r, p=place: _low(r.values[p]), export=lambda r, p=place: r.values[p],
            ))  # fmt: skip
        if len(drills) > 1:
            columns.append(Column(
                key="difference", title=self.tr("Difference"), width=78, badge=True, tone=lambda r: r.tone,
                text=_difference, sort=lambda r: _low(r.difference),
                export=lambda r: r.difference,
            ))  # fmt: skip
        return RowsView(
            tuple(columns), lambda row: row.key, title=self.tr("Comparison"), initials=search_keys,
            empty=(self.tr("Nothing to show"), self.tr("The drill is being read, or it has not begun.")),
        )  # fmt: skip

    def _say_problem(self, no: Fault | Refusal | BadFile) -> None:
        if alive(self):
            self.banner.show_text(self.services.explain(no), "alarm")

    def _offer(self) -> None:
        host, row, can = self.services.drill_host, self._current, not self.services.workspace.read_only
        free = host is not None and host.current is None
        self.open_button.setEnabled(can and free and row is not None)
        self.judge_button.setEnabled(can and free and row is not None)
        self.close_button.setEnabled(can and row is not None and row.is_over)
        self.pick_button.setEnabled(row is not None)
        self.replay_button.setEnabled(self.services.replay_host is not None and row is not None)

    def showEvent(self, event: QShowEvent) -> None:
        """Drills may have been held or judged meanwhile."""
        super().showEvent(event)
        self._on_host()

    def _on_host(self) -> None:
        self._offer()
        if self.isVisible() and self._outer.currentIndex() == 0:
            self.services.run(self.load(), self)

    def _wire(self) -> None:
        run, host = self.services.run, self.services.drill_host
        self.table.selected.connect(self._show)
        self.table.activated.connect(lambda _row: run(self.open(evaluation=True), self))
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), self.table.view)
        space.setContext(Qt.ShortcutContext.WidgetShortcut)
        space.activated.connect(self.pick)
        self.open_button.clicked.connect(lambda: run(self.open(), self))
        self.judge_button.clicked.connect(lambda: run(self.open(evaluation=True), self))
        self.close_button.clicked.connect(lambda: run(self.take_over(), self))
        self.replay_button.clicked.connect(lambda: run(self.replay(), self))
        self.pick_button.clicked.connect(self.pick)
        if host is not None:
            host.changed.connect(self._on_host)

    def _columns(self) -> tuple[Column, ...]:
        now = self.services.workspace.desk.clock.now
        return (
            Column(key="picked", title="", text=lambda r: "✓" if r.picked else "", width=28, sort=lambda r: not r.picked),
            Column(key="status", title=self.tr("Standing"), text=lambda r: r.status, tone=lambda r: r.tone, badge=True, width=96),
            Column(key="title", title=self.tr("Scenario"), text=lambda r: r.title, stretch=True, tip=lambda r: r.id),
            Column(key="held", title=self.tr("Held"), text=lambda r: time_text.day_clock(r.held_at, now()), width=92,
                   sort=lambda r: str(r.held_at)),
            Column(key="rule", title=self.tr("By rule"), text=lambda r: _figure(r.rule), width=62, align="right",
                   sort=lambda r: _low(r.rule), export=lambda r: r.rule),
            Column(key="judged", title=self.tr("Judged"), text=lambda r: _figure(r.judged), width=62, align="right",
                   sort=lambda r: _low(r.judged), export=lambda r: r.judged),
            Column(key="combined", title=self.tr("Together"), text=lambda r: _figure(r.combined), width=62, align="right",
                   sort=lambda r: _low(r.combined), export=lambda r: r.combined),
            Column(key="taken", title=self.tr("This desk"), text=lambda r: r.taken, tone=lambda r: r.taken_tone, badge=True,
                   width=84),
            Column(key="entries", title=self.tr("Entries"), text=lambda r: str(r.entries), width=60, align="right",
                   sort=lambda r: r.entries, extra=True),
        )  # fmt: skip

    def _lay_out(self) -> None:
        theme = current_theme()
        gap = theme.length("s")
        head = SectionHeader(self.services.wording.say("tab.drill_records"))
        for button in (self.pick_button, self.replay_button, self.open_button, self.close_button, self.judge_button):
            head.add(button)
        left, right, whole = QWidget(), QWidget(), QWidget()
        column = QVBoxLayout(left)
        right.setLayout(self._right)
        for each in (column, self._right):
            each.setContentsMargins(0, 0, 0, 0)
            each.setSpacing(gap)
        for widget in (head, self.banner, self.table):
            column.addWidget(widget, 1 if widget is self.table else 0)
        for label in (self.title, self.facts):
            label.setWordWrap(True)
            self._right.addWidget(label)
        self._right.addWidget(self.compared, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(left)
        split.addWidget(right)
        split.setChildrenCollapsible(False)
        split.setStretchFactor(0, 1)
        split.setSizes([theme.px(680), theme.px(560)])
        if self.services.memory is not None:
            self.services.memory.keep_splitter("drill_records", split)
        row = QHBoxLayout(whole)
        row.setContentsMargins(gap, gap, gap, gap)
        row.addWidget(split)
        self._outer.addWidget(whole)
        self._outer.addWidget(EmptyState(
            self.tr("This desk is a drill's"), self.tr("Drills that were held are looked at from the real desk."),
            icon_name="drill",
        ))  # fmt: skip


def _figure(value: float | None) -> str:
    return "—" if value is None else f"{value:.1f}"


def _difference(row: CompareRow) -> str:
    if row.difference is None:
        return ""
    return "0" if abs(row.difference) < SAME else f"{row.difference:+.1f}"


def _low(value: float | None) -> float:
    return -1e9 if value is None else value


TAB = TabSpec("drill_records", 20, ("held_drills",), RecordsTab)
