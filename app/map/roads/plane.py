"""Degrees to metres and back on a flat piece of the earth, good to 0.1 % within a county."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.kernel.geo import Point, to_wgs84

_M_PER_DEGREE = 111_194.93


@dataclass(frozen=True)
class Plane:
    """Metres east and north of a middle (degrees, WGS-84)."""

    lat: float
    lon: float

    @classmethod
    def around(cls, lat: NDArray[np.float64], lon: NDArray[np.float64]) -> Plane:
        """The plane that touches the middle of these places; any plane where there are none."""
        if not len(lat):
            return cls(0.0, 0.0)
        return cls(float(lat.min() + lat.max()) / 2, float(lon.min() + lon.max()) / 2)

    @property
    def east_m(self) -> float:
        """Metres of one degree of longitude here."""
        return _M_PER_DEGREE * max(math.cos(math.radians(self.lat)), 0.01)

    def place(self, lat: NDArray[np.float64], lon: NDArray[np.float64]) -> NDArray[np.float64]:
        """Rows of (x, y) in metres."""
        return np.column_stack(((lon - self.lon) * self.east_m, (lat - self.lat) * _M_PER_DEGREE))

    def place_points(self, points: Iterable[Point]) -> NDArray[np.float64]:
        """The same for points of any datum."""
        pairs = [(one.lat, one.lon) for one in map(to_wgs84, points)]
        found = np.array(pairs, np.float64).reshape(-1, 2)
        return self.place(found[:, 0], found[:, 1])

    def points(self, xy: NDArray[np.float64]) -> tuple[Point, ...]:
        """Rows of (x, y) as points, rounded to a decimetre or so."""
        lat = np.round(xy[:, 1] / _M_PER_DEGREE + self.lat, 6)
        lon = np.round(xy[:, 0] / self.east_m + self.lon, 6)
        return tuple(Point(float(a), float(b)) for a, b in zip(lat, lon, strict=True))
