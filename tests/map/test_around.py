"""What is here: what counts as inside, shares of cut grids, sums without double counting, whom to call, the rows."""

from __future__ import annotations

import math
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from immutables import Map
from msgspec.structs import replace

from app.catalog.locations import program_files
from app.catalog.wording import Wording, read_words
from app.desk.describe import Describer
from app.domain.drawing.model import Shape, ShapeForm
from app.domain.drawing.rules import fault
from app.domain.duty.model import Contact
from app.domain.resource.model import Facility, FacilityCategory, Material
from app.domain.shelter.model import ShelterUse
from app.domain.state import State
from app.domain.unit.model import Position, Unit
from app.kernel.geo import Point, distance_m
from app.map.around import Around, around
from app.map.around_rows import rows
from app.map.callees import callees
from app.map.grids import Grid
from app.map.ground import area_km2, widened
from tests.world import NOON, REFERENCE, text

F, C = ShapeForm, FacilityCategory
MIDDLE = Point(30.0, 110.0)


def at(north_m: float, east_m: float) -> Point:
    return Point(30 + north_m / 111_195, 110 + east_m / (111_195 * math.cos(math.radians(30))))


def site(id_: str, category: FacilityCategory, point: Point, **more: object) -> Facility:
    return Facility(id_, category, str(more.pop("kind", "school")), text(id_), point, **more)  # type: ignore[arg-type]


def square(code: str, west_m: float, east_m: float, **more: object) -> Grid:
    corners = [at(n, e) for n, e in ((-500, west_m), (-500, east_m), (500, east_m), (500, west_m), (-500, west_m))]
    return Grid(code, code, ((tuple((p.lon, p.lat) for p in corners),),), **more)  # type: ignore[arg-type]


def state(**parts: tuple[object, ...]) -> State:
    return State(**{name: Map({one.id: one for one in things}) for name, things in parts.items()})  # type: ignore[attr-defined]


CIRCLE = Shape(F.CIRCLE, (MIDDLE,), 1000)
WORLD = state(
    facilities=(
        site("h1", C.HAZARD, at(0, 500), households=14, people=48, contact="甲", phone="1"),
        site("h2", C.HAZARD, at(0, 1500), households=99, people=999, contact="乙", phone="2"),
        site("v1", C.SETTLEMENT, at(100, 100), kind="village", village="柳村", households=80, people=300, contact="丙", phone="3"),
        site("v1-g1", C.SETTLEMENT, at(200, 0), kind="group", village="柳村", households=30, people=100),
        site("v2", C.SETTLEMENT, at(0, -900), kind="village", village="槐村", households=7, people=20),
        site("s1", C.SHELTER, at(-300, 0), capacity=160, contact="甲", phone="1"),
    ),
    units=(Unit("u1", "F-FIRE", text("u1"), home=at(5000, 0), crew=6), Unit("u2", "F-MED", text("u2"), home=at(0, 10), crew=2)),
    materials=(Material("m1", text("sandbag"), "bag", "piece", 100, "store", at(10, 10), "丁", "4"),),
    contacts=(
        Contact("c1", "戊", "village_secretary", "5", organisation="柳村村委会"),
        Contact("c2", "己", "x", "6", organisation="县局"),
    ),
)
WORLD = replace(WORLD, shelters=Map({"s1": ShelterUse("s1", is_open=True, occupied=20)}))


def ids(found: Around, group: str) -> list[str]:
    return [getattr(one, "id", "") or one.unit.id for one in getattr(found, group)]


def test_what_lies_inside_is_found_and_ordered_from_the_middle() -> None:
    found = around(CIRCLE, WORLD)
    assert ids(found, "hazards") == ["h1"]
    assert ids(found, "settlements") == ["v1", "v1-g1", "v2"]
    assert ids(found, "units") == ["u2"] and ids(found, "materials") == ["m1"] and ids(found, "shelters") == ["s1"]
    assert ids(found, "contacts") == ["c1"]
    assert found.area_km2 == pytest.approx(math.pi, rel=0.002)


def test_a_unit_counts_where_it_was_seen_not_where_it_lives() -> None:
    seen = {"u1": Position("u1", at(0, 0), NOON, "gps"), "u2": Position("u2", at(4000, 0), NOON, "gps")}
    found = around(CIRCLE, WORLD, positions=seen)
    assert ids(found, "units") == ["u1"] and found.units[0].seen is not None and found.totals.crew == 6
    describer = Describer(REFERENCE, Wording(read_words(program_files().resources / "i18n"), "zh", lambda: REFERENCE))
    listed = rows(found, describer, "zh", WORLD, NOON + timedelta(minutes=119))
    assert next(one.detail for one in listed if one.group == "units").endswith("位置 119 分钟前")
    listed = rows(around(CIRCLE, WORLD), describer, "zh", WORLD, NOON)
    assert next(one.detail for one in listed if one.group == "units").endswith("驻地")


