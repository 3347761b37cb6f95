"""Rows of the roster workbook made into units, people, equipment, contacts, materials, places and beats."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from difflib import get_close_matches
from types import MappingProxyType

from msgspec.structs import replace

from app.domain.duty.model import Contact
from app.domain.patrol.model import Beat, BeatForm, BeatPoint
from app.domain.resource.model import Facility, FacilityCategory, Material
from app.domain.unit.model import CrewMember, Equipment, EquipmentState, Qualification, Unit
from app.exchange.roster_kept import kept
from app.exchange.roster_reader import Row, RowReader
from app.kernel.text import Text

_UNIT_FIELDS = ("organisation", "call_sign", "leader", "phone", "crew", "vehicles", "members", "capabilities", "home", "shift")
_CONTACT_FIELDS = ("title", "organisation", "a_b", "tier")
_STOCK_FIELDS = ("place", "point", "keeper", "phone", "minimum", "expires_on", "counted_on")
_PLACE_FIELDS = (
    "kind", "village", "people", "households", "capacity", "contact", "phone", "note", "bearing_deg", "stream",
)
_BEAT_FIELDS = ("form", "organisation", "note")


def units_of(
    reader: RowReader, rows: list[Row], known_units: Collection[str], known_as: Mapping[str, Unit] = MappingProxyType({})
) -> Iterable[Unit]:
    """The units of the rows that are right, without people and equipment."""
    ids = reader.ids(rows, ("kind", "name", "organisation"))
    known = {*known_units, *ids.values()}
    for row in rows:
        given = row.values
        for member in given.get("members") or ():
            if member not in known:
                reader.say(row, "members", "roster_unknown_member", name=member, near=_near(member, known))
        unit = Unit(
            id=ids[row.number], kind=reader.code(row, "kind"), name=_name(row), home=reader.point(row),
            organisation=given.get("organisation") or "", call_sign=given.get("call_sign") or "",
            leader=given.get("leader") or "", phone=given.get("phone") or "", crew=given.get("crew") or 0,
            vehicles=given.get("vehicles") or 0, members=given.get("members") or (),
            shift=given.get("shift") or "",
            capabilities=tuple(
                reader.codes["capabilities"].find(word) or word for word in given.get("capabilities") or ()
            ),
        )
        yield kept(unit, known_as.get(unit.id), row, _UNIT_FIELDS)


def contacts_of(reader: RowReader, rows: list[Row], known: Mapping[str, Contact]) -> Iterable[Contact]:
    """The contacts of the rows that are right."""
    ids = reader.ids(rows, ("name", "role", "organisation"))
    for row in rows:
        given = row.values
        role = reader.code(row, "role")
        of_role = reader.roles[role].tier if role in reader.roles else "township"
        one = Contact(
            id=ids[row.number], name=given.get("name") or "", role=role, phone=given.get("phone") or "",
            title=given.get("title") or "", organisation=given.get("organisation") or "",
            a_b=reader.code(row, "a_b", "A"), tier=reader.code(row, "tier", of_role),
        )
        yield kept(one, known.get(one.id), row, _CONTACT_FIELDS)


def manned(
    reader: RowReader, units: Sequence[Unit], known: Mapping[str, Unit], crew: list[Row], papers: list[Row], kit: list[Row]
) -> tuple[Unit, ...]:
    """The units with their people and equipment; a unit without a row on a sheet keeps what the desk knows of it.

    A unit that is only named on these sheets is taken from the desk.
    """
    found = {unit.id: _as_known(unit, known.get(unit.id)) for unit in units}
    for row in (*crew, *papers, *kit):
        unit_id = row.values.get("unit")
        if unit_id is None or unit_id in found:
            continue
        if unit_id in known:
            found[unit_id] = known[unit_id]
        else:
            reader.say(row, "unit", "roster_unknown_unit", name=unit_id, near=_near(unit_id, {*known, *found}))
    for unit_id, rows in _by_unit(crew).items():
        if unit_id in found:
            found[unit_id] = replace(found[unit_id], crew_members=_people(reader, rows, found[unit_id]))
    for unit_id, rows in _by_unit(papers).items():
        if unit_id in found:
            found[unit_id] = replace(found[unit_id], crew_members=_certified(reader, rows, found[unit_id]))
    for unit_id, rows in _by_unit(kit).items():
        if unit_id in found:
            found[unit_id] = replace(found[unit_id], equipment=tuple(_item(reader, row) for row in rows))
    return tuple(found.values())


def materials_of(reader: RowReader, rows: list[Row], known: Mapping[str, Material]) -> Iterable[Material]:
    """The materials of the rows that are right."""
    ids = reader.ids(rows, ("stock_kind", "name", "place"))
    for row in rows:
        given = row.values
        stock = Material(
            id=ids[row.number], name=_name(row), kind=reader.word(row, "stock_kind"), unit=given.get("unit") or "",
            quantity=given.get("quantity") or 0.0, place=given.get("place") or "", point=reader.point(row),
            keeper=given.get("keeper") or "", phone=given.get("phone") or "", minimum=given.get("minimum") or 0.0,
            expires_on=given.get("expires_on"), counted_on=given.get("counted_on"),
        )
        yield kept(stock, known.get(stock.id), row, _STOCK_FIELDS)


def facilities_of(reader: RowReader, rows: list[Row], known: Mapping[str, Facility]) -> Iterable[Facility]:
    """The places of the rows that are right."""
    ids = reader.ids(rows, ("category", "name", "village"))
    for row in rows:
        given = row.values
        category, point = reader.code(row, "category"), reader.point(row)
        bearing = given.get("bearing_deg")
        if bearing is not None and not 0 <= bearing <= 360:
            reader.say(row, "bearing_deg", "roster_range", value=f"{bearing:g}", least="0", most="360")
        if not category or point is None:
            continue
        place = Facility(
            id=ids[row.number], category=FacilityCategory(category), kind=reader.word(row, "place_kind"), name=_name(row),
            point=point, village=given.get("village") or "", people=given.get("people") or 0,
            households=given.get("households") or 0, capacity=given.get("capacity") or 0,
            contact=given.get("contact") or "", phone=given.get("phone") or "", note=given.get("note") or "",
            bearing_deg=bearing, stream=given.get("stream") or "",
        )
        yield kept(place, known.get(place.id), row, _PLACE_FIELDS)


def beats_of(reader: RowReader, rows: list[Row], known: Mapping[str, Beat]) -> Iterable[Beat]:
    """The beats whose rows are all right; name, form and the like stand in the first row of each."""
    by_id: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.values.get("id"):
            by_id[row.values["id"]].append(row)
    for beat_id, own in by_id.items():
        first = own[0]
        given = first.values
        form = reader.code(first, "form", BeatForm.ROUTE.value)
        spots = [(reader.point(row), row.values.get("point_name") or "") for row in own]
        points = tuple(BeatPoint(point, name) for point, name in spots if point is not None)
        if not given.get("name") and "name" not in first.bad:
            reader.say(first, "name", "roster_required")
        least = 2 if form == BeatForm.ROUTE.value else 3
        if len({one.point for one in points}) < least and len(points) == len(own):
            reader.say(first, "id", "roster_beat_short", name=beat_id, least=str(least))
        beat = Beat(
            beat_id, given.get("name") or "", BeatForm(form), points, given.get("organisation") or "",
            given.get("note") or "",
        )
        yield kept(beat, known.get(beat_id), first, _BEAT_FIELDS)


def _people(reader: RowReader, rows: list[Row], unit: Unit) -> tuple[CrewMember, ...]:
    papers = {(one.name, one.phone): one.qualifications for one in unit.crew_members}
    people: dict[tuple[str, str], CrewMember] = {}
    for row in rows:
        key = (row.values.get("name") or "", row.values.get("phone") or "")
        if key in people and not row.bad:
            reader.say(row, "name", "roster_person_twice", name=key[0])
        people[key] = CrewMember(*key, row.values.get("post") or "", papers.get(key, ()))
    return tuple(people.values())


def _certified(reader: RowReader, rows: list[Row], unit: Unit) -> tuple[CrewMember, ...]:
    papers: dict[int, list[Qualification]] = defaultdict(list)
    for row in rows:
        given = row.values
        name, phone = given.get("person") or "", given.get("phone") or ""
        meant = [
            place for place, one in enumerate(unit.crew_members) if one.name == name and phone in ("", one.phone)
        ]
        if len(meant) != 1:
            if name:
                code = "roster_unknown_person" if not meant else "roster_person_unclear"
                reader.say(row, "person", code, name=name, near=_near(name, {one.name for one in unit.crew_members}))
            continue
        papers[meant[0]].append(Qualification(given.get("name") or "", given.get("expires_on"), given.get("number") or ""))
    return tuple(
        replace(one, qualifications=tuple(papers.get(place, ()))) for place, one in enumerate(unit.crew_members)
    )


def _item(reader: RowReader, row: Row) -> Equipment:
    given = row.values
    count = given.get("count")
    return Equipment(
        given.get("name") or "", 1 if count is None else count,
        EquipmentState(reader.code(row, "state", EquipmentState.READY.value)), given.get("next_inspection_on"),
        given.get("note") or "",
    )


def _as_known(unit: Unit, known: Unit | None) -> Unit:
    return unit if known is None else replace(unit, crew_members=known.crew_members, equipment=known.equipment)


def _by_unit(rows: list[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.values.get("unit"):
            found[row.values["unit"]].append(row)
    return found


def _name(row: Row) -> Text:
    return Text(row.values.get("name") or "", row.values.get("name_en") or "")


def _near(word: str, among: Collection[str]) -> str:
    return ", ".join(get_close_matches(word, among, n=3, cutoff=0.5)) or "-"
