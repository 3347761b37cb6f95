"""The real panel: what a person at the keyboard sees and does."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.incident.commands import CloseIncident
from app.domain.plan.model import TaskStatus
from app.domain.unit.model import UnitStatus
from app.domain.words import ResponseLevel
from app.ui.kit.ticker import Ticker
from app.ui.panels.duty.activation_dialog import ActivationDialog
from tests.ui.panels.duty.duty_bench import Bench, here, reference

ENTER, TAB, SPACE, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Space, Qt.Key.Key_Escape


def type_in(text: str) -> None:
    """Into whatever has the keyboard."""
    target = QApplication.activePopupWidget() or QApplication.focusWidget()
    assert target is not None
    QTest.keyClicks(QApplication.focusWidget() or target, text)


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    target = QApplication.activePopupWidget() or QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, key, modifier)


def of_only(bench: Bench):
    return next(iter(bench.state.incidents.values()))


async def focus(bench: Bench, key: str):
    """Wait until the form has moved on to this field. The offscreen screen forgets its active window with every popup."""
    widget = bench.panel.intake.main.widget(key)
    meant = (widget, *widget.children())
    await bench.until(lambda: QApplication.focusWidget() in meant or bench.panel.window().focusWidget() in meant)
    bench.panel.activateWindow()
    await bench.until(lambda: QApplication.focusWidget() in (widget, *widget.children()))
    return widget


def test_an_empty_desk_says_what_to_do(play) -> None:
    async def story(bench: Bench) -> None:
        await bench.show()
        assert bench.panel.current_incident_id == ""
        assert bench.panel.right.currentWidget() is not bench.panel.detail
        bench.panel.respond()
        assert bench.services.navigator.said

    play(story, founded=False)


def test_intake_by_keyboard_alone(play) -> None:
    async def story(bench: Bench) -> None:
        await bench.show()
        bench.panel.begin_intake()
        await focus(bench, "kind")
        type_in("fwhz")
        press(ENTER)
        await focus(bench, "place")
        type_in("qsc")
        press(ENTER)
        await focus(bench, "occurred_at")
        assert bench.panel.intake.main.values()["place"] == "青石村"
        type_in("0255")
        for key in ("aware_at", "caller_name"):
            press(ENTER)
            await focus(bench, key)
        type_in("Li")
        bench.panel.intake.main.widget("fact.trapped").setFocus()
        type_in("2")
        assert "房屋火灾" in bench.panel.intake.preview.text
        press(ENTER, Qt.KeyboardModifier.ControlModifier)
        await bench.until(lambda: bench.state.incidents)
        of = of_only(bench)
        assert (of.kind, of.place.words, of.place.point) == ("A-FIR", "青石村", here(bench))
        assert of.facts["trapped"].value == 2
        assert of.occurred_at == bench.clock.now().replace(hour=18, minute=55, second=0)
        await bench.until(lambda: bench.panel.detail.tab == "tasks")
        assert bench.panel.current_incident_id == of.id

    play(story)


def test_a_wrong_figure_is_refused_beside_its_field(play) -> None:
    async def story(bench: Bench) -> None:
        await bench.show()
        bench.panel.begin_intake("青石村着火")
        form = bench.panel.intake.main
        form.widget("fact.dead").setText("-1")
        bench.panel.intake.save()
        assert form.error("fact.dead")
        assert not bench.state.incidents
        form.widget("fact.dead").setText("")
        form.widget("occurred_at").setText("+30")
        bench.panel.intake.save()
        assert "晚于现在" in form.error("occurred_at")
        form.widget("occurred_at").setText("")
        form.set_values({"point": f"{here(bench).lon}, {here(bench).lat}"})
        bench.panel.intake.save()
        await bench.until(lambda: "填反" in form.error("point"))
        assert not bench.state.incidents

    play(story)


def test_a_point_outside_is_asked_about(play) -> None:
    async def story(bench: Bench) -> None:
        await bench.show()
        bench.panel.begin_intake("青石村着火")
        bench.panel.intake.main.set_values({"point": "10.0, 100.0"})
        bench.panel.intake.save()
        dialog = await bench.dialog()
        assert not bench.state.incidents
        dialog.give("yes")
        await bench.until(lambda: bench.state.incidents)
        assert of_only(bench).place.point.lat == 10.0

    play(story)


def test_the_form_follows_the_kind_and_keeps_what_fits(play) -> None:
    async def story(bench: Bench) -> None:
        await bench.show()
        bench.panel.begin_intake("青石村着火，有老人")
        intake = bench.panel.intake
        assert "fact.floors" in intake.specific.values()
        assert intake.values()["flags.sensitivity"] == ("sens_people",)
        intake.main.set_values({"kind": "A-RDT"})
        intake.main.changed.emit("kind")
        assert "fact.vehicles" in intake.specific.values()
        assert intake.values()["flags.sensitivity"] == ("sens_people",)

    play(story)


def test_a_point_is_picked_while_the_form_is_open(play) -> None:
    async def story(bench: Bench) -> None:
        await bench.show()
        bench.panel.begin_intake()
        view = bench.services.map_view
        bench.panel.intake.pick_wanted.emit()
        await bench.until(lambda: view.picking)
        view.picked.emit(18.6, 114.5)
        await bench.until(lambda: bench.panel.intake.main.values()["point"] == "18.600000, 114.500000")
        await bench.until(lambda: not view.picking)
        bench.panel.intake.pick_wanted.emit()
        await bench.until(lambda: view.picking)
        view.pick_cancelled.emit()
        await bench.until(lambda: not view.picking)

    play(story)


def test_without_a_map_everything_else_works(play) -> None:
    async def story(bench: Bench) -> None:
        case = await bench.fire()
        await bench.show()
        assert bench.panel.current_incident_id == case
        assert await bench.panel.pick_on_map("") is None

    play(story, with_map=False)


def test_list_and_map_point_at_each_other(play) -> None:
    async def story(bench: Bench) -> None:
        first, second = await bench.fire(), await bench.fire(dead=1)
        await bench.show()
        view = bench.services.map_view
        other = second if bench.panel.current_incident_id == first else first
        view.feature_clicked.emit("incidents", other)
        assert bench.panel.current_incident_id == other
        assert bench.panel.list.cards.current_id == other
        view.selected.clear()
        back = first if other == second else second
        bench.panel.list.cards.select(back)
        assert bench.panel.current_incident_id == back
        assert view.selected == [("incidents", back)]
        unit = next(iter(bench.state.units))
        view.feature_clicked.emit("units", unit)
        assert bench.panel.detail.tab == "units"
        assert bench.panel.detail.units.available.list.current_id == unit

    play(story)


def test_activation_asks_for_the_four_things_of_the_law(play) -> None:
    async def story(bench: Bench) -> None:
        case = await bench.fire()
        await bench.show()
        bench.panel.respond()
        dialog = await bench.dialog()
        form = dialog._form
        assert form.values()["level"] is not None
        assert form.values()["hours"]
        assert form.values()["approved_by"] == bench.state.shift.leader
        dialog.give("yes")
        await bench.until(lambda: "措施" in dialog._error.text())
        assert not bench.state.incidents[case].activations
        dialog.list.item(0).setCheckState(Qt.CheckState.Checked)
        dialog.free.setText("疏散下风向住户")
        dialog.give("yes")
        await bench.until(lambda: bench.state.incidents[case].activations)
        live = bench.state.incidents[case].activations[0]
        assert len(live.measures) == 2
        assert "疏散下风向住户" in live.measures
        await bench.until(lambda: bench.panel.detail.tasks.rows)

    play(story)


async def activated(bench: Bench, level: ResponseLevel = ResponseLevel.III) -> str:
    case = await bench.fire()
    await bench.show()
    bench.panel.show_incident(case, "tasks")
    plan = reference().plans["structure-fire"]
    dialog = ActivationDialog(bench.services, bench.panel, bench.state.incidents[case], plan, level)
    dialog.list.item(0).setCheckState(Qt.CheckState.Checked)
    dialog.give("yes")
    await bench.until(lambda: bench.state.incidents[case].activations)
    dialog.deleteLater()
    return case


def test_space_does_a_task(play) -> None:
    async def story(bench: Bench) -> None:
        case = await activated(bench)
        tasks = bench.panel.detail.tasks
        tasks.focus_tasks()
        chosen = tasks.cards.current_id
        QTest.keyClick(tasks.cards, SPACE)
        await bench.until(lambda: bench.state.incidents[case].activations[0].tasks[chosen].status is TaskStatus.DONE)
        assert next(row for row in tasks.rows if row.id == chosen).badge == "完成"
        assert tasks.cards.current_id == chosen

    play(story)


def test_n_asks_why_a_task_does_not_apply(play) -> None:
    async def story(bench: Bench) -> None:
        case = await activated(bench)
        tasks = bench.panel.detail.tasks
        tasks.focus_tasks()
        chosen = tasks.cards.current_id
        QTest.keyClick(tasks.cards, Qt.Key.Key_N)
        dialog = await bench.dialog()
        dialog._edit.setPlainText("无此设施")
        dialog.give("yes")
        await bench.until(lambda: bench.state.incidents[case].activations[0].tasks[chosen].remark == "无此设施")

    play(story)


def test_units_are_ticked_sent_and_followed(play) -> None:
    async def story(bench: Bench) -> None:
        case = await activated(bench)
        bench.panel.dispatch()
        units = bench.panel.detail.units
        first, second = (card.id for card in units.available.list.cards[:2])
        assert not units.available.send.isEnabled() or units.available.list.current_id
        units.available.list.select(first)
        assert units.available.send.isEnabled()
        QTest.keyClick(units.available.list, SPACE)
        units.available.list.select(second)
        QTest.keyClick(units.available.list, SPACE)
        QTest.keyClick(units.available.list, ENTER)
        await bench.until(lambda: len(bench.state.incidents[case].dispatches) == 2)
        assert bench.state.units[first].incident_id == bench.state.units[second].incident_id == case
        sent = units.out.cards[0].id
        units.out.select(sent)
        unit_id = bench.state.incidents[case].dispatches[sent].unit_id
        units._step(UnitStatus.EN_ROUTE)
        await bench.until(lambda: bench.state.units[unit_id].status is UnitStatus.EN_ROUTE)
        assert units.out.current_id == sent
        assert bench.services.map_view.selected[-1] == ("units", unit_id)

    play(story)


def test_report_goes_to_the_window_with_its_deadline(play) -> None:
    async def story(bench: Bench) -> None:
        case = await bench.fire(dead=1)
        await bench.show()
        bench.panel.detail.show_tab("reports")
        bench.services.run(bench.panel.detail.reports.answer_first(), bench.panel)
        await bench.until(lambda: bench.services.navigator.answered)
        deadline = bench.services.navigator.answered[0]
        assert deadline.incident_id == case
        assert deadline.obligation is not None

    play(story)


def test_a_note_is_written_by_enter(play) -> None:
    async def story(bench: Bench) -> None:
        case = await bench.fire()
        await bench.show()
        bench.panel.show_incident(case, "timeline")
        tab = bench.panel.detail.timeline
        tab.note.setText("风向转东")
        QTest.keyClick(tab.note, ENTER)
        await bench.until(lambda: any("风向转东" in row.text for row in tab.rows))
        assert tab.note.text() == ""
        assert len(tab.rows) == 4

    play(story)


def test_a_closed_incident_only_takes_corrections(play) -> None:
    async def story(bench: Bench) -> None:
        case = await bench.fire()
        await bench.show()
        bench.panel.detail.act("close")
        dialog = await bench.dialog()
        for key in ("cause", "outcome", "losses", "lessons", "measures"):
            dialog._form.set_values({key: key})
        dialog.give("yes")
        await bench.until(lambda: not bench.state.incidents[case].is_open)
        assert bench.state.incidents[case].closure.cause == "cause"
        await bench.until(lambda: not bench.panel.detail.head.button("respond").isEnabled())
        assert bench.panel.detail.head.button("paper").isEnabled()

    play(story)


def test_a_hidden_panel_rests_and_catches_up(play) -> None:
    async def story(bench: Bench) -> None:
        await bench.show()
        drawn = []
        render = bench.panel.render
        bench.panel.render = lambda state, notice: (drawn.append(state.seq), render(state, notice))
        bench.panel.hide()
        case = await bench.fire()
        bench.clock.advance(timedelta(hours=1))
        bench.services.watcher.refresh()
        assert drawn == []
        bench.panel.show()
        assert len(drawn) == 1
        assert bench.panel.list.cards.cards[0].id == case
        assert not Ticker.shared().running or bench.panel.isVisible()
        bench.panel.hide()
        assert not Ticker.shared().running

    play(story)


def test_the_tab_behind_is_not_drawn(play) -> None:
    async def story(bench: Bench) -> None:
        case = await bench.fire()
        await bench.show()
        bench.panel.show_incident(case, "overview")
        drawn = []
        bench.panel.detail.units.show_incident = lambda *_: drawn.append(1)
        await bench.do(
            CloseIncident(
                incident_id=case, cause="a", outcome="b", losses="c", lessons="d", measures="e", approved_by="f"
            )
        )
        assert drawn == []

    play(story)
