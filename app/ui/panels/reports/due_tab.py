"""All deadlines of all incidents, ranked, each with its answer one key away."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from app.catalog.pinyin import search_keys
from app.desk.describe import Describer
from app.ui.kit import time_text
from app.ui.kit.labels import default_form
from app.ui.kit.table import Column, RowsView
from app.ui.kit.theme import Tone
from app.ui.kit.ticker import TickingWidget
from app.ui.kit.widgets import Button, Text
from app.ui.panels.reports import presenter
from app.ui.panels.reports.layout import table_over_detail
from app.ui.panels.reports.presenter import DueRow
from app.ui.services import Services


class DueTab(TickingWidget):
    """The ranked list; Enter answers the current row."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._clock = services.workspace.desk.clock
        self.table = RowsView(
            self._columns(), lambda row: row.deadline.key, title=self.tr("Deadlines"),
            empty=(self.tr("Nothing is due"), self.tr("Deadlines appear here as soon as an incident starts a clock.")),
            initials=search_keys,
        )
        self.filter = QComboBox()
        self.filter.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.filter.setAccessibleName(self.tr("Kind of deadline"))
        self._detail = Text("")
        self._detail.setWordWrap(True)
        self._detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.answer_button = Button(self.tr("Answer… (Enter)"), "check", "primary")
        self.incident_button = Button(self.tr("Go to incident"), "incident")
        self._lay_out()
        self.table.activated.connect(self._answer)
        self.table.selected.connect(lambda _row: self._show_current())
        self.answer_button.clicked.connect(lambda: self._answer(self.table.current))
        self.incident_button.clicked.connect(self._go)
        self.filter.currentIndexChanged.connect(lambda _place: self.show_rows())
        self._show_current()

    def show_rows(self) -> None:
        """Show the deadlines that the desk's watcher knows now."""
        services = self._services
        ranked = services.watcher.current
        reference = services.workspace.desk.reference
        describer, book = Describer(reference, services.wording), presenter.rulebook_in_force(services.state, reference)
        self._show_counts(presenter.due_counts(ranked))
        only = self.filter.currentData() or "all"
        now = self._clock.now()
        rows = presenter.due_rows(ranked, services.state, book, describer, services.wording, now, only)
        self.table.set_rows(rows)
        if rows and self.table.current is None:
            self.table.select(rows[0].deadline.key, scroll=False)
        self._show_current()

    def _columns(self) -> tuple[Column, ...]:
        now = self._clock.now
        return (
            Column(key="urgency", title=self.tr("Urgency"), text=lambda r: r.urgency, tone=lambda r: r.tone, badge=True,
                   width=104, sort=lambda r: r.rank),
            Column(key="left", title=self.tr("Left"), text=self._left, tone=self._left_tone, align="right", width=128,
                   sort=lambda r: r.deadline.due_at, export=lambda r: default_form(r.deadline.due_at - now())[0]),
            Column(key="what", title=self.tr("What"), text=lambda r: r.what, width=300, stretch=True, tip=lambda r: r.what),
            Column(key="incident", title=self.tr("Incident"), text=lambda r: r.incident, width=210, tip=lambda r: r.incident),
            Column(key="due", title=self.tr("Due"), text=lambda r: presenter.moment(r.deadline.due_at), width=112,
                   sort=lambda r: r.deadline.due_at, export=lambda r: time_text.full(r.deadline.due_at)),
            Column(key="basis", title=self.tr("Basis"), text=lambda r: r.basis, width=240, tip=lambda r: "\n".join(r.bases)),
        )

    def _left(self, row: DueRow) -> str:
        return time_text.remaining(row.deadline.due_at - self._clock.now())

    def _left_tone(self, row: DueRow) -> str:
        return Tone.NEUTRAL if row.tone == "muted" else row.tone

    def _lay_out(self) -> None:
        self.table.toolbar.insertWidget(0, self.filter)
        table_over_detail(self, self.table, self._detail, self.incident_button, self.answer_button)
        self._detail.setAlignment(Qt.AlignmentFlag.AlignTop)

    def _show_counts(self, counts: dict[str, int]) -> None:
        words = self._services.wording
        blocked = self.filter.blockSignals(True)
        for place, name in enumerate(presenter.FILTERS):
            text = words.say("due_filter.counted", name=words.say(f"due_filter.{name}"), count=counts[name])
            if place < self.filter.count():
                self.filter.setItemText(place, text)
            else:
                self.filter.addItem(text, name)
        self.filter.blockSignals(blocked)

    def _show_current(self) -> None:
        row: DueRow | None = self.table.current
        self.answer_button.setEnabled(row is not None)
        self.incident_button.setEnabled(row is not None)
        self._detail.setText("" if row is None else "\n".join((f"{row.what} · {row.incident}", *row.bases)))

    def _answer(self, row: DueRow | None) -> None:
        if row is not None:
            self._services.run(self._services.navigator.answer(row.deadline), self)

    def _go(self) -> None:
        row: DueRow | None = self.table.current
        if row is not None:
            self._services.navigator.show_incident(row.deadline.incident_id, "reports")

    def tick(self) -> None:
        """The time that is left runs."""
        self.table.view.viewport().update()
