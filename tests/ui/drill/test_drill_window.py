"""A drill in the window: unmistakable, driven by one lane, gone on with, parked for what is real, and conducted by keys."""

from __future__ import annotations

import asyncio
import dataclasses
import wave
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.exercise.kinds import InjectChannel
from app.domain.exercise.model import DrillStatus, InjectStatus
from app.domain.exercise.scenario import Inject
from app.domain.exercise.schedule import Standing
from app.domain.incident.commands import OpenIncident
from app.domain.incident.model import Place
from app.kernel.errors import Refusal
from app.kernel.text import Text
from app.reports.documents.spec import ListPaperInput
from app.ui.drill.host import StartWish
from app.ui.drill.room import steps as room_steps
from app.ui.drill.room.window import ConductorRoom
from app.ui.kit.badge import Badge
from app.ui.kit.dialogs import KitDialog
from app.ui.kit.drill_mark import HatchEdge, mark_of, marked_title
from app.ui.kit.sound import DRILL_FOLDER, FOLDER
from app.ui.map.making import site_of
from app.ui.panels.drills.tabs import scenarios
from app.ui.panels.drills.tabs.scenarios import ScenariosTab
from app.ui.wall.presenter import present
from tests.ui.drill.drill_world import World, beside, soon


def _badges(widget: QWidget) -> set[str]:
    return {one.text for one in widget.findChildren(Badge)}


def test_nobody_takes_a_drills_window_for_the_real_desk(qapp: QApplication, tmp_path: Path) -> None:
    async def body(world: World) -> None:
        await world.host.open(await world.prepared())
        opened = world.host.current
        assert opened is not None
        window, room, services = opened.console.window, opened.conductor_room, opened.console.services
        assert room is not None and all(one.windowTitle().startswith("【演练】") for one in (window, room))
        assert sum(isinstance(one, HatchEdge) for one in window.findChildren(QWidget)) >= 4
        for part in (window._header, window._strip, window._status):
            assert "演练" in _badges(part), part
        dialog = KitDialog(window.panel("drills"), "确认")
        assert dialog.windowTitle() == "【演练】确认" and dialog.findChildren(HatchEdge) and mark_of(dialog) == "演练"
        assert marked_title("打开", world.live_window) == "打开" and not mark_of(world.live_window)
        wall = present(services.state, world.reference, services.wording, (), opened.driver.now)
        assert wall.mode.text == "演练"
        assert site_of(services.workspace, "zh", "light").options.drill_zh == "演练"
        assert not site_of(world.live.workspace, "zh", "light").options.drill_zh
        paper = ListPaperInput(
            wording=services.wording, lang="zh", now=opened.driver.now, actor="", place="", subject="", totals=(), groups=(),
            state=services.state,
        )
        assert paper.drill and not dataclasses.replace(paper, state=world.live.state, drill=False).drill

    beside(qapp, tmp_path, body)


def test_a_drill_sounds_after_two_knocks_and_far_quieter() -> None:
    def loudness(path: Path) -> tuple[int, float]:
        with wave.open(str(path)) as file:
            samples = memoryview(file.readframes(file.getnframes())).cast("h")
        return len(samples), max(abs(one) for one in samples)

    for rank in ("info", "watch", "warn", "alarm"):
        (real_s, real), (drill_s, drill) = loudness(FOLDER / f"{rank}.wav"), loudness(DRILL_FOLDER / f"{rank}.wav")
        assert drill < real / 2 and drill_s > real_s


