"""The sheet as geometry: which ground lies on it at a true scale, where each coordinate falls, which grid lines cross it.

The page paints in spherical Web Mercator, whose east-west and north-south lengths differ by up to 0.7 % on the ellipsoid that
we live on. A sheet therefore takes the ground of its frame from the ellipsoid (CGCS2000) at its middle, in each direction by
itself, and the picture is placed by its corners: the scale is true at the middle of the sheet and, on the largest sheet that is
offered, to a few parts in a thousand at its edges.
"""

from __future__ import annotations

import math
from enum import StrEnum

import msgspec

from app.kernel.geo import Point, Region

SCALES = (2_000, 5_000, 10_000, 25_000, 50_000, 100_000)
"""Scales that are offered: those of the national series that suit a township and a county."""

WIDER_SCALES = (250_000, 500_000, 1_000_000)
"""What fitting goes on to where the ground is too large for 1:100,000."""

DPI = 200
"""Dots of the map's picture per inch of paper; everything around it is drawn as lines."""

_CSS_DPI = 96
"""Signs and letters of the page are as large on paper as on a screen of that density."""

_A_M = 6_378_137.0
_E2 = 0.006_694_380_022_90
"""The ellipsoid of CGCS2000."""

_WORLD = 256.0
_STEPS_S = (5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600)
_GRID_MM = 32.0
"""Grid lines stand at least so far apart."""

_EDGE_MM, _LABEL_MM, _TITLE_MM, _FOOT_MM, _GAP_MM = 10.0, 6.0, 15.0, 24.0, 3.0
_LEGEND_WIDE_MM, _LEGEND_HIGH_MM = 48.0, 40.0


class Paper(StrEnum):
    """The sizes that an office prints."""

    A4 = "A4"
    A3 = "A3"


_SIZES_MM = {Paper.A4: (210.0, 297.0), Paper.A3: (297.0, 420.0)}


class Rect(msgspec.Struct, frozen=True):
    """A rectangle on paper in millimetres, ``x`` and ``y`` of its lower left corner."""

    x: float
    y: float
    width: float
    height: float


class Format(msgspec.Struct, frozen=True):
    """A sheet of paper and where things lie on it (millimetres from the lower left corner)."""

    paper: Paper
    landscape: bool

    @property
    def size_mm(self) -> tuple[float, float]:
        """Width and height."""
        short, long = _SIZES_MM[self.paper]
        return (long, short) if self.landscape else (short, long)

    @property
    def frame(self) -> Rect:
        """The neat line: what lies in it is map."""
        width, height = self.size_mm
        beside = _LEGEND_WIDE_MM + _GAP_MM if self.landscape else 0.0
        below = _FOOT_MM + (0.0 if self.landscape else _LEGEND_HIGH_MM + _GAP_MM)
        left, bottom = _EDGE_MM + _LABEL_MM, _EDGE_MM + below + _LABEL_MM
        return Rect(left, bottom, width - 2 * left - beside, height - bottom - _EDGE_MM - _TITLE_MM - _LABEL_MM)

    @property
    def legend(self) -> Rect:
        """Right of the map on a sheet that lies, below it on one that stands."""
        width, _ = self.size_mm
        frame = self.frame
        if self.landscape:
            left = width - _EDGE_MM - _LEGEND_WIDE_MM
            return Rect(left, frame.y, _LEGEND_WIDE_MM, frame.height)
        return Rect(frame.x, _EDGE_MM + _FOOT_MM, frame.width, _LEGEND_HIGH_MM)

    @property
    def foot(self) -> Rect:
        """Scale bar, datum, source, who and when."""
        width, _ = self.size_mm
        return Rect(_EDGE_MM + _LABEL_MM, _EDGE_MM, width - 2 * (_EDGE_MM + _LABEL_MM), _FOOT_MM - _GAP_MM)

    @property
    def picture_px(self) -> tuple[int, int]:
        """How large the picture of the map is to be."""
        frame = self.frame
        return round(frame.width / 25.4 * DPI), round(frame.height / 25.4 * DPI)

    @property
    def pixel_ratio(self) -> float:
        """How many dots of the picture a pixel of the page becomes."""
        return DPI / _CSS_DPI


