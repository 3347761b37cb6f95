"""Watches every deadline with one timer, and tells when one becomes soon, near or over. Each crossing fires once."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeAlias

import msgspec

from app.desk.desk import Desk, Notice
from app.domain.deadlines import Deadline, deadlines
from app.domain.reporting.rules import Urgency

_log = logging.getLogger(__name__)

_LONGEST_WAIT_S = 60.0
"""Wake up at least this often: the machine may have slept."""


class Crossing(msgspec.Struct, frozen=True):
    """A deadline that has just become this urgent."""

    deadline: Deadline
    urgency: Urgency


DeadlineObserver: TypeAlias = Callable[[tuple[Deadline, ...], tuple[Crossing, ...]], None]


class DeadlineWatcher:
    """Recomputes the ranked list when something happened or a boundary is crossed, and tells its observers."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._observers: list[DeadlineObserver] = []
        self._known: dict[str, Urgency] = {}
        self._current: tuple[Deadline, ...] = ()
        self._timer: asyncio.TimerHandle | None = None
        self._stop_listening: Callable[[], None] | None = None

    @property
    def current(self) -> tuple[Deadline, ...]:
        """All open deadlines, the most urgent first."""
        return self._current

    def start(self) -> None:
        """Begin to watch; crossings that happened before now are told at once, as they stand."""
        self._stop_listening = self._desk.subscribe(self._on_notice)
        self._refresh()

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

    def refresh(self) -> None:
        """Recompute now (the rulebook or the clock was changed by hand)."""
        self._refresh()

    def _on_notice(self, notice: Notice) -> None:
        self._refresh()

    def _refresh(self) -> None:
        now = self._desk.clock.now()
        self._current = deadlines(self._desk.state, self._desk.reference, now)
        levels = {one.key: one.urgency(now) for one in self._current}
        crossings = tuple(
            Crossing(one, levels[one.key])
            for one in self._current
            if levels[one.key] is not Urgency.CALM and self._known.get(one.key) is not levels[one.key]
        )
        self._known = levels
        self._arm(now)
        for observer in tuple(self._observers):
            try:
                observer(self._current, crossings)
            except Exception:  # noqa: BLE001 - a clock must not stop because a face failed
                _log.exception("deadline observer failed")

    def _arm(self, now: datetime) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        boundaries = [at for one in self._current for at in boundaries_of(one) if at > now]
        wait_s = min(((at - now).total_seconds() for at in boundaries), default=_LONGEST_WAIT_S)
        wait_s = min(wait_s / max(self._desk.clock.speed, 1e-6), _LONGEST_WAIT_S)
        self._timer = asyncio.get_running_loop().call_later(wait_s + 0.001, self._refresh)


def boundaries_of(one: Deadline) -> tuple[datetime, ...]:
    """The moments at which a deadline becomes soon, near and over."""
    whole = one.due_at - one.started_at
    return one.started_at + whole * 0.5, one.started_at + whole * 0.8, one.due_at + timedelta(milliseconds=1)
