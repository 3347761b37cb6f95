"""Map tools beside the map: a drawing becomes a form, a question a list, a list is called down."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.desk.call_lists import CallSource
from app.domain.calldown.model import CallResult
from app.domain.calldown.rules import coverage, latest
from app.domain.deadlines import DeadlineKind, deadlines
from app.domain.drawing.commands import Draw
from app.domain.drawing.model import DrawingKind, Shape, ShapeForm
from app.kernel.geo import Point
from app.map.gestures import Drawn, Edited
from app.ui.command_dialog import CommandDialog
from app.ui.panels.duty.mapping import calldown_pane
from tests.ui.panels.duty.duty_bench import Bench, here


def ring(bench: Bench, radius_m: float = 900.0) -> Shape:
    return Shape(ShapeForm.CIRCLE, (here(bench),), radius_m)


async def drawn(bench: Bench, kind: DrawingKind = DrawingKind.EVACUATION_AREA) -> str:
    records = await bench.do(Draw(kind=kind, shape=ring(bench), title="三组"))
    return str(records[0].entry.drawing_id)


def test_what_was_drawn_is_kept_by_a_form_for_the_open_incident(play) -> None:
    async def story(bench: Bench) -> None:
        incident = await bench.fire()
        await bench.show()
        bench.panel.show_incident(incident)
        spot = here(bench)
        bench.services.map_view.drawn.emit(Drawn("draw", "circle", ((spot.lat, spot.lon),), 300.0, "hot_zone"))
        dialog = await bench.dialog()
        assert isinstance(dialog, CommandDialog)
        assert dialog._form.values()["kind"] == "hot_zone"
        assert dialog._form.values()["incident"] == incident
        dialog.give("yes")
        await bench.until(lambda: bench.state.drawings)
        (made,) = bench.state.drawings.values()
        assert (made.kind, made.shape.radius_m, made.incident_id) == (DrawingKind.HOT_ZONE, 300.0, incident)

    play(story)


def test_a_shape_that_was_moved_becomes_a_correcting_entry(play) -> None:
    async def story(bench: Bench) -> None:
        drawing_id = await drawn(bench)
        await bench.show()
        spot = here(bench)
        bench.services.map_view.edited.emit(Edited(drawing_id, "circle", ((spot.lat, spot.lon),), 450.0))
        await bench.until(lambda: bench.state.drawings[drawing_id].shape.radius_m == 450.0)
        bench.services.map_view.edited.emit(Edited(drawing_id, "circle", ((50.0, spot.lon),), 450.0))
        dialog = await bench.dialog()
        dialog.give("no")
        assert bench.state.drawings[drawing_id].shape.points[0] == spot

    play(story)


def test_the_list_of_drawings_opens_from_the_map_and_acts(play) -> None:
    async def story(bench: Bench) -> None:
        drawing_id = await drawn(bench)
        await bench.show()
        bench.services.map_view.feature_clicked.emit("evacuation", drawing_id)
        pane = bench.panel.right.currentWidget()
        assert pane.list.current_id == drawing_id
        pane.wanted.emit("edit", drawing_id)
        await bench.until(lambda: bench.services.map_view.editing == [drawing_id])
        pane.wanted.emit("show", drawing_id)
        await bench.until(lambda: ("evacuation", drawing_id) in bench.services.navigator.shown)
        pane.wanted.emit("remove", drawing_id)
        dialog = await bench.dialog()
        dialog._form.set_values({"reason": "解除"})
        dialog.give("yes")
        await bench.until(lambda: not pane.list.model.rows)
        QTest.keyClick(pane, Qt.Key.Key_Escape)
        await bench.until(lambda: bench.panel.right.currentWidget() is not pane)

    play(story)


def test_what_is_here_is_listed_and_called_down_by_single_keys(play) -> None:
    async def story(bench: Bench) -> None:
        await bench.show()
        spot = here(bench)
        bench.services.map_view.drawn.emit(Drawn("around", "point", ((spot.lat, spot.lon),)))
        pane = bench.panel.right.currentWidget()
        await bench.until(lambda: pane.answer is not None and pane.list.model.rows)
        assert pane.margin_m == 1000 and "1000" in pane.subject.text()
        unit = next(row for row in pane.list.model.rows if row.group == "units")
        pane.list.select(f"units/{unit.id}")
        assert pane.told.text() == f"{unit.name} · {unit.detail}" and unit.detail.endswith(("驻地", "分钟前"))
        await pane.call_down()
        calls = bench.panel.right.currentWidget()
        assert calls is not pane and calls.current is not None
        first = calls.list.current_id
        QTest.keyClick(calls.list.view, Qt.Key.Key_1)
        await bench.until(lambda: calls.current.calls)
        assert latest(calls.current)[first].result is CallResult.ANSWERED
        await bench.until(lambda: calls.list.current_id != first)
        second = calls.list.current_id
        QTest.keyClick(calls.list.view, Qt.Key.Key_2)
        await bench.until(lambda: len(calls.current.calls) == 2)
        calls.again.setChecked(True)
        shown = [row.id for row in calls.list.model.shown]
        assert first not in shown and shown[-1] == second
        so_far = coverage(calls.current)
        assert f"{so_far.percent}%" in calls.coverage.text() and so_far.answered == 1

    play(story)


def test_a_message_passed_on_asks_who_took_it(play) -> None:
    async def story(bench: Bench) -> None:
        await bench.show()
        bench.panel.mapping.ask_around(ring(bench))
        pane = bench.panel.right.currentWidget()
        await bench.until(lambda: pane.answer is not None)
        await pane.call_down()
        calls = bench.panel.right.currentWidget()
        QTest.keyClick(calls.list.view, Qt.Key.Key_3)
        dialog = await bench.dialog()
        dialog._edit.setText("隔壁老张")
        dialog.give("yes")
        await bench.until(lambda: calls.current.calls)
        assert calls.current.calls[0].passed_to == "隔壁老张"
        assert "隔壁老张" in calls.list.model.shown[0].words

    play(story)


def test_without_a_map_the_lists_still_work(play) -> None:
    async def story(bench: Bench) -> None:
        await drawn(bench)
        await bench.show()
        pane = bench.panel.mapping.show_drawings()
        assert len(pane.list.model.rows) == 1
        bench.panel.call_down()
        assert bench.panel.right.currentWidget() is not pane

    play(story, with_map=False)


def test_a_stream_that_is_no_stream_is_not_opened(play) -> None:
    async def story(bench: Bench) -> None:
        from app.domain.resource.commands import RegisterFacilities
        from app.domain.resource.model import Facility, FacilityCategory
        from app.kernel.text import Text

        camera = Facility("cam", FacilityCategory.FACILITY, "camera", Text("球机"), Point(18.6, 114.49), stream="file:///etc/passwd")
        await bench.do(RegisterFacilities(facilities=(camera,)))
        await bench.show()
        bench.services.map_view.feature_clicked.emit("cameras", "cam")
        await bench.until(lambda: any("file:///etc/passwd" in words for words in bench.services.navigator.said))

    play(story)


def test_a_list_out_of_the_contact_book_is_called_and_left(play, monkeypatch) -> None:
    async def chosen(_parent, _title, options, *_more):
        return next(one.value for one in options if one.value is CallSource.TOWNSHIP)

    async def typed(*_given, **_more) -> str:
        return "道路已通"

    async def story(bench: Bench) -> None:
        monkeypatch.setattr(calldown_pane, "choose", chosen)
        monkeypatch.setattr(calldown_pane, "prompt_text", typed)
        case = await bench.fire(trapped=1)
        await bench.show()
        bench.panel.show_incident(case)
        bench.panel.call_down()
        pane = bench.panel.right.currentWidget()
        await pane.begin()
        listed = pane.current
        assert listed is not None and listed.incident_id == case and listed.persons
        assert any(one.kind is DeadlineKind.CALL for one in deadlines(bench.state, bench.room.reference, bench.room.now))
        await pane.end()
        assert pane.current.ended_reason == "道路已通" and not pane.end_button.isEnabled()

    play(story)
