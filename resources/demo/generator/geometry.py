"""Plane geometry in local metres (x east, y north), and the one way from there to longitude and latitude."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

XY = tuple[float, float]

WIDTH_M, HEIGHT_M = 16_000.0, 12_000.0
CENTRE_LAT, CENTRE_LON = 18.6, 114.5
TOWN: XY = (6_880.0, 5_920.0)
METRES_PER_DEGREE = 6_371_008.8 * math.pi / 180
_SWIRL_RAD, _SWIRL_REACH_M = math.radians(13), 1_500.0


def swirl(point: XY) -> XY:
    """The point turned about the town centre, less the farther it lies: streets then follow the river bank.

    A smooth one-to-one map of the plane, so nothing that touches before stops touching after.
    """
    dx, dy = point[0] - TOWN[0], point[1] - TOWN[1]
    angle = _SWIRL_RAD * math.exp(-((dx * dx + dy * dy) / _SWIRL_REACH_M**2))
    cos, sin = math.cos(angle), math.sin(angle)
    return TOWN[0] + cos * dx - sin * dy, TOWN[1] + sin * dx + cos * dy


def to_lonlat(point: XY) -> tuple[float, float]:
    """Longitude and latitude (WGS-84, six decimals) of a local point."""
    x, y = swirl(point)
    lat = CENTRE_LAT + (y - HEIGHT_M / 2) / METRES_PER_DEGREE
    lon = CENTRE_LON + (x - WIDTH_M / 2) / (METRES_PER_DEGREE * math.cos(math.radians(CENTRE_LAT)))
    return round(lon, 6), round(lat, 6)


def distance(a: XY, b: XY) -> float:
    """Metres between two local points."""
    return math.hypot(a[0] - b[0], a[1] - b[1])


def length(line: Sequence[XY]) -> float:
    """Metres along a line."""
    return sum(distance(a, b) for a, b in itertools.pairwise(line))


def spline(points: Sequence[XY], *, closed: bool = False, steps: int = 8) -> list[XY]:
    """A Catmull-Rom curve through all the points; a closed one does not repeat its first point."""
    count = len(points)
    if closed:
        spans = [[points[(i + k) % count] for k in (-1, 0, 1, 2)] for i in range(count)]
    else:
        padded = [points[0], *points, points[-1]]
        spans = [list(padded[i : i + 4]) for i in range(count - 1)]
    curve = [_catmull(span, k / steps) for span in spans for k in range(steps)]
    return curve if closed else [*curve, points[-1]]


def _catmull(span: Sequence[XY], t: float) -> XY:
    def one(axis: int) -> float:
        p0, p1, p2, p3 = (p[axis] for p in span)
        return 0.5 * (2 * p1 + (p2 - p0) * t + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t**2 + (3 * p1 - p0 - 3 * p2 + p3) * t**3)

    return one(0), one(1)


def chaikin(line: Sequence[XY], rounds: int, *, closed: bool = False) -> list[XY]:
    """The line with its corners cut; an open line keeps its two ends."""
    result = list(line)
    for _ in range(rounds):
        pairs = list(zip(result, result[1:] + result[:1], strict=True)) if closed else list(itertools.pairwise(result))
        cut: list[XY] = []
        for a, b in pairs:
            cut.append((0.75 * a[0] + 0.25 * b[0], 0.75 * a[1] + 0.25 * b[1]))
            cut.append((0.25 * a[0] + 0.75 * b[0], 0.25 * a[1] + 0.75 * b[1]))
        result = cut if closed else [result[0], *cut[1:-1], result[-1]]
    return result


def simplify(line: Sequence[XY], tolerance_m: float) -> list[XY]:
    """The line with fewer points, nowhere farther than the tolerance from the old one (Douglas-Peucker)."""
    if len(line) < 3:
        return list(line)
    far, index = max((to_segment(p, line[0], line[-1]), i) for i, p in enumerate(line[1:-1], 1))
    if far <= tolerance_m:
        return [line[0], line[-1]]
    return simplify(line[: index + 1], tolerance_m)[:-1] + simplify(line[index:], tolerance_m)


def to_segment(p: XY, a: XY, b: XY) -> float:
    """Metres from a point to a segment."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    square = dx * dx + dy * dy
    t = 0.0 if square == 0 else max(0.0, min(1.0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / square))
    return math.hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dy)


def to_line(p: XY, line: Sequence[XY]) -> float:
    """Metres from a point to a line."""
    return min(to_segment(p, a, b) for a, b in itertools.pairwise(line))


def crossing(a: XY, b: XY, c: XY, d: XY) -> float | None:
    """Where on segment ab (0 to 1) segment cd crosses it, or None."""
    rx, ry, sx, sy = b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]
    cross = rx * sy - ry * sx
    if cross == 0:
        return None
    t = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / cross
    u = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / cross
    return t if 0 <= t <= 1 and 0 <= u <= 1 else None


def inside(p: XY, ring: Sequence[XY]) -> bool:
    """Whether a point lies in a ring (even-odd rule)."""
    hit = False
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (ay > p[1]) != (by > p[1]) and p[0] < (bx - ax) * (p[1] - ay) / (by - ay) + ax:
            hit = not hit
    return hit


def area(ring: Sequence[XY]) -> float:
    """Signed area of a ring in square metres; anticlockwise is positive."""
    return 0.5 * sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))


def band(line: Sequence[XY], half_widths: Sequence[float]) -> list[XY]:
    """The ring of a band around a line, with its own half width at every point."""
    left: list[XY] = []
    right: list[XY] = []
    for i, ((x, y), half) in enumerate(zip(line, half_widths, strict=True)):
        a, b = line[max(0, i - 1)], line[min(len(line) - 1, i + 1)]
        norm = distance(a, b)
        nx, ny = -(b[1] - a[1]) / norm * half, (b[0] - a[0]) / norm * half
        left.append((x + nx, y + ny))
        right.append((x - nx, y - ny))
    return left + right[::-1]


def cut_between(line: Sequence[XY], start_m: float, end_m: float) -> list[XY]:
    """The part of a line between two distances from its start."""
    part: list[XY] = []
    run = 0.0
    for a, b in itertools.pairwise(line):
        step = distance(a, b)
        for mark in (start_m, end_m):
            if run <= mark < run + step or (mark == end_m and run < mark <= run + step and mark == run + step):
                t = (mark - run) / step
                part.append((a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t))
        run += step
        if start_m < run < end_m:
            part.append(b)
    if end_m >= run:
        part.append(line[-1])
    return [p for i, p in enumerate(part) if i == 0 or distance(p, part[i - 1]) > 0.01]


def at_distance(line: Sequence[XY], along_m: float) -> tuple[XY, float]:
    """The point at a distance along a line and the direction there (radians from east)."""
    run = 0.0
    for a, b in itertools.pairwise(line):
        step = distance(a, b)
        if run + step >= along_m and step > 0:
            t = (along_m - run) / step
            return (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t), math.atan2(b[1] - a[1], b[0] - a[0])
        run += step
    a, b = line[-2], line[-1]
    return b, math.atan2(b[1] - a[1], b[0] - a[0])
