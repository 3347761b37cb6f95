"""The road graph of an extract: ways become arcs from bend to bend."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from app.map.osm.extract import Areas, Piece
from app.map.osm.tags import BACKWARD, FORWARD, Tags, is_obstacle, road_of
from app.map.roads.network import ROAD_KINDS, RoadNetwork

_EARTH_RADIUS_M = 6_371_008.8
_PATH = ROAD_KINDS.index("path")


class RoadSink:
    """Collects the roads that touch the rectangle, whole as they are in the extract."""

    def __init__(self) -> None:
        self._ids, self._lon, self._lat = array("q"), array("d"), array("d")
        self._first = array("q")
        self._kind, self._direction, self._name = array("B"), array("b"), array("i")
        self._names: dict[str, int] = {"": 0}
        self._obstacles: set[int] = set()
        self._copies = 0
        self.blocked = 0
        self.restricted = 0

    def node(self, node_id: int, tags: Tags, lon: float, lat: float) -> None:
        """Remember the obstacles."""
        if "barrier" in tags and is_obstacle(tags):
            self._obstacles.add(node_id)

    def areas(self, areas: Areas) -> None:
        """Squares are not driven across."""

    def way(self, way_id: int, tags: Tags, pieces: Sequence[Piece], level: int) -> None:
        """Take the way if it is a road."""
        road = road_of(tags)
        if road is None:
            return
        self.restricted += road.restricted
        name = self._names.setdefault(words(road.name, road.ref), len(self._names))
        for piece in pieces:
            for refs, lonlat in self._cut(piece) if road.kind != _PATH else (piece,):
                self._first.append(len(self._ids))
                self._ids.extend(refs)
                self._lon.frombytes(lonlat[:, 0].tobytes())
                self._lat.frombytes(lonlat[:, 1].tobytes())
                self._kind.append(road.kind)
                self._direction.append(road.direction)
                self._name.append(name)

    def _cut(self, piece: Piece) -> list[Piece]:
        """The piece in parts: at an obstacle each side ends at a point of its own, so that nothing leads across."""
        stops = [at for at, ref in enumerate(piece.refs) if ref in self._obstacles]
        if not stops:
            return [piece]
        self.blocked += len(stops)
        refs, parts, start = list(piece.refs), [], 0
        for stop in stops:
            if stop > start:
                parts.append(Piece([*refs[start:stop], self._copy()], piece.lonlat[start : stop + 1]))
            refs[stop], start = self._copy(), stop
        if start < len(refs) - 1:
            parts.append(Piece(refs[start:], piece.lonlat[start:]))
        return parts

    def _copy(self) -> int:
        """An id that no node of the extract has (theirs are positive; editors' unsaved ones are small negative numbers)."""
        self._copies += 1
        return -(1 << 60) - self._copies

    def network(self) -> RoadNetwork:
        """Everything so far as one network."""
        ids = np.frombuffer(self._ids, np.int64) if self._ids else np.zeros(0, np.int64)
        _, at, of = np.unique(ids, return_index=True, return_inverse=True)
        lon_all, lat_all = (np.frombuffer(one, np.float64) if one else np.zeros(0) for one in (self._lon, self._lat))
        lon, lat = lon_all[at], lat_all[at]
        first = np.frombuffer(self._first, np.int64) if self._first else np.zeros(0, np.int64)
        way = np.repeat(np.arange(len(first)), np.diff(np.append(first, len(ids))))
        start = np.flatnonzero(way[:-1] == way[1:]) if len(ids) else np.zeros(0, np.int64)
        tail, head, way = of[start], of[start + 1], way[start]
        moved = tail != head
        tail, head, way = tail[moved], head[moved], way[moved]
        length = metres(lat[tail], lon[tail], lat[head], lon[head])
        direction = np.array(self._direction, np.int8)[way] if len(way) else np.zeros(0, np.int8)
        kind, name = np.array(self._kind, np.uint8), np.array(self._name, np.int32)
        ahead, back = np.flatnonzero(direction != BACKWARD), np.flatnonzero(direction != FORWARD)
        both = np.concatenate((ahead, back))
        return RoadNetwork(
            lat=lat, lon=lon,
            tail=np.concatenate((tail[ahead], head[back])).astype(np.int32),
            head=np.concatenate((head[ahead], tail[back])).astype(np.int32),
            length_m=length[both].astype(np.float32), kind=kind[way[both]], name=name[way[both]],
            names=np.array(list(self._names)),
        )

    @property
    def names(self) -> int:
        """How many different names the roads have."""
        return len(self._names) - 1


def words(name: str, ref: str) -> str:
    """What the road is called: ``长江路（G318）``."""
    return f"{name}（{ref}）" if name and ref and ref not in name else name or ref


def metres(
    lat_a: NDArray[np.float64], lon_a: NDArray[np.float64], lat_b: NDArray[np.float64], lon_b: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Great-circle distances in metres."""
    a, b = np.radians(lat_a), np.radians(lat_b)
    half = np.sin((b - a) / 2) ** 2 + np.cos(a) * np.cos(b) * np.sin(np.radians(lon_b - lon_a) / 2) ** 2
    return np.asarray(2 * _EARTH_RADIUS_M * np.arcsin(np.sqrt(np.minimum(1.0, half))))


def islands(network: RoadNetwork) -> tuple[int, int, float]:
    """Parts that vehicles cannot reach from the largest part: how many, their nodes, their kilometres (each road once)."""
    driven = network.kind != _PATH
    tail, head, length = network.tail[driven], network.head[driven], network.length_m[driven]
    if not len(tail):
        return 0, 0, 0.0
    count = network.nodes
    _, part = connected_components(coo_matrix((np.ones(len(tail), np.int8), (tail, head)), shape=(count, count)), directed=False)
    on_road = np.zeros(count, bool)
    on_road[tail] = on_road[head] = True
    sizes = np.bincount(part[on_road])
    largest = int(sizes.argmax())
    return int((sizes > 0).sum()) - 1, int(sizes.sum() - sizes[largest]), road_km(tail, head, length, part[tail] != largest)


def road_km(
    tail: NDArray[np.int32], head: NDArray[np.int32], length_m: NDArray[np.float32], chosen: NDArray[np.bool_]
) -> float:
    """Kilometres of the chosen arcs; a stretch that is driven both ways counts once."""
    low, high = np.minimum(tail, head)[chosen].astype(np.int64), np.maximum(tail, head)[chosen].astype(np.int64)
    _, once = np.unique((low << 32) | high, return_index=True)
    return float(length_m[chosen][once].sum(dtype=np.float64) / 1000)


