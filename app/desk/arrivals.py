"""Watches the units that are out: where their positions say "arrived", "left" or "back", it suggests, or (by setting) acts."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import TypeAlias

from app.desk.desk import Desk, Notice
from app.desk.telemetry import Moved
from app.domain.record import Context, Record
from app.domain.tracking.rules import Fences, Suggestion, Trace, follow, watched
from app.domain.unit.commands import SetUnitStatus
from app.domain.unit.model import UnitStatus
from app.domain.unit.rules import NEXT
from app.kernel.errors import Fault, Refusal

_log = logging.getLogger(__name__)

AUTOMATIC = Context(actor="", seat="tracking", origin="feed")
"""Nobody acts: the setting does, and the journal says so."""

ArrivalObserver: TypeAlias = Callable[[tuple[Suggestion, ...]], None]


class ArrivalWatcher:
    """Keeps the open suggestions. A suggestion lasts until it is confirmed or dismissed, or the unit's status has moved on."""

    def __init__(self, desk: Desk, fences: Callable[[], Fences], automatic: Callable[[], bool]) -> None:
        self._desk = desk
        self._fences = fences
        self._automatic = automatic
        self._traces: dict[str, Trace] = {}
        self._watched: tuple[str, ...] = ()
        self._open: dict[str, Suggestion] = {}
        self._dismissed: set[str] = set()
        self._observers: list[ArrivalObserver] = []
        self._stops: list[Callable[[], None]] = []
        self._acting: set[asyncio.Task[None]] = set()

    @property
    def current(self) -> tuple[Suggestion, ...]:
        """The open suggestions, the oldest first."""
        return tuple(sorted(self._open.values(), key=lambda one: (one.at, one.unit_id)))

    def of_incident(self, incident_id: str) -> tuple[Suggestion, ...]:
        """The open suggestions about units of one incident."""
        return tuple(one for one in self.current if one.incident_id == incident_id)

    def start(self) -> None:
        """Begin to watch."""
        if not self._stops:
            self._stops = [self._desk.subscribe(self._on_notice), self._desk.telemetry.subscribe(self._on_positions)]
            self._look_at_units()

    def stop(self) -> None:
        """Watch no longer."""
        for stop in self._stops:
            stop()
        self._stops.clear()
        for task in tuple(self._acting):
            task.cancel()

    def subscribe(self, observer: ArrivalObserver) -> Callable[[], None]:
        """Be told when the suggestions have changed; returns how to stop."""
        self._observers.append(observer)

        def stop() -> None:
            if observer in self._observers:
                self._observers.remove(observer)

        return stop

    async def confirm(self, key: str, context: Context) -> tuple[Record, ...]:
        """Set the status that was suggested, as of the first position that spoke for it. Nothing where it is gone.

        ``Refusal`` and ``Fault`` as ``desk.execute``; then the suggestion stays.
        """
        one = self._open.get(key)
        if one is None:
            return ()
        return await self._desk.execute(_command(one, "app"), context)

    def dismiss(self, key: str) -> None:
        """Say no: it is not suggested again in this dispatch."""
        self._dismissed.add(key)
        if self._open.pop(key, None) is not None:
            self._tell()

    def _on_notice(self, notice: Notice) -> None:
        if notice.before.units is not notice.after.units:
            self._look_at_units()

    def _look_at_units(self) -> None:
        """Who is out now; suggestions that the units' statuses have overtaken go."""
        units = self._desk.state.units
        self._watched = tuple(unit.id for unit in units.values() if watched(unit))
        out = {units[unit_id].dispatch_id for unit_id in self._watched}
        self._traces = {unit_id: one for unit_id, one in self._traces.items() if one.dispatch_id in out}
        self._dismissed = {key for key in self._dismissed if key.partition("/")[0] in out}
        kept = {key: one for key, one in self._open.items() if self._still_holds(one)}
        if len(kept) != len(self._open):
            self._open = kept
            self._tell()

    def _still_holds(self, one: Suggestion) -> bool:
        unit = self._desk.state.units.get(one.unit_id)
        return unit is not None and unit.dispatch_id == one.dispatch_id and one.status in NEXT[unit.status] and (
            one.status is not UnitStatus.ON_STANDBY or unit.status is UnitStatus.RETURNING
        )

    def _on_positions(self, _moved: Moved) -> None:
        state, positions, fences, changed = self._desk.state, self._desk.telemetry.positions, self._fences(), False
        for unit_id in self._watched:
            position = positions.get(unit_id)
            unit = state.units.get(unit_id)
            if position is None or unit is None:
                continue
            trace, found = follow(self._traces.get(unit_id), unit, state.incidents.get(unit.incident_id), position, fences)
            if trace is not None:
                self._traces[unit_id] = trace
            if found is None or found.key in self._dismissed or found.key in self._open:
                continue
            if self._automatic():
                self._act(found)
            else:
                self._open[found.key] = found
                changed = True
        if changed:
            self._tell()

    def _act(self, one: Suggestion) -> None:
        self._dismissed.add(one.key)  # once is enough, whatever comes of it
        task = asyncio.get_running_loop().create_task(self._set(one), name=f"arrival {one.key}")
        self._acting.add(task)
        task.add_done_callback(self._acting.discard)

    async def _set(self, one: Suggestion) -> None:
        try:
            await self._desk.execute(_command(one, "automatic"), AUTOMATIC)
        except (Refusal, Fault) as no:  # the officer can still say it; the suggestion is offered instead
            _log.warning("%s is not set by itself: %s", one.key, no)
            self._open[one.key] = one
            self._tell()

    def _tell(self) -> None:
        current = self.current
        for observer in tuple(self._observers):
            try:
                observer(current)
            except Exception:  # noqa: BLE001 - one bad observer must not silence the others, nor the feed
                _log.exception("arrival observer failed")


def _command(one: Suggestion, source: str) -> SetUnitStatus:
    return SetUnitStatus(unit_id=one.unit_id, status=one.status, source=source, at=one.at)
