"""Materials: one mark for each store, whatever lies in it; the stock is listed beside the pointer."""

from __future__ import annotations

from app.domain.resource.model import Material
from app.domain.state import State
from app.kernel.geo import Point
from app.map.features import Feature, PointGeometry
from app.map.layers.view import MapPicture

_LINES = 12


def features(view: MapPicture) -> tuple[Feature, ...]:
    """The stores that have a place."""
    return tuple(_feature(place, point, stock, view) for (place, point), stock in _stores(view.state).items())


def store_marks(state: State) -> dict[tuple[str, Point | None], str]:
    """The id of the mark of each store, by the name and the place of the store."""
    return {where: stock[0].id for where, stock in _stores(state).items()}


def _stores(state: State) -> dict[tuple[str, Point], list[Material]]:
    """What lies in each store that has a place, by its name and place."""
    stores: dict[tuple[str, Point], list[Material]] = {}
    for one in state.materials.values():
        if one.point is not None:
            stores.setdefault((one.place, one.point), []).append(one)
    return stores


def _feature(place: str, point: Point, stock: list[Material], view: MapPicture) -> Feature:
    say = view.describer.say
    lines = [
        say("material.line", name=one.name.of(view.lang), quantity=f"{one.quantity:g}", unit=one.unit) for one in stock[:_LINES]
    ]
    if len(stock) > _LINES:
        lines.append(say("material.more", count=len(stock) - _LINES))
    keeper = stock[0]
    if keeper.keeper:
        lines.append(say("facility.contact", contact=keeper.keeper, phone=keeper.phone))
    return Feature(
        id=stock[0].id,
        geometry=PointGeometry((point.lon, point.lat)),
        title=say("material.store", place=place),
        detail=tuple(lines),
        symbol="store",
        label=say("material.label", place=place, count=len(stock)),
        label_rank=7,
        label_zoom=14.5,
    )
