"""Collects Python's garbage on the interface's thread alone.

A cycle that holds a widget (a lambda that remembers its panel) is found by Python's collector in whatever thread happens
to allocate. Found on the journal's or a job's thread, the widget would be destroyed there, and Qt aborts. So automatic
collection is switched off while a window lives, and the interface's own thread collects when there is something to.

A collection of everything looks at every object there is, a tenth of a second with a full desk. So whatever survived one is
set aside, and the next looks only at what came since; once an hour everything is looked at again.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, QTimer

CHECK_EVERY_MS = 500
"""How often the counters are looked at; looking costs microseconds."""

THOROUGH_EVERY_S = 3600.0
"""So often the objects that were set aside are looked at too: a panel that was closed since may be among them."""


class GarbageKeeper(QObject):
    """A context in which only this thread collects; the collector is as it was afterwards."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """``clock`` gives seconds."""
        super().__init__()
        self._was_on = False
        self._clock = clock
        self._thorough_at = clock()
        self._timer = QTimer(self)
        self._timer.setInterval(CHECK_EVERY_MS)
        self._timer.timeout.connect(self.check)

    def __enter__(self) -> GarbageKeeper:
        self._was_on = gc.isenabled()
        gc.disable()
        gc.freeze()  # what the program was loaded with stays
        self._timer.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._timer.stop()
        gc.unfreeze()
        gc.collect()
        if self._was_on:
            gc.enable()

    def check(self) -> int:
        """Collect the generations whose counters have passed Python's own thresholds; how many objects went."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > thresholds[generation] > 0:
                return gc.collect(generation) if generation < 2 else self._collect_all()
        return 0

    def _collect_all(self) -> int:
        now = self._clock()
        if now - self._thorough_at >= THOROUGH_EVERY_S:
            self._thorough_at = now
            gc.unfreeze()
        gone = gc.collect()
        gc.freeze()
        return gone
