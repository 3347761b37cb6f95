"""Small road networks for tests."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from app.catalog.locations import program_files
from app.kernel.geo import Point
from app.map.roads.network import ROAD_KINDS, RoadNetwork
from app.map.roads.speeds import SpeedTable, read_speeds

STEP_LAT = 0.01
STEP_LON = 0.01

LOCAL, PATH, FERRY, SECONDARY = (ROAD_KINDS.index(name) for name in ("local", "path", "ferry", "secondary"))


def speeds() -> SpeedTable:
    return read_speeds(program_files().resources / "catalog" / "road_speeds.yaml")


def at(x: float, y: float) -> Point:
    """A place on the grid of the tests."""
    return Point(30 + y * STEP_LAT, 110 + x * STEP_LON)


def network(
    places: list[tuple[float, float]], arcs: list[tuple[int, int]], kinds: list[int] | None = None, names: list[str] | None = None,
    *, two_way: bool = True,
) -> RoadNetwork:
    """Nodes at grid places and arcs between them, as long as they look."""
    points = [at(x, y) for x, y in places]
    kinds = kinds or [LOCAL] * len(arcs)
    words = ["", *dict.fromkeys(names or [])]
    name = [words.index(one) for one in names] if names else [0] * len(arcs)
    if two_way:
        arcs, kinds, name = [*arcs, *((b, a) for a, b in arcs)], kinds * 2, name * 2
    lat, lon = np.array([p.lat for p in points]), np.array([p.lon for p in points])
    tail, head = np.array([a for a, _ in arcs], np.int32), np.array([b for _, b in arcs], np.int32)
    north, east = (lat[tail] - lat[head]) * 111_195, (lon[tail] - lon[head]) * 111_195 * np.cos(np.radians(30))
    return RoadNetwork(
        lat, lon, tail, head, np.hypot(north, east).astype(np.float32), np.array(kinds, np.uint8), np.array(name, np.int32),
        np.array(words),
    )


@st.composite
def networks(draw: st.DrawFn, *, two_way: bool = True) -> RoadNetwork:
    """Any small network on a 5 by 5 grid, not always connected."""
    places = [(float(x), float(y)) for y in range(5) for x in range(5)]
    near = [(a, b) for a in range(25) for b in range(25) if a < b and abs(a % 5 - b % 5) + abs(a // 5 - b // 5) == 1]
    chosen = draw(st.lists(st.sampled_from(near), min_size=1, max_size=40, unique=True))
    kinds = draw(st.lists(st.sampled_from([LOCAL, SECONDARY, PATH, FERRY]), min_size=len(chosen), max_size=len(chosen)))
    return network(places, chosen, kinds, two_way=two_way)


def spots() -> st.SearchStrategy[Point]:
    """Anywhere on and around the grid."""
    return st.builds(at, st.floats(-0.1, 4.1), st.floats(-0.1, 4.1))
