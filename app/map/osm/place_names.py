"""The gazetteer of an extract: settlements, facilities, streets and other named points, each with its village."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import shapely
from shapely import STRtree

from app.catalog.gazetteer import GazetteerEntry
from app.catalog.gazetteer_file import MOST_NAMES
from app.domain.resource.model import FacilityCategory
from app.kernel.geo import Point, Region
from app.kernel.text import Text
from app.map.osm.extract import Areas, Piece
from app.map.osm.schema import boundary_level, place_of, poi_of, waterway_of
from app.map.osm.tags import Tags, aliases_of, english_of, name_of, road_of
from app.map.roads.network import ROAD_KINDS

_SETTLED = frozenset({"city", "town", "suburb", "quarter", "neighbourhood", "village", "hamlet", "isolated_dwelling"})
_IMPORTANT = frozenset({
    "school", "kindergarten", "hospital", "clinic", "police", "fire_station", "townhall", "nursing_home", "station", "bus_station",
    "fuel", "dam", "works", "market", "community_centre", "power", "mine", "airport", "stadium", "ferry",
})  # fmt: skip
_VILLAGE_LEVELS = (9, 10)
_ROAD_CELL_DEG = 0.1
"""A road of one name is one entry in each cell of about ten kilometres: a long one is found near the caller."""


class _Named:
    """A place with its importance: settlements, what a call often names, roads and waters, the rest."""

    __slots__ = ("entry", "importance")

    def __init__(self, importance: int, entry: GazetteerEntry) -> None:
        self.importance, self.entry = importance, entry


class PlaceSink:
    """Collects names. Roads and waters are kept by name and neighbourhood, at the longest stretch."""

    def __init__(self, area: Region) -> None:
        self._area = area
        self._named: list[_Named] = []
        self._lines: dict[tuple[str, int, int], tuple[float, GazetteerEntry]] = {}
        self._villages: list[tuple[str, Any]] = []

    def node(self, node_id: int, tags: Tags, lon: float, lat: float) -> None:
        """A settlement or a named point."""
        self._take(f"osm:n{node_id}", tags, lon, lat)

    def way(self, way_id: int, tags: Tags, pieces: Sequence[Piece], level: int) -> None:
        """A street, a river: the middle of its longest stretch inside."""
        road, water = road_of(tags), waterway_of(tags)
        name = name_of(tags) or (road.ref if road is not None else "")
        if not name or (road is None and water is None):
            return
        category = FacilityCategory.ROAD if road is not None else FacilityCategory.FACILITY
        kind = ROAD_KINDS[road.kind] if road is not None else "river"
        for piece in pieces:
            middle = self._middle(piece)
            if middle is None:
                continue
            lon, lat, length = middle
            key = (name, int(lon // _ROAD_CELL_DEG), int(lat // _ROAD_CELL_DEG))
            if length <= self._lines.get(key, (0.0, None))[0]:
                continue
            numbered = (road.ref,) if road is not None and road.ref and road.ref != name else ()
            aliases = tuple(dict.fromkeys((*numbered, *aliases_of(tags))))
            entry = GazetteerEntry(
                f"osm:w{way_id}", Text(name, english_of(tags)), Point(lat, lon), category.value, "", aliases, kind
            )
            self._lines[key] = (length, entry)

    def _middle(self, piece: Piece) -> tuple[float, float, float] | None:
        """The middle point of the stretch that lies inside, and how long it is in degrees."""
        lon, lat, box = piece.lonlat[:, 0], piece.lonlat[:, 1], self._area
        inside = np.flatnonzero((lon >= box.west) & (lon <= box.east) & (lat >= box.south) & (lat <= box.north))
        if not len(inside):
            return None
        at = int(inside[len(inside) // 2])
        steps = np.abs(np.diff(piece.lonlat[inside], axis=0)).sum()
        return float(lon[at]), float(lat[at]), float(steps) + 1e-9

    def areas(self, areas: Areas) -> None:
        """Settlements and points that were drawn as areas; the areas of villages."""
        for at, tags in enumerate(areas.tags):
            name = name_of(tags)
            if not name:
                continue
            if tags.get("boundary") == "administrative" and boundary_level(tags.get("admin_level", "")) in _VILLAGE_LEVELS:
                self._villages.append((name, areas.shapes[at]))
            if place_of(tags) is not None or poi_of(tags, name) is not None:
                point = shapely.point_on_surface(areas.shapes[at])
                self._take(f"osm:{areas.ids[at]}", tags, point.x, point.y)

    def _take(self, entry_id: str, tags: Tags, lon: float, lat: float) -> None:
        name, box = name_of(tags), self._area
        if not name or not (box.west <= lon <= box.east and box.south <= lat <= box.north):
            return
        drawn = place_of(tags) or poi_of(tags, name)
        if drawn is None:
            return
        settled = drawn.layer == "places" and drawn.kind in _SETTLED
        category = FacilityCategory.SETTLEMENT if settled else FacilityCategory.FACILITY
        entry = GazetteerEntry(
            entry_id, Text(name, english_of(tags)), Point(lat, lon), category.value, "", aliases_of(tags), drawn.kind
        )
        self._named.append(_Named(0 if settled else 1 if drawn.kind in _IMPORTANT else 3, entry))

    def entries(self) -> tuple[tuple[GazetteerEntry, ...], int]:
        """The places with their villages, the most important first, and how many are beyond the limit."""
        found = self._named + [_Named(2, entry) for _, entry in self._lines.values()]
        found.sort(key=lambda one: one.importance)
        unique = list({_same(one.entry): one.entry for one in reversed(found)}.values())[::-1]
        kept = unique[:MOST_NAMES]
        return tuple(self._in_villages(kept)), len(unique) - len(kept)

    def _in_villages(self, entries: list[GazetteerEntry]) -> Iterator[GazetteerEntry]:
        """Each with the village inside whose boundary it lies; the smallest where several hold it."""
        village = [""] * len(entries)
        if self._villages and entries:
            shapes = np.array([shape for _, shape in self._villages], dtype=object)
            points = shapely.points([one.point.lon for one in entries], [one.point.lat for one in entries])
            size = shapely.area(shapes)
            pairs = STRtree(shapes).query(points, predicate="intersects").T
            for point, area in sorted(pairs.tolist(), key=lambda pair: -size[pair[1]]):
                village[point] = self._villages[area][0]
        for entry, name in zip(entries, village, strict=True):
            yield GazetteerEntry(
                entry.id, entry.name, entry.point, entry.category, name if name != entry.name.zh else "", entry.aliases, entry.kind
            )


def _same(entry: GazetteerEntry) -> tuple[str, str, int, int]:
    """Two objects of one name and category within about a kilometre are one place (a school as a point and as an area)."""
    return entry.name.zh, entry.category, round(entry.point.lat * 100), round(entry.point.lon * 100)
