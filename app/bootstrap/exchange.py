"""Files and messages that go in and out; each reader and writer is loaded when it is first asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from app.catalog.locations import program_files
from app.catalog.warning_kinds import read_warning_kinds
from app.cli.doors import DutiesRead, DutyRosterRead, RosterRead
from app.desk.describe import Describer
from app.desk.duty_roster import RosterWords
from app.desk.jobs import Progress
from app.desk.warnings_in import Feed
from app.domain.reference import Reference
from app.domain.roster.decide import pattern_of
from app.domain.roster.rules import days_of
from app.domain.state import State
from app.domain.unit.model import Position
from app.domain.warning.model import WarningMessage
from app.kernel.errors import Fault, Problem


def read_roster(path: Path, state: State, reference: Reference) -> RosterRead:
    """What a roster workbook asks the desk to take in; ``BadFile`` with every wrong cell."""
    try:
        from app.exchange.roster import read_roster as read  # noqa: PLC0415 - openpyxl takes a while to load
    except ImportError as error:
        raise Fault("part_not_loaded", {"detail": str(error)}) from error
    region = state.profile.region if state.profile else None
    roster = read(path, reference, region=region, state=state)
    counts = {sort: len(getattr(roster, sort)) for sort in type(roster).__struct_fields__ if sort != "remarks"}
    return RosterRead(roster.differing(state).commands(), counts, roster.changes(state), roster.remarks)


def write_roster(path: Path, state: State, reference: Reference, lang: str) -> int:
    """Write the desk's forces as a workbook; how many things. ``Fault`` where the disk refuses."""
    try:
        from app.exchange.roster import write_roster as write  # noqa: PLC0415 - openpyxl takes a while to load
    except ImportError as error:
        raise Fault("part_not_loaded", {"detail": str(error)}) from error
    return write(path, state, reference, lang)


def write_template(path: Path, reference: Reference, lang: str) -> None:
    """Write an empty workbook of units and contacts; ``Fault`` where the disk refuses."""
    try:
        from app.exchange.roster import write_template as write  # noqa: PLC0415 - openpyxl takes a while to load
    except ImportError as error:
        raise Fault("part_not_loaded", {"detail": str(error)}) from error
    write(path, reference, lang)


def read_duty_roster(path: Path, state: State, reference: Reference) -> DutyRosterRead:
    """Who holds which post by a workbook; ``BadFile`` with every wrong cell."""
    try:
        from app.exchange.duty_roster import read_duty_roster as read  # noqa: PLC0415 - openpyxl takes a while to load
    except ImportError as error:
        raise Fault("part_not_loaded", {"detail": str(error)}) from error
    sheet = read(path, pattern_of(state, reference), state.contacts)
    return DutyRosterRead(sheet.posts, sheet.remarks)


def write_duty_roster(path: Path, month: str, state: State, describer: Describer, lang: str) -> int:
    """Write a month of the duty roster as a workbook; the rows. ``Fault`` where the disk refuses."""
    try:
        from app.exchange.duty_roster import write_duty_roster as write  # noqa: PLC0415 - openpyxl takes a while to load
    except ImportError as error:
        raise Fault("part_not_loaded", {"detail": str(error)}) from error
    words = RosterWords(state, describer)
    days = days_of(month)
    return write(path, state.roster, words.pattern, days, {day: words.kind(day) for day in days}, lang)


def read_duties(path: Path, state: State, reference: Reference) -> DutiesRead:
    """The responsibility list of a workbook, against the desk's own; ``BadFile`` with every wrong cell."""
    try:
        from app.exchange.duty_list import read_duty_list as read  # noqa: PLC0415 - openpyxl takes a while to load
    except ImportError as error:
        raise Fault("part_not_loaded", {"detail": str(error)}) from error
    book = read(path, reference, state.duties)
    return DutiesRead(book.registration(path.name), book.ignored, book.skipped)


def write_duties(path: Path, state: State, reference: Reference, lang: str) -> int:
    """Write the desk's responsibility list as a workbook; how many items. ``Fault`` where the disk refuses."""
    try:
        from app.exchange.duty_writer import write_duty_list as write  # noqa: PLC0415 - openpyxl takes a while to load
    except ImportError as error:
        raise Fault("part_not_loaded", {"detail": str(error)}) from error
    return write(path, state.duties.values(), state.duty_list, reference, lang)


def trail_file(wanted: str, trails: Sequence[tuple[str, Sequence[Position]]]) -> bytes:
    """Where units were, as the bytes of a file: ``gpx`` or ``csv``; each unit by its name."""
    try:
        from app.exchange.trail import write_csv, write_gpx  # noqa: PLC0415 - gpxpy is only for those who ask for it
    except ImportError as error:
        raise Fault("part_not_loaded", {"detail": str(error)}) from error
    return write_gpx(trails) if wanted == "gpx" else write_csv(trails)


def import_osm(fields: Mapping[str, Any], progress: Progress) -> dict[str, Any]:
    """Make of an OpenStreetMap extract what the fields of ``ImportOrder`` say, in a process of its own; the result's fields.

    ``Refusal``, ``BadFile``, ``Fault`` as :func:`app.map.osm.run.run_import` says.
    """
    try:
        from app.map.osm.child import import_in_child  # noqa: PLC0415 - osmium, shapely and scipy take a while to load
        from app.map.osm.order import ImportOrder, Product  # noqa: PLC0415
    except ImportError as error:
        raise Fault("part_not_loaded", {"detail": str(error)}) from error
    order = ImportOrder(**{**fields, "products": tuple(Product(one) for one in fields["products"])})
    made: dict[str, Any] = msgspec.to_builtins(import_in_child(order, progress))
    return made


def read_warning(data: bytes, name: str) -> tuple[WarningMessage, tuple[Problem, ...]]:
    """The message in these bytes, and the shapes in it that were left out; ``BadFile`` where it is none."""
    from app.network.warnings.cap import parse  # noqa: PLC0415 - only for those who take one in

    read = parse(data, name, read_warning_kinds(program_files().resources / "catalog").of)
    return read.message, read.problems


def open_warning_feed(url: str) -> Feed:
    """An address of warnings; nothing is asked yet."""
    from app.network.warnings.feed import WarningFeed  # noqa: PLC0415 - aiohttp takes a while to load

    return WarningFeed(url)
