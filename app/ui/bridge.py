"""From the desk to Qt: a signal after each commit, for the clocks, for positions and what they suggest. Nothing else."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.desk.arrivals import ArrivalWatcher
from app.desk.deadlines import Crossing, DeadlineWatcher
from app.desk.desk import Desk, Notice
from app.desk.telemetry import Moved
from app.domain.deadlines import Deadline
from app.domain.tracking.rules import Suggestion


class Bridge(QObject):
    """Republishes what the desk says as Qt signals, on the loop's (and so the interface's) thread."""

    noticed = Signal(object)
    """A ``Notice``: before, after, records."""

    deadlines_changed = Signal(object, object)
    """The ranked ``tuple[Deadline, ...]`` and the ``tuple[Crossing, ...]`` that just happened."""

    positions_changed = Signal(object)
    """The positions that are new, by unit id; ``None`` where any may be another."""

    arrivals_changed = Signal(object)
    """What positions suggest now: ``tuple[Suggestion, ...]``."""

    def __init__(self, desk: Desk, watcher: DeadlineWatcher, arrivals: ArrivalWatcher | None = None) -> None:
        super().__init__()
        self._stops: list[Callable[[], None]] = [
            desk.subscribe(self._on_notice),
            watcher.subscribe(self._on_deadlines),
            desk.telemetry.subscribe(self._on_positions),
        ]
        if arrivals is not None:
            self._stops.append(arrivals.subscribe(self._on_arrivals))

    def close(self) -> None:
        """Listen no longer."""
        for stop in self._stops:
            stop()
        self._stops.clear()

    def _on_notice(self, notice: Notice) -> None:
        self.noticed.emit(notice)

    def _on_deadlines(self, deadlines: tuple[Deadline, ...], crossings: tuple[Crossing, ...]) -> None:
        self.deadlines_changed.emit(deadlines, crossings)

    def _on_arrivals(self, suggestions: tuple[Suggestion, ...]) -> None:
        self.arrivals_changed.emit(suggestions)

    def _on_positions(self, moved: Moved) -> None:
        self.positions_changed.emit(moved)
