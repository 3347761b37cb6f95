"""The editor in its tab: opened, edited by keys, saved on the shelf or kept as a draft, left; drafts are found again."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.bootstrap.scenarios import ScenarioFiles
from app.catalog.scenarios import read_scenarios
from app.desk.scenario_desk import ScenarioDesk
from app.drill.ports import LiveDesk
from app.storage.data_dir import DataDir
from app.ui.drill.host import StartWish
from app.ui.drill.room.own_inject import OwnInjectDialog
from app.ui.panels.drills.editor.editor import ScenarioEditor
from app.ui.panels.drills.editor.pages import InjectsPage
from app.ui.panels.drills.tabs.scenarios import ScenariosTab
from app.ui.panels.plans.editor.findings import Place
from tests.ui.drill.drill_world import World, beside, soon


def desk_of(world: World) -> ScenarioDesk:
    workspace = world.live.workspace

    async def live() -> LiveDesk:
        return LiveDesk(world.live.state, world.reference)

    desk = ScenarioFiles(DataDir(workspace.data_dir), workspace.files, lambda: world.reference, workspace.words, live).ports()
    workspace.drills = replace(workspace.drills, scenarios=desk)
    return desk


def test_a_scenario_is_edited_by_keys_saved_kept_as_a_draft_and_found_again(qapp: QApplication, tmp_path: Path) -> None:
    async def body(world: World) -> None:
        desk = desk_of(world)
        tab = ScenariosTab(world.live)
        world.live_window.setCentralWidget(tab)
        world.live_window.resize(1230, 640)
        world.live_window.show()
        tab.show_state(world.live.state)
        await soon(lambda: tab.table.current is not None and tab.bar.buttons["edit"].isEnabled())
        assert not tab.bar.buttons["delete"].isEnabled()  # it came with the program
        tab.bar.take("edit")
        await soon(lambda: tab.place.editor is not None)
        editor = tab.place.editor
        assert isinstance(editor, ScenarioEditor)
        page = editor.page("drill_injects")
        assert isinstance(page, InjectsPage) and page.list is not None and page.detail is not None
        page.timeline.setFocus()
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Right):
            QTest.keyClick(page.timeline, key)
        at = page.list.current
        assert at == 1 and editor.bench.scenario.injects[1].at_min == 6
        QTest.keyClick(page.timeline, Qt.Key.Key_Return)
        page.detail.form.editor("text.zh").write("雨更大了")
        assert editor.bench.scenario.injects[1].text.zh == "雨更大了" and editor.keeper.is_changed
        editor.session.undo()
        assert editor.bench.scenario.injects[1].text.zh != "雨更大了"
        editor.session.redo()
        assert await editor.save()
        found, _ = read_scenarios(desk.folder, world.reference)
        saved = found["night_flood_reservoir"]
        assert saved.injects[1].text.zh == "雨更大了" and saved.injects[1].at_min == 6 and not editor.keeper.is_changed
        editor.go(Place("drill_injects", 0, "to"))
        editor.session.apply(lambda draft: draft.changed(objectives=()), Place("drill_objectives"))
        editor.session.look_now()
        assert editor.problems.list.count() > 0
        editor.problems.list.itemActivated.emit(editor.problems.list.item(0))
        assert editor.part == editor.bench.findings.all[0].place.part
        assert await editor.save()
        assert desk.open("night_flood_reservoir").draft and read_scenarios(desk.folder, world.reference)[0] == found
        await editor.leave()
        await soon(lambda: tab.place.editor is None and tab.bar.buttons["drafts"].isVisible())
        tab.bar.take("edit")  # the draft goes on
        await soon(lambda: tab.place.editor is not None)
        again = tab.place.editor
        assert again is not None and again.bench.opened.draft and not again.bench.scenario.objectives
        for part in ("drill_sheet", "drill_briefing", "drill_units", "drill_expectations", "drill_opening_warnings"):
            again.go(Place(part, 0 if part not in ("drill_sheet", "drill_briefing") else None))
        assert not again.keeper.is_changed
        await asyncio.sleep(0.2)  # what the tab had begun to read
        tab.close()

    beside(qapp, tmp_path, body)


def test_the_conductor_puts_in_a_sensor_by_the_same_form_and_not_an_unsound_one(qapp: QApplication, tmp_path: Path) -> None:
    async def body(world: World) -> None:
        await world.host.begin(StartWish(world.flood, world.flood.starts_at, 1, 1.0, at_once=True), world.live_window)
        room = world.host.current
        assert room is not None and room.conductor_room is not None
        dialog = OwnInjectDialog(room.console.services, room.conductor_room, room.driver.drill, 7.0)
        form = dialog.form.form
        form.editor("channel").write("sensor")
        dialog.give("yes")
        assert dialog.made is None  # no words, no reading
        for key, value in {"from_.zh": "雨量站", "text.zh": "96 毫米", "parts": ("reading",)}.items():
            form.editor(key).write(value)
        for key, value in {"reading.sensor.zh": "雨量站", "reading.value": 96, "reading.unit": "mm"}.items():
            form.editor(key).write(value)
        dialog.give("yes")
        assert dialog.made is not None and dialog.made.reading is not None and dialog.made.reading.value == 96
        assert dialog.made.at_min == 7
        await room.driver.do(lambda: room.driver.conductor.put_in(dialog.made))
        assert room.driver.drill.inject(dialog.made.id) is not None
        dialog.close()

    beside(qapp, tmp_path, body)
