"""What the wall costs: ``python -m tests.bench.bench_wall [seconds]`` prints the loop's stalls and the memory, closed and open.

A thousand units move once a second on the main map while a demo desk stands beside it. The baseline is the same run without
the wall, in the same process; read the figures as ratios. Memory is that of this process and of its children (the web
engine's), as proportional set size, so that what they share is counted once. Linux only.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from app.ui.kit.theme import Theme
from app.ui.map.scheme import register_scheme
from app.ui.wall.control import WallControl
from tests.bench.bench_map import Bench
from tests.ui.panels.boards import Board

UNITS = 1000


def memory_mib() -> float:
    """Proportional set size of this process and everything below it."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue  # it ended meanwhile
    family = {os.getpid()}
    while more := {child for child, parent in parents.items() if parent in family} - family:
        family |= more
    return sum(_pss_kib(pid) for pid in family) / 1024


def _pss_kib(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def main() -> None:
    """Measure and print."""
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
    register_scheme()
    application = QApplication.instance() or QApplication([])
    Theme.load(name="dark").apply(application)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "map").mkdir()
        (Path(folder) / "desk").mkdir()
        bench = Bench(Path(folder) / "map")
        board = Board(Path(folder) / "desk")
        board.services.map_view = bench.view
        control = WallControl(board.services, QWidget())
        print(f"{UNITS} units at 1 Hz; stalls of the Qt loop and the main map's acknowledgements in ms, memory in MiB")
        figures = {}
        for name in ("closed", "open", "closed again"):
            if name == "open":
                control.open()
                control.window.resize(1920, 1080)
                Bench.wait(lambda: control.window.view.is_ready and control.window.view.placeholder.isHidden(), 30)
            elif control.is_open:
                control.close()
                Bench.wait(lambda: False, 3)
            made = bench.run(UNITS, seconds, panning=False)
            figures[name] = (made["stall p99"], made["stall max"], made["ack p50"], made["ack p99"], memory_mib())
            named = zip(("p99", "max", "ack p50", "ack p99", "memory"), figures[name], strict=True)
            print(f"{name:13}", "  ".join(f"{label} {value:7.1f}" for label, value in named))
        closed, opened = figures["closed"], figures["open"]
        print(f"ratio open/closed: p99 {opened[0] / max(closed[0], 0.01):.2f}, memory {opened[4] / closed[4]:.2f}")
        bench.view.shutdown()
        board.close()


if __name__ == "__main__":
    main()
