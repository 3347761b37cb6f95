"""What the tags of OpenStreetMap mean to an emergency desk. Pure functions from tags to our own codes.

Rules for roads, kept simple on purpose:

* Emergency vehicles may use private and closed ways (``access``, ``vehicle`` or ``motor_vehicle`` = private, no, permit …)
  and pass gates, but not fast: such a way counts as a ``service`` road. So do pedestrian streets.
* A fixed obstacle (block, bollard, wall, debris …) that nothing says can be opened cuts every road that meets at its point;
  walkers pass it.
* One-way streets bind emergency vehicles too: the desk must not send anybody against the traffic. Motorways and roundabouts
  are one-way unless they say otherwise; footpaths never are.
* Roads under construction, planned or given up are no roads; squares (``area=yes``) are not driven across.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from app.map.roads.network import ROAD_KINDS

Tags = Mapping[str, str]

_HIGHWAYS = {
    **{kind: kind for kind in ("motorway", "trunk", "primary", "secondary", "tertiary", "service", "track", "path")},
    **{f"{kind}_link": kind for kind in ("motorway", "trunk", "primary", "secondary", "tertiary")},
    "unclassified": "local", "residential": "local", "living_street": "local", "road": "local",
    "pedestrian": "service", "busway": "service", "footway": "path", "cycleway": "path", "bridleway": "path", "steps": "path",
}
_WALKED_OR_SAILED = frozenset({"path", "ferry"})
_CLOSED = frozenset({"private", "no", "permit", "customers", "delivery", "emergency", "employees", "residents", "forestry"})
_OPEN = frozenset({"yes", "permissive", "designated", "destination", "public"})
_AS_FAST_AS_SERVICE = frozenset({"service", "track", "path", "ferry"})
_OBSTACLES = frozenset({
    "block", "bollard", "jersey_barrier", "debris", "log", "wall", "fence", "hedge", "city_wall", "retaining_wall", "guard_rail",
    "cycle_barrier", "motorcycle_barrier", "turnstile", "full-height_turnstile", "stile", "kissing_gate", "chain", "rope",
    "sump_buster", "wedge", "tyres", "planter", "step",
})
_MOVABLE_BOLLARDS = frozenset({"removable", "rising", "foldable", "flexible"})

_ALIAS_KEYS = (
    "name", "alt_name", "alt_name:zh", "short_name", "short_name:zh", "old_name", "old_name:zh", "loc_name", "official_name",
)

FORWARD, BACKWARD, BOTH = 1, -1, 0


class Road(NamedTuple):
    """A way as a road: its code (place in ``ROAD_KINDS``), direction, words, and whether it is a restricted one."""

    kind: int
    direction: int
    name: str
    ref: str
    restricted: bool


def road_of(tags: Tags) -> Road | None:
    """The road that this way is; ``None`` for anything else."""
    kind = _HIGHWAYS.get(tags.get("highway", ""), "")
    if not kind and tags.get("route") == "ferry":
        kind = "ferry"
    if not kind or tags.get("area") == "yes" or tags.get("abandoned") == "yes" or tags.get("construction") == "yes":
        return None
    restricted = kind not in _WALKED_OR_SAILED and _restricted(tags)
    graded = "service" if restricted and kind not in _AS_FAST_AS_SERVICE else kind
    return Road(ROAD_KINDS.index(graded), _direction(tags, kind), name_of(tags), tags.get("ref", "")[:40], restricted)


def _restricted(tags: Tags) -> bool:
    """The most exact statement decides: an ``emergency`` or ``motor_vehicle`` tag before the general ``access``."""
    for key in ("emergency", "motor_vehicle", "vehicle", "access"):
        value = tags.get(key, "")
        if value in _OPEN:
            return False
        if value in _CLOSED:
            return True
    return False


def _direction(tags: Tags, kind: str) -> int:
    if kind == "path":
        return BOTH
    said = tags.get("oneway", "")
    if said in ("yes", "true", "1"):
        return FORWARD
    if said in ("-1", "reverse"):
        return BACKWARD
    if said in ("no", "false", "0"):
        return BOTH
    implied = tags.get("junction") in ("roundabout", "circular") or tags.get("highway") == "motorway"
    return FORWARD if implied else BOTH


def is_obstacle(tags: Tags) -> bool:
    """Whether no vehicle passes this point of a road."""
    if tags.get("barrier", "") not in _OBSTACLES or tags.get("bollard") in _MOVABLE_BOLLARDS:
        return False
    return not any(tags.get(key, "") in _OPEN for key in ("emergency", "motor_vehicle", "vehicle", "access"))


def is_military(tags: Tags) -> bool:
    """Whether the object belongs to a military site, which no map may show (地图管理条例)."""
    return tags.get("landuse") == "military" or "military" in tags


def name_of(tags: Tags) -> str:
    """The Chinese name where there is one, else the local one; at most 80 characters, on one line."""
    for key in ("name:zh-Hans", "name:zh", "name"):
        if tags.get(key):
            return one_line(tags[key])
    return ""


def english_of(tags: Tags) -> str:
    """The English name, "" where none is given."""
    return one_line(tags.get("name:en", ""))


def aliases_of(tags: Tags) -> tuple[str, ...]:
    """Other names by which people may ask for it: old, short and local ones, at most six."""
    known = name_of(tags)
    found = [one_line(part) for key in _ALIAS_KEYS for part in tags.get(key, "").split(";")]
    return tuple(dict.fromkeys(one for one in found if one and one != known))[:6]


def one_line(text: str) -> str:
    """Words from outside, fit to be shown: one line, no control characters or direction marks, at most 80 characters."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())[:80]
