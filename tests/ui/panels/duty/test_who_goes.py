"""The proposal in the units tab: ticked, explained, followed or changed with a reason; the map switched; late answers dropped."""

from __future__ import annotations

import threading
from pathlib import Path

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget

from app.desk.who_goes import Guide
from app.domain.dispatching.model import Assignment, Problem
from app.domain.dispatching.question import greedy
from app.domain.unit.commands import RegisterUnits
from app.domain.unit.entries import ProposalAnswered
from app.domain.unit.model import Unit
from app.kernel.geo import Point
from app.kernel.text import Text
from app.map.features import encode_features
from app.map.layers import LAYERS
from app.map.layers.units import marks
from app.map.layers.view import MapPicture
from app.map.roads.lazy import guide_for
from app.ui.panels.duty import who_presenter
from app.ui.panels.duty.look import room_of
from app.ui.panels.duty.units_presenter import MOST_SHOWN
from app.ui.panels.duty.who_dialog import proposal_table
from tests.ui.panels.duty.duty_bench import ROOT, Bench

SPACE, ENTER, ESCAPE = Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Escape
PATIENT_S = 30.0


def demo_guide() -> Guide:
    resources = ROOT / "resources"
    return guide_for(
        Path("/nowhere"), resources / "catalog" / "road_speeds.yaml", chosen=str, demo=resources / "demo" / "data", unit_kinds=tuple
    )


async def proposed(bench: Bench) -> str:
    """A fire in front, with its proposal."""
    case = await bench.fire()
    await bench.show()
    bench.panel.show_incident(case, "units")
    who = bench.services.who
    await bench.until(lambda: who.picture is not None and who.picture.focus == case, PATIENT_S)
    await bench.until(lambda: bench.panel.detail.units.available.proposed)
    return case


def test_what_is_proposed_is_ticked_first_explained_and_sent(play) -> None:
    async def story(bench: Bench) -> None:
        case = await proposed(bench)
        units = bench.panel.detail.units
        wished = units.available.proposed
        first = units.available.list.cards[: len(wished)]
        assert {card.id for card in first} == set(wished) and all(card.shape == "check" for card in first)
        assert all(card.shape == "ring" for card in units.available.list.cards[len(wished) :])
        assert "分钟" in first[0].right and first[0].subtitle.startswith("建议")
        units.available.list.select(first[0].id)
        assert first[0].title in units.available.why.text() and units.available.why.isVisible()
        assert "按路网估算" in units.available.who.line.text()
        QTest.keyClick(units.available.list, ENTER)
        await bench.until(lambda: all(bench.state.units[one].incident_id == case for one in wished))
        assert bench.services.navigator.said == []

    play(story, guide=demo_guide())


def test_sending_others_asks_why_and_escape_sends_nobody(play) -> None:
    async def story(bench: Bench) -> None:
        case = await proposed(bench)
        units = bench.panel.detail.units
        wished = units.available.proposed
        units.available.list.select(wished[0])
        QTest.keyClick(units.available.list, SPACE)
        QTest.keyClick(units.available.list, ENTER)
        asking = await bench.dialog()
        QTest.keyClick(asking, ESCAPE)
        await bench.until(lambda: not asking.isVisible())
        assert not bench.state.incident(case).dispatches
        units.available.list.select(wished[0])
        assert next(card for card in units.available.list.cards if card.id == wished[0]).shape == "ring", "the officer's ticks stay"
        QTest.keyClick(units.available.list, ENTER)
        asking = await bench.dialog()
        choices = asking.findChild(QListWidget)
        choices.setCurrentRow(1)
        QTest.keyClick(choices, ENTER)
        await bench.until(lambda: bench.state.incident(case).dispatches)
        sent = {one.unit_id for one in bench.state.incident(case).dispatches.values()}
        assert sent == set(wished[1:])
        records = await bench.services.workspace.desk.history(case)
        kept = next(one.entry for one in records if isinstance(one.entry, ProposalAnswered))
        assert set(kept.proposed) == set(wished) and set(kept.sent) == sent
        assert kept.reason == bench.room.say(f"who.reason.{who_presenter.REASONS[1]}")

    play(story, guide=demo_guide())


