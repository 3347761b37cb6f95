"""Reads an extract once (its relations are looked at beforehand) and hands what lies in the rectangle to the sinks.

Nodes keep their positions in an index that osmium fills: in memory for a file of some tens of megabytes, in a file of the
work folder for larger ones. Areas (closed ways and multipolygons) are put together by osmium's own area handler.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import numpy as np
import osmium
import shapely
from numpy.typing import NDArray

from app.kernel.geo import Region
from app.map.osm.pbf import Extract, bad
from app.map.osm.schema import AREA_KEYS, NODE_KEYS, boundary_level
from app.map.osm.tags import Tags, is_military

IN_MEMORY_MOST_BYTES = 96 << 20
"""Up to this size of file the positions of its nodes stay in memory (16 bytes each, about 100 MB for such a file)."""

_AREAS_AT_ONCE = 4000
_RELATIONS_SHARE = 0.1
"""How much of the reading time the look at the relations takes (measured: 5 to 12 %)."""
_WAY_KEYS = ("highway", "waterway", "route")
_ASKED = 200
"""So many ways are needed before a judgement about the order of the file is fair."""

Tell = Callable[[float], None]


class Piece(NamedTuple):
    """Points of a way that follow one another: their node ids, and longitude and latitude in degrees, a row each."""

    refs: list[int]
    lonlat: NDArray[np.float64]


class Areas(NamedTuple):
    """Areas that touch the rectangle: ids (``w12`` or ``r12``), tags, and polygons in degrees."""

    ids: list[str]
    tags: list[Tags]
    shapes: NDArray[Any]


class Sink(Protocol):
    """Takes what lies in the rectangle. Nodes come before ways; areas come in batches, in between."""

    def node(self, node_id: int, tags: Tags, lon: float, lat: float) -> None:
        """A node that has one of ``NODE_KEYS``."""
        ...

    def way(self, way_id: int, tags: Tags, pieces: Sequence[Piece], level: int) -> None:
        """A road, waterway or ferry; ``level`` is the administrative level of the boundary that it is part of, else 0."""
        ...

    def areas(self, areas: Areas) -> None:
        """Some areas that have one of ``AREA_KEYS``."""
        ...


@dataclass
class Counts:
    """What was met while reading."""

    objects: int = 0
    inside: int = 0
    ways: int = 0
    broken_ways: int = 0
    relations: int = 0
    relation_areas: int = 0
    military: int = 0
    boundary_ways: dict[int, int] = field(default_factory=dict)


def read(extract: Extract, area: Region, work: Path, sinks: Sequence[Sink], tell: Tell) -> Counts:
    """Read the whole extract; ``tell(share)`` is called between portions and may raise to stop.

    ``BadFile``: ``osm_block_broken``, ``osm_unordered`` (ways before their nodes), ``osm_nothing_inside``.
    """
    counts, manager = Counts(), osmium.area.AreaManager()
    try:
        _look_at_relations(extract, manager, counts, lambda share: tell(share * _RELATIONS_SHARE))
        reading = _Reading(area, sinks, counts)
        reading.run(extract, manager, work, lambda share: tell(_RELATIONS_SHARE + share * (1 - _RELATIONS_SHARE)))
    except (RuntimeError, UnicodeDecodeError) as error:  # osmium's own word for damage; words that are no UTF-8
        raise bad(extract.path, "osm_block_broken", at=str(error)[:200]) from error
    if counts.ways > _ASKED and counts.broken_ways * 2 > counts.ways:
        raise bad(extract.path, "osm_unordered", broken=counts.broken_ways, ways=counts.ways)
    if not counts.inside:
        raise bad(extract.path, "osm_nothing_inside", objects=counts.objects)
    return counts


class _Relations:
    """Remembers which ways are parts of administrative boundaries, and counts."""

    def __init__(self, counts: Counts) -> None:
        self._counts = counts
        self.seen = 0

    def relation(self, relation: Any) -> None:
        """Called by osmium for every relation."""
        self.seen += 1
        tags = relation.tags
        if tags.get("type") in ("multipolygon", "boundary") and any(key in tags for key in AREA_KEYS):
            self._counts.relations += 1
        level = boundary_level(tags.get("admin_level", "")) if tags.get("boundary") == "administrative" else 0
        if not level:
            return
        known = self._counts.boundary_ways
        for member in relation.members:
            if member.type == "w":
                known[member.ref] = min(level, known.get(member.ref, level))


def _look_at_relations(extract: Extract, manager: Any, counts: Counts, tell: Tell) -> None:
    """Which ways will be needed for which areas. In an ordered file relations come last: from the end, until there are none."""
    wanted, done, pool = osmium.filter.KeyFilter(*AREA_KEYS), 0, osmium.io.ThreadPool(1)
    for portion, size in extract.portions(backwards=extract.ordered):
        tell(done / extract.size_bytes)
        relations = _Relations(counts)
        with osmium.io.Reader(osmium.io.FileBuffer(portion, "pbf"), osmium.osm.RELATION, thread_pool=pool) as reader:
            osmium.apply(reader, relations, wanted, manager.first_pass_handler())
        done += size
        if extract.ordered and not relations.seen:
            return


class _Reading:
    """One pass over all portions."""

    def __init__(self, area: Region, sinks: Sequence[Sink], counts: Counts) -> None:
        self._area, self._sinks, self._counts = area, sinks, counts
        self._wkb = osmium.geom.WKBFactory()
        self._ids: list[str] = []
        self._tags: list[Tags] = []
        self._shapes: list[str] = []

    def run(self, extract: Extract, manager: Any, work: Path, tell: Tell) -> None:
        index = osmium.index.create_map(_index_kind(extract.size_bytes, work / "positions"))
        places = osmium.NodeLocationsForWays(index)
        places.ignore_errors()
        wanted = osmium.filter.KeyFilter(*AREA_KEYS)  # osmium does not hold it: it must live as long as the buffers are read
        found = osmium.BufferIterator(wanted)
        assembler = manager.second_pass_to_buffer(found)
        nodes = osmium.filter.KeyFilter(*NODE_KEYS)
        nodes.enable_for(osmium.osm.NODE)
        filters = (nodes, osmium.filter.EntityFilter(osmium.osm.NODE | osmium.osm.WAY))
        done, pool = 0, osmium.io.ThreadPool(1)
        for portion, size in extract.portions():
            tell(done / extract.size_bytes)
            with osmium.io.Reader(osmium.io.FileBuffer(portion, "pbf"), osmium.osm.ALL, thread_pool=pool) as reader:
                for one in osmium.OsmFileIterator(reader, places, assembler, *filters):
                    self._object(one)
                    if found:
                        self._take_areas(found)
            self._take_areas(found)
            done += size
        self._flush()

    def _object(self, one: Any) -> None:
        self._counts.objects += 1
        if type(one) is osmium.osm.Node:
            self._node(one)
        elif type(one) is osmium.osm.Way:
            self._way(one)

    def _node(self, node: Any) -> None:
        place = node.location
        if not place.valid():
            return
        lon, lat, box = place.lon, place.lat, self._area
        if not (box.west <= lon <= box.east and box.south <= lat <= box.north):
            return
        tags = dict(node.tags)
        if is_military(tags):
            self._counts.military += 1
            return
        self._counts.inside += 1
        for sink in self._sinks:
            sink.node(node.id, tags, lon, lat)

    def _way(self, way: Any) -> None:
        level, raw = self._counts.boundary_ways.get(way.id, 0), way.tags
        if not level and not any(key in raw for key in _WAY_KEYS):
            return
        self._counts.ways += 1
        pieces, whole = self._pieces(way)
        self._counts.broken_ways += not whole
        if not any(self._touches(piece.lonlat) for piece in pieces):
            return
        tags = dict(raw)
        if is_military(tags):
            self._counts.military += 1
            return
        self._counts.inside += 1
        for sink in self._sinks:
            sink.way(way.id, tags, pieces, level)

    def _touches(self, lonlat: NDArray[np.float64]) -> bool:
        (west, south), (east, north), box = lonlat.min(axis=0), lonlat.max(axis=0), self._area
        return bool(west <= box.east and east >= box.west and south <= box.north and north >= box.south)

    def _pieces(self, way: Any) -> tuple[list[Piece], bool]:
        """The way's points where they are known, and whether all are. osmium writes them out in one go where all are."""
        refs = [node.ref for node in way.nodes]
        try:
            line = bytes.fromhex(self._wkb.create_linestring(way, osmium.geom.use_nodes.ALL))
        except (osmium.InvalidLocationError, RuntimeError):
            return list(_known_runs(way)), False
        lonlat = np.frombuffer(line, dtype=np.float64, offset=9).reshape(-1, 2)
        return ([Piece(refs, lonlat)], True) if len(refs) == len(lonlat) > 1 else ([], False)

    def _take_areas(self, found: Any) -> None:
        for area in found:
            self._counts.relation_areas += not area.from_way()
            tags = dict(area.tags)
            if is_military(tags):
                self._counts.military += 1
                continue
            try:
                shape = self._wkb.create_multipolygon(area)
            except RuntimeError:
                self._counts.broken_ways += 1
                continue
            self._ids.append(f"{'w' if area.from_way() else 'r'}{area.orig_id()}")
            self._tags.append(tags)
            self._shapes.append(shape)
        if len(self._ids) >= _AREAS_AT_ONCE:
            self._flush()

    def _flush(self) -> None:
        """Hand on the areas that touch the rectangle."""
        if not self._ids:
            return
        shapes, box = shapely.from_wkb(np.array(self._shapes)), self._area
        west, south, east, north = shapely.bounds(shapes).T
        inside = (west <= box.east) & (east >= box.west) & (south <= box.north) & (north >= box.south)
        chosen = np.flatnonzero(inside)
        if len(chosen):
            areas = Areas([self._ids[at] for at in chosen], [self._tags[at] for at in chosen], shapes[chosen])
            self._counts.inside += len(chosen)
            for sink in self._sinks:
                sink.areas(areas)
        self._ids, self._tags, self._shapes = [], [], []


def _known_runs(way: Any) -> Iterator[Piece]:
    """The stretches of a way whose points the extract holds."""
    refs: list[int] = []
    lonlat: list[tuple[float, float]] = []
    for node in [*way.nodes, None]:
        if node is not None and node.location.valid():
            refs.append(node.ref)
            lonlat.append((node.location.lon, node.location.lat))
            continue
        if len(refs) > 1:
            yield Piece(refs, np.array(lonlat))
        refs, lonlat = [], []


def _index_kind(size: int, path: Path) -> str:
    """How osmium keeps positions: on the disk from ``IN_MEMORY_MOST_BYTES`` on, where this system's build can do that."""
    if size <= IN_MEMORY_MOST_BYTES or "sparse_file_array" not in osmium.index.map_types():
        return "flex_mem"
    return "sparse_file_array" if "," in str(path) else f"sparse_file_array,{path}"