def test_it_runs_by_one_lane_stands_and_goes_on_after_the_program_was_killed(qapp: QApplication, tmp_path: Path) -> None:
    async def body(world: World) -> None:
        host = world.host
        await host.open(await world.prepared(), speed=60.0)
        driver = host.current.driver
        assert driver.drill.is_running and driver.speed == 60.0 and not driver.stands
        begun = driver.now
        world.wall.advance(timedelta(seconds=10))
        # Everything at once: two steps at a time would tell an inject twice and leave the clock standing at a past moment.
        await asyncio.gather(driver.advance(), driver.run(30.0), driver.advance(), driver.pause(), driver.run(10.0))
        told = [one for one in driver.conductor.timeline() if one.standing is Standing.FIRED]
        assert [one.inject.id for one in told][:3] == ["i01", "i02", "i03"] and driver.speed == 10.0
        world.wall.advance(timedelta(seconds=1))
        assert driver.now == begun + timedelta(minutes=10, seconds=10)
        with pytest.raises(Refusal, match="drill_jump_back"):
            await driver.jump(begun)
        assert await driver.jump_to_next() and driver.conductor.drill.life("i04").status is InjectStatus.FIRED
        at, entries = driver.now, driver.room.workspace.desk.state.seq
        await host.close()
        await host.open("drill-1")
        driver = host.current.driver
        assert driver.stands and driver.now >= at - timedelta(seconds=1) and driver.room.workspace.desk.state.seq == entries
        world.wall.advance(timedelta(hours=9))
        assert driver.now < at + timedelta(minutes=1)
        await driver.toggle()
        world.wall.advance(timedelta(seconds=6))
        assert driver.speed == 10.0 and driver.now >= at + timedelta(seconds=59)
        await driver.jump(begun + timedelta(minutes=driver.drill.scenario.length_min + 1))
        await driver.advance()
        assert driver.drill.status is DrillStatus.ENDED and driver.speed == 0

    beside(qapp, tmp_path, body)


def test_something_real_is_said_in_the_drill_and_one_key_parks_it(qapp: QApplication, tmp_path: Path) -> None:
    async def body(world: World) -> None:
        host = world.host
        await host.open(await world.prepared(), speed=5.0)
        opened = host.current
        band, live = opened.console.window.drill_band, world.live.workspace
        assert band.banner.isHidden()
        command = OpenIncident(kind="N-FLD", place=Place("青石村"), narrative="进水", aware_at=world.wall.now())
        await live.desk.execute(command, live.context())
        assert "青石村" in band.banner.text and not band.banner.isHidden() and opened.conductor_room.banner.text == band.banner.text
        assert not opened.console.services.state.incidents
        world.live_alarms.sounder.sounding = True
        assert not opened.console.alarms.sounder.play("alarm")  # the drill is silent while the real desk sounds
        opened.console.services.actions.trigger("live_desk")
        await soon(lambda: opened.driver.drill.status is DrillStatus.PARKED and opened.driver.speed == 0)
        assert world.live_window.isVisible() and band.banner.isHidden()
        band.refresh()
        assert band.go_on.isVisibleTo(band)
        band.go_on.click()
        await soon(lambda: opened.driver.speed == 5.0)
        assert opened.driver.drill.is_running

    beside(qapp, tmp_path, body)


