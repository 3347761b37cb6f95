"""Materials: what lies where, how it moved, what was asked for and what became of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtWidgets import QWidget

from app.catalog.pinyin import search_keys
from app.desk.describe_forces import amount
from app.domain.resource.model import StockMove
from app.domain.state import State
from app.domain.supply.model import SupplyStep
from app.map.layers.materials import store_marks
from app.ui.kit import time_text
from app.ui.kit.table import Column, RowsView
from app.ui.kit.widgets import Button
from app.ui.panels.units import stock_forms
from app.ui.panels.units.detail_lists import expiry_tone
from app.ui.panels.units.forces_presenter import ForcesPresenter, RequestRow, today_of
from app.ui.panels.units.pages import acts, keep_first, side_by_side, stacked, titled
from app.ui.panels.units.presenter import StockRow, UnitsPresenter
from app.ui.services import Services


class StockTab(QWidget):
    """Stock above and its changes below on the left; requests above and their steps below on the right."""

    def __init__(self, services: Services, presenter: UnitsPresenter, forces: ForcesPresenter) -> None:
        super().__init__()
        self._services, self._presenter, self._forces = services, presenter, forces
        self.move = Button(self.tr("Stock change… (Enter)"), "edit", "primary")
        self.ask = Button(self.tr("Ask for it…"), "add")
        self.locate = Button(self.tr("Show on the map"), "locate", "quiet")
        self.table = RowsView(
            self._columns(), lambda row: row.id, title=self.tr("Materials"), initials=search_keys,
            empty=(self.tr("No materials"), self.tr("Stock with its place and keeper stands here")),
        )
        self.moves = RowsView(
            self._move_columns(), lambda row: row.id, title=self.tr("Stock changes"), searchable=False,
            empty=(self.tr("No change yet"), self.tr("Received, issued, returned, used up, written off, counted")),
        )
        self.requests = RowsView(
            self._request_columns(), lambda row: row.id, title=self.tr("Requests"), initials=search_keys,
            empty=(
                self.tr("Nothing was asked for"),
                self.tr("What an incident needs is asked for here and followed until it is there"),
            ),
        )
        self.steps = RowsView(
            self._step_columns(), lambda row: f"{row[0]}", title=self.tr("Steps"), searchable=False,
            empty=(self.tr("No step yet"), self.tr("Promised, issued, arrived, refused")),
        )
        self.promise = Button(self.tr("Promised…"), "check")
        self.issue = Button(self.tr("Issued…"), "dispatch")
        self.arrived = Button(self.tr("Arrived…"), "place")
        self.refuse = Button(self.tr("Cannot give…"), "close", "quiet")
        self.close_button = Button(self.tr("Close…"), "stop", "quiet")
        left = stacked(titled("", self.table, self.move, self.ask, self.locate), titled(self.tr("Stock changes"), self.moves))
        buttons = (self.promise, self.issue, self.arrived, self.refuse, self.close_button)
        right = stacked(titled(self.tr("Requests and fulfilment"), self.requests, *buttons), titled(self.tr("Steps"), self.steps))
        side_by_side(self, left, right, (660, 620), services.memory, "stock")
        self._wire()

    def show_state(self, state: State) -> None:
        """Show the stock and the requests of this state."""
        self.table.set_rows(self._presenter.stock(state))
        self.requests.set_rows(self._forces.requests(state))
        keep_first(self.table)
        keep_first(self.requests)
        self._show_moves()
        self._show_steps()

    def show_material(self, material_id: str) -> None:
        """Choose a material."""
        if not self.table.select(material_id):
            self.table.search.clear()
            self.table.select(material_id)

    def _show_moves(self) -> None:
        row: StockRow | None = self.table.current
        for button in (self.move, self.ask):
            button.setEnabled(row is not None)
        self.locate.setEnabled(row is not None and row.stock.point is not None)
        moves = self._services.state.stock_moves.get(row.id, ()) if row else ()
        self.moves.set_rows(tuple(reversed(moves)))

    def _show_steps(self) -> None:
        row: RequestRow | None = self.requests.current
        is_open = row is not None and row.request.is_open
        for button in (self.promise, self.issue, self.refuse, self.close_button):
            button.setEnabled(is_open)
        self.arrived.setEnabled(row is not None and is_open and row.request.issued > row.request.arrived)
        steps = row.request.steps if row else ()
        self.steps.set_rows(list(reversed(list(enumerate(steps)))))

    def _wire(self) -> None:
        services = self._services
        self.table.selected.connect(lambda _row: self._show_moves())
        self.table.activated.connect(lambda _row: self.move.click())
        self.requests.selected.connect(lambda _row: self._show_steps())
        self.requests.activated.connect(lambda _row: self._next_step())
        self.locate.clicked.connect(self._locate)
        acts(services, self, self.move, lambda: self._of(self.table, lambda row: stock_forms.move(services, self, row.stock)))
        acts(services, self, self.ask, lambda: self._of(self.table, lambda row: stock_forms.ask_for(services, self, row.stock)))
        steps: tuple[tuple[Button, Callable[[RequestRow], Any]], ...] = (
            (self.promise, lambda row: stock_forms.give(services, self, row.request, issue=False)),
            (self.issue, lambda row: stock_forms.give(services, self, row.request, issue=True)),
            (self.arrived, lambda row: stock_forms.arrived(services, self, row.request)),
            (self.refuse, lambda row: stock_forms.refused(services, self, row.request)),
            (self.close_button, lambda row: stock_forms.closed(services, self, row.request)),
        )
        for button, work in steps:
            acts(services, self, button, lambda work=work: self._of(self.requests, work))

    def _of(self, table: RowsView, work: Callable[[Any], Any]) -> Any:
        return work(table.current) if table.current is not None else None

    def _next_step(self) -> None:
        row: RequestRow | None = self.requests.current
        if row is None or not row.request.is_open:
            return
        asked = row.request
        button = self.arrived if asked.issued > asked.arrived else self.issue if asked.promised else self.promise
        button.click()

    def _locate(self) -> None:
        row: StockRow | None = self.table.current
        if row is not None and row.stock.point is not None:
            mark = store_marks(self._services.state)[row.stock.place, row.stock.point]
            self._services.navigator.show_on_map("materials", mark, row.stock.point)

    def _at(self, moment: datetime | None) -> str:
        return time_text.day_clock(moment, self._services.workspace.desk.clock.now()) if moment else ""

    def _columns(self) -> tuple[Column, ...]:
        def expiry(row: StockRow) -> str:
            return expiry_tone(row.stock.expires_on, today_of(self._services.workspace.desk.clock.now()))

        return (
            Column(key="kind", title=self.tr("Kind"), text=lambda row: row.kind, width=76),
            Column(key="name", title=self.tr("Name"), text=lambda row: row.name, width=120, tip=lambda row: row.name),
            Column(key="quantity", title=self.tr("In store"), text=lambda row: amount(row.stock.quantity, row.stock.unit),
                   sort=lambda row: row.stock.quantity, align="right", width=104, export=lambda row: row.stock.quantity,
                   tone=lambda row: "warn" if row.stock.is_low else "neutral"),
            Column(key="issued", title=self.tr("Out"), text=lambda row: f"{row.stock.issued:g}" if row.stock.issued else "",
                   sort=lambda row: row.stock.issued, align="right", width=56, export=lambda row: row.stock.issued),
            Column(key="minimum", title=self.tr("Minimum"), align="right", width=72, sort=lambda row: row.stock.minimum,
                   text=lambda row: f"{row.stock.minimum:g}" if row.stock.minimum else "", export=lambda row: row.stock.minimum),
            Column(key="expires", title=self.tr("Usable until"), text=lambda row: str(row.stock.expires_on or ""), tone=expiry,
                   sort=lambda row: str(row.stock.expires_on or "9999"), width=92),
            Column(key="place", title=self.tr("Kept at"), text=lambda row: row.stock.place, stretch=True,
                   tip=lambda row: row.stock.place),
            Column(key="keeper", title=self.tr("Keeper"), text=lambda row: row.stock.keeper, width=72, extra=True),
            Column(key="phone", title=self.tr("Phone"), text=lambda row: row.stock.phone, width=116, extra=True),
        )

    def _move_columns(self) -> tuple[Column, ...]:
        def said(row: StockMove) -> tuple[str, str, str]:
            return self._forces.move(row, self._services.state.materials[row.material_id])

        return (
            Column(key="at", title=self.tr("Time"), text=lambda row: self._at(row.at), sort=lambda row: row.at, width=96),
            Column(key="move", title=self.tr("What"), text=lambda row: said(row)[0], width=60),
            Column(key="quantity", title=self.tr("Quantity"), text=lambda row: said(row)[1], align="right", width=80,
                   sort=lambda row: row.quantity),
            Column(key="balance", title=self.tr("In store after"), text=lambda row: said(row)[2], align="right", width=88,
                   sort=lambda row: row.balance),
            Column(key="whom", title=self.tr("By or to whom"), text=lambda row: row.whom, width=110),
            Column(key="note", title=self.tr("Reason"), text=lambda row: row.note, stretch=True, tip=lambda row: row.by),
        )

    def _request_columns(self) -> tuple[Column, ...]:
        return (
            Column(key="status", title=self.tr("Status"), text=lambda r: r.status, tone=lambda r: r.tone, badge=True, width=88),
            Column(key="what", title=self.tr("What is needed"), text=lambda r: r.request.what, width=92,
                   tip=lambda r: r.request.note),
            Column(key="asked", title=self.tr("Asked"), text=lambda r: r.asked, align="right", width=72,
                   sort=lambda r: r.request.quantity),
            Column(key="progress", title=self.tr("Promised / issued / there"), text=lambda r: r.progress, align="center",
                   width=112),
            Column(key="due", title=self.tr("Needed by"), text=lambda r: self._at(r.request.due_at), width=92,
                   sort=lambda r: str(r.request.due_at or "9999")),
            Column(key="place", title=self.tr("To where"), text=lambda r: r.request.place, stretch=True,
                   tip=lambda r: f"{r.incident}  {r.request.asked_by}"),
        )

    def _step_columns(self) -> tuple[Column, ...]:
        def step(row: tuple[int, SupplyStep]) -> SupplyStep:
            return row[1]

        def said(row: tuple[int, SupplyStep]) -> str:
            current: RequestRow | None = self.requests.current
            return self._forces.step(step(row), current.request) if current else ""

        return (
            Column(key="at", title=self.tr("Time"), text=lambda row: self._at(step(row).at), sort=lambda row: step(row).at,
                   width=96),
            Column(key="said", title=self.tr("What"), text=said, stretch=True, tip=said),
            Column(key="by", title=self.tr("Recorded by"), text=lambda row: step(row).by, width=84),
        )
