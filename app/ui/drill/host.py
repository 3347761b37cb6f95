"""The drill that is open beside the live desk: opened, brought to the front, parked for something real, closed."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import AsyncExitStack
from datetime import datetime
from typing import Any, Protocol

import msgspec
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from app.desk.describe import Describer
from app.desk.describe_alarms import alarm_line
from app.desk.desk import Notice
from app.desk.drill_closing import is_taken_over
from app.desk.drills import DrillRoom, Drills
from app.desk.workspace import Workspace
from app.domain.alarm.rules import Sound
from app.domain.exercise.model import DrillStatus
from app.domain.exercise.scenario import Scenario
from app.kernel.errors import Fault, Refusal
from app.ui.drill.closing_dialog import offer_closing
from app.ui.drill.driver import Driver
from app.ui.kit import tasks
from app.ui.kit.dialogs import Answer, ask
from app.ui.kit.drill_mark import with_word
from app.ui.kit.loop import CloseRequest
from app.ui.kit.working import working
from app.ui.services import Services

_log = logging.getLogger(__name__)


class SecondConsole(Protocol):
    """What puts a window over a workspace (``app.ui.app.Console``)."""

    services: Services
    window: QMainWindow
    alarms: Any

    def open(self, *, maximised: bool = True) -> None:
        """Show it."""
        ...

    async def close(self) -> None:
        """Take it apart."""
        ...


class StartWish(msgspec.Struct, frozen=True):
    """A drill to be held: ``starts_at`` of its own clock, the seed that its chance hangs on, the speed that it begins at, and
    whether it begins as soon as it is open (else the conductor begins it, after the comms check)."""

    scenario: Scenario
    starts_at: datetime
    seed: int = 0
    speed: float = 1.0
    at_once: bool = True


class OpenDrill:
    """One drill in the window. ``conductor_room`` is made when it is first wanted."""

    def __init__(self, drill_id: str, console: SecondConsole, room: DrillRoom, driver: Driver, stack: AsyncExitStack) -> None:
        self.id, self.console, self.room, self.driver, self.stack = drill_id, console, room, driver, stack
        self.conductor_room: QWidget | None = None
        self.observers: list[QWidget] = []
        self.close_request: CloseRequest | None = None

    @property
    def title(self) -> str:
        """What it is called."""
        return self.console.services.wording.text(self.driver.drill.scenario.title)


class DrillHost(QObject):
    """Beside the live desk of ``services``, whose alarms are ``live_alarms``. ``make_console`` puts a window over a drill's
    workspace, ``make_room`` makes the conductor's room or (``True``) an observers' window."""

    changed = Signal()
    """A drill was opened or closed."""

    live_news = Signal(str)
    """Something real that whoever sits at the drill has to hear of; "" when the live desk was looked at."""

    def __init__(
        self, services: Services, live_alarms: Any, make_console: Callable[[Workspace, DrillHost], SecondConsole],
        make_room: Callable[[DrillHost, OpenDrill, bool], QWidget],
    ) -> None:
        super().__init__()
        self._services, self._make_console, self._make_room = services, make_console, make_room
        self.live_alarms = live_alarms
        self._window: QWidget | None = None
        self._busy = asyncio.Lock()
        self.current: OpenDrill | None = None
        services.bridge.noticed.connect(self._on_live)
        live_alarms.heard.connect(self._on_alarm)

    def attach(self, window: QWidget) -> None:
        """The live desk's window."""
        self._window = window

    @property
    def drills(self) -> Drills | None:
        """What can be done about drills; ``None`` on a desk that has none beside it."""
        return self._services.workspace.drills

    async def begin(self, wish: StartWish, parent: QWidget) -> bool:
        """Make a drill of the live desk and open it; whether it came about. ``Refusal`` and ``Fault`` as the makers say."""
        drills = self.drills
        if drills is None or self.current is not None:
            raise Refusal("drill_open_already" if self.current is not None else "not_a_drill")
        scenario = msgspec.structs.replace(wish.scenario, starts_at=wish.starts_at)
        title = self.tr("Preparing the drill")
        drill_id = await working(
            self._services.workspace.jobs, parent, title,
            lambda progress: asyncio.run(_prepared(drills, scenario, wish.seed, progress)),
        )
        return await self.open(drill_id, wish.speed if wish.at_once else 0.0)

    async def open(self, drill_id: str, speed: float = 0.0) -> bool:
        """Open a kept drill; with a speed it begins, or goes on, at once. ``Refusal("drill_open_already")`` beside another."""
        async with self._busy:
            if self.current is not None:
                raise Refusal("drill_open_already")
            drills = self.drills
            if drills is None:
                raise Refusal("not_a_drill")
            stack = AsyncExitStack()
            try:
                room = await stack.enter_async_context(drills.open(drill_id))
                self.current = self._put_together(drill_id, room, stack)
            except BaseException:
                self.current = None
                await stack.aclose()
                raise
        self.changed.emit()
        driver = self.current.driver
        if driver.drill.scenario.practice:
            self.show_drill()  # it conducts itself; the conductor's room would only stand in the way
        else:
            self.show_room()
        if speed > 0 and driver.drill.status is not DrillStatus.ENDED:
            await (driver.begin(speed) if driver.drill.started_at is None else driver.run(speed))
        return True

    async def close(self) -> None:
        """Close the drill's windows; its journal stays to go on from. Nothing happens where none is open."""
        async with self._busy:
            gone, self.current = self.current, None
            if gone is None:
                return
            await gone.driver.close()
            for window in (gone.conductor_room, *gone.observers):
                if window is not None and tasks.alive(window):
                    window.close()
                    window.deleteLater()
            await gone.console.close()
            if gone.close_request is not None:
                gone.close_request.release()
            gone.console.window.deleteLater()
            await gone.stack.aclose()
        self.changed.emit()

    async def to_live(self) -> bool:
        """Bring the live desk to the front, at once, and park the drill; whether it was running."""
        self._raise(self._window)
        self.live_news.emit("")
        if self.current is None:
            return False
        self.current.console.alarms.sounder.stop()
        reason = self.tr("Back to the real desk")
        try:
            parked = await self.current.driver.park(reason)
        except (Refusal, Fault) as no:
            self._services.navigator.say(self._services.explain(no), "alarm")
            return False
        if parked:
            self._services.navigator.say(self.tr("The drill is parked; go on with it in its own window"), "watch")
        return parked

    async def leave(self) -> None:
        """Back to the real desk for good: it comes to the front, the drill's windows are closed, its journal stays."""
        self._raise(self._window)
        self.live_news.emit("")
        await self.close()

    def show_drill(self) -> None:
        """Bring the drill's own window to the front."""
        if self.current is not None:
            self._raise(self.current.console.window)

    def show_room(self) -> None:
        """Bring the conductor's room to the front."""
        if self.current is None:
            return
        if self.current.conductor_room is None:
            self.current.conductor_room = self._make_room(self, self.current, False)
        self._raise(self.current.conductor_room)

    def show_evaluation(self) -> None:
        """Bring the evaluation of the conductor's room to the front."""
        self.show_room()
        room = self.current.conductor_room if self.current is not None else None
        if room is not None and hasattr(room, "show_evaluation"):
            room.show_evaluation()

    def show_observer(self) -> None:
        """Open a window for those who look on: everything of the conductor's room, and nothing to press."""
        if self.current is None:
            return
        watching, windows = self._make_room(self, self.current, True), self.current.observers
        watching.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        watching.destroyed.connect(lambda: windows.remove(watching))
        windows.append(watching)
        self._raise(watching)

    def _put_together(self, drill_id: str, room: DrillRoom, stack: AsyncExitStack) -> OpenDrill:
        console = self._make_console(room.workspace, self)
        driver = Driver(room, console.services.watcher.refresh, console.window)
        opened = OpenDrill(drill_id, console, room, driver, stack)
        word = console.services.wording.say("drill.word")
        console.window.setWindowTitle(with_word(word, opened.title))
        self.current = opened  # the window asks for it while it is shown
        console.open()
        opened.close_request = CloseRequest(console.window)
        tasks.run(self._closing(opened), console.window, "drill.closing")
        driver.failed.connect(lambda no: console.services.navigator.say(console.services.explain(no), "alarm"))
        driver.start()
        return opened

    async def _closing(self, opened: OpenDrill) -> None:
        """Until somebody wants the drill's window closed and means it."""
        request = opened.close_request
        assert request is not None
        while True:
            await request.wait()
            if await self._may_close(opened):
                break
            request.refuse()
        # Closing takes this window, and with it this task, apart: somebody else has to do it.
        tasks.run(self._close_and_offer(opened), self, "drill.close")

    async def _close_and_offer(self, opened: OpenDrill) -> None:
        """Close it; of one that is over the live desk is offered what it does not have yet, once everybody has looked at it."""
        drill = opened.driver.drill
        over = drill.status is DrillStatus.ENDED and not drill.scenario.practice
        await self.close()
        if over:
            await offer_closing(self._services, self._window, opened.id, silent=True)

    async def take_over(self) -> bool:
        """Bring the live desk to the front and offer there what the open drill has for it; whether anything was recorded."""
        if self.current is None:
            return False
        drill_id = self.current.id
        self._raise(self._window)
        return await offer_closing(self._services, self._window, drill_id)

    @property
    def is_taken_over(self) -> bool:
        """Whether the live desk has the open drill in its calendar."""
        return self.current is not None and is_taken_over(self._services.state, self.current.driver.drill.id)

    async def _may_close(self, opened: OpenDrill) -> bool:
        if opened.driver.drill.status is DrillStatus.ENDED:
            return True
        answers = (
            Answer("no", self.tr("Cancel")), Answer("keep", self.tr("Close, go on later"), "primary"),
            Answer("end", self.tr("End the drill"), "danger"),
        )
        said = await ask(
            opened.console.window, self.tr("Close the drill"),
            self.tr("Its journal is kept. You can go on with it later from the list of drills, or end it now."),
            answers, "keep",
        )
        if said == "end":
            try:
                await opened.driver.end()
            except (Refusal, Fault) as no:
                opened.console.services.navigator.say(opened.console.services.explain(no), "alarm")
                return False
        return said in ("keep", "end")

    def _on_live(self, notice: Notice) -> None:
        fresh = [of for key, of in notice.after.incidents.items() if key not in notice.before.incidents]
        if self.current is None or not fresh:
            return
        describer = Describer(self._services.workspace.desk.reference, self._services.wording)
        self.live_news.emit(describer.say("drill.live_incident", title=describer.incident_title(fresh[-1])))

    def _on_alarm(self, sound: Sound) -> None:
        if self.current is not None and self._services.alarms is not None:
            describer = Describer(self._services.workspace.desk.reference, self._services.wording)
            words = alarm_line(describer, sound.alarms[0], self._services.state)
            self.live_news.emit(describer.say("drill.live_alarm", words=words))

    @staticmethod
    def _raise(window: QWidget | None) -> None:
        if window is None:
            return
        window.showNormal() if window.isMinimized() else window.show()
        window.raise_()
        window.activateWindow()
        QApplication.alert(window, 0)


async def _prepared(drills: Drills, scenario: Scenario, seed: int, progress: Any) -> str:
    return await drills.prepare(scenario, seed, progress)
