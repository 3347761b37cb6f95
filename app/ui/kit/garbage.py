"""Cyclic garbage is collected on the interface's thread only.

Python collects cycles on whichever thread happens to allocate. If that is a worker (the journal's writer, a job) and the cycle
holds a widget, Qt's object is destroyed on a foreign thread and the program dies some events later. So the automatic
collection rests while the interface lives, and a timer of the interface collects in its stead, by Python's own thresholds.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 2_000
"""How often it is asked whether enough has gathered; counting costs nothing."""


class GarbageCollector(QObject):
    """Takes the collection over for as long as it stands; ``stop`` gives it back to Python."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._was_enabled = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.collect_due)
        self._timer.start()

    def collect_due(self) -> int:
        """Collect the oldest generation that is due; how many objects went."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                return gc.collect(generation)
        return 0

    def stop(self) -> None:
        """Python collects by itself again, as it did before."""
        self._timer.stop()
        if self._was_enabled:
            gc.enable()
