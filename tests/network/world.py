"""A desk with a door for phones, and a client that talks to it."""

from __future__ import annotations

import asyncio
import base64
import hashlib
from collections.abc import Awaitable, Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import aiohttp

from app.domain.tracking.commands import EnrolDevice
from app.domain.tracking.model import TrackerApp
from app.domain.unit.model import Position
from app.kernel.errors import Fault
from app.network.gate import Limits
from app.network.phones import PhoneDoor
from app.storage.telemetry_store import TelemetryStore
from tests.world import Station

TOKEN = "0123456789abcdef0123456789abcdef"


class Refusing:
    """A store whose disk can be made to refuse, and which can be made to wait."""

    def __init__(self, store: TelemetryStore) -> None:
        self.store = store
        self.broken = False

    def sample(self, batch: Iterable[Position]) -> int:
        if self.broken:
            raise Fault("telemetry_not_written", {"why": "full", "path": "x"})
        return self.store.sample(batch)

    def confirm(self, batch: Sequence[Position]) -> None:
        self.store.confirm(batch)

    def last_of_device(self, unit_id: str, device_id: str) -> Position | None:
        return self.store.last_of_device(unit_id, device_id)


class PhoneWorld:
    """One desk (clock at noon), one open door, one terminal of each kind for unit u1 and u2."""

    def __init__(self, folder: Path, limits: Limits | None = None) -> None:
        self.station = Station().found()
        self.disk = Refusing(TelemetryStore(folder / "telemetry.sqlite"))
        self.door = PhoneDoor(self.station.desk, self.disk, limits)
        self.own = self.enrol("u1", TrackerApp.OWNTRACKS)
        self.tra = self.enrol("u2", TrackerApp.TRACCAR)
        self.port = 0

    def enrol(self, unit: str, app: TrackerApp) -> str:
        before = set(self.station.state.devices)
        token_hash = hashlib.sha256(TOKEN.encode()).hexdigest()
        self.station.do(EnrolDevice(unit_id=unit, name=f"phone of {unit}", app=app, token_hash=token_hash))
        return next(iter(set(self.station.state.devices) - before))

    def talk(self, work: Callable[[PhoneWorld, aiohttp.ClientSession], Awaitable[Any]]) -> Any:
        """Run this with the door open; it is closed afterwards."""

        async def run() -> Any:
            self.port = await self.door.open("127.0.0.1", 0)
            try:
                async with aiohttp.ClientSession(base_url=f"http://127.0.0.1:{self.port}") as client:
                    answer = await work(self, client)
            finally:
                await self.door.close()
            return answer

        return self.station.run(run())

    @property
    def badge(self) -> dict[str, str]:
        """The header that OwnTracks sends."""
        shown = base64.b64encode(f"{self.own}:{TOKEN}".encode()).decode()
        return {"Authorization": f"Basic {shown}"}

    async def own_says(self, client: aiohttp.ClientSession, token: str = TOKEN, device: str = "", **fields: Any) -> tuple[int, str]:
        """A report as OwnTracks sends it: status and text of the answer."""
        shown = base64.b64encode(f"{device or self.own}:{token}".encode()).decode()
        body = {"_type": "location", "lat": 30.0, "lon": 110.0, **fields}
        async with client.post("/owntracks", json=body, headers={"Authorization": f"Basic {shown}"}) as reply:
            return reply.status, await reply.text()

    async def tra_says(self, client: aiohttp.ClientSession, token: str = TOKEN, **fields: Any) -> tuple[int, str]:
        """A report as an older Traccar Client sends it."""
        query = {"id": f"{self.tra}-{token}", "lat": "30.0", "lon": "110.0", **{name: str(value) for name, value in fields.items()}}
        async with client.get("/", params=query) as reply:
            return reply.status, await reply.text()

    def stored(self, unit: str = "u1") -> tuple[Position, ...]:
        """Everything of a unit that is on the disk."""
        from datetime import timedelta

        now = self.station.clock.now()
        return self.disk.store.track(unit, now - timedelta(days=400), now + timedelta(days=400))

    @property
    def shown(self) -> dict[str, Position]:
        """What the map was told."""
        return dict(self.station.desk.telemetry.positions)

    def close(self) -> None:
        self.disk.store.close()
        self.station.close()


async def settle() -> None:
    """Let the map be told."""
    await asyncio.sleep(0.05)
