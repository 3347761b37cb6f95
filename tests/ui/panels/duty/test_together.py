"""Several plans by one decision, as a person at the keyboard sees it: the dialog, the one checklist, the forces."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.plan.commands import DeclinePlan, TerminateResponse
from app.domain.plan.composition import running_work
from app.domain.plan.model import PlanType
from app.domain.words import ResponseLevel
from app.ui.kit.labels import Text
from app.ui.panels.duty import overview_presenter, tasks_presenter, units_presenter
from app.ui.panels.duty.activation_dialog import ActivationDialog
from app.ui.panels.duty.advice_box import MOST_BARS, AdviceBox, RunningBar, RunningBars
from app.ui.panels.duty.tasks_presenter import Advice
from app.ui.panels.duty.together_presenter import beside, offers, together_line
from tests.ui.panels.duty.duty_bench import Bench

CHECKED, UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


async def asked(bench: Bench) -> tuple[str, ActivationDialog]:
    """A flood under an orange rainstorm warning, and the dialog that F5 opens."""
    case = await bench.flood()
    await bench.show()
    bench.panel.show_incident(case, "tasks")
    await bench.until(lambda: bench.panel.detail.tasks.findChildren(AdviceBox))
    bench.panel.respond()
    return case, await bench.dialog()  # type: ignore[return-value]


def line(dialog: ActivationDialog, plan_id: str):
    items = (dialog.others.item(place) for place in range(dialog.others.count()))
    return next(one for one in items if one.data(Qt.ItemDataRole.UserRole)[0] == plan_id)


def test_the_dialog_offers_the_others_ticked_with_level_and_reason(play) -> None:
    async def story(bench: Bench) -> None:
        _, dialog = await asked(bench)
        assert dialog.windowTitle().endswith("青石镇洪涝台风暴雨内涝专项应急预案")
        shown = [dialog.others.item(place) for place in range(dialog.others.count())]
        assert [one.checkState() for one in shown] == [CHECKED, CHECKED]
        assert "总体应急预案 · 二级响应" in shown[0].text() and "被困" in shown[0].text()
        assert "暴雨预警响应预案 · 二级响应" in shown[1].text() and "预警种类" in shown[1].text()
        assert dialog.also == (("overall", ResponseLevel.II), ("rain-warning", ResponseLevel.II))
        assert dialog.sizeHint().height() < 620  # it stands on a screen of 768 lines
        dialog.give("no")

    play(story, companions=True)


def test_what_stays_ticked_starts_by_the_same_decision(play) -> None:
    async def story(bench: Bench) -> None:
        case, dialog = await asked(bench)
        line(dialog, "overall").setCheckState(UNCHECKED)
        dialog.list.item(0).setCheckState(CHECKED)
        before = bench.state.seq
        dialog.give("yes")
        await bench.until(lambda: bench.state.incidents[case].activations)
        live = bench.state.incidents[case].activations
        assert [one.plan_id for one in live] == ["flood-typhoon", "rain-warning"]
        assert bench.state.seq == before + 2
        assert live[0].measures == live[1].measures
        tasks = bench.panel.detail.tasks
        await bench.until(lambda: len(tasks.rows) == len(running_work(bench.state.incidents[case])))
        assert not [box for box in tasks.findChildren(AdviceBox) if box.isVisible()], "the overall plan stands back"

    play(story, companions=True)


def test_the_space_bar_unticks_and_the_measures_follow_but_ticks_stay(play) -> None:
    async def story(bench: Bench) -> None:
        _, dialog = await asked(bench)
        words = [dialog.list.item(place).text() for place in range(dialog.list.count())]
        assert len(set(words)) == len(words)
        dialog.list.item(2).setCheckState(CHECKED)
        ticked = dialog.list.ticked()
        dialog.others.setFocus()
        dialog.others.setCurrentRow(1)
        QTest.keyClick(dialog.others, Qt.Key.Key_Space)
        assert dialog.also == (("overall", ResponseLevel.II),)
        assert dialog.list.ticked() == ticked
        dialog._form.set_values({"level": ResponseLevel.I})
        dialog._form.changed.emit("level")
        assert set(dialog.list.ticked()) <= set(ticked)
        dialog.give("no")

    play(story, companions=True)


def test_a_refusal_starts_none_of_them(play) -> None:
    async def story(bench: Bench) -> None:
        case, dialog = await asked(bench)
        dialog.give("yes")
        await bench.until(lambda: "措施" in dialog._error.text())
        assert bench.state.incidents[case].activations == ()
        dialog.give("no")

    play(story, companions=True)


def test_a_declined_plan_is_offered_unticked_and_a_running_one_not_at_all(play) -> None:
    async def story(bench: Bench) -> None:
        case = await bench.flood()
        decline = DeclinePlan(incident_id=case, plan_id="overall", level=ResponseLevel.II, reason="县里已启动")
        await bench.do(decline)
        of, room = bench.state.incidents[case], bench.room
        given = tasks_presenter.advice(of, room)
        assert [one.plan_id for one in given if one.together] == ["flood-typhoon", "overall", "rain-warning"]
        ((main, others), *_) = offers(given)
        assert (main.plan_id, [one.plan_id for one in others]) == ("flood-typhoon", ["rain-warning"])
        assert "暴雨预警" in together_line(others, room) and together_line((), room) == ""
        plan = room.reference.plans["flood-typhoon"]
        dialog = ActivationDialog(
            bench.services, bench.panel, of, plan, ResponseLevel.II, (), beside(PlanType.SPECIAL, plan.id, given)
        )
        assert line(dialog, "overall").checkState() is UNCHECKED
        assert "县里已启动" in line(dialog, "overall").text()
        dialog.list.item(0).setCheckState(CHECKED)
        dialog.give("yes")
        await bench.until(lambda: len(bench.state.incidents[case].activations) == 2)
        dialog.deleteLater()
        after = tasks_presenter.advice(bench.state.incidents[case], bench.room)
        assert beside(PlanType.SPECIAL, "flood-typhoon", after)[0].declined
        assert "rain-warning" not in {one.plan_id for one in after}

    play(story, companions=True)


def test_beside_a_leading_plan_no_other_leads() -> None:
    def advice(plan_id: str, kind: PlanType, **more: object) -> Advice:
        return Advice(plan_id, plan_id, ResponseLevel.III, "", (), together=True, plan_type=kind, **more)  # type: ignore[arg-type]

    special, overall = advice("special", PlanType.SPECIAL), advice("overall", PlanType.OVERALL)
    rain, heat = advice("rain", PlanType.WARNING), advice("heat", PlanType.WARNING, upgrade_of="a1")
    given = (special, overall, rain, heat)
    assert beside(PlanType.VILLAGE, "village", given) == (overall, rain)
    assert beside(PlanType.OVERALL, "other", given) == (special, rain)
    assert beside(PlanType.WARNING, "rain", given) == (special, overall)
    assert offers(given) == ((special, (overall, rain)), (heat, ()))


def test_each_task_names_its_plans_and_whose_time_is_stricter(play) -> None:
    async def story(bench: Bench) -> None:
        _, dialog = await asked(bench)
        dialog.list.item(0).setCheckState(CHECKED)
        dialog.give("yes")
        tasks = bench.panel.detail.tasks
        await bench.until(lambda: tasks.rows)
        row = next(one for one in tasks.rows if one.text.startswith("对每个村逐一叫应"))
        assert row.lines[0].startswith("更严：《青石镇暴雨预警响应预案》03:23 前") and "建议值" in row.lines[0]
        assert row.lines[1].startswith("《青石镇洪涝台风暴雨内涝专项应急预案》03:25 前")
        assert row.bases[0].endswith("（值班员）") and "逐村叫应到人" in row.bases[0]
        tasks.cards.select(row.id)
        assert [one.isVisibleTo(tasks) for one in tasks._lines] == [True, True, False]
        assert tasks._lines[0].text() == row.lines[0]
        own = next(one for one in tasks.rows if one.text.startswith("开始记录"))
        tasks.cards.select(own.id)
        assert [one.isVisibleTo(tasks) for one in tasks._lines] == [True, False, False]
        assert tasks._lines[0].text().startswith("《青石镇洪涝台风暴雨内涝专项应急预案》") and own.basis in tasks._lines[0].text()
        tasks.search.setText("预警响应")
        assert row.id in {one.id for one in _shown(tasks)}
        assert len([one for one in tasks.rows if one.text.startswith("电话首报")]) == 1
        bars = tasks.findChildren(RunningBar)
        assert [bar.accessibleName().split(" ")[0] for bar in bars] == [
            "青石镇洪涝台风暴雨内涝专项应急预案", "青石镇突发事件总体应急预案", "青石镇暴雨预警响应预案",
        ]
        assert "/6" in bars[1]._done.text() and "/5" in bars[2]._done.text()
        assert "镇政府三楼" in bars[1].accessibleDescription() and "2 条" in bars[2].accessibleDescription()

    play(story, companions=True)


def _shown(tasks) -> list:
    return [row for row in tasks.rows if tasks.cards.select(row.id)]


def test_forces_and_command_of_all_plans(play) -> None:
    async def story(bench: Bench) -> None:
        case, dialog = await asked(bench)
        dialog.list.item(0).setCheckState(CHECKED)
        dialog.give("yes")
        await bench.until(lambda: bench.state.incidents[case].activations)
        of, room = bench.state.incidents[case], bench.room
        rows = {one.kind: one for one in units_presenter.demands(of, room)}
        assert len(rows) == len(units_presenter.demands(of, room))
        assert "0/20 人" in rows["F-ERT"].text and rows["F-ERT"].tip.count("\n") == 2
        assert "总体应急预案" in rows["F-ERT"].tip and "\n" not in rows["F-POL"].tip
        lines = overview_presenter.command_lines(of, room)
        label, words = next(one for one in lines if "镇政府三楼" in one[1])
        assert label.startswith("预案指挥") and "指挥长" in words
        overall = next(one for one in of.activations if one.plan_id == "overall")
        await bench.do(TerminateResponse(incident_id=case, activation_id=overall.id, reason="移交县", approved_by="甲"))
        of, room = bench.state.incidents[case], bench.room
        assert not any("镇政府三楼" in words for _, words in overview_presenter.command_lines(of, room))
        row = next(one for one in tasks_presenter.checklist(of, room) if one.text.startswith("回拨报告人核实"))
        assert row.lines[1].endswith("（该响应已终止）")
        assert not [one for one in tasks_presenter.checklist(of, room) if "挂牌" in one.text]

    play(story, companions=True)


def test_many_ended_responses_leave_room_for_the_checklist(play) -> None:
    async def story(bench: Bench) -> None:
        case, dialog = await asked(bench)
        dialog.list.item(0).setCheckState(CHECKED)
        dialog.give("yes")
        await bench.until(lambda: bench.state.incidents[case].activations)
        live = tasks_presenter.running(bench.state.incidents[case], bench.room)
        ended = tuple(replace(live[0], id=f"e{at}", title=f"第{at}次", is_running=False) for at in range(4))
        bars = RunningBars((*live, *ended), bench.room)
        assert len(bars.findChildren(RunningBar)) == MOST_BARS == len(live)
        assert "另有 4 个响应已终止" in {one.text() for one in bars.findChildren(Text)}
        bars.deleteLater()

    play(story, companions=True)
