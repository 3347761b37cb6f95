"""The tabs of the forces board on the demo night: what they show, and what their buttons bring about."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from app.catalog.demo import read_demo
from app.desk.demo_forces import trail_of
from app.desk.describe import Describer
from app.domain.patrol.trail import PassState
from app.domain.presence.commands import CheckIn, CheckOut
from app.domain.presence.rules import inside
from app.domain.resource.commands import MoveStock
from app.domain.resource.model import MoveKind
from app.domain.shelter.commands import Admit, Leave
from app.domain.unit.commands import EndRest, RestUnit
from app.domain.unit.model import CrewMember, Equipment, EquipmentState, Qualification
from app.domain.unit.rules import Standing
from app.exchange.cells import BadCell
from app.kernel.errors import Refusal
from app.kernel.geo import Crs, Point, distance_m
from app.kernel.text import Text
from app.storage.telemetry_store import TelemetryStore
from app.ui.panels.units import (
    lines,
    material_forms,
    patrol_forms,
    place_forms,
    scene_forms,
    shelter_forms,
    spots,
    stock_forms,
    unit_forms,
)
from app.ui.panels.units.choices import unit_choices
from app.ui.panels.units.forces_presenter import ForcesPresenter, today_of
from app.ui.panels.units.panel import SPEC, UnitsPanel
from app.ui.panels.units.roll_call import tables_of
from tests.ui.panels.boards import FILES, NOW, Board

STATES = {"ready": "完好", "in_repair": "待修", "out_of_use": "报废"}


@pytest.fixture(autouse=True)
def the_loop_of_the_board(board: Board) -> Iterator[None]:
    """Work that a widget starts by itself runs on the board's loop, as it does in the window."""
    asyncio.set_event_loop(board.loop)
    yield
    asyncio.set_event_loop(None)


@pytest.fixture
def walked(board: Board, tmp_path: Path) -> Iterator[Board]:
    """The demo night with the trails of its patrols."""
    with TelemetryStore(tmp_path / "telemetry.sqlite") as store:
        store.sample(trail_of(read_demo(FILES.demo, "township-default").forces, NOW))
        board.workspace.positions = store
        yield board


def panel_of(board: Board, qtbot: QtBot) -> UnitsPanel:
    panel = UnitsPanel(board.services)
    qtbot.addWidget(panel)
    panel.resize(1290, 618)
    panel.show()
    return panel


def words_of(board: Board) -> ForcesPresenter:
    return ForcesPresenter(Describer(board.reference, board.services.wording), board.services.wording)


def spin(board: Board, done: Any) -> None:
    async def wait() -> None:
        for _ in range(500):
            if done():
                return
            await asyncio.sleep(0.01)
        raise AssertionError("waited in vain")

    board.run(wait())


def test_every_tab_opens_with_the_demo_night_and_with_nothing(board: Board, empty: Board, qtbot: QtBot) -> None:
    for desk in (board, empty):
        panel = panel_of(desk, qtbot)
        for place in range(panel.tabs.count()):
            panel.tabs.setCurrentIndex(place)
        assert not desk.services.wording.missing
    assert SPEC.waiting is not None and SPEC.waiting(empty.services) == 0 < SPEC.waiting(board.services)


def test_counts_and_organisations_add_up(board: Board, qtbot: QtBot) -> None:
    panel = panel_of(board, qtbot)
    state = board.desk.state
    rows = panel.board.organisations.model.rows
    assert rows[0].units == len(state.units) == sum(row.units for row in rows[1:])
    counts = panel.board._presenter.standings(state, NOW)
    assert sum(counts.values()) == len(state.units) and counts[Standing.RESTING] == 1
    chosen = rows[1]
    panel.board.organisations.select(chosen.id)
    assert len(panel.board.table.model.rows) == chosen.units
    assert {row.unit.organisation for row in panel.board.table.model.rows} == {chosen.name}
    panel.show_unit("u08")
    assert panel.board.table.current_id == "u08"


