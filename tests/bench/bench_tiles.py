"""What tiles cost: ``python -m tests.bench.bench_tiles [seconds]`` prints two tables; read them as ratios.

First the look-up of one tile out of each form of source (opened, unpacked, seen to be what it claims), random tiles of a map
of 16,000, against the naive way named beside it. Then the map in the window, panned all the time at zoom 13: the own drawing,
a raster and a vector map on our ground, and in the same page the naive way (Leaflet's ``L.TileLayer`` and
protomaps-leaflet's own layer, one DOM element a tile); frames a second, the worst frame, and the longest waits of the Qt loop.
"""

from __future__ import annotations

import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.desk.maps import MapChoice
from app.kernel.clock import WallClock
from app.kernel.geo import Region
from app.map.site import MapOptions, MapSite
from app.map.sources.folder import FolderSource
from app.map.sources.library import MapLibrary
from app.map.sources.mbtiles import MbtilesSource
from app.map.sources.pmtiles_file import PmtilesSource
from app.ui.map.scheme import register_scheme
from app.ui.map.view import MapView
from tests import maps_world as world
from tests.bench.bench_map import FRAMES, PAN, STOP, Stalls, percentile

ROOT = Path(__file__).parents[2]
SIDE = 128
"""The large map has so many tiles in a row and a column."""

LOOK_UPS = 3000
Address = tuple[int, int, int]


def large(packed: bool) -> dict[Address, bytes]:
    """A map of 16,000 tiles: pictures, or the township's tiles again and again."""
    if packed:
        bodies = sorted(world.vector_tiles((12, 13)).values(), key=len)[-12:]
    else:
        bodies = [world.picture(str(n), (150 + n, 180, 150)) for n in range(12)]
    return {(14, x, y): bodies[(x * 7 + y) % len(bodies)] for x in range(SIDE) for y in range(SIDE)}


def timed(look_up: Callable[[Address], object], addresses: list[Address]) -> list[float]:
    """Milliseconds of each look-up; every one must find its tile."""
    took = []
    for address in addresses:
        before = time.perf_counter()
        found = look_up(address)
        took.append((time.perf_counter() - before) * 1000)
        assert found is not None
    return took


def look_ups(folder: Path) -> None:
    """Measure and print the first table."""
    from pmtiles.reader import MmapSource, Reader

    pictures, shapes = large(False), large(True)
    chooser = random.Random(1)
    addresses = [(14, chooser.randrange(SIDE), chooser.randrange(SIDE)) for _ in range(LOOK_UPS)]
    files = {
        "MBTiles raster": MbtilesSource(world.write_mbtiles(folder / "r.mbtiles", pictures)),
        "MBTiles vector": MbtilesSource(world.write_mbtiles(folder / "v.mbtiles", shapes, zhishou_schema="1")),
        "PMTiles raster": PmtilesSource(world.write_pmtiles(folder / "r.pmtiles", pictures, vector=False)),
        "PMTiles vector": PmtilesSource(world.write_pmtiles(folder / "v.pmtiles", shapes, vector=True)),
        "folder raster": FolderSource(world.write_folder(folder / "tiles", pictures)),
    }
    print(f"{'look-up of one tile, ms':28}{'p50':>9}{'p99':>9}{'max':>9}")
    medians = {}
    for name, source in files.items():
        took = timed(lambda one, source=source: source.tile(*one), addresses)
        medians[name] = percentile(took, 0.5)
        print(f"{name:28}{medians[name]:9.3f}{percentile(took, 0.99):9.3f}{max(took):9.3f}")
        source.close()
    with (folder / "r.pmtiles").open("rb") as file:
        reader = Reader(MmapSource(file))
        took = timed(lambda one: reader.get(*one), addresses[:100])
    naive = percentile(took, 0.5)
    print(f"{'pmtiles.reader.Reader':28}{naive:9.3f}{percentile(took, 0.99):9.3f}{max(took):9.3f}"
          f"   {naive / medians['PMTiles raster']:.0f} x ours (its directories are read again for each tile)")


NAIVE = """(() => { const map = Zhishou.desk.map; Zhishou.desk.canvases.ground.remove(); map.createPane('naive').style.zIndex = 205;
  window.naive = %s; window.naive.addTo(map); return 1; })()"""
