"""A desk with its watcher, its alarms and an ear, on clocks that a test moves: wall, steady, asleep, restarted."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from PySide6.QtCore import QObject

from app.catalog.locations import program_files
from app.catalog.wording import Wording, read_words
from app.desk.alarm_keeper import AlarmKeeper
from app.desk.clock_watch import ClockWatch, Heartbeat
from app.desk.deadlines import DeadlineWatcher
from app.desk.settings import Settings, SettingsStore
from app.domain.alarm.entries import AlarmRaised
from app.journal.codec import unseal
from app.journal.port import Journal
from app.kernel.clock import FixedClock
from app.ui.kit.sound import Sounder
from app.ui.shell.alarms import Alarms
from tests.world import NOON, OFFICER, REFERENCE, Station


class Ear:
    """Players that write down what they played; each sounds for one second of the wall clock."""

    def __init__(self, clock: FixedClock) -> None:
        self.clock = clock
        self.heard: list[tuple[datetime, str]] = []
        self.on: dict[str, datetime] = {}
        self.most_at_once = 0
        self.volumes: list[float] = []

    def player(self, file: Path, owner: QObject) -> Any:
        """A player of one file."""
        ear, name = self, file.stem

        class Player:
            def play(self) -> None:
                ear.heard.append((ear.clock.now(), name))
                ear.on[name] = ear.clock.now()
                ear.most_at_once = max(ear.most_at_once, sum(ear.sounds(one) for one in ear.on))

            def stop(self) -> None:
                ear.on.pop(name, None)

            def isPlaying(self) -> bool:
                return ear.sounds(name)

            def setVolume(self, volume: float) -> None:
                ear.volumes.append(volume)

        return Player()

    def sounds(self, name: str) -> bool:
        """Whether this one sounds now."""
        at = self.on.get(name)
        return at is not None and timedelta(0) <= self.clock.now() - at < timedelta(seconds=1)


class AlarmWorld:
    """One desk that may be closed and opened again on the same journal."""

    def __init__(self, folder: Path, journal: Journal | None = None, **settings: Any) -> None:
        self.folder = folder
        self.clock = FixedClock(NOON)
        self.steady = 1_000.0
        self.journal = journal
        self.restarts = 0
        self.store = SettingsStore(folder / "settings.json")
        self.store.current = Settings(**settings)
        self.ear = Ear(self.clock)
        words = read_words(program_files().resources / "i18n")
        self.wording = Wording(words, "zh", lambda: REFERENCE)
        self.open()

    def open(self) -> None:
        """Open the desk and begin to watch."""
        self.station = Station(self.journal, self.clock, ids=self.restarts * 10_000)
        self.journal = self.station.journal
        desk = self.station.desk
        self.watcher = DeadlineWatcher(desk)
        self.keeper = AlarmKeeper(
            desk, self.watcher, lambda: self.store.current.escalate_after_min,
            clocks=ClockWatch(self.clock, lambda: self.steady), heartbeat=Heartbeat(self.folder / "watched"),
        )
        self.services = SimpleNamespace(
            workspace=SimpleNamespace(
                desk=desk, settings=self.store, data_dir=self.folder, context=lambda *_: OFFICER,
            ),
            watcher=self.watcher, wording=self.wording, lang="zh", state=desk.state,
        )
        self.sounder = Sounder(self.clock, lambda *_: None, factory=self.ear.player)
        self.alarms = Alarms(self.sounder, self.services, self.keeper)  # type: ignore[arg-type]

        async def start() -> None:
            self.keeper.start()
            self.watcher.start()

        self.station.run(start())
        self.settle()

    def close(self, *, orderly: bool = True) -> None:
        """Close the desk; not orderly is a power cut: nobody writes down that nobody watches."""
        self.alarms.close()
        if orderly:
            self.keeper.stop()
        else:
            for stop in self.keeper._stops:
                stop()
        self.watcher.stop()
        self.station.close()
        self.restarts += 1

    def settle(self) -> None:
        """Let what was begun be finished."""

        async def wait() -> None:
            for _ in range(200):
                await asyncio.sleep(0)
                work = self.keeper._work
                if work is not None and not work.done():
                    await work
                else:
                    return

        self.station.run(wait())
        self.services.state = self.station.state

    def wake(self) -> None:
        """The timer fires."""

        async def fire() -> None:
            self.watcher.wake()

        self.station.run(fire())
        self.settle()

    def pass_time(self, seconds: float, *, asleep: bool = False) -> None:
        """Both clocks go on; awake, the watcher wakes at least every thirty seconds."""
        left = seconds
        while left > 0:
            step = left if asleep else min(left, 20.0)
            self.clock.advance(timedelta(seconds=step))
            self.steady += step
            left -= step
            if not asleep:
                self.wake()

    def set_clock(self, seconds: float) -> None:
        """Somebody moves the wall clock; the steady one does not care."""
        self.clock.advance(timedelta(seconds=seconds))

    def acknowledge(self) -> None:
        """F10."""
        self.station.run(self.alarms.acknowledge())
        self.settle()

    def raised(self) -> list[tuple[str, datetime, int]]:
        """Every step that the journal says was raised: key, due time, step."""
        entries = [unseal(line).entry for line in self.station.journal.read()]
        return [(one.key, one.due_at, one.step) for entry in entries if isinstance(entry, AlarmRaised) for one in entry.alarms]


__all__ = ["AlarmWorld", "Ear"]
