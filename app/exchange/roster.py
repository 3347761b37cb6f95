"""The roster as an Excel workbook: a template to fill in, what the desk has, and a filled one as values.

Every wrong cell is named (sheet, cell, field, mend) in one ``BadFile``; then nothing is taken.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import msgspec
from openpyxl.utils import get_column_letter

from app.domain.duty.commands import RegisterContacts
from app.domain.duty.model import Contact
from app.domain.record import Command
from app.domain.reference import Reference
from app.domain.state import State
from app.domain.unit.commands import RegisterUnits
from app.domain.unit.model import Unit
from app.exchange.cells import BadCell, read
from app.exchange.roster_form import CONTACTS, UNITS, Codes, Column, Sheet, codes_of, datum_of, plain
from app.exchange.workbook import Grid, read_grids, write_workbook
from app.kernel.errors import BadFile, Problem
from app.kernel.geo import Point, Region, to_wgs84
from app.kernel.text import Text


class Roster(msgspec.Struct, frozen=True):
    """Units and contacts of a workbook; units stand by until the desk says otherwise."""

    units: tuple[Unit, ...] = ()
    contacts: tuple[Contact, ...] = ()

    def commands(self) -> tuple[Command, ...]:
        """One command for all units and one for all contacts; none where there is nothing."""
        units = (RegisterUnits(units=self.units),) if self.units else ()
        contacts = (RegisterContacts(contacts=self.contacts),) if self.contacts else ()
        return (*units, *contacts)


def write_template(path: Path, reference: Reference, lang: str = "zh") -> None:
    """Write an empty workbook with the columns, drop-down lists and all codes. ``Fault`` where the disk refuses."""
    write_workbook(path, {UNITS: (), CONTACTS: ()}, codes_of(reference), lang)


def write_roster(path: Path, state: State, reference: Reference, lang: str = "zh") -> int:
    """Write what the desk has in the template's form; the number of rows. ``Fault`` where the disk refuses."""
    codes = codes_of(reference)
    units = [_unit_row(unit, codes, lang) for unit in state.units.values()]
    contacts = [_contact_row(contact, codes, lang) for contact in state.contacts.values()]
    write_workbook(path, {UNITS: units, CONTACTS: contacts}, codes, lang)
    return len(units) + len(contacts)


def read_roster(
    path: Path, reference: Reference, *, known_units: Collection[str] = (), region: Region | None = None
) -> Roster:
    """The workbook's units and contacts. Raises ``BadFile`` with every problem; then nothing is to be taken.

    ``known_units`` are ids of the desk that a joint patrol may name; ``region`` is where swapped axes are looked for (the
    whole country without it).
    """
    reader = _Reader(path.name, reference, region)
    found = {grid.sheet: reader.rows(grid) for grid in read_grids(path)}
    units = tuple(reader.units(found.get(UNITS, []), known_units))
    contacts = tuple(reader.contacts(found.get(CONTACTS, [])))
    if not reader.problems and not units and not contacts:
        reader.problems.append(Problem(path.name, 0, "", "roster_empty"))
    if reader.problems:
        raise BadFile(tuple(reader.problems))
    return Roster(units, contacts)


class _Row(msgspec.Struct, frozen=True):
    """A row that was read; a wrong cell has no value and is among ``bad``."""

    sheet: Sheet
    number: int
    values: dict[str, Any]
    places: dict[str, int]
    bad: frozenset[str]


