"""What lies inside, as rows to list, export and print: one wording for the window, the paper and the command line. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

import msgspec

from app.desk.describe import Describer
from app.desk.position_words import seen_words
from app.domain.drawing.model import Shape, ShapeForm
from app.domain.resource.model import Facility
from app.domain.state import State
from app.kernel.geo import Point
from app.map.around import Around, GridHere, UnitHere, shelter_room
from app.map.layers.facilities import layer_of
from app.map.layers.materials import store_marks

GROUPS = ("hazards", "settlements", "grids", "facilities", "shelters", "units", "materials", "contacts")
"""The groups in the order in which they are listed: who is in danger first."""


class AroundRow(msgspec.Struct, frozen=True):
    """One line. ``layer`` and ``mark`` (else ``id``) find it on the map; ``households`` and ``people`` are ``None`` where they
    mean nothing."""

    group: str
    id: str
    name: str
    detail: str
    households: int | None = None
    people: int | None = None
    contact: str = ""
    phone: str = ""
    layer: str = ""
    point: Point | None = None
    is_estimate: bool = False
    mark: str = ""


def rows(of: Around, describer: Describer, lang: str, state: State, now: datetime) -> tuple[AroundRow, ...]:
    """Every line, group after group; units say how old their position is ``now``."""
    return tuple(_rows(of, describer, lang, state, now))


def summary(of: Around, describer: Describer) -> tuple[str, ...]:
    """The totals in sentences; what is an estimate says so."""
    say, sums = describer.say, of.totals
    lines = [say("around.area", area=f"{of.area_km2:.3g}")]
    if of.grids:
        code = "around.population_estimate" if sums.is_estimate else "around.population"
        lines.append(say(code, households=sums.households, people=sums.people))
    if sums.registered_people or not of.grids:
        lines.append(say("around.population_register", households=sums.registered_households, people=sums.registered_people))
    if of.hazards:
        lines.append(say("around.threatened", households=sums.threatened_households, people=sums.threatened_people))
    if of.shelters:
        lines.append(say("around.shelter_total", count=len(of.shelters), capacity=sums.capacity, room=sums.room))
    if of.units:
        lines.append(say("around.unit_total", count=len(of.units), crew=sums.crew))
    return tuple(lines)


def what(shape: Shape, margin_m: float, describer: Describer, name: str = "") -> str:
    """Which ground was asked about, in words; ``name`` is that of a drawing."""
    say = describer.say
    at = f"{shape.points[0].lat:.5f}, {shape.points[0].lon:.5f}"
    margin = f"{margin_m:.0f}"
    if not name and shape.form is ShapeForm.POINT:
        return say("around.of_point", at=at, margin_m=margin)
    if not name and shape.form is ShapeForm.LINE:
        return say("around.of_line", margin_m=margin)
    is_circle = shape.form is ShapeForm.CIRCLE
    plain = say("around.of_circle", at=at, radius_m=f"{shape.radius_m:.0f}") if is_circle else say("around.of_area")
    return say("around.widened", what=name or plain, margin_m=margin) if margin_m else name or plain


def _rows(of: Around, d: Describer, lang: str, state: State, now: datetime) -> Iterator[AroundRow]:
    for one in of.hazards:
        yield _place("hazards", one, d, lang, one.note)
    for one in of.settlements:
        yield _place("settlements", one, d, lang, one.village)
    for cut in of.grids:
        yield _grid(cut, d)
    for one in of.facilities:
        yield _place("facilities", one, d, lang, _watching(one, d) or one.note)
    for one in of.shelters:
        yield msgspec.structs.replace(
            _place("shelters", one, d, lang, d.say("facility.room", capacity=one.capacity, room=shelter_room(one, state))),
            households=None, people=None,
        )
    for here in of.units:
        yield _unit(here, d, now)
    marks = store_marks(state) if of.materials else {}
    for stock in of.materials:
        yield AroundRow(
            "materials", stock.id, stock.name.of(lang), f"{stock.quantity:g} {stock.unit} · {stock.place}", contact=stock.keeper,
            phone=stock.phone, layer="materials", point=stock.point, mark=marks[stock.place, stock.point],
        )
    for contact in of.contacts:
        detail = f"{contact.organisation} {contact.title or d.role(contact.role)}".strip()
        yield AroundRow(
            "contacts", contact.id, contact.name, f"{detail} · {d.say('around.contact_note')}", contact=contact.name,
            phone=contact.phone,
        )


def _place(group: str, one: Facility, d: Describer, lang: str, detail: str) -> AroundRow:
    return AroundRow(
        group, one.id, one.name.of(lang), detail, one.households or None, one.people or None, one.contact, one.phone,
        layer_of(one.kind, group), one.point,
    )


def _watching(one: Facility, d: Describer) -> str:
    """What a camera or a gauge is and whether it can be seen from here; "" for every other place."""
    if layer_of(one.kind, "") == "":
        return ""
    towards = "" if one.bearing_deg is None else d.say("facility.bearing", bearing_deg=round(one.bearing_deg))
    seen = d.say("facility.stream") if one.stream else ""
    return " · ".join(words for words in (d.say(f"place_kind.{one.kind}"), towards, seen, one.note) if words)


def _grid(cut: GridHere, d: Describer) -> AroundRow:
    share = d.say("around.whole") if cut.is_whole else d.say("around.share", percent=max(1, round(cut.share * 100)))
    lon, lat = cut.grid.parts[0][0][0]
    return AroundRow(
        "grids", cut.grid.code, cut.grid.name, share, cut.households, cut.people, cut.grid.worker, cut.grid.phone, "grids",
        Point(lat, lon), is_estimate=not cut.is_whole,
    )


def _unit(here: UnitHere, d: Describer, now: datetime) -> AroundRow:
    unit = here.unit
    kind = d.say("unit.line", kind=d.unit_kind(unit.kind), status=d.say(f"unit_status.{unit.status}"), crew=unit.crew)
    seen = seen_words(here.seen, now, d.say) if here.seen is not None else d.say("around.unit_base")
    return AroundRow(
        "units", unit.id, d.text(unit.name), f"{kind} · {seen}", people=unit.crew or None, contact=unit.leader,
        phone=unit.phone, layer="units", point=here.point,
    )


Grouped = tuple[tuple[str, tuple[AroundRow, ...]], ...]


def grouped(lines: tuple[AroundRow, ...], say: Callable[[str], str]) -> Grouped:
    """The lines by group, with the group's name; empty groups are left out."""
    by_group = ((say(f"around.group.{name}"), tuple(one for one in lines if one.group == name)) for name in GROUPS)
    return tuple((title, found) for title, found in by_group if found)
