"""The road network as arrays, and its file: one compressed ``.npz``, read without executing anything."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.kernel.errors import BadFile, Problem
from app.kernel.whole_file import whole_file

FORMAT = 1
"""Raise it when the file changes shape."""

ROAD_KINDS = ("motorway", "trunk", "primary", "secondary", "tertiary", "local", "service", "track", "path", "ferry")
"""Kinds of road in the order of their codes in ``kind``; ``path`` is walked, a ``ferry`` waits."""

_DTYPES: Mapping[str, Any] = {
    "lat": np.float64, "lon": np.float64, "tail": np.int32, "head": np.int32, "length_m": np.float32, "kind": np.uint8,
    "name": np.int32, "names": np.str_,
}


@dataclass(frozen=True)
class RoadNetwork:
    """Nodes (degrees, WGS-84) and directed arcs between them.

    ``lat``/``lon``: one value a node. ``tail``/``head`` (node numbers), ``length_m``, ``kind`` (place in ``ROAD_KINDS``) and
    ``name`` (place in ``names``; ``names[0]`` is empty) have one value an arc. A road in both directions is two arcs.
    """

    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    tail: NDArray[np.int32]
    head: NDArray[np.int32]
    length_m: NDArray[np.float32]
    kind: NDArray[np.uint8]
    name: NDArray[np.int32]
    names: NDArray[np.str_]

    @property
    def nodes(self) -> int:
        """How many nodes."""
        return len(self.lat)

    @property
    def arcs(self) -> int:
        """How many arcs."""
        return len(self.tail)


def save_network(network: RoadNetwork, path: Path) -> None:
    """Write the file whole or not at all. Raises ``OSError``."""
    with whole_file(path) as draft, draft.open("wb") as stream:
        np.savez_compressed(stream, format=np.int32(FORMAT), **{name: getattr(network, name) for name in _DTYPES})


def load_network(path: Path) -> RoadNetwork:
    """The network of this file; ``BadFile`` with ``road_file_broken`` or ``road_file_newer``. Pickled content is refused."""
    try:
        with np.load(path, allow_pickle=False) as found:
            form = int(found["format"])
            if form > FORMAT:
                raise BadFile((Problem(str(path), 0, "format", "road_file_newer", {"found": str(form), "known": str(FORMAT)}),))
            arrays = {name: found[name].astype(dtype, casting="same_kind", copy=False) for name, dtype in _DTYPES.items()}
    except (ValueError, TypeError, KeyError, EOFError, OSError, zipfile.BadZipFile) as problem:
        raise BadFile((Problem(str(path), 0, "", "road_file_broken", {"why": str(problem)[:200]}),)) from problem
    network = RoadNetwork(**arrays)
    wrong = _wrong(network)
    if wrong:
        raise BadFile((Problem(str(path), 0, wrong, "road_file_broken", {"why": wrong}),))
    return network


def _wrong(network: RoadNetwork) -> str:
    """The name of the array that does not fit the others; empty where all do."""
    if any(getattr(network, name).ndim != 1 for name in _DTYPES):
        return "shape"
    if len(network.lon) != network.nodes or not np.all(np.isfinite(network.lat) & np.isfinite(network.lon)):
        return "lon"
    for name in ("head", "length_m", "kind", "name"):
        if len(getattr(network, name)) != network.arcs:
            return name
    if not network.arcs:
        return ""
    ends = np.concatenate((network.tail, network.head))
    if ends.min() < 0 or ends.max() >= network.nodes:
        return "tail"
    if not np.all(np.isfinite(network.length_m) & (network.length_m >= 0)):
        return "length_m"
    if network.kind.max() >= len(ROAD_KINDS):
        return "kind"
    return "" if network.name.min() >= 0 and network.name.max() < max(1, len(network.names)) else "name"
