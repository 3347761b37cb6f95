"""One file a layer: ``features(view) -> tuple[Feature, ...]``, a pure function of the picture. ``LAYERS`` names them.

May import: kernel, domain, catalog, desk's describer, ``app.map.features``. Must not: know Qt or the page.
A newcomer adds a layer by adding a file here and its line in ``LAYERS``; its look is a style in ``resources/signs``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from app.map.features import Feature
from app.map.layers import beats, drawings, facilities, grids, heat, incidents, materials, trails, warnings, ways
from app.map.layers.view import MapPicture

LAYERS: Mapping[str, Callable[[MapPicture], tuple[Feature, ...]]] = MappingProxyType(
    {
        "grids": grids.features,
        "heat": heat.features,
        "warning_areas": warnings.features,
        "evacuation": drawings.layer("evacuation"),
        "cordons": drawings.layer("cordons"),
        "evacuation_routes": drawings.layer("evacuation_routes"),
        "rings": ways.rings,
        "routes": ways.routes,
        "trails": trails.lines,
        "closures": drawings.layer("closures"),
        "settlements": facilities.settlements,
        "sensors": facilities.sensors,
        "cameras": facilities.cameras,
        "materials": materials.features,
        "beats": beats.features,
        "facilities": facilities.sites,
        "hazards": facilities.hazards,
        "shelters": facilities.shelters,
        "trail_times": trails.times,
        "posts": drawings.layer("posts"),
        "incidents": incidents.features,
    }
)
"""Layers in drawing order; units are their own kind of layer (``units.marks``)."""

READS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "grids": (),
        "heat": (),
        "rings": (),
        "routes": (),
        "incidents": ("incidents",),
        "materials": ("materials",),
        "shelters": ("facilities", "shelters"),
        "beats": ("beats", "patrols"),
        **dict.fromkeys(("trails", "trail_times"), ()),
        **dict.fromkeys(("settlements", "sensors", "cameras", "facilities", "hazards"), ("facilities",)),
        "warning_areas": ("drawings", "incidents", "warnings"),
        **dict.fromkeys(
            ("evacuation", "cordons", "evacuation_routes", "closures", "posts"), ("drawings", "incidents")
        ),
    }
)
"""Which parts of the state a layer shows: it is drawn anew when one of them is another object than before; ways and rings
when the proposal has an answer."""
