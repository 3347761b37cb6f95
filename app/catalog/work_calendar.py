"""Working days from the calendar library, corrected by the desk's own file where the library is silent or out of date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import yaml
from chinese_calendar import Holiday
from chinese_calendar.constants import holidays, workdays

from app.catalog.yaml_source import Source, read_source
from app.domain.soundness import Found
from app.domain.work_calendar import WorkCalendar
from app.kernel.errors import BadFile, Fault
from app.kernel.text import Text
from app.kernel.whole_file import write_atomically

FILE_NAME = "work_calendar.yaml"
_SATURDAY = 5


class OwnDays(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``work_calendar.yaml``: days off and worked weekends of years that the library does not know or has wrong.

    ``years`` are those for which this file says everything: what the library has of them is dropped.
    """

    years: tuple[int, ...]
    holidays: dict[date, Text] = {}
    workdays: dict[date, Text] = {}


def read_work_calendar(*folders: Path) -> WorkCalendar:
    """The library's days, and those of every folder's ``work_calendar.yaml``; the later one wins. Raises ``BadFile``."""
    off = {day: _festival(name) for day, name in holidays.items()}
    worked = {day: _festival(name) for day, name in workdays.items()}
    known = max(day.year for day in off)
    for path in (folder / FILE_NAME for folder in folders):
        if not path.exists():
            continue
        own = _own_days(read_source(path))
        off = {day: name for day, name in off.items() if day.year not in own.years} | own.holidays
        worked = {day: name for day, name in worked.items() if day.year not in own.years} | own.workdays
        known = max(known, *own.years)
    return WorkCalendar(holidays=off, workdays=worked, known_through=date(known, 12, 31))


def import_own_days(source: Path, folder: Path) -> tuple[int, ...]:
    """Take a file of own days into this folder, beside what its ``work_calendar.yaml`` says of other years; the years taken.

    Raises ``BadFile`` where either cannot be read, then nothing has changed; ``Fault`` where the disk refuses.
    """
    new = _own_days(read_source(source))
    target = folder / FILE_NAME
    known = _own_days(read_source(target)) if target.exists() else OwnDays(())
    merged = OwnDays(
        years=tuple(sorted({*known.years, *new.years})),
        holidays={day: name for day, name in known.holidays.items() if day.year not in new.years} | new.holidays,
        workdays={day: name for day, name in known.workdays.items() if day.year not in new.years} | new.workdays,
    )
    plain = msgspec.to_builtins(merged, str_keys=True)
    raw = yaml.safe_dump(plain, allow_unicode=True, sort_keys=False).encode()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_atomically(target, raw)
    except OSError as error:
        raise Fault("calendar_not_written", {"path": str(target), "detail": error.strerror or str(error)}) from error
    return new.years


def _own_days(source: Source) -> OwnDays:
    own: OwnDays = source.convert(OwnDays)
    problems = tuple(source.problem(one) for one in _findings(own))
    if problems:
        raise BadFile(problems)
    return own


def _findings(own: OwnDays) -> Iterator[Found]:
    if not own.years:
        yield ("years",), "calendar_no_year", {}
    for field, days in (("holidays", own.holidays), ("workdays", own.workdays)):
        for day in days:
            if day.year not in own.years:
                yield (field, day.isoformat()), "calendar_other_year", {"day": day.isoformat()}
    for day in own.workdays:
        if day.weekday() < _SATURDAY or day in own.holidays:
            yield ("workdays", day.isoformat()), "calendar_not_weekend", {"day": day.isoformat()}


def _festival(english: str) -> Text:
    return Text(Holiday(english).chinese, english)
