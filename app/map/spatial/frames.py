"""Coordinate systems by code: what the numbers of a file mean, both ways, and what a .prj or an EPSG number says.

Codes: ``WGS-84``, ``CGCS2000``, ``GCJ-02``, ``BD-09``, ``EPSG:3857`` (the web's square map), ``EPSG:4491`` to ``EPSG:4554``
(CGCS2000 Gauss-Krüger), ``EPSG:32643`` to ``EPSG:32653`` (UTM of WGS-84 over China). The older datums (Beijing 1954,
Xi'an 1980) need local parameters that are not public and are not offered: they lie about a hundred metres off.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

import msgspec

from app.kernel import projection
from app.kernel.geo import Crs, shifted, unshifted
from app.map.features import Position

Move = Callable[[float, float], Position]
"""From x, y to x, y; raises ``ValueError`` for numbers that the system cannot hold."""


class Frame(msgspec.Struct, frozen=True):
    """A coordinate system. ``to_wgs84`` gives longitude, latitude in degrees, ``from_wgs84`` takes them."""

    code: str
    in_metres: bool
    to_wgs84: Move
    from_wgs84: Move


DEGREES = tuple(crs.value for crs in (Crs.CGCS2000, Crs.WGS84, Crs.GCJ02, Crs.BD09))
"""The systems in degrees; the first two are one to the desk."""

_EPSG = re.compile(r"(?:epsg\D{0,4}(?:\d+(?:\.\d+)?:)?|^)(\d{4,5})\b", re.IGNORECASE)
_OLD = re.compile(r"beijing.?_?(19)?54|xian.?_?(19)?80|krassovsky|krasovsky|iag.?_?(19)?75|西安.?80|北京.?54", re.IGNORECASE)
_ALIASES = {
    "wgs84": "WGS-84", "wgs-84": "WGS-84", "crs84": "WGS-84", "4326": "WGS-84", "4979": "WGS-84", "gps": "WGS-84",
    "cgcs2000": "CGCS2000", "4490": "CGCS2000", "4480": "CGCS2000", "china2000": "CGCS2000",
    "gcj02": "GCJ-02", "gcj-02": "GCJ-02", "amap": "GCJ-02", "gaode": "GCJ-02", "高德": "GCJ-02", "火星坐标": "GCJ-02",
    "bd09": "BD-09", "bd-09": "BD-09", "baidu": "BD-09", "百度": "BD-09",
    "3857": "EPSG:3857", "900913": "EPSG:3857", "webmercator": "EPSG:3857",
}


def frame_of(name: str) -> Frame | None:
    """The system with this code or common name (``wgs84``, ``gcj02``, ``EPSG:4547``, ``4547``); ``None`` for another."""
    code = code_of(name)
    return _frame(code) if code else None


def code_of(name: str) -> str:
    """The code of a system by any of its names; "" for one that is not known here."""
    plain = name.strip().lower().replace(" ", "").replace("_", "")
    number = plain.removeprefix("epsg:").removeprefix("epsg")
    if plain in _ALIASES or number in _ALIASES:
        return _ALIASES.get(plain) or _ALIASES[number]
    if number.isascii() and number.isdigit() and _grid(int(number[:6])) is not None:
        return f"EPSG:{int(number)}"
    return ""


def hint_of(words: str) -> str:
    """The code that an EPSG name, a URN or the well-known text of a ``.prj`` stands for; "" where it says nothing known."""
    if not words.strip():
        return ""
    if is_old_datum(words):
        return ""
    if "PROJCS" in words or "PROJCRS" in words:
        return _projected(words)
    if "GEOGCS" in words or "GEOGCRS" in words:
        return "CGCS2000" if "2000" in words else "WGS-84" if re.search(r"wgs.?_?(19)?84", words, re.IGNORECASE) else ""
    if "crs84" in words.lower().replace(" ", ""):
        return "WGS-84"
    found = _EPSG.search(words.strip())
    return code_of(found[1]) if found else code_of(words)


def is_old_datum(words: str) -> bool:
    """Whether a ``.prj`` speaks of one of the older Chinese datums."""
    return _OLD.search(words) is not None


def grid_code(width_deg: int, zone: int, *, prefixed: bool) -> str:
    """The code of a Gauss-Krüger zone of CGCS2000; "" for one outside the register."""
    if width_deg == 6 and 13 <= zone <= 23:
        return f"EPSG:{(4491 if prefixed else 4502) + zone - 13}"
    if width_deg == 3 and 25 <= zone <= 45:
        return f"EPSG:{(4513 if prefixed else 4534) + zone - 25}"
    return ""


def _projected(words: str) -> str:
    if re.search(r"web.?mercator|pseudo.?mercator|auxiliary.?sphere", words, re.IGNORECASE):
        return "EPSG:3857"
    meridian, easting = _parameter(words, "central.?meridian|longitude of natural origin"), _parameter(words, "false.?easting")
    if meridian is None or easting is None or not re.search(r"gauss|transverse", words, re.IGNORECASE):
        return ""
    if any(_parameter(words, name) for name in ("false.?northing", "latitude.?of.?origin|latitude of natural origin")):
        return ""
    scale = _parameter(words, "scale.?factor|scale factor at natural origin")
    if re.search(r"wgs.?_?(19)?84", words, re.IGNORECASE):
        zone = round((meridian + 183) / 6)
        return f"EPSG:{32600 + zone}" if scale is not None and abs(scale - 0.9996) < 1e-6 and 43 <= zone <= 53 else ""
    if "2000" not in words.partition("PROJECTION")[0] or (scale is not None and abs(scale - 1) > 1e-9) or easting % 1e6 != 5e5:
        return ""
    if meridian % 3:  # a town's own meridian: no zone has it
        return ""
    prefixed = easting > 1e6
    named = re.search(r"3[_ -]?degree", words, re.IGNORECASE) is not None
    if named or meridian % 6 == 0 or (prefixed and easting > 24.9e6):
        return grid_code(3, round(meridian / 3), prefixed=prefixed)
    return grid_code(6, round((meridian + 3) / 6), prefixed=prefixed)


def _parameter(words: str, name: str) -> float | None:
    found = re.search(rf'"(?:{name})"\s*,\s*(-?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?)', words, re.IGNORECASE)
    return float(found[1]) if found else None


@cache
def _frame(code: str) -> Frame:
    if code == "EPSG:3857":
        return Frame(code, True, _turned(projection.web_to_degrees), lambda lon, lat: projection.web_from_degrees(lat, lon))
    if code.startswith("EPSG:"):
        grid = _grid(int(code[5:]))
        assert grid is not None, code
        return Frame(code, True, _turned(grid.to_degrees), lambda lon, lat: grid.from_degrees(lat, lon))
    crs = Crs(code)
    there, back = _degrees(lambda lat, lon: unshifted(lat, lon, crs)), _degrees(lambda lat, lon: shifted(lat, lon, crs))
    return Frame(code, False, there, back)


def _grid(epsg: int) -> projection.Grid | None:
    return projection.utm_north(epsg - 32600) if 32643 <= epsg <= 32653 else projection.gauss_kruger(epsg)


def _turned(to_degrees: Callable[[float, float], tuple[float, float]]) -> Move:
    def move(x: float, y: float) -> Position:
        lat, lon = to_degrees(x, y)
        return lon, lat

    return move


def _degrees(convert: Callable[[float, float], tuple[float, float]]) -> Move:
    def move(lon: float, lat: float) -> Position:
        if not (abs(lat) <= 90 and abs(lon) <= 180):
            raise ValueError(f"not degrees: {lon}, {lat}")
        lat, lon = convert(lat, lon)
        return lon, lat

    return move
