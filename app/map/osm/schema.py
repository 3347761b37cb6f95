"""What an object is on our base map: its layer, kind and the zoom from which it is drawn. Pure functions of tags.

Layers: ``water`` (polygon: kind, name), ``waterway`` (line: kind, name), ``landuse`` (polygon: kind), ``roads`` (line: kind out
of ``ROAD_KINDS``, name, ref), ``buildings`` (polygon), ``boundary`` (line: level), ``places`` (point: kind, name), ``pois``
(point: kind, name). ``min_zoom`` of a polygon is only its lower bound: small ones appear later (:func:`zoom_by_area`).
"""

from __future__ import annotations

import math
from typing import NamedTuple

from app.map.osm.tags import Tags
from app.map.roads.network import ROAD_KINDS

SCHEMA = 1
"""Written into every file as ``zhishou_schema``; raised when layers or their properties change."""

MIN_ZOOM, MAX_ZOOM = 8, 14
"""Zooms that are made; the page enlarges the tiles of the last one beyond it."""

LAYERS = ("landuse", "water", "waterway", "buildings", "boundary", "roads", "places", "pois")
"""In the order in which they are drawn, from below."""

ROAD_ZOOMS = dict(zip(ROAD_KINDS, (8, 8, 8, 9, 11, 12, 13, 13, 14, 10), strict=True))
"""From which zoom a kind of road is drawn."""

BUILDING_ZOOM = MAX_ZOOM


class Drawn(NamedTuple):
    """A thing on the map."""

    layer: str
    kind: str
    min_zoom: int


_LANDUSE = {
    ("landuse", "residential"): "residential", ("landuse", "industrial"): "industrial", ("landuse", "commercial"): "commercial",
    ("landuse", "retail"): "commercial", ("landuse", "farmland"): "farmland", ("landuse", "farmyard"): "farmland",
    ("landuse", "paddy"): "farmland", ("landuse", "orchard"): "orchard", ("landuse", "vineyard"): "orchard",
    ("landuse", "forest"): "forest", ("natural", "wood"): "forest", ("natural", "scrub"): "scrub",
    ("natural", "grassland"): "grass",
    ("landuse", "grass"): "grass", ("landuse", "meadow"): "grass", ("leisure", "park"): "park", ("leisure", "pitch"): "pitch",
    ("landuse", "cemetery"): "cemetery", ("landuse", "quarry"): "quarry", ("landuse", "construction"): "construction",
    ("landuse", "landfill"): "quarry", ("natural", "bare_rock"): "bare", ("natural", "scree"): "bare", ("natural", "sand"): "bare",
    ("natural", "beach"): "bare", ("natural", "wetland"): "wetland", ("natural", "glacier"): "glacier",
    ("amenity", "school"): "school", ("amenity", "university"): "school", ("amenity", "hospital"): "hospital",
    ("landuse", "railway"): "railway", ("landuse", "greenhouse_horticulture"): "farmland",
}
_LANDUSE_KEYS = ("landuse", "natural", "leisure", "amenity")
_WATERS = {
    ("natural", "water"): "lake", ("landuse", "reservoir"): "reservoir", ("landuse", "basin"): "basin",
    ("waterway", "riverbank"): "river",
    ("landuse", "aquaculture"): "pond", ("waterway", "dock"): "basin", ("leisure", "swimming_pool"): "pool",
    ("landuse", "salt_pond"): "pond",
}
_WATER_KEYS = ("natural", "landuse", "waterway", "leisure")
_WATER_KINDS = frozenset({"river", "lake", "reservoir", "pond", "basin", "canal", "stream", "pool"})
_WATERWAYS = {"river": 8, "canal": 10, "stream": 12, "ditch": 13, "drain": 13, "dam": 12}
_PLACES = {
    "city": 8, "town": 8, "suburb": 11, "quarter": 12, "neighbourhood": 12, "village": 11, "hamlet": 12, "isolated_dwelling": 13,
    "locality": 13, "island": 12,
}
_POIS = {
    ("amenity", "school"): ("school", 13), ("amenity", "kindergarten"): ("kindergarten", 13),
    ("amenity", "university"): ("school", 12),
    ("amenity", "college"): ("school", 13), ("amenity", "hospital"): ("hospital", 12), ("amenity", "clinic"): ("clinic", 13),
    ("amenity", "doctors"): ("clinic", 14), ("amenity", "pharmacy"): ("pharmacy", 14), ("amenity", "police"): ("police", 13),
    ("amenity", "fire_station"): ("fire_station", 12), ("amenity", "townhall"): ("townhall", 12),
    ("office", "government"): ("townhall", 13),
    ("amenity", "courthouse"): ("townhall", 14), ("amenity", "fuel"): ("fuel", 13), ("amenity", "marketplace"): ("market", 14),
    ("amenity", "bus_station"): ("bus_station", 13), ("amenity", "community_centre"): ("community_centre", 14),
    ("amenity", "social_facility"): ("nursing_home", 13), ("amenity", "nursing_home"): ("nursing_home", 13),
    ("amenity", "place_of_worship"): ("worship", 14), ("amenity", "bank"): ("bank", 14), ("amenity", "post_office"): ("post", 14),
    ("amenity", "restaurant"): ("restaurant", 14), ("amenity", "cinema"): ("cinema", 14), ("amenity", "theatre"): ("cinema", 14),
    ("amenity", "parking"): ("parking", 14), ("amenity", "ferry_terminal"): ("ferry", 13),
    ("amenity", "internet_cafe"): ("venue", 14),
    ("amenity", "karaoke_box"): ("venue", 14), ("amenity", "nightclub"): ("venue", 14), ("tourism", "hotel"): ("hotel", 14),
    ("tourism", "guest_house"): ("hotel", 14), ("tourism", "attraction"): ("attraction", 13),
    ("tourism", "museum"): ("attraction", 14),
    ("tourism", "camp_site"): ("attraction", 14), ("railway", "station"): ("station", 12), ("railway", "halt"): ("station", 13),
    ("natural", "peak"): ("peak", 13), ("natural", "cave_entrance"): ("cave", 14), ("natural", "spring"): ("spring", 14),
    ("waterway", "dam"): ("dam", 13), ("waterway", "sluice_gate"): ("dam", 14), ("waterway", "waterfall"): ("attraction", 14),
    ("man_made", "works"): ("works", 13), ("man_made", "water_works"): ("works", 14),
    ("man_made", "wastewater_plant"): ("works", 14),
    ("man_made", "storage_tank"): ("tank", 14), ("man_made", "tower"): ("tower", 14),
    ("man_made", "communications_tower"): ("tower", 14),
    ("man_made", "mineshaft"): ("mine", 13), ("man_made", "adit"): ("mine", 13), ("power", "plant"): ("power", 13),
    ("power", "substation"): ("power", 14), ("emergency", "fire_hydrant"): ("hydrant", 14),
    ("emergency", "assembly_point"): ("assembly", 13),
    ("emergency", "ambulance_station"): ("hospital", 13), ("emergency", "water_tank"): ("hydrant", 14),
    ("leisure", "stadium"): ("stadium", 13),
    ("leisure", "park"): ("park", 14), ("historic", "memorial"): ("attraction", 14), ("aeroway", "helipad"): ("helipad", 13),
    ("aeroway", "aerodrome"): ("airport", 11), ("man_made", "bridge"): ("bridge", 14), ("amenity", "prison"): ("", 0),
}
_POI_KEYS = tuple(dict.fromkeys(key for key, _ in _POIS))
_NAMELESS = frozenset({"hydrant", "assembly", "police", "fire_station", "hospital", "fuel", "helipad"})
"""Points that are worth a sign even without a name."""
_SHOP = ("shop", 14)

