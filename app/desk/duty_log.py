"""The duty log 值班日志 of a shift or a day: what the journal says, in words, with the free entries between. Pure.

Registers, plans and drawings are no duty log: they are left out, as is every single matter of a handover (its sheet has
them). Times are told to the minute; those of especially grave incidents (特别重大) to the second (facts file §3.6).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

import msgspec

from app.desk import describe_paper
from app.domain.dutylog.model import LogCategory, LogNote
from app.domain.record import Entry, Record, incident_of
from app.domain.reporting.entries import ReportRecorded
from app.domain.state import State
from app.domain.words import IncidentSeverity
from app.kernel.clock import SHANGHAI, to_local

if TYPE_CHECKING:
    from app.desk.describe import Describer

SECTIONS = ("duty", "weather", "calls", "incidents", "instructions", "equipment", "other")
"""The parts of the log, in the order of the sheet (worded under ``log_section.<code>``)."""

_OF_SLICE: Mapping[str, str] = MappingProxyType(
    {
        "duty": "duty", "handover": "duty", "roster": "duty", "calls": "calls", "instruction": "instructions",
        "incident": "incidents", "plan": "incidents", "unit": "incidents", "reporting": "incidents",
        "sending": "incidents", "situation": "incidents", "presence": "incidents", "alarm": "duty",
        "supply": "incidents", "shelter": "incidents", "calldown": "incidents", "responsibility": "incidents",
        "dutylog": "equipment", "paper": "duty",
    }
)
_OF_KIND: Mapping[str, str] = MappingProxyType({"WarningReceived": "weather", "WarningLifted": "weather"})
_OF_CATEGORY: Mapping[LogCategory, str] = MappingProxyType(
    {
        LogCategory.CALL: "calls", LogCategory.LETTER: "calls", LogCategory.WEATHER: "weather",
        LogCategory.INSTRUCTION: "instructions", LogCategory.OTHER: "other",
    }
)
_NO_LOG_SLICES = frozenset({"planning", "drawing", "tracking", "resource"})
_NO_LOG_KINDS = frozenset(
    {
        "DeskFounded", "ProfileChanged", "ContactsRegistered", "UnitsRegistered", "BeatsRegistered", "BeatRemoved",
        "DutyItemsRegistered", "DutyItemAdjusted", "DutyRequestFiled", "DutyRequestConsulted", "DutyRequestClosed",
        "DutiesAssigned", "HandoverItemAccepted", "EquipmentListed", "LogWritten", "LogCorrected",
        "AlarmRaised", "AlarmAcknowledged", "ReportComposed", "ReportEdited", "ReportRefreshed", "ElementsMarked",
        "TransmissionQueued", "AttemptBegun", "AttemptEnded", "RetryWanted",
    }
)  # fmt: skip
"""Lists, drafts and the machine's own tries. ``LogWritten`` and ``LogCorrected`` are told from the entry that they made, at the
moment of which it tells."""


class Period(msgspec.Struct, frozen=True):
    """A stretch of the journal: from ``since`` until ``until`` (``None``: it still runs), its records after ``after_seq`` up
    to ``until_seq``. ``leader`` and ``officer`` are those of the shift, "" for a day."""

    id: str
    since: datetime
    until: datetime | None
    after_seq: int
    until_seq: int | None
    leader: str = ""
    officer: str = ""

    def holds(self, at: datetime) -> bool:
        """Whether the moment lies in it."""
        return at >= self.since and (self.until is None or at < self.until)


class Struck(msgspec.Struct, frozen=True):
    """Words that were put right: they stay, struck through, with who did it, when and why."""

    text: str
    by: str
    at: datetime
    reason: str


class LogLine(msgspec.Struct, frozen=True):
    """One line. ``note_id`` names a free entry ("" where the journal tells it); ``written_at`` is when that was written down.

    ``to_the_second``: the moment is told with its seconds. ``due_at``: of a report, by when it was to be made.
    """

    id: str
    at: datetime
    section: str
    text: str
    by: str
    incident_id: str = ""
    incident: str = ""
    note_id: str = ""
    category: str = ""
    written_at: datetime | None = None
    struck: tuple[Struck, ...] = ()
    to_the_second: bool = False
    due_at: datetime | None = None

    @property
    def clock(self) -> str:
        """The moment in Beijing, as precise as it has to be."""
        return to_local(self.at).strftime("%m-%d %H:%M:%S" if self.to_the_second else "%m-%d %H:%M")

    @property
    def is_late(self) -> bool:
        """Whether a free entry was written more than some minutes after it happened (补记)."""
        return self.written_at is not None and self.written_at - self.at >= timedelta(minutes=5)


def shift_periods(state: State) -> tuple[Period, ...]:
    """Every shift, the one on duty first."""
    marks, found = state.shifts, []
    for place, mark in enumerate(marks):
        after = marks[place + 1] if place + 1 < len(marks) else None
        found.append(
            Period(
                f"shift:{mark.seq}", mark.shift.started_at, after.shift.started_at if after else None, mark.seq - 1,
                # the entry that completes the handover stands right before the next shift's own: it ends this one
                after.seq - 1 if after else None, mark.shift.leader, mark.shift.officer,
            )
        )
    return tuple(reversed(found))


def day_period(state: State, day: date) -> Period:
    """A whole day in Beijing. Its records are looked for between the shifts that began before it and after it."""
    since = datetime(day.year, day.month, day.day, tzinfo=SHANGHAI)
    until = since + timedelta(days=1)
    before = [mark.seq for mark in state.shifts if mark.shift.started_at <= since]
    after = [mark.seq for mark in state.shifts if mark.shift.started_at >= until]
    return Period(f"day:{day}", since, until, max(before, default=1) - 1, min(after) if after else None)


def duty_log(records: Iterable[Record], state: State, describer: Describer, period: Period) -> tuple[LogLine, ...]:
    """The lines of the period in the order of time. Empty where nothing happened: whoever shows it says 零记录."""
    found = [
        _line(record, state, describer, section)
        for record in records
        if (section := section_of(type(record.entry))) and _belongs(record, period)
    ]
    found += [_note(one, state, describer) for one in state.log_notes.values() if period.holds(one.at)]
    return tuple(sorted(found, key=lambda line: (line.at, line.id)))


def is_zero_record(lines: Iterable[LogLine]) -> bool:
    """Whether nothing happened beyond the shift itself and its equipment: the log then says so (零记录, facts file §3.6)."""
    return all(line.section in ("duty", "equipment") for line in lines)


def section_of(entry: type[Entry]) -> str:
    """The part of the log that entries of this kind belong to; "" for those that are no business of the log."""
    kind, parts = entry.__name__, entry.__module__.split(".")
    slice_ = parts[2] if len(parts) > 2 else ""
    if slice_ in _NO_LOG_SLICES or kind in _NO_LOG_KINDS:
        return ""
    return _OF_KIND.get(kind) or _OF_SLICE.get(slice_, "other")


def _belongs(record: Record, period: Period) -> bool:
    """A shift is bounded by its place in the journal, whatever the clock did meanwhile; a day by the clock.

    What was caught up from paper stands in the log of the shift that typed it, at the paper's time; and in that of both days,
    the one on which it was done and the one on which it was typed.
    """
    if period.id.startswith("shift:"):
        return record.seq > period.after_seq and (period.until_seq is None or record.seq <= period.until_seq)
    return period.holds(record.acted.at) or period.holds(record.stamp.at)


def _line(record: Record, state: State, describer: Describer, section: str) -> LogLine:
    entry = record.entry
    incident_id = incident_of(record)
    incident = state.incidents.get(incident_id)
    return LogLine(
        id=f"{record.seq:010}", at=record.acted.at, section=section, text=describer.record(record, state),
        by=record.acted.actor, incident_id=incident.id if incident else "", incident=incident.number if incident else "",
        to_the_second=incident is not None and incident.severity is IncidentSeverity.I,
        due_at=entry.report.due_at if isinstance(entry, ReportRecorded) else None,
    )


def _note(note: LogNote, state: State, describer: Describer) -> LogLine:
    struck = tuple(Struck(one.text, one.by, one.at, one.reason) for one in note.corrections)
    mark = describe_paper.mark_of(describer, note.id, state)
    return LogLine(
        id=f"note:{note.id}", at=note.at, section=_OF_CATEGORY[note.category], text=note.text + mark, by=note.by,
        note_id=note.id, category=describer.say(f"log_category.{note.category}"),
        written_at=None if mark else note.written_at, struck=struck,
    )
