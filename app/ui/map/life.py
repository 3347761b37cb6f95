"""The life of the map as a widget: started late, alive again after a crash, and saying why where it cannot be shown."""

from __future__ import annotations

import logging
import threading
import time

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from app.map import gestures
from app.map.site import MapSite
from app.ui.map.engine import Engine, engine_missing
from app.ui.map.pictures import Pictures
from app.ui.map.placeholder import MapPlaceholder

log = logging.getLogger(__name__)

FIRST_PAINT_MS = 20_000
RESTARTS = 3
RESTART_WINDOW_S = 60.0


class MapLife(QWidget):
    """A web engine that comes with the first show; what is said to and heard from its page is the subclass's."""

    failed = Signal(str)
    """The map cannot be shown; the reason, for the health panel."""

    _prepared = Signal(str)

    def __init__(self, site: MapSite, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumSize(200, 150)
        self._site = site
        self._engine: Engine | None = None
        self._starting = False
        self._ready = False
        self._restarts: list[float] = []
        self._pictures = Pictures(self)
        self._placeholder = MapPlaceholder(self)
        self._placeholder.retry.connect(self._retry)
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(self._placeholder, 0, 0)
        self._prepared.connect(self._on_prepared, Qt.ConnectionType.QueuedConnection)
        self._watchdog = QTimer(self, singleShot=True, interval=FIRST_PAINT_MS)
        self._watchdog.timeout.connect(self._on_no_paint)

    @property
    def engine(self) -> Engine | None:
        """The web engine once it exists: its counters of own and blocked requests are for the health panel."""
        return self._engine

    @property
    def site(self) -> MapSite:
        """What the page is served from; a second view may stand on the same one."""
        return self._site

    @property
    def is_ready(self) -> bool:
        """Whether the page listens."""
        return self._ready

    @property
    def placeholder(self) -> MapPlaceholder:
        """What is shown while there is no map."""
        return self._placeholder

    def showEvent(self, event: QShowEvent) -> None:
        """The first show starts the map, after the window has been painted."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._start)

    def shutdown(self) -> None:
        """Give back the web engine (the page before its profile); the widget shows its placeholder afterwards."""
        self._watchdog.stop()
        self._ready = False
        self._pictures.give_up()
        if self._engine is not None:
            self._engine.dispose()
            self._engine = None
        self._starting = False

    def _start(self) -> None:
        if self._starting:
            self._embed()
            return
        self._starting = True
        missing = engine_missing()
        if missing:
            self._fail(self.tr("This installation has no web engine: {0}").format(missing), can_retry=False)
            return
        threading.Thread(target=self._prepare, name="map-page", daemon=True).start()

    def _prepare(self) -> None:
        try:
            self._site.prepare()
        except Exception as problem:
            log.exception("map page cannot be built")
            self._prepared.emit(str(problem) or type(problem).__name__)
        else:
            self._prepared.emit("")

    def _on_prepared(self, problem: str) -> None:
        if problem:
            self._fail(self.tr("The map page cannot be made: {0}").format(problem), can_retry=True)
            return
        if not self._starting or self._engine is not None:
            return
        self._engine = Engine(self._site, self._hear)
        self._engine.picture_received.connect(self._pictures.finish)
        self._engine.crashed.connect(self._on_crash)
        self._engine.load_failed.connect(lambda: self._fail(self.tr("The map page did not load"), can_retry=True))
        self._embed()
        self._engine.load()

    def _embed(self) -> None:
        """The web view itself is only made for eyes: a picture alone needs none."""
        if self._engine is None or self._engine.view is not None or not self.isVisible():
            return
        self._layout.addWidget(self._engine.make_view(self), 0, 0)
        self.setFocusProxy(self._engine.view)
        self._placeholder.raise_()
        self._watchdog.start()

    def _retry(self) -> None:
        self.shutdown()
        self._restarts.clear()
        self._placeholder.show_loading()
        self._start()

    def _on_crash(self, why: str) -> None:
        self._ready = False
        now = time.monotonic()
        self._restarts = [at for at in self._restarts if now - at < RESTART_WINDOW_S] + [now]
        log.error("map: the page's process ended: %s", why)
        if len(self._restarts) > RESTARTS or self._engine is None:
            self._fail(self.tr("The map stopped several times: {0}").format(why), can_retry=True)
            return
        self._placeholder.show_restarting()
        self._watchdog.start()
        self._engine.load()

    def _on_no_paint(self) -> None:
        self._fail(
            self.tr("The map did not draw itself within {0} seconds").format(FIRST_PAINT_MS // 1000),
            can_retry=True,
        )

    def _fail(self, why: str, *, can_retry: bool) -> None:
        self._watchdog.stop()
        self._placeholder.show_failed(why, can_retry=can_retry)
        self._pictures.give_up()
        self.failed.emit(why)

    def _send(self, kind: str, **fields: object) -> int:
        if not self._ready or self._engine is None:
            return 0
        return self._engine.bridge.send(kind, **fields)

    def _hear(self, gesture: gestures.Gesture) -> None:
        """What the page says."""
        raise NotImplementedError
