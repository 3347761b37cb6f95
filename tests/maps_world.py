"""Base maps made for tests with the libraries that others make them with: MBTiles by sqlite3, PMTiles by its own writer,
vector tiles by mapbox-vector-tile, pictures by Pillow. The vector map is the demo township in this program's own schema."""

from __future__ import annotations

import gzip
import io
import json
import math
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from typing import Any

import mapbox_vector_tile
from PIL import Image, ImageDraw
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer
from shapely.affinity import affine_transform
from shapely.geometry import box, shape

from app.map.sources.ground import tile_at

BASEMAP = Path(__file__).parents[1] / "resources" / "demo" / "data" / "basemap"
MIDDLE = (18.5993, 114.4894)
"""The demo township's centre: latitude, longitude."""

BOX = (18.53, 114.42, 18.68, 114.62)
"""South, west, north, east of the demo township, roughly."""

Address = tuple[int, int, int]
Tiles = Mapping[Address, bytes]
_ROADS = {"county": "secondary", "town": "tertiary", "village": "local"}


def addresses(zooms: Iterable[int]) -> list[Address]:
    """Every tile of the demo township at these zooms."""
    south, west, north, east = BOX
    found = []
    for z in zooms:
        x0, y0 = tile_at(north, west, z)
        x1, y1 = tile_at(south, east, z)
        found += [(z, x, y) for x in range(x0, x1 + 1) for y in range(y0, y1 + 1)]
    return found


def picture(text: str = "", colour: tuple[int, int, int] = (190, 205, 170), side: int = 256, kind: str = "PNG") -> bytes:
    """A tile as a picture, with a frame and its address in it."""
    image = Image.new("RGB", (side, side), colour)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, side - 1, side - 1), outline=(90, 110, 80))
    draw.text((12, 12), text, fill=(40, 60, 30))
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


@lru_cache
def raster_tiles(zooms: tuple[int, ...] = (11, 12, 13)) -> Tiles:
    """Pictures that differ from tile to tile."""
    return {(z, x, y): picture(f"{z}/{x}/{y}", (150 + x * 7 % 60, 170 + y * 11 % 60, 150)) for z, x, y in addresses(zooms)}


@lru_cache
def vector_tiles(zooms: tuple[int, ...] = (11, 12, 13, 14)) -> Tiles:
    """The demo township as packed vector tiles."""
    layers = _township()
    tiles = {}
    for z, x, y in addresses(zooms):
        body = _cut(layers, z, x, y)
        if body:
            tiles[z, x, y] = gzip.compress(body, mtime=0)
    return tiles


def write_mbtiles(path: Path, tiles: Tiles, *, tms: bool = True, **metadata: str) -> Path:
    """An MBTiles file as the specification wants it."""
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE metadata (name text, value text)")
        db.execute("CREATE TABLE tiles (zoom_level integer, tile_column integer, tile_row integer, tile_data blob)")
        db.execute("CREATE UNIQUE INDEX tile_index ON tiles (zoom_level, tile_column, tile_row)")
        db.executemany("INSERT INTO metadata VALUES (?, ?)", metadata.items())
        db.executemany(
            "INSERT INTO tiles VALUES (?, ?, ?, ?)",
            [(z, x, (1 << z) - 1 - y if tms else y, data) for (z, x, y), data in tiles.items()],
        )
        db.commit()
    return path


def write_vector_mbtiles(path: Path, zooms: tuple[int, ...] = (11, 12, 13, 14)) -> Path:
    """The demo township as this program's own extract builder writes such a file."""
    south, west, north, east = BOX
    names = ("water", "waterway", "landuse", "roads", "buildings", "boundary", "places", "pois")
    return write_mbtiles(
        path, vector_tiles(zooms), name="青石镇矢量底图", format="pbf", bounds=f"{west},{south},{east},{north}",
        attribution="虚构测试数据", zhishou_schema="1", json=json.dumps({"vector_layers": [{"id": name} for name in names]}),
    )