def test_a_resting_unit_stands_apart_until_its_rest_ends(board: Board, qtbot: QtBot) -> None:
    panel = panel_of(board, qtbot)
    panel.board.set_filters(status="resting")
    (row,) = panel.board.table.model.rows
    assert row.id == "u24" and not row.available
    board.clock.advance(timedelta(hours=6))
    panel.board.tick()
    assert not panel.board.table.model.rows
    panel.board.set_filters(available=True)
    assert "u24" in {one.id for one in panel.board.table.model.rows}


def test_the_detail_shows_people_equipment_and_history(board: Board, qtbot: QtBot) -> None:
    panel = panel_of(board, qtbot)
    panel.show_unit("u08")
    detail = panel.board.detail
    unit = board.desk.state.units["u08"]
    assert {row.name for row in detail.people.table.model.rows} == {one.name for one in unit.crew_members}
    assert "watch" in {row.tone for row in detail.people.table.model.rows}
    assert len(detail.kit.table.model.rows) == len(unit.equipment)
    panel.show_unit("u24")
    board.do(EndRest(unit_id="u24"))
    board.do(RestUnit(unit_id="u24", until=NOW + timedelta(hours=1), reason="夜班"))
    said = [step.status for step in detail._history.model.rows]
    assert {board.services.wording.say(f"unit_change.{code}") for code in ("rest", "rest_ended")} <= set(said)


def test_a_patrol_is_compared_with_its_trail(walked: Board, qtbot: QtBot) -> None:
    panel = panel_of(walked, qtbot)
    patrols = panel.show_page("patrols")
    trail = patrols.trail
    plans = {row.plan.beat.id: row.id for row in patrols.table.model.rows}
    patrols.table.select(plans["bt2"])
    spin(walked, lambda: trail.check is not None)
    assert trail.check.count(PassState.MISSED) == 1 and 0.3 < trail.check.share < 0.8
    patrols.table.select(plans["bt1"])
    spin(walked, lambda: trail.check is not None and trail.check.count(PassState.MISSED) == 0)
    assert trail.check.count(PassState.PASSED) >= 2


def test_without_a_trail_nothing_is_claimed(board: Board, qtbot: QtBot) -> None:
    panel = panel_of(board, qtbot)
    trail = panel.show_page("patrols").trail
    spin(board, lambda: trail.check is not None)
    assert trail.check.positions == 0 and trail.note.text


def test_an_overdue_person_is_an_alarm_at_once(board: Board, qtbot: QtBot) -> None:
    panel = panel_of(board, qtbot)
    people = panel.show_page("people")
    assert [row.tone for row in people.table.model.rows] == ["info"] * 3
    before = SPEC.waiting(board.services)  # type: ignore[misc]
    board.clock.advance(timedelta(minutes=40))
    people.tick()
    assert {row.tone for row in people.table.model.rows} == {"alarm"}
    assert SPEC.waiting(board.services) == before + 3  # type: ignore[misc]
    stays = inside(board.desk.state)
    board.do(CheckOut(presence_ids=tuple(one.id for one in stays)))
    assert not people.table.model.rows and not people.sign_out.isEnabled()
    people.every.setChecked(True)
    assert len(people.table.model.rows) == 3


def test_a_scene_can_be_chosen(board: Board, qtbot: QtBot) -> None:
    panel = panel_of(board, qtbot)
    people = panel.show_page("people")
    here = {one.incident_id for one in inside(board.desk.state)}
    other = next(one for one in board.desk.state.incidents.values() if one.is_open and one.id not in here)
    board.do(CheckIn(incident_id=other.id, names=("某某",)))
    people.scene.setCurrentIndex(people.scene.findData(other.id))
    assert [row.stay.name for row in people.table.model.rows] == ["某某"]


def test_stock_shows_its_changes_and_requests_their_steps(board: Board, qtbot: QtBot) -> None:
    panel = panel_of(board, qtbot)
    stock = panel.show_page("stock")
    board.do(MoveStock(material_id="m01", move=MoveKind.ISSUED, quantity=200, whom="青石村"))
    stock.show_material("m01")
    assert [row.whom for row in stock.moves.model.rows] == ["青石村"]
    assert len(stock.requests.model.rows) == 1 and len(stock.steps.model.rows) == 1
    assert stock.issue.isEnabled() and not stock.arrived.isEnabled()


