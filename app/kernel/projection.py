"""Plane coordinates of surveyors: transverse Mercator grids (Gauss-Krüger, UTM) and the square map of the web.

The Krüger series to the fourth order of the third flattening (Karney 2011, eqs. 7-11, 35, 36): better than a micrometre
within 4° of the central meridian. The ellipsoid is that of CGCS2000 (the same size and flattening as GRS 80); WGS-84's
differs by 0.1 mm at the pole. Eastings and northings in metres, angles in degrees.
"""

from __future__ import annotations

import math

import msgspec

_A_M = 6_378_137.0
_F = 1 / 298.257_222_101
_N = _F / (2 - _F)
_E = math.sqrt(_F * (2 - _F))
_RADIUS_M = _A_M / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64)
"""Of the circle that is as long as a meridian."""

_FORWARD = (
    _N / 2 - 2 / 3 * _N**2 + 5 / 16 * _N**3 + 41 / 180 * _N**4,
    13 / 48 * _N**2 - 3 / 5 * _N**3 + 557 / 1440 * _N**4,
    61 / 240 * _N**3 - 103 / 140 * _N**4,
    49561 / 161280 * _N**4,
)
_BACKWARD = (
    _N / 2 - 2 / 3 * _N**2 + 37 / 96 * _N**3 - 1 / 360 * _N**4,
    1 / 48 * _N**2 + 1 / 15 * _N**3 - 437 / 1440 * _N**4,
    17 / 480 * _N**3 - 37 / 840 * _N**4,
    4397 / 161280 * _N**4,
)
_WIDEST = 1.2
"""Distance from the central meridian in units of the radius; beyond it the series is not good and no grid of China goes."""


class Grid(msgspec.Struct, frozen=True):
    """A transverse Mercator grid: its central meridian, what is added to eastings and northings, and its scale there."""

    meridian_deg: float
    false_easting_m: float = 500_000.0
    scale: float = 1.0
    false_northing_m: float = 0.0

    def to_degrees(self, easting_m: float, northing_m: float) -> tuple[float, float]:
        """Latitude and longitude. ``ValueError`` for a place that no such grid reaches."""
        size_m = self.scale * _RADIUS_M
        xi, eta = (northing_m - self.false_northing_m) / size_m, (easting_m - self.false_easting_m) / size_m
        if not (abs(xi) <= math.pi / 2 and abs(eta) <= _WIDEST):
            raise ValueError(f"outside the grid: {easting_m}, {northing_m}")
        up, out = xi, eta
        for order, share in enumerate(_BACKWARD, start=1):
            up -= share * math.sin(2 * order * xi) * math.cosh(2 * order * eta)
            out -= share * math.cos(2 * order * xi) * math.sinh(2 * order * eta)
        lon = math.degrees(math.atan2(math.sinh(out), math.cos(up)))
        return math.degrees(_latitude(math.sin(up) / math.hypot(math.sinh(out), math.cos(up)))), self.meridian_deg + lon

    def from_degrees(self, lat: float, lon: float) -> tuple[float, float]:
        """Easting and northing. ``ValueError`` for a place more than 80° from the meridian or at a pole."""
        turn = math.radians(lon - self.meridian_deg)
        if not (abs(lat) < 90 and abs(turn) < math.radians(80)):
            raise ValueError(f"outside the grid: {lat}, {lon}")
        tau = _conformal(math.tan(math.radians(lat)))
        up = math.atan2(tau, math.cos(turn))
        out = math.asinh(math.sin(turn) / math.hypot(tau, math.cos(turn)))
        xi, eta = up, out
        for order, share in enumerate(_FORWARD, start=1):
            xi += share * math.sin(2 * order * up) * math.cosh(2 * order * out)
            eta += share * math.cos(2 * order * up) * math.sinh(2 * order * out)
        size_m = self.scale * _RADIUS_M
        return self.false_easting_m + size_m * eta, self.false_northing_m + size_m * xi


def gauss_kruger(epsg: int) -> Grid | None:
    """The CGCS2000 Gauss-Krüger grid with this EPSG code (axes east, north), ``None`` for another code.

    4491-4501 and 4502-4512: zones of 6°, eastings with and without the zone's number in front. 4513-4533 and 4534-4554: the
    same for zones of 3°.
    """
    if 4491 <= epsg <= 4512:
        zone = 13 + (epsg - 4491) % 11
        return Grid(zone * 6.0 - 3, 500_000.0 + (zone * 1e6 if epsg <= 4501 else 0))
    if 4513 <= epsg <= 4554:
        zone = 25 + (epsg - 4513) % 21
        return Grid(zone * 3.0, 500_000.0 + (zone * 1e6 if epsg <= 4533 else 0))
    return None


def zone_of(epsg: int) -> tuple[int, int]:
    """Width in degrees and number of the zone of a code that :func:`gauss_kruger` knows; ``ValueError`` for another."""
    if 4491 <= epsg <= 4512:
        return 6, 13 + (epsg - 4491) % 11
    if 4513 <= epsg <= 4554:
        return 3, 25 + (epsg - 4513) % 21
    raise ValueError(f"no Gauss-Krüger code: {epsg}")


def utm_north(zone: int) -> Grid:
    """The UTM grid of this zone of the northern half."""
    return Grid(zone * 6.0 - 183, 500_000.0, 0.9996)


def web_to_degrees(x_m: float, y_m: float) -> tuple[float, float]:
    """Latitude and longitude of the web's square map (EPSG:3857). ``ValueError`` outside its square."""
    reach_m = math.pi * _A_M
    if not (abs(x_m) <= reach_m and abs(y_m) <= reach_m):
        raise ValueError(f"outside the map: {x_m}, {y_m}")
    return math.degrees(math.atan(math.sinh(y_m / _A_M))), math.degrees(x_m / _A_M)


def web_from_degrees(lat: float, lon: float) -> tuple[float, float]:
    """East and north on the web's square map. ``ValueError`` beyond 85.06°, where it ends."""
    if abs(lat) > 85.06:
        raise ValueError(f"outside the map: {lat}, {lon}")
    return math.radians(lon) * _A_M, math.asinh(math.tan(math.radians(lat))) * _A_M


def _conformal(tau: float) -> float:
    sigma = math.sinh(_E * math.atanh(_E * tau / math.hypot(1, tau)))
    return tau * math.hypot(1, sigma) - sigma * math.hypot(1, tau)


def _latitude(conformal: float) -> float:
    """The latitude (radians) whose conformal tangent this is, by Newton: two steps are enough for doubles."""
    tau = conformal / (1 - _E**2)
    for _ in range(5):
        now = _conformal(tau)
        step = (conformal - now) / math.hypot(1, now)
        step *= (1 + (1 - _E**2) * tau * tau) / ((1 - _E**2) * math.hypot(1, tau))
        tau += step
        if abs(step) < 1e-14 * max(1.0, abs(tau)):
            break
    return math.atan(tau)
