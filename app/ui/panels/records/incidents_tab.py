"""Every incident that the desk has had, open and closed, to be found by anything known of it."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from app.catalog.pinyin import search_keys
from app.desk.describe import Describer
from app.domain.incident.model import IncidentClass
from app.domain.state import State
from app.domain.words import IncidentSeverity
from app.kernel.clock import to_local
from app.ui.kit.combos import combo
from app.ui.kit.table import Column, RowsView
from app.ui.kit.theme import current_theme
from app.ui.kit.widgets import Button
from app.ui.panels.records import presenter
from app.ui.panels.records.presenter import IncidentQuery, IncidentRow
from app.ui.services import Services


class IncidentsTab(QWidget):
    """Text search (number, place, kind, date, pinyin) is the table's own; the choices narrow further."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._rows: tuple[IncidentRow, ...] = ()
        words = services.wording
        self.table = RowsView(
            self._columns(), lambda row: row.id, title=self.tr("Incidents"),
            empty=(self.tr("No incident"), self.tr("Incidents stand here from the first call on; Ctrl+N takes one in.")),
            initials=search_keys,
        )
        self.status = combo(self.tr("Any status"), self.tr("Status"))
        self.status.addItem(self.tr("Open only"), "open")
        self.status.addItem(self.tr("Closed only"), "closed")
        self.kind = combo(self.tr("All classes"), self.tr("Class"))
        for one in IncidentClass:
            self.kind.addItem(words.say(f"incident_class.{one}"), one.value)
        self.severity = combo(self.tr("All grades"), self.tr("Grade"))
        for grade in IncidentSeverity:
            self.severity.addItem(words.say(f"severity.{grade}"), grade.value)
        self.days = combo(self.tr("Any time"), self.tr("Time"))
        for count in (1, 7, 30, 365):
            self.days.addItem(self.tr("Last {count} days").format(count=count), count)
        self.replay_button = Button(self.tr("Replay"), "history", "plain", self.tr("Play this incident back"))
        self.replay_button.setVisible(services.replay_host is not None)
        self.paper_button = Button(self.tr("Paper…"), "print")
        self.incident_button = Button(self.tr("Go to incident (Enter)"), "incident", "primary")
        self._lay_out()
        for box in self._boxes():
            box.currentIndexChanged.connect(lambda _place: self._show_found())
        self.table.activated.connect(self._go)
        self.table.selected.connect(lambda _row: self._show_buttons())
        self.incident_button.clicked.connect(lambda: self._go(self.table.current))
        self.paper_button.clicked.connect(self._print)
        self.replay_button.clicked.connect(lambda: services.run(self._replay(), self))

    def show_state(self, state: State) -> None:
        """Show the incidents of this state."""
        services = self._services
        describer = Describer(services.workspace.desk.reference, services.wording)
        self._rows = presenter.incident_rows(state, describer, services.wording)
        self._show_found()

    async def _replay(self) -> None:
        row = self.table.current
        if row is not None:
            await self._services.replay_host.attempt(incident_id=row.id, parent=self.window())

    def _show_found(self) -> None:
        query = IncidentQuery(
            status=self.status.currentData(), kind=self.kind.currentData(), severity=self.severity.currentData(),
            days=self.days.currentData() or 0,
        )
        self.table.set_rows(presenter.incidents_found(self._rows, query, self._services.workspace.desk.clock.now()))
        self._show_buttons()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(key="number", title=self.tr("Number"), text=lambda r: r.number, width=116),
            Column(key="aware", title=self.tr("Aware at"), text=lambda r: to_local(r.aware_at).strftime("%Y-%m-%d %H:%M"),
                   width=140, sort=lambda r: r.aware_at),
            Column(key="severity", title=self.tr("Grade"), text=lambda r: r.severity, tone=lambda r: r.tone, badge=True,
                   width=104, sort=lambda r: -r.severity_rank),
            Column(key="kind", title=self.tr("Kind"), text=lambda r: r.kind, width=160, tip=lambda r: r.kind),
            Column(key="place", title=self.tr("Place"), text=lambda r: r.place, stretch=True, tip=lambda r: r.place),
            Column(key="casualties", title=self.tr("Casualties"), text=lambda r: r.casualties, width=190,
                   tip=lambda r: r.casualties),
            Column(key="status", title=self.tr("Status"), text=lambda r: r.status, width=92),
            Column(key="closed", title=self.tr("Closed at"),
                   text=lambda r: to_local(r.closed_at).strftime("%Y-%m-%d %H:%M") if r.closed_at else "", width=140,
                   sort=lambda r: r.closed_at or r.aware_at),
        )

    def _boxes(self) -> tuple[QComboBox, ...]:
        return self.status, self.kind, self.severity, self.days

    def _lay_out(self) -> None:
        theme = current_theme()
        for place, box in enumerate(self._boxes()):
            self.table.toolbar.insertWidget(place + 1, box)
        foot = QHBoxLayout()
        foot.setSpacing(theme.length("s"))
        foot.addStretch(1)
        foot.addWidget(self.replay_button)
        foot.addWidget(self.paper_button)
        foot.addWidget(self.incident_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.length("m"), theme.length("m"), theme.length("m"), theme.length("m"))
        column.setSpacing(theme.length("s"))
        column.addWidget(self.table, 1)
        column.addLayout(foot)

    def _show_buttons(self) -> None:
        there = self.table.current is not None
        self.incident_button.setEnabled(there)
        self.paper_button.setEnabled(there)
        self.replay_button.setEnabled(there)

    def _go(self, row: IncidentRow | None) -> None:
        if row is not None:
            self._services.navigator.show_incident(row.id)

    def _print(self) -> None:
        row: IncidentRow | None = self.table.current
        if row is not None:
            self._services.navigator.print_incident(row.id)
