"""One tick for everything on screen that counts: no clock on screen owns a timer."""

from __future__ import annotations

import weakref
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.kit.tasks import alive

INTERVAL_MS = 500
"""Twice a second, so that no shown second is ever skipped."""


class Ticker(QObject):
    """Calls its listeners twice a second; runs only while there is one. Listeners are methods, held
    weakly."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self.tick)
        self._listeners: list[weakref.WeakMethod[Callable[[], None]]] = []

    @classmethod
    def shared(cls) -> Ticker:
        """The application's own ticker, made on first use."""
        app = QApplication.instance()
        if app is None:
            raise RuntimeError("no QApplication")
        found = app.findChild(cls, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return found if found is not None else cls(app)

    @property
    def running(self) -> bool:
        """Whether the timer runs."""
        return self._timer.isActive()

    def add(self, listener: Callable[[], None]) -> None:
        """Call this bound method at every tick; adding it twice changes nothing."""
        reference = weakref.WeakMethod(listener)
        if reference not in self._listeners:
            self._listeners.append(reference)
        if not self._timer.isActive():
            self._timer.start()

    def remove(self, listener: Callable[[], None]) -> None:
        """Call it no more; the timer stops with the last one."""
        reference = weakref.WeakMethod(listener)
        self._listeners = [known for known in self._listeners if known != reference]
        self._stop_if_idle()

    def tick(self) -> None:
        """Call every listener whose widget still exists, and forget the rest."""
        kept = []
        for reference in tuple(self._listeners):
            listener = reference()
            if listener is None or not alive(getattr(listener, "__self__", None)):
                continue
            kept.append(reference)
            listener()
        self._listeners = [known for known in self._listeners if known in kept]
        self._stop_if_idle()

    def _stop_if_idle(self) -> None:
        if not self._listeners:
            self._timer.stop()


class TickingWidget(QWidget):
    """A widget whose ``tick`` runs twice a second while it is seen, and never while it is hidden."""

    def tick(self) -> None:
        """What counts on it is drawn again."""

    def showEvent(self, event: QShowEvent) -> None:
        """Count while seen."""
        super().showEvent(event)
        Ticker.shared().add(self.tick)

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest while hidden."""
        Ticker.shared().remove(self.tick)
        super().hideEvent(event)
