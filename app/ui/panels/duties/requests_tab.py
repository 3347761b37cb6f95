"""Requests to admit a duty or adjust an item: the table above, what is asked and every step below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.responsibility.model import RequestStatus
from app.domain.state import State
from app.kernel.clock import to_local
from app.ui import duty_requests
from app.ui.kit.table import Column, RowsView
from app.ui.kit.theme import current_theme
from app.ui.kit.widgets import Button
from app.ui.panels.duties.presenter import DutiesPresenter, RequestRow
from app.ui.particulars import Particular, Particulars
from app.ui.services import Services


class RequestsTab(QWidget):
    """Enter records the next step of the current request."""

    def __init__(self, services: Services, presenter: DutiesPresenter) -> None:
        super().__init__()
        self._services, self._presenter = services, presenter
        self.table = RowsView(
            self._columns(), lambda row: row.id, title=self.tr("Requests"),
            empty=(
                self.tr("No request"),
                self.tr("An admission is asked for here; an adjustment is asked for beside the item in the list."),
            ),
        )
        self.facts = Particulars()
        self.admit_button = Button(self.tr("Ask for an admission…"), "add")
        self.consult_button = Button(self.tr("Consultation…"), "people")
        self.decide_button = Button(self.tr("Decision…"), "check", "primary")
        self.withdraw_button = Button(self.tr("Withdraw…"), "undo", "quiet")
        self._lay_out()
        self.table.selected.connect(lambda _row: self._show_current())
        self.table.activated.connect(lambda _row: self._next_step())
        self.admit_button.clicked.connect(lambda: services.run(duty_requests.ask_admission(services, self), self))
        self.consult_button.clicked.connect(lambda: self._step(duty_requests.consult))
        self.decide_button.clicked.connect(lambda: self._step(duty_requests.decide))
        self.withdraw_button.clicked.connect(lambda: self._step(duty_requests.withdraw))

    def show_state(self, state: State) -> None:
        """Show the requests of this state."""
        today = to_local(self._services.workspace.desk.clock.now()).date()
        rows = self._presenter.requests(state, today)
        self.table.set_rows(rows)
        if rows and self.table.current is None:
            self.table.select(rows[0].id, scroll=False)
        self._show_current()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(key="status", title=self.tr("Status"), text=lambda r: r.status, tone=lambda r: r.tone, badge=True, width=96),
            Column(key="kind", title=self.tr("Request"), text=lambda r: r.kind, width=88),
            Column(key="code", title=self.tr("Code"), text=lambda r: r.request.proposal.code, width=92),
            Column(key="name", title=self.tr("Item"), text=lambda r: r.name, stretch=True, tip=lambda r: r.name),
            Column(key="cause", title=self.tr("Cause"), text=lambda r: r.cause, width=104),
            Column(key="who", title=self.tr("Asked by"), text=lambda r: r.who, width=150, tip=lambda r: r.who),
            Column(key="filed", title=self.tr("Filed"), text=lambda r: to_local(r.filed_at).strftime("%Y-%m-%d"), width=100,
                   sort=lambda r: r.filed_at),
            Column(key="due", title=self.tr("Next step due"), text=lambda r: r.due,
                   tone=lambda r: "warn" if r.late else "neutral", width=112),
        )

    def _show_current(self) -> None:
        row: RequestRow | None = self.table.current
        request = row.request if row else None
        is_open = request is not None and request.is_open
        self.consult_button.setEnabled(is_open)
        self.withdraw_button.setEnabled(is_open)
        self.decide_button.setEnabled(request is not None and request.status is RequestStatus.CONSULTATION)
        pairs = self._presenter.request_detail(request, self._services.state) if request else ()
        self.facts.show_lines([Particular(pair.label, pair.words) for pair in pairs])

    def _next_step(self) -> None:
        if self.decide_button.isEnabled():
            self._step(duty_requests.decide)
        elif self.consult_button.isEnabled():
            self._step(duty_requests.consult)

    def _step(self, ask: object) -> None:
        row: RequestRow | None = self.table.current
        if row is not None:
            self._services.run(ask(self._services, self, row.request), self)

    def _lay_out(self) -> None:
        theme = current_theme()
        self.table.toolbar.insertWidget(1, self.admit_button)
        page = QWidget()
        page.setProperty("role", "scrolled")
        inner = QVBoxLayout(page)
        inner.setContentsMargins(0, 0, theme.length("s"), 0)
        inner.addWidget(self.facts)
        inner.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(page)
        buttons = QVBoxLayout()
        buttons.setSpacing(theme.length("s"))
        for button in (self.consult_button, self.decide_button, self.withdraw_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(theme.length("m"))
        foot.addWidget(area, 1)
        foot.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.length("m"),) * 4)
        column.setSpacing(theme.length("s"))
        column.addWidget(self.table, 3)
        column.addLayout(foot, 2)