def test_a_shelter_offers_only_what_it_can_do(board: Board, qtbot: QtBot) -> None:
    panel = panel_of(board, qtbot)
    shelters = panel.show_page("shelters")
    shelters.table.select("s03")
    assert (shelters.open.isEnabled(), shelters.admit.isEnabled(), shelters.close_button.isEnabled()) == (False, True, False)
    assert len(shelters.needing.model.rows) == 2
    board.do(Admit(facility_id="s03", count=300, confirmed=("over_capacity",)))
    assert shelters.table.current.tone == "alarm" and shelters.table.current.left < 0
    board.do(Leave(facility_id="s03", count=315))
    assert shelters.close_button.isEnabled() and not shelters.leave.isEnabled()


def test_reminders_are_one_line_and_a_ranked_list(board: Board, qtbot: QtBot) -> None:
    panel = panel_of(board, qtbot)
    rows = words_of(board).reminders(board.desk.state, today_of(NOW))
    assert rows and not board.services.wording.missing
    assert [row.tone for row in rows] == sorted((row.tone for row in rows), key=["warn", "watch"].index)
    assert str(len(rows)) in panel.reminders.text


def test_typed_lines_come_back_as_they_were(board: Board) -> None:
    for unit in board.desk.state.units.values():
        people = lines.read_people(lines.people_lines(unit.crew_members))
        assert lines.read_papers(lines.paper_lines(unit.crew_members), people) == unit.crew_members
        assert lines.read_kit(lines.kit_lines(unit.equipment, STATES), STATES) == unit.equipment
    sly = (CrewMember("甲", "138-0000 转 2", "驾驶员、卫生员，组长"), CrewMember("乙", "13800138000"), CrewMember("丙", "", "队员"))
    assert lines.read_people(lines.people_lines(sly)) == sly
    broken = (Equipment("水带、水枪", 2, EquipmentState.IN_REPAIR, None, "缺接头，待购"),)
    assert lines.read_kit(lines.kit_lines(broken, STATES), STATES) == broken
    assert "待修" in lines.kit_lines(broken, STATES)
    twins = (CrewMember("丁", "1", "", (Qualification("救援"),)), CrewMember("丁", "2"))
    unit = replace(board.desk.state.units["u18"], crew_members=twins, capabilities=("rescue",))
    words = {"people": lines.people_lines(twins), "papers": lines.paper_lines(twins), "capabilities": ("rescue", "潜水")}
    given = {"name": unit.name.zh, "kind": unit.kind, "kit": lines.kit_lines(unit.equipment, STATES), **words}
    kept = unit_forms._unit(unit, given, STATES)  # two of one name: typed lines could not tell whose certificate it is
    assert kept.crew_members == twins and kept.equipment == unit.equipment and kept.capabilities == ("rescue", "潜水")


@pytest.mark.parametrize(
    ("read", "code"),
    [
        (lambda: lines.read_papers("甲，救援", ()), "roster_unknown_person"),
        (lambda: lines.read_papers("甲，救援，昨天", lines.read_people("甲")), "duty_bad_day"),
        (lambda: lines.read_papers("甲", lines.read_people("甲")), "roster_required"),
        (lambda: lines.read_papers("甲，救援", lines.read_people("甲\n甲")), "roster_person_unclear"),
        (lambda: lines.read_kit("水泵，两台", STATES), "roster_not_whole"),
        (lambda: lines.read_kit("水泵，1，，坏", STATES), "not_one_of"),
    ],
)
def test_a_wrong_line_is_named(read: Any, code: str) -> None:
    with pytest.raises(BadCell) as bad:
        read()
    assert bad.value.wrong.code == code


def test_checkpoints_take_a_time_and_a_strange_name_is_refused(board: Board) -> None:
    beat = board.desk.state.beats["bt1"]
    first, second = (one.name for one in beat.named[:2])
    start = NOW.replace(minute=0, second=0)  # 03:00 in Beijing
    read = patrol_forms.read_points(beat, f"{first} ０２：３０\n{second}，3:40\n", start)
    assert [(one.name, one.due_at) for one in read] == [
        (first, start + timedelta(hours=23, minutes=30)), (second, start + timedelta(minutes=40)),
    ]
    every = patrol_forms.read_points(beat, patrol_forms.point_lines(beat), start)
    assert [one.name for one in every] == [one.name for one in beat.named]
    with pytest.raises(Refusal, match="checkpoint_unknown"):
        patrol_forms.read_points(beat, "无此点 3:40", start)


