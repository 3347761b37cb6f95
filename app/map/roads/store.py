"""Which road network this desk has: files of its data folder, or the demo's; read when first asked, then kept."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from app.kernel.errors import BadFile, Problem
from app.map.roads.graph import RoadGraph
from app.map.roads.lazy import SUFFIX, road_files
from app.map.roads.network import ROAD_KINDS, RoadNetwork, load_network
from app.map.roads.router import Router
from app.map.roads.speeds import read_speeds

DEMO_KINDS: Mapping[str, str] = {"county": "secondary", "town": "tertiary", "village": "local"}
"""The demo's classes of road as kinds of road."""


class RoadStore:
    """Gives the router of the chosen network. ``router`` blocks while it reads: call it from a worker's thread."""

    def __init__(
        self, folder: Path, speeds: Path, *, chosen: Callable[[], str] = str, demo: Path | None = None,
        unit_kinds: Callable[[], Collection[str]] = tuple,
    ) -> None:
        """``folder`` holds networks (``*.npz``); ``chosen`` names the one to take ("" or gone: the newest). ``demo`` is the
        folder of the demonstration township, used where there is no network of one's own."""
        self._folder, self._speeds, self._demo = folder, speeds, demo
        self._chosen, self._unit_kinds = chosen, unit_kinds
        self._lock = threading.Lock()
        self._kept: tuple[tuple[str, int], Router | None] | None = None
        self._failed: tuple[tuple[str, int], BadFile] | None = None

    def names(self) -> tuple[str, ...]:
        """The networks in the folder, the newest first."""
        return tuple(path.stem for path in road_files(self._folder))

    def router(self) -> Router | None:
        """The router, ``None`` where this desk has no network. ``BadFile`` where the file or the speeds cannot be used."""
        path = self._path()
        if path is None:
            return None
        key = (str(path), path.stat().st_mtime_ns)
        with self._lock:
            if self._failed is not None and self._failed[0] == key:
                raise self._failed[1]
            if self._kept is None or self._kept[0] != key:
                self._kept = (key, self._made(path, key))
            return self._kept[1]

    def _made(self, path: Path, key: tuple[str, int]) -> Router:
        try:
            network = load_network(path) if path.suffix == SUFFIX else demo_network(path)
            return Router(RoadGraph(network), read_speeds(self._speeds, self._unit_kinds()))
        except BadFile as bad:
            self._failed = (key, bad)
            raise

    def _path(self) -> Path | None:
        files = {path.stem: path for path in road_files(self._folder)}
        if files:
            return files.get(self._chosen()) or next(iter(files.values()))
        demo = self._demo / "roads_graph.json" if self._demo else None
        return demo if demo is not None and demo.is_file() else None


class _DemoFile(msgspec.Struct, frozen=True):
    nodes: tuple[tuple[float, float], ...]
    edges: tuple[tuple[int, int, float, str, str], ...]


def demo_network(path: Path) -> RoadNetwork:
    """The demo's roads as a network, with their names from the base map beside them. Raises ``BadFile``."""
    try:
        found = msgspec.json.decode(path.read_bytes(), type=_DemoFile)
        names = _demo_names(path.parent / "basemap" / "roads.geojson")
    except (OSError, msgspec.DecodeError, KeyError, TypeError) as problem:
        raise BadFile((Problem(str(path), 0, "", "road_file_broken", {"why": str(problem)[:200]}),)) from problem
    known = sorted(set(names.values()))
    words = np.array(["", *known])
    place = {name: at + 1 for at, name in enumerate(known)}
    kinds = [ROAD_KINDS.index(DEMO_KINDS.get(edge[3], "local")) for edge in found.edges]
    named = [place.get(names.get(edge[4], ""), 0) for edge in found.edges]
    return two_way(
        np.array(found.nodes, np.float64).reshape(-1, 2),
        np.array([edge[:2] for edge in found.edges], np.int32).reshape(-1, 2),
        np.array([edge[2] for edge in found.edges], np.float32),
        np.array(kinds, np.uint8),
        np.array(named, np.int32),
        words,
    )


def two_way(places: Any, edges: Any, length_m: Any, kind: Any, name: Any, names: Any) -> RoadNetwork:
    """Edges that are travelled both ways: two arcs each. ``places`` are rows of (lat, lon)."""
    return RoadNetwork(
        lat=places[:, 0].copy(), lon=places[:, 1].copy(),
        tail=np.concatenate((edges[:, 0], edges[:, 1])), head=np.concatenate((edges[:, 1], edges[:, 0])),
        length_m=np.tile(length_m, 2), kind=np.tile(kind, 2), name=np.tile(name, 2), names=names,
    )


def _demo_names(path: Path) -> dict[str, str]:
    collection = msgspec.json.decode(path.read_bytes())
    return {str(one["properties"]["road_id"]): str(one["properties"]["name"]) for one in collection["features"]}
