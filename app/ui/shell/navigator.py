"""The window's answers to its panels: every request finds its panel by id, so panels stay strangers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.domain.deadlines import Deadline
from app.kernel.geo import Point

if TYPE_CHECKING:
    from app.ui.shell.main_window import MainWindow


class WindowNavigator:
    """Keeps the ``Navigator`` protocol for one window; the window is set once it stands."""

    def __init__(self) -> None:
        self._window: MainWindow | None = None

    def attach(self, window: MainWindow) -> None:
        """Answer through this window."""
        self._window = window

    @property
    def window(self) -> MainWindow:
        """The window; ``RuntimeError`` before ``attach``."""
        if self._window is None:
            raise RuntimeError("no window yet")
        return self._window

    def show_panel(self, panel_id: str) -> None:
        """Bring a panel to the front."""
        self.window.show_panel(panel_id)

    def show_incident(self, incident_id: str, tab: str = "") -> None:
        """Select an incident on the duty panel."""
        self._front("duty").show_incident(incident_id, tab)

    def show_call_down(self, calldown_id: str) -> None:
        """Bring a list that is being called to the front."""
        self._front("duty").call_down(calldown_id)

    def show_plan(self, plan_id: str) -> None:
        """Open a plan in the library."""
        self._front("plans").show_plan(plan_id)

    def show_unit(self, unit_id: str) -> None:
        """Select a unit on the units board."""
        self._front("units").show_unit(unit_id)

    def show_on_map(self, layer: str, feature_id: str, point: Point | None) -> None:
        """Bring the map to a place."""
        self._front("duty").show_on_map(layer, feature_id, point)

    def begin_intake(self, words: str = "", point: Point | None = None, *, finding_id: str = "") -> None:
        """Open the intake form."""
        self._front("duty").begin_intake(words, point, finding_id=finding_id)

    async def pick_on_map(self, hint: str) -> Point | None:
        """Let the officer pick a point."""
        return await self._front("duty").pick_on_map(hint)

    async def map_picture(self, incident_id: str) -> bytes | None:
        """A PNG of the map around an incident."""
        return await self.window.map_picture(incident_id)

    def print_incident(self, incident_id: str, document: str = "", subject: str = "") -> None:
        """Open the paper preview."""
        self._front("papers").show_document(incident_id, document, subject)

    async def answer(self, deadline: Deadline) -> None:
        """Ask what was done about a deadline."""
        await self.window.answer(deadline)

    def say(self, text: str, tone: str = "neutral") -> None:
        """A short line in the status bar."""
        self.window.say(text, tone)

    def _front(self, panel_id: str) -> Any:
        self.window.show_panel(panel_id)
        return self.window.panel(panel_id)
