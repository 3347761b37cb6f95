"""The second lane: positions, in memory, newest wins. Never in the journal."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from immutables import Map

from app.domain.unit.model import Position

_log = logging.getLogger(__name__)

Moved: TypeAlias = Mapping[str, Position] | None
"""The positions that are new, by unit id; ``None`` where any may be another, or gone."""


class Telemetry:
    """The last known position of every unit. Observers are told once per batch."""

    def __init__(self) -> None:
        self._positions: Map[str, Position] = Map()
        self._observers: list[Callable[[Moved], None]] = []

    @property
    def positions(self) -> Map[str, Position]:
        """Last positions by unit id: an immutable picture."""
        return self._positions

    def report(self, batch: Iterable[Position]) -> int:
        """Take positions in; an older one than is known is dropped. Returns how many were new."""
        moved: dict[str, Position] = {}
        taken = 0
        for position in batch:
            known = moved.get(position.unit_id) or self._positions.get(position.unit_id)
            if known is not None and known.at > position.at:
                continue
            moved[position.unit_id] = position
            taken += 1
        if moved:
            self._positions = self._positions.update(moved)
            self._tell(moved)
        return taken

    def _tell(self, moved: Moved) -> None:
        for observer in tuple(self._observers):
            try:
                observer(moved)
            except Exception:  # noqa: BLE001 - one bad observer must not silence the others, nor the feed
                _log.exception("position observer failed")

    def subscribe(self, observer: Callable[[Moved], None]) -> Callable[[], None]:
        """Be told after every batch which positions are new; returns how to stop."""
        self._observers.append(observer)
        return lambda: self._observers.remove(observer)
