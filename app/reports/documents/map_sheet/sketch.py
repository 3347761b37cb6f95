"""The ground in outline, where no picture of the map can be had: what the desk itself knows to lie there, in black lines.

It is no map: no roads, no rivers. It keeps the true scale, the grid and the north of the sheet that it stands on, so that a hand
can add to it and a finger can measure on it; the sheet says so in its source line.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from app.catalog.wording import Wording
from app.domain.drawing.model import Drawing, DrawingKind, Shape
from app.domain.drawing.rules import standing
from app.domain.state import State
from app.kernel.geo import Point, Region, to_wgs84

SIGNS = ("incident", "place", "unit")
LEAST_SCALE = 25_000
"""An outline of less ground shows nothing that one could find one's way by."""
_MOST_SITES = 60
"""Named places on one sheet: more would cover each other."""
_DASHED = frozenset({DrawingKind.EVACUATION_AREA, DrawingKind.EVACUATION_ROUTE, DrawingKind.WARNING_AREA, DrawingKind.ROAD_CLOSED})


class Site(msgspec.Struct, frozen=True):
    """A named point: ``sign`` is ``incident`` (a ringed cross), ``place`` (a square) or ``unit`` (a triangle)."""

    point: Point
    name: str
    sign: str


class Outline(msgspec.Struct, frozen=True):
    """A shape with its name; ``dashed`` for what moves people or keeps them out."""

    shape: Shape
    name: str
    dashed: bool = False


class Sketch(msgspec.Struct, frozen=True):
    """What is known to lie on a piece of the earth. ``legend``: each sign with what it means."""

    outlines: tuple[Outline, ...] = ()
    sites: tuple[Site, ...] = ()
    legend: tuple[tuple[str, str], ...] = ()


def sketch_of(state: State, incident_id: str, bounds: Region, wording: Wording) -> Sketch:
    """What the desk knows inside these bounds: the incident's own drawings and those of nobody, incidents, places, units' bases."""
    drawings = [one for one in standing(state) if one.incident_id in ("", incident_id)]
    outlines = tuple(Outline(one.shape, _named(one, wording), one.kind in _DASHED) for one in drawings)
    sites = [one for one in _sites(state, incident_id, wording) if bounds.holds(to_wgs84(one.point))]
    legend = tuple((sign, wording.say(f"paper.map.sign.{sign}")) for sign in SIGNS)
    return Sketch(outlines, tuple(sites[:_MOST_SITES]), legend)


def _named(one: Drawing, wording: Wording) -> str:
    kind = wording.say(f"drawing_kind.{one.kind}")
    return f"{kind} {one.title}".strip()


def _sites(state: State, incident_id: str, wording: Wording) -> Iterator[Site]:
    for of in sorted(state.incidents.values(), key=lambda one: (one.id != incident_id, one.id)):
        if of.is_open and of.place.point is not None:
            yield Site(of.place.point, of.place.words, "incident")
    for facility in sorted(state.facilities.values(), key=lambda one: one.id):
        if facility.point is not None:
            yield Site(facility.point, wording.text(facility.name), "place")
    for unit in sorted(state.units.values(), key=lambda one: one.id):
        if unit.home is not None and not unit.retired:
            yield Site(unit.home, wording.text(unit.name), "unit")
