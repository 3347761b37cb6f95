"""Draws a base map's tiles with Pillow, to look at them: ``python tests/map/osm/picture.py FILE.mbtiles OUT.png [ZOOM]``."""

from __future__ import annotations

import gzip
import sqlite3
import sys
from pathlib import Path
from typing import Any

import mapbox_vector_tile
from PIL import Image, ImageDraw

SIDE = 256
_FILLS = {"landuse": "#d8e4c8", "water": "#9cc4e4", "buildings": "#b8a898"}
_LINES = {"waterway": ("#6aa0d0", 2), "boundary": ("#a060a0", 1), "roads": ("#ffffff", 2)}


def decoded(path: Path) -> dict[tuple[int, int, int], dict[str, Any]]:
    """Every tile of the file by zoom, column and row from the north, as mapbox_vector_tile reads it (y down)."""
    base = sqlite3.connect(path)
    try:
        rows = base.execute("SELECT zoom_level, tile_column, tile_row, tile_data FROM tiles").fetchall()
    finally:
        base.close()
    options = {"y_coord_down": True}
    return {
        (z, x, (1 << z) - 1 - row): mapbox_vector_tile.decode(gzip.decompress(data), default_options=options)
        for z, x, row, data in rows
    }


def draw(path: Path, out: Path, zoom: int) -> None:
    """All tiles of one zoom beside one another."""
    tiles = {key[1:]: tile for key, tile in decoded(path).items() if key[0] == zoom}
    left, top = min(x for x, _ in tiles), min(y for _, y in tiles)
    wide, high = max(x for x, _ in tiles) - left + 1, max(y for _, y in tiles) - top + 1
    picture = Image.new("RGB", (wide * SIDE, high * SIDE), "#f4f2ec")
    for (x, y), tile in tiles.items():
        one = Image.new("RGB", (SIDE, SIDE), "#f4f2ec")
        pen = ImageDraw.Draw(one)
        for name, layer in tile.items():
            for feature in layer["features"]:
                _feature(pen, name, feature)
        pen.rectangle((0, 0, SIDE - 1, SIDE - 1), outline="#e0d0d0")
        picture.paste(one, ((x - left) * SIDE, (y - top) * SIDE))
    picture.save(out)


def _feature(pen: ImageDraw.ImageDraw, name: str, feature: dict[str, Any]) -> None:
    shape = feature["geometry"]
    many = shape["type"].startswith("Multi")
    for part in shape["coordinates"] if many else [shape["coordinates"]]:
        if name in _FILLS:
            fill = "#c8dcb0" if feature["properties"].get("kind") == "forest" else _FILLS[name]
            for number, ring in enumerate(part):
                pen.polygon([(a / 16, b / 16) for a, b in ring], fill=fill if number == 0 else "#f4f2ec")
        elif name in _LINES:
            colour, width = _LINES[name]
            major = feature["properties"].get("kind") in ("motorway", "trunk", "primary", "secondary", "tertiary")
            pen.line([(a / 16, b / 16) for a, b in part], fill="#e0a030" if major else colour, width=width + major)
        else:
            x, y = part[0] / 16, part[1] / 16
            pen.ellipse((x - 3, y - 3, x + 3, y + 3), fill="#c03030" if name == "pois" else "#303030")


if __name__ == "__main__":
    draw(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 14)
