"""MBTiles: tiles in one SQLite file, rows counted from the south; read without ever writing to it."""

from __future__ import annotations

import json
import math
import sqlite3
import threading
from pathlib import Path
from typing import Any
from urllib.parse import quote

from app.desk.maps import TileKind
from app.kernel.errors import Problem
from app.kernel.geo import Region
from app.map.sources.ground import bounds_of_tiles, region_of
from app.map.sources.looks import LARGEST_TILE, layer_names, picture, schema_of, unpacked, vector
from app.map.sources.port import MOST_ZOOM, SourceFacts, Tile, bad, is_address

_MAGIC = b"SQLite format 3\x00"
_LARGEST_METADATA = 1_000_000
_ONE = "SELECT tile_data FROM tiles WHERE zoom_level=? AND tile_column=? AND tile_row=? AND length(tile_data)<=?"


class MbtilesSource:
    """One MBTiles file, raster or vector (see ``TileSource``). Making one opens it: ``BadFile`` says what is wrong."""

    def __init__(self, path: Path, *, tms: bool | None = None) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._db: sqlite3.Connection | None = _open(path)
        try:
            metadata = self._metadata()
            self._tms = metadata.get("scheme", "tms") != "xyz" if tms is None else tms
            self.facts = self._look(metadata)
        except sqlite3.Error as error:
            self.close()
            raise bad(path, "map_file_damaged", why=error) from error
        except BaseException:
            self.close()
            raise

    def tile(self, z: int, x: int, y: int) -> Tile | None:
        """See ``TileSource``."""
        if not is_address(z, x, y):
            return None
        row = (1 << z) - 1 - y if self._tms else y
        try:
            with self._lock:
                if self._db is None:
                    return None
                found = self._db.execute(_ONE, (z, x, row, LARGEST_TILE)).fetchone()
        except sqlite3.Error as error:
            raise bad(self._path, "map_file_damaged", why=error) from error
        if found is None or not isinstance(found[0], bytes):
            return None
        return vector(found[0]) if self.facts.kind is TileKind.VECTOR else picture(found[0])

    def check(self) -> tuple[Problem, ...]:
        """Whether the whole file is sound, page by page."""
        try:
            db = _open(self._path)
            try:
                said = [str(row[0]) for row in db.execute("PRAGMA quick_check(5)")]
            finally:
                db.close()
        except sqlite3.Error as error:
            said = [str(error)]
        return () if said == ["ok"] else bad(self._path, "map_file_damaged", why="; ".join(said)).problems

    def close(self) -> None:
        """See ``TileSource``."""
        with self._lock:
            if self._db is not None:
                self._db.close()
                self._db = None

    def _metadata(self) -> dict[str, str]:
        assert self._db is not None
        kinds = {str(name) for (name,) in self._db.execute("SELECT name FROM sqlite_master WHERE type IN ('table','view')")}
        if "tiles" not in kinds:
            raise bad(self._path, "map_no_tiles_table", found=", ".join(sorted(kinds)[:8]) or "-")
        if "metadata" not in kinds:
            return {}
        rows = self._db.execute("SELECT name, value FROM metadata WHERE length(value)<=?", (_LARGEST_METADATA,)).fetchmany(500)
        return {str(name): str(value) for name, value in rows}

    def _look(self, metadata: dict[str, str]) -> SourceFacts:
        assert self._db is not None
        sample = self._db.execute("SELECT tile_data FROM tiles WHERE length(tile_data)<=? LIMIT 1", (LARGEST_TILE,)).fetchone()
        if sample is None:
            raise bad(self._path, "map_no_tiles")
        data = sample[0] if isinstance(sample[0], bytes) else b""
        kind = kind_of(data)
        if kind is None:
            raise bad(self._path, "map_tiles_unreadable", claimed=metadata.get("format", "-"))
        low, high = self._zooms()
        layers = _layers(metadata, data) if kind is TileKind.VECTOR else ()
        own = metadata.get("zhishou_schema") == "1"
        return SourceFacts(
            kind=kind, min_zoom=low, max_zoom=high, bounds=_bounds(metadata) or self._spread(low),
            name=metadata.get("name", ""), attribution=metadata.get("attribution", ""), layers=layers,
            schema=schema_of(layers, own=own) if kind is TileKind.VECTOR else None, size_bytes=self._path.stat().st_size,
        )  # fmt: skip

    def _zooms(self) -> tuple[int, int]:
        """From the tiles themselves: what the metadata say is often copied from another map."""
        assert self._db is not None
        each = "(SELECT min(zoom_level) FROM tiles), (SELECT max(zoom_level) FROM tiles)"  # asked for together they scan every tile
        low, high = self._db.execute(f"SELECT {each}").fetchone()
        if not isinstance(low, int) or not isinstance(high, int) or not 0 <= low <= high <= MOST_ZOOM:
            raise bad(self._path, "map_zoom_wrong", low=low, high=high)
        return low, high

    def _spread(self, zoom: int) -> Region | None:
        assert self._db is not None
        box = self._db.execute(
            "SELECT min(tile_column), min(tile_row), max(tile_column), max(tile_row) FROM tiles WHERE zoom_level=?", (zoom,)
        ).fetchone()
        if not all(isinstance(one, int) and 0 <= one < 1 << zoom for one in box):
            return None
        west, south, east, north = box
        if self._tms:
            south, north = (1 << zoom) - 1 - south, (1 << zoom) - 1 - north
        return bounds_of_tiles(zoom, west, min(south, north), east, max(south, north))


def kind_of(data: bytes) -> TileKind | None:
    """Of which kind a map is that holds this tile; ``None`` where it is no tile at all."""
    if picture(data) is not None:
        return TileKind.RASTER
    return TileKind.VECTOR if vector(data) is not None else None


def _open(path: Path) -> sqlite3.Connection:
    with path.open("rb") as file:
        if file.read(len(_MAGIC)) != _MAGIC:
            raise bad(path, "map_not_mbtiles")
    address = f"file:{quote(str(path.resolve()))}?mode=ro"
    try:
        db = sqlite3.connect(address, uri=True, check_same_thread=False)
        db.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    except sqlite3.OperationalError:
        # On a read-only disk a file in WAL mode can only be opened as one that nobody changes.
        db = sqlite3.connect(f"{address}&immutable=1", uri=True, check_same_thread=False)
    except sqlite3.Error as error:
        raise bad(path, "map_file_damaged", why=error) from error
    return db


def _layers(metadata: dict[str, str], sample: bytes) -> tuple[str, ...]:
    try:
        told: Any = json.loads(metadata.get("json", "{}"))
        named = tuple(str(layer["id"]) for layer in told["vector_layers"])
    except (ValueError, KeyError, TypeError):
        named = ()
    return named or layer_names(unpacked(sample) or b"") or ()


def _bounds(metadata: dict[str, str]) -> Region | None:
    try:
        west, south, east, north = (float(part) for part in metadata["bounds"].split(","))
    except (KeyError, ValueError):
        return None
    return region_of(south, west, north, east) if all(map(math.isfinite, (west, south, east, north))) else None
