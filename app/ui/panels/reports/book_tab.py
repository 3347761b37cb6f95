"""The rulebook in force: every limit with its source and its status."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.catalog.pinyin import search_keys
from app.desk.describe import Describer
from app.domain.deadlines import rulebook_of
from app.domain.state import State
from app.ui.kit.table import Column, RowsView
from app.ui.kit.theme import Tone, current_theme
from app.ui.kit.widgets import Badge, Banner, Button, Elided, Text
from app.ui.panels.reports import presenter
from app.ui.panels.reports.presenter import RuleRow
from app.ui.services import Services
from app.ui.shell.help import show_help


class BookTab(QWidget):
    """Shows the rules; the rulebook itself is chosen in the settings. ``copy_wanted(Rulebook)`` to make an own one of it."""

    copy_wanted = Signal(object)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._title = Text("", "section")
        self._status = Badge("")
        self._about = Elided("", "caption")
        self._choose = Button(self.tr("Choose another…"), "settings", "quiet")
        self._choose.clicked.connect(lambda: services.navigator.show_panel("settings"))
        self.copy_button = Button(self.tr("Copy and edit…"), "copy", "quiet", self.tr("Make a rulebook of your own of it"))
        self.copy_button.clicked.connect(self._copy)
        self.help_button = Button(self.tr("How rules are written"), "help", "quiet")
        self.help_button.clicked.connect(lambda: services.run(self._help(), self))
        self.notice = Banner("", Tone.WATCH)
        self.table = RowsView(
            self._columns(), lambda row: row.id, title=self.tr("Reporting rules"),
            empty=(self.tr("No rulebook is in force"), self.tr("Choose one in the settings.")), initials=search_keys,
        )
        self._detail = Text("")
        self._detail.setWordWrap(True)
        self._detail.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._lay_out()
        self.table.selected.connect(lambda _row: self._show_current())

    def show_state(self, state: State) -> None:
        """Show the rulebook that the profile of this state names."""
        services = self._services
        reference = services.workspace.desk.reference
        book = presenter.rulebook_in_force(state, reference)
        self.copy_button.setEnabled(book is not None)
        if book is None:
            self._title.setText(self.tr("No rulebook in force"))
            self._status.hide()
            self._about.setText("")
            self.notice.show_text(self.tr("Without a rulebook no reporting deadline is computed."), Tone.ALARM)
            self.table.set_rows(())
            return
        head = presenter.book_head(book, services.wording)
        self._title.setText(head.title)
        self._status.show_as(head.status, head.tone)
        self._status.show()
        self._about.setText(head.about)
        self._say_notice(head.notice, own=presenter.is_own_county(book))
        own = rulebook_of(state, reference)
        self.table.set_rows(presenter.rule_rows(book, Describer(reference, services.wording), services.wording, own))
        self._show_current()

    def _say_notice(self, notice: str, *, own: bool) -> None:
        if own:
            self.notice.show_text(notice, Tone.INFO)
            return
        ours = self.tr("These limits are not your county's: its own document must be entered and chosen in the settings.")
        self.notice.show_text(f"{ours} {notice}".strip(), Tone.WATCH)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(key="id", title=self.tr("Rule"), text=lambda r: r.id, width=64),
            Column(key="runs", title=self.tr("Clock"), text=lambda r: r.runs, width=76),
            Column(key="stage", title=self.tr("Stage"), text=lambda r: r.stage, width=84),
            Column(key="channel", title=self.tr("Channel"), text=lambda r: r.channel, width=72),
            Column(key="who", title=self.tr("From → to"), text=lambda r: r.who, width=200, tip=lambda r: r.who),
            Column(key="limit", title=self.tr("Limit"), text=lambda r: r.limit, width=210, tip=lambda r: r.limit),
            Column(key="start", title=self.tr("Clock starts"), text=lambda r: r.start, width=126, tip=lambda r: r.start),
            Column(key="when", title=self.tr("When"), text=lambda r: r.when, width=200, stretch=True, tip=lambda r: r.when),
            Column(key="source", title=self.tr("Source"), text=lambda r: r.source, width=190, tip=lambda r: r.source),
            Column(key="status", title=self.tr("Status"), text=lambda r: r.status, tone=lambda r: r.tone, badge=True, width=92),
        )

    def _lay_out(self) -> None:
        theme = current_theme()
        head = QHBoxLayout()
        head.setSpacing(theme.length("s"))
        head.addWidget(self._title)
        head.addWidget(self._status)
        head.addWidget(self._about, 1)
        head.addWidget(self.copy_button)
        head.addWidget(self.help_button)
        head.addWidget(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.length("m"), theme.length("s"), theme.length("m"), theme.length("m"))
        column.setSpacing(theme.length("s"))
        column.addLayout(head)
        column.addWidget(self.notice)
        column.addWidget(self.table, 1)
        column.addWidget(self._detail)
        self._detail.setMinimumHeight(theme.px(78))

    def _copy(self) -> None:
        book = presenter.rulebook_in_force(self._services.state, self._services.workspace.desk.reference)
        if book is not None:
            self.copy_wanted.emit(book)

    async def _help(self) -> None:
        services = self._services
        await show_help(self, services.workspace.files.resources, "rulebooks", services.lang)

    def _show_current(self) -> None:
        row: RuleRow | None = self.table.current
        self._detail.setText(self.tr("Select a rule to see its conditions in full.") if row is None else row.detail)
