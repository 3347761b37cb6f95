"""Points on the earth that know their datum, and the few sums we do with them.

China's legal datum is CGCS2000 (EPSG:4490); it differs from WGS-84 by centimetres to decimetres, so the desk treats
the two as one. Phones and commercial maps use GCJ-02, which is shifted by 100-700 m inside mainland China; one vendor
shifts that again (BD-09, about 1 km in all). Such points are converted on import and never mixed in.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from enum import StrEnum

import msgspec

_EARTH_RADIUS_M = 6_371_008.8
_KRASOVSKY_A = 6_378_245.0
_KRASOVSKY_EE = 0.006_693_421_622_965_943
_BD09_TURN = math.pi * 3000 / 180
_CLOSE_DEG = 1e-7
"""An unshifting whose last step was shorter than this (a centimetre) has arrived: a step leaves less than a hundredth of
what it moved, because the shift itself changes by less than that from one place to the next."""


class Crs(StrEnum):
    """The datum a coordinate was measured in."""

    WGS84 = "WGS-84"
    CGCS2000 = "CGCS2000"
    GCJ02 = "GCJ-02"
    BD09 = "BD-09"


class Point(msgspec.Struct, frozen=True, gc=False):
    """A place on the earth in degrees, with the datum it is in (the journal holds WGS-84 or CGCS2000 only)."""

    lat: float
    lon: float
    crs: Crs = Crs.WGS84


class Region(msgspec.Struct, frozen=True):
    """The rectangle (degrees) inside which this desk works; a point outside it is asked about."""

    south: float
    west: float
    north: float
    east: float

    def holds(self, point: Point) -> bool:
        """Whether the point lies inside or on the edge."""
        return self.south <= point.lat <= self.north and self.west <= point.lon <= self.east

    def holds_swapped(self, point: Point) -> bool:
        """Whether the point would lie inside if latitude and longitude changed places: the classic typing slip."""
        return not self.holds(point) and self.south <= point.lon <= self.north and self.west <= point.lat <= self.east


def distance_m(a: Point, b: Point) -> float:
    """Great-circle distance in metres (haversine); good to 0.5 % at township scale."""
    lat_a, lat_b = math.radians(a.lat), math.radians(b.lat)
    half_dlat = (lat_b - lat_a) / 2
    half_dlon = math.radians(b.lon - a.lon) / 2
    h = math.sin(half_dlat) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin(half_dlon) ** 2
    return 2 * _EARTH_RADIUS_M * math.asin(min(1.0, math.sqrt(h)))


def in_gcj02_area(lat: float, lon: float) -> bool:
    """Whether GCJ-02 shifts coordinates here (the rectangle that the public algorithm uses)."""
    return 0.8293 <= lat <= 55.8271 and 72.004 <= lon <= 137.8347


def to_wgs84(point: Point) -> Point:
    """The same place in WGS-84: shifted datums are unshifted by iteration (better than 0.1 m), CGCS2000 is taken as equal."""
    lat, lon = unshifted(point.lat, point.lon, point.crs)
    return Point(lat, lon, Crs.WGS84)


def to_gcj02(point: Point) -> Point:
    """The same place as phones and most commercial maps in China show it."""
    return _moved(point, Crs.GCJ02)


def to_bd09(point: Point) -> Point:
    """The same place as the maps show it that shift GCJ-02 once more."""
    return _moved(point, Crs.BD09)


def unshifted(lat: float, lon: float, crs: Crs) -> tuple[float, float]:
    """Latitude and longitude in WGS-84 of coordinates in this datum, in degrees (see :func:`to_wgs84`)."""
    if crs is Crs.BD09:
        lat, lon = _from_bd09(lat, lon)
    if crs in (Crs.GCJ02, Crs.BD09):
        lat, lon = _solved(_shift, lat, lon)
    return lat, lon


def shifted(lat: float, lon: float, crs: Crs) -> tuple[float, float]:
    """Latitude and longitude in this datum of coordinates in WGS-84, in degrees."""
    if crs in (Crs.GCJ02, Crs.BD09):
        lat, lon = _shift(lat, lon)
    return _to_bd09(lat, lon) if crs is Crs.BD09 else (lat, lon)


def _moved(point: Point, crs: Crs) -> Point:
    if point.crs is crs:
        return point
    lat, lon = shifted(*unshifted(point.lat, point.lon, point.crs), crs)
    return Point(lat, lon, crs)


def _solved(forward: Callable[[float, float], tuple[float, float]], lat: float, lon: float) -> tuple[float, float]:
    """Where ``forward`` leads to this place from: by fixed point, which converges because the shift changes slowly."""
    at_lat, at_lon = lat, lon
    for _ in range(8):
        out_lat, out_lon = forward(at_lat, at_lon)
        off_lat, off_lon = out_lat - lat, out_lon - lon
        at_lat, at_lon = at_lat - off_lat, at_lon - off_lon
        if abs(off_lat) < _CLOSE_DEG and abs(off_lon) < _CLOSE_DEG:
            break
    return at_lat, at_lon


def _to_bd09(lat: float, lon: float) -> tuple[float, float]:
    radius = math.hypot(lon, lat) + 0.00002 * math.sin(lat * _BD09_TURN)
    angle = math.atan2(lat, lon) + 0.000003 * math.cos(lon * _BD09_TURN)
    return radius * math.sin(angle) + 0.006, radius * math.cos(angle) + 0.0065


def _from_bd09(lat: float, lon: float) -> tuple[float, float]:
    return _solved(_to_bd09, lat, lon)


def _shift(lat: float, lon: float) -> tuple[float, float]:
    if not in_gcj02_area(lat, lon):
        return lat, lon
    x, y = lon - 105.0, lat - 35.0
    common = 20 * math.sin(6 * x * math.pi) + 20 * math.sin(2 * x * math.pi)
    d_lat = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * math.sqrt(abs(x))
    d_lat += (
        common
        + 20 * math.sin(y * math.pi)
        + 40 * math.sin(y / 3 * math.pi)
        + 160 * math.sin(y / 12 * math.pi)
        + 320 * math.sin(y * math.pi / 30)
    ) * 2 / 3
    d_lon = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * math.sqrt(abs(x))
    d_lon += (
        common
        + 20 * math.sin(x * math.pi)
        + 40 * math.sin(x / 3 * math.pi)
        + 150 * math.sin(x / 12 * math.pi)
        + 300 * math.sin(x / 30 * math.pi)
    ) * 2 / 3
    rad = math.radians(lat)
    magic = 1 - _KRASOVSKY_EE * math.sin(rad) ** 2
    root = math.sqrt(magic)
    lat_m = (_KRASOVSKY_A * (1 - _KRASOVSKY_EE)) / (magic * root) * math.pi / 180
    lon_m = _KRASOVSKY_A / root * math.cos(rad) * math.pi / 180
    return lat + d_lat / lat_m, lon + d_lon / lon_m
