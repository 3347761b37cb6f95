"""How long a start takes, what the program weighs and how long its papers take: ``python -m tests.bench.bench_start [runs]``.

Starts are cold processes with a warm disk. Each real figure stands beside a baseline of the same run (an interpreter that only
imports the widgets), so that figures of different machines and of a busy one can be compared. Run it under a screen
(``resources/setup/screen.sh``) or offscreen; with ``--all`` the write path and the map are measured after it.
"""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from app import bootstrap
from app.desk.describe import Describer
from app.desk.jobs import Progress

ROOT = Path(__file__).parents[2]
STAY_S = 30
PAPERS = ("incident_report", "leader_brief")
WARM_RUNS = 5
BASELINE = "from PySide6.QtWidgets import QApplication, QLabel; a = QApplication([]); w = QLabel('x'); w.show(); a.processEvents()"


def child(*arguments: object) -> dict[str, Any]:
    """One process; its last line of JSON."""
    started = time.time()
    done = subprocess.run(
        [sys.executable, "-m", *(str(started) if one is None else str(one) for one in arguments)],
        cwd=ROOT, env=os.environ, capture_output=True, text=True, check=False, timeout=300,
    )
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    if not lines:
        raise RuntimeError(done.stderr[-3000:])
    return json.loads(lines[-1])


def start(data: Path, stay_s: float = 0) -> dict[str, Any]:
    """One cold start of the window."""
    return child("tests.bench.start_child", data, None, stay_s)


def baseline_s() -> float:
    """An interpreter with one label on the screen and nothing of ours."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", BASELINE], check=True, env=os.environ, capture_output=True)
    return time.perf_counter() - begun


async def papers_s(data: Path) -> dict[str, list[float]]:
    """Seconds of each paper of the demonstration's newest incident, the first time and then again."""
    found: dict[str, list[float]] = {}
    async with bootstrap.open_workspace(data) as workspace:
        desk, words = workspace.desk, workspace.wording
        of = max(desk.state.incidents.values(), key=lambda one: one.aware_at)
        fields = {
            "state": desk.state, "incident_id": of.id, "records": await desk.history(of.id), "reference": desk.reference,
            "describer": Describer(desk.reference, words), "wording": words, "lang": "zh", "now": desk.clock.now(),
            "actor": "", "map_png": None, "place": "", "head_hash": desk.head_hash.hex(),
        }
        begun = time.perf_counter()
        press = bootstrap.papers()
        imported = time.perf_counter() - begun
        for name in PAPERS:
            found[name] = []
            for _ in range(WARM_RUNS + 1):
                begun = time.perf_counter()
                press.make(name, fields, Progress(lambda _share, _words: None))
                found[name].append(time.perf_counter() - begun)
        found[PAPERS[0]][0] += imported
    return found


def print_table(rows: list[tuple[str, str, str]]) -> None:
    """Three columns."""
    widths = [max(len(row[at]) for row in rows) for at in range(3)]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def measured(data: Path, runs: int) -> list[tuple[str, str, str]]:
    """The rows of the table."""
    asyncio.run(bootstrap.make_demo(data))
    start(data)  # makes the page of the map and fills the disk's cache
    starts, bases = [], []
    for _ in range(runs):  # taking turns, since machines change their mind
        bases.append(baseline_s())
        starts.append(start(data)["steps"])
    base = statistics.median(bases)
    rows = [("what", "figure", "ratio"), ("an empty window (baseline)", f"{base:.2f} s", "1.0")]
    for step in starts[0]:
        middle = statistics.median(one[step] for one in starts if step in one)
        rows.append((f"start: {step}", f"{middle:.2f} s", f"{middle / base:.1f} of the baseline"))
    memory = [float(one) for one in start(data, STAY_S)["pss_mb"].values()]
    rows.append((f"memory after {STAY_S} s ({len(memory)} processes)", f"{sum(memory):.0f} MB", f"main {memory[0]:.0f} MB"))
    for name, times in asyncio.run(papers_s(data)).items():
        warm = statistics.median(times[1:])
        rows.append((f"paper: {name}, first / again", f"{times[0]:.2f} / {warm:.2f} s", f"{times[0] / warm:.1f}"))
    return rows


def main() -> None:
    """Measure and print."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
    numbers = [int(one) for one in sys.argv[1:] if one.isdigit()]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        print_table(measured(Path(folder) / "desk", numbers[0] if numbers else 5))
    if "--all" in sys.argv:
        for name in ("bench_journal", "bench_map"):
            print(flush=True)
            subprocess.run([sys.executable, "-m", f"tests.bench.{name}"], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
