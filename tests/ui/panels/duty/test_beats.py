"""Beats drawn and redrawn on the map, and a patrol's finding that becomes an incident."""

from __future__ import annotations

from app.domain.patrol.commands import RegisterBeats, ReportFinding
from app.domain.patrol.model import Beat, BeatForm, BeatPoint, FindingKind
from app.domain.unit.rules import is_resting
from app.kernel.geo import Point
from app.map.gestures import Drawn, Edited
from app.ui.panels.duty.mapping import beats
from tests.ui.panels.duty.duty_bench import Bench, here

A, B, C, D = Point(18.60, 114.47), Point(18.61, 114.47), Point(18.61, 114.48), Point(18.60, 114.48)


def beat(*names: str) -> Beat:
    points = tuple(BeatPoint(point, name) for point, name in zip((A, B, C), names, strict=True))
    return Beat("b1", "河堤", BeatForm.ROUTE, points, "派出所", "夜间")


def test_a_moved_corner_keeps_its_name_a_removed_one_takes_it_along() -> None:
    of, moved = beat("桥头", "", "村口"), Point(18.6005, 114.4705)
    assert [one.name for one in beats.carried(of, (moved, B, C))] == ["桥头", "", "村口"]
    assert [one.name for one in beats.carried(of, (B, C))] == ["", "村口"]
    assert [one.name for one in beats.carried(of, (A, D, B, C))] == ["桥头", "", "", "村口"]


def test_checkpoints_are_edited_as_numbered_lines() -> None:
    points = beat("桥头", "", "村口").points
    text = beats.said_of(points)
    assert text == "1 桥头\n2\n3 村口"
    assert beats.named(points, text) == points
    assert [one.name for one in beats.named(points, "3、闸口\n 1 . 桥头\n9 没有")] == ["桥头", "", "闸口"]


def test_an_outline_becomes_a_beat_with_the_names_of_places_near_it(play) -> None:
    async def story(bench: Bench) -> None:
        await bench.show()
        spot, known = here(bench), len(bench.state.beats)
        line = ((spot.lat, spot.lon), (spot.lat + 0.004, spot.lon), (spot.lat + 0.004, spot.lon + 0.004))
        bench.services.map_view.drawn.emit(Drawn("draw", "line", line, 0.0, beats.MEANING))
        dialog = await bench.dialog()
        assert dialog._form.values()["points"].startswith("1 ") and not bench.state.drawings
        dialog._form.set_values({"name": "青石村夜巡", "points": "1 村委会\n3 桥头"})
        dialog.give("yes")
        await bench.until(lambda: len(bench.state.beats) == known + 1)
        made = next(one for one in bench.state.beats.values() if one.name == "青石村夜巡")
        assert made.form is BeatForm.ROUTE and [one.name for one in made.points] == ["村委会", "", "桥头"]

    play(story)


def test_a_beat_on_the_map_is_redrawn_with_its_names(play) -> None:
    async def story(bench: Bench) -> None:
        await bench.do(RegisterBeats(beats=(beat("桥头", "", "村口"),)))
        await bench.show()
        bench.services.map_view.feature_clicked.emit("beats", "b1")
        dialog = await bench.dialog()
        dialog.give("yes")
        await bench.until(lambda: bench.services.map_view.editing == ["beat:b1"])
        bench.services.map_view.edited.emit(Edited("b1", "line", ((D.lat, D.lon), (B.lat, B.lon), (C.lat, C.lon))))
        form = await bench.dialog()
        form.give("yes")
        await bench.until(lambda: bench.state.beats["b1"].points[0].point == D)
        changed = bench.state.beats["b1"]
        assert [one.name for one in changed.points] == ["桥头", "", "村口"]
        assert (changed.name, changed.organisation, changed.note) == ("河堤", "派出所", "夜间")

    play(story)


def test_an_incident_that_a_patrol_found_is_linked_when_it_is_taken_in(play) -> None:
    async def story(bench: Bench) -> None:
        now = bench.clock.now()
        walker = next(one.id for one in bench.state.units.values() if not is_resting(one, now))
        records = await bench.do(
            ReportFinding(unit_id=walker, finding_kind=FindingKind.HAZARD, text="村口起火", place="青石村")
        )
        finding = records[0].entry.finding_id
        await bench.show()
        bench.panel.begin_intake("青石村着火", None, finding_id=finding)
        bench.panel.intake.saved.emit(await bench.fire())
        await bench.until(lambda: bench.state.patrol_findings[finding].incident_id)
        bench.panel.begin_intake("别的事", None, finding_id=finding)
        bench.panel.leave_side()
        bench.panel.intake.saved.emit(await bench.flood())  # another call: nothing of the patrol's
        assert bench.state.patrol_findings[finding].incident_id != bench.panel.current_incident_id

    play(story)
