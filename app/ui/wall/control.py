"""Opens and closes the wall, and remembers whether its map follows. The only part of the wall that lives while it is closed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from app.ui.services import Services

if TYPE_CHECKING:
    from app.ui.wall.window import WallWindow

_LOCKED = "wall.locked"
_MEMORY = "wall"


def second_map(main_view: Any) -> Any:
    """Another map on the site of this one; ``None`` where there is no map to stand beside."""
    if main_view is None:
        return None
    from app.ui.map.view import MapView  # noqa: PLC0415 - the web engine must not cost the window's start

    return MapView(main_view.site)


class WallControl(QObject):
    """One wall for one main window. ``make_map`` makes its map from the main window's (for tests: any widget)."""

    changed = Signal()
    """It was opened or closed, or its map was locked or let go."""

    def __init__(self, services: Services, main: QWidget, make_map: Callable[[Any], Any] = second_map) -> None:
        super().__init__(main)
        self._services, self._main, self._make_map = services, main, make_map
        self.window: WallWindow | None = None
        memory = services.memory
        self._follows = memory is None or memory.value(_LOCKED) != "yes"

    @property
    def is_open(self) -> bool:
        """Whether the wall is on a screen."""
        return self.window is not None

    @property
    def follows(self) -> bool:
        """Whether its map follows what the officer looks at."""
        return self._follows

    def toggle(self) -> None:
        """Open it, or close it."""
        if self.window is None:
            self.open()
        else:
            self.close()

    def open(self) -> None:
        """Open it: full-screen on the second screen where there is one, else as a window where it stood last."""
        if self.window is not None:
            self.window.raise_()
            return
        from app.ui.wall.window import WallWindow  # noqa: PLC0415 - see the charter: closed, it costs nothing

        main_view = self._services.map_view
        window = WallWindow(self._services, self._make_map(main_view), main_view)
        window.set_follows(self._follows)
        window.closed.connect(self._on_closed)
        window.lock_wanted.connect(self.toggle_lock)
        self.window = window
        memory = self._services.memory
        known = memory is not None and memory.keep_window(_MEMORY, window)
        screen = other_screen(self._main.screen(), QGuiApplication.screens())
        if screen is not None:
            window.setGeometry(screen.geometry())
            window.showFullScreen()
        elif known:
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowFullScreen)  # it would cover the desk itself
            window.show()
        else:
            window.resize(1366, 768)
            window.show()
        self.changed.emit()

    def close(self) -> None:
        """Take it from the screen and give back its web engine."""
        if self.window is not None:
            self.window.close()

    def toggle_lock(self) -> None:
        """Keep the map where it is, or let it follow again; remembered for the next time."""
        self._follows = not self._follows
        if self._services.memory is not None:
            self._services.memory.set_value(_LOCKED, "" if self._follows else "yes")
        if self.window is not None:
            self.window.set_follows(self._follows)
        self.changed.emit()

    def _on_closed(self) -> None:
        window, self.window = self.window, None
        if window is None:
            return
        if self._services.memory is not None:
            self._services.memory.save()  # before it is gone: only living windows are written down
        if window.view is not None:
            window.view.shutdown()
        window.deleteLater()
        self.changed.emit()


def other_screen(own: QScreen | None, screens: list[QScreen]) -> QScreen | None:
    """The first screen that the main window is not on; ``None`` where there is only one."""
    return next((one for one in screens if one is not own and (own is None or one.name() != own.name())), None)
