"""Where incidents crowd: every place is in the hexagon that counts it."""

from __future__ import annotations

from unittest.mock import Mock

from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point as Spot
from shapely.geometry import Polygon

from app.desk.describe import Describer
from app.domain.state import State
from app.kernel.geo import Point
from app.map.layers import heat
from app.map.layers.view import MapPicture
from tests.world import NOON

PLACES = st.lists(st.builds(Point, st.floats(29.9, 30.1), st.floats(109.9, 110.1)), min_size=1, max_size=30)


def picture(points: list[Point]) -> MapPicture:
    describer = Mock(spec=Describer)
    describer.say.side_effect = lambda code, **facts: f"{code} {facts}"
    return MapPicture(State(), describer, NOON, "zh", heat=tuple(points))


@given(PLACES)
def test_every_place_is_counted_once_where_it_is(points: list[Point]) -> None:
    cells = heat.features(picture(points))
    assert sum(int(cell.label) for cell in cells) == len(points)
    shapes = [Polygon(cell.geometry.coordinates[0]).buffer(1e-6) for cell in cells]
    for one in points:
        assert any(shape.contains(Spot(one.lon, one.lat)) for shape in shapes)
    assert {cell.state for cell in cells} <= {"1", "2", "3", "4"} and "4" in {cell.state for cell in cells}


def test_nothing_shown_is_nothing_drawn() -> None:
    assert heat.features(picture([])) == ()
