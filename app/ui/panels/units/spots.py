"""Where something is, as it is typed: latitude and longitude, and by which datum they were taken. No Qt but the fields."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from app.kernel.geo import Crs, Point, to_wgs84
from app.ui.kit.form_fields import Choice, Field, FieldKind
from app.ui.kit.i18n import translate

_POINT = re.compile(r"\s*(\d{1,2}(?:\.\d+)?)\s*[,;、 ]\s*(\d{2,3}(?:\.\d+)?)\s*")
_DATUMS = ((Crs.WGS84, "CGCS2000 / WGS-84"), (Crs.GCJ02, "GCJ-02"), (Crs.BD09, "BD-09"))


def spot_fields(*, required: bool) -> tuple[Field, ...]:
    """The two questions; ``spot_of`` reads their answers."""
    return (
        Field(key="spot", label=translate("Forces", "Latitude, longitude"), required=required, max_length=60, check=_problem,
              placeholder="20.05123, 110.07456"),
        Field(key="datum", label=translate("Forces", "Datum"), kind=FieldKind.CHOICE, required=True,
              choices=tuple(Choice(crs, word) for crs, word in _DATUMS),
              hint=translate("Forces", "Phone maps give GCJ-02")),
    )


def spot_values(point: Point | None) -> dict[str, Any]:
    """What stands in the fields for a known place."""
    return {"spot": f"{point.lat:.6f}, {point.lon:.6f}" if point else None, "datum": Crs.WGS84}


def spot_of(values: Mapping[str, Any], known: Point | None) -> Point | None:
    """The place in WGS-84; one that nobody touched stays as it is to the last digit."""
    before = spot_values(known)
    if values.get("spot") == before["spot"] and values.get("datum") == before["datum"]:
        return known
    found = _read(values.get("spot") or "")
    return to_wgs84(Point(found[0], found[1], values.get("datum") or Crs.WGS84)) if found else None


def _read(text: str) -> tuple[float, float] | None:
    found = _POINT.fullmatch(unicodedata.normalize("NFKC", text))
    return (float(found[1]), float(found[2])) if found else None


def _problem(text: Any) -> str:
    found = _read(text or "")
    if found is None:
        return translate("Forces", "Latitude, longitude in degrees, such as 20.05123, 110.07456")
    in_china = 3 <= found[0] <= 54 and 73 <= found[1] <= 136
    return "" if in_china else translate("Forces", "This is not in China: check the two numbers")
