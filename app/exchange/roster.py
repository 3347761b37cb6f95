"""The roster as an Excel workbook: a template to fill in, what the desk has, and a filled one as values.

Every wrong cell is named (sheet, cell, field, mend) in one ``BadFile``; then nothing is taken.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import msgspec

from app.domain.duty.commands import RegisterContacts
from app.domain.duty.model import Contact
from app.domain.patrol.commands import RegisterBeats
from app.domain.patrol.model import Beat
from app.domain.record import Command
from app.domain.reference import Reference
from app.domain.resource.commands import RegisterFacilities, RegisterMaterials
from app.domain.resource.model import Facility, Material
from app.domain.state import State
from app.domain.unit.commands import RegisterUnits
from app.domain.unit.model import Unit
from app.exchange import roster_rows
from app.exchange.forces_form import BEATS, CREW, EQUIPMENT, FACILITIES, MATERIALS, QUALIFICATIONS, SHEETS, all_codes
from app.exchange.roster_changes import Change, changes, differing
from app.exchange.roster_form import CONTACTS, UNITS
from app.exchange.roster_kept import remarks
from app.exchange.roster_reader import RowReader
from app.exchange.roster_write import rows_of
from app.exchange.workbook import read_grids, write_workbook
from app.kernel.errors import BadFile, Problem
from app.kernel.geo import Region


class Roster(msgspec.Struct, frozen=True):
    """What a workbook holds; units stand by until the desk says otherwise. ``remarks``: what may be taken in and is yet to be
    looked at by a person."""

    units: tuple[Unit, ...] = ()
    contacts: tuple[Contact, ...] = ()
    materials: tuple[Material, ...] = ()
    facilities: tuple[Facility, ...] = ()
    beats: tuple[Beat, ...] = ()
    remarks: tuple[Problem, ...] = ()

    def commands(self) -> tuple[Command, ...]:
        """One command for all things of a sort; none where there is nothing."""
        facilities = (RegisterFacilities(facilities=self.facilities),) if self.facilities else ()
        materials = (RegisterMaterials(materials=self.materials),) if self.materials else ()
        units = (RegisterUnits(units=self.units),) if self.units else ()
        contacts = (RegisterContacts(contacts=self.contacts),) if self.contacts else ()
        beats = (RegisterBeats(beats=self.beats, confirmed=("outside_region",)),) if self.beats else ()
        return (*facilities, *materials, *units, *contacts, *beats)

    def changes(self, state: State) -> tuple[Change, ...]:
        """What it would change at this desk, thing by thing."""
        return (
            *changes("units", self.units, state.units), *changes("contacts", self.contacts, state.contacts),
            *changes("materials", self.materials, state.materials),
            *changes("facilities", self.facilities, state.facilities), *changes("beats", self.beats, state.beats),
        )

    def differing(self, state: State) -> Roster:
        """Only what is new or would change something."""
        return Roster(
            differing(self.units, state.units), differing(self.contacts, state.contacts),
            differing(self.materials, state.materials), differing(self.facilities, state.facilities),
            differing(self.beats, state.beats), self.remarks,
        )


def write_template(path: Path, reference: Reference, lang: str = "zh") -> None:
    """Write an empty workbook with the columns, drop-down lists and all codes. ``Fault`` where the disk refuses."""
    write_workbook(path, {sheet: () for sheet in SHEETS}, all_codes(reference), lang)


def write_roster(path: Path, state: State, reference: Reference, lang: str = "zh") -> int:
    """Write what the desk has in the template's form; the number of units, contacts, materials, places and beats. ``Fault``
    where the disk refuses."""
    codes = all_codes(reference)
    write_workbook(path, rows_of(state, codes, lang), codes, lang)
    return sum(map(len, (state.units, state.contacts, state.materials, state.facilities, state.beats)))


def read_roster(
    path: Path, reference: Reference, *, known_units: Collection[str] = (), region: Region | None = None,
    state: State | None = None,
) -> Roster:
    """What the workbook holds. Raises ``BadFile`` with every problem; then nothing is to be taken.

    ``known_units`` are ids of the desk that a joint patrol may name; ``state`` is the desk itself, whose people and equipment
    a unit keeps that has no row on their sheets; ``region`` is where swapped axes are looked for (the whole country without
    it).
    """
    reader = RowReader(path.name, reference, region)
    found = {grid.sheet: reader.rows(grid) for grid in read_grids(path)}
    known = state.units if state is not None else {}
    desk = state if state is not None else State()
    plain = tuple(roster_rows.units_of(reader, found.get(UNITS, []), {*known_units, *known}, known))
    crew, papers, kit = (found.get(sheet, []) for sheet in (CREW, QUALIFICATIONS, EQUIPMENT))
    roster = Roster(
        units=roster_rows.manned(reader, plain, known, crew, papers, kit),
        contacts=tuple(roster_rows.contacts_of(reader, found.get(CONTACTS, []), desk.contacts)),
        materials=tuple(roster_rows.materials_of(reader, found.get(MATERIALS, []), desk.materials)),
        facilities=tuple(roster_rows.facilities_of(reader, found.get(FACILITIES, []), desk.facilities)),
        beats=tuple(roster_rows.beats_of(reader, found.get(BEATS, []), desk.beats)),
        remarks=tuple(remarks(reader, plain, found.get(UNITS, []), known)),
    )
    if not reader.problems and not roster.commands():
        reader.problems.append(Problem(path.name, 0, "", "roster_empty"))
    if reader.problems:
        raise BadFile(tuple(sorted(reader.problems, key=lambda one: (one.file, one.line, one.field))))
    return roster
