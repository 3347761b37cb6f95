"""Watches every deadline with one timer, and tells when one becomes soon, near or over. Each crossing fires once."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from typing import TypeAlias

from app.desk.deadline_index import Change, Crossing, DeadlineIndex, boundaries_of
from app.desk.desk import Desk, Notice
from app.domain.deadlines import Deadline
from app.domain.record import incident_of

__all__ = ["Crossing", "DeadlineObserver", "DeadlineWatcher", "boundaries_of"]

_log = logging.getLogger(__name__)

LONGEST_WAIT_S = 30.0
"""Wake up at least this often: the machine may have slept, or somebody may have set its clock."""

DeadlineObserver: TypeAlias = Callable[[tuple[Deadline, ...], tuple[Crossing, ...]], None]

ChangeObserver: TypeAlias = Callable[[Change, datetime], None]
"""Told what an update found, before the deadline observers; an empty change at each waking."""

Waker: TypeAlias = Callable[[datetime], datetime | None]
"""Called at every waking; returns when it wants to be called again (of the desk's clock), or ``None``."""


class DeadlineWatcher:
    """Keeps the ranked list up to date piece by piece, sleeps until something changes, and tells its observers.

    Others may share its one timer (``add_waker``), so that nobody else has to keep one.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._observers: list[DeadlineObserver] = []
        self._changed: list[ChangeObserver] = []
        self._wakers: list[Waker] = []
        self._index = DeadlineIndex()
        self._timer: asyncio.TimerHandle | None = None
        self._stop_listening: Callable[[], None] | None = None

    @property
    def current(self) -> tuple[Deadline, ...]:
        """All open deadlines, the most urgent first."""
        return self._index.ranked

    def get(self, key: str) -> Deadline | None:
        """The open deadline with this key."""
        return self._index.get(key)

    @property
    def is_watching(self) -> bool:
        """Whether it was started and not stopped."""
        return self._stop_listening is not None

    def start(self) -> None:
        """Begin to watch; crossings that happened before now are told at once, as they stand."""
        self._stop_listening = self._desk.subscribe(self._on_notice)
        self._refresh(all_=True)

    def stop(self) -> None:
        """Watch no longer; leaves no timer behind."""
        if self._stop_listening is not None:
            self._stop_listening()
            self._stop_listening = None
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def subscribe(self, observer: DeadlineObserver) -> Callable[[], None]:
        """Be told the ranked list and the crossings; returns how to stop."""
        self._observers.append(observer)
        return lambda: self._observers.remove(observer)

    def on_change(self, observer: ChangeObserver) -> Callable[[], None]:
        """Be told what each update found; returns how to stop."""
        self._changed.append(observer)
        return lambda: self._changed.remove(observer)

    def add_waker(self, waker: Waker) -> Callable[[], None]:
        """Share the timer; returns how to stop."""
        self._wakers.append(waker)
        return lambda: self._wakers.remove(waker)

    def refresh(self) -> None:
        """Recompute now (the rulebook or the clock was changed by hand)."""
        self._refresh(all_=True)

    def wake(self) -> None:
        """Look at what is due now, and call those who share the timer."""
        self._refresh(told=False)

    def _on_notice(self, notice: Notice) -> None:
        touched = {incident_of(record) for record in notice.records}
        self._refresh(touched)

    def _refresh(self, touched: set[str] | None = None, *, all_: bool = False, told: bool = True) -> None:
        now = self._desk.clock.now()
        change = self._index.update(self._desk.state, self._desk.reference, now, touched or (), all_=all_)
        for seen in tuple(self._changed):
            _guarded(seen, change, now)
        if told or change.anything:
            self._tell(change, self._index.ranked)
        wanted = [_guarded(waker, now) for waker in tuple(self._wakers)]
        self._arm(now, [at for at in (*wanted, self._index.next_at()) if at is not None])

    def _tell(self, change: Change, ranked: tuple[Deadline, ...]) -> None:
        for observer in tuple(self._observers):
            _guarded(observer, ranked, change.crossings)

    def _arm(self, now: datetime, moments: list[datetime]) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        wait_s = max(0.0, min(((at - now).total_seconds() for at in moments), default=LONGEST_WAIT_S))
        wait_s = min(wait_s / max(self._desk.clock.speed, 1e-6), LONGEST_WAIT_S)
        self._timer = asyncio.get_running_loop().call_later(wait_s + 0.001, self._on_timer)

    def _on_timer(self) -> None:
        self._refresh(told=False)


def _guarded(call: Callable[..., datetime | None], *given: object) -> datetime | None:
    try:
        return call(*given)
    except Exception:  # noqa: BLE001 - a clock must not stop because a face failed
        _log.exception("deadline observer failed")
        return None
