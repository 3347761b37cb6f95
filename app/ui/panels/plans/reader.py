"""One plan: the prose beside its rules, its tasks, its organisation, its end, and a place to try it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSplitter, QTabWidget, QVBoxLayout, QWidget

from app.catalog.pinyin import search_keys
from app.catalog.plans import plan_text
from app.domain.plan.model import Plan
from app.kernel.errors import BadFile
from app.ui.kit.table import Column, RowsView
from app.ui.kit.theme import current_theme
from app.ui.kit.widgets import Badge, Banner, Button, Elided, Text
from app.ui.panels.plans.presenter import PlansPresenter, TaskRow
from app.ui.panels.plans.prose import Prose
from app.ui.panels.plans.sections import SectionsView
from app.ui.panels.plans.try_it import TryIt
from app.ui.services import Services

HASH_SHOWN = 12


class PlanReader(QWidget):
    """Shows one plan."""

    def __init__(self, services: Services, presenter: PlansPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services, self._presenter = services, presenter
        self._plan: Plan | None = None
        self._title = Elided("", "title")
        self._version = Badge("", "neutral", "none")
        self._subtitle = Elided("", "caption")
        self._hash = Text("", "caption")
        self._hash.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._prose_button = Button(self.tr("Prose"), "paper", "plain", self.tr("Show or hide the prose beside the rules"))
        self._prose_button.setCheckable(True)
        self._prose_button.setChecked(True)
        self._broken = Banner("", "warn")
        self._broken.hide()
        self.prose = Prose()
        self.overview, self.organisation, self.measures = SectionsView(), SectionsView(), SectionsView()
        self.level = QComboBox()
        self._task = Text("")
        self._task.setWordWrap(True)
        self._task.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._task.setMinimumHeight(2 * self._task.fontMetrics().lineSpacing() + current_theme().length("xs"))
        self._task.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.tasks = RowsView(
            self._columns(), lambda row: row.id, title=self.tr("Tasks"), initials=search_keys,
            empty=(self.tr("No tasks"), self.tr("This plan has no task at this level")),
        )
        self.try_it = TryIt(services, presenter)
        self.tabs = QTabWidget()
        self._lay_out()
        self.level.currentIndexChanged.connect(lambda _: self._show_tasks())
        self.tasks.selected.connect(self._show_task)
        self._prose_button.toggled.connect(self.prose.setVisible)
        self.tabs.currentChanged.connect(lambda _: self._make_room())

    @property
    def plan(self) -> Plan | None:
        """The plan that is shown."""
        return self._plan

    def show_plan(self, plan: Plan) -> None:
        """Show this plan; the same one again changes nothing."""
        if plan == self._plan:
            return
        words = self._presenter
        self._plan = plan
        self._title.setText(plan.title.of(self._services.lang))
        self._version.show_as(self.tr("Version {version}").format(version=plan.version), "neutral", "none")
        self._subtitle.setText(words.subtitle(plan))
        self._hash.setText(self.tr("SHA-256 {hash}").format(hash=plan.hash[:HASH_SHOWN]))
        self._hash.setToolTip(plan.hash)
        self._show_prose(plan)
        titles = self._titles()
        self.overview.show_sections(words.overview(plan, titles))
        self.organisation.show_sections(words.organisation(plan, titles))
        self.measures.show_sections(words.measures(plan, titles))
        blocked = self.level.blockSignals(True)
        self.level.clear()
        self.level.addItem(self.tr("All levels"), "")
        for code, name in words.levels(plan):
            self.level.addItem(name, code)
        self.level.blockSignals(blocked)
        self._show_tasks()
        self.try_it.show_plan(plan)

    def _show_prose(self, plan: Plan) -> None:
        try:
            text = plan_text(self._services.workspace.files.plans, plan.id)
        except BadFile as bad:
            text = ""
            self._broken.show_text("\n".join(self._services.wording.problem(one) for one in bad.problems), "warn")
        else:
            self._broken.show_text("")
        self.prose.show_markdown(text)

    def _show_tasks(self) -> None:
        if self._plan is not None:
            self.tasks.set_rows(self._presenter.task_rows(self._plan, self.level.currentData() or ""))

        if not self.tasks.current_id and self.tasks.model.rowCount():
            self.tasks.select(self.tasks.model.id_at(0), scroll=False)

    def _show_task(self, row: TaskRow | None) -> None:
        """The whole text of the chosen task: the table has room for its beginning only."""
        self._task.setText(f"{row.text}\n{row.role}   {row.when}   {row.basis}" if row else "")

    def _make_room(self) -> None:
        """The wide tabs get the whole width; the prose is one click away."""
        wide = self.tabs.currentWidget() in (self._task_page, self.try_it)
        self._prose_button.setEnabled(not wide)
        self.prose.setVisible(self._prose_button.isChecked() and not wide)

    def _titles(self) -> dict[str, str]:
        return {
            "scope": self.tr("Scope"), "triggers": self.tr("Triggers"), "evacuation": self.tr("Evacuation"),
            "basis": self.tr("Basis"), "groups": self.tr("Functional groups"), "forces": self.tr("Forces"),
            "notify": self.tr("Whom to tell"), "card": self.tr("Action card"), "measures": self.tr("Lawful measures"),
            "stop": self.tr("Before the response may end"), "aftermath": self.tr("Aftermath"),
        }

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(key="due", title=self.tr("Minutes"), text=lambda row: str(row.task.due_min),
                   sort=lambda row: row.task.due_min, align="right", width=72, export=lambda row: row.task.due_min),
            Column(key="start", title=self.tr("Counted"), text=lambda row: row.start, width=86),
            Column(key="levels", title=self.tr("Levels"), text=lambda row: row.levels, width=74),
            Column(key="role", title=self.tr("Role"), text=lambda row: row.role, tip=lambda row: row.role, width=112),
            Column(key="text", title=self.tr("Task"), text=lambda row: row.text, tip=lambda row: row.text, stretch=True),
            Column(key="group", title=self.tr("Group"), text=lambda row: row.group, width=92),
            Column(key="critical", title=self.tr("Critical"), width=78, badge=True,
                   text=lambda row: self.tr("critical") if row.task.critical else "", tone=lambda row: "watch"),
            Column(key="status", title=self.tr("Figure"), text=lambda row: row.status, tone=lambda row: row.status_tone,
                   badge=True, width=80, tip=lambda row: row.basis),
            Column(key="basis", title=self.tr("Basis"), text=lambda row: row.basis, tip=lambda row: row.basis, width=96),
        )

    def _lay_out(self) -> None:
        theme = current_theme()
        first = QHBoxLayout()
        first.setSpacing(theme.length("s"))
        first.addWidget(self._title, 1)
        first.addWidget(self._version)
        first.addWidget(self._prose_button)
        second = QHBoxLayout()
        second.setSpacing(theme.length("m"))
        second.addWidget(self._subtitle, 1)
        second.addWidget(self._hash)
        self._task_page = QWidget()
        tasks = QVBoxLayout(self._task_page)
        tasks.setContentsMargins(theme.length("s"), theme.length("s"), theme.length("s"), theme.length("s"))
        self.tasks.toolbar.insertWidget(0, self.level)
        tasks.setSpacing(theme.length("s"))
        tasks.addWidget(self.tasks, 1)
        tasks.addWidget(self._task)
        self.tabs.addTab(self.overview, self.tr("Levels and scope"))
        self.tabs.addTab(self._task_page, self.tr("Tasks"))
        self.tabs.addTab(self.organisation, self.tr("Groups and forces"))
        self.tabs.addTab(self.measures, self.tr("Action card and end"))
        self.tabs.addTab(self.try_it, self.tr("Try it"))
        self.prose.setMinimumWidth(theme.px(260))
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.tabs)
        splitter.addWidget(self.prose)
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([theme.px(600), theme.px(420)])
        if self._services.memory is not None:
            self._services.memory.keep_splitter("plans.reader", splitter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.length("xs"))
        column.addLayout(first)
        column.addLayout(second)
        column.addWidget(self._broken)
        column.addWidget(splitter, 1)
