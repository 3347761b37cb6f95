"""The main job, played by the window itself: a call becomes an incident, a plan, units on the map, clocks and paper.

It uses the same widgets as a person does (the intake line, forms, dialogs, the strip) and leaves a picture of each step,
the papers and an account of the run (``story.json``) in a folder. ``make run`` plays it where no screen is found; the
end-to-end test plays it too.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from app.domain.incident.commands import RecordFacts
from app.domain.incident.model import Incident, IncidentStatus
from app.domain.plan.composition import work_of
from app.domain.plan.model import Task, TaskStatus
from app.domain.unit.model import Dispatch, UnitStatus
from app.ui.command_dialog import CommandDialog
from app.ui.kit.dialogs import KitDialog
from app.ui.kit.form import Form
from app.ui.panels.duty.advice_box import RunningBar
from app.ui.rehearsal import grab, map_painted
from app.ui.services import Services
from app.ui.shell.main_window import MainWindow

_log = logging.getLogger(__name__)

CALL = "青石村三组民房着火，二楼困2人，伤1人"
"""What the caller says, as the officer types it into the intake line."""

WAIT_S = 20.0
"""A step that takes longer has failed."""


class Account(msgspec.Struct, frozen=True):
    """What a run left behind: the incident, the steps that came about and how long each took, how long each paper took until
    it stood on the screen, and how many requests the map made (``blocked``: those that wanted to leave the machine)."""

    incident_id: str
    number: str
    entries: int
    steps_s: dict[str, float]
    papers_s: dict[str, float]
    own_requests: int
    blocked_requests: int


class StoryError(Exception):
    """A step did not come about in time; the message names it."""


class Story:
    """Plays the steps in order; each leaves ``NN-name.png``."""

    def __init__(self, window: MainWindow, services: Services, out: Path) -> None:
        self._window = window
        self._services = services
        self._out = out
        self._number = 0
        self._steps: dict[str, float] = {}
        self._papers: dict[str, float] = {}
        self.incident_id = ""

    @property
    def incident(self) -> Incident:
        """The incident of the story, as it stands."""
        return self._services.state.incidents[self.incident_id]

    async def play(self) -> int:
        """The whole story; 0 when every step came about."""
        steps: tuple[Callable[[], Awaitable[None]], ...] = (
            self.desk, self.intake, self.activate, self.tasks, self.dispatch, self.phone, self.figures, self.papers, self.end,
            self.close,
        )
        try:
            for step in steps:
                begun = time.perf_counter()
                await step()
                self._steps[step.__name__] = round(time.perf_counter() - begun, 3)
                _log.info("story: %s", step.__name__)
        finally:
            self._write_account()
        return 0

    def _write_account(self) -> None:
        view = self._services.map_view
        engine = view.engine if view is not None else None
        of = self._services.state.incidents.get(self.incident_id)
        account = Account(
            incident_id=self.incident_id,
            number=of.number if of is not None else "",
            entries=self._services.state.seq,
            steps_s=self._steps,
            papers_s=self._papers,
            own_requests=engine.own_requests if engine is not None else 0,
            blocked_requests=engine.blocked_requests if engine is not None else 0,
        )
        (self._out / "story.json").write_bytes(msgspec.json.format(msgspec.json.encode(account), indent=2))

    async def desk(self) -> None:
        """The window stands with the day in progress."""
        await map_painted(self._services)
        await self._picture("desk")

    async def intake(self) -> None:
        """One line of words, checked in the form, saved by the keyboard."""
        before = set(self._services.state.incidents)
        self._window.focus_intake_line()
        line = self._window.intake_line
        typed = QInputMethodEvent()
        typed.setCommitString(CALL)  # as an input method hands Chinese over
        QApplication.sendEvent(line, typed)
        QTest.keyClick(line, Qt.Key.Key_Return)
        form = self._window.panel("duty").intake
        await self._until("the intake form", form.isVisible)
        await asyncio.sleep(0.4)
        await self._picture("intake")
        form.save()
        await self._until("the new incident", lambda: bool(set(self._services.state.incidents) - before))
        self.incident_id = (set(self._services.state.incidents) - before).pop()
        await asyncio.sleep(1.5)
        await self._picture("recommendation")

    async def activate(self) -> None:
        """The recommended plan is activated with the four things that the law requires."""
        self._window.panel("duty").respond()
        dialog = await self._dialog()
        for place in range(3):
            dialog.list.item(place).setCheckState(Qt.CheckState.Checked)
        await self._picture("activation")
        dialog.give("yes")
        await self._until("the response", lambda: self.incident.status is IncidentStatus.RESPONDING)

    async def tasks(self) -> None:
        """The checklist, the first line ticked by the space bar."""
        self._services.navigator.show_incident(self.incident_id, "tasks")
        await asyncio.sleep(0.5)
        tasks = self._window.panel("duty").detail.tasks
        tasks.focus_tasks()
        QTest.keyClick(tasks.cards, Qt.Key.Key_Space)
        await self._until("the tick", lambda: any(task.status is TaskStatus.DONE for task in self._all_tasks()))
        await self._picture("checklist")

    async def dispatch(self) -> None:
        """The proposed units go as they are ticked; the first of them arrives."""
        self._window.panel("duty").dispatch()
        units = self._window.panel("duty").detail.units
        await self._until("the proposal", lambda: bool(units.proposed))
        await asyncio.sleep(0.5)
        await self._picture("units")
        units.available.send.click()
        await self._until("the dispatch", lambda: bool(self.incident.dispatches))
        sent = next(iter(self.incident.dispatches.values()))
        for status in (UnitStatus.ACKNOWLEDGED, UnitStatus.EN_ROUTE, UnitStatus.ON_SCENE):
            await self._step(sent, status)
        await asyncio.sleep(0.4)
        await self._picture("on-scene")

    async def phone(self) -> None:
        """The most urgent clock of this incident is answered: phoned, to whom, read back."""
        owed = next(
            one for one in self._services.watcher.current if one.incident_id == self.incident_id and one.obligation is not None
        )
        self._services.run(self._services.navigator.answer(owed), self._window)
        dialog = await self._dialog()
        await self._picture("answer")
        dialog.give("done")
        form_dialog = await self._dialog(lambda found: found is not dialog)
        await self._fill(form_dialog, {"whom": "值班员", "read_back": True})
        await self._picture("phoned")
        form_dialog.give("yes")
        await self._until("the report", lambda: bool(self.incident.reports))

    async def figures(self) -> None:
        """The figures change, and with them the grade."""
        await self._services.execute(
            RecordFacts(incident_id=self.incident_id, facts={"dead": 3, "trapped": 0}, source="消防救援站", reason="搜救完毕")
        )
        self._services.navigator.show_incident(self.incident_id, "overview")
        await asyncio.sleep(0.6)
        await self._picture("severity")
        self._services.navigator.show_incident(self.incident_id, "timeline")
        await asyncio.sleep(0.8)
        await self._picture("timeline")

    async def papers(self) -> None:
        """The incident report and the leader's brief: previewed, saved."""
        panel = self._window.panel("papers")
        for document in ("incident_report", "leader_brief"):
            panel.shown = None
            begun = time.perf_counter()
            self._services.navigator.print_incident(self.incident_id, document)
            await self._until(document, lambda: panel.shown is not None, 60)
            self._papers[document] = round(time.perf_counter() - begun, 3)
            await asyncio.sleep(0.8)
            await self._picture(document.replace("_", "-"))
            await panel.save_to(self._out / f"{document}.pdf")

    async def end(self) -> None:
        """Every response that was started ends, with the conditions that were met."""
        self._services.navigator.show_incident(self.incident_id, "units")
        for sent in self.incident.dispatches.values():
            for status in (UnitStatus.RETURNING, UnitStatus.ON_STANDBY):
                await self._step(sent, status)
        self._services.navigator.show_incident(self.incident_id, "tasks")
        await asyncio.sleep(0.3)
        before = None
        for running in [one.id for one in self.incident.activations if one.is_running]:
            self._window.panel("duty").detail.tasks.findChild(RunningBar).wanted.emit("end", running)
            dialog = before = await self._dialog(lambda found, last=before: found is not last)
            await self._fill(dialog, {"reason": "明火已灭，人员核清，复燃检查合格"})
            if self.incident.activations[0].id == running:
                await self._picture("termination")
            dialog.give("yes")
            await self._until("the end of a response", lambda ended=running: self._has_ended(ended))
        await self._until("the end of the response", lambda: self.incident.status is IncidentStatus.TERMINATED)

    async def close(self) -> None:
        """The incident is closed with the legal fields; the correction clock runs on."""
        self._window.panel("duty").detail.act("close")
        dialog = await self._dialog()
        await self._fill(
            dialog,
            {
                "cause": "电气线路老化短路，引燃堆放杂物", "outcome": "明火扑灭，伤员送医，住户安置完毕",
                "losses": "民房二间过火，直接经济损失待核", "lessons": "老旧线路未及时更换，夜间报警偏晚",
                "measures": "全村电气线路排查，独居户安装独立烟感",
            },
        )
        await self._picture("closure")
        dialog.give("yes")
        await self._until("the closing", lambda: self.incident.status is IncidentStatus.CLOSED)
        self._services.navigator.show_incident(self.incident_id, "reports")
        await asyncio.sleep(0.6)
        await self._picture("closed")

    def _has_ended(self, activation_id: str) -> bool:
        return any(one.id == activation_id and not one.is_running for one in self.incident.activations)

    def _all_tasks(self) -> tuple[Task, ...]:
        return tuple(work.task for work in work_of(self.incident))

    async def _step(self, sent: Dispatch, status: UnitStatus) -> None:
        units = self._window.panel("duty").detail.units
        units.out.select(sent.id)
        await asyncio.sleep(0.1)
        words = self._services.wording.say(f"unit_status.{status}")
        button = next(one for one in units.findChildren(QPushButton) if one.text() == words and one.isVisible())
        button.click()
        await self._until(status.value, lambda: self.incident.dispatches[sent.id].status is status)

    async def _picture(self, name: str) -> None:
        self._number += 1
        path = self._out / f"{self._number:02d}-{name}.png"
        dialog = QApplication.activeModalWidget()
        grab(self._window, path)
        if dialog is not None and not dialog.grab().save(str(path.with_name(f"{path.stem}.dialog.png"))):
            raise StoryError(f"no picture of the dialog in {name}")

    async def _dialog(self, fits: Callable[[KitDialog], bool] = lambda _dialog: True) -> KitDialog:
        def found() -> KitDialog | None:
            shown = QApplication.activeModalWidget()
            return shown if isinstance(shown, KitDialog) and fits(shown) else None

        await self._until("a dialog", lambda: found() is not None)
        await asyncio.sleep(0.2)
        dialog = found()
        if dialog is None:
            raise StoryError("the dialog went away")
        return dialog

    async def _fill(self, dialog: KitDialog, values: Mapping[str, Any]) -> None:
        form = dialog.findChild(Form)
        if not isinstance(dialog, CommandDialog) or form is None:
            raise StoryError("the dialog asks nothing")
        known = form.values()
        form.set_values({name: value for name, value in values.items() if name in known})

    async def _until(self, what: str, true: Callable[[], bool], timeout_s: float = WAIT_S) -> None:
        loop = asyncio.get_running_loop()
        deadline = loop.time() + timeout_s
        while not true():
            if loop.time() > deadline:
                raise StoryError(f"{what} did not come about within {timeout_s:g} s")
            await asyncio.sleep(0.05)


def story(out: Path) -> Callable[[MainWindow, Services], Awaitable[int]]:
    """A script that plays the story and leaves its pictures and papers in ``out``."""

    out.mkdir(parents=True, exist_ok=True)

    async def play(window: MainWindow, services: Services) -> int:
        window.resize(1366, 768)
        return await Story(window, services, out).play()

    return play
