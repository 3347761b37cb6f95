"""Position intake against a bare aiohttp handler that stores nothing: ``python -m tests.bench.bench_intake``.

Both run in a process of their own, on this machine, in turns (A B A B …), under the same load from the same client; medians
are compared. Then ours is killed with -9 under load several times: everything that was answered must be on the disk.
"""

from __future__ import annotations

import asyncio
import base64
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.storage.telemetry_store import TelemetryStore
from tests.bench.intake_child import TOKEN

CONNECTIONS = 200
SECONDS = 3.0
TURNS = 5
KILLS = 5


@dataclass
class Child:
    """A server process."""

    process: subprocess.Popen[str]
    port: int
    devices: list[str]


def start(kind: str, folder: Path) -> Child:
    """Start a server and wait until it listens."""
    command = [sys.executable, "-m", "tests.bench.intake_child", kind, str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    said = json.loads(process.stdout.readline())
    return Child(process, said["port"], said["devices"])


@dataclass
class Phone(asyncio.Protocol):
    """One connection that sends the next position as soon as the last one was answered."""

    device: str
    first_s: int
    answered: list[int] = field(default_factory=list)
    taken_s: list[float] = field(default_factory=list)
    refused: int = 0
    sent_s: float = 0.0
    number: int = 0
    stopped: bool = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        shown = base64.b64encode(f"{self.device}:{TOKEN}".encode()).decode()
        self.head = (
            f"POST /owntracks HTTP/1.1\r\nHost: desk\r\nAuthorization: Basic {shown}\r\nContent-Type: application/json\r\n"
        )
        self.send()

    def send(self) -> None:
        self.number += 1
        tst = self.first_s + self.number / 1000
        lat = 30.0 + (self.number % 100) * 1e-5
        more = '"acc":8,"vel":12,"cog":90,"batt":81,"tid":"ab"'
        body = f'{{"_type":"location","lat":{lat:.5f},"lon":110.00001,"tst":{tst:.3f},{more}}}'
        self.sent_s = time.perf_counter()
        self.transport.write(f"{self.head}Content-Length: {len(body)}\r\n\r\n{body}".encode())

    def data_received(self, data: bytes) -> None:
        self.taken_s.append(time.perf_counter() - self.sent_s)
        if data.startswith(b"HTTP/1.1 200"):
            self.answered.append(self.number)
        else:
            self.refused += 1
        if not self.stopped:
            self.send()


async def load(child: Child, seconds: float, first_s: int, kill: bool = False) -> list[Phone]:
    """All phones at once for so long; with ``kill`` the server is killed at the end, in the middle of their reports."""
    loop = asyncio.get_running_loop()
    phones = [Phone(child.devices[n], first_s) for n in range(CONNECTIONS)]
    for phone in phones:
        await loop.create_connection(lambda phone=phone: phone, "127.0.0.1", child.port)  # type: ignore[misc]
    await asyncio.sleep(seconds)
    if kill:
        child.process.send_signal(signal.SIGKILL)
        child.process.wait()
        await asyncio.sleep(0.2)
    for phone in phones:
        phone.stopped = True
    await asyncio.sleep(0.1)
    for phone in phones:
        phone.transport.close()
    return phones


def figures(phones: list[Phone], seconds: float) -> tuple[float, float]:
    """Answers a second, and the p99 in milliseconds."""
    taken = sorted(one for phone in phones for one in phone.taken_s)
    assert not sum(phone.refused for phone in phones), "the server refused"
    return len(taken) / seconds, taken[int(len(taken) * 0.99)] * 1000


def kept(folder: Path, child: Child, since: datetime) -> dict[str, set[int]]:
    """The numbers of the reports that are on the disk, by terminal."""
    found: dict[str, set[int]] = {device: set() for device in child.devices}
    with TelemetryStore(folder / "telemetry.sqlite") as store:
        for unit in ("u1", "u2", "u3"):
            for position in store.track(unit, since, since + timedelta(days=40)):
                found[position.device_id].add(round((position.at - since).total_seconds() * 1000))
    return found


def durability(folder: Path) -> tuple[int, int, int]:
    """Answered, answered but not found, and found, over all kills."""
    answered = missing = stored = 0
    for turn in range(KILLS):
        place = folder / f"kill-{turn}"
        place.mkdir()
        child = start("ours", place)
        first_s = int(time.time()) - 500
        phones = asyncio.run(load(child, 0.7 + turn * 0.13, first_s, kill=True))
        on_disk = kept(place, child, datetime.fromtimestamp(first_s, UTC))
        for phone in phones:
            said = set(phone.answered)
            answered += len(said)
            missing += len(said - on_disk[phone.device])
        stored += sum(map(len, on_disk.values()))
    return answered, missing, stored


def main() -> None:
    """Measure in turns and print the ratios."""
    rates: dict[str, list[float]] = {"bare": [], "ours": []}
    tails: dict[str, list[float]] = {"bare": [], "ours": []}
    with tempfile.TemporaryDirectory(prefix="bench-intake-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        children = {kind: start(kind, folder) for kind in rates}
        first_s = int(time.time()) - 500
        try:
            for turn in range(TURNS):
                for kind, child in children.items():
                    phones = asyncio.run(load(child, SECONDS, first_s + turn * 20))
                    rate, tail = figures(phones, SECONDS)
                    rates[kind].append(rate)
                    tails[kind].append(tail)
        finally:
            for child in children.values():
                child.process.kill()
                child.process.wait()
        size = os.path.getsize(folder / "telemetry.sqlite")
        answered, missing, stored = durability(folder)
    rate = {kind: statistics.median(found) for kind, found in rates.items()}
    tail = {kind: statistics.median(found) for kind, found in tails.items()}
    ratios = [ours / bare for ours, bare in zip(rates["ours"], rates["bare"], strict=True)]
    print(f"bare handler, nothing kept   {rate['bare']:>8,.0f}/s   p99 {tail['bare']:.1f} ms")
    print(f"ours, durable once answered  {rate['ours']:>8,.0f}/s   p99 {tail['ours']:.1f} ms   ({size / 2**20:.0f} MB on disk)")
    turns = " ".join(f"{one:.2f}" for one in ratios)
    print(f"ratio of medians {rate['ours'] / rate['bare']:.2f}   of each turn {turns}   (goal 0.8)")
    print(f"killed {KILLS} times: {answered:,} answered, {missing} of them not found, {stored:,} on disk")


if __name__ == "__main__":
    main()
