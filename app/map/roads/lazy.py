"""The engines behind a proposal, loaded when they are first asked: scipy and shapely must not cost the start of the window."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING

from app.desk.who_goes import Guide
from app.domain.dispatching.model import Assignment, Problem

if TYPE_CHECKING:
    from app.map.roads.router import Router
    from app.map.roads.store import RoadStore

SUFFIX = ".npz"
"""What a road file's name ends with."""


def guide_for(
    folder: Path, speeds: Path, *, chosen: Callable[[], str], demo: Path | None, unit_kinds: Callable[[], Collection[str]]
) -> Guide:
    """The guide of a desk whose road files lie in ``folder`` (see ``RoadStore``); nothing is read yet."""

    def make() -> RoadStore:
        from app.map.roads.store import RoadStore as Store  # noqa: PLC0415 - loads scipy and shapely

        return Store(folder, speeds, chosen=chosen, demo=demo, unit_kinds=unit_kinds)

    return Guide(LazyRoads(make, folder), assign)


def road_files(folder: Path) -> list[Path]:
    """The networks in a folder, the newest first; none where it cannot be read."""
    try:
        found = [path for path in folder.glob(f"*{SUFFIX}") if path.is_file() and not path.name.startswith(".")]
        return sorted(found, key=lambda path: (-path.stat().st_mtime_ns, path.name))
    except OSError:
        return []


class LazyRoads:
    """A road store that is made when somebody asks for its router; any thread may."""

    def __init__(self, make: Callable[[], RoadStore], folder: Path) -> None:
        self._make = make
        self._folder = folder
        self._lock = threading.Lock()
        self._store: RoadStore | None = None

    def router(self) -> Router | None:
        """As ``RoadStore.router``."""
        return self._ready().router()

    def names(self) -> tuple[str, ...]:
        """The networks to choose from, the newest first; only looks into the folder."""
        return tuple(path.stem for path in road_files(self._folder))

    def _ready(self) -> RoadStore:
        with self._lock:
            if self._store is None:
                self._store = self._make()
            return self._store


def assign(problem: Problem) -> Assignment:
    """As ``app.map.roads.assign.assign``."""
    from app.map.roads.assign import assign as solve  # noqa: PLC0415 - loads scipy

    return solve(problem)
