"""The form editor of a draft: outline at the left, the part in the middle, problems and the trial at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.domain.planning.model import VersionStatus
from app.ui.kit.dialogs import Answer, ask
from app.ui.kit.theme import current_theme
from app.ui.kit.widgets import Banner
from app.ui.panels.plans.editor.cases_page import CasesPage
from app.ui.panels.plans.editor.findings import Place
from app.ui.panels.plans.editor.head_bar import HeadBar
from app.ui.panels.plans.editor.keeping import Keeper
from app.ui.panels.plans.editor.opened import Opened
from app.ui.panels.plans.editor.outline import Outline
from app.ui.panels.plans.editor.part_page import PartPage
from app.ui.panels.plans.editor.schema import PART
from app.ui.panels.plans.editor.session import Session
from app.ui.panels.plans.editor.side import Side
from app.ui.panels.plans.editor.text_page import TextPage
from app.ui.services import Services

Page = PartPage | TextPage


class PlanEditor(QWidget):
    """Edits one draft. ``left`` when a person is done with it; ``kept(version key)`` after each save.

    Keys: Ctrl+S saves, Ctrl+Z and Ctrl+Y walk the history, Ctrl+PgUp and Ctrl+PgDown the parts, F4 the right side, Alt+Left
    leaves (asking, where something is unsaved).
    """

    left = Signal()
    kept = Signal(str)

    def __init__(self, services: Services, opened: Opened, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.services = services
        self.session = Session(services, opened, self)
        self.keeper = Keeper(self.session, self)
        self._pages: dict[str, Page] = {}
        self._english = services.lang == "en"
        self._leaving = False
        self.bar = HeadBar(services.lang, english=self._english)
        self.banner = Banner("", "warn")
        self.outline = Outline(self.tr("{count} problem(s)"), self.tr("{count} to confirm"))
        self.stack = QStackedWidget()
        self.side = Side(self.session)
        self.buttons = self.bar.buttons
        self._lay_out()
        self._wire()
        self.session.start()
        self._show_outline()
        self.outline.select("head")
        self._show_state()

    @property
    def part(self) -> str:
        """The part that is shown."""
        return self.outline.current

    def page(self, part: str) -> Page:
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
        """Give the draft to the journal; whether it has it."""
        self._settle()
        self.banner.show_text("")
        unread = self.page(self.part).unread
        done = await self.keeper.save()
        if done:
            bench = self.session.bench
            words = self.tr("Draft {version} saved").format(version=bench.draft.plan.version)
            if unread:
                words += "  " + self.tr("not in it, since it cannot be read: {fields}").format(fields=", ".join(unread))
            self.services.navigator.say(words, "warn" if unread else "ok")
            self.kept.emit(bench.opened.key)
        return done

    async def may_leave(self) -> bool:
        """Whether nothing would be lost: unsaved changes are asked about (save, discard, stay)."""
        self._settle()
        if not self.session.bench.is_changed:
            await self.keeper.give_up()
            return True
        answers = (
            Answer("save", self.tr("Save"), "primary"), Answer("discard", self.tr("Discard changes"), "danger"),
            Answer("stay", self.tr("Stay")),
        )
        answer = await ask(
            self, self.tr("There are unsaved changes"),
            self.tr("The draft has changes that are not saved. Discarding takes back everything since the last save."), answers,
        )
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
                self.left.emit()
        finally:
            self._leaving = False

    def undo(self) -> None:
        """One step back."""
        self._settle()
        self.session.undo()

    def redo(self) -> None:
        """One step on again."""
        self._settle()
        self.session.redo()

    def hideEvent(self, event: QHideEvent) -> None:
        """The window may be closing: nothing that was typed stays in memory alone."""
        self._settle()
        self.keeper.flush()
        super().hideEvent(event)

    def _settle(self) -> None:
        """What is being typed into the prose goes into the draft."""
        text = self._pages.get("text")
        if isinstance(text, TextPage):
            text.flush()

    def _make_page(self, part: str) -> Page:
        spec = PART[part]
        if spec.page == "text":
            page: Page = TextPage(self.session, self.stack)
        elif spec.page == "cases":
            page = CasesPage(self.session, spec, self.stack)
            page.case_wanted.connect(self._open_case)
        else:
            page = PartPage(self.session, spec, self.stack)
        if isinstance(page, PartPage):
            page.judged.connect(lambda item, yes: self.services.run(self.keeper.judge(item, yes), self))
        page.set_english(self._english)
        return page

    def _open_case(self, place: int) -> None:
        self.buttons["side"].setChecked(True)
        self.side.open_case(place)

    def _on_part(self, part: str) -> None:
        if not part:
            return
        self._settle()
        self.session.bench.settle()
        page = self.page(part)
        page.refresh()
        self.stack.setCurrentWidget(page)

    def _on_change(self) -> None:
        if self.part:
            self.page(self.part).refresh()
        self._show_outline()
        self._show_state()

    def _on_looked(self) -> None:
        if self.part:
            self.page(self.part).refresh_findings()
        self._show_outline()

    def _show_outline(self) -> None:
        self.outline.show_entries(self.session.bench.outline())

    def _show_state(self) -> None:
        self.bar.show_state(self.session.bench, self.keeper, locked=self.session.read_only)
        if self.keeper.fault:
            self.banner.show_text(self.keeper.fault, "warn")

    def _show_elsewhere(self) -> None:
        other = self.keeper.other
        if other is None:
            self.banner.show_text("")
        elif other.status is VersionStatus.DRAFT:
            self.banner.show_text(
                self.tr("This draft was saved elsewhere meanwhile. Saving here replaces that state; or take it over."), "warn",
                self.tr("Take it over"),
            )
        else:
            status = self.session.bench.wording.say(f"version_status.{other.status}")
            self.banner.show_text(self.tr("This version is now “{status}” and no longer changes").format(status=status), "warn")
        self._on_change()

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
        self.session.changed.connect(self._on_change)
        self.session.looked.connect(self._on_looked)
        self.session.jumped.connect(self.go)
        self.keeper.state_changed.connect(self._show_state)
        self.keeper.elsewhere.connect(self._show_elsewhere)
        self.keeper.refused.connect(lambda words: self.banner.show_text(words, "alarm"))
        self.banner.acted.connect(self._take_other)
        self.outline.chosen.connect(self._on_part)
        run, services = self.services.run, self.services
        acts = {
            "back": lambda: run(self.leave(), self), "undo": self.undo, "redo": self.redo,
            "save": lambda: run(self.save(), self),
        }
        for name, act in acts.items():
            self.buttons[name].clicked.connect(lambda _checked=False, act=act: act())
        self.buttons["english"].toggled.connect(self._set_english)
        self.buttons["side"].toggled.connect(self.side.setVisible)
        keys = {
            "Ctrl+S": acts["save"], "Ctrl+Z": self.undo, "Ctrl+Y": self.redo, "Ctrl+Shift+Z": self.redo, "Alt+Left": acts["back"],
            "Ctrl+PgUp": lambda: self._step_part(-1), "Ctrl+PgDown": lambda: self._step_part(1),
            "F4": self.buttons["side"].toggle,
        }
        for key, act in keys.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        services.bridge.noticed.connect(self._on_notice)

    def _on_notice(self, notice: object) -> None:
        """The warnings in force count in the trial."""
        if self.isVisible() and notice.before.warnings is not notice.after.warnings:
            self.side.try_it.refresh()

    def _take_other(self) -> None:
        self.keeper.take_other()
        self.banner.show_text("")

    def _lay_out(self) -> None:
        theme = current_theme()
        self.banner.hide()
        splitter = QSplitter(Qt.Orientation.Horizontal)
        for widget, least in ((self.outline, 140), (self.stack, 420), (self.side, 240)):
            splitter.addWidget(widget)
            widget.setMinimumWidth(theme.px(least))
            splitter.setStretchFactor(splitter.count() - 1, 1 if widget is self.stack else 0)
        splitter.setSizes([theme.px(176), theme.px(680), theme.px(320)])
        splitter.setChildrenCollapsible(False)
        if self.services.memory is not None:
            self.services.memory.keep_splitter("plans.editor", splitter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.length("xs"))
        column.addWidget(self.bar)
        column.addWidget(self.banner)
        column.addWidget(splitter, 1)
