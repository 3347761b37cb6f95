"""What stands still: facilities and settlements, hazard points with the people they threaten, shelters with their room."""

from __future__ import annotations

from msgspec.structs import replace

from app.domain.resource.model import Facility, FacilityCategory
from app.domain.shelter.rules import room_left
from app.map.around import shelter_room
from app.map.features import Feature, PointGeometry, Tone
from app.map.layers.view import MapPicture

CAMERA = "camera"
SENSORS = frozenset({"sensor", "rain_gauge", "water_gauge", "displacement_gauge", "smoke_sensor"})
"""Kinds of facility that have a layer of their own: eyes and gauges, not places where people are."""

_LABEL_FROM_ZOOM = 14.0
_LESS_FROM_ZOOM = 15.0
"""Names of what there are many of: they come a step later, where they find room."""


def layer_of(kind: str, usual: str) -> str:
    """The layer on which a place of this kind is drawn; ``usual`` for everything that does not watch."""
    return "cameras" if kind == CAMERA else "sensors" if kind in SENSORS else usual


def layer_of_place(one: Facility) -> str:
    """The layer on which a place is drawn ("" for a road, which is none of them)."""
    usual = {
        FacilityCategory.SETTLEMENT: "settlements", FacilityCategory.FACILITY: "facilities", FacilityCategory.HAZARD: "hazards",
        FacilityCategory.SHELTER: "shelters",
    }
    return layer_of(one.kind, usual.get(one.category, ""))


def sites(view: MapPicture) -> tuple[Feature, ...]:
    """Facilities that are neither hazard nor shelter, nor watch anything."""
    return tuple(_feature(one, Tone.NEUTRAL, view) for one in _of(view, FacilityCategory.FACILITY) if not _watches(one))


def settlements(view: MapPicture) -> tuple[Feature, ...]:
    """Villages and groups with their households."""
    return tuple(_feature(one, Tone.NEUTRAL, view, rank=7) for one in _of(view, FacilityCategory.SETTLEMENT))


def hazards(view: MapPicture) -> tuple[Feature, ...]:
    """Hazard points, labelled with the households they threaten."""

    def label(one: Facility) -> str:
        if not one.households:
            return ""
        return view.describer.say("facility.label_threatened", name=one.name.of(view.lang), households=one.households)

    return tuple(_feature(one, Tone.NEUTRAL, view, rank=4, label=label(one)) for one in _of(view, FacilityCategory.HAZARD))


def shelters(view: MapPicture) -> tuple[Feature, ...]:
    """Shelters, labelled with their capacity; one in use says how much room is left, so that it is read without a click."""

    def label(one: Facility) -> str:
        if not one.capacity:
            return ""
        return view.describer.say("facility.label_capacity", name=one.name.of(view.lang), capacity=one.capacity)

    found = (_feature(one, Tone.SAFE, view, rank=5, label=label(one)) for one in _of(view, FacilityCategory.SHELTER))
    return tuple(_in_use(one, view) for one in found)


def cameras(view: MapPicture) -> tuple[Feature, ...]:
    """Camera points with the way they look."""
    return tuple(_feature(one, Tone.NEUTRAL, view, rank=8) for one in view.state.facilities.values() if one.kind == CAMERA)


def sensors(view: MapPicture) -> tuple[Feature, ...]:
    """Gauges and other sensors."""
    return tuple(_feature(one, Tone.NEUTRAL, view, rank=8) for one in view.state.facilities.values() if one.kind in SENSORS)


def _watches(one: Facility) -> bool:
    return one.kind == CAMERA or one.kind in SENSORS


def _in_use(one: Feature, view: MapPicture) -> Feature:
    use = view.state.shelters.get(one.id)
    if use is None or not use.is_open:
        return one
    say = view.describer.say
    left = room_left(view.state.facilities[one.id], use)
    room = say("shelter.room", left=left) if left >= 0 else say("shelter.over_label", over=-left)
    return replace(
        one, label=f"{one.title} {room}", label_rank=2, label_zoom=0.0,
        tone=Tone.SAFE if left > 0 else Tone.CONSIDERABLE,
        detail=(say("shelter.line", occupied=use.occupied, room=room), *one.detail),
    )


def _of(view: MapPicture, category: FacilityCategory) -> tuple[Facility, ...]:
    return tuple(one for one in view.state.facilities.values() if one.category is category)


def _feature(of: Facility, tone: Tone, view: MapPicture, *, rank: int = 6, label: str = "") -> Feature:
    return Feature(
        id=of.id,
        geometry=PointGeometry((of.point.lon, of.point.lat)),
        title=of.name.of(view.lang),
        detail=_detail(of, view),
        symbol=of.kind,
        tone=tone,
        label=label or of.name.of(view.lang),
        label_rank=rank,
        min_zoom=0.0,
        label_zoom=_LESS_FROM_ZOOM if rank > 5 else _LABEL_FROM_ZOOM,
        heading_deg=of.bearing_deg,
    )


def _detail(of: Facility, view: MapPicture) -> tuple[str, ...]:
    say = view.describer.say
    threatened = of.category is FacilityCategory.HAZARD
    people = say("facility.threatened" if threatened else "facility.people", households=of.households, people=of.people)
    sheltered = of.category is FacilityCategory.SHELTER
    lines = (
        people if of.people and not sheltered else "",
        say("facility.room", capacity=of.capacity, room=shelter_room(of, view.state)) if of.capacity else "",
        say("facility.bearing", bearing_deg=round(of.bearing_deg)) if of.bearing_deg is not None else "",
        say("facility.stream") if of.stream else "",
        say("facility.contact", contact=of.contact, phone=of.phone) if of.contact else "",
        of.note,
    )
    return tuple(line for line in lines if line)
