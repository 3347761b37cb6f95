"""What the parts of a replay may ask of its window: to show something. Everything that would begin something is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.deadlines import Deadline
from app.kernel.geo import Point

if TYPE_CHECKING:
    from app.ui.replay.window import ReplayWindow


class ReplayNavigator:
    """Keeps the ``Navigator`` protocol for a replay's window, which is set once it stands."""

    def __init__(self) -> None:
        self.window: ReplayWindow | None = None

    def show_panel(self, panel_id: str) -> None:
        """A replay has no panels."""
        self._refuse()

    def show_incident(self, incident_id: str, tab: str = "") -> None:
        """Play this incident."""
        if self.window is not None:
            self.window.choose(incident_id)

    def show_call_down(self, calldown_id: str) -> None:
        """Nobody is called here."""
        self._refuse()

    def show_plan(self, plan_id: str) -> None:
        """Plans are read at the desk."""
        self._refuse()

    def show_unit(self, unit_id: str) -> None:
        """Show the units, with this one chosen."""
        if self.window is not None:
            self.window.front(3)
            self.window.parts.units.table.select(unit_id)

    def show_on_map(self, layer: str, feature_id: str, point: Point | None) -> None:
        """Bring the map to a place."""
        view = self.window.opened.view if self.window is not None else None
        if view is not None and point is not None:
            view.select(layer, feature_id)
            view.fly_to(point.lat, point.lon)

    def begin_intake(self, words: str = "", point: Point | None = None, *, finding_id: str = "") -> None:
        """Nothing is taken in."""
        self._refuse()

    async def pick_on_map(self, hint: str) -> Point | None:
        """Nothing is picked."""
        self._refuse()
        return None

    async def map_picture(self, incident_id: str) -> bytes | None:
        """No paper is made of a replay."""
        return None

    def print_incident(self, incident_id: str, document: str = "", subject: str = "") -> None:
        """No paper is made of a replay."""
        self._refuse()

    async def answer(self, deadline: Deadline) -> None:
        """A clock of the past cannot be answered."""
        self._refuse()

    def say(self, text: str, tone: str = "neutral") -> None:
        """A line at the bottom."""
        if self.window is not None:
            self.window.say(text, tone)

    def _refuse(self) -> None:
        if self.window is not None:
            self.window.refuse()
