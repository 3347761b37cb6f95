"""A folder of tiles, ``z/x/y.png`` (or jpg, jpeg, webp, pbf, mvt), as QGIS and most download tools write it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from app.desk.maps import TileKind
from app.kernel.errors import Problem
from app.kernel.geo import Region
from app.map.sources.ground import bounds_of_tiles
from app.map.sources.looks import LARGEST_TILE, layer_names, picture, schema_of, unpacked, vector
from app.map.sources.port import MOST_ZOOM, SourceFacts, Tile, bad, is_address

_PICTURES = (".png", ".jpg", ".jpeg", ".webp")
_VECTORS = (".pbf", ".mvt")
_LARGEST_NOTE = 1_000_000
_CHECKED_PER_ZOOM = 40


class FolderSource:
    """One folder of tiles (see ``TileSource``). ``tms`` counts rows from the south; ``None`` takes what the folder says
    (``tilemapresource.xml`` of gdal2tiles, ``scheme`` in ``metadata.json``), else from the north."""

    def __init__(self, path: Path, *, tms: bool | None = None) -> None:
        self._path = path
        self._root = os.path.realpath(path)
        self._closed = False
        note = self._note()
        self._tms = (path / "tilemapresource.xml").is_file() or note.get("scheme") == "tms" if tms is None else tms
        zooms = _numbers(path)
        kind, self._ending, sample = self._sample(zooms)
        layers = (layer_names(unpacked(sample) or b"") or ()) if kind is TileKind.VECTOR else ()
        self.facts = SourceFacts(
            kind=kind, min_zoom=zooms[0], max_zoom=zooms[-1], bounds=self._spread(zooms[0]),
            name=str(note.get("name", "")), attribution=str(note.get("attribution", "")), layers=layers,
            schema=schema_of(layers, own=str(note.get("zhishou_schema")) == "1") if kind is TileKind.VECTOR else None,
        )  # fmt: skip

    def tile(self, z: int, x: int, y: int) -> Tile | None:
        """See ``TileSource``."""
        if self._closed or not is_address(z, x, y):
            return None
        row = (1 << z) - 1 - y if self._tms else y
        data = self._read(self._path / str(z) / str(x) / f"{row}{self._ending}")
        if data is None:
            return None
        return vector(data) if self.facts.kind is TileKind.VECTOR else picture(data)

    def check(self) -> tuple[Problem, ...]:
        """Some tiles of each zoom are looked at; those that are none are named."""
        wrong = []
        for zoom in _numbers(self._path):
            for file in islice(self._tiles(zoom), _CHECKED_PER_ZOOM):
                data = self._read(file)
                if data is None or (vector(data) if self.facts.kind is TileKind.VECTOR else picture(data)) is None:
                    wrong.append(file.relative_to(self._path).as_posix())
        if not wrong:
            return ()
        return bad(self._path, "map_some_tiles_wrong", count=len(wrong), first=", ".join(wrong[:3])).problems

    def close(self) -> None:
        """See ``TileSource``."""
        self._closed = True

    def _read(self, file: Path) -> bytes | None:
        """The bytes of a file that really lies in the folder; a link that leads out of it does not exist."""
        real = os.path.realpath(file)
        if not real.startswith(self._root + os.sep):
            return None
        try:
            with open(real, "rb") as opened:
                data = opened.read(LARGEST_TILE + 1)
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
            return None
        return data if len(data) <= LARGEST_TILE else None

    def _note(self) -> dict[str, object]:
        file = self._path / "metadata.json"
        try:
            with file.open("rb") as opened:
                told = json.loads(opened.read(_LARGEST_NOTE))
        except (OSError, ValueError):
            return {}
        return told if isinstance(told, dict) else {}

    def _sample(self, zooms: list[int]) -> tuple[TileKind, str, bytes]:
        """The first tile that is one decides what the folder holds; ``BadFile`` where none of the first is."""
        seen = ""
        for file in islice((file for zoom in zooms for file in self._tiles(zoom)), _CHECKED_PER_ZOOM):
            seen = seen or file.name
            ending, data = file.suffix.lower(), self._read(file) or b""
            kind = TileKind.VECTOR if ending in _VECTORS else TileKind.RASTER
            if (vector(data) if data and kind is TileKind.VECTOR else picture(data)) is not None:
                return kind, ending, data
        raise bad(self._path, "map_tiles_unreadable", claimed=seen) if seen else bad(self._path, "map_folder_empty")

    def _tiles(self, zoom: int) -> Iterator[Path]:
        column_folder = self._path / str(zoom)
        for column in _numbers(column_folder, 1 << zoom):
            for entry in sorted(os.listdir(column_folder / str(column))):
                stem, ending = os.path.splitext(entry)
                if stem.isdigit() and ending.lower() in _PICTURES + _VECTORS:
                    yield column_folder / str(column) / entry

    def _spread(self, zoom: int) -> Region | None:
        """From the names of the lowest zoom's files: few, and they cover the whole."""
        columns = _numbers(self._path / str(zoom), 1 << zoom)
        rows = [int(file.stem) for file in islice(self._tiles(zoom), 4096)]
        rows = [row for row in rows if row < 1 << zoom]
        if not columns or not rows:
            return None
        if self._tms:
            rows = [(1 << zoom) - 1 - row for row in rows]
        return bounds_of_tiles(zoom, columns[0], min(rows), columns[-1], max(rows))


def _numbers(folder: Path, limit: int = MOST_ZOOM + 1) -> list[int]:
    """The sub-folders that are numbers below the limit, in order."""
    try:
        with os.scandir(folder) as entries:
            found = [entry.name for entry in entries if entry.name.isascii() and entry.name.isdigit() and entry.is_dir()]
    except (FileNotFoundError, NotADirectoryError):
        return []
    return sorted(int(name) for name in found if len(name) < 10 and str(int(name)) == name and int(name) < limit)
