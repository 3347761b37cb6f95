"""Everything that was ever written down, found by its words: incidents, warnings, calls, reports and whatever joins them."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPlainTextEdit, QSplitter, QTextEdit, QVBoxLayout, QWidget

from app.desk.searching import grams
from app.desk.searching.indexer import Indexer
from app.desk.searching.model import MOST, Hit, Hits
from app.desk.searching.sources import sources
from app.domain.state import State
from app.domain.words import IncidentSeverity
from app.kernel.clock import to_local
from app.kernel.errors import Fault
from app.ui.kit import tasks
from app.ui.kit.combos import combo, refill
from app.ui.kit.table import Column, RowsView
from app.ui.kit.tasks import alive
from app.ui.kit.theme import Tone, current_theme
from app.ui.kit.widgets import Banner, Button, SearchBox, Text
from app.ui.panels.records import search_presenter
from app.ui.services import Services

_PAUSE_MS = 120
"""A search begins when nothing was typed for this long."""


class SearchTab(QWidget):
    """Words above, hits on the left, the whole text of one on the right; Enter goes to its incident."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._task: asyncio.Task[None] | None = None
        self._again = False
        words = services.wording
        self.search = SearchBox()
        self.search.setPlaceholderText(self.tr("Words, two characters are enough; several must all occur"))
        self.source = combo(self.tr("Everything"), self.tr("What"))
        for one in sources():
            self.source.addItem(words.say(f"search.source.{one.name}"), one.name)
        self.kind = combo(self.tr("All kinds"), self.tr("Kind"))
        self.severity = combo(self.tr("All grades"), self.tr("Grade"))
        for grade in IncidentSeverity:
            self.severity.addItem(words.say(f"severity.{grade}"), grade.value)
        self.village = combo(self.tr("All villages"), self.tr("Village"))
        self.status = combo(self.tr("Any status"), self.tr("Status"))
        self.status.addItem(self.tr("Open only"), "open")
        self.status.addItem(self.tr("Closed only"), "closed")
        self.days = combo(self.tr("Any time"), self.tr("Time"))
        for count in (1, 7, 30, 365):
            self.days.addItem(self.tr("Last {count} days").format(count=count), count)
        self.banner = Banner("")
        self.banner.hide()
        self.table = RowsView(
            self._columns(), lambda one: one.doc.key, title=self.tr("Full-text search"), searchable=False,
            empty=(self.tr("Nothing found"), self.tr("Fewer words, another spelling or a longer time may find more.")),
        )
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("Whole text"))
        self.count = Text("", "caption")
        self.go_button = Button(self.tr("Go to incident (Enter)"), "incident", "primary")
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._lay_out()
        self._wire()

    def show_state(self, state: State) -> None:
        """Search again: something was written."""
        refill(self.kind, search_presenter.kinds(self._services.workspace.desk.reference, self._services.lang))
        refill(self.village, search_presenter.villages(state))
        if self._services.workspace.search is not None:
            self._services.workspace.search.start()
        self.look()

    def look(self) -> None:
        """Look for what is asked now; while a search runs, one more follows it."""
        index = self._services.workspace.search
        if index is None:
            self.banner.show_text(self.tr("This desk keeps no search index"), Tone.WATCH)
        elif self._task is not None and not self._task.done():
            self._again = True
        else:
            self._task = tasks.run(self._look(index), self)

    async def _look(self, index: Indexer) -> None:
        self._again = True
        while self._again:
            self._again = False
            wanted = search_presenter.wanted(
                self.search.text(), self._services.workspace.desk.clock.now(), source=self.source.currentData(),
                kind=self.kind.currentData(), severity=self.severity.currentData(), village=self.village.currentData(),
                status=self.status.currentData(), days=self.days.currentData() or 0,
            )
            try:
                hits = await index.search(wanted)
            except Fault as fault:
                if alive(self):
                    self.banner.show_text(self._services.wording.fault(fault), Tone.ALARM)
                return
            if not alive(self):
                return
            self._show(hits, index)
            if not hits.whole and index.fault is None:
                self._pause.start(_PAUSE_MS * 5)

    def _show(self, hits: Hits, index: Indexer) -> None:
        self.table.set_rows(hits.hits)
        count = self.tr("{count} found").format(count=len(hits.hits))
        more = self.tr("the newest {count}; another word narrows them").format(count=MOST)
        self.count.setText(more if hits.more else count)
        if index.fault is not None:
            self.banner.show_text(self._services.wording.fault(index.fault), Tone.WARN)
        elif not hits.whole:
            done = self.tr("The index is being made: {share} % can be found so far").format(share=int(index.share * 100))
            self.banner.show_text(done, Tone.INFO)
        else:
            self.banner.hide()
        self._show_text(self.table.current)

    def _show_text(self, hit: Hit | None) -> None:
        self.go_button.setEnabled(hit is not None and bool(hit.doc.incident_id))
        self.text.setPlainText("" if hit is None else f"{hit.doc.title}\n\n{hit.doc.text}")
        self.text.setExtraSelections(self._marked() if hit is not None else [])

    def _marked(self) -> list[QTextEdit.ExtraSelection]:
        look = QTextCharFormat()
        look.setBackground(QColor(current_theme().tone(Tone.WATCH).soft))
        look.setFontUnderline(True)
        marked = []
        for word in grams.terms(self.search.text()):
            cursor = QTextCursor(self.text.document())
            while not (cursor := self.text.document().find(word, cursor)).isNull():
                one = QTextEdit.ExtraSelection()
                one.cursor, one.format = cursor, look
                marked.append(one)
        return marked

    def _columns(self) -> tuple[Column, ...]:
        words = self._services.wording
        return (
            Column(key="at", title=self.tr("Time"), text=lambda r: to_local(r.doc.at).strftime("%Y-%m-%d %H:%M"), width=140,
                   sort=lambda r: r.doc.at),
            Column(key="source", title=self.tr("What"), text=lambda r: words.say(f"search.source.{r.doc.source}"), width=92),
            Column(key="title", title=self.tr("Title"), text=lambda r: r.doc.title, width=300, tip=lambda r: r.doc.title),
            Column(key="excerpt", title=self.tr("Words around"), text=lambda r: r.excerpt, stretch=True,
                   tip=lambda r: r.excerpt),
        )

    def _boxes(self) -> tuple[QComboBox, ...]:
        return self.source, self.kind, self.severity, self.village, self.status, self.days

    def _wire(self) -> None:
        self.search.textChanged.connect(lambda _text: self._pause.start(_PAUSE_MS))
        self._pause.timeout.connect(self.look)
        for box in self._boxes():
            box.currentIndexChanged.connect(lambda _place: self.look())
        self.table.selected.connect(self._show_text)
        self.table.activated.connect(self._go)
        self.go_button.clicked.connect(lambda: self._go(self.table.current))
        self.search.returnPressed.connect(self.table.view.setFocus)

    def _go(self, hit: Hit | None) -> None:
        if hit is not None and hit.doc.incident_id:
            self._services.navigator.show_incident(hit.doc.incident_id)

    def _lay_out(self) -> None:
        theme = current_theme()
        top = QHBoxLayout()
        top.setSpacing(theme.length("s"))
        top.addWidget(self.search, 3)
        for box in self._boxes():
            box.setMaximumWidth(theme.px(150))
            top.addWidget(box, 1)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.text, 1)
        column.addWidget(self.go_button, 0, Qt.AlignmentFlag.AlignRight)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.table)
        splitter.addWidget(right)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 1)
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([theme.px(900), theme.px(340)])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.length("m"), theme.length("m"), theme.length("m"), theme.length("m"))
        outer.setSpacing(theme.length("s"))
        outer.addLayout(top)
        outer.addWidget(self.banner)
        outer.addWidget(splitter, 1)
        outer.addWidget(self.count)
