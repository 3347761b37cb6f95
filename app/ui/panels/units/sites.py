"""Fixed places: search them, and go to them on the map."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from app.catalog.pinyin import search_keys
from app.domain.resource.model import FacilityCategory
from app.domain.state import State
from app.ui.kit.i18n import translate
from app.ui.kit.table import Column, RowsView
from app.ui.kit.theme import current_theme
from app.ui.kit.widgets import Button
from app.ui.panels.units.pages import acts
from app.ui.panels.units.place_forms import edit_place
from app.ui.panels.units.presenter import PlaceRow, UnitsPresenter
from app.ui.services import Services

_LAYERS: Mapping[str, str] = MappingProxyType({"hazard": "hazards", "shelter": "shelters"})
"""The map layer of a category where it is not ``facilities``."""


class PlacesBoard(QWidget):
    """Villages, facilities, hazard points and shelters."""

    def __init__(self, services: Services, presenter: UnitsPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services, self._presenter = services, presenter
        self._category = QComboBox()
        self._category.addItem(self.tr("All places"), "")
        for category in FacilityCategory:
            self._category.addItem(services.wording.say(f"facility_category.{category}"), category.value)
        self._category.currentIndexChanged.connect(lambda _: self.render_places(services.state))
        self.table = RowsView(
            self._columns(), lambda row: row.id, title=self.tr("Places"), initials=search_keys,
            empty=(
                self.tr("No places"),
                self.tr("Villages, facilities, hazard points and shelters stand here: enter one, or import the Excel roster"),
                self.tr("New…"),
            ),
        )
        self.new = Button(self.tr("New…"), "add", "plain", self.tr("Enter a place that is not in the list"))
        self.edit = Button(self.tr("Change…"), "edit", "plain")
        _lay_out(self, self.table, self.locate, self._category, self.new, self.edit)
        self._edit_enabled()
        self.table.selected.connect(lambda _row: self._edit_enabled())
        self.table.offered.connect(self.new.click)
        acts(services, self, self.new, lambda: edit_place(services, self, None, self._chosen()))
        acts(services, self, self.edit, lambda: (
            edit_place(services, self, self.table.current.place) if self.table.current is not None else None))

    def show_state(self, state: State) -> None:
        """Show this state."""
        self.render_places(state)

    def render_places(self, state: State) -> None:
        """Show the places of this state."""
        self.table.set_rows(self._presenter.places(state, self._category.currentData() or ""))

    def _chosen(self) -> FacilityCategory | None:
        code = self._category.currentData()
        return FacilityCategory(code) if code else None

    def _edit_enabled(self) -> None:
        self.edit.setEnabled(self.table.current is not None)

    def locate(self, row: PlaceRow) -> None:
        """Go to the place on the map."""
        layer = _LAYERS.get(row.category_code, "facilities")
        self._services.navigator.show_on_map(layer, row.id, row.place.point)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(key="category", title=self.tr("Category"), text=lambda row: row.category, width=90),
            Column(key="kind", title=self.tr("Kind"), text=lambda row: row.kind, width=120),
            Column(key="name", title=self.tr("Name"), text=lambda row: row.name, width=210),
            Column(key="village", title=self.tr("Village"), text=lambda row: row.place.village, width=110),
            _number("people", self.tr("People")),
            _number("households", self.tr("Households")),
            _number("capacity", self.tr("Capacity")),
            Column(key="contact", title=self.tr("Contact"), text=lambda row: row.place.contact, width=84),
            Column(key="phone", title=self.tr("Phone"), text=lambda row: row.place.phone, width=124),
            Column(key="note", title=self.tr("Note"), text=lambda row: row.place.note, tip=lambda row: row.place.note,
                   stretch=True),
        )


def _number(field: str, title: str) -> Column:
    def value(row: PlaceRow) -> int:
        return int(getattr(row.place, field))

    def text(row: PlaceRow) -> str:
        return str(value(row)) if value(row) else ""

    return Column(key=field, title=title, text=text, sort=value, align="right", width=92, export=value)


def _lay_out(board: QWidget, table: RowsView, locate: Any, *filters: QWidget) -> None:
    theme = current_theme()
    button = Button(translate("Units", "Show on the map"), "locate")
    button.setEnabled(False)
    button.clicked.connect(lambda: locate(table.current) if table.current is not None else None)
    table.selected.connect(lambda row: button.setEnabled(row is not None))
    table.activated.connect(locate)
    for place, widget in enumerate((*filters, button)):
        table.toolbar.insertWidget(place, widget)
    column = QVBoxLayout(board)
    column.setContentsMargins(theme.length("s"), theme.length("s"), theme.length("s"), theme.length("s"))
    column.setSpacing(theme.length("s"))
    column.addWidget(table, 1)
