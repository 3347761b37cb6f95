"""What is here? 范围内: what lies inside a shape on the map (facts file §5.4: look around at once), as values to list.

Pure: a state, positions and grids in, a frozen answer out. Points count where they lie; grids are cut by the shape and
their figures shared by area, which is an estimate and is called one. Contacts have no place of their own: those count
whose office names a village that lies inside.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

import msgspec
import shapely
from shapely import STRtree
from shapely.geometry import Point as FlatPoint
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from app.domain.drawing.model import Shape
from app.domain.duty.model import Contact
from app.domain.resource.model import Facility, FacilityCategory, Material
from app.domain.shelter.rules import room_left, use_of
from app.domain.state import State
from app.domain.unit.model import Position, Unit
from app.domain.unit.rules import last_point
from app.kernel.geo import Point
from app.map.grids import Grid
from app.map.ground import Ground, middle

_T = TypeVar("_T")
_WHOLE = 0.995
"""A grid that lies inside by this share counts as wholly inside: two surveys of one line never agree exactly."""
_LEAST = 0.002
_TOUCHED = 0.05
"""A village of which less lies inside is not asked: the line only grazes it."""


class UnitHere(msgspec.Struct, frozen=True):
    """A unit inside. ``seen``: where it was seen, ``None`` where only its base lies there."""

    unit: Unit
    point: Point
    seen: Position | None


class GridHere(msgspec.Struct, frozen=True):
    """A grid that the shape touches, with the share of its ground that lies inside (0 to 1)."""

    grid: Grid
    share: float

    @property
    def is_whole(self) -> bool:
        """Whether all of it lies inside; otherwise its figures are an estimate."""
        return self.share >= _WHOLE

    @property
    def households(self) -> int:
        """Households inside: all of them, or as many as its share of ground says."""
        return self.grid.households if self.is_whole else round(self.grid.households * self.share)

    @property
    def people(self) -> int:
        """People inside, counted in the same way."""
        return self.grid.people if self.is_whole else round(self.grid.people * self.share)


class Totals(msgspec.Struct, frozen=True):
    """Sums. ``households`` and ``people`` live there by the grids (``is_estimate`` where one is cut), else by the register.

    ``registered_*``: the settlements whose point lies inside, groups before the villages that they make up. ``threatened_*``:
    by the hazard points inside; they live there too and are not added to anything. ``room``: free places of the shelters.
    """

    households: int = 0
    people: int = 0
    is_estimate: bool = False
    registered_households: int = 0
    registered_people: int = 0
    threatened_households: int = 0
    threatened_people: int = 0
    capacity: int = 0
    room: int = 0
    crew: int = 0


class Around(msgspec.Struct, frozen=True):
    """What lies inside, each kind ordered by distance from the middle. ``area_km2`` is the size of the ground asked about."""

    shape: Shape
    margin_m: float
    area_km2: float
    settlements: tuple[Facility, ...] = ()
    facilities: tuple[Facility, ...] = ()
    hazards: tuple[Facility, ...] = ()
    shelters: tuple[Facility, ...] = ()
    units: tuple[UnitHere, ...] = ()
    materials: tuple[Material, ...] = ()
    grids: tuple[GridHere, ...] = ()
    contacts: tuple[Contact, ...] = ()
    totals: Totals = Totals()

    @property
    def is_empty(self) -> bool:
        """Whether nothing that the desk knows of lies inside."""
        return not any(
            (
                self.settlements, self.facilities, self.hazards, self.shelters, self.units, self.materials, self.grids,
                self.contacts,
            )
        )


def around(
    shape: Shape,
    state: State,
    *,
    margin_m: float = 0.0,
    positions: Mapping[str, Position] | None = None,
    grids: Sequence[Grid] = (),
) -> Around:
    """What lies inside the shape and within ``margin_m`` metres of it; a point or a line without a margin holds nothing."""
    ground = Ground(middle(shape))
    inside = ground.around(shape, margin_m)
    shapely.prepare(inside)
    centre = inside.centroid
    facilities = _within(state.facilities.values(), lambda one: one.point, ground, inside, centre)
    by_category = {
        category: tuple(one for one in facilities if one.category is category) for category in FacilityCategory
    }
    settlements = by_category[FacilityCategory.SETTLEMENT]
    cut = _cut(grids, ground, inside)
    villages = {one.village or one.name.zh for one in settlements} | {one.grid.village for one in cut if one.share >= _TOUCHED}
    found = Around(
        shape=shape,
        margin_m=margin_m,
        area_km2=float(inside.area) / 1e6,
        settlements=settlements,
        facilities=by_category[FacilityCategory.FACILITY],
        hazards=by_category[FacilityCategory.HAZARD],
        shelters=by_category[FacilityCategory.SHELTER],
        units=_units(state, positions or {}, ground, inside, centre),
        materials=_within(state.materials.values(), lambda one: one.point, ground, inside, centre),
        grids=cut,
        contacts=_contacts(state, villages - {""}),
    )
    return msgspec.structs.replace(found, totals=totals(found, state))


def shelter_room(one: Facility, state: State) -> int:
    """Free places of a shelter: its capacity less those who are there."""
    return max(0, room_left(one, use_of(state, one.id)))


def totals(of: Around, state: State) -> Totals:
    """The sums of an answer."""
    split = {one.village for one in state.facilities.values() if one.kind == "group"}
    counted = [one for one in of.settlements if one.kind == "group" or (one.village or one.name.zh) not in split]
    registered = sum(one.households for one in counted), sum(one.people for one in counted)
    estimated = sum(one.households for one in of.grids), sum(one.people for one in of.grids)
    households, people = estimated if of.grids else registered
    return Totals(
        households=households,
        people=people,
        is_estimate=any(not one.is_whole for one in of.grids),
        registered_households=registered[0],
        registered_people=registered[1],
        threatened_households=sum(one.households for one in of.hazards),
        threatened_people=sum(one.people for one in of.hazards),
        capacity=sum(one.capacity for one in of.shelters),
        room=sum(shelter_room(one, state) for one in of.shelters),
        crew=sum(one.unit.crew for one in of.units),
    )


def _within(
    things: Iterable[_T], where: Callable[[_T], Point | None], ground: Ground, inside: BaseGeometry, centre: Any
) -> tuple[_T, ...]:
    placed = [(one, FlatPoint(ground.xy(at.lat, at.lon))) for one in things if (at := where(one)) is not None]
    if not placed:
        return ()
    hits = STRtree([spot for _, spot in placed]).query(inside, predicate="intersects")
    near = sorted((float(placed[at][1].distance(centre)), int(at)) for at in hits)
    return tuple(placed[at][0] for _, at in near)


def _units(
    state: State, positions: Mapping[str, Position], ground: Ground, inside: BaseGeometry, centre: Any
) -> tuple[UnitHere, ...]:
    found = (
        UnitHere(unit, point, positions.get(unit.id))
        for unit in state.units.values()
        if (point := last_point(unit, positions.get(unit.id))) is not None
    )
    return _within(found, lambda one: one.point, ground, inside, centre)


def _cut(grids: Sequence[Grid], ground: Ground, inside: BaseGeometry) -> tuple[GridHere, ...]:
    areas = [_area(one, ground) for one in grids]
    if not areas:
        return ()
    found = []
    for at in STRtree(areas).query(inside, predicate="intersects"):
        area = areas[at]
        share = float(area.intersection(inside).area) / float(area.area) if area.area > 0 else 0.0
        if share >= _LEAST:
            found.append(GridHere(grids[at], min(share, 1.0)))
    return tuple(sorted(found, key=lambda one: (-one.share, one.grid.code)))


def _area(grid: Grid, ground: Ground) -> BaseGeometry:
    parts = [
        Polygon([ground.xy(lat, lon) for lon, lat in rings[0]], [[ground.xy(lat, lon) for lon, lat in hole] for hole in rings[1:]])
        for rings in grid.parts
    ]
    return shapely.union_all([part if part.is_valid else shapely.make_valid(part) for part in parts])


def _contacts(state: State, villages: set[str]) -> tuple[Contact, ...]:
    named = (one for one in state.contacts.values() if any(village in one.organisation for village in villages))
    return tuple(sorted(named, key=lambda one: (one.organisation, one.a_b, one.id)))
