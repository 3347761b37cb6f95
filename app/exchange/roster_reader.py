"""Rows of the roster workbook as values by column; every wrong cell is a problem with its place and its mend."""

from __future__ import annotations

import hashlib
from difflib import get_close_matches
from typing import Any

import msgspec
from openpyxl.utils import get_column_letter

from app.domain.reference import Reference
from app.exchange.cells import BadCell, read
from app.exchange.forces_form import all_codes
from app.exchange.roster_form import Codes, Column, Sheet, datum_of, plain
from app.exchange.workbook import Grid
from app.kernel.errors import Problem
from app.kernel.geo import Point, Region, to_wgs84


class Row(msgspec.Struct, frozen=True):
    """A row that was read; a wrong cell has no value and is among ``bad``."""

    sheet: Sheet
    number: int
    values: dict[str, Any]
    places: dict[str, int]
    bad: frozenset[str]


class RowReader:
    """Reads the rows of the sheets and collects what is wrong with their cells."""

    def __init__(self, file: str, reference: Reference, region: Region | None) -> None:
        self.problems: list[Problem] = []
        self._file = file
        self.roles = reference.roles
        self.codes = all_codes(reference)
        self._region = region

    def rows(self, grid: Grid) -> list[Row]:
        """The filled rows of a sheet, each cell read for its column."""
        self.problems += grid.problems
        return [self._row(grid, number, cells) for number, cells in grid.rows]

    def _row(self, grid: Grid, number: int, cells: dict[str, Any]) -> Row:
        values: dict[str, Any] = {}
        bad: set[str] = set()
        row = Row(grid.sheet, number, values, grid.places, frozenset())
        for key, raw in cells.items():
            column = _column(grid.sheet, key)
            try:
                values[key] = read(raw, column)
            except BadCell as wrong:
                bad.add(key)
                self.say(row, key, wrong.wrong.code, **wrong.wrong.facts)
        return msgspec.structs.replace(row, bad=frozenset(bad))

    def ids(self, rows: list[Row], content: tuple[str, ...]) -> dict[int, str]:
        """An id for every row: its own, or one made of its content; a second use is a problem."""
        ids: dict[int, str] = {}
        first_at: dict[str, int] = {}
        for row in rows:
            given = row.values.get("id") or _made_id(row, content)
            ids[row.number] = given
            if given in first_at and "id" not in row.bad:
                self.say(row, "id", "roster_duplicate", id=given, first=str(first_at[given]))
            first_at.setdefault(given, row.number)
        return ids

    def word(self, row: Row, key: str) -> str:
        """The code that a cell means, or the word itself where the column takes any."""
        written = row.values.get(key) or ""
        return self.codes[key].find(written) or written

    def code(self, row: Row, key: str, default: str = "") -> str:
        """The code that a cell means; one that is none of the column's is a problem."""
        written = row.values.get(key)
        if written is None:
            return default
        codes = self.codes[key]
        found = codes.find(written)
        if found is None:
            self._unknown(row, key, written, codes)
            return default
        return found

    def _unknown(self, row: Row, key: str, written: str, codes: Codes) -> None:
        words = [*codes.names, *(name.zh for name in codes.names.values())]
        near = get_close_matches(written, words, n=3, cutoff=0.4)
        code = {"kind": "roster_unknown_kind", "role": "roster_unknown_role"}.get(key, "not_one_of")
        self.say(row, key, code, name=written, value=written, near=", ".join(near) or "-", choices=", ".join(codes.names))

    def point(self, row: Row) -> Point | None:
        """The place of a row in WGS-84; half a place, swapped axes, or a place without its datum is a problem."""
        if row.bad & {"lat", "lon", "datum"}:
            return None
        lat, lon, datum = (row.values.get(key) for key in ("lat", "lon", "datum"))
        if lat is None and lon is None:
            return None
        if lat is None or lon is None:
            self.say(row, "lat" if lat is None else "lon", "roster_point_half")
            return None
        if _swapped(Point(lat, lon), self._region):
            self.say(row, "lat", "roster_point_swapped", lat=f"{lat:g}", lon=f"{lon:g}")
        elif not (-90 <= lat <= 90 and -180 <= lon <= 180):
            self.say(row, "lat", "roster_point_not_on_earth", lat=f"{lat:g}", lon=f"{lon:g}")
        if datum is None:
            self.say(row, "datum", "roster_datum_missing")
            return None
        crs = datum_of(datum)
        if crs is None:
            self._unknown(row, "datum", datum, self.codes["datum"])
            return None
        return to_wgs84(Point(lat, lon, crs))

    def say(self, row: Row, key: str, code: str, **facts: str) -> None:
        """Note what is wrong with a cell."""
        self.problems.append(self.problem(row, key, code, **facts))

    def problem(self, row: Row, key: str, code: str, **facts: str) -> Problem:
        """What is to be said of a cell, with its place."""
        title = _column(row.sheet, key).title
        place = row.places.get(key)
        cell = f" {get_column_letter(place)}{row.number}" if place else ""
        field = f"{title.zh} {title.en}{cell}"
        return Problem(f"{self._file} [{row.sheet.name}]", row.number, field, code, facts)


DECIMALS = 9
"""A tenth of a millimetre: what a workbook keeps of a number without rounding it itself."""

_CHINA = Region(3.0, 73.0, 54.0, 136.0)


def _swapped(point: Point, region: Region | None) -> bool:
    return (region or _CHINA).holds_swapped(point) or _CHINA.holds_swapped(point)


def _made_id(row: Row, content: tuple[str, ...]) -> str:
    told = "\x1f".join(plain(str(row.values.get(key) or "")) for key in content)
    return f"{row.sheet.prefix}-{hashlib.sha256(told.encode()).hexdigest()[:10]}"


def _column(sheet: Sheet, key: str) -> Column:
    return next(column for column in sheet.columns if column.key == key)
