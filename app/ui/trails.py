"""Trails on request: read from the disk in a worker, shown on the map until they are put away, written as files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import QObject, Signal

from app.desk.workspace import Workspace
from app.domain.tracking.model import Flag
from app.domain.unit.model import Position
from app.kernel.errors import Refusal

HOURS = (1, 4, 12, 24, 72)
"""What is offered; more is asked for on the command line."""

MOST_ON_MAP = 3_000
"""Positions of one trail that are drawn; a longer one is thinned evenly (files hold all)."""


class TrailBox(QObject):
    """Holds the trails that are shown. ``changed`` tells the map."""

    changed = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._shown: Mapping[str, tuple[Position, ...]] = MappingProxyType({})

    @property
    def shown(self) -> Mapping[str, tuple[Position, ...]]:
        """The trails on the map, by unit."""
        return self._shown

    async def read(self, unit_id: str, hours: float) -> tuple[Position, ...]:
        """Where a unit was in the last hours, without what was doubted.

        ``Refusal``: ``positions_not_kept``, ``trail_empty``; ``Fault`` where the disk cannot be read.
        """
        until = self._workspace.desk.clock.now() + timedelta(seconds=1)
        return await self.read_between(unit_id, until - timedelta(hours=hours), until)

    async def read_between(self, unit_id: str, since: datetime, until: datetime) -> tuple[Position, ...]:
        """Where a unit was between two moments. Raises as ``read``."""
        store, desk = self._workspace.positions, self._workspace.desk
        if store is None:
            raise Refusal("positions_not_kept")
        trail = await self._workspace.jobs.run(lambda _progress: store.track(unit_id, since, until))
        believed = tuple(one for one in trail if Flag.JUMP.value not in one.flags)
        if not believed:
            unit = desk.state.units.get(unit_id)
            raise Refusal("trail_empty", {"unit": unit.name.zh if unit else unit_id})
        return believed

    async def show(self, unit_id: str, hours: float) -> tuple[Position, ...]:
        """Put a unit's trail on the map, beside those that are there; the trail. Raises as ``read``."""
        trail = await self.read(unit_id, hours)
        self._put({**self._shown, unit_id: _thinned(trail)})
        return trail

    async def show_between(self, unit_id: str, since: datetime, until: datetime) -> tuple[Position, ...]:
        """The same for a span of time: a patrol that was walked yesterday."""
        trail = await self.read_between(unit_id, since, until)
        self._put({**self._shown, unit_id: _thinned(trail)})
        return trail

    def hide(self, unit_id: str = "") -> None:
        """Take a unit's trail (or all) off the map."""
        self._put({one: trail for one, trail in self._shown.items() if unit_id and one != unit_id})

    async def write(self, path: Path, name: str, trail: Sequence[Position]) -> None:
        """Write a trail as ``.gpx`` or ``.csv`` by the suffix; ``OSError`` where the disk refuses, and then nothing is there."""

        def work(_progress: object) -> None:
            from app.exchange.trail import write_csv, write_gpx  # noqa: PLC0415 - gpxpy is only for those who ask for it
            from app.kernel.whole_file import write_atomically  # noqa: PLC0415

            made = write_gpx if path.suffix.lower() == ".gpx" else write_csv
            write_atomically(path, made([(name, trail)]))

        await self._workspace.jobs.run(work)

    def _put(self, trails: Mapping[str, tuple[Position, ...]]) -> None:
        self._shown = MappingProxyType(dict(trails))
        self.changed.emit()


def _thinned(trail: tuple[Position, ...]) -> tuple[Position, ...]:
    if len(trail) <= MOST_ON_MAP:
        return trail
    step = len(trail) / MOST_ON_MAP
    return (*(trail[int(number * step)] for number in range(MOST_ON_MAP - 1)), trail[-1])
