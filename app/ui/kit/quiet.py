"""Waiting for a pause: what is to be done once nobody has typed for a moment."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


class Quiet(QObject):
    """Calls ``act`` after ``wait_ms`` without another ``stir``; with ``most_ms``, no later than that after the first one.

    Its timers run only between a stir and the call, and end with the owner.
    """

    def __init__(self, act: Callable[[], None], wait_ms: int, owner: QObject, most_ms: int = 0) -> None:
        super().__init__(owner)
        self._act = act
        self._pause, self._limit = QTimer(self), QTimer(self)
        for timer, length in ((self._pause, wait_ms), (self._limit, most_ms)):
            timer.setSingleShot(True)
            timer.setInterval(length)
            timer.timeout.connect(self.flush)

    def stir(self) -> None:
        """Something happened: wait anew."""
        self._pause.start()
        if self._limit.interval() and not self._limit.isActive():
            self._limit.start()

    @property
    def waiting(self) -> bool:
        """Whether a call is due."""
        return self._pause.isActive()

    def flush(self) -> None:
        """Do it now, if it is due; the timer itself comes here as well."""
        due = self._pause.isActive() or self._limit.isActive() or self.sender() in (self._pause, self._limit)
        self.drop()
        if due:
            self._act()

    def drop(self) -> None:
        """Nothing is due any more."""
        self._pause.stop()
        self._limit.stop()