def test_a_margin_reaches_further_and_a_point_alone_holds_nothing() -> None:
    assert ids(around(CIRCLE, WORLD, margin_m=600), "hazards") == ["h1", "h2"]
    point = Shape(F.POINT, (MIDDLE,))
    assert around(point, WORLD).is_empty
    assert ids(around(point, WORLD, margin_m=1000), "hazards") == ["h1"]


def test_groups_stand_for_their_village_in_the_register() -> None:
    sums = around(CIRCLE, WORLD).totals
    assert (sums.registered_households, sums.registered_people) == (30 + 7, 100 + 20)
    assert (sums.households, sums.people) == (37, 120)
    assert (sums.threatened_households, sums.threatened_people) == (14, 48)
    assert (sums.capacity, sums.room) == (160, 140)


def test_a_grid_that_is_cut_is_shared_by_area_and_said_to_be_an_estimate() -> None:
    box = Shape(F.AREA, (at(-600, 0), at(-600, 2000), at(600, 2000), at(600, 0)))
    grids = (
        square("half", -500, 500, households=100, people=401), square("whole", 500, 1500, households=10, people=30),
        square("out", -1500, -500, households=7, people=7),
    )
    found = around(box, State(), grids=grids)
    assert [(one.grid.code, one.is_whole) for one in found.grids] == [("whole", True), ("half", False)]
    assert (found.totals.households, found.totals.people) == (60, pytest.approx(230, abs=1))
    assert found.totals.is_estimate
    assert not around(Shape(F.CIRCLE, (at(0, 1000),), 3000), State(), grids=(grids[1],)).totals.is_estimate


def test_a_grid_that_crosses_itself_breaks_nothing() -> None:
    bow = Grid("bow", "bow", ((((110.0, 30.0), (110.01, 30.01), (110.01, 30.0), (110.0, 30.01), (110.0, 30.0)),),), people=10)
    assert around(CIRCLE, State(), grids=(bow,)).grids[0].share > 0


def test_everybody_is_called_once_those_over_hazards_first() -> None:
    found = callees(around(CIRCLE, WORLD), lambda code: code.rsplit(".", 1)[-1] if code != "list.separator" else "，", "zh")
    assert [one.name for one in found] == ["甲", "丙", "丁", "戊"]
    assert found[0].about == "hazard h1，shelter s1"
    assert (found[0].households, found[0].people) == (14, 48)
    assert sum(one.households for one in found) == around(CIRCLE, WORLD).totals.threatened_households


SPOTS = st.lists(st.tuples(st.floats(-5000, 5000), st.floats(-5000, 5000)), min_size=2, max_size=6, unique=True)


@given(st.floats(10, 3000), SPOTS)
def test_a_ring_around_a_line_is_a_sound_area_that_holds_its_points(margin_m: float, spots: list[tuple[float, float]]) -> None:
    line = Shape(F.LINE, tuple(at(*spot) for spot in spots))
    ring = widened(line, margin_m)
    assert ring.form is F.AREA and fault(ring) == ""
    assert area_km2(ring) >= math.pi * margin_m**2 / 1e6 * 0.97
    held = state(facilities=tuple(site(f"p{n}", C.HAZARD, point) for n, point in enumerate(line.points)))
    assert len(around(ring, held).hazards) == len(line.points)


def test_a_ring_around_a_point_or_a_circle_is_a_circle() -> None:
    assert widened(Shape(F.POINT, (MIDDLE,)), 300) == Shape(F.CIRCLE, (MIDDLE,), 300)
    assert widened(CIRCLE, 300).radius_m == 1300
    with pytest.raises(ValueError, match="width"):
        widened(CIRCLE, 0)


@given(st.floats(0, 359), st.floats(1, 1999))
def test_inside_is_what_is_nearer_than_the_radius(turn: float, away_m: float) -> None:
    spot = at(away_m * math.cos(math.radians(turn)), away_m * math.sin(math.radians(turn)))
    gap = distance_m(spot, MIDDLE)
    found = around(CIRCLE, state(facilities=(site("x", C.HAZARD, spot),)))
    if abs(gap - 1000) > 8:  # a circle of 96 corners is 0.07 % short of its rim
        assert bool(found.hazards) == (gap < 1000)
