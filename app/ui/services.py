"""What the composition root hands to every panel. No globals: a drill can stand beside the live desk in one process."""

from __future__ import annotations

from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

from app.catalog.wording import Wording
from app.desk.alarm_keeper import AlarmKeeper
from app.desk.deadlines import DeadlineWatcher
from app.desk.workspace import Workspace
from app.domain.deadlines import Deadline
from app.domain.record import Command, Record
from app.domain.state import State
from app.kernel.errors import BadFile, Fault, Refusal
from app.kernel.geo import Point
from app.ui.bridge import Bridge
from app.ui.heat import HeatBox
from app.ui.kit import tasks
from app.ui.kit.layout_memory import LayoutMemory
from app.ui.kit.shortcuts import Actions
from app.ui.trails import TrailBox
from app.ui.who_goes import WhoGoes


class Navigator(Protocol):
    """What a panel may ask of the window: to show something, to begin something, to say something."""

    def show_panel(self, panel_id: str) -> None:
        """Bring a panel to the front (``duty``, ``plans``, ``units``, ``reports``, ``records``, ``settings`` …)."""
        ...

    def show_incident(self, incident_id: str, tab: str = "") -> None:
        """Select an incident; ``tab`` is ``overview``, ``tasks``, ``units``, ``reports``, ``photographs`` or
        ``timeline``."""
        ...

    def show_call_down(self, calldown_id: str) -> None:
        """Bring a list that is being called to the front."""
        ...

    def show_plan(self, plan_id: str) -> None:
        """Open a plan in the library."""
        ...

    def show_unit(self, unit_id: str) -> None:
        """Select a unit on the units board."""
        ...

    def show_on_map(self, layer: str, feature_id: str, point: Point | None) -> None:
        """Bring the map to this place and select the feature (``incidents``, ``units``, ``facilities`` …)."""
        ...

    def begin_intake(self, words: str = "", point: Point | None = None, *, finding_id: str = "") -> None:
        """Open the intake form, with the words typed so far and a place picked on the map; ``finding_id``: the patrol's finding
        that the incident comes from, linked with it once it is taken in."""
        ...

    async def pick_on_map(self, hint: str) -> Point | None:
        """Let the officer pick a point on the map; ``None`` when cancelled (Esc)."""
        ...

    async def map_picture(self, incident_id: str) -> bytes | None:
        """A PNG of the map around an incident, for a document; ``None`` where the map cannot be shown."""
        ...

    def print_incident(self, incident_id: str, document: str = "", subject: str = "") -> None:
        """Open the paper preview for an incident, or ("") for a document about the area; ``subject`` says which one of several: a
        call-down, an instruction, a day, a period."""
        ...

    async def answer(self, deadline: Deadline) -> None:
        """Open the dialog that answers a deadline (phoned, sent, waived; task done; acknowledged)."""
        ...

    def say(self, text: str, tone: str = "neutral") -> None:
        """A short line in the status bar."""
        ...


@dataclass
class Services:
    """A panel's whole world: read ``state``, ``await execute(...)``, ask the ``navigator``.

    ``map_view`` is the one ``MapView`` of the window (``None`` where the web engine is missing); the duty panel takes it
    into its middle. ``memory`` keeps splitters and columns; ``actions`` are the window's keys;
    ``who`` proposes units and knows when those under way arrive (``None``: nothing is proposed); ``trails`` are those on
    the map (``None`` where positions are not kept); ``heat`` shows on the map where incidents happened.
    ``own_layers`` is the one ``LayerHub`` (see ``panels/mapdata/layers/hub.py``), made when first asked for.
    ``alarms`` are kept where a window watches (``None``: nothing is raised). ``drill_host`` is the ``DrillHost`` of this program:
    the drill that is open beside the live desk (``None`` where there is no window to open one in). ``replay_host`` is the
    ``ReplayHost`` of this desk: it plays the past (``None`` likewise).
    """

    workspace: Workspace
    bridge: Bridge
    watcher: DeadlineWatcher
    navigator: Navigator
    actions: Actions | None = None
    map_view: Any = None
    memory: LayoutMemory | None = None
    who: WhoGoes | None = None
    trails: TrailBox | None = None
    heat: HeatBox | None = None
    own_layers: Any = None
    alarms: AlarmKeeper | None = None
    drill_host: Any = None
    replay_host: Any = None

    @property
    def state(self) -> State:
        """The picture that everyone looks at."""
        return self.workspace.desk.state

    @property
    def wording(self) -> Wording:
        """Domain words in the user's language."""
        return self.workspace.wording

    @property
    def lang(self) -> str:
        """``zh`` or ``en``."""
        return self.workspace.settings.current.language.value

    async def execute(self, command: Command) -> tuple[Record, ...]:
        """Make the wish come true; raises ``Refusal`` or ``Fault`` for the caller to show beside its control."""
        return await self.workspace.desk.execute(command, self.workspace.context())

    async def attempt(self, command: Command) -> bool:
        """Like ``execute`` for controls with no place of their own for an error: it is said in the status bar."""
        try:
            await self.execute(command)
        except (Refusal, Fault) as no:
            self.navigator.say(self.explain(no), "alarm")
            return False
        return True

    def explain(self, no: Refusal | Fault | BadFile) -> str:
        """The refusal or fault in the user's language, with its clause; of a bad file its first problem."""
        if isinstance(no, BadFile):
            return self.wording.problem(no.problems[0])
        return self.wording.refusal(no) if isinstance(no, Refusal) else self.wording.fault(no)

    def run(self, coroutine: Coroutine[Any, Any, Any], owner: QWidget) -> None:
        """Start work that ends with its widget."""
        tasks.run(coroutine, owner)
