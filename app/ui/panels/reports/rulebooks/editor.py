"""The form editor of a rulebook: particulars, rules, the trial beside what is in force, the difference; problems at the right.

A draft is kept in the journal after a pause and whenever it is left: a rulebook is small, so nothing is ever "not saved" for
longer than that, and undo reaches back over it.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QTabWidget, QVBoxLayout, QWidget

from app.domain.deadlines import rulebook_of
from app.domain.reporting.model import Rulebook
from app.domain.rulemaking.model import BookVersion
from app.domain.versions import VersionStatus
from app.kernel.errors import Fault, Refusal
from app.ui.kit.quiet import Quiet
from app.ui.kit.theme import Tone, current_theme
from app.ui.kit.widgets import Badge, Banner, Button, Elided
from app.ui.panels.plans.editor.detail_form import DetailForm
from app.ui.panels.plans.editor.element_list import ElementList
from app.ui.panels.plans.editor.findings import Place
from app.ui.panels.plans.editor.problem_list import ProblemList
from app.ui.panels.plans.editor.session import Session
from app.ui.panels.reports.presenter import rulebook_in_force
from app.ui.panels.reports.rulebooks.bench import RuleBench
from app.ui.panels.reports.rulebooks.difference_view import DifferenceView
from app.ui.panels.reports.rulebooks.schema import BOOK, RULES
from app.ui.panels.reports.rulebooks.trial_beside import TrialBeside
from app.ui.services import Services

KEEP_MS, KEEP_MOST_MS = 8_000, 30_000
"""A draft is kept after a pause of eight seconds, and never later than half a minute after the first key."""


class RuleEditor(QWidget):
    """Edits one draft; any other version is shown and cannot be changed. ``left`` when a person is done with it.

    Keys: Ctrl+S keeps it now, Ctrl+Z and Ctrl+Y walk the history, Ctrl+PgUp and Ctrl+PgDown the tabs, F4 the list of problems,
    Alt+Left leaves.
    """

    left = Signal()

    def __init__(self, services: Services, version: BookVersion, seconds: object, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.services = services
        workspace = services.workspace
        self.bench = RuleBench(version, lambda: workspace.desk.reference, workspace.words, services.lang, seconds)
        self.session = Session(services, None, self, self.bench)
        self.session.read_only = version.status is not VersionStatus.DRAFT
        self._busy = False
        self._english = services.lang == "en"
        self.banner = Banner("", Tone.WARN)
        self.head = DetailForm(self.session, BOOK, BOOK.form)
        self.list = ElementList(self.session, RULES)
        self.detail = DetailForm(self.session, RULES, RULES.list.fields)
        self.trial = TrialBeside(services, self.bench.sound, self.other)
        self.difference = DifferenceView(services)
        self.problems = ProblemList()
        self.tabs = QTabWidget()
        self._title = Elided("", "title")
        self.state = Badge("", Tone.NEUTRAL)
        self.buttons: dict[str, Button] = {}
        self._keep = Quiet(lambda: services.run(self.save(), self), KEEP_MS, self, most_ms=KEEP_MOST_MS)
        self._lay_out()
        self._wire()
        self.session.look_now()
        self.bench.look()
        self.head.show_row(None)
        self._set_english(self._english)
        self._show_list()
        self._on_looked()
        self._show_state()

    def other(self) -> Rulebook | None:
        """What the draft is compared with: this rulebook as it is in force, else the one that the desk goes by."""
        reference = self.services.workspace.desk.reference
        same = reference.rulebooks.get(self.bench.version.rulebook_id)
        if same is not None and same.version != self.bench.version.version:
            return same
        return rulebook_in_force(self.services.state, reference)

    @property
    def runs_here(self) -> bool:
        """Whether the desk's deadlines follow this rulebook."""
        book = rulebook_of(self.services.state, self.services.workspace.desk.reference)
        return book is not None and (book.id, book.version) == (self.bench.book.id, self.bench.book.version)

    async def save(self) -> bool:
        """Give the draft to the journal; whether it has it. A refusal stands above the form, and nothing is lost."""
        if self._busy or self.session.read_only or not self.bench.is_changed:
            return not self.bench.is_changed
        self._keep.drop()
        self._busy = True
        book = self.bench.book
        try:
            await self.services.execute(self.bench.command())
        except (Refusal, Fault) as no:
            again = self.tr("Take over what is kept") if getattr(no, "code", "") == "rulebook_edited_meanwhile" else ""
            self.banner.show_text(self.services.explain(no), Tone.ALARM, again)
            return False
        finally:
            self._busy = False
        self.bench.kept(self._stored(), book)
        self.banner.show_text("")
        self._show_state()
        return True

    async def leave(self) -> None:
        """Keep what was typed and go; where it cannot be kept one stays and reads why."""
        if await self.save():
            self.left.emit()

    def take_other(self) -> None:
        """Go on from what the journal has; what was edited here is one undo away."""
        version = self._stored()
        self.session.read_only = version.status is not VersionStatus.DRAFT
        self.bench.adopt(version)
        self.banner.show_text("")
        self.session.restart()

    def show_elsewhere(self) -> None:
        """The journal may have another state of this version: say so, or lock what is no draft any more."""
        version = self.services.state.rulebook_versions.get(self.bench.version.key)
        if version is None or self._busy:
            return
        if version.status is not self.bench.version.status:
            self.take_other()
        elif version.revision != self.bench.version.revision:
            self.banner.show_text(
                self.tr("This draft was changed elsewhere meanwhile."), Tone.WARN, self.tr("Take over what is kept")
            )

    def go(self, place: Place) -> None:
        """Bring a rule or a field into sight."""
        if place.part == BOOK.id:
            self.tabs.setCurrentWidget(self.head)
            self.head.focus_field(place.field)
            return
        self.tabs.setCurrentWidget(self._rules)
        if place.row is not None:
            self.list.select(place.row)
        if place.field:
            self.detail.focus_field(place.field)
        else:
            self.list.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """The window may be closing: what was typed is kept."""
        if self.bench.is_changed:
            self.services.run(self.save(), self)
        super().hideEvent(event)

    def _stored(self) -> BookVersion:
        return self.services.state.rulebook_versions[self.bench.version.key]

    def _on_change(self) -> None:
        self.head.show_row(None)
        self._show_list()
        self._show_state()
        self._show_tab()
        if self.bench.is_changed:
            self._keep.stir()

    def _on_looked(self) -> None:
        self.problems.show_findings(self.bench.findings)
        self.head.show_notes()
        self.detail.show_notes()
        self.list.refresh()
        count = len(self.bench.findings.all)
        self.buttons["side"].setText(self.tr("Problems ({count})").format(count=count) if count else self.tr("Problems"))

    def _show_list(self) -> None:
        self.list.refresh()
        self._show_detail()
        self.tabs.setTabText(1, self.tr("Rules ({count})").format(count=len(self.bench.book.rules)))

    def _show_detail(self) -> None:
        at = self.list.current
        shown = at is not None and at < len(self.bench.book.rules)
        self.detail.setVisible(shown)
        if shown:
            self.detail.show_row(at)

    def _show_tab(self) -> None:
        shown = self.tabs.currentWidget()
        if shown is self.trial:
            self.trial.compute()
        elif shown is self.difference:
            other = self.other()
            if other is None:
                self.difference.say_nothing_to_compare()
            else:
                self.difference.compare(other, self.bench.book)

    def _show_state(self) -> None:
        words, book, history = self.bench.wording, self.bench.book, self.bench.history
        locked = self.session.read_only
        self._title.setText(f"{words.text(book.title) or book.id}  {book.version}")
        standing = words.say(f"version_status.{self.bench.version.status}")
        changed = self.tr("not kept yet") if self.bench.is_changed else standing
        self.state.show_as(changed, Tone.WATCH if self.bench.is_changed else Tone.MUTED if locked else Tone.INFO)
        self.buttons["undo"].setEnabled(history.can_undo and not locked)
        self.buttons["redo"].setEnabled(history.can_redo and not locked)
        self.buttons["save"].setEnabled(self.bench.is_changed and not locked)
        for form in (self.head, self.detail):
            form.set_locked(locked)

    def _set_english(self, wanted: bool) -> None:
        self._english = wanted
        for form in (self.head, self.detail):
            form.set_english(wanted)

    def _enter(self) -> None:
        if self.list.current is not None:
            self.detail.form.focus_first()

    def _step_tab(self, step: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + step) % self.tabs.count())

    def _wire(self) -> None:
        session, run = self.session, self.services.run
        session.changed.connect(self._on_change)
        session.looked.connect(self._on_looked)
        session.jumped.connect(self.go)
        self.problems.chosen.connect(self.go)
        self.list.chosen.connect(lambda _at: self._show_detail())
        self.list.entered.connect(self._enter)
        self.tabs.currentChanged.connect(lambda _at: self._show_tab())
        self.banner.acted.connect(self.take_other)
        acts = {
            "back": lambda: run(self.leave(), self), "undo": session.undo, "redo": session.redo,
            "save": lambda: run(self.save(), self),
        }
        for name, act in acts.items():
            self.buttons[name].clicked.connect(lambda _checked=False, act=act: act())
        self.buttons["english"].toggled.connect(self._set_english)
        self.buttons["side"].toggled.connect(self.problems.setVisible)
        keys = {
            "Ctrl+S": acts["save"], "Ctrl+Z": session.undo, "Ctrl+Y": session.redo, "Ctrl+Shift+Z": session.redo,
            "Alt+Left": acts["back"], "Ctrl+PgUp": lambda: self._step_tab(-1), "Ctrl+PgDown": lambda: self._step_tab(1),
            "F4": self.buttons["side"].toggle,
        }
        for key, act in keys.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _bar(self) -> QHBoxLayout:
        specs = {
            "back": (self.tr("Back"), "back", "quiet", self.tr("Back to the versions (Alt+Left)")),
            "undo": ("", "undo", "quiet", self.tr("Undo (Ctrl+Z)")),
            "redo": ("", "redo", "quiet", self.tr("Redo (Ctrl+Y)")),
            "english": (self.tr("English"), "text-size", "quiet", self.tr("Show the English texts beside the Chinese ones")),
            "side": (self.tr("Problems"), "list", "quiet", self.tr("Show or hide what is wrong (F4)")),
            "save": (self.tr("Save"), "save", "primary", self.tr("Keep it now (Ctrl+S); after a pause it is kept by itself")),
        }
        for name, (text, icon, variant, tip) in specs.items():
            self.buttons[name] = Button(text, icon, variant, tip)
            self.buttons[name].setAccessibleName(text or tip)
        for name, on in (("english", self._english), ("side", True)):
            self.buttons[name].setCheckable(True)
            self.buttons[name].setChecked(on)
        row = QHBoxLayout()
        row.setSpacing(current_theme().length("s"))
        row.addWidget(self.buttons["back"])
        row.addWidget(self._title, 1)
        row.addWidget(self.state)
        for name in ("undo", "redo", "english", "side", "save"):
            row.addWidget(self.buttons[name])
        return row

    def _lay_out(self) -> None:
        theme = current_theme()
        self.banner.hide()
        self._rules = QSplitter(Qt.Orientation.Vertical)
        above = QWidget()
        margin = theme.length("s")
        holder = QVBoxLayout(above)
        holder.setContentsMargins(margin, margin, margin, 0)
        holder.addWidget(self.list)
        self._rules.addWidget(above)
        self._rules.addWidget(self.detail)
        self._rules.setChildrenCollapsible(False)
        self._rules.setSizes([theme.px(190), theme.px(330)])
        above.setMinimumHeight(theme.px(130))
        self.tabs.addTab(self.head, self.tr("Particulars"))
        self.tabs.addTab(self._rules, self.tr("Rules"))
        self.tabs.addTab(self.trial, self.tr("Try it beside the one in force"))
        self.tabs.addTab(self.difference, self.tr("Differences"))
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.tabs)
        split.addWidget(self.problems)
        split.setSizes([theme.px(900), theme.px(260)])
        split.setStretchFactor(0, 1)
        split.setChildrenCollapsible(False)
        self.problems.setMinimumWidth(theme.px(200))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.length("s"), theme.length("xs"), theme.length("s"), theme.length("s"))
        column.setSpacing(theme.length("xs"))
        column.addLayout(self._bar())
        column.addWidget(self.banner)
        column.addWidget(split, 1)
