"""The door for phones as the desk knows it: listener, handlers, writer and store, put together for one data folder."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Protocol

import msgspec

from app.desk.desk import Desk
from app.desk.position_lane import Keeper, PositionLane
from app.domain.tracking.model import Device, TrackerApp
from app.domain.unit.model import Position
from app.kernel.errors import Fault
from app.network.addresses import own_addresses
from app.network.feeds import discover
from app.network.feeds.contract import Setup
from app.network.gate import Limits
from app.network.intake import Contact, Intake
from app.network.server import Listener


class Store(Keeper, Protocol):
    """Keeps positions, and knows the last of each terminal."""

    def last_of_device(self, unit_id: str, device_id: str) -> Position | None:
        """The last one that was not doubted."""
        ...


class PhoneDoor:
    """Opened and closed at will; a writer thread lives only while it is open."""

    def __init__(self, desk: Desk, store: Store, limits: Limits | None = None) -> None:
        self._desk = desk
        self._store = store
        self._limits = limits
        self._lane: PositionLane | None = None
        self._intake: Intake | None = None
        self._listener: Listener | None = None
        self._contacts: dict[str, Contact] = {}

    @property
    def is_open(self) -> bool:
        """Whether it listens."""
        return self._listener is not None and self._listener.is_open

    @property
    def place(self) -> tuple[str, int]:
        """Bind address and port; empty and 0 while it is closed."""
        return (self._listener.bind, self._listener.port) if self._listener is not None else ("", 0)

    @property
    def contacts(self) -> Mapping[str, Contact]:
        """What was heard of each terminal since this program was started."""
        return self._contacts

    @property
    def counts(self) -> Mapping[str, int]:
        """What came in since the door was opened."""
        return {} if self._intake is None else msgspec.structs.asdict(self._intake.counters)

    async def open(self, bind: str, port: int) -> int:
        """Listen; the port. ``Fault`` where that cannot be; then it is closed."""
        await self.close()
        last = await asyncio.get_running_loop().run_in_executor(None, self._last, tuple(self._desk.state.devices.values()))
        lane = PositionLane(self._store, self._desk.telemetry)
        intake = Intake(self._desk, lane, self._limits, self._contacts)
        intake.remember(last)
        listener = Listener(intake.handle)
        try:
            opened = await listener.open(bind, port)
        except Fault:
            await lane.close()
            raise
        self._lane, self._intake, self._listener = lane, intake, listener
        return opened

    async def close(self) -> None:
        """Listen no longer; what was taken in is on the disk afterwards."""
        listener, self._listener = self._listener, None
        lane, self._lane = self._lane, None
        if listener is not None:
            await listener.close()
        if lane is not None:
            await lane.close()

    def setup(self, app: TrackerApp, base: str, device_id: str, token: str, name: str) -> Setup:
        """How a phone with this program is set up to report to ``base``."""
        feed = next(one for one in discover() if one.app is app)
        return feed.setup(base, device_id, token, name)

    def addresses(self) -> tuple[str, ...]:
        """The addresses of this machine on its networks, the likeliest first."""
        return own_addresses()

    def _last(self, devices: tuple[Device, ...]) -> dict[str, Position]:
        found = ((one.id, self._store.last_of_device(one.unit_id, one.id)) for one in devices if one.is_active)
        return {device_id: position for device_id, position in found if position is not None}