NODE_KEYS = ("barrier", "place", "shop", *_POI_KEYS)
"""A node without any of these keys is nothing to us."""
AREA_KEYS = ("building", "boundary", "place", "shop", *dict.fromkeys((*_LANDUSE_KEYS, *_WATER_KEYS, *_POI_KEYS)))
"""An area without any of these keys is nothing to us."""


def area_of(tags: Tags) -> Drawn | None:
    """What this area is drawn as; water before land, land before a building."""
    for key in _WATER_KEYS:
        kind = _WATERS.get((key, tags.get(key, "")))
        if kind:
            said = tags.get("water", "")
            return Drawn("water", said if said in _WATER_KINDS else kind, 8)
    if tags.get("building", "no") != "no":
        return Drawn("buildings", "", BUILDING_ZOOM)
    for key in _LANDUSE_KEYS:
        kind = _LANDUSE.get((key, tags.get(key, "")))
        if kind:
            return Drawn("landuse", kind, 9)
    return None


def waterway_of(tags: Tags) -> Drawn | None:
    """What this line is drawn as; a water that runs in a pipe below the ground is not drawn."""
    kind = tags.get("waterway", "")
    zoom = _WATERWAYS.get(kind)
    return None if zoom is None or tags.get("tunnel", "no") not in ("no", "culvert") else Drawn("waterway", kind, zoom)


def place_of(tags: Tags) -> Drawn | None:
    """The settlement that this object is; only named ones."""
    kind = tags.get("place", "")
    zoom = _PLACES.get(kind)
    return None if zoom is None else Drawn("places", kind, zoom)


def poi_of(tags: Tags, name: str) -> Drawn | None:
    """The point of interest that this object is; without a name only where it is a sign by itself."""
    for key in _POI_KEYS:
        kind, zoom = _POIS.get((key, tags.get(key, "")), ("", 0))
        if kind:
            return Drawn("pois", kind, zoom) if name or kind in _NAMELESS else None
    return Drawn("pois", *_SHOP) if name and tags.get("shop", "no") != "no" else None


def boundary_level(text: str) -> int:
    """The administrative level (4 province, 5 prefecture, 6 county, 8 township, 10 village); 0 where it says none."""
    return int(text) if text.isascii() and text.isdigit() and 2 <= int(text[:3]) <= 10 else 0


def boundary_zoom(level: int) -> int:
    """From which zoom a boundary is drawn."""
    return 8 if level <= 6 else 10 if level <= 8 else 12


def zoom_by_area(area: float, least: int, pixels: float = 16.0) -> int:
    """The zoom at which an area (of the world square of side 1) reaches so many of the 256-pixel tile's pixels."""
    if area <= 0:
        return 99
    return max(least, math.ceil(0.5 * math.log2(pixels / area) - 8))
