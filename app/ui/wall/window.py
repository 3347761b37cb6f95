"""The wall window: it shows what the desk says, and changes nothing."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.geo import Region
from app.ui.kit.drill_mark import HatchEdge, mark_of, mark_window, marked_title
from app.ui.kit.theme import current_theme, host
from app.ui.kit.ticker import Ticker
from app.ui.services import Services
from app.ui.wall.parts import Board, Forces, TopBar
from app.ui.wall.presenter import present
from app.ui.wall.scale import Scale

_GATHER_MS = 100
"""Several changes in one stroke are presented once."""

_UNITS_EVERY_MS = 2000
"""Units move on the wall at most so often: without a graphics card each frame of a second large map is paid by the desk."""


class WallWindow(QWidget):
    """``view`` is its own map (``None`` where there is no web engine), ``main_view`` the one of the main window."""

    closed = Signal()
    """The window was closed; its owner takes it apart."""

    lock_wanted = Signal()
    """Somebody pressed the key that locks the map or lets it follow."""

    def __init__(self, services: Services, view: Any, main_view: Any) -> None:
        super().__init__()
        word = services.wording.say("drill.word") if services.state.drill is not None else ""
        mark_window(self, word)
        self.setWindowTitle(marked_title(services.wording.say("wall.window"), self))
        self.setMinimumSize(640, 360)
        self._services, self.view, self._main = services, view, main_view
        clock, say = services.workspace.desk.clock, services.wording.say
        self.top, self.board, self.forces = TopBar(clock, say), Board(clock, say), Forces(clock, say)
        self._follows = True
        self._minute = -1
        self._gather = QTimer(self, singleShot=True, interval=_GATHER_MS)
        self._gather.timeout.connect(self.refresh)
        self._units_revision = 0
        self._units_due = QTimer(self, singleShot=True, interval=_UNITS_EVERY_MS)
        self._units_due.timeout.connect(self._move_units)
        self._lay_out()
        self._wire()
        self.refresh()

    @property
    def follows(self) -> bool:
        """Whether the map shows what the officer looks at."""
        return self._follows

    def set_follows(self, follows: bool) -> None:
        """Let the map follow the officer's (it goes there now), or keep it where it is."""
        self._follows = follows
        self.top.show_follows(follows)
        if follows:
            self._catch_up()

    def refresh(self) -> None:
        """Show the desk as it is now."""
        services = self._services
        desk = services.workspace.desk
        now = desk.clock.now()
        self._minute = now.minute
        view = present(desk.state, desk.reference, services.wording, services.watcher.current, now)
        for part in (self.top, self.board, self.forces):
            part.show_view(view)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Every size follows the height of the window."""
        super().resizeEvent(event)
        scale = Scale(max(self.height(), 240))
        self.top.setFixedHeight(scale.px(126))
        self.board.setFixedWidth(scale.column_px(self.width()))
        self.forces.setFixedHeight(scale.px(12) + Forces.ROWS * scale.line)
        if self.view is not None:
            self.view.wear_wall(scale.map_zoom)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell the owner."""
        super().closeEvent(event)
        self.closed.emit()

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(0)
        if self.view is not None:
            left.addWidget(self.view, 1)
        else:
            left.addStretch(1)
        left.addWidget(self.forces)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addLayout(left, 1)
        body.addWidget(self.board)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        word = mark_of(self)
        if word:
            column.addWidget(HatchEdge(24, word=word))
        column.addWidget(self.top)
        column.addLayout(body, 1)
        if word:
            column.addWidget(HatchEdge(10))

    def _wire(self) -> None:
        bridge = self._services.bridge
        bridge.noticed.connect(self._on_change)  # methods of its own: Qt lets go of them when the wall is closed
        bridge.deadlines_changed.connect(self._on_change)
        host().changed.connect(self._dress)
        Ticker.shared().add(self._tick)
        lock = self.lock_wanted.emit
        for keys, act in (("Esc", self.close), ("F11", self.close), ("L", lock), ("Ctrl+F11", lock)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(act)
        if self.view is None or self._main is None:
            return
        self._main.published.connect(self._on_published)
        self._main.moved.connect(self._on_moved)
        self._main.selection_changed.connect(self._on_selected)
        self._main.layer_toggled.connect(self._on_toggled)
        self.view.set_layers_visible(self._main.switched)

    def _on_change(self, *_: object) -> None:
        self._gather.start()

    def _catch_up(self) -> None:
        if self.view is None or self._main is None:
            return
        if self._main.seen is not None:
            self.view.show_bounds(self._main.seen)
        self.view.select(*self._main.selected)
        self.view.set_layers_visible(self._main.switched)

    def _on_published(self, name: str, revision: int) -> None:
        if name != "units":
            self.view.hear_published(name, revision)
            return
        waiting, self._units_revision = self._units_due.isActive(), revision
        if not waiting:
            self._move_units()

    def _move_units(self) -> None:
        """Fetch the newest positions; after an update that was taken nothing is fetched for a while."""
        if self._units_revision:
            self.view.hear_published("units", self._units_revision)
            self._units_revision = 0
            self._units_due.start()

    def _on_moved(self, south: float, west: float, north: float, east: float, _zoom: float) -> None:
        if self._follows:
            self.view.show_bounds(Region(south, west, north, east))

    def _on_selected(self, layer: str, feature_id: str) -> None:
        if self._follows:
            self.view.select(layer, feature_id)

    def _on_toggled(self, layer: str, on: bool) -> None:
        if self._follows:
            self.view.set_layers_visible({layer: on})

    def _dress(self) -> None:
        for part in (self.top, self.board, self.forces):
            part.redraw()
        if self.view is not None:
            self.view.set_theme(current_theme().name)

    def _tick(self) -> None:
        """Another minute: urgencies and days may be other ones."""
        if self._services.workspace.desk.clock.now().minute != self._minute:
            self.refresh()
