"""People, equipment, materials, places and beats go out and come back the same; changes are told before they are made."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from immutables import Map
from msgspec.structs import replace
from openpyxl import load_workbook

from app.desk.together import rehearse
from app.domain.patrol.model import Beat, BeatForm, BeatPoint
from app.domain.resource.model import Facility, FacilityCategory, Material
from app.domain.state import State
from app.domain.unit.model import CrewMember, Equipment, EquipmentState, Qualification, Unit
from app.exchange import forces_form as form
from app.exchange.roster import Roster, read_roster, write_roster, write_template
from app.exchange.roster_changes import ChangeKind
from app.exchange.roster_form import Sheet
from app.kernel.errors import BadFile, Refusal
from app.kernel.geo import Point
from app.kernel.text import Text
from tests.exchange.test_roster import REFERENCE, WORDS, clean_text, ids, phones
from tests.world import NOON, stamp_at

DAYS = st.dates(date(2000, 1, 1), date(2099, 1, 1))
POINTS = st.builds(
    Point, st.floats(4, 53).map(lambda value: round(value, 9)), st.floats(74, 135).map(lambda value: round(value, 9))
)
NAMES = clean_text(min_size=1).filter(bool)
TEXTS = st.builds(Text, NAMES, clean_text())
PAPERS = st.lists(st.builds(Qualification, name=NAMES, expires_on=st.none() | DAYS, number=clean_text()), max_size=2)
PEOPLE = st.lists(
    st.builds(CrewMember, name=NAMES, phone=phones, role=clean_text(), qualifications=PAPERS.map(tuple)),
    max_size=3, unique_by=lambda one: one.name,
)
KIT = st.lists(
    st.builds(
        Equipment, name=NAMES, count=st.integers(0, 99), state=st.sampled_from(list(EquipmentState)),
        next_inspection_on=st.none() | DAYS, note=clean_text(),
    ),
    max_size=3,
)
QUANTITIES = st.floats(0, 1e6).map(lambda value: round(value, 2))


def some(one: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(one, max_size=3, unique_by=lambda thing: thing.id)


UNITS = some(
    st.builds(
        Unit, id=ids, kind=st.sampled_from(sorted(REFERENCE.unit_kinds)), name=TEXTS, crew_members=PEOPLE.map(tuple),
        equipment=KIT.map(tuple), organisation=st.just(""), call_sign=st.just(""), leader=st.just(""), phone=st.just(""),
        crew=st.just(0), vehicles=st.just(0), capabilities=st.just(()), home=st.none(), members=st.just(()),
        status=st.just("on_standby"), status_at=st.none(), status_source=st.just(""), incident_id=st.just(""),
        dispatch_id=st.just(""), resting_until=st.none(), rest_reason=st.just(""), history=st.just(()),
    )
)
MATERIALS = some(
    st.builds(
        Material, id=ids, name=TEXTS, kind=st.sampled_from([*form.STOCK_KINDS, "自备"]), unit=NAMES, quantity=QUANTITIES,
        place=clean_text(), point=st.none() | POINTS, keeper=clean_text(), phone=phones, minimum=QUANTITIES,
        expires_on=st.none() | DAYS, counted_on=st.none() | DAYS, issued=st.just(0.0),
    )
)
FACILITIES = some(
    st.builds(
        Facility, id=ids, category=st.sampled_from(list(FacilityCategory)), kind=st.sampled_from([*form.PLACE_KINDS, "自填"]),
        name=TEXTS, point=POINTS, village=clean_text(), people=st.integers(0, 9000), households=st.integers(0, 900),
        capacity=st.integers(0, 900), contact=clean_text(), phone=phones, note=clean_text(), stream=clean_text(),
        bearing_deg=st.none() | st.floats(0, 360).map(lambda value: round(value, 3)),
    )
)
BEATS = some(
    st.builds(
        Beat, id=ids, name=NAMES, form=st.sampled_from(list(BeatForm)),
        points=st.lists(
            st.builds(BeatPoint, POINTS, clean_text()), min_size=3, max_size=5, unique_by=lambda one: one.point
        ).map(tuple),
        organisation=clean_text(), note=clean_text(),
    )
)


def by_id(things: Any) -> Map[str, Any]:
    return Map({one.id: one for one in things})


@settings(suppress_health_check=list(HealthCheck), max_examples=15, deadline=None, phases=[Phase.generate])
@given(units=UNITS, materials=MATERIALS, facilities=FACILITIES, beats=BEATS, lang=st.sampled_from(["zh", "en"]))
def test_what_is_written_is_read(
    tmp_path: Path, units: list[Any], materials: list[Any], facilities: list[Any], beats: list[Any], lang: str
) -> None:
    state = State(
        units=by_id(units), materials=by_id(materials), facilities=by_id(facilities), beats=by_id(beats)
    )
    path = tmp_path / "roster.xlsx"
    if not write_roster(path, state, REFERENCE, lang):
        return
    read = read_roster(path, REFERENCE)
    assert by_id(read.units) == state.units and by_id(read.materials) == state.materials
    assert by_id(read.facilities) == state.facilities and by_id(read.beats) == state.beats
    told = read_roster(path, REFERENCE, state=state).changes(state)
    assert {one.change for one in told} <= {ChangeKind.UNCHANGED}
    assert not read.differing(state).commands()


MAN_A = CrewMember("甲", "1", "驾驶员", (Qualification("救援", date(2026, 1, 2)),))
UNIT = Unit("u1", "F-FIRE", Text("一队"), crew_members=(MAN_A,))
HOME = Point(18.6, 114.5)
STOCK = Material("m1", Text("编织袋"), "flood_control", "条", 100.0, "库", issued=30.0)
BEAT = Beat("b1", "河街", BeatForm.ROUTE, (BeatPoint(HOME, "桥头"), BeatPoint(Point(18.61, 114.5))))
STATE = State(units=by_id([UNIT]), materials=by_id([STOCK]), beats=by_id([BEAT]))


def filled(path: Path, sheet: Sheet, *lines: dict[str, Any]) -> Path:
    """A template with these rows on one sheet."""
    write_template(path, REFERENCE, "zh")
    book = load_workbook(path)
    keys = [column.key for column in sheet.columns]
    for number, cells in enumerate(lines, start=3):
        for key, value in cells.items():
            book[sheet.name].cell(number, keys.index(key) + 1, value)
    book.save(path)
    return path


MAN = {"unit": "u1", "name": "乙"}
PAPER = {"unit": "u1", "person": "甲", "name": "救援"}
THING = {"unit": "u1", "name": "水泵"}
BAG = {"id": "m1", "stock_kind": "防汛", "name": "编织袋", "unit": "条", "quantity": 5}
SITE = {"id": "f1", "category": "shelter", "name": "学校", "lat": 18.6, "lon": 114.5, "datum": "GCJ-02"}
SPOT = {"id": "b2", "name": "路", "lat": 18.6, "lon": 114.5, "datum": "GCJ-02"}


@pytest.mark.parametrize(
    ("sheet", "line", "code", "cell"),
    [
        (form.CREW, MAN | {"unit": "u9"}, "roster_unknown_unit", "A3"),
        (form.CREW, MAN | {"name": ""}, "roster_required", "B3"),
        (form.CREW, MAN | {"name": "=cmd|' /C calc'!A0"}, "roster_formula", "B3"),
        (form.QUALIFICATIONS, PAPER | {"person": "丙"}, "roster_unknown_person", "B3"),
        (form.QUALIFICATIONS, PAPER | {"expires_on": "2026-02-30"}, "duty_bad_day", "F3"),
        (form.QUALIFICATIONS, PAPER | {"expires_on": "明年"}, "duty_bad_day", "F3"),
        (form.EQUIPMENT, THING | {"count": -1}, "roster_range", "C3"),
        (form.EQUIPMENT, THING | {"state": "坏"}, "not_one_of", "D3"),
        (form.MATERIALS, BAG | {"quantity": "很多"}, "roster_not_number", "F3"),
        (form.MATERIALS, BAG | {"quantity": -0.5}, "roster_range", "F3"),
        (form.MATERIALS, BAG | {"minimum": 1e12}, "roster_range", "G3"),
        (form.FACILITIES, SITE | {"category": "楼"}, "not_one_of", "B3"),
        (form.FACILITIES, SITE | {"lat": None}, "roster_required", "M3"),
        (form.FACILITIES, SITE | {"lat": 114.5, "lon": 18.6}, "roster_point_swapped", "M3"),
        (form.BEATS, SPOT, "roster_beat_short", "A3"),
    ],
)
def test_every_wrong_cell_is_named(tmp_path: Path, sheet: Sheet, line: dict[str, Any], code: str, cell: str) -> None:
    path = filled(tmp_path / "r.xlsx", sheet, line)
    with pytest.raises(BadFile) as bad:
        read_roster(path, REFERENCE, state=STATE)
    (problem,) = bad.value.problems
    assert (problem.code, problem.line) == (code, 3)
    assert problem.field.endswith(cell) and sheet.name in problem.file
    assert f"problem.{code}" in WORDS


def test_a_unit_without_a_row_keeps_its_people_and_one_with_rows_has_those(tmp_path: Path) -> None:
    path = filled(tmp_path / "r.xlsx", form.EQUIPMENT, THING)
    (unit,) = read_roster(path, REFERENCE, state=STATE).units
    assert unit.crew_members == UNIT.crew_members and unit.equipment == (Equipment("水泵"),)
    path = filled(tmp_path / "r.xlsx", form.CREW, MAN, MAN | {"name": "甲", "phone": "1"})
    (unit,) = read_roster(path, REFERENCE, state=STATE).units
    assert [one.name for one in unit.crew_members] == ["乙", "甲"]
    assert unit.crew_members[1].qualifications == UNIT.crew_members[0].qualifications


def test_the_preview_says_new_changed_unchanged_and_absent(tmp_path: Path) -> None:
    state = State(materials=by_id([STOCK, replace(STOCK, id="m2"), replace(STOCK, id="m3")]))
    path = tmp_path / "r.xlsx"
    more = State(materials=by_id([replace(STOCK, quantity=7.0), replace(STOCK, id="m2"), replace(STOCK, id="m4")]))
    write_roster(path, more, REFERENCE)
    roster = read_roster(path, REFERENCE, state=state)
    told = {one.id: one for one in roster.changes(state)}
    assert {key: one.change.value for key, one in told.items()} == {
        "m1": "changed", "m2": "unchanged", "m3": "absent", "m4": "new"
    }
    assert told["m1"].fields == (("quantity", "100", "7"),)
    assert {one.id for one in roster.differing(state).materials} == {"m1", "m4"}


def test_a_workbook_as_people_leave_it(tmp_path: Path) -> None:
    """An organisation merged over its units, columns taken out, a call sign twice, a certificate for good."""
    units = [
        Unit(f"u{n}", "F-FIRE", Text(f"{n}队", f"Team {n}"), "旧单位", f"呼{n}", capabilities=("rescue",), crew_members=(MAN_A,))
        for n in range(1, 5)
    ]
    camera = Facility("c1", FacilityCategory.FACILITY, "camera", Text("桥头"), HOME, bearing_deg=90.0, stream="rtsp://x")
    drawn = replace(BEAT, points=tuple(replace(one, point=Point(one.point.lat + 1 / 3e7, one.point.lon)) for one in BEAT.points))
    state = State(units=by_id(units), facilities=by_id([replace(camera, point=drawn.points[0].point)]), beats=by_id([drawn]))
    path = tmp_path / "r.xlsx"
    write_roster(path, state, REFERENCE)
    book = load_workbook(path)
    page = book[form.UNITS.name]
    keys = [column.key for column in form.UNITS.columns]
    page.merge_cells("E3:E5")
    page["E3"] = "镇消防队"
    page["E6"] = "镇消防 队"
    page["F4"] = "呼１"
    page["D8"] = " "
    for key in ("capabilities", "name_en"):
        page.delete_cols(keys.index(key) + 1)
        keys.remove(key)
    page.merged_cells.ranges = {type(one)(page, "D3:D5") for one in page.merged_cells.ranges}  # openpyxl does not move them along
    book[form.FACILITIES.name].delete_cols(len(form.FACILITIES.columns) - 1, 2)
    book[form.QUALIFICATIONS.name]["F3"] = "长期有效"
    book.save(path)
    beside = replace(units[0], id="u9", organisation="镇消防队")
    known = replace(state, units=state.units.set("u9", beside))
    roster = read_roster(path, REFERENCE, state=known)
    assert roster.facilities == (state.facilities["c1"],) and roster.beats == (drawn,)
    told = {one.id: dict((field, after) for field, _, after in one.fields) for one in roster.changes(known) if one.fields}
    assert {key: fields.get("organisation") for key, fields in told.items()} == {
        "u1": "镇消防队", "u2": "镇消防队", "u3": "镇消防队", "u4": "镇消防 队"
    }
    assert set(told["u4"]) == {"organisation"} and set(told["u2"]) == {"organisation", "call_sign"}
    assert roster.units[0].crew_members[0].qualifications[0].expires_on is None
    assert {(one.line, one.code) for one in roster.remarks} == {
        (3, "roster_same_name"), (3, "roster_call_sign_twice"), (4, "roster_call_sign_twice"), (6, "roster_organisation_near"),
    }
    assert all(f"problem.{one.code}" in WORDS for one in roster.remarks)


def test_a_rehearsal_refuses_before_anything_is_begun() -> None:
    good = Roster(materials=(STOCK,)).commands()
    bad = Roster(beats=(replace(BEAT, points=BEAT.points[:1]),)).commands()
    with pytest.raises(Refusal):
        rehearse((*good, *bad), State(), REFERENCE, stamp_at(NOON))
    assert rehearse(good, State(), REFERENCE, stamp_at(NOON)).materials


def test_hostile_cells_go_out_as_text(tmp_path: Path) -> None:
    sly = replace(STOCK, name=Text("=1+1"), keeper="@x", place="+2", phone="-3")
    path = tmp_path / "r.xlsx"
    write_roster(path, State(materials=by_id([sly])), REFERENCE)
    for page in load_workbook(path):
        assert not [cell.coordinate for row in page for cell in row if cell.data_type == "f"]


def test_kinds_have_the_words_of_the_catalogue() -> None:
    for family, known in (("stock_kind", form.STOCK_KINDS), ("place_kind", form.PLACE_KINDS)):
        assert {f"{family}.{code}": name for code, name in known.items()} == {
            code: name for code, name in WORDS.items() if code.startswith(f"{family}.")
        }
