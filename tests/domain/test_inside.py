"""What lies in a drawing."""

from __future__ import annotations

from app.domain.drawing.inside import holds
from app.domain.drawing.model import Shape, ShapeForm
from app.kernel.geo import Point

# an L: two squares of one unit, the corner at the upper right is outside
ELL = Shape(ShapeForm.AREA, (Point(0, 0), Point(0, 2), Point(1, 2), Point(1, 1), Point(2, 1), Point(2, 0)))


def test_areas_hold_what_is_inside_circles_what_is_near_lines_nothing() -> None:
    assert [holds(ELL, Point(lat, lon)) for lat, lon in ((0.5, 0.5), (0.5, 1.5), (1.5, 0.5), (1.5, 1.5), (-1, 1), (0.5, 3))] == [
        True, True, True, False, False, False,
    ]
    circle = Shape(ShapeForm.CIRCLE, (Point(18.6, 114.5),), 1000.0)
    assert holds(circle, Point(18.6085, 114.5)) and not holds(circle, Point(18.6095, 114.5))
    assert not holds(Shape(ShapeForm.LINE, ELL.points), Point(0.5, 0.5))
