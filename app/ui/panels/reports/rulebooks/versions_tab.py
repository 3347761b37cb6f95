"""The versions of all rulebooks with their standing, their next step, and the editor of the one that is worked on."""

from __future__ import annotations

import time
from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.catalog.pinyin import search_keys
from app.desk.rulebook_library import ListedBook, RulebookLibrary, name_of
from app.domain.reporting.model import Rulebook
from app.domain.state import State
from app.ui.kit import time_text
from app.ui.kit.dialogs import Option, choose
from app.ui.kit.table import Column, RowsView
from app.ui.kit.theme import Tone, current_theme
from app.ui.kit.widgets import Banner, Button, Text
from app.ui.panels.reports.rulebooks.difference_view import show_difference
from app.ui.panels.reports.rulebooks.editor import RuleEditor
from app.ui.panels.reports.rulebooks.exchange import export_book, import_book
from app.ui.panels.reports.rulebooks.presenter import BookRow, book_rows
from app.ui.panels.reports.rulebooks.steps import begin_copy, begin_empty, take_step
from app.ui.services import Services


class BookVersionsTab(QStackedWidget):
    """The list; Enter opens the current version in the editor, which stands in its place until it is left.

    Keys of the list: Insert begins an empty rulebook, Ctrl+D copies the current one.
    """

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self.editor: RuleEditor | None = None
        self.table = RowsView(
            self._columns(), lambda row: row.key, title=self.tr("Rulebook versions"), initials=search_keys,
            empty=(self.tr("No rulebooks"), self.tr("Begin one, or import a file.")),
        )
        self.notice = Banner("", Tone.WATCH)
        self._detail = Text("")
        self._detail.setWordWrap(True)
        self._detail.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.buttons: dict[str, Button] = {}
        self.steps: dict[str, Button] = {}
        self._page = QWidget()
        self._make_buttons()
        self._lay_out()
        self.addWidget(self._page)
        self.table.selected.connect(lambda _row: self._show_current())
        self.table.activated.connect(lambda row: self.open(row.key))
        self._show_current()

    @property
    def library(self) -> RulebookLibrary:
        """Every version."""
        return RulebookLibrary(self._services.workspace.desk)

    def show_state(self, state: State) -> None:
        """Show the versions of this state."""
        if self.editor is not None:
            self.editor.show_elsewhere()
        in_use = state.profile.rulebook_id if state.profile else ""
        rows = book_rows(self.library.all(), in_use, self._services.wording)
        self.table.set_rows(rows)
        if rows and self.table.current is None:
            self.table.select(rows[0].key, scroll=False)
        own = any(not row.shipped and row.here for row in rows)
        self.notice.show_text("" if own else self.tr(
            "No rulebook of your own is in force: copy one, enter the limits of your county's document, have it approved and put "
            "it in force."
        ), Tone.WATCH)
        self._show_current()

    def open(self, key: str) -> None:
        """Open a version: a draft to be edited, another one to be read."""
        listed = self._listed(key)
        if listed is None:
            return
        self._close_editor()
        self.editor = RuleEditor(self._services, listed.version, time.monotonic, self)
        self.editor.left.connect(self._leave)
        self.addWidget(self.editor)
        self.setCurrentWidget(self.editor)
        self.editor.list.view.setFocus(Qt.FocusReason.OtherFocusReason)

    async def copy(self, book: Rulebook) -> None:
        """Begin a draft as the copy of a rulebook and open it."""
        self._begun(await begin_copy(self._services, self, book))

    def _begun(self, key: str) -> None:
        if key:
            self.show_state(self._services.state)
            self.table.select(key)
            self.open(key)

    def _leave(self) -> None:
        key = name_of(self.editor.bench.version) if self.editor is not None else ""
        self._close_editor()
        self.show_state(self._services.state)
        self.table.select(key)
        self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_editor(self) -> None:
        if self.editor is not None:
            self.removeWidget(self.editor)
            self.editor.deleteLater()
            self.editor = None
            self.setCurrentWidget(self._page)

    def _listed(self, key: str) -> ListedBook | None:
        return next((one for one in self.library.all() if name_of(one.version) == key), None)

    def _current(self) -> ListedBook | None:
        row: BookRow | None = self.table.current
        return None if row is None else self._listed(row.key)

    def _show_current(self) -> None:
        row: BookRow | None = self.table.current
        for step, button in self.steps.items():
            button.setVisible(row is not None and step in row.can)
        for name in ("open", "copy", "export", "compare"):
            self.buttons[name].setEnabled(row is not None)
        self.buttons["open"].setText(self.tr("Edit") if row is not None and row.editable else self.tr("Read"))
        self._detail.setText(row.steps if row is not None else "")

    def _step(self, step: str) -> None:
        row: BookRow | None = self.table.current
        if row is not None and step in row.can:
            self._run(take_step(self._services, self, step, row))

    async def _compare(self) -> None:
        current = self._current()
        if current is None:
            return
        others = [one for one in self.library.all() if one.version.key != current.version.key]
        words = self._services.wording
        options = [
            Option(
                name_of(one.version), f"{words.text(one.book.title)}  {one.version.version}",
                words.say(f"version_status.{one.version.status}"),
            )
            for one in others
        ]
        chosen = await choose(self, self.tr("Compare with"), options)
        other = None if chosen is None else self._listed(chosen)
        if other is not None:
            await show_difference(self._services, self, other.book, current.book)

    async def _copy_current(self) -> None:
        current = self._current()
        if current is not None:
            await self.copy(current.version.book)

    async def _export(self) -> None:
        current = self._current()
        if current is not None:
            await export_book(self._services, self, current.book)

    async def _import(self) -> None:
        self._begun(await import_book(self._services, self))

    async def _new(self) -> None:
        self._begun(await begin_empty(self._services, self))

    def _run(self, work: Coroutine[Any, Any, Any]) -> None:
        self._services.run(work, self)

    def _make_buttons(self) -> None:
        acts: dict[str, tuple[Button, Callable[[], Any]]] = {
            "open": (Button(self.tr("Read"), "edit", "plain", self.tr("Open the current version (Enter)")), self._open_current),
            "copy": (Button(self.tr("Copy and edit…"), "copy", "plain", self.tr("Begin a draft with what it says (Ctrl+D)")),
                     lambda: self._run(self._copy_current())),
            "new": (Button(self.tr("New, empty…"), "add", "plain", self.tr("Begin an empty rulebook (Insert)")),
                    lambda: self._run(self._new())),
            "import": (Button(self.tr("Import…"), "import"), lambda: self._run(self._import())),
            "export": (Button(self.tr("Export…"), "export"), lambda: self._run(self._export())),
            "compare": (Button(self.tr("Compare…"), "compare"), lambda: self._run(self._compare())),
        }
        for name, (button, act) in acts.items():
            self.buttons[name] = button
            button.clicked.connect(lambda _checked=False, act=act: act())
        for key, name in (("Insert", "new"), ("Ctrl+D", "copy")):
            shortcut = QShortcut(QKeySequence(key), self._page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.buttons[name].click)
        self.steps = {
            "discard": Button(self.tr("Discard…")), "return": Button(self.tr("Send back…")),
            "review": Button(self.tr("Review…"), "check", "primary"),
            "approve": Button(self.tr("Approve…"), "check", "primary"),
            "enforce": Button(self.tr("Put in force…"), "check", "primary"),
        }
        for step, button in self.steps.items():
            button.clicked.connect(lambda _checked=False, step=step: self._step(step))

    def _open_current(self) -> None:
        row: BookRow | None = self.table.current
        if row is not None:
            self.open(row.key)

    def _columns(self) -> tuple[Column, ...]:
        def changed(row: BookRow) -> str:
            return time_text.full(row.changed_at) if row.changed_at else ""

        return (
            Column(key="title", title=self.tr("Rulebook"), text=lambda r: r.title, tip=lambda r: r.title, width=280,
                   stretch=True),
            Column(key="version", title=self.tr("Version"), text=lambda r: r.version, width=84),
            Column(key="standing", title=self.tr("Standing"), text=lambda r: r.standing, tone=lambda r: r.tone, badge=True,
                   width=104),
            Column(key="here", title=self.tr("This desk"), text=lambda r: r.here, tone=lambda r: "ok" if r.here else "", badge=True,
                   width=96),
            Column(key="jurisdiction", title=self.tr("For whom"), text=lambda r: r.jurisdiction, tip=lambda r: r.jurisdiction,
                   width=130),
            Column(key="status", title=self.tr("Status"), text=lambda r: r.status, tone=lambda r: r.status_tone, badge=True,
                   width=92),
            Column(key="rules", title=self.tr("Rules"), text=lambda r: str(r.rules), sort=lambda r: r.rules, align="right",
                   width=60),
            Column(key="approved", title=self.tr("Approved"), text=lambda r: r.approved,
                   tip=lambda r: r.approved, width=120, extra=True),
            Column(key="changed", title=self.tr("Last step"), text=changed, width=150, extra=True),
            Column(key="id", title=self.tr("Id"), text=lambda r: r.rulebook_id, tip=lambda r: r.rulebook_id, width=130,
                   extra=True),
        )

    def _lay_out(self) -> None:
        theme = current_theme()
        bar = QHBoxLayout()
        bar.setSpacing(theme.length("s"))
        for button in self.buttons.values():
            bar.addWidget(button)
        bar.addStretch(1)
        for button in self.steps.values():
            bar.addWidget(button)
        column = QVBoxLayout(self._page)
        column.setContentsMargins(theme.length("m"), theme.length("s"), theme.length("m"), theme.length("m"))
        column.setSpacing(theme.length("s"))
        column.addWidget(self.notice)
        column.addWidget(self.table, 1)
        column.addWidget(self._detail)
        column.addLayout(bar)
        self._detail.setMinimumHeight(theme.px(64))
