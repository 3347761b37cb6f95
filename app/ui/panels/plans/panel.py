"""The library of plans: find one on the left, read and try it on the right; the form editor takes the whole panel."""

from __future__ import annotations

from collections.abc import Awaitable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from app.desk.desk import Notice
from app.domain.planning.library import plan_reminders
from app.domain.planning.model import PlanVersion, VersionStatus
from app.domain.planning.rules import ReminderKind
from app.domain.state import State
from app.kernel.clock import to_local
from app.kernel.errors import BadFile
from app.ui.kit.cards import Card, CardList
from app.ui.kit.theme import current_theme, set_look
from app.ui.kit.widgets import Banner, Button, EmptyState, Text
from app.ui.panels.base import Panel, PanelSpec
from app.ui.panels.plans.editor.editor import PlanEditor
from app.ui.panels.plans.editor.opened import Opened
from app.ui.panels.plans.editor.opening import choose_draft, new_plan, open_plan, warmed
from app.ui.panels.plans.filters import LibraryFilters
from app.ui.panels.plans.plan_exchange import import_document
from app.ui.panels.plans.presenter import PlansPresenter
from app.ui.panels.plans.problems import show_problems
from app.ui.panels.plans.reader import PlanReader
from app.ui.services import Services

_LOOKED_AT = ("warnings", "profile", "plan_versions", "plan_lives", "plan_findings", "findings")