def test_a_place_that_nobody_moved_stays_to_the_last_digit_and_phone_maps_are_unshifted() -> None:
    known = Point(18.598339123, 114.488432987)
    assert spots.spot_of(spots.spot_values(known), known) is known
    typed = {"spot": "１８．６， 114.5", "datum": Crs.GCJ02}
    found = spots.spot_of(typed, known)
    assert found is not None and 100 < distance_m(found, Point(18.6, 114.5)) < 1000
    assert spots.spot_of({"spot": None, "datum": Crs.WGS84}, None) is None


def test_units_of_one_name_are_told_apart_in_forms(board: Board) -> None:
    unit = board.desk.state.units["u18"]
    twins = (unit, replace(unit, id="x1", organisation="别的单位"), replace(unit, id="x2"), replace(unit, id="x3", retired="并入"))
    labels = [one.label for one in unit_choices(board.services, twins)]
    assert len(labels) == len(set(labels)) == 3 and "别的单位" in labels[1]


def test_the_roll_call_lists_who_is_inside_with_a_box(board: Board) -> None:
    presenter = words_of(board)
    rows = presenter.stays(board.desk.state, NOW + timedelta(hours=5), every=True)
    ((title, heads, lines),) = tables_of(board.services, rows)
    assert len(lines) == len(rows) and len(heads) == len(lines[0]) and str(len(inside(board.desk.state))) in title
    assert lines[0][1] == rows[0].stay.name and lines[0][-1] == "□" and not board.services.wording.missing


def test_thousands_are_found_at_once_by_text_and_soon_by_pinyin(board: Board, qtbot: QtBot) -> None:
    base = board.desk.state.units["u18"]
    many = {f"x{n}": replace(base, id=f"x{n}", name=Text(f"第{n}梯队")) for n in range(1200)}
    board.desk._state = replace(board.desk.state, units=board.desk.state.units.update(many))
    panel = panel_of(board, qtbot)
    table = panel.board.table
    table.search.setText("第777梯队")
    assert [row.id for row in table.model.shown] == ["x777"]
    table.search.setText("d777td")
    qtbot.waitUntil(lambda: [row.id for row in table.model.shown] == ["x777"], timeout=8000)
    before = {row.id: row for row in table.model.rows}
    board.do(RestUnit(unit_id="x777", until=NOW + timedelta(hours=1)))
    panel.board.render_units(board.desk.state)
    changed = [row.id for row in table.model.rows if before[row.id] is not row]
    assert changed == ["x777"]


def test_buttons_reach_their_forms(board: Board, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    async def ask(_services: Any, _parent: Any, title: str, _text: str, form: Any, _label: str, _make: Any) -> bool:
        asked.append(title)
        form.values()
        return False

    for module in (unit_forms, scene_forms, stock_forms, shelter_forms, patrol_forms, material_forms, place_forms):
        monkeypatch.setattr(module, "ask_command", ask)
    panel = panel_of(board, qtbot)
    ran: list[Any] = []
    board.services.run = lambda coroutine, _owner: ran.append(coroutine)  # type: ignore[method-assign]
    pages = {
        "board": lambda page: (page._new, page.detail._edit, page.detail._rest, page.detail._retire),
        "people": lambda page: (page.sign_in, page.extend),
        "stock": lambda page: (page.new, page.edit, page.move, page.ask, page.promise, page.issue, page.refuse),
        "shelters": lambda page: (page.admit, page.new, page.edit),
        "places": lambda page: (page.new,),
        "patrols": lambda page: (page.plan, page.report),
    }
    wanted = 0
    for name, buttons_of in pages.items():
        buttons = buttons_of(panel.show_page(name))
        for coroutine in ran:
            coroutine.close()  # what the tab itself began when it was shown
        ran.clear()
        for button in buttons:
            assert button.isEnabled(), button.text()
            button.click()
        for coroutine in ran:
            if coroutine.__qualname__.startswith("TrailCheck"):
                coroutine.close()
            else:
                board.run(coroutine)
        wanted += len(buttons)
    assert len(asked) == wanted
