"""How the map bears many units: ``python -m tests.bench.bench_map [seconds]`` prints a table; read it as ratios.

For 1,000 and 10,000 units that all move once a second: frames per second while standing and while panning, time from the
arrival of the positions (and from their push to the page) to the acknowledgement that they are painted, and the longest
waits of the Qt loop. Everything from the arrival on is the product's own: the comparison with what was told before in a
worker's thread, the message, the page. The positions themselves are made beforehand, because making them is the bench's
work, not the desk's; and the loop sleeps until something happens, as the program's does. The baselines are the naive
ways in the same process: one Leaflet marker for each unit, and a new folium document that is loaded again.
"""

from __future__ import annotations

import gc
import itertools
import json
import os
import statistics
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from immutables import Map
from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtTest import QTest
from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWidgets import QApplication

from app.catalog.wording import Wording
from app.desk.describe import Describer
from app.domain.state import State
from app.domain.unit.model import Position, Unit, UnitStatus
from app.kernel.geo import Point, Region
from app.kernel.text import Text
from app.map.features import UnitMark
from app.map.layers.view import MapPicture
from app.map.site import MapOptions, MapSite
from app.map.unit_feed import UnitFeed
from app.ui.app import SWITCH_INTERVAL_S
from app.ui.kit.garbage import GarbageKeeper
from app.ui.map.scheme import register_scheme
from app.ui.map.view import MapView
from tests.ui.panels.boards import catalogue

ROOT = Path(__file__).parents[2]
REGION = Region(20.0, 110.0, 20.1, 110.15)
SLICES = 20
START = datetime(2026, 7, 17, 19, 0, tzinfo=UTC)
KINDS = ("F-POL", "F-FIRE", "F-MED", "F-MIL", "F-VOL", "F-GRD", "F-JPT", "F-FOR")
STATES = ("on_standby", "en_route", "on_scene", "working", "returning")
FRAMES = """(() => { window.frames_seen = 0; window.worst = 0; let last = performance.now();
  const tick = (now) => { window.frames_seen += 1; window.worst = Math.max(window.worst, now - last); last = now;
    window.handle = requestAnimationFrame(tick); };
  window.since = last; window.handle = requestAnimationFrame(tick); return 0; })()"""
STOP = """(() => { cancelAnimationFrame(window.handle);
  return JSON.stringify([window.frames_seen / (performance.now() - window.since) * 1000, window.worst]); })()"""
PAN = """(() => { let k = 0; clearInterval(window.panning);
  window.panning = setInterval(() => { k += 1; Zhishou.desk.map.panBy([k % 2 ? 160 : -160, 0], {duration: 0.4}); }, 450);
  return 0; })()"""

MARKERS = """(() => { const { map } = Zhishou.desk, box = map.getBounds(), icon = L.divIcon({ iconSize: [14, 14], html: '消' });
  const place = () => [box.getSouth() + Math.random() * (box.getNorth() - box.getSouth()),
    box.getWest() + Math.random() * (box.getEast() - box.getWest())];
  window.marks = Array.from({ length: COUNT }, () => L.marker(place(), { icon }).addTo(map));
  window.moveAll = () => { window.movedIn = null; const since = performance.now();
    window.marks.forEach((one) => one.setLatLng(place()));
    requestAnimationFrame(() => setTimeout(() => { window.movedIn = performance.now() - since; }, 0)); };
  return 0; })()"""


def units(count: int, step: int) -> list[UnitMark]:
    """Units spread evenly over the region, all of them somewhere else at each step."""
    marks = []
    for n in range(count):
        along = (n * 0.618033 + step * 0.001) % 1
        across = (n * 0.414213 + step * 0.0007) % 1
        marks.append(
            UnitMark(
                id=f"u{n}",
                symbol=KINDS[n % len(KINDS)],
                status=STATES[n % len(STATES)],
                label=f"{n}",
                lat=REGION.south + across * (REGION.north - REGION.south),
                lon=REGION.west + along * (REGION.east - REGION.west),
            )
        )
    return marks


def pictures(count: int, steps: int) -> list[MapPicture]:
    """The desk at each second: the same units, every one of them seen a second before, somewhere else."""
    loaded, words = catalogue()
    describer = Describer(loaded.reference, Wording(words, "zh", loaded.reference))
    forces = Map({
        mark.id: Unit(
            mark.id, mark.symbol, Text(mark.label, mark.label), call_sign=mark.label, crew=4, status=UnitStatus(mark.status)
        )
        for mark in units(count, 0)
    })  # fmt: skip
    state = State(units=forces)
    made = []
    for step in range(steps):
        now = START + timedelta(seconds=step)
        seen = Map({
            mark.id: Position(mark.id, Point(mark.lat, mark.lon), now - timedelta(seconds=1), "bench", 30.0, step * 7 % 360)
            for mark in units(count, step)
        })  # fmt: skip
        made.append(MapPicture(state, describer, now, "zh", seen, moved=dict(seen)))
    return made