def test_ways_and_rings_are_layers_that_can_be_switched(play) -> None:
    async def story(bench: Bench) -> None:
        case = await proposed(bench)
        who, units = bench.services.who, bench.panel.detail.units
        await bench.until(lambda: who.picture.ways, PATIENT_S)
        assert not who.picture.rings and not units.available.who.rings.isChecked()  # off until somebody asks
        units.available.who.rings.click()
        await bench.until(lambda: who.picture.ways and who.picture.rings, PATIENT_S)
        room = room_of(bench.services)
        picture = MapPicture(room.state, room.describer, room.now, "zh", room.positions, who=who.picture)
        ways, rings = LAYERS["routes"](picture), LAYERS["rings"](picture)
        assert {one.id for one in ways} == set(units.available.proposed)
        assert all(one.state == "proposed" and "分钟" in one.label for one in ways)
        assert any("沿" in line for one in ways for line in one.detail)
        assert {one.label for one in rings} >= {"5 分钟", "10 分钟", "15 分钟"}
        assert msgspec.json.decode(encode_features((*ways, *rings)))["type"] == "FeatureCollection"
        units.available.who.ways.click()
        bench.services.map_view.layer_toggled.emit("rings", False)  # by the map's own legend
        assert bench.services.map_view.visible == {"routes": False, "rings": False}
        assert not units.available.who.ways.isChecked() and not units.available.who.rings.isChecked()
        await bench.until(lambda: not who.picture.ways and not who.picture.rings, PATIENT_S)
        units.focus_free()
        QTest.keyClick(units.available.list, ENTER)
        await bench.until(lambda: who.picture.etas, PATIENT_S)
        picture = MapPicture(room.state, room.describer, room.now, "zh", room.positions, who=who.picture)
        due = next(iter(who.picture.etas))
        assert next(one for one in marks(picture) if one.id == due).label.endswith("到")
        assert any("到 · " in one.right for one in units.out.cards)
        assert case

    play(story, guide=demo_guide())


def test_the_table_holds_every_answer_and_its_reason(play) -> None:
    async def story(bench: Bench) -> None:
        await proposed(bench)
        await bench.fire(dead=1)
        who = bench.services.who
        await bench.until(lambda: len(who.picture.advice.incidents) == 2, PATIENT_S)
        rows = who_presenter.rows(room_of(bench.services))
        assert {one.answer for one in rows} >= {"proposed", "not_chosen"}
        assert all(one.because for one in rows)
        table = proposal_table(room_of(bench.services))
        assert table.model.rows == rows and len({one.id for one in rows}) == len(rows)
        bench.panel.detail.units.available.who.table.click()
        dialog = await bench.dialog()
        QTest.keyClick(dialog, ESCAPE)
        await bench.until(lambda: not dialog.isVisible())
        table.deleteLater()

    play(story, guide=demo_guide())


def test_an_answer_that_comes_too_late_is_dropped(play) -> None:
    gate, begun, asked = threading.Event(), threading.Event(), []

    def slow(problem: Problem) -> Assignment:
        asked.append(problem)
        if len({want.incident_id for want in problem.wants}) == 1:
            begun.set()
            gate.wait(PATIENT_S)
        return greedy(problem)

    async def story(bench: Bench) -> None:
        who = bench.services.who
        seen: list[int] = []
        who.answered.connect(lambda: seen.append(len(who.picture.advice.incidents)))
        await bench.show()
        await bench.fire()
        await bench.until(begun.is_set, PATIENT_S)
        await bench.fire(dead=1)
        gate.set()
        await bench.until(lambda: seen and seen[-1] == 2, PATIENT_S)
        assert 1 not in seen
        assert who.picture.advice.trouble == "no_graph"

    play(story, guide=Guide(None, slow))


def test_thousands_are_put_in_order_beside_the_loop_and_each_can_be_brought_up(play) -> None:
    async def story(bench: Bench) -> None:
        case = await bench.fire()
        homes = [Point(30.0 + n / 5000, 110.0) for n in range(1500)]
        many = [Unit(f"v{n}", "F-VOL", Text(f"志愿{n}队", f"Volunteers {n}"), home=home) for n, home in enumerate(homes)]
        await bench.do(RegisterUnits(tuple(many)))
        await bench.show()
        bench.panel.show_incident(case, "units")
        units = bench.panel.detail.units
        await bench.until(lambda: len(units.available.found.ids) > len(many), PATIENT_S)
        assert len(units.available.list.cards) == MOST_SHOWN
        assert str(MOST_SHOWN) in units.available.rest.text() and units.available.rest.isVisible()
        last = units.available.found.ids[-1]
        assert units.knows(last)
        units.select_unit(last)
        await bench.until(lambda: units.available.list.current_id == last, PATIENT_S)
        QTest.keyClick(units.available.list, SPACE)
        await bench.until(lambda: last in units.available.ticked)
        units.available.search.clear()
        await bench.until(lambda: len(units.available.list.cards) == MOST_SHOWN, PATIENT_S)
        assert last in units.available.ticked, "who was ticked stays so, also further down than the list reaches"

    play(story)
