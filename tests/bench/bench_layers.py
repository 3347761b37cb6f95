"""What taking a vector layer in costs: ``python -m tests.bench.bench_layers`` prints a table; read it as ratios.

Shapefiles of 500, 2,000 and 8,000 outlines of 31 places. The baseline is pyshp alone, reading every shape and record of the
same file. Times are of the processor, not of the wall.
"""

from __future__ import annotations

import math
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import shapefile
from msgspec.structs import replace

from app.desk.jobs import Progress
from app.map.spatial import shapes
from app.map.spatial.frames import Frame, frame_of
from app.map.spatial.model import SpatialData
from app.map.spatial.placing import crossings, place_data
from app.map.spatial.reading import read_file

COUNTS = (500, 2_000, 8_000)
FRAMES = ("CGCS2000", "EPSG:4547", "GCJ-02", "BD-09")
QUIET = Progress(lambda *_: None)


def outlines(path: Path, count: int) -> Path:
    """A Shapefile of so many outlines, the same for every run."""
    dice = random.Random(count)
    with shapefile.Writer(str(path), encoding="gb18030") as writer:
        writer.field("名称", "C", 40)
        writer.field("面积", "F", 18, 6)
        for number in range(count):
            x, y = 114 + dice.random(), 30 + dice.random()
            turns = [-k / 15 * math.pi for k in range(30)]
            ring = [(x + 0.001 * math.cos(turn), y + 0.001 * math.sin(turn)) for turn in turns]
            writer.poly([[*ring, ring[0]]])
            writer.record(f"图斑{number}", number * 1.5)
    return path


def bare(path: Path) -> int:
    """pyshp alone."""
    with shapefile.Reader(str(path), encoding="gb18030") as reader:
        return sum(len(one.shape.points) + len(one.record) for one in reader.iterShapeRecords())


def cost_s(work: Callable[[], object], rounds: int = 3) -> float:
    """The least processor time of a few runs."""
    best = math.inf
    for _ in range(rounds):
        began = time.process_time()
        work()
        best = min(best, time.process_time() - began)
    return best


def main() -> int:
    """Print the table."""
    print(f"{'outlines':>9} {'pyshp':>8} {'read':>8} {'ratio':>6} {'check':>8} " + " ".join(f"{name:>10}" for name in FRAMES))
    with tempfile.TemporaryDirectory() as folder:
        for count in COUNTS:
            path = outlines(Path(folder) / f"{count}.shp", count)
            naive = cost_s(lambda path=path: bare(path))
            read = cost_s(lambda path=path: read_file(path, QUIET))
            data = read_file(path, QUIET).tables[0]
            check = cost_s(lambda data=data: crossings(data, "x", QUIET), 1)
            placed = []
            for name in FRAMES:
                frame = frame_of(name)
                if frame is None:
                    raise LookupError(name)
                source = moved(data, frame) if frame.in_metres else data
                placed.append(cost_s(lambda s=source, f=frame: place_data(s, f, QUIET, file="x"), 1))
            print(f"{count:>9} {naive:>7.2f}s {read:>7.2f}s {read / naive:>6.2f} {check:>7.2f}s "
                  + " ".join(f"{one / data.vertices * 1e6:>8.1f}µs" for one in placed))
    return 0


def moved(data: SpatialData, frame: Frame) -> SpatialData:
    """The same ground with its numbers in another system."""
    features = tuple(
        replace(one, shapes=tuple(shapes.moved(shape, frame.from_wgs84) for shape in one.shapes)) for one in data.features
    )
    return replace(data, features=features)


if __name__ == "__main__":
    sys.exit(main())
