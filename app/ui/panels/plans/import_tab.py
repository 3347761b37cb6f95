"""What was read out of a document: item by item a person's yes or no, and everything that was not understood."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.catalog.pinyin import search_keys
from app.domain.planning.commands import JudgeExtraction
from app.domain.planning.model import PlanVersion, Verdict, VersionStatus
from app.ui.kit.dialogs import confirm
from app.ui.kit.table import Column, RowsView
from app.ui.kit.theme import current_theme
from app.ui.kit.widgets import Button, Text
from app.ui.panels.plans.import_presenter import ItemRow, UnreadRow, item_rows, unread_rows
from app.ui.panels.plans.versions_presenter import VersionsPresenter
from app.ui.services import Services


class ImportTab(QWidget):
    """Items above, what was not understood below; ``paragraph_wanted`` names the paragraphs of the current row."""

    paragraph_wanted = Signal(tuple)

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._words = VersionsPresenter(services.wording)
        self._version: PlanVersion | None = None
        self.items = RowsView(
            self._item_columns(), lambda row: row.id, title=self.tr("Read out of the document"), initials=search_keys,
            empty=(self.tr("Nothing was recognised"), self.tr("Fill the plan in with the editor.")),
        )
        self.unread = RowsView(
            self._unread_columns(), lambda row: row.id, title=self.tr("Not understood"), initials=search_keys,
            empty=(self.tr("Everything was understood"), ""),
        )
        self._state = Text("", "caption")
        self._detail = Text("")
        self._detail.setWordWrap(True)
        self._detail.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.yes = Button(self.tr("Accept (Y)"), "check", "primary")
        self.no = Button(self.tr("Reject (N)"), "close")
        self.rest = Button(self.tr("Accept all that wait…"), "check")
        self.yes.setShortcut("Y")
        self.no.setShortcut("N")
        self._lay_out()
        self.items.selected.connect(self._show_item)
        self.unread.selected.connect(self._show_unread)
        self.yes.clicked.connect(lambda: self._judge(accept=True))
        self.no.clicked.connect(lambda: self._judge(accept=False))
        self.rest.clicked.connect(lambda: services.run(self._accept_rest(), self))

    def show_version(self, version: PlanVersion) -> bool:
        """Show what this version was read from; returns whether it was read from anything."""
        self._version = version if version.extraction is not None else None
        if self._version is None or version.extraction is None:
            return False
        rows = item_rows(version, self._words, self._services.wording)
        self.items.set_rows(rows)
        self.unread.set_rows(unread_rows(version.extraction, self._services.wording))
        waiting = len(version.extraction.waiting)
        self._state.setText(
            self.tr("{file}: {waiting} of {count} items wait, {unread} paragraphs were not understood").format(
                file=version.extraction.file_name, waiting=waiting, count=len(rows), unread=len(version.extraction.unread)
            )
        )
        self.rest.setEnabled(bool(waiting) and version.status is VersionStatus.DRAFT)
        if rows and self.items.current is None:
            self.items.select(rows[0].id, scroll=False)
        self._show_item(self.items.current)
        return True

    def _item_columns(self) -> tuple[Column, ...]:
        return (
            Column(key="verdict", title=self.tr("Verdict"), text=lambda r: r.verdict, tone=lambda r: r.tone, badge=True, width=88),
            Column(key="part", title=self.tr("Became"), text=lambda r: r.part, tip=lambda r: r.part, width=230),
            Column(key="words", title=self.tr("Words"), text=lambda r: r.words, tip=lambda r: r.words, width=230, stretch=True),
            Column(key="rule", title=self.tr("Recognised as"), text=lambda r: r.rule, tip=lambda r: r.rule, width=150),
            Column(key="sure", title=self.tr("Sure"), text=lambda r: f"{r.confidence:.0%}", align="right",
                   sort=lambda r: r.confidence, width=64),
        )

    def _unread_columns(self) -> tuple[Column, ...]:
        return (
            Column(key="why", title=self.tr("Why"), text=lambda r: r.why, tip=lambda r: r.why, width=190),
            Column(key="words", title=self.tr("Words"), text=lambda r: r.words, tip=lambda r: r.words, width=300, stretch=True),
        )

    def _lay_out(self) -> None:
        theme = current_theme()
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.length("s"))
        buttons.addWidget(self._state, 1)
        for button in (self.rest, self.no, self.yes):
            buttons.addWidget(button)
        upper = QWidget()
        column = QVBoxLayout(upper)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.length("s"))
        column.addWidget(self.items, 1)
        column.addWidget(self._detail)
        column.addLayout(buttons)
        self._detail.setMinimumHeight(theme.px(44))
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(upper)
        splitter.addWidget(self.unread)
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([theme.px(420), theme.px(200)])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.length("s"), theme.length("s"), theme.length("s"), theme.length("s"))
        outer.addWidget(splitter)

    def _show_item(self, row: ItemRow | None) -> None:
        draft = self._version is not None and self._version.status is VersionStatus.DRAFT
        waits = row is not None and row.waits and draft
        self.yes.setEnabled(waits)
        self.no.setEnabled(waits)
        self._detail.setText(f"{row.whole}\n{row.words}" if row else "")
        if row is not None:
            self.paragraph_wanted.emit((row.paragraph,))

    def _show_unread(self, row: UnreadRow | None) -> None:
        if row is not None:
            self.paragraph_wanted.emit((row.paragraph,))

    def _judge(self, *, accept: bool) -> None:
        row: ItemRow | None = self.items.current
        if row is not None and row.waits:
            self._services.run(self._say((row.id,), accept=accept), self)

    async def _say(self, ids: tuple[str, ...], *, accept: bool) -> None:
        version = self._version
        if version is None:
            return
        following = self._following(ids[-1])
        said = {"accepted" if accept else "rejected": ids}
        command = JudgeExtraction(plan_id=version.plan_id, version=version.version, **said)
        if await self._services.attempt(command) and following:
            self.items.select(following)

    def _following(self, item_id: str) -> str:
        """The next item that still waits, so that a person goes down the list by one key."""
        if self._version is None or self._version.extraction is None:
            return ""
        items = self._version.extraction.items
        start = next((place for place, one in enumerate(items) if one.id == item_id), 0)
        later = (one.id for one in (*items[start + 1 :], *items[:start]) if one.verdict is Verdict.WAITING)
        return next(later, "")

    async def _accept_rest(self) -> None:
        version = self._version
        if version is None or version.extraction is None:
            return
        waiting = tuple(one.id for one in version.extraction.waiting)
        consequence = self.tr("%n item(s) are accepted without having been looked at one by one.", "", len(waiting))
        if await confirm(self, self.tr("Accept all that wait"), consequence, self.tr("Accept all"), danger=True):
            await self._say(waiting, accept=True)
