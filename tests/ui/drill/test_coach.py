"""The five-minute drill: a person who does what the guide points at reaches its end; every place it names is there."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QListWidget, QPlainTextEdit, QWidget

from app.catalog.courses import read_course
from app.ui.drill.coach.coach import Coach
from app.ui.drill.coach.finish import FinishPage
from app.ui.drill.coach.pointing import beside as bubble_place
from app.ui.panels.duty.checklist_dialog import TickList
from tests.ui.drill.drill_world import World, beside, soon
from tests.ui.panels.boards import FILES

FOLDER = FILES.resources / "scenarios" / "five_minutes"


class Practice(World):
    scenario = "five_minutes"
    panels = ("duty", "reports", "drills")

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
    step, places = coach.step, []
    for _ in range(60):
        await asyncio.sleep(0.02)
        coach.refresh()
        if coach.step is not step:
            return places
        target = coach.pointer.target
        if target is None:
            coach.show_me()
            continue
        name = target.objectName()
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
            (target.window().findChild(QWidget, "answer.yes") if name == "checklist.list" else target).click()
    raise AssertionError((step.id if step else "", places))


def _covers_nothing(coach: Coach, target: QWidget) -> None:
    """Neither the strip nor the words in a dialog lie over the place."""
    top = target.window()
    place = QRect(target.mapTo(top, target.rect().topLeft()), target.size())
    bubble = coach.pointer.bubble
    if top is coach.strip.window():
        strip = QRect(coach.strip.mapTo(top, coach.strip.rect().topLeft()), coach.strip.size())
        assert not strip.intersects(place) or coach.strip.isAncestorOf(target), target.objectName()
    elif bubble is not None:
        assert not bubble.geometry().intersects(place), target.objectName()


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


async def _page(services: Any) -> FinishPage:
    window = services.navigator.window
    await soon(lambda: any(one.isVisible() for one in window.findChildren(FinishPage)))
    return next(one for one in window.findChildren(FinishPage) if one.isVisible())