def trickle(count: int, seconds: int) -> list[MapPicture]:
    """The same desk, its positions coming evenly: in each slice of a second other units are seen, each of them once a second."""
    made = pictures(count, 1)
    positions = made[0].positions
    for second in range(seconds):
        marks = units(count, second + 1)
        for part in range(SLICES):
            now = START + timedelta(seconds=second, milliseconds=1000 * (part + 1) // SLICES)
            moved = {
                mark.id: Position(mark.id, Point(mark.lat, mark.lon), now, "bench", 30.0, second * 7 % 360)
                for mark in marks[part::SLICES]
            }
            positions = positions.update(moved)
            made.append(replace(made[0], now=now, positions=positions, moved=moved))
    return made


def percentile(values: list[float], share: float) -> float:
    """The value that this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")


class Stalls:
    """Notes by how much a 5 ms timer of the Qt loop comes late."""

    def __init__(self) -> None:
        self.late_ms: list[float] = []
        self._timer = QTimer(interval=5)
        self._timer.timeout.connect(self._tick)
        self._last = time.perf_counter()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.late_ms.append(max(0.0, (now - self._last) * 1000 - 5))
        self._last = now

    def start(self) -> None:
        """Begin afresh."""
        self.late_ms.clear()
        self._last = time.perf_counter()
        self._timer.start()

    def stop(self) -> None:
        """No more notes."""
        self._timer.stop()


class Done(QObject):
    """Says on the GUI thread that a worker has finished."""

    happened = Signal()


class Bench:
    """One map and what is measured on it."""

    def __init__(self, folder: Path) -> None:
        (folder / "base").mkdir()
        site = MapSite(
            resources_dir=ROOT / "resources",
            base_dir=folder / "base",
            cache_dir=folder / "cache",
            options=MapOptions(region=REGION),
        )
        self.view = MapView(site)
        self.view.resize(1280, 860)
        self.view.painted_up_to.connect(self._acked)
        self.acks_ms: list[float] = []
        self.arrivals_ms: list[float] = []
        self._sent: dict[int, tuple[float, float]] = {}
        self._pool = ThreadPoolExecutor(1)
        self._feed = UnitFeed()
        self.view.show()
        self.wait(lambda: self.view.is_ready and not self.view.placeholder.isVisible(), 30)

    @staticmethod
    def wait(condition, seconds: float) -> None:
        """Run the loop until this is true, at most so long; it sleeps in between, as the program's own loop does."""
        loop, until = QEventLoop(), time.perf_counter() + seconds
        look = QTimer(interval=4)
        look.timeout.connect(lambda: loop.quit() if condition() or time.perf_counter() >= until else None)
        look.start()
        if not condition():
            loop.exec()
        look.stop()

    def _acked(self, seq: int) -> None:
        now = time.perf_counter()
        for number in [number for number in self._sent if number <= seq]:
            arrived, pushed = self._sent.pop(number)
            self.acks_ms.append((now - pushed) * 1000)
            self.arrivals_ms.append((now - arrived) * 1000)

    def script(self, code: str) -> str:
        """The result of a script in the page."""
        got: list[str] = []
        self.view.engine.page.runJavaScript(code, got.append)
        self.wait(lambda: bool(got), 10)
        return got[0]

    def push(self, picture: MapPicture) -> float:
        """Compare and pack in the worker, hand over in the GUI thread; milliseconds that the hand-over took."""
        arrived = time.perf_counter()
        done = Done()
        took = []

        def hand_over() -> None:
            update = work.result()
            before = time.perf_counter()
            self._sent[self.view.show_units(update)] = (arrived, before)
            took.append((time.perf_counter() - before) * 1000)

        done.happened.connect(hand_over, Qt.ConnectionType.QueuedConnection)
        work = self._pool.submit(self._feed.take, picture)
        work.add_done_callback(lambda _work: done.happened.emit())
        self.wait(lambda: bool(took), 10)
        return took[0]

    def run(self, count: int, seconds: int, *, panning: bool, evenly: bool) -> dict[str, float]:
        """Show positions for so long and measure: all of them at once each second, or evenly in slices of it."""
        steps = trickle(count, seconds) if evenly else pictures(count, seconds + 1)
        apart_s = 1 / SLICES if evenly else 1
        self.push(steps[0])
        self.wait(lambda: not self._sent, 10)
        self.wait(lambda: False, 1)
        self.acks_ms.clear()
        self.arrivals_ms.clear()
        stalls = Stalls()
        self.script(PAN if panning else "clearInterval(window.panning)")
        self.script(FRAMES)
        gc.collect()
        gc.freeze()  # the pictures of the seconds to come are the bench's, not the desk's
        stalls.start()
        emits, next_at = [], time.perf_counter()
        for picture in steps[1:]:
            next_at += apart_s
            emits.append(self.push(picture))
            self.wait(lambda at=next_at: time.perf_counter() >= at, 2)
        stalls.stop()
        gc.unfreeze()
        fps, worst = json.loads(self.script(STOP))
        self.script("clearInterval(window.panning)")
        return {
            "fps": fps,
            "worst frame": worst,
            "ack p50": statistics.median(self.acks_ms),
            "ack p99": percentile(self.acks_ms, 0.99),
            "arrival p50": statistics.median(self.arrivals_ms),
            "arrival p99": percentile(self.arrivals_ms, 0.99),
            "emit p50": statistics.median(emits),
            "stall p99": percentile(stalls.late_ms, 0.99),
            "stall max": max(stalls.late_ms),
        }

    def still(self, seconds: int, *, panning: bool) -> tuple[float, float]:
        """Frames a second and the loop's stall p99 with nothing on the map: what the machine itself reaches."""
        self.script(PAN if panning else "clearInterval(window.panning)")
        self.script(FRAMES)
        stalls = Stalls()
        stalls.start()
        self.wait(lambda: False, seconds)
        stalls.stop()
        fps, _ = json.loads(self.script(STOP))
        self.script("clearInterval(window.panning)")
        return fps, percentile(stalls.late_ms, 0.99)

    def markers(self, count: int) -> tuple[float, float]:
        """One Leaflet marker for each unit: milliseconds until a move of all is painted, and the worst frame while panning."""
        self.script(MARKERS.replace("COUNT", str(count)))
        moved = []
        for _ in range(3):
            self.script("window.moveAll(); 0")
            self.wait(lambda: self.script("String(window.movedIn)") != "null", 60)
            moved.append(float(self.script("String(window.movedIn)")))
        self.script(PAN)
        self.script(FRAMES)
        self.wait(lambda: False, 3)
        worst = json.loads(self.script(STOP))[1]
        self.script("clearInterval(window.panning); window.marks.forEach((one) => one.remove()); 0")
        return statistics.median(moved), worst

    def naive(self, count: int) -> float:
        """Milliseconds of one update the naive way: a new folium document, loaded again."""
        import folium

        page = QWebEnginePage(self.view.engine.profile, self.view)
        loaded: list[bool] = []
        page.loadFinished.connect(loaded.append)
        before = time.perf_counter()
        document = folium.Map(location=(20.05, 110.07), tiles=None, zoom_start=12)
        for unit in units(count, 1):
            folium.CircleMarker((unit.lat, unit.lon), radius=4).add_to(document)
        html = document.get_root().render()
        built = (time.perf_counter() - before) * 1000
        if len(html) < 2_000_000:  # what setHtml takes
            page.setHtml(html)
            self.wait(lambda: bool(loaded), 30)
        page.deleteLater()
        QTest.qWait(50)  # a page must be gone before its profile
        return built


def main() -> None:
    """Measure and print."""
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
    register_scheme()
    application = QApplication.instance() or QApplication([])
    sys.setswitchinterval(SWITCH_INTERVAL_S)  # as the program does
    with tempfile.TemporaryDirectory() as folder, GarbageKeeper():
        bench = Bench(Path(folder))
        print("all times in ms; map 1280 x 860; every unit moves once a second")
        for panning in (False, True):
            fps, late = bench.still(seconds, panning=panning)
            print(f"nothing on it, {'panning' if panning else 'standing'}: {fps:.1f} frames a second, stall p99 {late:.1f}")
        header = None
        acks = {}
        for count in (1_000, 10_000):
            for evenly, panning in itertools.product((True, False), (False, True)):
                row = bench.run(count, seconds, panning=panning, evenly=evenly)
                if not evenly:
                    acks.setdefault(count, row["ack p50"])
                if header is None:
                    header = list(row)
                    print(f"{'units':>7} {'come':8}{'map':8}" + "".join(f"{name:>13}" for name in header))
                words = f"{'evenly' if evenly else 'at once':8}{'panning' if panning else 'standing':8}"
                print(f"{count:>7} {words}" + "".join(f"{row[name]:>13.1f}" for name in header))
        for count in (1_000, 10_000):
            moved, worst = bench.markers(count)
            print(f"naive {count}, one Leaflet marker each: {moved:.0f} ms from push to painted, {moved / acks[count]:.0f} x ours; "
                  f"worst frame while panning {worst:.0f}")
        for count in (1_000, 10_000):
            blocked = bench.naive(count)
            print(f"naive {count}: window blocked {blocked:.0f} ms per update, {blocked / acks[count]:.0f} x push to painted")
        print(f"own requests {bench.view.engine.own_requests}, blocked {bench.view.engine.blocked_requests} (the naive page's)")
        bench.view.shutdown()
    del application


if __name__ == "__main__":
    main()
