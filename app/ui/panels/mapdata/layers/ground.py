"""What the comparison of coordinate systems draws: the base map and the data as plain coordinates of the web's square map.

No Qt: made in a job's thread. x runs east, y runs south, both 0 to 1 around the earth, so that a pane only scales them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from app.kernel.geo import Point, Region
from app.map.features import PointGeometry, PolygonGeometry, Position
from app.map.spatial.frames import Frame
from app.map.spatial.guess import placed_at
from app.map.spatial.model import SpatialData
from app.map.spatial.shapes import places

MOST_VERTICES = 30_000
"""More are not seen in a pane of a few hundred pixels: every n-th feature is drawn."""

EARTH_M = 40_075_016.686

Track = tuple[tuple[float, float], ...]


class Picture(msgspec.Struct, frozen=True):
    """A tile of imagery: the box that it fills (west, north, east, south on the square map), and its bytes."""

    box: tuple[float, float, float, float]
    data: bytes


class Ground(msgspec.Struct, frozen=True):
    """Lines and areas of the base map by what they are, its pictures, and places with names that people know."""

    water: tuple[Track, ...] = ()
    roads: tuple[Track, ...] = ()
    borders: tuple[Track, ...] = ()
    buildings: tuple[Track, ...] = ()
    names: tuple[tuple[float, float, str], ...] = ()
    streams: tuple[Track, ...] = ()
    pictures: tuple[Picture, ...] = ()

    @property
    def is_bare(self) -> bool:
        """Whether nothing is drawn on which a shift could be seen."""
        return not (self.pictures or self.roads or self.water or self.streams or self.buildings)


class Drawn(msgspec.Struct, frozen=True):
    """The data in one coordinate system: paths, single places, and the box round them (west, north, east, south)."""

    paths: tuple[Track, ...]
    spots: tuple[tuple[float, float], ...]
    box: tuple[float, float, float, float] | None
    areas: frozenset[int] = frozenset()


def square(lon: float, lat: float) -> tuple[float, float]:
    """A place on the square map."""
    sine = math.sin(math.radians(max(-85.05, min(85.05, lat))))
    return (lon + 180) / 360, 0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)


def metres_per_unit(y: float) -> float:
    """How many metres on the ground one unit of the square map is, at this height of it."""
    return EARTH_M / math.cosh(math.pi * (1 - 2 * y))


def read_ground(folder: Path | None, region: Region | None, known: Iterable[tuple[Point, str]]) -> Ground:
    """The base map of this desk; without one its region and the places it knows."""
    layers: dict[str, tuple[Track, ...]] = {}
    for name in ("water", "roads", "boundary", "buildings"):
        path = folder / f"{name}.geojson" if folder is not None else None
        layers[name] = _paths(path) if path is not None and path.is_file() else ()
    border = layers["boundary"]
    if not border and region is not None:
        west, south, east, north = region.west, region.south, region.east, region.north
        corners = ((west, south), (west, north), (east, north), (east, south), (west, south))
        border = (tuple(square(*one) for one in corners),)
    names = tuple((*square(point.lon, point.lat), name) for point, name in known)
    return Ground(layers["water"], layers["roads"], border, layers["buildings"], names[:400])


def draw(data: SpatialData, frame: Frame, *, swapped: bool) -> Drawn:
    """The data as it lies if its numbers are read in this system; what the system cannot hold is left out."""
    step = max(1, data.vertices // MOST_VERTICES)
    paths: list[Track] = []
    spots: list[tuple[float, float]] = []
    areas: set[int] = set()
    for feature in data.features[::step]:
        for shape in feature.shapes:
            if isinstance(shape, PointGeometry):
                spots += _moved([shape.coordinates], frame, swapped)
                continue
            rings = shape.coordinates if isinstance(shape, PolygonGeometry) else (shape.coordinates,)
            for ring in rings:
                path = tuple(_moved(ring, frame, swapped))
                if len(path) > 1:
                    areas |= {len(paths)} if isinstance(shape, PolygonGeometry) else set()
                    paths.append(path)
    return Drawn(tuple(paths), tuple(spots), _box([*spots, *(spot for path in paths for spot in path)]), frozenset(areas))


def middle_place(data: SpatialData) -> Position:
    """A place of the data that really is one (not an average): the first of the middle feature."""
    feature = data.features[len(data.features) // 2]
    return places(feature.shapes[0])[0]


def _moved(many: Sequence[Position], frame: Frame, swapped: bool) -> list[tuple[float, float]]:
    return [square(*there) for one in many if (there := placed_at(one, frame, swapped=swapped)) is not None]


def _box(many: Sequence[tuple[float, float]]) -> tuple[float, float, float, float] | None:
    if not many:
        return None
    xs, ys = sorted(x for x, _ in many), sorted(y for _, y in many)
    cut = len(xs) // 50  # a few places far outside must not shrink the rest to a dot
    return xs[cut], ys[cut], xs[-1 - cut], ys[-1 - cut]


def _paths(path: Path) -> tuple[Track, ...]:
    found: list[Track] = []
    for feature in msgspec.json.decode(path.read_bytes()).get("features", ()):
        geometry = feature.get("geometry") or {}
        inside = geometry.get("coordinates", ())
        lines = {
            "LineString": lambda c: [c], "MultiLineString": list, "Polygon": list,
            "MultiPolygon": lambda c: [ring for part in c for ring in part],
        }.get(geometry.get("type"), lambda _c: [])(inside)
        found += [tuple(square(float(one[0]), float(one[1])) for one in line) for line in lines]
    return tuple(found)
