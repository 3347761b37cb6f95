"""The duty log and the handover as sheets of worded tables: for the printed papers, and for whoever shows them as text. Pure.

Fields of the log sheet: facts file §3.6 (date, shift, leader, officer, weather and warnings, calls and papers, incidents and
reports with limit and moment, leaders' words, open matters, state of the equipment).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec

from app.desk.describe import Describer
from app.desk.describe_handover import item_due, item_incident, item_title, kind_name
from app.desk.duty_log import SECTIONS, LogLine, Period, is_zero_record
from app.domain.dutylog.rules import EquipmentStatus, equipment
from app.domain.handover.model import Acceptance, Handover, HandoverItem, HandoverKind
from app.domain.handover.rules import items_of
from app.domain.reference import Reference
from app.domain.state import State
from app.kernel.clock import to_local


class SheetTable(msgspec.Struct, frozen=True):
    """A table: its title, its columns, its rows of texts."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Sheet(msgspec.Struct, frozen=True):
    """A sheet: what it is of, sentences above, tables below."""

    subject: str
    totals: tuple[str, ...]
    tables: tuple[SheetTable, ...]


class Head(msgspec.Struct, frozen=True):
    """The last entry of the journal that a sheet stands on: its number and its seal in hex."""

    seq: int
    hash: str


def period_title(period: Period, describer: Describer) -> str:
    """A shift by its hours and names, a day by its date."""
    if period.id.startswith("day:"):
        return describer.say("log.day_title", day=period.id.removeprefix("day:"))
    until = _minute(period.until) if period.until is not None else describer.say("log.now")
    return describer.say(
        "log.shift_title", **{"from": _minute(period.since)}, until=until, leader=period.leader, officer=period.officer
    )


def log_text(line: LogLine, describer: Describer) -> str:
    """The words of a line, with what has to be told beside them: written later, the limit of a report, old words."""
    parts = [line.text]
    if line.is_late and line.written_at is not None:
        parts.append(describer.say("log.late", at=_minute(line.written_at)))
    if line.due_at is not None:
        parts.append(describer.say("log.due", at=_minute(line.due_at)))
    return "".join(parts)


def log_sheet(
    lines: Sequence[LogLine], period: Period, state: State, reference: Reference, describer: Describer, now: datetime, head: Head
) -> Sheet:
    """The log of a period. Open matters and the equipment are those of now, so only a running period has them; for a past
    shift the open matters are those that its handover names."""
    say = describer.say
    totals = [
        *((say("log.leader", name=period.leader), say("log.officer", name=period.officer)) if period.officer else ()),
        _warnings(state, period, describer),
        say("log.nothing") if is_zero_record(lines) else say("log.count", count=len(lines)),
        head_line(head, describer),
    ]
    tables = [
        SheetTable(say(f"log_section.{section}"), _log_heads(describer), tuple(_log_rows(lines, section, describer)))
        for section in SECTIONS
    ]
    open_items = _open_of(period, state, reference, now)
    if open_items is not None:
        tables.append(_open_table(open_items, describer, now))
    if period.until is None:
        tables.append(_equipment_table(equipment(state, reference), describer, now))
    return Sheet(period_title(period, describer), tuple(totals), tuple(tables))


def handover_sheet(
    of: Handover, state: State, reference: Reference, describer: Describer, now: datetime, head: Head
) -> Sheet:
    """A handover that runs (with what is not accepted yet) or that was completed."""
    say = describer.say
    at = of.completed_at or now
    left = [] if of.completed_at else [one for one in items_of(state, reference, now) if one.key not in of.accepted]
    ended = say("handover.running", count=len(left))
    if of.completed_at is not None:
        ended = say("handover.completed_at", at=_minute(of.completed_at))
    totals = (
        say("handover.from", leader=of.from_shift.leader, officer=of.from_shift.officer, at=_minute(of.from_shift.started_at)),
        say("handover.to", leader=of.leader, officer=of.officer),
        say("handover.begun", at=_minute(of.started_at)),
        ended,
        say("handover.accepted_count", count=len(of.accepted)),
        *((say("handover.names", handed_by=of.handed_by, taken_by=of.taken_by),) if of.completed_at else ()),
        head_line(head, describer),
    )
    heads = tuple(say(f"handover.head.{key}") for key in ("item", "incident", "limit", "accepted", "remark"))
    tables = []
    for kind in HandoverKind:
        rows = [
            *(_accepted_row(one, describer, at) for one in _in_order(of.accepted.values()) if one.item.kind is kind),
            *((item_title(describer, one), item_incident(describer, one), item_due(describer, one, at),
               say("handover.open"), "") for one in left if one.kind is kind),
        ]  # fmt: skip
        if rows:
            tables.append(SheetTable(kind_name(describer, kind), heads, tuple(rows)))
    subject = say("handover.subject", handed=of.from_shift.officer, taken=of.officer, at=_minute(at))
    return Sheet(subject, totals, tuple(tables))


