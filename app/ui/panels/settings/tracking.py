"""The door for phones: on or off, where it listens, what is typed on a phone, how long positions are kept, what they may do."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QSpinBox, QWidget

from app.desk.listening import EVERYWHERE, LOOPBACK
from app.desk.tracking import Tracking
from app.kernel.errors import Fault
from app.ui.kit import time_text
from app.ui.kit.tasks import alive
from app.ui.kit.theme import Tone, current_theme, set_tone
from app.ui.kit.ticker import Ticker
from app.ui.kit.widgets import Button, Elided, Text
from app.ui.panels.settings.card import Card
from app.ui.panels.settings.choices import Choices
from app.ui.panels.settings.look import ValueCombo
from app.ui.services import Services

_DAYS = (7, 14, 30, 90, 180)
_WITHIN_M = (50, 100, 150, 300, 500)
_COUNTS = (1, 2, 3, 5)


class TrackingCard(Card):
    """Saves by itself; what listens follows at once."""

    def __init__(self, services: Services, choices: Choices) -> None:
        super().__init__("")
        self.set_title(self.tr("Positions from phones"))
        self._services, self._choices = services, choices
        current = choices.current
        self.on = QCheckBox(self.tr("Take in positions of enrolled phones"))
        self.on.setChecked(current.tracking_on)
        self.bind = ValueCombo(self._places(current.tracking_bind), current.tracking_bind)
        self.port = QSpinBox()
        self.port.setRange(1, 65_535)
        self.port.setValue(min(max(current.tracking_port, 1), 65_535))
        self.port.setKeyboardTracking(False)
        self.url = QLineEdit(current.tracking_url)
        self.url.setPlaceholderText(self.tr("empty: the address below"))
        self.url.setMinimumWidth(current_theme().px(260))
        self.shown_url = Elided("")
        self.shown_url.setMinimumWidth(current_theme().px(220))
        self.copy = Button(self.tr("Copy"), "copy", "quiet")
        self.state = Text("", "caption")
        self.state.setWordWrap(True)
        self.heard = Text("", "caption")
        self.heard.setWordWrap(True)
        self.days = ValueCombo(self._offered(_DAYS, current.tracking_days, self.tr("{count} days")), current.tracking_days)
        self.within = ValueCombo(
            self._offered(_WITHIN_M, round(current.arrive_within_m), self.tr("{count} m")), round(current.arrive_within_m)
        )
        self.count = ValueCombo(
            self._offered(_COUNTS, current.arrive_positions, self.tr("{count} positions in a row")), current.arrive_positions
        )
        self.automatic = QCheckBox(self.tr("Set “on scene”, “returning” and “back” without asking"))
        self.automatic.setChecked(current.arrivals_automatic)
        self._lay_out()
        self._wire()
        self.show_now()

    def show_now(self) -> None:
        """What is true now: whether it listens, the address for phones, who was heard."""
        tracking = self._services.workspace.tracking
        if tracking is None:
            self._say(self.tr("Positions cannot be kept here, so nothing can be taken in."), Tone.WARN)
            self.setEnabled(False)
            return
        self._show_state(tracking)
        self._show_heard(tracking)

    def showEvent(self, event: Any) -> None:
        """Look again each second while seen."""
        super().showEvent(event)
        Ticker.shared().add(self.show_now)

    def hideEvent(self, event: Any) -> None:
        """Rest while hidden."""
        Ticker.shared().remove(self.show_now)
        super().hideEvent(event)

    async def follow(self) -> None:
        """Make the door as the settings say; what is wrong is said in the card."""
        tracking = self._services.workspace.tracking
        if tracking is None:
            return
        try:
            await tracking.follow(self._choices.current)
        except Fault as fault:
            if alive(self):
                self.error.show_text(self._services.explain(fault), Tone.ALARM)
        else:
            if alive(self):
                self.error.hide()
        if alive(self):
            self.show_now()

    def _show_state(self, tracking: Tracking) -> None:
        settings = self._choices.current
        if tracking.is_open:
            bind, port = tracking.door.place
            only_here = self.tr(" Phones cannot reach it: it listens on this machine only.") if bind == LOOPBACK else ""
            self._say(self.tr("Listening at {address}, port {port}.").format(address=bind, port=port) + only_here, Tone.OK)
        elif settings.tracking_on:
            why = self._services.explain(tracking.fault) if tracking.fault is not None else ""
            self._say(self.tr("Switched on, but not listening. {why}").format(why=why), Tone.ALARM)
        else:
            self._say(self.tr("Off: nothing listens on the network."), Tone.MUTED)
        try:
            url = tracking.base(settings) if tracking.is_open or settings.tracking_url else ""
        except Fault as fault:
            url = ""
            self._say(self._services.explain(fault), Tone.ALARM)
        self.shown_url.setText(url or "—")
        self.copy.setEnabled(bool(url))

    def _show_heard(self, tracking: Tracking) -> None:
        devices = self._services.state.devices
        heard = sorted(tracking.contacts.items(), key=lambda pair: pair[1].at, reverse=True)
        active = sum(1 for one in devices.values() if one.is_active)
        now = self._services.workspace.desk.clock.now()
        parts = [self.tr("{count} phones enrolled, {heard} heard since the program was started.").format(
            count=active, heard=len(heard))]
        for device_id, contact in heard[:5]:
            known = devices.get(device_id)
            word = self._services.wording.say(f"tracking.verdict.{contact.verdict}")
            parts.append(self.tr("{name}: {age} ago, {verdict}").format(
                name=known.name if known else device_id, age=time_text.duration(now - contact.at), verdict=word))
        text = "\n".join(parts)
        if text != self.heard.text():
            self.heard.setText(text)

    def _say(self, text: str, tone: str) -> None:
        if text != self.state.text():
            self.state.setText(text)
            set_tone(self.state, tone)

    def _keep(self, **change: Any) -> None:
        if self.try_save(self._services, self._choices, **change):
            self._services.run(self.follow(), self)

    def _places(self, chosen: str) -> tuple[tuple[str, str], ...]:
        offered = [(self.tr("This machine only (127.0.0.1)"), LOOPBACK), (self.tr("All networks of this machine"), EVERYWHERE)]
        tracking = self._services.workspace.tracking
        try:
            own = tracking.door.addresses() if tracking is not None else ()
        except Fault:
            own = ()
        offered += [(address, address) for address in own if address != LOOPBACK]
        if chosen not in [value for _text, value in offered]:
            offered.append((chosen, chosen))
        return tuple(offered)

    def _offered(self, usual: tuple[int, ...], chosen: int, words: str) -> tuple[tuple[str, int], ...]:
        return tuple((words.format(count=count), count) for count in sorted({*usual, chosen}))

    def _lay_out(self) -> None:
        self.add_wide(self.on)
        self.add_wide(self.state)
        self.add_row(self.tr("Listen at"), self.bind)
        self.add_row(self.tr("Port"), self.port)
        self.add_row(self.tr("Address by hand"), self.url)
        shown = QWidget()
        row = QHBoxLayout(shown)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.shown_url, 1)
        row.addWidget(self.copy)
        self.add_row(self.tr("Address to type on a phone"), shown)
        self.add_row(self.tr("Positions are kept for"), self.days)
        self.add_row(self.tr("Arrived within"), self.within)
        self.add_row(self.tr("Believed after"), self.count)
        self.add_wide(self.automatic)
        self.add_wide(self.heard)
        enrol = Button(self.tr("Enrol phones…"), "add", "quiet")
        enrol.clicked.connect(lambda: self._services.navigator.show_panel("units"))
        self.head.add(enrol)

    def _wire(self) -> None:
        self.on.toggled.connect(lambda on: self._keep(tracking_on=on))
        self.bind.currentIndexChanged.connect(lambda _place: self._keep(tracking_bind=self.bind.value))
        self.port.valueChanged.connect(lambda port: self._keep(tracking_port=port))
        self.url.editingFinished.connect(self._on_url)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.shown_url.text()))
        self.days.currentIndexChanged.connect(lambda _place: self._keep(tracking_days=self.days.value))
        self.within.currentIndexChanged.connect(lambda _place: self._keep(arrive_within_m=float(self.within.value)))
        self.count.currentIndexChanged.connect(lambda _place: self._keep(arrive_positions=self.count.value))
        self.automatic.toggled.connect(lambda on: self._keep(arrivals_automatic=on))

    def _on_url(self) -> None:
        url = self.url.text().strip()
        if url == self._choices.current.tracking_url:
            return
        if url and not url.startswith(("http://", "https://")):
            self.error.show_text(self.tr("The address begins with http:// or https://"), Tone.WARN)
            return
        self._keep(tracking_url=url)
