"""The base map's file: MBTiles 1.3 with our own schema, written once from start to end."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from app.kernel.geo import Region
from app.map.osm.order import ATTRIBUTION
from app.map.osm.schema import LAYERS, MAX_ZOOM, MIN_ZOOM, SCHEMA
from app.map.osm.tiles import Tile

_FIELDS: dict[str, dict[str, str]] = {
    "landuse": {"kind": "String"},
    "water": {"kind": "String", "name": "String"},
    "waterway": {"kind": "String", "name": "String"},
    "buildings": {},
    "boundary": {"level": "Number"},
    "roads": {"kind": "String", "name": "String", "ref": "String"},
    "places": {"kind": "String", "name": "String"},
    "pois": {"kind": "String", "name": "String"},
}


class MbtilesWriter:
    """Takes tiles one by one; ``finish`` makes the file whole."""

    def __init__(self, path: Path) -> None:
        self._base = sqlite3.connect(path)
        self._base.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA application_id=0x4d504258;"
            "CREATE TABLE metadata (name TEXT PRIMARY KEY, value TEXT);"
            "CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB,"
            " PRIMARY KEY (zoom_level, tile_column, tile_row)) WITHOUT ROWID;"
        )
        self.tiles = 0

    def write(self, tiles: Iterable[Tile]) -> None:
        """Take these tiles; rows are counted from the south in the file."""
        rows = [(one.zoom, one.x, (1 << one.zoom) - 1 - one.y, one.data) for one in tiles]
        self._base.executemany("INSERT INTO tiles VALUES (?, ?, ?, ?)", rows)
        self._base.commit()
        self.tiles += len(rows)

    def finish(self, name: str, bounds: Region) -> None:
        """Write what the map is; the review number (审图号) is for the user to fill in, who answers for its approval."""
        middle = ((bounds.west + bounds.east) / 2, (bounds.south + bounds.north) / 2)
        facts = {
            "name": name, "format": "pbf", "type": "baselayer", "version": "1",
            "bounds": f"{bounds.west:.6f},{bounds.south:.6f},{bounds.east:.6f},{bounds.north:.6f}",
            "center": f"{middle[0]:.6f},{middle[1]:.6f},{MIN_ZOOM + 4}",
            "minzoom": str(MIN_ZOOM), "maxzoom": str(MAX_ZOOM), "attribution": ATTRIBUTION, "zhishou_schema": str(SCHEMA),
            "review_number": "", "crs": "WGS-84",
            "json": json.dumps({"vector_layers": [
                {"id": layer, "fields": _FIELDS[layer], "minzoom": MIN_ZOOM, "maxzoom": MAX_ZOOM} for layer in LAYERS
            ]}),
        }  # fmt: skip
        self._base.executemany("INSERT INTO metadata VALUES (?, ?)", facts.items())
        self._base.commit()
        self._base.execute("PRAGMA synchronous=FULL")
        self._base.close()

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()