class Sheet(msgspec.Struct, frozen=True):
    """A piece of the earth on a format: true to ``scale`` at ``centre``. ``fitted``: the scale was chosen to fit a ground."""

    format: Format
    centre: Point
    scale: int
    fitted: bool = False

    @property
    def _spans(self) -> tuple[float, float]:
        """How much of the page's world (256 units around the equator) the frame is wide and high."""
        lat = math.radians(self.centre.lat)
        frame = self.format.frame
        along_m, up_m = (length / 1000 * self.scale for length in (frame.width, frame.height))
        per_rad = _WORLD / (2 * math.pi)
        prime_m, meridian_m = _radii_m(lat)
        return along_m / (prime_m * math.cos(lat)) * per_rad, up_m / meridian_m * per_rad / math.cos(lat)

    @property
    def bounds(self) -> Region:
        """The ground inside the neat line."""
        wide, high = self._spans
        x, y = world(self.centre)
        north, south = latitude(y - high / 2), latitude(y + high / 2)
        return Region(south, longitude(x - wide / 2), north, longitude(x + wide / 2))

    @property
    def picture_rect(self) -> Rect:
        """Where the picture that the page draws for ``bounds`` lies on paper: it is as large as the frame or larger, because
        the page has one scale for both directions and fits the tighter one."""
        wide, high = self._spans
        frame = self.format.frame
        width_px, height_px = self.format.picture_px
        per_unit = min(width_px / wide, height_px / high)
        width, height = width_px / per_unit / wide * frame.width, height_px / per_unit / high * frame.height
        return Rect(frame.x - (width - frame.width) / 2, frame.y - (height - frame.height) / 2, width, height)

    @property
    def zoom(self) -> float:
        """The zoom at which the page draws it."""
        wide, high = self._spans
        width_px, height_px = self.format.picture_px
        return math.log2(min(width_px / wide, height_px / high) / self.format.pixel_ratio)

    def place_mm(self, point: Point) -> tuple[float, float]:
        """Where a point of the ground falls on paper."""
        wide, high = self._spans
        middle_x, middle_y = world(self.centre)
        x, y = world(point)
        frame = self.format.frame
        return (
            frame.x + frame.width * (0.5 + (x - middle_x) / wide),
            frame.y + frame.height * (0.5 - (y - middle_y) / high),
        )

    def grid(self) -> tuple[int, tuple[int, ...], tuple[int, ...]]:
        """The step of the grid, the meridians and the parallels on the sheet, all in seconds of arc."""
        bounds, frame = self.bounds, self.format.frame
        east_s, north_s = (bounds.east - bounds.west) * 3600, (bounds.north - bounds.south) * 3600
        least = max(east_s * _GRID_MM / frame.width, north_s * _GRID_MM / frame.height)
        step = next((one for one in _STEPS_S if one >= least), _STEPS_S[-1])
        return step, _multiples(bounds.west, bounds.east, step), _multiples(bounds.south, bounds.north, step)


def fitting(fmt: Format, ground: Region) -> Sheet:
    """The sheet with this ground in its middle at the largest standard scale that holds all of it (and a rim of white)."""
    centre = Point((ground.south + ground.north) / 2, (ground.west + ground.east) / 2)
    every = (*SCALES, *WIDER_SCALES)
    for scale in every:
        bounds = Sheet(fmt, centre, scale).bounds
        if bounds.holds(Point(ground.south, ground.west)) and bounds.holds(Point(ground.north, ground.east)):
            return Sheet(fmt, centre, scale, fitted=True)
    return Sheet(fmt, centre, every[-1], fitted=True)


def around(points: tuple[Point, ...], least_m: float = 400.0, rim: float = 0.12) -> Region:
    """The ground that holds these points with a rim, at least so many metres to each side of its middle.

    ``ValueError`` where there is no point.
    """
    if not points:
        raise ValueError("no points")
    south, north = min(one.lat for one in points), max(one.lat for one in points)
    west, east = min(one.lon for one in points), max(one.lon for one in points)
    lat, lon = (south + north) / 2, (west + east) / 2
    prime_m, meridian_m = _radii_m(math.radians(lat))
    up = max((north - south) * (0.5 + rim), math.degrees(least_m / meridian_m))
    along = max((east - west) * (0.5 + rim), math.degrees(least_m / (prime_m * math.cos(math.radians(lat)))))
    return Region(lat - up, lon - along, lat + up, lon + along)


def bar_m(scale: int, most_mm: float = 60.0) -> int:
    """The longest round distance (1, 2 or 5 times a power of ten) whose bar is no longer than that on paper."""
    most_m = most_mm / 1000 * scale
    power = 10 ** math.floor(math.log10(most_m))
    return int(max(step * power for step in (1, 2, 5) if step * power <= most_m))


def angle_words(seconds: int) -> str:
    """``114°25′`` or, between minutes, ``114°25′30″``; the side of the world is said beside the grid."""
    degrees, rest = divmod(abs(seconds), 3600)
    minutes, left = divmod(rest, 60)
    return f"{degrees}°{minutes:02}′{left:02}″" if left else f"{degrees}°{minutes:02}′"


def world(point: Point) -> tuple[float, float]:
    """The page's own coordinates: Web Mercator, 256 units around the equator, from the north-west corner."""
    sine = math.sin(math.radians(point.lat))
    return (point.lon + 180) / 360 * _WORLD, (0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)) * _WORLD


def latitude(y: float) -> float:
    """Back from the page's coordinate to degrees."""
    return math.degrees(math.atan(math.sinh(math.pi * (1 - y / (_WORLD / 2)))))


def longitude(x: float) -> float:
    """Back from the page's coordinate to degrees."""
    return x / _WORLD * 360 - 180


def _radii_m(lat_rad: float) -> tuple[float, float]:
    """Radii of curvature across the meridian and along it."""
    under = 1 - _E2 * math.sin(lat_rad) ** 2
    return _A_M / math.sqrt(under), _A_M * (1 - _E2) / under**1.5


def _multiples(low_deg: float, high_deg: float, step_s: int) -> tuple[int, ...]:
    first, last = math.ceil(low_deg * 3600 / step_s), math.floor(high_deg * 3600 / step_s)
    return tuple(number * step_s for number in range(first, last + 1))
