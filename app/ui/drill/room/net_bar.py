"""Over the seats: whether people at other machines can sit down, at which address, and their codes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QSpinBox, QVBoxLayout, QWidget

from app.desk.drill_hall import HALL_PORT, Hall, HallSeat
from app.desk.listening import EVERYWHERE, LOOPBACK
from app.kernel.errors import Fault
from app.ui.kit.labels import Text
from app.ui.kit.tasks import alive
from app.ui.kit.theme import Tone, current_theme, set_tone
from app.ui.kit.widgets import Button, FlowLayout
from app.ui.services import Services


class NetBar(QWidget):
    """Hidden where the drill has no hall. Nothing listens until it is switched on here, and then on this machine alone unless
    another address is chosen."""

    changed = Signal()
    """The door was opened or closed."""

    def __init__(
        self, services: Services, make_hall: Callable[[], Hall] | None, buttons: tuple[Button, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._services, self._make_hall = services, make_hall
        self._hall: Hall | None = None
        self._lane = asyncio.Lock()
        self.on = QCheckBox(self.tr("Seats on the network"))
        self.bind = QComboBox()
        self.bind.setAccessibleName(self.tr("Address"))
        self.port = QSpinBox()
        self.port.setRange(1, 65_535)
        self.port.setValue(HALL_PORT)
        self.port.setKeyboardTracking(False)
        self.port.setAccessibleName(self.tr("Port"))
        self.state = Text("", "caption")
        self.state.setWordWrap(True)
        self._fill()
        self._lay_out(buttons)
        self.on.toggled.connect(lambda _on: self._again())
        self.bind.currentIndexChanged.connect(lambda _place: self._again())
        self.port.valueChanged.connect(lambda _port: self._again())
        self.setVisible(make_hall is not None)
        self._show()

    @property
    def hall(self) -> Hall | None:
        """The hall once it was switched on, ``None`` before."""
        return self._hall

    @property
    def is_open(self) -> bool:
        """Whether people can sit down."""
        return self._hall is not None and self._hall.is_open

    def seats(self) -> dict[str, HallSeat]:
        """The seats as the door knows them, by role; none while it is closed."""
        return {one.role: one for one in self._hall.seats()} if self._hall is not None and self.is_open else {}

    async def follow(self) -> None:
        """Make the door as the controls say; what is wrong is said below them."""
        if self._make_hall is None or (self._hall is None and not self.on.isChecked()):
            return
        wrong = ""
        async with self._lane:
            try:
                self._hall = self._hall or self._make_hall()
                if not self.on.isChecked():
                    await self._hall.close()
                elif self._hall.place != self._wanted():
                    await self._hall.open(*self._wanted())
            except Fault as fault:
                wrong = self._services.explain(fault)
        if alive(self):
            self._offer(self._hall)
            self._show(wrong)
            self.changed.emit()

    def _wanted(self) -> tuple[str, int]:
        return str(self.bind.currentData()), self.port.value()

    def _again(self) -> None:
        self._services.run(self.follow(), self)

    def _show(self, wrong: str = "") -> None:
        if wrong:
            self.state.setText(wrong)
            set_tone(self.state, Tone.ALARM)
            return
        if not self.is_open or self._hall is None:
            self.state.setText(self.tr("Off: nothing listens on the network."))
            set_tone(self.state, Tone.MUTED)
            return
        bind, port = self._hall.place
        only_here = self.tr(" Other machines cannot reach it.") if bind == LOOPBACK else ""
        self.state.setText(self.tr("Listening at {address}, port {port}.").format(address=bind, port=port) + only_here)
        set_tone(self.state, Tone.WARN if only_here else Tone.OK)

    def _fill(self) -> None:
        self.bind.addItem(self.tr("this machine only"), LOOPBACK)
        self.bind.addItem(self.tr("all networks of this machine"), EVERYWHERE)

    def _offer(self, hall: Hall | None) -> None:
        """The addresses that this machine has on its networks; they are known once the door's code is loaded."""
        known = {self.bind.itemData(place) for place in range(self.bind.count())}
        for address in hall.addresses() if hall is not None else ():
            if address not in known:
                self.bind.addItem(address, address)

    def _lay_out(self, buttons: tuple[Button, ...]) -> None:
        gap = current_theme().length("s")
        controls = QWidget()
        flow = FlowLayout(controls, gap, gap)
        for widget in (self.on, self.bind, self.port, *buttons):
            flow.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap)
        column.addWidget(controls)
        column.addWidget(self.state)
