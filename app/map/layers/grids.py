"""Grids of the township: areas with their worker, from the region's own file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from app.map.features import Feature, PolygonGeometry
from app.map.layers.view import MapPicture


def features(view: MapPicture) -> tuple[Feature, ...]:
    """The grids of ``grids_file``; none where the region has no such file."""
    if view.grids_file is None or not view.grids_file.exists():
        return ()
    return tuple(one for raw in _read(view.grids_file) for one in _polygons(raw, view))


def _read(path: Path) -> list[dict[str, Any]]:
    return list(msgspec.json.decode(path.read_bytes())["features"])


def _polygons(raw: dict[str, Any], view: MapPicture) -> list[Feature]:
    geometry, properties = raw["geometry"], raw["properties"]
    parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    say = view.describer.say
    code = str(properties.get("code", ""))
    worker, phone = str(properties.get("worker", "")), str(properties.get("phone", ""))
    detail = (
        say("grid.code", code=code),
        say("facility.contact", contact=worker, phone=phone) if worker else "",
        say("facility.people", households=properties.get("households", 0), people=properties.get("people", 0)),
    )
    return [
        Feature(
            id=code if len(parts) == 1 else f"{code}.{position}",
            geometry=PolygonGeometry(tuple(tuple((float(x), float(y)) for x, y, *_ in ring) for ring in part)),
            title=str(properties.get("name", code)),
            detail=tuple(line for line in detail if line),
        )
        for position, part in enumerate(parts)
    ]
