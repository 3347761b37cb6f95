"""The second lane: positions, in memory, newest wins. Never in the journal."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping

from immutables import Map

from app.domain.unit.model import Position

_log = logging.getLogger(__name__)


class Telemetry:
    """The last known position of every unit. Observers are told once per batch."""

    def __init__(self) -> None:
        self._positions: Map[str, Position] = Map()
        self._observers: list[Callable[[Mapping[str, Position]], None]] = []

    @property
    def positions(self) -> Map[str, Position]:
        """Last positions by unit id: an immutable picture."""
        return self._positions

    def report(self, batch: Iterable[Position]) -> int:
        """Take positions in; an older one than is known is dropped. Returns how many were new."""
        with self._positions.mutate() as positions:
            taken = 0
            for position in batch:
                known = positions.get(position.unit_id)
                if known is not None and known.at > position.at:
                    continue
                positions[position.unit_id] = position
                taken += 1
            self._positions = positions.finish()
        if taken:
            for observer in tuple(self._observers):
                try:
                    observer(self._positions)
                except Exception:  # noqa: BLE001 - one bad observer must not silence the others, nor the feed
                    _log.exception("position observer failed")
        return taken

    def subscribe(self, observer: Callable[[Mapping[str, Position]], None]) -> Callable[[], None]:
        """Be told after every batch; returns how to stop."""
        self._observers.append(observer)
        return lambda: self._observers.remove(observer)
