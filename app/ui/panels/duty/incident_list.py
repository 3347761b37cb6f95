"""The left pane: every incident as a card, searched and filtered."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QTabBar, QWidget

from app.domain.deadlines import Deadline
from app.ui.kit.bars import EmptyState, SearchBox
from app.ui.kit.cards import Card, CardList
from app.ui.kit.i18n import translate
from app.ui.kit.icons import Button
from app.ui.kit.labels import SectionHeader
from app.ui.panels.duty import list_presenter
from app.ui.panels.duty.list_presenter import FILTERS
from app.ui.panels.duty.look import as_pane, column
from app.ui.panels.duty.room import Room
from app.ui.services import Services
from app.ui.survival import make_pack


class IncidentList(QWidget):
    """Says which incident is selected, and that somebody wants a new one."""

    selected = Signal(str)
    """The id of the incident that a person (or the map) chose."""

    opened = Signal(str)
    """Enter or a double click on an incident."""

    intake_wanted = Signal()

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        as_pane(self)
        self._room: Room | None = None
        self._ranked: tuple[Deadline, ...] = ()
        self._head = SectionHeader(translate("Duty", "Incidents"))
        new = Button("", "add", "quiet", translate("Duty", "New incident (Ctrl+N)"))
        new.setAccessibleName(translate("Duty", "New incident"))
        new.clicked.connect(self.intake_wanted)
        pack = Button("", "paper", "quiet", translate("Duty", "Survival pack: everything to go on by hand"))
        pack.setAccessibleName(services.wording.say("document.survival_pack"))
        pack.clicked.connect(lambda: services.run(make_pack(services, self), self))
        for button in (new, pack):
            self._head.layout().addWidget(button)
        self.search = SearchBox()
        self.filter = QTabBar()
        self.filter.setExpanding(True)
        self.filter.setProperty("dense", "true")
        self.filter.setAccessibleName(translate("Duty", "Which incidents"))
        for code in FILTERS:
            self.filter.addTab(services.wording.say(f"duty.filter.{code}"))
        self.cards = CardList(services.workspace.desk.clock)
        self.cards.setAccessibleName(translate("Duty", "Incidents"))
        self._empty = EmptyState(translate("Duty", "No incidents"), icon_name="call-in")
        self._stack = QStackedLayout()
        self._stack.addWidget(self.cards)
        self._stack.addWidget(self._empty)
        layout = column(self, "s", "xs")
        layout.addWidget(self._head)
        layout.addWidget(self.search)
        layout.addWidget(self.filter)
        layout.addLayout(self._stack, 1)
        self.search.textChanged.connect(lambda _text: self._draw())
        self.search.left.connect(self.cards.setFocus)
        self.filter.currentChanged.connect(lambda _place: self._draw())
        self.cards.selected.connect(self._on_selected)
        self.cards.activated_card.connect(self.opened)
        self._empty.acted.connect(self.intake_wanted)
        self._wanted = ""

    def render(self, room: Room, ranked: tuple[Deadline, ...]) -> None:
        """Show the incidents in the order of what is due."""
        self._room, self._ranked = room, ranked
        self._draw()

    def choose(self, incident_id: str) -> None:
        """Select an incident; a filter that hides it gives way. No signal."""
        self._wanted = incident_id
        known = self._room.state.incidents.get(incident_id) if self._room else None
        if known is None:
            return
        if incident_id not in {card.id for card in self.cards.cards}:
            self.search.clear()
            place = FILTERS.index("open" if known.is_open else "closed")
            if self.filter.currentIndex() != FILTERS.index("all"):
                self.filter.setCurrentIndex(place)
        self._select()

    def _draw(self) -> None:
        if self._room is None:
            return
        which = FILTERS[self.filter.currentIndex()]
        rows = list_presenter.present(self._room, self._ranked, self.search.text(), which)
        blocked = self.cards.blockSignals(True)
        self.cards.set_cards(
            [
                Card(
                    id=row.id, title=row.title, subtitle=row.subtitle, badge=row.badge, tone=row.tone, due_at=row.due_at,
                    due_tone=row.due_tone, right=row.right, tip=row.tip,
                )
                for row in rows
            ]
        )
        self.cards.blockSignals(blocked)
        self._select()
        count = list_presenter.count_open(self._room)
        self._head.set_title(translate("Duty", "Incidents"), self._room.say("duty.count_open", count=count))
        self._show_state(bool(rows), which)

    def _select(self) -> None:
        blocked = self.cards.blockSignals(True)
        if not self.cards.select(self._wanted):
            self.cards.setCurrentIndex(self.cards.model().index(-1, 0))
        self.cards.blockSignals(blocked)

    def _on_selected(self, incident_id: str) -> None:
        if incident_id and incident_id != self._wanted:
            self._wanted = incident_id
            self.selected.emit(incident_id)

    def _show_state(self, any_rows: bool, which: str) -> None:
        self._stack.setCurrentIndex(0 if any_rows else 1)
        if any_rows:
            return
        if self.search.text().strip():
            self._empty.set_text(translate("Duty", "Nothing found"), translate("Duty", "Escape in the search box shows all"))
        elif which == "closed":
            self._empty.set_text(translate("Duty", "Nothing was closed yet"))
        else:
            self._empty.set_text(
                translate("Duty", "Nothing is open"),
                translate("Duty", "Take a call in with Ctrl+N, or in one line with F2"),
                translate("Duty", "New incident"),
            )
