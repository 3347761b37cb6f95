"""One plan: the prose beside its rules, its tasks, its organisation, its end, and a place to try it."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSplitter, QTabWidget, QVBoxLayout, QWidget

from app.catalog.pinyin import search_keys
from app.domain.plan.addresses import find, linked_from
from app.domain.plan.model import Plan
from app.domain.planning.model import PlanVersion
from app.kernel.errors import BadFile
from app.ui.kit.table import Column, RowsView
from app.ui.kit.theme import current_theme
from app.ui.kit.widgets import Badge, Banner, Button, Elided, Text
from app.ui.panels.plans.import_tab import ImportTab
from app.ui.panels.plans.linked_prose import LinkedProse
from app.ui.panels.plans.plan_exchange import export_plan
from app.ui.panels.plans.presenter import VERSION_TONES, PlansPresenter, TaskRow
from app.ui.panels.plans.sections import SectionsView
from app.ui.panels.plans.try_it import TryIt
from app.ui.panels.plans.upkeep_tab import UpkeepTab
from app.ui.panels.plans.versions_presenter import VersionsPresenter
from app.ui.panels.plans.versions_tab import VersionsTab
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
        self._shown: PlanVersion | None = None
        self._wanted = ("", "")
        self._words_of_parts = VersionsPresenter(services.wording)
        self.linked = LinkedProse()
        self.versions = VersionsTab(services)
        self.upkeep = UpkeepTab(services)
        self.imported = ImportTab(services)
        self._export_button = Button(self.tr("Export…"), "export", "plain", self.tr("As Word, PDF, text, or as action cards"))
        self._task_prose = Button(self.tr("Show in the text"), "paper")
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
        self._prose_button.toggled.connect(self.linked.setVisible)
        self._task_prose.clicked.connect(self._show_task_prose)
        self.linked.prose.paragraph_clicked.connect(self._show_paragraph)
        self.linked.part_wanted.connect(self.show_part)
        self.versions.opened.connect(self.show_plan)
        self.imported.paragraph_wanted.connect(self.linked.prose.mark)
        self._export_button.clicked.connect(self._export)
        self.tabs.currentChanged.connect(lambda _: self._make_room())

    @property
    def plan(self) -> Plan | None:
        """The plan that is shown."""
        return self._plan

    def show_plan(self, plan_id: str, version: str = "") -> None:
        """Show this version of a plan ("": the one in force, else the newest); the same one again changes nothing."""
        self._wanted = (plan_id, version)
        self.versions.show_plan(plan_id)
        self.upkeep.show_plan(plan_id)
        shown = self._services.workspace.plans.version(plan_id, version)
        if shown == self._shown:
            return
        self._shown = shown
        plan = shown.content.plan
        words = self._presenter
        self._plan = plan
        self._title.setText(plan.title.of(self._services.lang))
        status = self._services.wording.say(f"version_status.{shown.status}")
        self._version.show_as(
            self.tr("Version {version}  {status}").format(version=plan.version, status=status), VERSION_TONES[shown.status]
        )
        self._subtitle.setText(words.subtitle(plan))
        self._hash.setText(self.tr("SHA-256 {hash}").format(hash=shown.hash[:HASH_SHOWN]) if shown.hash else "")
        self._hash.setToolTip(shown.hash)
        self._show_prose(plan)
        self.tabs.setTabVisible(self.tabs.indexOf(self.imported), self.imported.show_version(shown))
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

    def refresh(self) -> None:
        """Show what was asked for as it stands now."""
        if self._wanted[0]:
            self.show_plan(*self._wanted)

    def show_newest(self, plan_id: str) -> None:
        """Show the newest version of a plan, with what was read out of a document in front where it was imported."""
        newest = self._services.workspace.plans.versions(plan_id)[0]
        self.show_plan(plan_id, newest.version)
        if newest.extraction is not None:
            self.tabs.setCurrentWidget(self.imported)

    def _show_prose(self, plan: Plan) -> None:
        try:
            text = self._services.workspace.plans.content(plan.id, plan.version).text
        except BadFile as bad:
            text = ""
            self._broken.show_text("\n".join(self._services.wording.problem(one) for one in bad.problems), "warn")
        else:
            self._broken.show_text("")
        self.linked.prose.show_text(text)
        self.linked.show_parts("", ())

    def _show_tasks(self) -> None:
        if self._plan is not None:
            self.tasks.set_rows(self._presenter.task_rows(self._plan, self.level.currentData() or ""))

        if not self.tasks.current_id and self.tasks.model.rowCount():
            self.tasks.select(self.tasks.model.id_at(0), scroll=False)
        self._show_task(self.tasks.current)  # the same id may now be another plan's task

    def _show_task(self, row: TaskRow | None) -> None:
        """The whole text of the chosen task: the table has room for its beginning only."""
        keys = self._plan.links.get(f"tasks/{row.id}", ()) if row and self._plan else ()
        said = self.tr("in the text: {keys}").format(keys=" ".join(keys)) if keys else ""
        self._task.setText(f"{row.text}\n{row.role}   {row.when}   {row.basis}   {said}" if row else "")
        self._task_prose.setEnabled(bool(keys))
        if self.tabs.currentWidget() is self._task_page:
            self.linked.prose.mark(keys)

    def show_part(self, address: str) -> None:
        """Bring a part of the plan to the front and mark the paragraphs that say it."""
        head, _, name = address.partition("/")
        page = self._pages.get(head, self.overview)
        self.tabs.setCurrentWidget(page)
        if head == "tasks":
            self.level.setCurrentIndex(0)
            self.tasks.select(name)
        if self._plan is not None:
            self.linked.prose.mark(self._plan.links.get(address, ()))

    def _show_paragraph(self, key: str) -> None:
        if self._plan is None:
            return
        self.linked.prose.mark((key,))
        addresses = linked_from(self._plan).get(key, ())
        words = self._words_of_parts
        self.linked.show_parts(
            key, [(one, words.part(one, msgspec.to_builtins(find(self._plan, one)))) for one in addresses]
        )

    def _export(self) -> None:
        if self._shown is not None:
            self._services.run(export_plan(self._services, self, self._shown), self)

    def _show_task_prose(self) -> None:
        """The prose beside the task table, for as long as the tab stays in front."""
        self.linked.show()

    def _make_room(self) -> None:
        """The wide tabs get the whole width; the prose is one click away."""
        wide = self.tabs.currentWidget() in (self._task_page, self.try_it, self.versions, self.upkeep)
        self._prose_button.setEnabled(not wide)
        self.linked.setVisible(self._prose_button.isChecked() and not wide)

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
        first.addWidget(self._export_button)
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
        foot = QHBoxLayout()
        foot.addWidget(self._task, 1)
        foot.addWidget(self._task_prose, 0, Qt.AlignmentFlag.AlignTop)
        tasks.addLayout(foot)
        self.tabs.addTab(self.overview, self.tr("Levels and scope"))
        self.tabs.addTab(self._task_page, self.tr("Tasks"))
        self.tabs.addTab(self.organisation, self.tr("Groups and forces"))
        self.tabs.addTab(self.measures, self.tr("Action card and end"))
        self.tabs.addTab(self.try_it, self.tr("Try it"))
        self.tabs.addTab(self.versions, self.tr("Versions"))
        self.tabs.addTab(self.upkeep, self.tr("Findings and drills"))
        self.tabs.addTab(self.imported, self.tr("Check the import"))
        self.tabs.setTabVisible(self.tabs.indexOf(self.imported), False)
        self._pages = {
            "tasks": self._task_page, "groups": self.organisation, "forces": self.organisation, "notify": self.organisation,
            "command": self.organisation, "contacts": self.organisation, "materials": self.organisation,
            "measures": self.measures, "stop": self.measures, "action_card": self.measures, "aftermath": self.measures,
        }
        self.linked.setMinimumWidth(theme.px(260))
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.tabs)
        splitter.addWidget(self.linked)
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