class _Reader:
    def __init__(self, file: str, reference: Reference, region: Region | None) -> None:
        self.problems: list[Problem] = []
        self._file = file
        self._roles = reference.roles
        self._codes = codes_of(reference)
        self._region = region

    def rows(self, grid: Grid) -> list[_Row]:
        """The filled rows of a sheet, each cell read for its column."""
        self.problems += grid.problems
        return [self._row(grid, number, cells) for number, cells in grid.rows]

    def units(self, rows: list[_Row], known_units: Collection[str]) -> Iterable[Unit]:
        """The units of the rows that are right."""
        ids = self._ids(rows, ("kind", "name", "organisation"))
        known = {*known_units, *ids.values()}
        for row in rows:
            given = row.values
            kind = self._code(row, "kind")
            home = self._point(row)
            for member in given.get("members") or ():
                if member not in known:
                    near = get_close_matches(member, known, n=3, cutoff=0.5)
                    self._say(row, "members", "roster_unknown_member", name=member, near=", ".join(near) or "-")
            yield Unit(
                id=ids[row.number], kind=kind, name=Text(given.get("name") or "", given.get("name_en") or ""),
                organisation=given.get("organisation") or "", call_sign=given.get("call_sign") or "",
                leader=given.get("leader") or "", phone=given.get("phone") or "", crew=given.get("crew") or 0,
                vehicles=given.get("vehicles") or 0, home=home, members=given.get("members") or (),
                capabilities=tuple(
                    self._codes["capabilities"].find(word) or word for word in given.get("capabilities") or ()
                ),
            )

    def contacts(self, rows: list[_Row]) -> Iterable[Contact]:
        """The contacts of the rows that are right."""
        ids = self._ids(rows, ("name", "role", "organisation"))
        for row in rows:
            given = row.values
            role = self._code(row, "role")
            of_role = self._roles[role].tier if role in self._roles else "township"
            yield Contact(
                id=ids[row.number], name=given.get("name") or "", role=role, phone=given.get("phone") or "",
                title=given.get("title") or "", organisation=given.get("organisation") or "",
                a_b=self._code(row, "a_b", "A"), tier=self._code(row, "tier", of_role),
            )

    def _row(self, grid: Grid, number: int, cells: dict[str, Any]) -> _Row:
        values: dict[str, Any] = {}
        bad: set[str] = set()
        row = _Row(grid.sheet, number, values, grid.places, frozenset())
        for key, raw in cells.items():
            column = _column(grid.sheet, key)
            try:
                values[key] = read(raw, column)
            except BadCell as wrong:
                bad.add(key)
                self._say(row, key, wrong.wrong.code, **wrong.wrong.facts)
        return msgspec.structs.replace(row, bad=frozenset(bad))

    def _ids(self, rows: list[_Row], content: tuple[str, ...]) -> dict[int, str]:
        """An id for every row: its own, or one made of its content; a second use is a problem."""
        ids: dict[int, str] = {}
        first_at: dict[str, int] = {}
        for row in rows:
            given = row.values.get("id") or _made_id(row, content)
            ids[row.number] = given
            if given in first_at and "id" not in row.bad:
                self._say(row, "id", "roster_duplicate", id=given, first=str(first_at[given]))
            first_at.setdefault(given, row.number)
        return ids

    def _code(self, row: _Row, key: str, default: str = "") -> str:
        written = row.values.get(key)
        if written is None:
            return default
        codes = self._codes[key]
        found = codes.find(written)
        if found is None:
            self._unknown(row, key, written, codes)
            return default
        return found

    def _unknown(self, row: _Row, key: str, written: str, codes: Codes) -> None:
        words = [*codes.names, *(name.zh for name in codes.names.values())]
        near = get_close_matches(written, words, n=3, cutoff=0.4)
        code = {"kind": "roster_unknown_kind", "role": "roster_unknown_role"}.get(key, "not_one_of")
        self._say(row, key, code, name=written, value=written, near=", ".join(near) or "-", choices=", ".join(codes.names))

    def _point(self, row: _Row) -> Point | None:
        if row.bad & {"lat", "lon", "datum"}:
            return None
        lat, lon, datum = (row.values.get(key) for key in ("lat", "lon", "datum"))
        if lat is None and lon is None:
            return None
        if lat is None or lon is None:
            self._say(row, "lat" if lat is None else "lon", "roster_point_half")
            return None
        if _swapped(Point(lat, lon), self._region):
            self._say(row, "lat", "roster_point_swapped", lat=f"{lat:g}", lon=f"{lon:g}")
        elif not (-90 <= lat <= 90 and -180 <= lon <= 180):
            self._say(row, "lat", "roster_point_not_on_earth", lat=f"{lat:g}", lon=f"{lon:g}")
        if datum is None:
            self._say(row, "datum", "roster_datum_missing")
            return None
        crs = datum_of(datum)
        if crs is None:
            self._unknown(row, "datum", datum, self._codes["datum"])
            return None
        return to_wgs84(Point(lat, lon, crs))

    def _say(self, row: _Row, key: str, code: str, **facts: str) -> None:
        title = _column(row.sheet, key).title
        place = row.places.get(key)
        cell = f" {get_column_letter(place)}{row.number}" if place else ""
        field = f"{title.zh} {title.en}{cell}"
        self.problems.append(Problem(f"{self._file} [{row.sheet.name}]", row.number, field, code, facts))


_DECIMALS = 9
"""A tenth of a millimetre: what a workbook keeps of a number without rounding it itself."""

_CHINA = Region(3.0, 73.0, 54.0, 136.0)


def _swapped(point: Point, region: Region | None) -> bool:
    return (region or _CHINA).holds_swapped(point) or _CHINA.holds_swapped(point)


def _made_id(row: _Row, content: tuple[str, ...]) -> str:
    told = "\x1f".join(plain(str(row.values.get(key) or "")) for key in content)
    return f"{row.sheet.prefix}-{hashlib.sha256(told.encode()).hexdigest()[:10]}"


def _column(sheet: Sheet, key: str) -> Column:
    return next(column for column in sheet.columns if column.key == key)


def _unit_row(unit: Unit, codes: dict[str, Codes], lang: str) -> dict[str, Any]:
    home = to_wgs84(unit.home) if unit.home else None
    return {
        "id": unit.id, "kind": codes["kind"].show(unit.kind, lang), "name": unit.name.zh, "name_en": unit.name.en,
        "organisation": unit.organisation, "call_sign": unit.call_sign, "leader": unit.leader, "phone": unit.phone,
        "crew": unit.crew, "vehicles": unit.vehicles, "capabilities": "、".join(unit.capabilities),
        "members": ", ".join(unit.members), "lat": round(home.lat, _DECIMALS) if home else None,
        "lon": round(home.lon, _DECIMALS) if home else None,
        "datum": next(iter(codes["datum"].names)) if home else "",
    }


def _contact_row(contact: Contact, codes: dict[str, Codes], lang: str) -> dict[str, Any]:
    return {
        "id": contact.id, "name": contact.name, "role": codes["role"].show(contact.role, lang), "phone": contact.phone,
        "title": contact.title, "organisation": contact.organisation, "a_b": contact.a_b,
        "tier": codes["tier"].show(contact.tier, lang),
    }
