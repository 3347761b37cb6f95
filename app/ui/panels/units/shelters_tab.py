"""Shelters: capacity, who is in, room left; open, admit, leave, close."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from app.catalog.pinyin import search_keys
from app.domain.resource.model import FacilityCategory
from app.domain.shelter.model import Sheltered, ShelterMove
from app.domain.state import State
from app.ui.kit import time_text
from app.ui.kit.table import Column, RowsView
from app.ui.kit.widgets import Button
from app.ui.panels.units import place_forms, shelter_forms
from app.ui.panels.units.forces_presenter import ForcesPresenter, ShelterRow
from app.ui.panels.units.pages import acts, keep_first, side_by_side, stacked, titled
from app.ui.services import Services


class SheltersTab(QWidget):
    """The shelters on the left, those who need help and the door on the right; Enter does the next thing."""

    def __init__(self, services: Services, presenter: ForcesPresenter) -> None:
        super().__init__()
        self._services, self._presenter = services, presenter
        self.open = Button(self.tr("Open…"), "shelter", "primary")
        self.admit = Button(self.tr("Let in…"), "add")
        self.leave = Button(self.tr("Leaving…"), "forward")
        self.close_button = Button(self.tr("Close…"), "stop", "quiet")
        self.new = Button(self.tr("New…"), "add", "quiet", self.tr("Enter a shelter that is not in the list"))
        self.edit = Button(self.tr("Change…"), "edit", "quiet", self.tr("Name, capacity, contact and place"))
        self.locate = Button(self.tr("Show on the map"), "locate", "quiet")
        self.table = RowsView(
            self._columns(), lambda row: row.id, title=self.tr("Shelters"), initials=search_keys,
            empty=(
                self.tr("No shelter is entered"), self.tr("Enter one, or import them from the Excel roster (sheet of places)"),
                self.tr("New…"),
            ),
        )
        self.needing = RowsView(
            (
                Column(key="name", title=self.tr("Name"), text=lambda row: row[1].name, width=110),
                Column(key="need", title=self.tr("Needs"), text=lambda row: presenter.need(row[1].need), stretch=True),
            ),
            lambda row: f"{row[0]}", title=self.tr("Need help"), searchable=False,
            empty=(self.tr("Nobody who needs help"), self.tr("Only those who need help are entered by name")),
        )
        self.door = RowsView(
            self._door_columns(), lambda row: f"{row[0]}", title=self.tr("At the door"), searchable=False,
            empty=(self.tr("Not used yet"), self.tr("Opening, coming and going stand here")),
        )
        buttons = (self.open, self.admit, self.leave, self.close_button, self.new, self.edit, self.locate)
        right = stacked(titled(self.tr("Need help"), self.needing), titled(self.tr("At the door"), self.door))
        side_by_side(self, titled("", self.table, *buttons), right, (900, 380), services.memory, "shelters")
        self._wire()

    def show_state(self, state: State) -> None:
        """Show the shelters of this state."""
        self.table.set_rows(self._presenter.shelters(state))
        keep_first(self.table)
        self._show_current()

    def _show_current(self) -> None:
        row: ShelterRow | None = self.table.current
        is_open = row is not None and row.use.is_open
        self.open.setEnabled(row is not None and not is_open)
        self.admit.setEnabled(is_open)
        self.leave.setEnabled(row is not None and row.use.occupied > 0)
        self.close_button.setEnabled(row is not None and is_open and not row.use.occupied)
        self.locate.setEnabled(row is not None)
        self.edit.setEnabled(row is not None)
        needing: tuple[Sheltered, ...] = row.use.needing if row else ()
        moves: tuple[ShelterMove, ...] = row.use.moves if row else ()
        self.needing.set_rows(list(enumerate(needing)))
        self.door.set_rows(list(reversed(list(enumerate(moves)))))

    def _wire(self) -> None:
        services = self._services
        self.table.selected.connect(lambda _row: self._show_current())
        self.table.activated.connect(lambda row: (self.admit if row.use.is_open else self.open).click())
        self.locate.clicked.connect(self._locate)
        self.table.offered.connect(self.new.click)
        acts(services, self, self.new, lambda: place_forms.edit_place(services, self, None, FacilityCategory.SHELTER))
        acts(services, self, self.edit, self._on(lambda row: place_forms.edit_place(services, self, row.place)))
        acts(services, self, self.open, self._on(lambda row: shelter_forms.open_shelter(services, self, row.place)))
        acts(services, self, self.admit, self._on(lambda row: shelter_forms.admit(services, self, row.place, row.use)))
        acts(services, self, self.leave, self._on(lambda row: shelter_forms.leave(services, self, row.place, row.use)))
        acts(services, self, self.close_button, self._on(lambda row: shelter_forms.close_shelter(services, self, row.place)))

    def _on(self, work: Callable[[ShelterRow], Any]) -> Callable[[], Any]:
        return lambda: work(self.table.current) if self.table.current is not None else None

    def _locate(self) -> None:
        row: ShelterRow | None = self.table.current
        if row is not None:
            self._services.navigator.show_on_map("shelters", row.id, row.place.point)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(key="state", title=self.tr("State"), text=lambda r: r.state, tone=lambda r: r.tone, badge=True, width=92),
            Column(key="name", title=self.tr("Name"), text=lambda r: r.name, stretch=True, tip=lambda r: r.name),
            Column(key="village", title=self.tr("Village"), text=lambda r: r.place.village, width=100),
            Column(key="capacity", title=self.tr("Capacity"), text=lambda r: str(r.place.capacity), align="right", width=72,
                   sort=lambda r: r.place.capacity, export=lambda r: r.place.capacity),
            Column(key="occupied", title=self.tr("Occupied"), text=lambda r: str(r.use.occupied), align="right", width=72,
                   sort=lambda r: r.use.occupied, export=lambda r: r.use.occupied),
            Column(key="left", title=self.tr("Room left"), text=lambda r: str(r.left) if r.use.is_open else "", align="right",
                   width=72, sort=lambda r: r.left, tone=lambda r: r.tone if r.left <= 0 and r.use.is_open else "neutral"),
            Column(key="contact", title=self.tr("Contact"), text=lambda r: r.place.contact, width=76),
            Column(key="phone", title=self.tr("Phone"), text=lambda r: r.place.phone, width=116),
        )

    def _door_columns(self) -> tuple[Column, ...]:
        clock = self._services.workspace.desk.clock

        def move(row: tuple[int, ShelterMove]) -> ShelterMove:
            return row[1]

        return (
            Column(key="at", title=self.tr("Time"), text=lambda row: time_text.day_clock(move(row).at, clock.now()), width=96,
                   sort=lambda row: move(row).at),
            Column(key="what", title=self.tr("What"), text=lambda row: self._presenter.door(move(row)), width=60),
            Column(key="count", title=self.tr("People"), text=lambda row: str(move(row).count or ""), align="right", width=52),
            Column(key="words", title=self.tr("Where"), text=lambda row: move(row).words, stretch=True,
                   tip=lambda row: f"{move(row).words}  {move(row).by}"),
        )
