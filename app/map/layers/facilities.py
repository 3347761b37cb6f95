"""What stands still: facilities and settlements, hazard points with the people they threaten, shelters with their room."""

from __future__ import annotations

from msgspec.structs import replace

from app.domain.resource.model import Facility, FacilityCategory
from app.domain.shelter.rules import room_left
from app.map.features import Feature, PointGeometry, Tone
from app.map.layers.view import MapPicture

_LABEL_FROM_ZOOM = 14.0


def sites(view: MapPicture) -> tuple[Feature, ...]:
    """Facilities that are neither hazard nor shelter; villages are named by the base map."""
    return _of(view, FacilityCategory.FACILITY, Tone.NEUTRAL)


def hazards(view: MapPicture) -> tuple[Feature, ...]:
    """Hazard points."""
    return _of(view, FacilityCategory.HAZARD, Tone.NEUTRAL)


def shelters(view: MapPicture) -> tuple[Feature, ...]:
    """Shelters; the label of one in use says how much room is left, so that it is read without a click."""
    found = _of(view, FacilityCategory.SHELTER, Tone.SAFE)
    return tuple(_in_use(one, view) for one in found)


def _in_use(one: Feature, view: MapPicture) -> Feature:
    use = view.state.shelters.get(one.id)
    if use is None or not use.is_open:
        return one
    say = view.describer.say
    left = room_left(view.state.facilities[one.id], use)
    room = say("shelter.room", left=left) if left >= 0 else say("shelter.over_label", over=-left)
    return replace(
        one, label=f"{one.label} {room}", label_rank=2, min_zoom=0.0,
        tone=Tone.SAFE if left > 0 else Tone.CONSIDERABLE,
        detail=(say("shelter.line", occupied=use.occupied, room=room), *one.detail),
    )


def _of(view: MapPicture, category: FacilityCategory, tone: Tone) -> tuple[Feature, ...]:
    return tuple(_feature(one, tone, view) for one in view.state.facilities.values() if one.category is category)


def _feature(of: Facility, tone: Tone, view: MapPicture) -> Feature:
    return Feature(
        id=of.id,
        geometry=PointGeometry((of.point.lon, of.point.lat)),
        title=of.name.of(view.lang),
        detail=_detail(of, view),
        symbol=of.kind,
        tone=tone,
        label=of.name.of(view.lang),
        label_rank=6,
        min_zoom=_LABEL_FROM_ZOOM,
    )


def _detail(of: Facility, view: MapPicture) -> tuple[str, ...]:
    say = view.describer.say
    threatened = of.category is FacilityCategory.HAZARD
    people = say("facility.threatened" if threatened else "facility.people", households=of.households, people=of.people)
    lines = (
        people if of.people else "",
        say("facility.capacity", capacity=of.capacity) if of.capacity else "",
        say("facility.contact", contact=of.contact, phone=of.phone) if of.contact else "",
        of.note,
    )
    return tuple(line for line in lines if line)
