"""From the file's numbers to places on the earth: what crosses itself, what lies outside, what cannot be placed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from app.desk.jobs import Progress
from app.kernel.errors import BadFile, Problem
from app.kernel.geo import Point, Region
from app.map.features import Geometry, PolygonGeometry, Position
from app.map.spatial import shapes
from app.map.spatial.collector import problem
from app.map.spatial.frames import Frame
from app.map.spatial.model import Shapes, SpatialData, SpatialFeature

_TELL_EVERY = 200


class Placed(msgspec.Struct, frozen=True, kw_only=True):
    """A table in WGS-84. ``outside``: numbers of features with a place outside the region; ``swapped_fit``: how many of
    them would lie inside if latitude and longitude changed places; ``repaired``: numbers of areas that were mended;
    ``left_out``: features that are not there any more, and why."""

    features: tuple[SpatialFeature, ...]
    outside: tuple[int, ...] = ()
    swapped_fit: int = 0
    repaired: tuple[int, ...] = ()
    left_out: tuple[Problem, ...] = ()


def crossings(data: SpatialData, file: str, progress: Progress) -> tuple[Problem, ...]:
    """Every area whose outline crosses itself, with the place where: to be shown before anything is mended."""
    import shapely  # noqa: PLC0415 - only an import pays for it

    found = []
    for count, feature in enumerate(data.features):
        if count % _TELL_EVERY == 0:
            progress.report(count / len(data.features))
        for shape in feature.shapes:
            if isinstance(shape, PolygonGeometry):
                area = _polygon(shape)
                if not area.is_valid:
                    why = shapely.is_valid_reason(area)
                    found.append(problem(file, "crosses_itself", feature.number, where=why.partition("[")[2].rstrip("]") or why))
                    break
    return tuple(found)


def place_data(
    data: SpatialData, frame: Frame, progress: Progress, *, file: str, swapped: bool = False, region: Region | None = None,
    repair: bool = False,
) -> Placed:
    """The table on the earth. Areas that cross themselves are mended with ``repair``, else left out and listed.

    ``BadFile`` where nothing is left, with every reason; ``Cancelled`` where somebody stopped it.
    """
    move: Callable[[float, float], Position] = (lambda x, y: frame.to_wgs84(y, x)) if swapped else frame.to_wgs84
    kept: list[SpatialFeature] = []
    left_out: list[Problem] = []
    repaired: list[int] = []
    outside: list[int] = []
    swapped_fit = 0
    for count, feature in enumerate(data.features):
        if count % _TELL_EVERY == 0:
            progress.report(count / len(data.features))
        try:
            sound, mended = _sound(feature.shapes, repair)
            moved = tuple(shapes.moved(shape, move) for shape in sound)
        except shapes.Unusable as no:
            left_out.append(problem(file, no.code, feature.number, **no.facts))
            continue
        except (ValueError, OverflowError):
            left_out.append(problem(file, "not_on_earth", feature.number, frame=frame.code))
            continue
        if mended:
            repaired.append(feature.number)
        kept.append(SpatialFeature(feature.number, moved, feature.values))
        if region is not None:
            out, fits = _outside(moved, region)
            outside += [feature.number] if out else []
            swapped_fit += fits
    if not kept:
        raise BadFile(tuple(left_out[:200]))
    return Placed(
        features=tuple(kept), outside=tuple(outside), swapped_fit=swapped_fit, repaired=tuple(repaired), left_out=tuple(left_out)
    )


def _sound(found: Shapes, repair: bool) -> tuple[Shapes, bool]:
    """The parts without outlines that cross themselves, and whether any was mended."""
    parts: list[Geometry] = []
    mended = False
    for shape in found:
        if not isinstance(shape, PolygonGeometry) or (area := _polygon(shape)).is_valid:
            parts.append(shape)
            continue
        if not repair:
            raise shapes.Unusable("crosses_itself", where="-")
        mended = True
        parts += _mended(area)
    if not parts:
        raise shapes.Unusable("not_mended")
    return tuple(parts), mended


def _mended(area: Any) -> list[Geometry]:
    """The areas that are left when the crossing outline is taken apart; lines and points of it are no areas."""
    import shapely  # noqa: PLC0415

    whole = shapely.make_valid(area)
    pieces = shapely.get_parts(whole) if whole.geom_type.startswith(("Multi", "Geometry")) else [whole]
    flat = [part for piece in pieces for part in shapely.get_parts(piece)]
    return [part for one in flat if one.geom_type == "Polygon" for part in shapes.of_geojson(one.__geo_interface__)]


def _polygon(shape: PolygonGeometry) -> Any:
    import shapely  # noqa: PLC0415

    return shapely.Polygon(shape.coordinates[0], shape.coordinates[1:])


def _outside(moved: Shapes, region: Region) -> tuple[bool, bool]:
    """Whether a part of it lies outside, and whether it would fit with its axes swapped."""
    points = [Point(lat, lon) for shape in moved for lon, lat in shapes.places(shape)]
    if all(map(region.holds, points)):
        return False, False
    return True, all(map(region.holds_swapped, points))
