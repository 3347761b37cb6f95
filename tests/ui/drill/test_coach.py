"""The five-minute drill: a person who does what the guide points at reaches its end; every place it names is there."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QListWidget, QPlainTextEdit, QVBoxLayout, QWidget

from app.catalog.courses import read_course
from app.catalog.scenarios import read_scenario
from app.desk.settings import Language, SettingsStore
from app.domain.exercise.scenario import Scenario
from app.domain.incident.commands import OpenIncident
from app.domain.incident.model import Place
from app.ui.drill.coach.coach import Coach
from app.ui.drill.coach.finish import FinishPage
from app.ui.drill.coach.offer import OfferBar
from app.ui.kit.places import places_in
from app.ui.panels.base import discover
from app.ui.panels.duty.checklist_dialog import TickList
from app.ui.panels.settings.choices import Choices
from tests.ui.drill.drill_world import NOW, World, beside, soon
from tests.ui.panels.boards import FILES, catalogue

FOLDER = FILES.resources / "scenarios" / "five_minutes"


class Practice(World):
    scenario = "five_minutes"
    panels = ("duty", "reports", "drills")

    @staticmethod
    def read() -> Scenario:
        """The scenario."""
        return read_scenario(FOLDER, catalogue()[0].reference)

    async def begun(self) -> Coach:
        """The drill runs, the phone has rung, the guide is there."""
        await self.host.open(await self.prepared(), speed=1.0)
        await self.host.current.driver.advance()
        coach: Coach = self.host.current.console.window.drill_band.coach
        await soon(lambda: coach.course is not None)
        self.host.current.console.window.resize(1366, 768)
        return coach


def _write_down(top: QWidget) -> None:
    """What a person types into a form: words where they are asked for, the first of a choice that is open."""
    for edit in top.findChildren(QPlainTextEdit):
        if edit.isVisible() and not edit.isReadOnly() and not edit.toPlainText():
            edit.setPlainText("伤者已送镇卫生院，屋内已无人")
    for ticks in top.findChildren(TickList):
        if ticks.isVisible() and not ticks.ticked():
            ticks.item(0).setCheckState(Qt.CheckState.Checked)
    for listed in top.findChildren(QListWidget):
        if listed.isVisible() and type(top).__name__ == "_ChooseDialog":
            listed.setCurrentRow(1)  # copy field by field: no printer is needed


async def _follow(coach: Coach, services: Any, world: World) -> list[str]:
    """Do what is pointed at until the step is done; the places in the order in which they were pointed at."""
    step, places, pressed = coach.step, [], (None, 0)
    for turn in range(200):
        await asyncio.sleep(0.01)
        coach.refresh()
        if coach.step is not step:
            return places
        target = coach.pointer.target
        if target is None:
            coach.show_me()
            continue
        name = target.objectName()
        if target is pressed[0] and turn - pressed[1] < 25:
            continue  # what was pressed takes its time
        pressed = (target, turn)
        if not places or places[-1] != name:
            places.append(name)
            _covers_nothing(coach, target)
        if name == "intake.preview":
            services.navigator.window.panel("duty").intake.save()
        elif name == "tasks.cards":
            services.navigator.window.panel("duty").detail.tasks._to_first_open()
        elif name in ("strip", "rail.reports", "rail.duty", "header.line"):
            coach.show_me()
        else:
            _write_down(target.window())
            (places_in(target.window(), "answer.yes")[0] if name == "checklist.list" else target).click()
    raise AssertionError((step.id if step else "", places))


def _covers_nothing(coach: Coach, target: QWidget) -> None:
    """Neither the strip nor the words in a dialog lie over the place."""
    top = target.window()
    place = _place(target)
    hint = coach.pointer.hint
    if top is coach.strip.window():
        assert not _place(coach.strip).intersects(place) or coach.strip.isAncestorOf(target), target.objectName()
    else:
        assert hint is not None and hint.window() is top and top.layout().indexOf(hint) >= 0, target.objectName()


def test_who_does_what_is_pointed_at_reaches_the_end_with_full_points(qapp: QApplication, tmp_path: Path) -> None:
    async def body(world: Practice) -> None:
        live_seq = world.live.state.seq
        coach = await world.begun()
        services, driver = world.host.current.console.services, world.host.current.driver
        assert world.host.current.conductor_room is None and coach.exists and not world.host.current.console.window.offer.offer()
        steps = [one.id for one in coach.course.steps]
        walked = {}
        for step in steps:
            assert coach.step.id == step
            walked[step] = await _follow(coach, services, world)
            world.wall.advance(timedelta(seconds=20))
        _all_there(coach, services, {name for places in walked.values() for name in places})
        assert walked["call"] == ["drill.take", "intake.preview"]
        assert walked["phone"][:2] == ["strip", "reports.answer"] and "composer.sign" in walked["sign"]
        assert set(coach.progress.done) == set(steps) and not coach.progress.skipped
        page = (await _page(services))
        assert "2:40" in page.windowTitle() and page.score.table.model.rowCount() >= 8
        assert driver.conductor.score().points >= 95
        page.give("leave")
        await soon(lambda: world.host.current is None)
        assert world.live.state.seq == live_seq

    beside(qapp, tmp_path, body, Practice)


def _all_there(coach: Coach, services: Any, walked: set[str]) -> None:
    """Every target was pointed at or is in the window; every action has a key."""
    window = services.navigator.window
    targets = {cue.target for step in coach.course.steps for cue in step.cues} - walked
    assert {name for name in targets if not places_in(window, name)} == set()
    actions = {cue.action for step in coach.course.steps for cue in step.cues if cue.action}
    actions |= {line.action for line in coach.course.places if line.action and not line.action.startswith("screen.")}
    assert {one for one in actions if not services.actions.key_of(one)} == set()


async def _page(services: Any) -> FinishPage:
    window = services.navigator.window
    await soon(lambda: any(one.isVisible() for one in window.findChildren(FinishPage)))
    return next(one for one in window.findChildren(FinishPage) if one.isVisible())


def test_it_can_be_shown_skipped_put_away_and_left_and_follows_whoever_wanders_off(qapp: QApplication, tmp_path: Path) -> None:
    async def body(world: Practice) -> None:
        coach = await world.begun()
        services, window = world.host.current.console.services, world.host.current.console.window
        coach.refresh()
        assert coach.pointer.target.objectName() == "drill.take" and coach.strip.key.text == "F3"
        services.actions.trigger("drill_noted")  # put aside instead of taken in: the line on top does as well
        window.show_panel("reports")
        coach.refresh()
        assert coach.pointer.target.objectName() == "header.line" and coach.strip.key.text == "F2"
        services.navigator.begin_intake("青石农贸市场老房子着火，轻伤一人")
        window.panel("duty").intake.save()
        await soon(lambda: coach.step.id == "plan")
        window.show_panel("drills")
        coach.refresh()
        assert coach.pointer.target is None and "Shift+F1" in coach.strip.do.text()
        services.actions.trigger("coach_show")
        assert window.current_panel_id == "duty" and coach.pointer.target.objectName() == "head.respond"
        assert coach.pointer.frame.geometry().contains(_place(coach.pointer.target))
        for _ in range(5):
            services.actions.trigger("coach_skip")
        assert coach.step.id == "query"
        await soon(lambda: bool(services.state.instructions))  # what the step needs comes although nobody has reported
        coach.put_away()
        assert coach.strip.isHidden() and coach.pointer.target is None
        services.actions.trigger("coach_show")
        assert not coach.strip.isHidden() and coach.pointer.target.objectName() == "instructions.answer"
        services.actions.trigger("coach_leave")
        await soon(lambda: QApplication.activeModalWidget() is not None)
        coach.refresh()
        assert coach.pointer.target.objectName() == "answer.no"  # no step of this: the way out is shown
        QApplication.activeModalWidget().give("leave")
        await soon(lambda: world.host.current is None)

    beside(qapp, tmp_path, body, Practice)


def test_it_is_offered_once_calmly_and_asks_no_more_when_told_so(qapp: QApplication, tmp_path: Path) -> None:
    async def body(world: Practice) -> None:
        bar, store = OfferBar(world.live), world.live.workspace.settings
        holder = QVBoxLayout(holding := QWidget())
        holder.addWidget(bar)
        holding.show()
        assert bar.offer() and bar.isVisible() and store.current.five_minute_offer
        bar.later.click()
        assert not bar.isVisible() and bar.offer()  # later: at the next start
        await world.live.execute(OpenIncident(kind="A-FIR", place=Place("河街"), aware_at=NOW, narrative="真的起火了"))
        assert not bar.isVisible()  # something real: the offer gets out of the way by itself
        bar.offer()
        Choices(store).save(language=Language.EN)  # waits for the next start
        bar.never.click()
        kept = SettingsStore(world.folder / "live" / "settings.json").current
        assert not bar.offer() and (kept.five_minute_offer, kept.language) == (False, Language.EN)
        assert store.current.language is Language.ZH
        assert await bar.begin() and world.host.current.driver.drill.scenario.practice
        assert not await bar.begin()  # it is open: it only comes to the front

    beside(qapp, tmp_path, body, Practice)


def test_every_place_key_and_help_page_that_the_guide_names_is_there() -> None:
    course = read_course(FOLDER, Practice.read())
    pages = {one.stem for one in (FILES.resources / "help" / "zh").glob("*.md")}
    assert {line.page for line in course.places} <= pages
    panels = {spec.id for spec in discover()}
    assert {step.panel for step in course.steps} <= panels
    assert {line.action.removeprefix("screen.") for line in course.places if line.action.startswith("screen.")} <= panels


def _place(target: QWidget) -> QRect:
    return QRect(target.mapTo(target.window(), target.rect().topLeft()), target.size())
