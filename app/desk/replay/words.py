"""What a replay shows, as rows in words: one wording for the window, its exports and the command line. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec

from app.desk.describe import Describer
from app.desk.replay.known import PLACE, RESPONSE, SEVERITY, STATUS, Difference, DutyRow, KnownRow, KnownValue, Standing
from app.desk.replay.marks import mark_of
from app.desk.tones import URGENCY_TONES
from app.domain.deadlines import Deadline
from app.domain.record import Record, incident_of
from app.domain.state import State
from app.domain.unit.model import UnitStatus
from app.domain.unit.rules import is_resting

TONES = {
    Difference.SAME: "ok", Difference.UNKNOWN: "watch", Difference.CHANGED: "warn", Difference.CONFIRMED: "info",
    Difference.REMOVED: "warn",
}
"""Tone of each difference; the word stands beside it."""

STANDING_TONES = {
    Standing.OPEN: "neutral", Standing.OVERDUE: "alarm", Standing.MET: "ok", Standing.LATE: "warn", Standing.WAIVED: "muted",
}
"""Tone of how a duty stands."""


class KnownLine(msgspec.Struct, frozen=True):
    """One thing as it was known then and as it is known at the end; ``then`` and ``end`` are words, "" for nothing."""

    id: str
    incident: str
    name: str
    then: str
    status: str
    source: str
    at: datetime | None
    by: str
    end: str
    difference: Difference
    word: str
    tone: str


class DutyLine(msgspec.Struct, frozen=True):
    """A duty to report at the moment, and how it ended."""

    id: str
    incident: str
    what: str
    due_at: datetime
    word: str
    tone: str
    ended: str
    ended_tone: str
    answered_at: datetime | None
    basis: str


class DueLine(msgspec.Struct, frozen=True):
    """A deadline that ran at the moment."""

    id: str
    incident: str
    what: str
    due_at: datetime
    left_s: int
    word: str
    tone: str


class UnitLine(msgspec.Struct, frozen=True):
    """A unit at the moment. ``is_out``: an incident held it."""

    id: str
    name: str
    kind: str
    status: str
    tone: str
    since: datetime | None
    incident: str
    is_out: bool


class EntryLine(msgspec.Struct, frozen=True):
    """An entry of the journal on its tape. ``place`` is its number there; ``typed_at`` differs from ``at`` for what was caught up
    from paper and is shown when it happened."""

    place: int
    seq: int
    at: datetime
    typed_at: datetime
    actor: str
    kind: str
    sentence: str
    mark: str
    incident_id: str
    paper: bool


def known_lines(rows: Iterable[KnownRow], then: State, end: State, d: Describer) -> tuple[KnownLine, ...]:
    """What was known, in words."""
    made, titles = [], dict[str, str]()
    for row in rows:
        was, last, title = row.then, row.end, titles.get(row.incident_id, "")
        if not title:
            title = titles[row.incident_id] = d.where(row.incident_id, then if row.incident_id in then.incidents else end)
        made.append(KnownLine(
            id=f"{row.incident_id}:{row.name}", incident=title, name=_name(row.name, d),
            then=_value(row.name, was, d), status=d.say(f"fact_status.{was.status}") if was is not None and was.status else "",
            source=d.source(was.source) if was is not None and was.source else "", at=was.at if was is not None else None,
            by=was.by if was is not None else "", end=_value(row.name, last, d), difference=row.difference,
            word=d.say(f"replay.difference.{row.difference}"), tone=TONES[row.difference],
        ))  # fmt: skip
    return tuple(made)


def duty_lines(rows: Iterable[DutyRow], then: State, d: Describer) -> tuple[DutyLine, ...]:
    """Duties to report, in words, each with the rule that it rests on."""
    return tuple(
        DutyLine(
            id=f"{row.owed.incident_id}:{row.owed.key}", incident=d.where(row.owed.incident_id, then), what=d.obligation(row.owed),
            due_at=row.owed.due_at, word=d.say(f"replay.standing.{row.standing}"), tone=STANDING_TONES[row.standing],
            ended=d.say(f"replay.standing.{row.ended}") if row.ended is not None else d.say("replay.standing.gone"),
            ended_tone=STANDING_TONES[row.ended] if row.ended is not None else "muted", answered_at=row.answered_at,
            basis=d.say("list.separator").join(d.rule_basis(one) for one in row.owed.bases[:1]),
        )
        for row in rows
    )


def due_lines(ranked: Iterable[Deadline], state: State, now: datetime, d: Describer) -> tuple[DueLine, ...]:
    """What was due, in the order of the strip."""
    return tuple(
        DueLine(
            one.key, d.where(one.incident_id, state), d.deadline(one, state), one.due_at,
            round((one.due_at - now).total_seconds()), d.urgency(one, now), URGENCY_TONES[one.urgency(now)],
        )
        for one in ranked
    )


def unit_lines(state: State, now: datetime, d: Describer, incident_id: str = "") -> tuple[UnitLine, ...]:
    """Units: those that were out first. Of one incident only those that it held."""
    found = []
    for unit in state.units.values():
        if incident_id and unit.incident_id != incident_id:
            continue
        off = unit.status is UnitStatus.OUT_OF_SERVICE or is_resting(unit, now)
        found.append(UnitLine(
            unit.id, d.unit_name(unit.id, state), d.unit_kind(unit.kind), d.say(f"unit_status.{unit.status}"),
            "info" if unit.is_busy else "muted" if off else "neutral", unit.status_at,
            d.where(unit.incident_id, state) if unit.incident_id else "", unit.is_busy,
        ))  # fmt: skip
    return tuple(sorted(found, key=lambda one: (not one.is_out, one.name)))


def entry_lines(
    records: Sequence[Record], moments: Sequence[datetime], end: State, d: Describer, first: int = 0
) -> tuple[EntryLine, ...]:
    """Entries in words; slow for many: for a job's thread. ``first`` is how many stand before them on the tape."""
    made = []
    for place, (one, at) in enumerate(zip(records, moments, strict=True), start=first + 1):
        mark, code = mark_of(one), f"entry_kind.{type(one.entry).__name__}"
        acted = one.acted
        kind = d.say(code) if d.knows(code) else type(one.entry).__name__
        made.append(EntryLine(
            place, one.seq, at, one.stamp.at, actor_name(acted.actor, d), kind, d.record(one, end),
            mark.value if mark is not None else "", incident_of(one), one.entry.paper is not None,
        ))  # fmt: skip
    return tuple(made)


def actor_name(actor: str, d: Describer) -> str:
    """A person's name as it is; the conductor's side of a drill in words; a dash where nobody acted."""
    code = f"drill.actor.{actor}"
    return d.say(code) if actor and d.knows(code) else actor or "—"


def _name(name: str, d: Describer) -> str:
    return d.say(f"replay.part.{name[1:]}") if name.startswith("@") else d.fact_label(name)


def _value(name: str, value: KnownValue | None, d: Describer) -> str:
    if value is None:
        return ""
    if name == SEVERITY:
        return d.say(f"severity.{value.value}")
    if name == RESPONSE:
        return d.level(value.value)
    if name == STATUS:
        return d.say(f"incident_status.{value.value}")
    if name == PLACE:
        return str(value.value)
    return d.fact_value(name, value.value)
