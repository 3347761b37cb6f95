"""The web engine behind the map: profile, page, bridge and (when somebody looks) the view, in their order of life."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from app.map.gestures import Gesture
from app.map.site import MapSite

try:
    from PySide6.QtWebChannel import QWebChannel
    from PySide6.QtWebEngineCore import QWebEnginePage
    from PySide6.QtWebEngineWidgets import QWebEngineView

    from app.ui.map.profile import LockedPage, MapProfile
except ImportError as problem:
    _MISSING = str(problem)
else:
    _MISSING = ""

from app.ui.map.channel import Bridge
from app.ui.map.scheme import PAGE_URL, SiteHandler


def engine_missing() -> str:
    """Why there is no web engine on this machine; empty where there is one."""
    return _MISSING


class Engine(QObject):
    """One page in one profile. ``dispose`` ends it; a page must go before its profile, which Qt does not order itself."""

    picture_received = Signal(int, bytes)
    crashed = Signal(str)
    load_failed = Signal()

    def __init__(self, site: MapSite, hear: Callable[[Gesture], None]) -> None:
        super().__init__()
        self.view: QWidget | None = None
        self._handler = SiteHandler(site)
        self.profile = MapProfile(self._handler)
        self.page = LockedPage(self.profile)
        self.page.setBackgroundColor(QColor(Qt.GlobalColor.transparent))
        self.bridge = Bridge(hear)
        self.bridge.picture_received.connect(self.picture_received)
        self._channel = QWebChannel(self.page)
        self._channel.registerObject("bridge", self.bridge)
        self.page.setWebChannel(self._channel)
        self.page.renderProcessTerminated.connect(self._on_terminated)
        self.page.loadFinished.connect(self._on_loaded)

    @property
    def own_requests(self) -> int:
        """Requests that this machine answered itself."""
        return self.profile.interceptor.own

    @property
    def blocked_requests(self) -> int:
        """Requests that wanted to leave and did not."""
        return self.profile.interceptor.blocked

    def load(self) -> None:
        """Load the page, or load it afresh."""
        self.page.load(QUrl(PAGE_URL))

    def make_view(self, parent: QWidget) -> QWidget:
        """The widget that shows the page; no context menu (nothing in it is ours) and no dropping of files."""
        view = QWebEngineView(parent)
        view.setPage(self.page)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        view.setAcceptDrops(False)
        self.view = view
        return view

    def focus(self) -> None:
        """Give the keyboard to the page."""
        if self.view is not None:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def dispose(self) -> None:
        """End view, page and profile now, in this order."""
        import shiboken6  # noqa: PLC0415 - only to delete in a fixed order

        self.page.blockSignals(True)
        self._handler.close()
        for part in (self.view, self.page, self.profile, self._handler, self.bridge):
            if part is not None and shiboken6.isValid(part):
                shiboken6.delete(part)
        self.view = None

    def _on_terminated(self, status: QWebEnginePage.RenderProcessTerminationStatus, code: int) -> None:
        if status != QWebEnginePage.RenderProcessTerminationStatus.NormalTerminationStatus:
            self.crashed.emit(f"{status.name} {code}")

    def _on_loaded(self, good: bool) -> None:
        if not good:
            self.load_failed.emit()
