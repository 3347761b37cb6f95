"""From a table that was placed on the earth to a layer that can be kept."""

from __future__ import annotations

from datetime import datetime

import msgspec

from app.kernel.errors import Problem
from app.map.features import LineGeometry, PointGeometry, PolygonGeometry
from app.map.spatial.collector import clean, problem
from app.map.spatial.model import Layer, LayerInfo, LayerKind, Pattern, Reading, SpatialData
from app.map.spatial.placing import Placed
from app.map.spatial.store import new_id

_LISTED = 60
"""Notes that are kept with a layer; the rest are counted."""

_PATTERNS = {
    LayerKind.BOUNDARY: Pattern.DASHED, LayerKind.GRID: Pattern.DOTTED, LayerKind.HAZARD: Pattern.HATCHED,
    LayerKind.PIPELINE: Pattern.DOUBLE,
}


class LayerWish(msgspec.Struct, frozen=True, kw_only=True):
    """What a person says of a layer on import. ``frame`` is the system that was chosen; blanks are filled from the file."""

    frame: str
    swapped: bool = False
    title: str = ""
    kind: LayerKind = LayerKind.OTHER
    name_column: str = ""
    attribution: str = ""
    review_number: str = ""
    replaces: str = ""
    """The id of the layer whose place this one takes ("" for a new one)."""


def make_layer(
    reading: Reading, data: SpatialData, placed: Placed, wish: LayerWish, *, at: datetime, by: str, order: int = 0
) -> Layer:
    """The layer with everything that is known of where it came from; ``at`` is aware UTC."""
    named = wish.name_column or data.name_column
    shapes = [shape for feature in placed.features for shape in feature.shapes]
    info = LayerInfo(
        id=wish.replaces or new_id(), title=clean(wish.title).strip()[:80] or data.name or reading.file, kind=wish.kind,
        file=clean(reading.file), format=reading.format, sha256=reading.sha256, frame=wish.frame, swapped=wish.swapped,
        imported_at=at, imported_by=by, attribution=clean(wish.attribution).strip()[:200],
        review_number=clean(wish.review_number).strip()[:80], name_column=named, label_column=named,
        pattern=_PATTERNS.get(wish.kind, Pattern.SOLID), order=order, features=len(placed.features),
        points=sum(isinstance(one, PointGeometry) for one in shapes), lines=sum(isinstance(one, LineGeometry) for one in shapes),
        areas=sum(isinstance(one, PolygonGeometry) for one in shapes), notes=notes_of(reading, data, placed),
    )
    return Layer(info, data.columns, placed.features)


def notes_of(reading: Reading, data: SpatialData, placed: Placed) -> tuple[Problem, ...]:
    """What was mended, left out or strange, as far as it is listed."""
    file = reading.file
    mended = tuple(problem(file, "was_mended", number) for number in placed.repaired)
    outside = (problem(file, "outside_region", placed.outside[0], count=len(placed.outside)),) if placed.outside else ()
    swapped = (problem(file, "swapped_fit", count=placed.swapped_fit),) if placed.swapped_fit else ()
    every = (*reading.remarks, *data.remarks, *swapped, *outside, *mended, *data.dropped, *placed.left_out)
    more = (problem(file, "more_notes", count=len(every) - _LISTED),) if len(every) > _LISTED else ()
    return (*every[:_LISTED], *more)
