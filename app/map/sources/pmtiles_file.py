"""PMTiles: tiles in one file with a directory of its own; read by ranges, so that memory does not grow with the file."""

from __future__ import annotations

import gzip
import json
import os
import threading
import zlib
from collections import OrderedDict
from pathlib import Path
from typing import Any

from pmtiles.tile import Compression, Entry, TileType, deserialize_directory, deserialize_header, find_tile, zxy_to_tileid

from app.desk.maps import TileKind
from app.kernel.errors import BadFile, Problem
from app.map.sources.ground import region_of
from app.map.sources.looks import LARGEST_TILE, picture, schema_of, unpacked, vector
from app.map.sources.port import MOST_ZOOM, SourceFacts, Tile, bad, is_address

_HEADER = 127
_LARGEST_DIRECTORY = 4 * 1024 * 1024
_LARGEST_METADATA = 4 * 1024 * 1024
_DEPTH = 4
_KEPT_DIRECTORIES = 48
_PICTURES = frozenset({TileType.PNG, TileType.JPEG, TileType.WEBP})
_BROKEN = (ValueError, KeyError, IndexError, EOFError, zlib.error, gzip.BadGzipFile, OverflowError, UnicodeDecodeError)


class PmtilesSource:
    """One PMTiles archive, raster or vector (see ``TileSource``). Making one opens it: ``BadFile`` says what is wrong."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._directories: OrderedDict[int, list[Entry]] = OrderedDict()
        self._file: Any = path.open("rb", buffering=0)
        try:
            self._size = os.fstat(self._file.fileno()).st_size
            self._header = self._read_header()
            self.facts = self._look()
        except _BROKEN as error:
            self.close()
            raise bad(path, "map_file_damaged", why=error or type(error).__name__) from error
        except BaseException:
            self.close()
            raise

    def tile(self, z: int, x: int, y: int) -> Tile | None:
        """See ``TileSource``."""
        if not is_address(z, x, y) or not self._header["min_zoom"] <= z <= self._header["max_zoom"]:
            return None
        try:
            with self._lock:
                data = None if self._file is None else self._find(zxy_to_tileid(z, x, y))
        except _BROKEN as error:
            raise bad(self._path, "map_file_damaged", why=error or type(error).__name__) from error
        if not data:
            return None
        return vector(data) if self.facts.kind is TileKind.VECTOR else picture(data)

    def check(self) -> tuple[Problem, ...]:
        """Whether everything that the head names lies inside the file."""
        head = self._header
        parts = ("root", "metadata", "leaf_directory", "tile_data")
        cut = [part for part in parts if head[f"{part}_offset"] + head[f"{part}_length"] > self._size]
        return bad(self._path, "map_file_short", parts=", ".join(cut)).problems if cut else ()

    def close(self) -> None:
        """See ``TileSource``."""
        with self._lock:
            if self._file is not None:
                self._file.close()
                self._file = None

    def _read_header(self) -> dict[str, Any]:
        head = self._range(0, min(_HEADER, self._size))
        if head[:7] != b"PMTiles":
            raise bad(self._path, "map_not_pmtiles")
        if len(head) < _HEADER:
            raise bad(self._path, "map_file_short", parts="header")
        if head[7] != 3:
            raise bad(self._path, "map_pmtiles_version", version=head[7])
        return dict(deserialize_header(head))

    def _look(self) -> SourceFacts:
        head = self._header
        for part in ("internal_compression", "tile_compression"):
            if head[part] not in (Compression.NONE, Compression.GZIP):
                raise bad(self._path, "map_pmtiles_packing", packing=head[part].name)
        if head["tile_type"] not in _PICTURES | {TileType.MVT}:
            raise bad(self._path, "map_tiles_unreadable", claimed=head["tile_type"].name)
        if not 0 <= head["min_zoom"] <= head["max_zoom"] <= MOST_ZOOM:
            raise bad(self._path, "map_zoom_wrong", low=head["min_zoom"], high=head["max_zoom"])
        if cut := self.check():
            raise BadFile(cut)
        kind = TileKind.RASTER if head["tile_type"] in _PICTURES else TileKind.VECTOR
        metadata = self._metadata()
        layers = tuple(str(one.get("id", "")) for one in metadata.get("vector_layers", ()) if isinstance(one, dict))
        return SourceFacts(
            kind=kind, min_zoom=head["min_zoom"], max_zoom=head["max_zoom"],
            bounds=region_of(*(head[name] / 1e7 for name in ("min_lat_e7", "min_lon_e7", "max_lat_e7", "max_lon_e7"))),
            name=str(metadata.get("name", "")), attribution=str(metadata.get("attribution", "")), layers=layers,
            schema=schema_of(layers, own=str(metadata.get("zhishou_schema")) == "1") if kind is TileKind.VECTOR else None,
            size_bytes=self._size,
        )  # fmt: skip

    def _metadata(self) -> dict[str, Any]:
        head = self._header
        if head["metadata_length"] > _LARGEST_METADATA:
            raise ValueError("metadata too large")
        raw = self._range(head["metadata_offset"], head["metadata_length"])
        body = unpacked(raw, _LARGEST_METADATA)
        if body is None:
            raise ValueError("metadata cannot be unpacked")
        told = json.loads(body) if body else {}
        return told if isinstance(told, dict) else {}

    def _find(self, tile_id: int) -> bytes | None:
        head = self._header
        offset, length = head["root_offset"], head["root_length"]
        for _ in range(_DEPTH):
            entry = find_tile(self._directory(offset, length), tile_id)
            if entry is None or entry.length > LARGEST_TILE:
                return None
            if entry.run_length:
                return self._range(head["tile_data_offset"] + entry.offset, entry.length)
            offset, length = head["leaf_directory_offset"] + entry.offset, entry.length
        return None

    def _directory(self, offset: int, length: int) -> list[Entry]:
        """Unpacked once and kept while it is used: reading one takes longer than all the rest."""
        kept = self._directories.get(offset)
        if kept is not None:
            self._directories.move_to_end(offset)
            return kept
        if length > _LARGEST_DIRECTORY:
            raise ValueError("directory too large")
        raw = self._range(offset, length)
        plain = unpacked(raw, _LARGEST_DIRECTORY)
        if plain is None:
            raise ValueError("directory cannot be unpacked")
        # The library unpacks by itself; packed once more it gets bytes whose size is known to be bearable.
        made: list[Entry] = deserialize_directory(gzip.compress(plain, 0) if raw[:2] != b"\x1f\x8b" else raw)
        self._directories[offset] = made
        if len(self._directories) > _KEPT_DIRECTORIES:
            self._directories.popitem(last=False)
        return made

    def _range(self, offset: int, length: int) -> bytes:
        if offset < 0 or length < 0 or offset + length > self._size:
            raise EOFError("the file is shorter than its directory says")
        self._file.seek(offset)
        data: bytes = self._file.read(length)
        if len(data) != length:
            raise EOFError("the file is shorter than its directory says")
        return data
