"""Keeps the answer to "who goes?" fresh beside the window: asked in a worker's thread, dropped when it comes too late."""

from __future__ import annotations

import time
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.desk.desk import Notice
from app.desk.jobs import Jobs
from app.desk.who_picture import WhoPicture, picture_of
from app.desk.workspace import Workspace
from app.ui.bridge import Bridge
from app.ui.kit import tasks

POSITIONS_EVERY_S = 10.0
"""New positions are worth a new answer at most this often: arrival times are said in minutes."""

_SETTLE_MS = 120
"""Changes that come together are answered together."""

_CONCERNS = ("incidents", "units", "drawings", "facilities", "warnings")


class WhoGoes(QObject):
    """The latest ``picture``; ``answered`` after each new one. Nothing is asked before ``start``.

    ``focus`` names the incident whose ways and rings are wanted; ``show_ways`` and ``show_rings`` switch them, as the map's
    legend does (``switched`` after either). Rings are off until somebody asks: they cover half a township.
    """

    answered = Signal()
    switched = Signal()

    def __init__(self, workspace: Workspace, bridge: Bridge, map_view: Any = None) -> None:
        super().__init__()
        self._workspace = workspace
        self._map = map_view
        self._jobs = Jobs()
        self._focus = ""
        self._ways, self._rings = True, False
        self._wish = 0
        self._asking = False
        self._asked_at = 0.0
        self._open = False
        self.picture: WhoPicture | None = None
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._flush)
        bridge.noticed.connect(self._on_notice)
        bridge.positions_changed.connect(self._on_positions)
        if map_view is not None:
            map_view.layer_toggled.connect(self._on_toggled)

    def start(self) -> None:
        """Begin to answer."""
        self._open = True
        self.ask()

    def close(self) -> None:
        """Answer nothing more; waits for what is being searched."""
        self._open = False
        self._wish += 1
        self._settle.stop()
        self._jobs.close()

    def focus(self, incident_id: str) -> None:
        """Draw the ways and rings of this incident."""
        if incident_id != self._focus:
            self._focus = incident_id
            self.ask()

    @property
    def shows_ways(self) -> bool:
        """Whether ways are drawn."""
        return self._ways

    @property
    def shows_rings(self) -> bool:
        """Whether rings are drawn."""
        return self._rings

    def show_ways(self, on: bool) -> None:
        """Switch the ways on the map."""
        self._switch(on, self._rings)

    def show_rings(self, on: bool) -> None:
        """Switch the rings on the map; they are not searched while they are off."""
        self._switch(self._ways, on)

    def _switch(self, ways: bool, rings: bool) -> None:
        if (ways, rings) == (self._ways, self._rings):
            return
        self._ways, self._rings = ways, rings
        if self._map is not None:
            self._map.set_layers_visible({"routes": ways, "rings": rings})
        self.switched.emit()
        self.ask()

    def _on_toggled(self, layer: str, on: bool) -> None:
        if layer in ("routes", "rings"):
            self._switch(on if layer == "routes" else self._ways, on if layer == "rings" else self._rings)

    def ask(self) -> None:
        """Answer anew soon; an answer that is under way is dropped."""
        self._wish += 1
        if self._open:
            self._settle.start()

    def _on_notice(self, notice: Notice) -> None:
        if any(getattr(notice.before, name) is not getattr(notice.after, name) for name in _CONCERNS):
            self.ask()

    def _on_positions(self, _positions: object) -> None:
        if self._open and not self._asking and time.monotonic() - self._asked_at >= POSITIONS_EVERY_S:
            self._flush()

    def _flush(self) -> None:
        if self._open and not self._asking:
            self._asking = True
            tasks.run(self._answer(), self)

    async def _answer(self) -> None:
        try:
            while self._open:
                wish = self._wish
                self._asked_at = time.monotonic()
                found = await self._found(wish)
                if not self._open:
                    return
                if wish == self._wish:
                    self.picture = found
                    self.answered.emit()
                    return
        finally:
            self._asking = False

    async def _found(self, wish: int) -> WhoPicture:
        asked, guide, focus = self._workspace.question(), self._workspace.guide, self._focus
        with_ways, with_rings = self._ways, self._rings
        return await self._jobs.run(
            lambda _progress: picture_of(
                asked, guide, focus, with_ways=with_ways, with_rings=with_rings, should_stop=lambda: wish != self._wish
            )
        )
