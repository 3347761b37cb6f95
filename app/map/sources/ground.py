"""Tiles and degrees (Web Mercator)."""

from __future__ import annotations

import math

from app.kernel.geo import Region

_LAST_LAT = 85.0511287798


def bounds_of_tiles(zoom: int, west: int, north: int, east: int, south: int) -> Region:
    """The rectangle that these columns and rows (counted from the north, both included) cover."""
    wide = 1 << zoom
    return Region(_lat(south + 1, wide), west / wide * 360 - 180, _lat(north, wide), (east + 1) / wide * 360 - 180)


def region_of(south: float, west: float, north: float, east: float) -> Region | None:
    """A rectangle as a file names it, kept on the earth; ``None`` where it encloses nothing."""
    clamped = Region(
        max(south, -_LAST_LAT), max(west, -180.0), min(north, _LAST_LAT), min(east, 180.0)
    )
    return clamped if clamped.south < clamped.north and clamped.west < clamped.east else None


def tile_at(lat: float, lon: float, zoom: int) -> tuple[int, int]:
    """Column and row (from the north) of the tile that holds this point."""
    wide = 1 << zoom
    bent = math.asinh(math.tan(math.radians(max(-_LAST_LAT, min(_LAST_LAT, lat)))))
    x = int((lon + 180) / 360 * wide)
    y = int((1 - bent / math.pi) / 2 * wide)
    return min(max(x, 0), wide - 1), min(max(y, 0), wide - 1)


def _lat(row: int, wide: int) -> float:
    return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * row / wide))))
