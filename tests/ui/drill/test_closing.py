"""A drill that is over is taken over to the real desk by one dialog, once; and kept drills stand side by side."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication

from app.desk.drills import EvaluatedDrill, KeptDrill
from app.domain.exercise.commands import JudgeDrill
from app.domain.exercise.kinds import DrillForm, Grade
from app.domain.improvement.commands import RecordDrillHeld
from app.domain.improvement.model import DrillFacts, Gravity, RootCause
from app.ui.drill.closing_dialog import ClosingDialog
from app.ui.drill.room.window import ConductorRoom
from app.ui.panels.drills.tabs.records import RecordsTab
from tests.ui.drill.drill_world import NOW, World, beside, short, soon


def dialog_of(world: World) -> ClosingDialog | None:
    return next(iter(world.live_window.findChildren(ClosingDialog)), None)


def test_a_drill_that_is_over_is_offered_once_and_recorded_on_the_real_desk(qapp: QApplication, tmp_path: Path) -> None:
    async def body(world: World) -> None:
        await world.host.open(await world.prepared(short(world.flood, 20)))
        opened, live = world.host.current, world.live
        assert opened is not None and isinstance(opened.conductor_room, ConductorRoom)
        driver, room = opened.driver, opened.conductor_room
        await driver.begin(1.0)
        await driver.jump(driver.now + timedelta(minutes=40))
        await driver.execute(JudgeDrill(about="aspect:decisions", evaluator="王建国", grade=Grade.POOR, words="没有统一口径"))
        await soon(lambda: not room.over.isHidden())
        before = live.state.seq
        asked = asyncio.ensure_future(world.host.take_over())
        await soon(lambda: dialog_of(world) is not None)
        dialog = dialog_of(world)
        assert dialog is not None and live.state.seq == before and not live.state.findings
        judged = [place for place, one in enumerate(dialog.made.findings) if "没有统一口径" in one.description]
        assert len(judged) == 1 and dialog.made.findings[judged[0]].gravity is Gravity.MAJOR
        for place, (box, gravity, cause) in enumerate(dialog.findings):
            box.setChecked(place in judged)
            if place in judged:
                assert gravity is not None and cause is not None
                gravity.setCurrentIndex(gravity.findData(Gravity.MINOR.value))
                cause.setCurrentIndex(cause.findData(RootCause.MECHANISM.value))
        dialog.give("yes")
        assert await asked
        (found,) = live.state.findings.values()
        (held,) = live.state.held_drills.values()
        assert (found.gravity, found.cause, found.source.ref) == (Gravity.MINOR, RootCause.MECHANISM, "drill-1")
        assert held.facts.drill_id == "drill-1" and held.facts.score is not None and "flood-typhoon" in held.facts.plan_ids
        room.refresh()
        assert room.over.isHidden() and world.host.is_taken_over
        again = asyncio.ensure_future(world.host.take_over())  # what was left out is offered, the line of the calendar is not
        await soon(lambda: dialog_of(world) is not None)
        dialog = dialog_of(world)
        assert dialog is not None and not dialog.calendar.isEnabled() and dialog.made.known == 1
        for box, _, _ in dialog.findings:
            box.setChecked(False)
        dialog.give("yes")
        await asyncio.sleep(0.05)
        assert dialog.isVisible()  # nothing was ticked
        dialog.give("later")
        assert not await again
        assert len(live.state.held_drills) == len(live.state.findings) == 1
        await world.host._close_and_offer(opened)  # nothing is asked of a drill that the desk has
        assert dialog_of(world) is None

    beside(qapp, tmp_path, body)


def test_kept_drills_are_listed_compared_and_show_what_this_desk_has(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def body(world: World) -> None:
        await world.host.open(await world.prepared(short(world.flood, 20)))
        assert world.host.current is not None
        driver = world.host.current.driver
        await driver.begin(1.0)
        await driver.jump(driver.now + timedelta(minutes=40))
        base = world._evaluated("drill-1")
        await driver.execute(JudgeDrill(about="aspect:decisions", evaluator="王建国", points=90.0))
        judged = world._evaluated("drill-1")
        await world.host.close()
        scenario, read = driver.drill.scenario, []
        made = {"a": replace(base, id="a"), "b": replace(judged, id="b", held_at=NOW + timedelta(days=1))}
        kept = tuple(
            KeptDrill(one, scenario.id, scenario.title, driver.drill.status, made[one].held_at, 9, 1) for one in ("b", "a")
        )

        def evaluated(drill_id: str) -> EvaluatedDrill:
            read.append(drill_id)
            return made[drill_id]

        drills = world.live.workspace.drills
        assert drills is not None
        object.__setattr__(drills, "kept", lambda: kept)
        object.__setattr__(drills, "evaluated", evaluated)
        tab = RecordsTab(world.live)
        tab.show_state(world.live.state)
        await soon(lambda: len(tab.read) == 2)
        rows = tab.table.model.rows
        assert [(row.id, row.taken_tone) for row in rows] == [("b", "watch"), ("a", "watch")]
        assert rows[0].rule == rows[1].rule and rows[0].judged == 90 and rows[1].judged is None
        assert tab.table.select("b")
        figures = {row.key: row for row in tab.compared.model.rows}
        assert figures["total:rule"].difference == 0 and figures["total:judged"].values == (None, 90.0)
        assert figures["total:combined"].difference == pytest.approx(rows[0].combined - rows[1].combined)
        assert tab.table.select("a")
        assert len(tab.compared.model.rows[0].values) == 1  # nothing was before it
        tab.pick()
        tab.table.select("b")
        tab.pick()
        assert [row.picked for row in tab.table.model.rows] == [True, True]
        assert len(tab.compared.model.rows[0].values) == 2
        facts = DrillFacts(NOW.date(), "汛", DrillForm.TABLETOP, plan_ids=scenario.plans, drill_id=driver.drill.id)
        await world.live.execute(RecordDrillHeld(facts=facts))
        tab.show_state(world.live.state)
        assert {row.taken_tone for row in tab.table.model.rows} == {"ok"}
        tab.deleteLater()

    beside(qapp, tmp_path, body)
