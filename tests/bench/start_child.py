"""One cold start of the real window, for ``bench_start``: ``python -m tests.bench.start_child DATA STARTED [STAY_S]``.

Prints one JSON line: seconds from ``STARTED`` (the wall clock just before the process was made) to the steps of the start,
and, after ``STAY_S`` seconds of the demonstration, the memory of all its processes.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from pathlib import Path

FIRST_PAINT_S = 40.0


def pss_mb(process_id: int) -> float:
    """Proportional set size of a process: its own memory and its share of what it has in common with others."""
    try:
        lines = Path(f"/proc/{process_id}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:  # it ended meanwhile
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def family(process_id: int) -> list[int]:
    """This process and everything that it started, directly or not."""
    parents: dict[int, int] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                stat = (folder / "stat").read_text(encoding="utf-8", errors="replace")
            except OSError:
                continue
            parents[int(folder.name)] = int(stat.rpartition(")")[2].split()[1])
    found = [process_id]
    for one in found:  # grows while it is walked
        found += [child for child, parent in parents.items() if parent == one]
    return found


def main() -> int:
    """Start, watch, tell, end."""
    data, started = Path(sys.argv[1]), float(sys.argv[2])
    stay_s = float(sys.argv[3]) if len(sys.argv) > 3 else 0.0
    steps = {"python": time.time() - started}

    from PySide6.QtCore import QEvent, QObject

    from app import bootstrap
    from app.ui.app import run_window

    steps["imports"] = time.time() - started

    class FirstPaint(QObject):
        """Notes when the first paint of the window is over."""

        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                steps.setdefault("window painted", time.time() - started)
            return False

    async def script(window: object, services: object) -> int:
        steps["window opened"] = time.time() - started
        watch = FirstPaint()
        window.installEventFilter(watch)  # type: ignore[attr-defined]
        painted = asyncio.Event()
        services.map_view.painted.connect(painted.set)  # type: ignore[attr-defined]
        try:
            await asyncio.wait_for(painted.wait(), FIRST_PAINT_S)
            steps["map painted"] = time.time() - started
        except TimeoutError:
            pass
        answer: dict[str, object] = {"steps": steps}
        if stay_s:
            await asyncio.sleep(stay_s)
            answer["pss_mb"] = {one: pss_mb(one) for one in family(os.getpid())}
        print(json.dumps(answer), flush=True)
        return 0

    return run_window(data, lambda: bootstrap.open_workspace(data), lambda: bootstrap.make_demo(data), script)


if __name__ == "__main__":
    sys.exit(main())
