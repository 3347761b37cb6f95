"""What was drawn and still holds, in the layers that a reader switches: each kind has one look (``signs.json``)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from app.domain.drawing.model import Drawing, DrawingKind, Shape, ShapeForm
from app.domain.drawing.rules import standing
from app.kernel.clock import to_local
from app.map.features import Feature, Geometry, LineGeometry, PointGeometry, PolygonGeometry, circle
from app.map.layers.view import MapPicture

_K = DrawingKind
LAYER_OF: Mapping[DrawingKind, str] = MappingProxyType(
    {
        _K.WARNING_AREA: "warning_areas",
        _K.HOT_ZONE: "cordons",
        _K.WARM_ZONE: "cordons",
        _K.COLD_ZONE: "cordons",
        _K.CORDON: "cordons",
        _K.DANGER_AREA: "cordons",
        _K.EVACUATION_AREA: "evacuation",
        _K.EVACUATION_ROUTE: "evacuation_routes",
        _K.ACCESS_ROUTE: "evacuation_routes",
        _K.ROAD_CLOSED: "closures",
        _K.STAGING: "posts",
        _K.COMMAND_POST: "posts",
        _K.WORK_AREA: "posts",
        _K.NOTE: "posts",
    }
)
"""Which layer shows a kind of drawing."""


def layer(name: str) -> Callable[[MapPicture], tuple[Feature, ...]]:
    """The function of one layer of drawings."""

    def features(view: MapPicture) -> tuple[Feature, ...]:
        return tuple(_feature(one, view) for one in standing(view.state) if LAYER_OF[one.kind] == name)

    return features


def geometry_of(shape: Shape) -> Geometry:
    """The shape as the page draws it; a circle becomes a polygon."""
    spots = tuple((one.lon, one.lat) for one in shape.points)
    match shape.form:
        case ShapeForm.POINT:
            return PointGeometry(spots[0])
        case ShapeForm.LINE:
            return LineGeometry(spots)
        case ShapeForm.CIRCLE:
            return circle(shape.points[0].lat, shape.points[0].lon, shape.radius_m, corners=72)
        case ShapeForm.AREA:
            return PolygonGeometry(((*spots, spots[0]),))


def _feature(of: Drawing, view: MapPicture) -> Feature:
    say = view.describer.say
    kind = say(f"drawing_kind.{of.kind}")
    incident = view.state.incidents.get(of.incident_id)
    at = of.changed_at or of.drawn_at
    detail = (
        kind if of.title else "",
        say(f"closed_to.{of.closed_to}") if of.kind is DrawingKind.ROAD_CLOSED else "",
        view.describer.incident_title(incident) if incident else "",
        of.note,
        say("drawing.by", who=of.drawn_by or "—", at=to_local(at).strftime("%m-%d %H:%M")),
    )
    return Feature(
        id=of.id,
        geometry=geometry_of(of.shape),
        title=of.title or kind,
        detail=tuple(line for line in detail if line),
        symbol=of.kind.value,
        label=of.title or kind,
        label_rank=2,
    )
