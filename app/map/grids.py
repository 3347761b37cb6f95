"""The grids of the region out of its own file: areas with their worker, households and people."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from app.map.features import Position

Ring = tuple[Position, ...]


class Grid(msgspec.Struct, frozen=True):
    """One grid 网格. ``parts``: its polygons, each the outer ring and its holes."""

    code: str
    name: str
    parts: tuple[tuple[Ring, ...], ...]
    village: str = ""
    worker: str = ""
    phone: str = ""
    households: int = 0
    people: int = 0


def read_grids(path: Path | None) -> tuple[Grid, ...]:
    """The grids of this GeoJSON file; none where the region has no such file. Read again only when the file changed."""
    if path is None or not path.exists():
        return ()
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _read(path: Path, _changed_ns: int) -> tuple[Grid, ...]:
    return tuple(_grid(raw) for raw in msgspec.json.decode(path.read_bytes())["features"])


def _grid(raw: dict[str, Any]) -> Grid:
    geometry, known = raw["geometry"], raw["properties"]
    parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    code = str(known.get("code", ""))
    return Grid(
        code=code,
        name=str(known.get("name", code)),
        parts=tuple(tuple(tuple((float(x), float(y)) for x, y, *_ in ring) for ring in part) for part in parts),
        village=str(known.get("village", "")),
        worker=str(known.get("worker", "")),
        phone=str(known.get("phone", "")),
        households=int(known.get("households", 0) or 0),
        people=int(known.get("people", 0) or 0),
    )
