"""Data folders and processes for the scenarios that need a real window."""

from __future__ import annotations

import asyncio
import json
import os
import queue
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from app import bootstrap
from app.journal.port import verify
from app.storage.sqlite_journal import open_journal

ROOT = Path(__file__).parents[2]
SLOW_S = 60.0
"""How long a step may take on a slow machine before the test gives up."""


def demo_desk(folder: Path) -> Path:
    """A data folder with the demonstration township."""
    asyncio.run(bootstrap.make_demo(folder))
    return folder


def copied(desk: Path, to: Path) -> Path:
    """The same desk in another folder."""
    shutil.copytree(desk, to)
    return to


def chain(data: Path) -> tuple[int, Any]:
    """How many entries of the folder's journal fit, and the first that does not."""
    journal = open_journal(data / "journal.sqlite", read_only=True)
    try:
        return verify(journal.read())
    finally:
        journal.close()


class Window:
    """A process with the real window that plays one script; its lines are read as they come."""

    def __init__(self, script: str, data: Path, **environment: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.scenarios.window_scripts", script, str(data)],
            cwd=ROOT, env={**os.environ, **environment}, text=True, encoding="utf-8",
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        self._lines: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self._said: list[str] = []
        self._readers = [threading.Thread(target=one, daemon=True) for one in (self._read, self._read_errors)]
        for reader in self._readers:
            reader.start()

    def line(self, timeout_s: float = SLOW_S) -> dict[str, Any]:
        """The next line; fails with what the process complained of where none comes."""
        try:
            line = self._lines.get(timeout=timeout_s)
        except queue.Empty:
            line = None
        assert line is not None, f"nothing more from the window\n{self.complaints}"
        return line

    def rest(self) -> list[dict[str, Any]]:
        """All lines that are left, once the process has ended."""
        self.process.wait(SLOW_S)
        for reader in self._readers:
            reader.join(SLOW_S)
        lines: list[dict[str, Any]] = []
        while (line := self._lines.get_nowait()) is not None:
            lines.append(line)
        return lines

    def ends(self) -> int:
        """The exit code, once it has ended by itself."""
        code = self.process.wait(SLOW_S)
        for reader in self._readers:
            reader.join(SLOW_S)
        return code

    @property
    def complaints(self) -> str:
        """The end of what it wrote to its error stream."""
        return "".join(self._said[-60:])

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if line.startswith("{") and line.endswith("\n"):  # a last line without its end was cut off by a kill
                self._lines.put(json.loads(line))
        self._lines.put(None)

    def _read_errors(self) -> None:
        assert self.process.stderr is not None
        self._said.extend(self.process.stderr)


@contextmanager
def window(script: str, data: Path, **environment: str) -> Iterator[Window]:
    """A window that is gone afterwards, however the test ends."""
    shown = Window(script, data, **environment)
    try:
        yield shown
    finally:
        if shown.process.poll() is None:
            shown.process.kill()
        shown.process.wait(SLOW_S)
        for stream in (shown.process.stdout, shown.process.stderr):
            if stream is not None:
                stream.close()


def program(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """The program itself, run to its end."""
    return subprocess.run(
        [sys.executable, "-m", "app", *map(str, arguments)],
        cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, encoding="utf-8", timeout=180, check=False,
    )
