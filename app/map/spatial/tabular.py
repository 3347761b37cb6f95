"""Tables with coordinates in their cells: which columns hold them, and what a cell of degrees means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

import msgspec

from app.map.features import Position
from app.map.spatial import shapes
from app.map.spatial.collector import Collector
from app.map.spatial.model import Shapes

_X = (
    "经度", "东经", "lon", "lng", "long", "longitude", "经度(°)", "经度坐标", "x坐标", "横坐标", "x", "point_x", "东坐标",
    "easting",
)
_Y = (
    "纬度", "北纬", "lat", "latitude", "纬度(°)", "纬度坐标", "y坐标", "纵坐标", "y", "point_y", "北坐标", "northing",
)
_BOTH = ("坐标", "经纬度", "坐标点", "位置坐标", "location", "coordinates", "lnglat", "lonlat", "latlng", "经纬度坐标", "gps坐标")
_WKT = ("wkt", "geom", "geometry", "the_geom", "几何")

HEAD_ROWS = 10
"""How far down the names of the columns are looked for: a title and an explanation may stand above them."""

_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,2})?")
_SIDE = re.compile(r"^(东经|西经|北纬|南纬|[EWNS])?(.*?)([EWNS])?$", re.IGNORECASE)
_BY_PARTS = re.compile(
    r"(\d{1,3})[°度](?:(\d{1,2}(?:\.\d+)?)['分])?(?:(\d{1,2}(?:\.\d+)?)[\"秒]?)?"
    r"|(\d{1,3})[: -](\d{1,2})[: -](\d{1,2}(?:\.\d+)?)"
)
_MARKS = str.maketrans({"′": "'", "’": "'", "‘": "'", "`": "'", "”": '"', "“": '"', "º": "°"})


class Heads(msgspec.Struct, frozen=True):
    """Where the coordinates stand: ``x`` and ``y``, or one cell with ``both``, or ``wkt``; -1 where there is none.

    ``cells``: how many each of ``x`` and ``y`` takes, 3 where degrees, minutes and seconds have cells of their own.
    """

    row: int
    names: tuple[str, ...]
    x: int = -1
    y: int = -1
    both: int = -1
    wkt: int = -1
    cells: int = 1

    @property
    def places(self) -> frozenset[int]:
        """The columns that hold coordinates."""
        wide = range(self.cells)
        return frozenset({at + more for at in (self.x, self.y) for more in wide if at >= 0} | {self.both, self.wkt} - {-1})


def find_heads(rows: Sequence[Sequence[Any]]) -> Heads | None:
    """The first of the first rows that names columns of coordinates; ``None`` where none does."""
    for number, row in enumerate(rows[:HEAD_ROWS]):
        names = tuple(str(cell).strip() if cell is not None else "" for cell in row)
        plain = [_plain(name) for name in names]
        x, y = (_first(plain, named) if _first(plain, named) >= 0 else _only(plain, named[0]) for named in (_X, _Y))
        wkt, both = _first(plain, _WKT), _first(plain, _BOTH)
        if x >= 0 and y >= 0:
            by_parts = number + 1 < len(rows) and all(_names_parts(rows[number + 1], at) for at in (x, y))
            return Heads(number + by_parts, told_apart(names), x, y, cells=3 if by_parts else 1)
        if wkt >= 0:
            return Heads(number, told_apart(names), wkt=wkt)
        if both >= 0:
            return Heads(number, told_apart(names), both=both)
    return None


def take_rows(heads: Heads, rows: Iterable[Sequence[Any]], first: int, collector: Collector) -> None:
    """Every filled row as a feature; ``first`` is the row number (from 1) of the first one."""
    collector.columns_in_order(name for at, name in enumerate(heads.names) if name and at not in heads.places)
    for number, row in enumerate(rows, start=first):
        cells = list(row)
        if all(cell is None or str(cell).strip() == "" for cell in cells):
            continue
        values = {
            name: cells[at] for at, name in enumerate(heads.names) if name and at not in heads.places and at < len(cells)
        }
        collector.add(number, partial(shape_of, heads, cells), values)


def shape_of(heads: Heads, cells: Sequence[Any]) -> Shapes:
    """The point (or the shape of a WKT cell) of a row; ``Unusable`` names the column and what stands there."""
    def cell(at: int) -> Any:
        return cells[at] if at < len(cells) else None

    if heads.wkt >= 0:
        return _of_wkt(str(cell(heads.wkt) or ""))
    if heads.both >= 0:
        return (shapes.point(pair_of(str(cell(heads.both) or ""))),)
    x, y = cell(heads.x), cell(heads.y)
    if _blank(x) or _blank(y):
        raise shapes.Unusable("coordinates_blank", column=heads.names[heads.x if _blank(x) else heads.y])
    if heads.cells == 3:
        x, y = (":".join(_written(cell(at + more)) for more in range(3)) for at in (heads.x, heads.y))
    return (shapes.point((_number(x, heads.names[heads.x]), _number(y, heads.names[heads.y]))),)


def pair_of(text: str) -> Position:
    """Two numbers in one cell, ``110.1,30.2``; a pair that is plainly latitude first (北纬 … 东经 …) is turned round."""
    plain = unicodedata.normalize("NFKC", text).strip(" ()[]")
    parts = [one for one in re.split(r"[,;、/|]|\s(?=[东西北南EWNSewns\d+-])", plain) if one.strip()]
    if len(parts) != 2:
        raise shapes.Unusable("no_position", text=text[:40] or "-")
    first, second = (degrees_of(one) for one in parts)
    if re.match(r"\s*(北纬|南纬|[NSns])", parts[0]) or re.search(r"[NSns]\s*$", parts[0]):
        return second, first
    return first, second


def degrees_of(text: str) -> float:
    """A number, or degrees, minutes and seconds (``110°12′30.5″E``, ``东经110度12分``, ``110:12:30``); ``Unusable`` else."""
    plain = unicodedata.normalize("NFKC", text).strip()
    plain = plain.translate(_MARKS).replace("''", '"')
    if _NUMBER.fullmatch(plain.replace(" ", "")):
        return float(plain.replace(" ", ""))
    sides = _SIDE.match(plain)
    before, inside, behind = sides.groups() if sides else ("", plain, "")
    core = inside.strip().rstrip("°度")
    sign = -1.0 if (before or behind or "").upper() in ("西经", "南纬", "W", "S") else 1.0
    if _NUMBER.fullmatch(core):
        return sign * float(core)
    parts = _BY_PARTS.fullmatch(inside.replace(" ", "") if "°" in inside or "度" in inside else inside.strip())
    if parts is None:
        raise shapes.Unusable("no_position", text=text[:40] or "-")
    degrees, minutes, seconds = (parts[1], parts[2], parts[3]) if parts[1] else (parts[4], parts[5], parts[6])
    if float(minutes or 0) >= 60 or float(seconds or 0) >= 60:
        raise shapes.Unusable("no_position", text=text[:40])
    return sign * (float(degrees) + float(minutes or 0) / 60 + float(seconds or 0) / 3600)


def _written(raw: Any) -> str:
    """A part of an angle as text: ``12.0`` of a sheet is ``12``, a blank is nought."""
    return f"{raw:.10g}" if isinstance(raw, float) else str(raw or 0).strip()


def _number(raw: Any, column: str) -> float:
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return float(raw)
    try:
        return degrees_of(str(raw))
    except shapes.Unusable as no:
        raise shapes.Unusable("cell_no_coordinate", column=column, text=str(raw)[:40]) from no


def _of_wkt(text: str) -> Shapes:
    import shapely  # noqa: PLC0415 - only a table with WKT pays for it

    if not text.strip():
        raise shapes.Unusable("empty")
    try:
        geometry = shapely.from_wkt(text)
    except (shapely.errors.GEOSException, ValueError) as error:
        raise shapes.Unusable("no_position", text=text[:40]) from error
    if geometry is None or geometry.is_empty:
        raise shapes.Unusable("empty")
    return shapes.of_geojson(geometry.__geo_interface__)


def _names_parts(row: Sequence[Any], at: int) -> bool:
    """Whether this row names degrees, minutes and seconds from this cell on, as the second row of many forms does."""
    said = [str(cell).strip() for cell in row[at : at + 3]]
    return said in (["度", "分", "秒"], ["°", "′", "″"])


def _first(plain: Sequence[str], wanted: Sequence[str]) -> int:
    return next((plain.index(name) for name in wanted if name in plain), -1)


def _only(plain: Sequence[str], word: str) -> int:
    """The one column whose name holds this word (中心点经度, WGS84经度); -1 where none or several do."""
    holding = [at for at, name in enumerate(plain) if word in name and "经纬度" not in name]
    return holding[0] if len(holding) == 1 else -1


def _plain(name: str) -> str:
    """A name without blanks and what stands in brackets behind it: 经度(°), 纬度（北纬）."""
    return re.sub(r"\s+|\([^()]*\)\s*$", "", unicodedata.normalize("NFKC", name)).lower()


def told_apart(names: Iterable[str]) -> tuple[str, ...]:
    """The names of columns with a number behind each that was there before; blank ones stay blank."""
    seen: dict[str, int] = {}
    told = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        told.append(f"{name}_{seen[name]}" if name and seen[name] > 1 else name)
    return tuple(told)


def _blank(raw: Any) -> bool:
    return raw is None or (isinstance(raw, str) and not raw.strip())