LEAFLET = "L.tileLayer('/tiles/r/{z}/{x}/{y}', {pane: 'naive', minZoom: 0, maxNativeZoom: 14, fadeAnimation: false})"
PROTOMAPS = """protomapsL.leafletLayer({url: '/tiles/v/{z}/{x}/{y}', pane: 'naive', maxDataZoom: 14, attribution: '',
  paintRules: Zhishou.vectorRules('zhishou', Zhishou.palette('light'), false), labelRules: []})"""
BACK = """(() => { window.naive.remove(); Zhishou.desk.canvases.ground.addTo(Zhishou.desk.map); return 1; })()"""


class Window:
    """One map and what is measured on it."""

    def __init__(self, folder: Path) -> None:
        self.library = MapLibrary(folder / "data", folder / "cache", WallClock(), world.BASEMAP)
        zooms = (11, 12, 13, 14)
        self.library.add_path(world.write_vector_mbtiles(folder / "v.mbtiles", zooms))
        self.library.add_path(world.write_mbtiles(folder / "r.mbtiles", world.raster_tiles(zooms)))
        site = MapSite(
            resources_dir=ROOT / "resources", base_dir=world.BASEMAP, cache_dir=folder / "cache",
            options=MapOptions(region=Region(*world.BOX)), tiles=self.library,
        )
        self.view = MapView(site)
        self.view.resize(1280, 860)
        self.view.show()
        self.wait(lambda: self.view.is_ready and not self.view.placeholder.isVisible(), 30)

    @staticmethod
    def wait(condition: Callable[[], bool], seconds: float) -> None:
        """Run the loop until this is true; short turns, because a long one would keep Python's other threads waiting."""
        until = time.perf_counter() + seconds
        while not condition() and time.perf_counter() < until:
            QTest.qWait(1)
            time.sleep(0.0005)

    def script(self, code: str) -> object:
        """The result of a script in the page."""
        got: list[object] = []
        self.view.engine.page.runJavaScript(code, got.append)
        self.wait(lambda: bool(got), 10)
        return got[0]

    def show(self, base: str) -> None:
        """This base at zoom 13, painted."""
        self.library.choose(MapChoice(base=base))
        self.view.refresh_ground()
        self.view.fly_to(*world.MIDDLE, 13)
        self.rest(2)

    def rest(self, seconds: float) -> None:
        """Let the page work."""
        until = time.perf_counter() + seconds
        self.wait(lambda: time.perf_counter() > until, seconds + 1)

    def pan(self, name: str, seconds: int) -> None:
        """Pan for so long and print a line."""
        self.script(PAN)
        self.rest(1)
        stalls = Stalls()
        self.script(FRAMES)
        stalls.start()
        self.rest(seconds)
        stalls.stop()
        fps, worst = json.loads(str(self.script(STOP)))
        self.script("clearInterval(window.panning), 1")
        print(f"{name:44}{fps:8.1f}{worst:10.0f}{percentile(stalls.late_ms, 0.99):12.1f}{max(stalls.late_ms):10.1f}")


def panning(folder: Path, seconds: int) -> None:
    """Measure and print the second table."""
    window = Window(folder)
    print(f"\n{'panning at zoom 13, 1280 x 860':44}{'fps':>8}{'worst ms':>10}{'stall p99':>12}{'max ms':>10}")
    for name, base in (("own drawing (GeoJSON)", "own"), ("raster, our ground", "r"), ("vector, our ground", "v")):
        window.show(base)
        window.pan(name, seconds)
    for name, layer in (("raster, L.TileLayer", LEAFLET), ("vector, protomaps-leaflet's layer", PROTOMAPS)):
        window.script(NAIVE % layer)
        window.rest(2)
        window.pan(name, seconds)
        window.script(BACK)
    print(f"own requests {window.view.engine.own_requests}, blocked {window.view.engine.blocked_requests}")
    window.view.shutdown()
    window.library.close()


def main() -> None:
    """Measure and print."""
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
    with tempfile.TemporaryDirectory() as place:
        look_ups(Path(place))
    register_scheme()
    application = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as place:
        panning(Path(place), seconds)
    del application


if __name__ == "__main__":
    main()
