"""A column that a workbook has not says nothing: what the desk knows of a thing stays as it is there. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any, TypeVar

from msgspec.structs import replace

from app.domain.unit.model import Unit
from app.exchange.roster_form import plain
from app.exchange.roster_reader import DECIMALS, Row, RowReader
from app.kernel.errors import Problem
from app.kernel.geo import Point, to_wgs84
from app.kernel.text import Text

_T = TypeVar("_T")

_COLUMNS: Mapping[str, str] = MappingProxyType({"point": "lat", "home": "lat", "kind": "place_kind"})
"""The column of a field that is not called like it; a unit's kind and a material's have to be there anyway."""

_SPOTS = ("point", "home", "points")
_DIGITS = 10.0**-DECIMALS


def kept(thing: _T, known: _T | None, row: Row, fields: Iterable[str]) -> _T:
    """The thing, with these fields as the desk knows them where the workbook lacks their column, and its English name too."""
    if known is None:
        return thing
    absent = {field: getattr(known, field) for field in fields if _COLUMNS.get(field, field) not in row.places}
    given: Any = thing
    before: Any = known
    name = given.name
    if isinstance(name, Text) and "name_en" not in row.places and before.name.zh == name.zh:
        absent["name"] = before.name
    for field in _SPOTS:
        if _same(getattr(given, field, None), getattr(before, field, None)):
            absent[field] = getattr(before, field)
    made: _T = replace(given, **absent)
    return made


def _same(given: Any, known: Any) -> bool:
    """Whether a place is the one that the desk wrote out: a workbook keeps fewer digits than the desk."""
    if isinstance(given, tuple) and isinstance(known, tuple):
        return len(given) == len(known) and all(
            one.name == other.name and _same(one.point, other.point) for one, other in zip(given, known, strict=True)
        )
    if not (isinstance(given, Point) and isinstance(known, Point)):
        return False
    here, there = to_wgs84(given), to_wgs84(known)
    return abs(here.lat - there.lat) < _DIGITS and abs(here.lon - there.lon) < _DIGITS


def remarks(reader: RowReader, units: Iterable[Unit], rows: Iterable[Row], known: Mapping[str, Unit]) -> Iterator[Problem]:
    """What is allowed and yet looks like a slip: a call sign that two units have, a unit that the desk knows under another id, an
    organisation that is nearly one of those known."""
    own = {unit.id: unit for unit in units}
    others = {unit_id: unit for unit_id, unit in known.items() if unit_id not in own}
    signs = {plain(unit.call_sign): unit for unit in others.values() if unit.call_sign}
    names = {(plain(unit.name.zh), unit.organisation): unit for unit in others.values()}
    organisations = {unit.organisation for unit in known.values() if unit.organisation}
    said: set[str] = set()
    for unit, row in zip(own.values(), rows, strict=False):
        sign, name = plain(unit.call_sign), (plain(unit.name.zh), unit.organisation)
        beside = signs.get(sign) if sign else None
        if beside is not None:
            yield reader.problem(row, "call_sign", "roster_call_sign_twice", sign=unit.call_sign, unit=beside.name.zh)
        twin = names.get(name)
        if twin is not None:
            yield reader.problem(row, "name", "roster_same_name", name=unit.name.zh, id=twin.id)
        if sign:
            signs.setdefault(sign, unit)
        names.setdefault(name, unit)
        where = unit.organisation
        near = get_close_matches(where, organisations, n=1, cutoff=0.75) if where and where not in organisations | said else []
        if near:
            said.add(where)
            yield reader.problem(row, "organisation", "roster_organisation_near", name=where, near=near[0])
