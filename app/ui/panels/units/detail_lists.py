"""People with their certificates, and equipment, of one unit: two tabs that can be searched, sorted and exported."""

from __future__ import annotations

from datetime import date

import msgspec
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.catalog.pinyin import search_keys
from app.domain.reminders import WARN_BEFORE
from app.domain.unit.model import EquipmentState, Unit
from app.domain.unit.shift import on_shift
from app.ui.kit.table import Column, RowsView
from app.ui.kit.theme import current_theme
from app.ui.panels.units.forces_presenter import today_of
from app.ui.services import Services


def shift_word(services: Services, unit: Unit) -> str:
    """Whether a unit is on shift now, in a word; "" where its shift names no hours."""
    on = on_shift(unit.shift, services.workspace.desk.clock.now())
    return "" if on is None else services.wording.say("unit_shift.on" if on else "unit_shift.off")


class PersonRow(msgspec.Struct, frozen=True):
    """A person with one certificate, or with none."""

    id: str
    name: str
    role: str
    phone: str
    paper: str
    expires_on: date | None
    tone: str


class KitRow(msgspec.Struct, frozen=True):
    """A line of equipment."""

    id: str
    name: str
    count: int
    state: str
    state_tone: str
    inspection_on: date | None
    tone: str
    note: str


def expiry_tone(day: date | None, today: date) -> str:
    """How a last good day looks: run out, running out within the time of a reminder, or far off."""
    if day is None or day > today + WARN_BEFORE:
        return "neutral"
    return "warn" if day < today else "watch"


class PeopleTab(QWidget):
    """A row for each person and certificate."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self.table = RowsView(
            (
                Column(key="name", title=self.tr("Name"), text=lambda r: r.name, width=68),
                Column(key="role", title=self.tr("Post"), text=lambda r: r.role, width=68),
                Column(key="paper", title=self.tr("Certificate"), text=lambda r: r.paper, width=110, stretch=True,
                       tip=lambda r: r.paper),
                Column(key="expires", title=self.tr("Valid until"), text=lambda r: str(r.expires_on or ""), width=92,
                       tone=lambda r: r.tone, sort=lambda r: r.expires_on or date.max),
                Column(key="phone", title=self.tr("Phone"), text=lambda r: r.phone, width=112, extra=True),
            ),
            lambda r: r.id, title=self.tr("People and certificates"), initials=search_keys,
            empty=(self.tr("Nobody is known by name"), self.tr("Enter people by “Change…” or by the Excel roster")),
        )
        _fill(self, self.table)

    def show_unit(self, unit: Unit) -> None:
        """Show the people of this unit."""
        today = today_of(self._services.workspace.desk.clock.now())
        rows = []
        for number, one in enumerate(unit.crew_members):
            for place, paper in enumerate(one.qualifications or (None,)):
                day = paper.expires_on if paper else None
                rows.append(
                    PersonRow(f"{number}.{place}", one.name, one.role, one.phone, paper.name if paper else "", day,
                              expiry_tone(day, today))
                )
        self.table.set_rows(rows)


class EquipmentTab(QWidget):
    """A row for each line of equipment."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self.table = RowsView(
            (
                Column(key="name", title=self.tr("Equipment"), text=lambda r: r.name, stretch=True, tip=lambda r: r.note),
                Column(key="count", title=self.tr("Count"), text=lambda r: str(r.count), sort=lambda r: r.count, align="right",
                       width=56, export=lambda r: r.count),
                Column(key="state", title=self.tr("State"), text=lambda r: r.state, tone=lambda r: r.state_tone, badge=True,
                       width=84),
                Column(key="inspection", title=self.tr("Next inspection"), text=lambda r: str(r.inspection_on or ""), width=100,
                       tone=lambda r: r.tone, sort=lambda r: r.inspection_on or date.max),
            ),
            lambda r: r.id, title=self.tr("Equipment"), initials=search_keys,
            empty=(self.tr("No equipment is entered"), self.tr("Enter it by “Change…” or by the Excel roster")),
        )
        _fill(self, self.table)

    def show_unit(self, unit: Unit) -> None:
        """Show the equipment of this unit."""
        today = today_of(self._services.workspace.desk.clock.now())
        say = self._services.wording.say
        self.table.set_rows([
            KitRow(
                str(number), one.name, one.count, say(f"equipment_state.{one.state}"),
                "ok" if one.state is EquipmentState.READY else "watch", one.next_inspection_on,
                expiry_tone(one.next_inspection_on, today), one.note,
            )
            for number, one in enumerate(unit.equipment)
        ])


def _fill(page: QWidget, table: RowsView) -> None:
    theme = current_theme()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, theme.length("s"), 0, 0)
    column.addWidget(table)
