"""Terminals that report positions: who has one, when it was last heard; enrol, give another token, revoke."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import msgspec
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.catalog.pinyin import search_keys
from app.desk.describe import Describer
from app.domain.state import State
from app.domain.tracking.commands import RevokeDevice
from app.domain.tracking.model import Device
from app.ui.kit import time_text
from app.ui.kit.dialogs import prompt_text
from app.ui.kit.table import Column, RowsView
from app.ui.kit.theme import Tone, current_theme
from app.ui.kit.ticker import Ticker
from app.ui.kit.widgets import Banner, Button
from app.ui.panels.units import enrol
from app.ui.services import Services


class DeviceRow(msgspec.Struct, frozen=True):
    """A terminal as the table shows it."""

    id: str
    device: Device
    unit: str
    app: str
    state: str


class DevicesBoard(QWidget):
    """A table with three buttons; the list can be searched, sorted and exported like every other."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self.off = Banner(tone=Tone.WATCH)
        self.off.acted.connect(lambda: services.navigator.show_panel("settings"))
        self.table = RowsView(
            self._columns(), lambda row: row.id, title=self.tr("Position terminals"), initials=search_keys,
            empty=(self.tr("No phone is enrolled"), self.tr("Enrol one: its QR code is shown once, the phone's app reads it")),
        )
        self.enrol = Button(self.tr("Enrol a phone…"), "add", "primary")
        self.renew = Button(self.tr("New token…"), "refresh")
        self.revoke = Button(self.tr("Revoke…"), "lock")
        for place, button in enumerate((self.enrol, self.renew, self.revoke)):
            self.table.toolbar.insertWidget(place, button)
        theme = current_theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.length("s"), theme.length("s"), theme.length("s"), theme.length("s"))
        column.setSpacing(theme.length("s"))
        column.addWidget(self.off)
        column.addWidget(self.table, 1)
        self.enrol.clicked.connect(lambda: services.run(enrol.enrol_device(services, self), self))
        self.renew.clicked.connect(lambda: services.run(self.give_token(), self))
        self.revoke.clicked.connect(lambda: services.run(self.take_away(), self))
        self.table.selected.connect(lambda _row: self._enable())
        self.table.activated.connect(lambda row: services.navigator.show_unit(row.device.unit_id))
        self._enable()
        self._show_off()

    def show_state(self, state: State) -> None:
        """Show the terminals of this state, those in use first."""
        describer = Describer(self._services.workspace.desk.reference, self._services.wording)
        say = self._services.wording.say
        rows = [
            DeviceRow(
                one.id, one, describer.unit_name(one.unit_id, state), say(f"tracking.app.{one.app}"),
                say(f"tracking.state.{'active' if one.is_active else 'revoked'}"),
            )
            for one in sorted(state.devices.values(), key=lambda one: (not one.is_active, one.unit_id, one.name, one.id))
        ]
        self.table.set_rows(rows)
        self._enable()

    async def give_token(self) -> None:
        """Another token for the chosen terminal; the old one opens nothing from then on."""
        row = self.table.current
        if row is not None:
            await enrol.renew_device(self._services, self, row.device)

    async def take_away(self) -> None:
        """Let the chosen terminal report no longer, with a reason."""
        row = self.table.current
        if row is None:
            return
        title = self.tr("Revoke {name}").format(name=row.device.name)
        reason = await prompt_text(self, title, self.tr("Why (lost, handed back, left the team)?"))
        if reason:
            await self._services.attempt(RevokeDevice(device_id=row.id, reason=reason))

    def showEvent(self, event: QShowEvent) -> None:
        """What was heard runs while seen."""
        super().showEvent(event)
        self._show_off()
        Ticker.shared().add(self.tick)

    def hideEvent(self, event: QHideEvent) -> None:
        """And rests while hidden."""
        Ticker.shared().remove(self.tick)
        super().hideEvent(event)

    def tick(self) -> None:
        """Draw the ages again."""
        self.table.view.viewport().update()

    def _show_off(self) -> None:
        tracking = self._services.workspace.tracking
        if tracking is None or tracking.is_open:
            self.off.show_text("")
            return
        text = self.tr("Nothing listens for phones now; enrolled ones are taken in once it is switched on.")
        self.off.show_text(text, Tone.WATCH, self.tr("Open the settings"))

    def _enable(self) -> None:
        row = self.table.current
        able = self._services.workspace.tracking is not None
        self.enrol.setEnabled(able)
        self.renew.setEnabled(able and row is not None)
        self.revoke.setEnabled(row is not None and row.device.is_active)

    def _contact(self, row: DeviceRow) -> Any:
        tracking = self._services.workspace.tracking
        return tracking.contacts.get(row.id) if tracking is not None else None

    def _heard_at(self, row: DeviceRow) -> datetime | None:
        """When it was last heard: since the start of the program, else by its unit's last position."""
        contact = self._contact(row)
        if contact is not None:
            at: datetime = contact.at
            return at
        position = self._services.workspace.desk.telemetry.positions.get(row.device.unit_id)
        return position.at if position is not None and position.device_id == row.id else None

    def _age(self, row: DeviceRow) -> str:
        at = self._heard_at(row)
        if at is None:
            return self.tr("never")
        return time_text.duration(max(self._services.workspace.desk.clock.now() - at, timedelta(0)))

    def _verdict(self, row: DeviceRow) -> str:
        contact = self._contact(row)
        return self._services.wording.say(f"tracking.verdict.{contact.verdict}") if contact is not None else ""

    def _battery(self, row: DeviceRow) -> str:
        position = self._services.workspace.desk.telemetry.positions.get(row.device.unit_id)
        known = position is not None and position.device_id == row.id and position.battery_pct >= 0
        return f"{position.battery_pct} %" if known else ""

    def _columns(self) -> tuple[Column, ...]:
        def heard(row: DeviceRow) -> float:
            at = self._heard_at(row)
            return -at.timestamp() if at is not None else float("inf")

        def day(at: datetime | None) -> str:
            return time_text.day_clock(at, self._services.workspace.desk.clock.now()) if at is not None else ""

        return (
            Column(key="name", title=self.tr("Phone"), text=lambda row: row.device.name, width=150),
            Column(key="unit", title=self.tr("Unit"), text=lambda row: row.unit, width=170, stretch=True),
            Column(key="state", title=self.tr("State"), text=lambda row: row.state, badge=True, width=84,
                   tone=lambda row: "ok" if row.device.is_active else "muted", tip=lambda row: row.device.revoked_because),
            Column(key="heard", title=self.tr("Last heard"), text=self._age, sort=heard, align="right", width=96),
            Column(key="verdict", title=self.tr("Last report"), text=self._verdict, width=150, tip=self._verdict),
            Column(key="battery", title=self.tr("Battery"), text=self._battery, align="right", width=64),
            Column(key="app", title=self.tr("Program"), text=lambda row: row.app, width=150),
            Column(key="id", title=self.tr("Number"), text=lambda row: row.id, width=108),
            Column(key="crs", title=self.tr("Datum"), text=lambda row: row.device.crs.value, width=76, extra=True),
            Column(key="enrolled", title=self.tr("Enrolled"), text=lambda row: day(row.device.enrolled_at),
                   sort=lambda row: row.device.enrolled_at, width=110, tip=lambda row: row.device.enrolled_by),
            Column(key="reason", title=self.tr("Why revoked"), text=lambda row: row.device.revoked_because, width=140,
                   tip=lambda row: row.device.revoked_because),
        )
