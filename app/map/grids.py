"""The grids of the region: areas with their worker, households and people, out of its own file and the imported layers."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from app.kernel.errors import BadFile, Refusal
from app.map.features import PolygonGeometry, Position
from app.map.spatial.model import Layer, LayerInfo, LayerKind, SpatialFeature
from app.map.spatial.place_words import guessed
from app.map.spatial.publish import text_of
from app.map.spatial.records import whole
from app.map.spatial.store import LayerStore

Ring = tuple[Position, ...]


class Grid(msgspec.Struct, frozen=True):
    """One grid 网格. ``parts``: its polygons, each the outer ring and its holes. ``shown``: it is drawn on the map.

    ``code`` is unique on this desk; ``number`` is the code that people know ("" where the file has none).
    """

    code: str
    name: str
    parts: tuple[tuple[Ring, ...], ...]
    village: str = ""
    worker: str = ""
    phone: str = ""
    households: int = 0
    people: int = 0
    shown: bool = True
    number: str = ""


def read_grids(path: Path | None, layers_dir: Path | None = None) -> tuple[Grid, ...]:
    """The grids of the imported layers that are about grids, else those of this GeoJSON file; none where there is neither.

    Never both: the same ground would be counted twice. Files are read again only when they changed.
    """
    imported = () if layers_dir is None else layer_grids(layers_dir)
    if imported or path is None or not path.exists():
        return imported
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
        number=code,
    )


FIELDS = ("code", "worker", "phone", "village", "households", "people")
"""What a column of an imported grid layer can be, besides its name."""


def layer_grids(folder: Path) -> tuple[Grid, ...]:
    """The grids of the imported layers of the kind ``grid``; a layer that is switched off keeps its figures and is not drawn."""
    return tuple(one for path in sorted(folder.glob("own_*.json")) for one in _layer(path, path.stat().st_mtime_ns))


def is_grids(info: LayerInfo) -> bool:
    """Whether an imported layer holds the grids of the region: nothing but areas, and somebody called them grids."""
    return info.kind is LayerKind.GRID and info.areas > 0 and not info.points and not info.lines


def told(layer: Layer, say: Callable[..., str]) -> str:
    """How the columns of an imported grid layer were read, in words; what was not found says so."""
    columns = columns_of(layer)
    read = (f"{say(f'grid.field.{field}')} {columns.get(field) or say('grid.no_column')}" for field in ("name", *FIELDS))
    return say("grid.read_as", title=layer.info.title, columns=say("list.separator").join(read))


def columns_of(layer: Layer) -> dict[str, str]:
    """Which column of a layer is read as which field of a grid."""
    taken = {"name": layer.info.name_column} if layer.info.name_column else {}
    return guessed((one.name for one in layer.columns), ("name", *FIELDS), taken)


@lru_cache(maxsize=64)
def _layer(path: Path, _changed_ns: int) -> tuple[Grid, ...]:
    store = LayerStore(path.parent)
    try:
        if not is_grids(store.info(path.stem)):
            return ()
        layer = store.load(path.stem)
    except (BadFile, Refusal):
        return ()  # the panel of the layers names what cannot be read
    columns = columns_of(layer)
    made = (_imported(layer, feature, columns) for feature in layer.features)
    return tuple(one for one in made if one.parts)


def _imported(layer: Layer, feature: SpatialFeature, columns: dict[str, str]) -> Grid:
    def text(field: str) -> str:
        return text_of(layer.value(feature, columns[field])).strip()[:80] if field in columns else ""

    def figure(field: str) -> int:
        return (whole(layer.value(feature, columns[field])) or 0) if field in columns else 0

    return Grid(
        code=f"{layer.info.id}.{feature.number}",
        name=text("name") or text("code") or f"{layer.info.title} {feature.number}",
        parts=tuple(one.coordinates for one in feature.shapes if isinstance(one, PolygonGeometry)),
        village=text("village"), worker=text("worker"), phone=text("phone"), households=figure("households"),
        people=figure("people"), shown=layer.info.on, number=text("code"),
    )