def write_pmtiles(path: Path, tiles: Tiles, *, vector: bool, **metadata: Any) -> Path:
    """A PMTiles archive by the writer of its own library."""
    south, west, north, east = BOX
    with path.open("wb") as file:
        writer = Writer(file)
        for address in sorted(tiles, key=lambda one: zxy_to_tileid(*one)):
            writer.write_tile(zxy_to_tileid(*address), tiles[address])
        zooms = [z for z, _x, _y in tiles]
        writer.finalize(
            {
                "tile_type": TileType.MVT if vector else TileType.PNG,
                "tile_compression": Compression.GZIP if vector else Compression.NONE,
                "min_zoom": min(zooms), "max_zoom": max(zooms),
                "min_lon_e7": round(west * 1e7), "min_lat_e7": round(south * 1e7),
                "max_lon_e7": round(east * 1e7), "max_lat_e7": round(north * 1e7),
                "center_zoom": min(zooms), "center_lon_e7": round(MIDDLE[1] * 1e7), "center_lat_e7": round(MIDDLE[0] * 1e7),
            },
            metadata,
        )
    return path


def write_folder(path: Path, tiles: Tiles, ending: str = "png", *, tms: bool = False) -> Path:
    """A folder of tiles ``z/x/y``."""
    for (z, x, y), data in tiles.items():
        row = (1 << z) - 1 - y if tms else y
        file = path / str(z) / str(x) / f"{row}.{ending}"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return path


def _township() -> dict[str, list[tuple[Any, dict[str, Any]]]]:
    """The demo's GeoJSON as layers of this program's schema."""
    layers: dict[str, list[tuple[Any, dict[str, Any]]]] = defaultdict(list)
    for file in sorted(BASEMAP.glob("*.geojson")):
        for feature in json.loads(file.read_text("utf-8"))["features"]:
            told, geometry = feature["properties"], shape(feature["geometry"])
            kind = str(told.get("kind", ""))
            if file.stem == "roads":
                layers["roads"].append((geometry, {"kind": _ROADS[told["class"]], "name": told.get("name", "")}))
            elif file.stem == "labels":
                place = kind in ("town", "village", "hamlet", "group")
                layers["places" if place else "pois"].append((geometry, {"kind": kind, "name": told["name"]}))
            elif file.stem == "water":
                flat = geometry.geom_type in ("Polygon", "MultiPolygon")
                layers["water" if flat else "waterway"].append((geometry, {"kind": kind}))
            elif file.stem == "landuse" and kind != "contour":
                layers["landuse"].append((geometry, {"kind": kind}))
            elif file.stem == "buildings":
                layers["buildings"].append((geometry, {}))
            elif file.stem == "boundary":
                layers["boundary"].append((geometry.boundary, {"level": 8}))
    return layers


def _cut(layers: Mapping[str, list[tuple[Any, dict[str, Any]]]], z: int, x: int, y: int) -> bytes:
    wide = 1 << z

    def lat(row: int) -> float:
        return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * row / wide))))

    west, east, north, south = x / wide * 360 - 180, (x + 1) / wide * 360 - 180, lat(y), lat(y + 1)
    edge = (east - west) / 32
    window = box(west - edge, south - edge, east + edge, north + edge)
    across, down = 4096 / (east - west), 4096 / (north - south)
    made = []
    for name, features in layers.items():
        inside = []
        for geometry, properties in features:
            cut = geometry.intersection(window) if geometry.intersects(window) else None
            if cut is not None and not cut.is_empty:
                placed = affine_transform(cut, (across, 0, 0, down, -west * across, -south * down))
                inside.append({"geometry": placed, "properties": properties})
        if inside:
            made.append({"name": name, "features": inside})
    body: bytes = mapbox_vector_tile.encode(made, default_options={"on_invalid_geometry": None}) if made else b""
    return body