def test_participants_see_what_is_told_and_take_it_in(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def body(world: World) -> None:
        await world.host.open(await world.prepared(), speed=1.0)
        opened = world.host.current
        inbox = opened.console.window.drill_band.inbox
        await opened.driver.advance()
        assert [one.kind for one in inbox.waiting] == ["call"] and inbox.isVisibleTo(opened.console.window)
        taken: list[str] = []
        monkeypatch.setattr(opened.console.services.navigator, "begin_intake", taken.append)
        opened.console.services.actions.trigger("drill_take")
        assert "大桥村" in taken[0] and not inbox.waiting
        await opened.driver.jump(opened.driver.now + timedelta(minutes=9))
        assert [one.kind for one in inbox.waiting] == ["sensor", "query"]
        inbox.note()
        inbox.take_in()  # a question stands on the desk by itself: it is only noted
        assert len(taken) == 1 and not inbox.waiting and [one.kind for one in inbox.all] == ["call", "sensor", "query"]

    beside(qapp, tmp_path, body)


def test_the_conductor_does_everything_by_keys(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers: list[dict[str, object]] = []

    async def answered(_services, _parent, _title, _text, form, _label, act):  # type: ignore[no-untyped-def]
        form.set_values(answers.pop(0))
        await act(form.values())
        return True

    monkeypatch.setattr(room_steps, "ask_act", answered)

    async def body(world: World) -> None:
        await world.host.open(await world.prepared())
        opened = world.host.current
        room, driver = opened.conductor_room, opened.driver
        assert isinstance(room, ConductorRoom)
        assert not room.seats.table.model.rows, "nobody has looked at the seats"
        room.tabs.setCurrentWidget(room.seats)
        seats = {row.role: row for row in room.seats.table.model.rows}
        assert len(seats) == 10 and seats["water"].tone == "muted"
        room.seats.table.select("water")
        answers.append({"name": "丁", "place": "808"})
        room.actions_.trigger("seat")
        await soon(lambda: "water" in driver.drill.seats)
        room.actions_.trigger("heard")
        await soon(lambda: driver.drill.seats["water"].heard)
        room.actions_.trigger("begin")
        await soon(lambda: driver.speed == 1.0)
        room.timeline.table.select("i05")
        room.actions_.refresh()
        room.actions_.trigger("fire")
        await soon(lambda: driver.drill.life("i05").status is InjectStatus.FIRED)
        assert driver.drill.life("i05").by_hand
        for row_id, key, given, done in (
            ("i06", "edit", {"text": "改了的话"}, lambda: driver.drill.life("i06").text == Text("改了的话", "改了的话")),
            ("i06", "delay", {"minutes": 7}, lambda: driver.drill.life("i06").delayed_to is not None),
            ("i06", "skip", {"reason": "时间不够"}, lambda: driver.drill.life("i06").status is InjectStatus.SKIPPED),
        ):
            room.timeline.table.select(row_id)
            answers.append(given)
            room.actions_.trigger(key)
            await soon(done)
        answers.append({"channel": "note", "sender": "演员", "text": "桥上有人"})
        room.actions_.trigger("put_in")
        await soon(lambda: driver.drill.life("free01").status is InjectStatus.FIRED)
        await driver.advance()
        room.refresh()
        looks = {row.id: (row.tone, row.shape) for row in room.timeline.table.model.rows}
        assert looks["i05"] == ("ok", "check") and looks["i06"] == ("muted", "dash") and looks["i02"] == ("watch", "diamond")
        assert looks["i04"] == ("info", "disc") and looks["i07"] == ("neutral", "ring")
        room.acts.only.setChecked(False)
        assert {"导调"} <= {row.actor for row in room.acts.table.model.rows} and not answers
        await driver.jump(driver.now + timedelta(minutes=20))
        await room._score()
        assert room.score.table.model.rowCount() and "100" in room.score.points.text()
        world.host.show_observer()
        watching = opened.observers[0]
        assert "put_in" not in watching.actions_._specs and watching.timeline.table.model.rowCount() == 21
        watching.close()
        await soon(lambda: not opened.observers)
        room.hide()
        await driver.jump_to_next()
        assert not room._gather.isActive()
        passed = room.bar.elapsed.text()
        room.show()
        assert room.bar.elapsed.text() != passed

    beside(qapp, tmp_path, body)


def test_a_scenario_is_looked_at_checked_and_started(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def body(world: World) -> None:
        tab = ScenariosTab(world.live)
        tab.resize(1100, 600)
        tab.show_state(world.live.state)
        tab.show()
        await soon(lambda: tab.table.current is not None and "须知" in tab.briefing.toPlainText())
        assert tab.injects.model.rowCount() == 20 and "报告" in tab.objectives.text()
        assert await tab.check() == () and world.checked[0].name == world.flood.id
        starts_at = world.flood.starts_at + timedelta(days=3)

        async def wished(_services, _parent, scenario):  # type: ignore[no-untyped-def]
            return StartWish(scenario, starts_at, 7, 10.0, True)

        monkeypatch.setattr(scenarios, "ask_start", wished)
        assert await tab.start()
        driver = world.host.current.driver
        assert driver.drill.started_at == starts_at and driver.speed == 10.0 and not tab.start_button.isEnabled()
        assert not await tab.start()
        with pytest.raises(Refusal, match="drill_open_already"):
            await world.host.open("drill-1")
        nested = ScenariosTab(world.host.current.console.services)
        nested.show_state(nested.services.state)
        assert nested._outer.currentIndex() == 1
        free = Inject(id="x", channel=InjectChannel.CALL, from_=Text("a", "a"), to="duty_officer", text=Text("b", "b"))
        await driver.do(lambda: driver.conductor.put_in(free))
        assert world.live.state.drill is None
        tab.close()

    beside(qapp, tmp_path, body)
