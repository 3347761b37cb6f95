"""Scenarios to be held, each with its briefing, its timeline and its check."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedLayout, QTabWidget, QVBoxLayout, QWidget

from app.catalog.pinyin import search_keys
from app.desk.drill_papers import BEFORE, of_scenario
from app.desk.drills import ScenarioShelf
from app.domain.state import State
from app.kernel.errors import BadFile, Fault, Problem, Refusal
from app.ui.drill.attempt import attempt
from app.ui.drill.coach.practice import begin_practice
from app.ui.drill.papers import offer_papers
from app.ui.kit.table import Column, RowsView
from app.ui.kit.tasks import alive
from app.ui.kit.theme import current_theme
from app.ui.kit.widgets import Banner, Button, EmptyState, SectionHeader, Text
from app.ui.panels.drills.scenarios_presenter import ScenarioRow, inject_lines, objective_lines, scenario_rows
from app.ui.panels.drills.shelf_bar import EditorPlace, ShelfBar
from app.ui.panels.drills.start_dialog import ask_start
from app.ui.panels.plans.prose import Prose
from app.ui.panels.tabs import TabSpec
from app.ui.services import Services


class ScenariosTab(QWidget):
    """Enter on a scenario starts it. Files are read by jobs."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.shelf: ScenarioShelf | None = None
        self._briefed = ""
        self.table = RowsView(
            self._columns(), lambda row: row.id, title=services.wording.say("tab.scenarios"), initials=search_keys,
            empty=(self.tr("No scenario"), self.tr("Put a scenario's folder into the place for scenarios in the data folder.")),
        )  # fmt: skip
        self.start_button = Button(self.tr("Start the drill…"), "play", "primary")
        self.practice_button = Button(self.tr("Five-minute drill"), "drill", "quiet", self.tr("Learn the desk by doing (Shift+F1)"))
        self.check_button = Button(self.tr("Check"), "check")
        self.papers_button = Button(
            self.tr("Papers…"), "print", tip=self.tr("Work plan, script, evaluation plan and form of this scenario")
        )
        self.show_button = Button(self.tr("Show the open drill"), "drill")
        self.title = Text("", "title")
        self.facts = Text("", "caption")
        self.briefing = Prose()
        self.injects = RowsView(
            self._inject_columns(), lambda row: row.id, title=self.tr("Timeline"), initials=search_keys,
            empty=(self.tr("No inject"), ""),
        )
        self.objectives = Text()
        self.problems = RowsView(
            self._problem_columns(), lambda row: str(row[0]), title=self.tr("Check"),
            empty=(self.tr("Nothing to remark"), self.tr("“Check” tries the moments, places, units and objectives of a scenario.")),
        )
        self.bar = ShelfBar(services, self._chosen, self)
        self.banner = Banner()
        self.banner.hide()
        self._pages = QTabWidget()
        self._outer = QStackedLayout(self)
        self.place = EditorPlace(self._outer, self._left_editor)
        self._lay_out()
        self._wire()
        self._show(None)

    def show_state(self, state: State) -> None:
        """Read what there is; on a drill's own desk no other drill is held."""
        if self.place.editor is not None:
            return
        nested = state.drill is not None or self.services.drill_host is None
        self._outer.setCurrentIndex(1 if nested else 0)
        if not nested:
            self.services.run(self.load(), self)

    async def load(self) -> None:
        """Read the scenarios, away from the window."""
        host, jobs = self.services.drill_host, self.services.workspace.jobs
        drills = host.drills
        if drills is None:
            return
        try:
            self.shelf = await jobs.run(lambda _progress: drills.shelf())
            await self.bar.load()
        except (Fault, Refusal, BadFile) as no:
            self._say_problem(no)
            return
        if not alive(self):
            return
        words = self.services.wording
        titles = {key: words.text(plan.title) for key, plan in self.services.workspace.desk.reference.plans.items()}
        self.table.set_rows(scenario_rows(self.shelf.scenarios.values(), titles, words))
        if self.table.current is None and self.table.model.rowCount():
            self.table.select(self.table.model.id_at(0), scroll=False)
        count = len(self.shelf.problems)
        broken = self.tr("{count} problems in scenarios that cannot be held: “Check” names them")
        self.banner.show_text(broken.format(count=count) if count else "", "warn")
        self._show(self.table.current)

    async def start(self) -> bool:
        """Ask how, make the drill, open it."""
        row, host = self.table.current, self.services.drill_host
        if row is None or host is None or not self.start_button.isEnabled():
            return False
        wish = await ask_start(self.services, self, row.scenario)
        if wish is None:
            return False
        return await attempt(self.services, host.begin(wish, self.window()))

    async def check(self) -> tuple[Problem, ...]:
        """What is wrong with the chosen scenario, and with those that could not be read: file, line, field, mend."""
        workspace, drills = self.services.workspace, self.services.drill_host.drills
        row: ScenarioRow | None = self.table.current
        found: tuple[Problem, ...] = self.shelf.problems if self.shelf is not None else ()
        if row is not None:
            own = workspace.data_dir / "scenarios" / row.id
            folder = own if own.is_dir() else workspace.files.resources / "scenarios" / row.id
            found += await workspace.jobs.run(lambda _progress: drills.check(folder))
        if alive(self):
            self.problems.set_rows(tuple(enumerate(found)))
            self._pages.setCurrentWidget(self.problems)
            words = self.tr("{count} problems") if found else self.tr("Nothing is wrong with it")
            self.services.navigator.say(words.format(count=len(found)), "warn" if found else "ok")
        return found

    def _left_editor(self, scenario_id: str) -> None:
        self._briefed = ""
        self.services.run(self._load_and_select(scenario_id), self)

    async def _load_and_select(self, scenario_id: str) -> None:
        await self.load()
        if alive(self):
            self.table.select(scenario_id)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _chosen(self) -> tuple[str, str]:
        row: ScenarioRow | None = self.table.current
        return (row.id, row.title) if row is not None else ("", "")

    async def papers(self) -> bool:
        """Show a paper of the chosen scenario; whether one was shown."""
        row: ScenarioRow | None = self.table.current
        if row is None:
            return False
        reference = self.services.workspace.desk.reference
        return await offer_papers(self.services, self, BEFORE, lambda: of_scenario(row.scenario, reference))

    def _show(self, row: ScenarioRow | None) -> None:
        self._pages.setVisible(row is not None)
        self._offer()
        if row is None:
            self.title.setText(self.tr("Choose a scenario"))
            self.facts.setText("")
            return
        words = self.services.wording
        self.title.setText(row.title)
        self.facts.setText(f"{row.kind}\n{words.text(row.scenario.summary)}")
        self.objectives.setText("\n".join(objective_lines(row.scenario, words)))
        self.injects.set_rows(inject_lines(row.scenario, words))
        if self._briefed != row.id:
            self._briefed = row.id
            self.problems.set_rows([])
            self.services.run(self._brief(row.id), self)

    async def _brief(self, scenario_id: str) -> None:
        drills = self.services.drill_host.drills
        try:
            text = await self.services.workspace.jobs.run(lambda _progress: drills.briefing(scenario_id))
        except (Fault, Refusal, BadFile) as no:
            self._say_problem(no)
            return
        if alive(self) and self._briefed == scenario_id:
            self.briefing.show_markdown(text)

    def _say_problem(self, no: Fault | Refusal | BadFile) -> None:
        self.banner.show_text(self.services.explain(no), "alarm")

    def _offer(self) -> None:
        host, can = self.services.drill_host, not self.services.workspace.read_only
        opened = host is not None and host.current is not None
        self.start_button.setEnabled(can and not opened and self.table.current is not None)
        self.papers_button.setEnabled(self.table.current is not None)
        self.practice_button.setEnabled(can and not opened)
        self.check_button.setEnabled(self.table.current is not None or bool(self.shelf and self.shelf.problems))
        self.show_button.setVisible(opened)
        self.bar.offer()

    def _wire(self) -> None:
        run, host = self.services.run, self.services.drill_host
        self.bar.opened.connect(self.place.show)
        self.bar.changed.connect(lambda: run(self.load(), self))
        self.table.selected.connect(self._show)
        self.table.activated.connect(lambda _row: run(self.start(), self))
        self.start_button.clicked.connect(lambda: run(self.start(), self))
        self.papers_button.clicked.connect(lambda: run(self.papers(), self))
        self.practice_button.clicked.connect(lambda: run(begin_practice(self.services, self), self))
        self.check_button.clicked.connect(lambda: run(self.check(), self))
        if host is not None:
            host.changed.connect(self._offer)
            self.show_button.clicked.connect(host.show_drill)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(key="title", title=self.tr("Scenario"), text=lambda r: r.title, stretch=True, tip=lambda r: r.kind),
            Column(key="plans", title=self.tr("Plans"), text=lambda r: r.plans, width=150, tip=lambda r: r.plans),
            Column(key="length", title=self.tr("Minutes"), text=lambda r: f"{r.length_min:g}", width=64, align="right",
                   sort=lambda r: r.length_min, export=lambda r: r.length_min),
            Column(key="injects", title=self.tr("Injects"), text=lambda r: str(r.injects), width=58, align="right",
                   sort=lambda r: r.injects, export=lambda r: r.injects),
            Column(key="kind", title=self.tr("Type"), text=lambda r: r.kind, width=190, tip=lambda r: r.kind, extra=True),
        )  # fmt: skip

    def _inject_columns(self) -> tuple[Column, ...]:
        return (
            Column(key="when", title=self.tr("Minute"), text=lambda r: r.when, width=72, tip=lambda r: r.when,
                   sort=lambda r: (r.minute is None, r.minute or 0.0)),
            Column(key="channel", title=self.tr("How"), text=lambda r: r.channel, tone=lambda r: r.tone, badge=True,
                   width=118, tip=lambda r: r.channel),
            Column(key="text", title=self.tr("Inject"), text=lambda r: f"{r.id} {r.sender}：{r.text}", stretch=True,
                   tip=lambda r: r.text),
            Column(key="expected", title=self.tr("Expected"), text=lambda r: r.expected, width=170,
                   tip=lambda r: r.expected, extra=True),
            Column(key="to", title=self.tr("To"), text=lambda r: r.to, width=80, extra=True),
        )  # fmt: skip

    def _problem_columns(self) -> tuple[Column, ...]:
        def words(row: tuple[int, Problem]) -> str:
            return self.services.wording.say(f"problem.{row[1].code}", **row[1].facts)

        return (
            Column(key="file", title=self.tr("File"), text=lambda r: r[1].file, width=130, tip=lambda r: r[1].file),
            Column(key="line", title=self.tr("Line"), text=lambda r: str(r[1].line or ""), sort=lambda r: r[1].line, align="right",
                   width=54),
            Column(key="field", title=self.tr("Field"), text=lambda r: r[1].field, width=110, tip=lambda r: r[1].field),
            Column(key="what", title=self.tr("What is wrong, and the mend"), text=words, tip=words, stretch=True),
        )  # fmt: skip

    def _lay_out(self) -> None:
        theme = current_theme()
        gap = theme.length("s")
        head = SectionHeader(self.services.wording.say("tab.scenarios"))
        for button in (self.practice_button, self.check_button, self.papers_button, self.show_button, self.start_button):
            head.add(button)
        for label in (self.title, self.facts, self.objectives):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        details = _column((Text(self.tr("Objectives"), "section"), self.objectives, self.injects), gap)
        self._pages.setDocumentMode(True)
        self._pages.addTab(self.briefing, self.tr("Briefing"))
        self._pages.addTab(details, self.tr("Details"))
        self._pages.addTab(self.problems, self.tr("Check"))
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(_column((head, self.bar, self.banner, self.table), gap))
        split.addWidget(_column((self.title, self.facts, self._pages), gap))
        split.setChildrenCollapsible(False)
        split.setStretchFactor(0, 1)
        split.setSizes([theme.px(650), theme.px(580)])
        if self.services.memory is not None:
            self.services.memory.keep_splitter("scenarios", split)
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(gap, gap, gap, gap)
        row.addWidget(split)
        self._outer.addWidget(whole)
        self._outer.addWidget(EmptyState(
            self.tr("This desk is a drill's"),
            self.tr("Another drill is started from the real desk, once this one is closed."), icon_name="drill",
        ))  # fmt: skip


def _column(widgets: tuple[QWidget, ...], gap: int) -> QWidget:
    held = QWidget()
    column = QVBoxLayout(held)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(gap)
    for place, widget in enumerate(widgets):
        column.addWidget(widget, 1 if place == len(widgets) - 1 else 0)
    return held


TAB = TabSpec("scenarios", 10, (), ScenariosTab)
