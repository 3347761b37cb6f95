"""Evaluators judge in the conductor's room by single keys, during the drill and after it; every number shows its evidence."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.exercise.commands import AnswerSurvey
from app.domain.exercise.kinds import JudgingForm, Rating
from app.domain.exercise.model import DrillStatus
from app.ui.drill.room.evaluation_view import EvaluationView
from app.ui.drill.room.window import ConductorRoom
from tests.ui.drill.drill_world import World, beside, short, soon


def test_marks_are_one_key_and_stand_beside_the_score_with_their_entries(qapp: QApplication, tmp_path: Path) -> None:
    async def body(world: World) -> None:
        await world.host.open(await world.prepared(short(world.flood, 30)))
        opened = world.host.current
        assert opened is not None and isinstance(opened.conductor_room, ConductorRoom)
        room, driver = opened.conductor_room, opened.driver
        view = room.evaluation
        assert isinstance(view, EvaluationView)
        room.tabs.setCurrentWidget(view)
        await driver.begin(1.0)
        await driver.pause()
        await driver.jump(driver.now + timedelta(minutes=10))
        await soon(lambda: view.made is not None)
        about = [one.id for one in driver.drill.scenario.objectives]
        first, second = f"objective:{about[0]}", f"objective:{about[1]}"
        rows = {row.id: row for row in view._rows}
        assert {row.kind for row in view._rows} == {"objective", "group", "role", "person", "aspect", "survey"}
        assert first in rows and rows["survey:execution"].subject is None

        def judged() -> dict[str, object]:
            return {one.about: one.rating or one.points or one.words for one in driver.drill.judgements.values()}

        view.table.select(first)
        QTest.keyClick(view.table.view, Qt.Key.Key_S)  # nobody has said who judges
        await soon(lambda: bool(room._said.text()))
        assert judged() == {}
        view.bar.who.setCurrentText("王建国")
        QTest.keyClick(view.table.view, Qt.Key.Key_3)
        await soon(lambda: judged() == {first: Rating.M})
        view.table.select(second)
        view.bar.form.setCurrentIndex(view.bar.form.findData(JudgingForm.POINTS))
        QTest.keyClick(view.table.view, Qt.Key.Key_8)
        QTest.keyClicks(view.bar.points, "50")
        QTest.keyClick(view.bar.points, Qt.Key.Key_Return)  # 850 is no mark of 100
        QTest.keyClick(view.bar.points, Qt.Key.Key_Backspace)
        QTest.keyClick(view.bar.points, Qt.Key.Key_Return)
        await soon(lambda: judged() == {first: Rating.M, second: 85.0})
        await soon(lambda: view.made is not None and view.made.judged == (60 + 85) / 2)
        view.bar.words.setText("=1+1 镇定")
        QTest.keyClick(view.bar.words, Qt.Key.Key_Return)
        await soon(lambda: any(one.words == "=1+1 镇定" and one.points == 85 for one in driver.drill.judgements.values()))
        assert view.made is not None and view.made.judged == (60 + 85) / 2
        assert "72.5" in view.totals.text()

        await driver.jump(driver.now + timedelta(minutes=60))
        assert driver.drill.status is DrillStatus.ENDED
        await driver.execute(AnswerSurvey(name="张敏", answers={"execution": 4}, words="快"))
        await soon(lambda: {row.id: row.judged for row in view._rows}.get("survey:execution") == 4.0)
        points = view.made.score.points
        view.table.select(first)
        QTest.keyClick(view.table.view, Qt.Key.Key_P)
        view.bar.form.setCurrentIndex(view.bar.form.findData(JudgingForm.PSMU))
        QTest.keyClick(view.table.view, Qt.Key.Key_P)
        await soon(lambda: judged()[first] is Rating.P)
        assert view.made.score.points == points
        said = view.evidence.model.row_at(0)
        assert (said.mark, said.who) == ("P", "王建国") and len(said.seqs) == 1
        view.evidence.activated.emit(said)
        assert room.tabs.currentWidget() is room.acts and room.acts.table.current_id == str(said.seqs[0])
        room.host.show_observer()
        assert all(window.evaluation is None for window in opened.observers)

    beside(qapp, tmp_path, body)