def head_line(head: Head, describer: Describer) -> str:
    """The entry and the seal that prove the sheet, for the foot of a paper."""
    return describer.say("log.head", seq=head.seq, hash=head.hash)


def equipment_line(one: EquipmentStatus, describer: Describer, now: datetime) -> str:
    """When the next test is due."""
    if one.due_at is None:
        return describer.say("equipment.never")
    return describer.say("equipment.overdue" if one.is_overdue(now) else "equipment.due", at=describer.clock(one.due_at))


def condition_name(one: EquipmentStatus, describer: Describer) -> str:
    """What the last test found, or that there was none."""
    return describer.say(f"equipment_condition.{one.last.condition}") if one.last else describer.say("equipment.untested")


def _accepted_row(one: Acceptance, describer: Describer, at: datetime) -> tuple[str, ...]:
    item = one.item
    who = describer.say("handover.accepted_by", by=one.by, at=_minute(one.at))
    return item_title(describer, item), item_incident(describer, item), item_due(describer, item, one.at), who, one.remark


def _in_order(accepted: Iterable[Acceptance]) -> list[Acceptance]:
    return sorted(accepted, key=lambda one: (one.at, one.item.key))


def _log_heads(describer: Describer) -> tuple[str, ...]:
    return tuple(describer.say(f"log_field.{key}") for key in ("at", "incident", "text", "by"))


def _log_rows(lines: Iterable[LogLine], section: str, describer: Describer) -> Iterable[tuple[str, ...]]:
    for line in lines:
        if line.section != section:
            continue
        yield line.clock, line.incident, log_text(line, describer), line.by
        for old in line.struck:
            was = describer.say("log.was", text=old.text)
            yield "", "", was + describer.say("log.corrected", at=_minute(old.at), by=old.by, reason=old.reason), old.by


def _warnings(state: State, period: Period, describer: Describer) -> str:
    """The warnings that were in force at any moment of the period."""
    found = [
        one for one in state.warnings.values()
        if (period.until is None or one.received_at < period.until)
        and (one.lifted_at is None or one.lifted_at >= period.since)
    ]
    if not found:
        return describer.say("log.no_warning")
    names = []
    for one in sorted(found, key=lambda one: (one.received_at, one.id)):
        code = f"warning_kind.{one.kind}"
        kind = describer.say(code) if describer.knows(code) else one.kind
        names.append(describer.say("duty_room.warning", kind=kind, level=describer.say(f"alert.{one.level}")))
    return describer.say("log.warnings", warnings=describer.say("list.separator").join(names))


def _open_of(period: Period, state: State, reference: Reference, now: datetime) -> tuple[HandoverItem, ...] | None:
    """What is or was open at the end of the period; ``None`` where nobody knows any more."""
    if period.until is None:
        return items_of(state, reference, now)
    ended = next((one for one in state.handovers if one.from_shift.started_at == period.since), None)
    return tuple(one.item for one in _in_order(ended.accepted.values())) if ended is not None else None


def _open_table(items: Iterable[HandoverItem], describer: Describer, now: datetime) -> SheetTable:
    heads = tuple(describer.say(f"handover.head.{key}") for key in ("kind", "item", "incident", "limit"))
    rows = tuple(
        (kind_name(describer, one.kind), item_title(describer, one), item_incident(describer, one),
         describer.clock(one.due_at)) for one in items
    )  # fmt: skip
    return SheetTable(describer.say("log_section.open"), heads, rows)


def _equipment_table(items: Iterable[EquipmentStatus], describer: Describer, now: datetime) -> SheetTable:
    heads = tuple(describer.say(f"equipment_field.{key}") for key in ("name", "condition", "checked_at", "remark"))
    rows = tuple(
        (describer.text(one.item.name), condition_name(one, describer), describer.clock(one.last.at) if one.last else "",
         one.last.remark if one.last else "") for one in items
    )  # fmt: skip
    return SheetTable(describer.say("log_section.equipment_now"), heads, rows)


def _minute(at: datetime) -> str:
    return to_local(at).strftime("%Y-%m-%d %H:%M")
