"""Grids of the township: areas with their worker, from the region's own file and from imported layers."""

from __future__ import annotations

from app.map.features import Feature, PolygonGeometry
from app.map.grids import Grid, read_grids
from app.map.layers.view import MapPicture


def features(view: MapPicture) -> tuple[Feature, ...]:
    """The grids of ``grids_file`` and of the imported layers about grids; none where the region has neither."""
    found = read_grids(view.grids_file, view.layers_dir)
    return tuple(one for grid in found if grid.shown for one in _polygons(grid, view))


def _polygons(grid: Grid, view: MapPicture) -> list[Feature]:
    say = view.describer.say
    detail = (
        say("grid.code", code=grid.number) if grid.number else "",
        say("facility.contact", contact=grid.worker, phone=grid.phone) if grid.worker else "",
        say("facility.people", households=grid.households, people=grid.people),
    )
    return [
        Feature(
            id=grid.code if len(grid.parts) == 1 else f"{grid.code}.{position}",
            geometry=PolygonGeometry(part),
            title=grid.name,
            detail=tuple(line for line in detail if line),
            label=say("grid.label", name=grid.name, worker=grid.worker) if grid.worker else grid.name,
            label_rank=8,
            label_zoom=14.5,
        )
        for position, part in enumerate(grid.parts)
    ]
