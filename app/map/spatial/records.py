"""Features of a file as places of the desk: which column is what, and what taking them over would change.

Ids are stable: the same file taken over again meets the places that it made before. A place that the desk already has under
the same name and category is changed, not doubled; fields without a column keep what the desk knows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from enum import StrEnum

import msgspec

from app.domain.resource.model import Facility, FacilityCategory
from app.kernel.errors import BadFile, Problem
from app.kernel.geo import Point
from app.kernel.text import Text
from app.map.features import PointGeometry
from app.map.spatial.collector import problem
from app.map.spatial.model import ColumnKind, Layer, Shapes, SpatialData, SpatialFeature, Value
from app.map.spatial.place_words import bearing_of, guessed, kind_of
from app.map.spatial.publish import text_of

FIELDS = (
    "name", "code", "kind", "village", "people", "households", "capacity", "contact", "phone", "note", "bearing_deg", "stream",
)
"""What a column can be to a place; ``code`` is the file's own id and makes ours stable. ``bearing_deg`` and ``stream``: which
way a camera looks, and where it or the page of a sensor is seen."""

_FIGURES = frozenset({"people", "households", "capacity"})
_LONGEST = {"note": 1000, "name": 80, "stream": 500}


class Standing(StrEnum):
    """What taking a place over would do."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


class Change(msgspec.Struct, frozen=True):
    """One place as it would be; ``fields`` are those that differ from what the desk has."""

    number: int
    standing: Standing
    facility: Facility
    fields: tuple[str, ...] = ()


class RecordWish(msgspec.Struct, frozen=True, kw_only=True):
    """What the places become: their category, their kind where no column says it, and the column of each field."""

    category: FacilityCategory
    kind: str
    columns: dict[str, str] = {}


def guess_columns(data: SpatialData | Layer, name_column: str) -> dict[str, str]:
    """Which column probably is which field."""
    taken = {"name": name_column} if name_column else {}
    return guessed((one.name for one in data.columns), (field for field in FIELDS if field != "name"), taken)


def compare(layer: Layer, wish: RecordWish, known: Mapping[str, Facility]) -> tuple[Change, ...]:
    """What taking the features over would change. ``BadFile`` with row and column for every value that is none.

    Lines and areas become a place at a point inside them.
    """
    problems: list[Problem] = []
    changes: list[Change] = []
    names = _by_name(wish.category, known)
    seen: dict[str, int] = {}
    for feature in layer.features:
        made = _facility(layer, feature, wish, seen, problems)
        if made is None:
            continue
        there = known.get(made.id) or names.get((made.name.zh, made.village)) or names.get((made.name.zh, ""))
        changes.append(_against(made, there, wish, feature.number))
    if problems:
        raise BadFile(tuple(problems[:200]))
    return tuple(changes)


def _by_name(category: FacilityCategory, known: Mapping[str, Facility]) -> dict[tuple[str, str], Facility]:
    """The places of a category by name and village, and by name alone where it is the only one; doubles are left out."""
    found: dict[tuple[str, str], list[Facility]] = {}
    for one in known.values():
        if one.category is category:
            for key in {(one.name.zh, one.village), (one.name.zh, "")}:
                found.setdefault(key, []).append(one)
    return {key: many[0] for key, many in found.items() if len(many) == 1}


def _facility(
    layer: Layer, feature: SpatialFeature, wish: RecordWish, seen: dict[str, int], problems: list[Problem]
) -> Facility | None:
    file = layer.info.file
    texts = {field: text_of(layer.value(feature, column)).strip() for field, column in wish.columns.items() if column}
    name = texts.get("name", "")
    if not name:
        problems.append(problem(file, "record_no_name", feature.number, wish.columns.get("name", "")))
        return None
    figures: dict[str, int] = {}
    for field in _FIGURES & texts.keys():
        found = whole(layer.value(feature, wish.columns[field]))
        if found is None:
            problems.append(problem(file, "record_not_whole", feature.number, wish.columns[field], value=texts[field][:40]))
        else:
            figures[field] = found
    bearing_deg = bearing_of(texts["bearing_deg"]) if texts.get("bearing_deg") else None
    if texts.get("bearing_deg") and bearing_deg is None:
        column = wish.columns["bearing_deg"]
        problems.append(problem(file, "record_no_bearing", feature.number, column, value=texts["bearing_deg"][:40]))
    lon, lat = point_of(feature.shapes)
    key = texts.get("code") or f"{name}|{texts.get('village', '')}"
    seen[key] = seen.get(key, 0) + 1
    own = hashlib.sha256(f"{wish.category}|{key}|{seen[key]}".encode()).hexdigest()[:16]
    plain = ("village", "contact", "phone", "note", "stream")
    rest = {field: texts[field][: _LONGEST.get(field, 80)] for field in plain if field in texts}
    made = Facility(
        id=f"imp-{own}", category=wish.category, kind=kind_of(texts.get("kind", ""))[:80] or wish.kind,
        name=Text(name[:80]), point=Point(round(lat, 7), round(lon, 7)), bearing_deg=bearing_deg,
    )
    return msgspec.structs.replace(made, **figures, **rest)


def _against(made: Facility, there: Facility | None, wish: RecordWish, number: int) -> Change:
    if there is None:
        return Change(number, Standing.NEW, made)
    given = {field for field in FIELDS if wish.columns.get(field)} - {"code"}
    taken = {field: getattr(made, field) for field in given - {"name"}}
    name = there.name if there.name.zh == made.name.zh else made.name
    kind = made.kind if wish.columns.get("kind") else there.kind
    merged = msgspec.structs.replace(there, **(taken | {"name": name, "kind": kind, "point": made.point}))
    differing = tuple(field for field in there.__struct_fields__ if _differs(getattr(there, field), getattr(merged, field)))
    return Change(number, Standing.CHANGED if differing else Standing.SAME, merged if differing else there, differing)


def _differs(before: object, after: object) -> bool:
    if isinstance(before, Point) and isinstance(after, Point):
        return abs(before.lat - after.lat) > 2e-7 or abs(before.lon - after.lon) > 2e-7  # two centimetres: rounding
    return before != after


def point_of(found: Shapes) -> tuple[float, float]:
    """Longitude and latitude that stand for a feature: its point, or a place inside its largest part."""
    first = next((one for one in found if isinstance(one, PointGeometry)), None)
    if first is not None:
        return first.coordinates
    import shapely  # noqa: PLC0415 - only lines and areas need it

    parts = [shapely.geometry.shape({"type": type(one).__struct_config__.tag, "coordinates": one.coordinates}) for one in found]
    largest = max(parts, key=lambda one: (one.area, one.length))
    inside = largest.representative_point()
    return inside.x, inside.y


def whole(value: Value) -> int | None:
    """A count, from a number or a text like ``120人``; 0 for a blank, ``None`` for anything else."""
    if value is None or value == "":
        return 0
    if isinstance(value, str):
        plain = value.strip().rstrip("人户个").replace(",", "").replace("，", "")
        try:
            value = float(plain)
        except ValueError:
            return None
    if isinstance(value, bool) or not 0 <= value < 1e7 or value != int(value):
        return None
    return int(value)


def mappable(data: Layer, field: str) -> tuple[str, ...]:
    """The columns that can be this field: figures only from numbers and texts."""
    return tuple(one.name for one in data.columns if field not in _FIGURES or one.kind is not ColumnKind.FLAG)
