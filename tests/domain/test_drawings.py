"""Drawings: their forms, sound shapes, and what still holds."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.drawing.commands import Draw, Redraw, RemoveDrawing
from app.domain.drawing.model import ClosedTo, DrawingKind, Shape, ShapeForm
from app.domain.drawing.rules import FORMS, crosses_itself, fault, standing
from app.domain.incident.commands import CloseIncident, OpenIncident
from app.domain.record import Command
from app.kernel.clock import FixedClock
from app.kernel.errors import Refusal
from app.kernel.geo import Crs, Point, distance_m, to_gcj02
from tests.world import HERE, NOON, PLACE, Station

K, F = DrawingKind, ShapeForm


def at(*pairs: tuple[float, float]) -> tuple[Point, ...]:
    return tuple(Point(30 + north / 100, 110 + east / 100) for north, east in pairs)


SQUARE = Shape(F.AREA, at((0, 0), (0, 1), (1, 1), (1, 0)))
BOW_TIE = Shape(F.AREA, at((0, 0), (1, 1), (0, 1), (1, 0)))
ROAD = Shape(F.LINE, at((0, 0), (0, 3)))


@pytest.fixture
def station() -> Iterator[Station]:
    made = Station(clock=FixedClock(NOON)).found()
    made.open(OpenIncident(kind="A-PRD", place=PLACE, aware_at=NOON))
    yield made
    made.close()


def case(station: Station) -> str:
    return next(iter(station.state.incidents))


def refused(station: Station, command: Command) -> str:
    with pytest.raises(Refusal) as refusal:
        station.do(command)
    return refusal.value.code


def test_only_a_closed_road_says_whom_it_keeps_out(station: Station) -> None:
    station.do(Draw(kind=K.ROAD_CLOSED, shape=ROAD))
    (road,) = station.state.drawings.values()
    assert road.closed_to is ClosedTo.EVERYONE
    station.do(Redraw(drawing_id=road.id, closed_to=ClosedTo.VEHICLES))
    assert station.state.drawings[road.id].closed_to is ClosedTo.VEHICLES
    station.do(Redraw(drawing_id=road.id, title="桥"))
    assert station.state.drawings[road.id].closed_to is ClosedTo.VEHICLES, "other words change nothing of it"
    assert refused(station, Redraw(drawing_id=road.id, closed_to=ClosedTo.VEHICLES)) == "nothing_changed"
    assert refused(station, Draw(kind=K.CORDON, shape=SQUARE, closed_to=ClosedTo.VEHICLES)) == "drawing_closes_nothing"


def test_a_drawing_is_made_changed_and_removed_and_never_lost(station: Station) -> None:
    station.do(Draw(kind=K.CORDON, shape=SQUARE, title=" 里圈 ", incident_id=case(station)))
    (made,) = station.state.drawings.values()
    assert (made.title, made.drawn_at, made.stands) == ("里圈", NOON, True)
    station.do(Redraw(drawing_id=made.id, title="外圈"))
    assert station.state.drawings[made.id].title == "外圈" and station.state.drawings[made.id].shape == SQUARE
    assert refused(station, Redraw(drawing_id=made.id, title="外圈")) == "nothing_changed"
    assert refused(station, RemoveDrawing(drawing_id=made.id, reason=" ")) == "field_empty"
    station.do(RemoveDrawing(drawing_id=made.id, reason="解除警戒"))
    gone = station.state.drawings[made.id]
    assert not gone.stands and gone.removed_because == "解除警戒" and not list(standing(station.state))
    assert refused(station, RemoveDrawing(drawing_id=made.id, reason="again")) == "drawing_unknown"


@pytest.mark.parametrize("kind", list(K))
@pytest.mark.parametrize("form", list(F))
def test_each_kind_takes_its_own_forms(station: Station, kind: DrawingKind, form: ShapeForm) -> None:
    points = {F.POINT: (HERE,), F.CIRCLE: (HERE,), F.LINE: ROAD.points, F.AREA: SQUARE.points}[form]
    wish = Draw(kind=kind, shape=Shape(form, points, 300 if form is F.CIRCLE else 0))
    if form in FORMS[kind]:
        station.do(wish)
        assert station.state.drawings
    else:
        assert refused(station, wish) == "drawing_form_wrong"


@pytest.mark.parametrize(
    ("shape", "code"),
    [
        (BOW_TIE, "shape_crosses_itself"),
        (Shape(F.AREA, at((0, 0), (0, 0), (0, 1))), "shape_crosses_itself"),
        (Shape(F.AREA, at((0, 0), (0, 1))), "points_too_few"),
        (Shape(F.LINE, at((0, 0))), "points_too_few"),
        (Shape(F.POINT, at((0, 0), (0, 1))), "points_too_many"),
        (Shape(F.CIRCLE, (HERE,)), "radius_missing"),
        (Shape(F.CIRCLE, (HERE,), 1e6), "radius_too_large"),
        (Shape(F.CIRCLE, (HERE,), math.nan), "fact_not_a_number"),
        (Shape(F.POINT, (Point(110.0, 30.0),)), "point_swapped"),
        (Shape(F.POINT, (Point(10.0, 10.0),)), "point_outside_region"),
    ],
)
def test_a_wrong_shape_is_refused(station: Station, shape: Shape, code: str) -> None:
    assert refused(station, Draw(kind=K.NOTE, shape=shape)) == code
    assert not station.state.drawings


def test_points_are_kept_in_one_datum(station: Station) -> None:
    station.do(Draw(kind=K.NOTE, shape=Shape(F.POINT, (to_gcj02(HERE),))))
    (kept,) = next(iter(station.state.drawings.values())).shape.points
    assert kept.crs is Crs.WGS84 and distance_m(kept, HERE) < 1


def test_what_belongs_to_a_closed_incident_no_longer_holds_but_a_closed_road_does(station: Station) -> None:
    incident = case(station)
    station.do(Draw(kind=K.CORDON, shape=SQUARE, incident_id=incident))
    station.do(Draw(kind=K.ROAD_CLOSED, shape=ROAD, incident_id=incident))
    station.do(Draw(kind=K.NOTE, shape=ROAD))
    station.do(
        CloseIncident(
            incident_id=incident, cause="c", outcome="o", losses="l", lessons="l", measures="m", approved_by="leader"
        )
    )
    assert sorted(one.kind for one in standing(station.state)) == [K.NOTE, K.ROAD_CLOSED]
    assert [one.kind for one in standing(station.state, K.ROAD_CLOSED)] == [K.ROAD_CLOSED]
    assert refused(station, Draw(kind=K.CORDON, shape=SQUARE, incident_id=incident)) == "incident_closed"


@given(st.integers(3, 40), st.floats(0.001, 1), st.floats(-60, 60), st.floats(-170, 170))
def test_a_ring_around_a_point_never_crosses_itself(corners: int, radius: float, lat: float, lon: float) -> None:
    turns = [2 * math.pi * i / corners for i in range(corners)]
    ring = tuple(Point(lat + radius * math.sin(turn), lon + radius * math.cos(turn)) for turn in turns)
    assert not crosses_itself(ring)
    assert fault(Shape(F.AREA, ring)) == ""


@given(st.integers(4, 20))
def test_a_star_drawn_in_one_go_crosses_itself(corners: int) -> None:
    ring = [Point(math.sin(2 * math.pi * i / corners), math.cos(2 * math.pi * i / corners)) for i in range(corners)]
    ring[1], ring[2] = ring[2], ring[1]
    assert crosses_itself(tuple(ring))
