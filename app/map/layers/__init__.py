"""One file a layer: ``features(view) -> tuple[Feature, ...]``, a pure function of the picture. ``LAYERS`` names them.

May import: kernel, domain, catalog, desk's describer, ``app.map.features``. Must not: know Qt or the page.
A newcomer adds a layer by adding a file here and its line in ``LAYERS``; its look is a style in ``resources/signs``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from app.map.features import Feature
from app.map.layers import beats, facilities, grids, incidents
from app.map.layers.view import MapPicture

LAYERS: Mapping[str, Callable[[MapPicture], tuple[Feature, ...]]] = MappingProxyType(
    {
        "grids": grids.features,
        "beats": beats.features,
        "facilities": facilities.sites,
        "hazards": facilities.hazards,
        "shelters": facilities.shelters,
        "incidents": incidents.features,
    }
)
"""Layers in drawing order; units are their own kind of layer (``units.marks``)."""
