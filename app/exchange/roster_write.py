"""What the desk has, as rows of the roster workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from app.domain.duty.model import Contact
from app.domain.patrol.model import Beat
from app.domain.resource.model import Facility, Material
from app.domain.state import State
from app.domain.unit.model import Unit
from app.exchange.forces_form import BEATS, CREW, EQUIPMENT, FACILITIES, MATERIALS, QUALIFICATIONS
from app.exchange.roster_form import CONTACTS, UNITS, Codes, Sheet
from app.exchange.roster_reader import DECIMALS
from app.kernel.geo import Point, to_wgs84

Rows = list[dict[str, Any]]


def rows_of(state: State, codes: dict[str, Codes], lang: str) -> dict[Sheet, Rows]:
    """The rows of every sheet, in the order in which a person looks for them."""

    def show(key: str, code: str) -> str:
        return codes[key].show(code, lang)

    units = sorted((one for one in state.units.values() if not one.retired), key=lambda one: (one.kind, one.id))
    return {
        UNITS: [_unit(unit, show, codes) for unit in units],
        CREW: [row for unit in units for row in _crew(unit)],
        QUALIFICATIONS: [row for unit in units for row in _qualifications(unit)],
        EQUIPMENT: [row for unit in units for row in _equipment(unit, show)],
        CONTACTS: [_contact(one, show) for one in sorted(state.contacts.values(), key=lambda one: one.id)],
        MATERIALS: [
            _material(one, show, codes) for one in sorted(state.materials.values(), key=lambda one: (one.kind, one.id))
        ],
        FACILITIES: [
            _facility(one, show, codes)
            for one in sorted(state.facilities.values(), key=lambda one: (one.category, one.id))
        ],
        BEATS: [
            row for beat in sorted(state.beats.values(), key=lambda one: one.id) for row in _beat(beat, show, codes)
        ],
    }


_Show = Callable[[str, str], str]


def _place(point: Point | None, codes: dict[str, Codes]) -> dict[str, Any]:
    if point is None:
        return {}
    place = to_wgs84(point)
    datum = next(iter(codes["datum"].names))
    return {"lat": round(place.lat, DECIMALS), "lon": round(place.lon, DECIMALS), "datum": datum}


def _unit(unit: Unit, show: _Show, codes: dict[str, Codes]) -> dict[str, Any]:
    return {
        "id": unit.id, "kind": show("kind", unit.kind), "name": unit.name.zh, "name_en": unit.name.en,
        "organisation": unit.organisation, "call_sign": unit.call_sign, "leader": unit.leader, "phone": unit.phone,
        "crew": unit.crew, "vehicles": unit.vehicles, "capabilities": "、".join(unit.capabilities),
        "members": ", ".join(unit.members), "shift": unit.shift, **_place(unit.home, codes),
    }


def _crew(unit: Unit) -> Iterator[dict[str, Any]]:
    for one in unit.crew_members:
        yield {"unit": unit.id, "name": one.name, "phone": one.phone, "post": one.role}


def _qualifications(unit: Unit) -> Iterator[dict[str, Any]]:
    for one in unit.crew_members:
        for paper in one.qualifications:
            yield {
                "unit": unit.id, "person": one.name, "phone": one.phone, "name": paper.name, "number": paper.number,
                "expires_on": paper.expires_on,
            }


def _equipment(unit: Unit, show: _Show) -> Iterator[dict[str, Any]]:
    for one in unit.equipment:
        yield {
            "unit": unit.id, "name": one.name, "count": one.count, "state": show("state", one.state.value),
            "next_inspection_on": one.next_inspection_on, "note": one.note,
        }


def _contact(contact: Contact, show: _Show) -> dict[str, Any]:
    return {
        "id": contact.id, "name": contact.name, "role": show("role", contact.role), "phone": contact.phone,
        "title": contact.title, "organisation": contact.organisation, "a_b": contact.a_b,
        "tier": show("tier", contact.tier),
    }


def _material(stock: Material, show: _Show, codes: dict[str, Codes]) -> dict[str, Any]:
    return {
        "id": stock.id, "stock_kind": show("stock_kind", stock.kind), "name": stock.name.zh, "name_en": stock.name.en,
        "unit": stock.unit, "quantity": stock.quantity, "minimum": stock.minimum or None, "expires_on": stock.expires_on,
        "counted_on": stock.counted_on, "place": stock.place, "keeper": stock.keeper, "phone": stock.phone,
        **_place(stock.point, codes),
    }


def _facility(place: Facility, show: _Show, codes: dict[str, Codes]) -> dict[str, Any]:
    return {
        "id": place.id, "category": show("category", place.category.value), "place_kind": show("place_kind", place.kind),
        "name": place.name.zh, "name_en": place.name.en, "village": place.village, "people": place.people or None,
        "households": place.households or None, "capacity": place.capacity or None, "contact": place.contact,
        "phone": place.phone, "note": place.note, "bearing_deg": place.bearing_deg, "stream": place.stream,
        **_place(place.point, codes),
    }


def _beat(beat: Beat, show: _Show, codes: dict[str, Codes]) -> Iterator[dict[str, Any]]:
    head = {
        "name": beat.name, "form": show("form", beat.form.value), "organisation": beat.organisation, "note": beat.note,
    }
    for number, one in enumerate(beat.points):
        yield {"id": beat.id, **(head if number == 0 else {}), "point_name": one.name, **_place(one.point, codes)}
