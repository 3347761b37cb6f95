"""The library of plans: find one on the left, read and try it on the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.desk.desk import Notice
from app.domain.planning.library import plan_reminders
from app.domain.planning.rules import ReminderKind
from app.domain.state import State
from app.kernel.clock import to_local
from app.ui.kit.cards import Card, CardList
from app.ui.kit.theme import current_theme
from app.ui.kit.widgets import Banner, EmptyState, SearchBox, Text
from app.ui.panels.base import Panel, PanelSpec
from app.ui.panels.plans.presenter import PlansPresenter
from app.ui.panels.plans.problems import show_problems
from app.ui.panels.plans.reader import PlanReader
from app.ui.services import Services


class PlansPanel(Panel):
    """List and reader."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._reference = services.workspace.desk.reference
        self._presenter = PlansPresenter(self._reference, services.wording)
        self.search = SearchBox()
        self.kind, self.type = QComboBox(), QComboBox()
        self.list = CardList(services.workspace.desk.clock)
        self.reader = PlanReader(services, self._presenter)
        self._count = Text("", "caption")
        self._problems = Banner("", "warn")
        self._empty = EmptyState(self.tr("No plan"), self.tr("Choose one on the left"), icon_name="plan")
        self._lay_out()
        self._fill_filters()
        self.search.textChanged.connect(lambda _: self._show_list())
        self.search.left.connect(self.list.setFocus)
        self.kind.currentIndexChanged.connect(lambda _: self._show_list())
        self.type.currentIndexChanged.connect(lambda _: self._show_list())
        self.list.selected.connect(self._open)
        self._problems.acted.connect(
            lambda: services.run(show_problems(self, services.wording, services.workspace.problems), self)
        )
        self._show_list()
        self._open(self.list.current_id)

    def concerns(self, notice: Notice) -> bool:
        """Only the trial looks at the state: the warnings in force and the rulebook."""
        before, after = notice.before, notice.after
        return before.warnings is not after.warnings or before.profile is not after.profile

    def render(self, state: State, notice: Notice | None) -> None:
        """Show what could not be read, and compute the trial again."""
        problems = self.services.workspace.problems
        text = self.tr("%n problem(s) in files that were left out", "", len(problems)) if problems else ""
        self._problems.show_text(text, "warn", self.tr("Show") if problems else "")
        self.reader.try_it.refresh()

    def show_plan(self, plan_id: str) -> None:
        """Open a plan; filters that hide it are taken away."""
        if not self.list.select(plan_id):
            self.search.clear()
            self.kind.setCurrentIndex(0)
            self.type.setCurrentIndex(0)
            self.list.select(plan_id)

    def _open(self, plan_id: str) -> None:
        plan = self._reference.plans.get(plan_id)
        if plan is not None:
            self.reader.show_plan(plan)
        shown = self.reader.plan is not None
        self.reader.setVisible(shown)
        self._empty.setVisible(not shown)

    def _show_list(self) -> None:
        found = self._presenter.library(self.search.text(), self.kind.currentData() or "", self.type.currentData() or "")
        self.list.set_cards(
            [Card(id=one.id, title=one.title, subtitle=f"{one.type}   {one.kinds}", tip=one.title, right=one.version,
                  right_tone="muted") for one in found]
        )
        self._count.setText(self.tr("{count} of {total} plans").format(count=len(found), total=len(self._reference.plans)))
        if found and not self.list.current_id:
            self.list.select(found[0].id)

    def _fill_filters(self) -> None:
        self.kind.addItem(self.tr("All kinds"), "")
        for code, name in self._presenter.kinds():
            self.kind.addItem(name, code)
        self.type.addItem(self.tr("All types"), "")
        for code, name in self._presenter.types():
            self.type.addItem(name, code)
        self.kind.setAccessibleName(self.tr("Kind"))
        self.type.setAccessibleName(self.tr("Type"))

    def _lay_out(self) -> None:
        theme = current_theme()
        filters = QHBoxLayout()
        filters.setSpacing(theme.length("xs"))
        filters.addWidget(self.kind, 1)
        filters.addWidget(self.type, 1)
        for combo in (self.kind, self.type):
            combo.setMinimumContentsLength(4)
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.length("s"))
        for widget in (self._problems, self.search):
            column.addWidget(widget)
        column.addLayout(filters)
        column.addWidget(self.list, 1)
        column.addWidget(self._count)
        left.setMinimumWidth(theme.px(240))
        right = QWidget()
        both = QVBoxLayout(right)
        both.setContentsMargins(0, 0, 0, 0)
        both.addWidget(self.reader, 1)
        both.addWidget(self._empty, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(left)
        splitter.addWidget(right)
        splitter.setStretchFactor(1, 1)
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([theme.px(270), theme.px(1000)])
        if self.services.memory is not None:
            self.services.memory.keep_splitter("plans", splitter)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(theme.length("s"), theme.length("s"), theme.length("s"), theme.length("s"))
        outer.addWidget(splitter)


def waiting(services: Services) -> int:
    """How many plans or findings are due by now or wait for a next step."""
    desk = services.workspace.desk
    today = to_local(desk.clock.now()).date()
    found = plan_reminders(desk.state, desk.reference, desk.clock.now())
    return sum(one.kind is ReminderKind.DRAFT_WAITING or one.is_overdue(today) for one in found)


SPEC = PanelSpec("plans", "plan", 20, PlansPanel, shortcut="Ctrl+2", help="plans", waiting=waiting)
