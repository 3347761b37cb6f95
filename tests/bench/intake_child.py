"""A server for ``bench_intake``: ours on a data folder, or a bare aiohttp handler that stores nothing. Prints its port."""

from __future__ import annotations

import asyncio
import hashlib
import json
import sys
from pathlib import Path

from aiohttp import web

from app.desk.desk import Desk
from app.desk.interpreter import serving_many
from app.desk.position_lane import PositionLane
from app.domain.duty.commands import FoundDesk
from app.domain.tracking.commands import EnrolDevice
from app.domain.tracking.model import TrackerApp
from app.domain.unit.commands import RegisterUnits
from app.journal.port import MemoryJournal
from app.kernel.clock import WallClock
from app.kernel.ids import CountedIds
from app.network.gate import Limits
from app.network.intake import Intake
from app.network.server import Listener
from app.storage.telemetry_store import TelemetryStore
from tests.world import OFFICER, PROFILE, REFERENCE, UNITS

TOKEN = "0123456789abcdef0123456789abcdef"
DEVICES = 256
OPEN = Limits(device_per_s=1e9, device_burst=1e9, address_per_s=1e9, address_burst=1e9)


async def ours(folder: Path) -> tuple[Listener, list[str]]:
    """Our endpoint, with its gate, its judge and its disk."""
    desk = Desk(MemoryJournal(), REFERENCE, WallClock(), CountedIds())
    await desk.start()
    await desk.execute(FoundDesk(profile=PROFILE), OFFICER)
    await desk.execute(RegisterUnits(units=UNITS), OFFICER)
    token_hash = hashlib.sha256(TOKEN.encode()).hexdigest()
    for number in range(DEVICES):
        unit = UNITS[number % 3].id
        command = EnrolDevice(unit_id=unit, name=f"phone {number}", app=TrackerApp.OWNTRACKS, token_hash=token_hash)
        await desk.execute(command, OFFICER)
    intake = Intake(desk, PositionLane(TelemetryStore(folder / "telemetry.sqlite"), desk.telemetry), OPEN)
    return Listener(intake.handle), list(desk.state.devices)


def bare() -> web.Application:
    """A handler that reads the JSON it is sent and answers; nothing is checked, nothing is kept."""

    async def handle(request: web.Request) -> web.Response:
        await request.json(loads=json.loads)
        return web.json_response([])

    made = web.Application()
    made.router.add_post("/owntracks", handle)
    return made


async def main(kind: str, folder: Path) -> None:
    """Serve until killed."""
    if kind == "ours":
        listener, devices = await ours(folder)
        port = await listener.open("127.0.0.1", 0)
    else:
        devices = [f"d{number}" for number in range(DEVICES)]
        runner = web.AppRunner(bare(), access_log=None)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        port = runner.addresses[0][1]
    sys.stdout.write(json.dumps({"port": port, "devices": devices}) + "\n")
    sys.stdout.flush()
    with serving_many():  # as ``zhishou listen`` does; for both kinds
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], Path(sys.argv[2])))
