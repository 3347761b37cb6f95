"""What of an extract is drawn on the base map, handed to the spill."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from app.map.osm.extract import Areas, Piece
from app.map.osm.schema import (
    BUILDING_ZOOM,
    ROAD_ZOOMS,
    area_of,
    boundary_zoom,
    place_of,
    poi_of,
    waterway_of,
    zoom_by_area,
)
from app.map.osm.spill import Spill, to_world
from app.map.osm.tags import Tags, name_of, road_of
from app.map.roads.network import ROAD_KINDS

_AT_ONCE = 2000


class BaseSink:
    """Sorts objects into layers. Shapes wait in small heaps, because many at once are cheaper than one by one."""

    def __init__(self, spill: Spill) -> None:
        self._spill = spill
        self._waiting: dict[str, list[tuple[Any, int, tuple[str, str, str]]]] = defaultdict(list)

    def node(self, node_id: int, tags: Tags, lon: float, lat: float) -> None:
        """Settlements and points of interest."""
        name = name_of(tags)
        drawn = (place_of(tags) if name else None) or poi_of(tags, name)
        if drawn is not None:
            self._wait(drawn.layer, shapely.Point(lon, lat), drawn.min_zoom, (drawn.kind, name, ""))

    def way(self, way_id: int, tags: Tags, pieces: Sequence[Piece], level: int) -> None:
        """Roads, waters that are lines, boundaries."""
        road, water = road_of(tags), waterway_of(tags)
        for piece in pieces:
            if road is None and water is None and not level:
                return
            line = shapely.LineString(piece.lonlat)
            if road is not None:
                kind = ROAD_KINDS[road.kind]
                self._wait("roads", line, ROAD_ZOOMS[kind], (kind, road.name, road.ref))
            if water is not None:
                self._wait(water.layer, line, water.min_zoom, (water.kind, name_of(tags), ""))
            if level:
                self._wait("boundary", line, boundary_zoom(level), (str(level), "", ""))

    def areas(self, areas: Areas) -> None:
        """Waters, land use, buildings; settlements and points of interest that were drawn as areas."""
        by_layer: dict[str, list[tuple[int, int, tuple[str, str, str]]]] = defaultdict(list)
        points: list[tuple[int, str, int, tuple[str, str, str]]] = []
        for at, tags in enumerate(areas.tags):
            name = name_of(tags)
            drawn = area_of(tags)
            if drawn is not None:
                by_layer[drawn.layer].append((at, drawn.min_zoom, (drawn.kind, name if drawn.layer == "water" else "", "")))
            point = (place_of(tags) if name else None) or poi_of(tags, name)
            if point is not None:
                points.append((at, point.layer, point.min_zoom, (point.kind, name, "")))
        for layer, found in by_layer.items():
            shapes = _in_world(areas.shapes[[at for at, _, _ in found]])
            zooms = [
                least if least >= BUILDING_ZOOM else min(zoom_by_area(size, least), BUILDING_ZOOM)
                for (_, least, _), size in zip(found, shapely.area(shapes), strict=True)
            ]
            self._spill.add(layer, shapes, zooms, [words for _, _, words in found])
        for at, layer, zoom, words in points:
            self._wait(layer, shapely.point_on_surface(areas.shapes[at]), zoom, words)

    def _wait(self, layer: str, shape: Any, zoom: int, words: tuple[str, str, str]) -> None:
        heap = self._waiting[layer]
        heap.append((shape, zoom, words))
        if len(heap) >= _AT_ONCE:
            self._hand_on(layer)

    def _hand_on(self, layer: str) -> None:
        heap = self._waiting.pop(layer)
        shapes = np.array([shape for shape, _, _ in heap], dtype=object)
        self._spill.add(layer, _in_world(shapes), [zoom for _, zoom, _ in heap], [words for _, _, words in heap])

    def finish(self) -> None:
        """Hand on what still waits, and sort."""
        for layer in tuple(self._waiting):
            self._hand_on(layer)
        self._spill.finish()


def _in_world(shapes: NDArray[Any]) -> NDArray[Any]:
    return np.asarray(shapely.transform(shapes, to_world), dtype=object)