class PlansPanel(Panel):
    """List and reader on one page, the editor of a draft on another."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._presenter = PlansPresenter(services.workspace.desk.reference, services.wording)
        self.filters = LibraryFilters(self._presenter)
        self.list = CardList(services.workspace.desk.clock)
        self.reader = PlanReader(services, self._presenter)
        self.import_button = Button(
            self.tr("Import a plan…"), "import", "plain", self.tr("A Word or text file becomes a draft to be checked")
        )
        self.edit = Button(self.tr("Edit"), "edit", "plain", self.tr("Open this plan's draft, or begin its next version (Ctrl+E)"))
        self.create = Button(self.tr("New plan"), "add", "plain", self.tr("Begin an empty plan"))
        self.resume = Button(self.tr("Drafts…"), "open", "plain", self.tr("Go on with a draft"))
        self.pages = QStackedLayout()
        self.editor: PlanEditor | None = None
        self._opening = False
        self._proses: dict[str, str] = {}
        self._count = Text("", "caption")
        self._problems = Banner("", "warn")
        self._empty = EmptyState(self.tr("No plan"), self.tr("Choose one on the left"), icon_name="plan")
        self._lay_out()
        self.filters.offer(self._shown())
        self.filters.changed.connect(self._show_list)
        self.filters.search.left.connect(self.list.setFocus)
        self.list.selected.connect(self._open)
        self.import_button.clicked.connect(lambda: services.run(self._import(), self))
        self._problems.acted.connect(
            lambda: services.run(show_problems(self, services.wording, services.workspace.problems), self)
        )
        self.reader.versions.edit_wanted.connect(lambda plan_id, version: self.begin(open_plan(services, self, plan_id, version)))
        self.edit.clicked.connect(lambda: self.begin(open_plan(services, self, self.list.current_id)))
        self.create.clicked.connect(lambda: self.begin(new_plan(services, self)))
        self.resume.clicked.connect(lambda: self.begin(choose_draft(services, self)))
        shortcut = QShortcut(QKeySequence("Ctrl+E"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.edit.click)
        self._show_list()
        self._open(self.list.current_id)

    def concerns(self, notice: Notice) -> bool:
        """Plans, what hangs on them, and what the trial looks at: the warnings in force and the rulebook."""
        before, after = notice.before, notice.after
        return any(getattr(before, field) is not getattr(after, field) for field in _LOOKED_AT)

    def render(self, state: State, notice: Notice | None) -> None:
        """Show what could not be read, the library and the plan as they stand, and compute the trial again."""
        problems = self.services.workspace.problems
        text = self.tr("%n problem(s) in files that were left out", "", len(problems)) if problems else ""
        self._problems.show_text(text, "warn", self.tr("Show") if problems else "")
        self.filters.offer(self._shown())
        self._show_list()
        self.reader.refresh()
        self.reader.try_it.refresh()

    def begin(self, opening: Awaitable[Opened | None]) -> None:
        """Edit what this opens, once a person has answered what it asks."""
        self.services.run(self.edit_what(opening), self)

    async def edit_what(self, opening: Awaitable[Opened | None]) -> None:
        """Edit what this opens; while another draft is open or asked for, nothing is opened."""
        if self._opening or self.editor is not None:
            close = getattr(opening, "close", None)
            if close is not None:
                close()
            return
        self._opening = True
        try:
            opened = await opening
            if opened is not None:
                await warmed(self.services)
        finally:
            self._opening = False
        if opened is not None:
            self.show_editor(opened)

    def show_editor(self, opened: Opened) -> None:
        """Edit this draft in the whole panel."""
        editor = PlanEditor(self.services, opened)
        editor.left.connect(self.close_editor)
        self.editor = editor
        self.pages.addWidget(editor)
        self.pages.setCurrentWidget(editor)
        editor.outline.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_editor(self) -> None:
        """Back to the library, at the plan that was edited; what was not saved was asked about before."""
        editor, self.editor = self.editor, None
        if editor is not None:
            plan_id = editor.session.bench.draft.plan.id
            self.pages.setCurrentIndex(0)
            self.pages.removeWidget(editor)
            editor.deleteLater()
            if plan_id in self.services.workspace.plans.plan_ids():
                self.show_plan(plan_id)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_plan(self, plan_id: str) -> None:
        """Open a plan; filters that hide it are taken away. A draft that is being edited is left first, if it may be."""
        if self.editor is not None:
            self.services.run(self._leave_for(plan_id), self)
            return
        if not self.list.select(plan_id):
            self.filters.clear()
            self.list.select(plan_id)

    async def _leave_for(self, plan_id: str) -> None:
        if self.editor is not None:
            await self.editor.leave()
        if self.editor is None:
            self.show_plan(plan_id)

    def _open(self, plan_id: str) -> None:
        known = plan_id in self.services.workspace.plans.plan_ids()
        if known:
            self.reader.show_plan(plan_id)
        self.edit.setEnabled(known)
        self.reader.setVisible(known)
        self._empty.setVisible(not known)

    async def _import(self) -> None:
        """A document becomes a draft, which is then shown with what was read out of it."""
        plan_id = await import_document(self.services, self)
        if plan_id:
            self.show_plan(plan_id)
            self.reader.show_newest(plan_id)

    def _shown(self) -> tuple[PlanVersion, ...]:
        """Of every plan the version in force, else the newest."""
        library = self.services.workspace.plans
        return tuple(library.version(plan_id) for plan_id in library.plan_ids())

    def _prose_of(self, version: PlanVersion) -> str:
        """The prose of a version, read once; one that cannot be read is found by its title alone."""
        if version.key not in self._proses or version.status is VersionStatus.DRAFT:
            try:
                self._proses[version.key] = self.services.workspace.plans.content(version.plan_id, version.version).text
            except BadFile:  # the reader says so when the plan is opened
                self._proses[version.key] = ""
        return self._proses[version.key]

    def _show_list(self) -> None:
        shown = self._shown()
        found = self._presenter.library(shown, self.filters.wanted(), waiting_marks(self.services), self._prose_of)
        self.list.set_cards(
            [
                Card(
                    id=one.id, title=one.title, subtitle="   ".join(filter(None, (one.type, one.kinds, one.mark))), tip=one.title,
                    right=f"{one.version} {one.status}", right_tone=one.tone,
                )
                for one in found
            ]
        )
        self._count.setText(self.tr("{count} of {total} plans").format(count=len(found), total=len(shown)))
        if found and not self.list.current_id:
            self.list.select(found[0].id)

    def _lay_out(self) -> None:
        theme = current_theme()
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.length("s"))
        for widget in (self._problems, self.filters):
            column.addWidget(widget)
        column.addWidget(self.import_button)
        column.addWidget(self.list, 1)
        column.addWidget(self._count)
        acts = QHBoxLayout()
        acts.setSpacing(theme.length("xs"))
        for button in (self.edit, self.create, self.resume):
            set_look(button, "dense", "true")
            acts.addWidget(button, 1)
        column.addLayout(acts)
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
        self.pages.addWidget(splitter)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.length("s"), theme.length("s"), theme.length("s"), theme.length("s"))
        outer.addLayout(self.pages)


def waiting_marks(services: Services) -> dict[str, str]:
    """What waits about each plan, in a few words for its card."""
    desk = services.workspace.desk
    today = to_local(desk.clock.now()).date()
    marks: dict[str, list[str]] = {}
    for one in plan_reminders(desk.state, desk.reference, desk.clock.now()):
        word = services.wording.say(f"plan_mark.{one.kind}")
        late = services.wording.say("plan_mark.overdue") if one.is_overdue(today) else ""
        marks.setdefault(one.plan_id, []).append(word + late)
    return {plan_id: " ".join(dict.fromkeys(words)) for plan_id, words in marks.items()}


def waiting(services: Services) -> int:
    """How many plans or findings are due by now or wait for a next step."""
    desk = services.workspace.desk
    today = to_local(desk.clock.now()).date()
    found = plan_reminders(desk.state, desk.reference, desk.clock.now())
    return sum(one.kind is ReminderKind.DRAFT_WAITING or one.is_overdue(today) for one in found)


SPEC = PanelSpec("plans", "plan", 20, PlansPanel, shortcut="Ctrl+2", help="plans", waiting=waiting)
