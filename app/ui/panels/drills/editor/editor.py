"""The editor of a scenario: outline at the left, the part in the middle, what is wrong at the right."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.catalog.own_scenarios import Opened
from app.desk.scenario_desk import ScenarioDesk
from app.ui.kit import time_text
from app.ui.kit.dialogs import Answer, ask
from app.ui.kit.theme import Tone, current_theme
from app.ui.kit.widgets import Badge, Banner, Button, Elided
from app.ui.panels.drills.editor.bench import ScenarioBench
from app.ui.panels.drills.editor.keeping import ScenarioKeeper
from app.ui.panels.drills.editor.pages import ExpectationsPage, InjectsPage, ScenarioPage
from app.ui.panels.drills.editor.schema import PART
from app.ui.panels.plans.editor.findings import Place
from app.ui.panels.plans.editor.outline import Outline
from app.ui.panels.plans.editor.problem_list import ProblemList
from app.ui.panels.plans.editor.session import Session
from app.ui.services import Services
from app.ui.shell.help import show_help

HELP = "drill-editor"


class ScenarioEditor(QWidget):
    """Edits one scenario. ``left`` when a person is done with it.

    Keys: Ctrl+S saves, Ctrl+Z and Ctrl+Y walk the history, Ctrl+PgUp and Ctrl+PgDown the parts, Ctrl+E goes to what is expected
    upon an inject, F4 the problems, Alt+Left leaves (asking, where something is unsaved).
    """

    left = Signal()

    def __init__(
        self, services: Services, desk: ScenarioDesk, opened: Opened, parent: QWidget | None = None, *, fresh: bool = False
    ) -> None:
        """``fresh``: it lies nowhere yet."""
        super().__init__(parent)
        self.services = services
        workspace = services.workspace
        self.bench = ScenarioBench(
            opened, desk.reference, lambda: workspace.desk.state, workspace.words, services.lang, time.monotonic
        )
        self.session = Session(services, None, self, self.bench)
        self.session.read_only = workspace.read_only
        self.keeper = ScenarioKeeper(self.session, desk, self, fresh=fresh)
        self._pages: dict[str, ScenarioPage] = {}
        self._english = services.lang == "en"
        self._leaving = False
        self.banner = Banner("", Tone.WARN)
        self.outline = Outline(self.tr("{count} problem(s)"), "{count}")
        self.stack = QStackedWidget()
        self.problems = ProblemList(sound=self.tr("The scenario can be held once it is saved"))
        self._title = Elided("", "title")
        self._note = Elided("", "caption")
        self.state = Badge("", Tone.NEUTRAL)
        self.buttons: dict[str, Button] = {}
        self._lay_out()
        self._wire()
        self.bench.look()
        self._show_outline()
        self.outline.select("drill_injects" if self.bench.scenario.injects else "drill_sheet")
        self._on_looked()
        self._show_state()

    @property
    def part(self) -> str:
        """The part that is shown."""
        return self.outline.current

    def page(self, part: str) -> ScenarioPage:
        """The page of a part, made when it is first asked for."""
        if part not in self._pages:
            self._pages[part] = self._make_page(part)
            self.stack.addWidget(self._pages[part])
        return self._pages[part]

    def go(self, place: Place) -> None:
        """Bring a part, an element, a field into sight."""
        self.outline.select(place.part)
        self.page(place.part).go(place)

    async def save(self) -> bool:
        """Put it on the shelf where it is sound, else keep it as a draft; whether the disk has it."""
        self.banner.show_text("")
        unread = self.page(self.part).unread
        done = await self.keeper.save()
        if not done:
            return False
        sound = self.bench.is_sound
        words = self.tr("Saved as version {version}; it can be held").format(version=self.bench.scenario.version)
        if not sound:
            count = len(self.bench.findings.all)
            words = self.tr("Kept as a draft: {count} problems have to be mended before it can be held").format(count=count)
        if unread:
            words += "  " + self.tr("not in it, since it cannot be read: {fields}").format(fields=", ".join(unread))
        self.banner.show_text("" if sound and not unread else words, Tone.WARN)
        self.services.navigator.say(words, "ok" if sound and not unread else "warn")
        return True

    async def may_leave(self) -> bool:
        """Whether nothing would be lost: unsaved changes are asked about (save, discard, stay)."""
        if not self.keeper.is_changed or self.session.read_only:
            await self.keeper.give_up()
            return True
        answers = (
            Answer("save", self.tr("Save"), "primary"), Answer("discard", self.tr("Discard changes"), "danger"),
            Answer("stay", self.tr("Stay")),
        )
        answer = await ask(
            self, self.tr("There are unsaved changes"),
            self.tr("Discarding takes back everything since the last save."), answers,
        )  # fmt: skip
        if answer == "save":
            return await self.save()
        if answer == "discard":
            await self.keeper.give_up()
            return True
        return False

    async def leave(self) -> None:
        """Leave, where nothing would be lost."""
        if self._leaving:
            return
        self._leaving = True
        try:
            if await self.may_leave():
                self.keeper.never_saved = False
                self.bench.saved = self.bench.draft  # settled: hiding keeps nothing more
                self.left.emit()
        finally:
            self._leaving = False

    def hideEvent(self, event: QHideEvent) -> None:
        """The window may be closing: nothing that was typed stays in memory alone."""
        self.keeper.flush()
        super().hideEvent(event)

    def _make_page(self, part: str) -> ScenarioPage:
        if part == "drill_injects":
            page: ScenarioPage = InjectsPage(self.session, PART[part], self.stack)
            page.expectations_wanted.connect(self._show_expectations)
        elif part == "drill_expectations":
            page = ExpectationsPage(self.session, PART[part], self.stack)
        else:
            page = ScenarioPage(self.session, PART[part], self.stack)
        page.set_english(self._english)
        return page

    def _show_expectations(self, inject: int) -> None:
        self.outline.select("drill_expectations")
        page = self.page("drill_expectations")
        if isinstance(page, ExpectationsPage):
            page.show_inject(inject)

    def _expect(self) -> None:
        page = self.page("drill_injects")
        if self.part == "drill_injects" and page.list is not None and page.list.current is not None:
            self._show_expectations(page.list.current)

    def _on_part(self, part: str) -> None:
        if not part:
            return
        self.bench.settle()
        page = self.page(part)
        page.refresh()
        self.stack.setCurrentWidget(page)

    def _on_change(self) -> None:
        if self.part:
            self.page(self.part).refresh()
        self._show_outline()
        self._show_state()

    def _on_looked(self) -> None:
        self.problems.show_findings(self.bench.findings)
        if self.part:
            self.page(self.part).refresh_findings()
        self._show_outline()
        self._show_state()
        count = len(self.bench.findings.all)
        self.buttons["side"].setText(self.tr("Problems ({count})").format(count=count) if count else self.tr("Problems"))

    def _show_outline(self) -> None:
        self.outline.show_entries(self.bench.outline())

    def _show_state(self) -> None:
        scenario, history, locked = self.bench.scenario, self.bench.history, self.session.read_only
        self._title.setText(self.bench.wording.text(scenario.title) or scenario.id)
        word, tone = self._standing(locked)
        self.state.show_as(word, tone)
        notes = [scenario.id, self.tr("version {version}").format(version=scenario.version)]
        if not self.bench.opened.own and not self.keeper.never_saved:
            notes.append(self.tr("came with the program: saving puts your own in its place"))
        if self.keeper.kept_at is not None:
            notes.append(self.tr("kept {time}").format(time=time_text.clock_seconds(self.keeper.kept_at)))
        self._note.setText("  ·  ".join(notes))
        self.buttons["undo"].setEnabled(history.can_undo and not locked)
        self.buttons["redo"].setEnabled(history.can_redo and not locked)
        self.buttons["save"].setEnabled(not self.keeper.busy and not locked)

    def _standing(self, locked: bool) -> tuple[str, str]:
        if locked:
            return self.tr("locked"), Tone.MUTED
        if self.keeper.busy:
            return self.tr("saving"), Tone.INFO
        if self.keeper.is_changed:
            return self.tr("not saved"), Tone.WATCH
        return (self.tr("draft"), Tone.WARN) if self.bench.opened.draft else (self.tr("can be held"), Tone.OK)

    def _set_english(self, wanted: bool) -> None:
        self._english = wanted
        for page in self._pages.values():
            page.set_english(wanted)

    def _step_part(self, step: int) -> None:
        parts = list(PART)
        at = parts.index(self.part) + step if self.part else 0
        if 0 <= at < len(parts):
            self.outline.select(parts[at])

    def _wire(self) -> None:
        session, run = self.session, self.services.run
        session.changed.connect(self._on_change)
        session.looked.connect(self._on_looked)
        session.jumped.connect(self.go)
        self.keeper.state_changed.connect(self._show_state)
        self.keeper.refused.connect(lambda words: self.banner.show_text(words, Tone.ALARM))
        self.problems.chosen.connect(self.go)
        self.outline.chosen.connect(self._on_part)
        acts = {
            "back": lambda: run(self.leave(), self), "undo": session.undo, "redo": session.redo,
            "save": lambda: run(self.save(), self),
            "help": lambda: run(show_help(self, self.services.workspace.files.resources, HELP, self.services.lang), self),
        }
        for name, act in acts.items():
            self.buttons[name].clicked.connect(lambda _checked=False, act=act: act())
        self.buttons["english"].toggled.connect(self._set_english)
        self.buttons["side"].toggled.connect(self.problems.setVisible)
        keys = {
            "Ctrl+S": acts["save"], "Ctrl+Z": session.undo, "Ctrl+Y": session.redo, "Ctrl+Shift+Z": session.redo,
            "Alt+Left": acts["back"], "Ctrl+PgUp": lambda: self._step_part(-1), "Ctrl+PgDown": lambda: self._step_part(1),
            "Ctrl+E": self._expect, "F4": self.buttons["side"].toggle,
        }
        for key, act in keys.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _bar(self) -> QHBoxLayout:
        specs = {
            "back": (self.tr("Back"), "back", "quiet", self.tr("Leave the editor (Alt+Left)")),
            "undo": ("", "undo", "quiet", self.tr("Undo (Ctrl+Z)")),
            "redo": ("", "redo", "quiet", self.tr("Redo (Ctrl+Y)")),
            "english": (self.tr("English"), "text-size", "quiet", self.tr("Show the English texts beside the Chinese ones")),
            "help": ("", "help", "quiet", self.tr("How scenarios are written")),
            "side": (self.tr("Problems"), "list", "quiet", self.tr("Show or hide what is wrong (F4)")),
            "save": (self.tr("Save"), "save", "primary", self.tr("Save (Ctrl+S); with problems it is kept as a draft")),
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
        row.addWidget(self._title, 3)
        row.addWidget(self.state)
        row.addWidget(self._note, 2)
        for name in ("undo", "redo", "help", "english", "side", "save"):
            row.addWidget(self.buttons[name])
        return row

    def _lay_out(self) -> None:
        theme = current_theme()
        self.banner.hide()
        split = QSplitter(Qt.Orientation.Horizontal)
        for widget, least in ((self.outline, 130), (self.stack, 420), (self.problems, 200)):
            split.addWidget(widget)
            widget.setMinimumWidth(theme.px(least))
            split.setStretchFactor(split.count() - 1, 1 if widget is self.stack else 0)
        split.setSizes([theme.px(150), theme.px(800), theme.px(250)])
        split.setChildrenCollapsible(False)
        if self.services.memory is not None:
            self.services.memory.keep_splitter("scenario.editor", split)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.length("s"), theme.length("xs"), theme.length("s"), theme.length("s"))
        column.setSpacing(theme.length("xs"))
        column.addLayout(self._bar())
        column.addWidget(self.banner)
        column.addWidget(split, 1)
