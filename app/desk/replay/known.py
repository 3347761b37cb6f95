"""What was known at a moment against what is known at the end: facts, and the duties to report. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

import msgspec

from app.domain.conditions import FactScalar
from app.domain.deadlines import obligations
from app.domain.incident.model import Incident
from app.domain.reference import Reference
from app.domain.reporting.model import Obligation
from app.domain.state import State

PLACE, SEVERITY, RESPONSE, STATUS = "@place", "@severity", "@response", "@status"
PARTS = (STATUS, PLACE, SEVERITY, RESPONSE)
"""What is known of an incident besides its figures; the names cannot be those of facts."""


class Difference(StrEnum):
    """How what was known then stands to what is known at the end (worded ``replay.difference.<code>``)."""

    SAME = "same"
    UNKNOWN = "unknown"
    CHANGED = "changed"
    CONFIRMED = "confirmed"
    REMOVED = "removed"


class KnownValue(msgspec.Struct, frozen=True):
    """One thing as it was known: its value (a code where it is no figure), how sure, from whom, since when, by whom."""

    value: FactScalar
    status: str = ""
    source: str = ""
    at: datetime | None = None
    by: str = ""


class KnownRow(msgspec.Struct, frozen=True):
    """One thing of one incident: as it was known at the moment, and as it is at the end; ``None``: not (any more)."""

    incident_id: str
    name: str
    then: KnownValue | None
    end: KnownValue | None

    @property
    def difference(self) -> Difference:
        """What came of it."""
        if self.then is None:
            return Difference.UNKNOWN
        if self.end is None:
            return Difference.REMOVED
        if self.then.value != self.end.value:
            return Difference.CHANGED
        return Difference.SAME if self.then.status == self.end.status else Difference.CONFIRMED


class Standing(StrEnum):
    """How a duty to report stood (worded ``replay.standing.<code>``)."""

    OPEN = "open"
    OVERDUE = "overdue"
    MET = "met"
    LATE = "late"
    WAIVED = "waived"


class DutyRow(msgspec.Struct, frozen=True):
    """A duty to report as it stood at the moment, and how it ended (``None``: at the end nobody owes it any more)."""

    owed: Obligation
    standing: Standing
    ended: Standing | None
    answered_at: datetime | None


def incidents_of(then: State, end: State, incident_id: str = "") -> tuple[str, ...]:
    """The one incident, as soon as anybody ever knew of it; else those that were open at the moment, the earliest first."""
    if incident_id:
        return (incident_id,) if incident_id in end.incidents or incident_id in then.incidents else ()
    opened = (one for one in then.incidents.values() if one.is_open)
    return tuple(one.id for one in sorted(opened, key=lambda one: (one.aware_at, one.id)))


def known_rows(then: State, end: State, incident_id: str = "") -> tuple[KnownRow, ...]:
    """What was known, beside what is known at the end; what nobody knew yet stands there too, so that it can be seen."""
    rows = []
    for one in incidents_of(then, end, incident_id):
        was, ended = _values(then.incidents.get(one)), _values(end.incidents.get(one))
        names = dict.fromkeys((*PARTS, *sorted(was.keys() | ended.keys())))
        rows += [KnownRow(one, name, was.get(name), ended.get(name)) for name in names if name in was or name in ended]
    return tuple(rows)


class EndedDuties:
    """The duties to report as they stand at the end, by incident. Each incident is looked at when it is first asked for, and then
    kept: the end does not change while what comes before it is played."""

    def __init__(self, end: State, reference: Reference, now: datetime) -> None:
        self.end, self._reference, self._now = end, reference, now
        self._found: dict[str, Mapping[str, tuple[Standing, datetime | None]]] = {}

    def of(self, incident_id: str) -> Mapping[str, tuple[Standing, datetime | None]]:
        """How each duty of this incident ended and when it was answered, by its key."""
        if incident_id not in self._found:
            last = self.end.incidents.get(incident_id)
            owed = obligations(last, self.end, self._reference, self._now) if last is not None else ()
            self._found[incident_id] = {one.key: (standing_of(one, self._now), one.answered_at) for one in owed}
        return self._found[incident_id]


def duty_rows(
    then: State, reference: Reference, now: datetime, ended: EndedDuties, incident_id: str = ""
) -> tuple[DutyRow, ...]:
    """The duties to report that stood at the moment, the earliest first, each with how it ended."""
    rows = []
    for one in incidents_of(then, ended.end, incident_id):
        of = then.incidents.get(one)
        if of is None:
            continue
        for owed in obligations(of, then, reference, now):
            came, answered_at = ended.of(one).get(owed.key, (None, None))
            rows.append(DutyRow(owed, standing_of(owed, now), came, answered_at))
    return tuple(sorted(rows, key=lambda row: (row.owed.due_at, row.owed.incident_id, row.owed.key)))


def standing_of(owed: Obligation, now: datetime) -> Standing:
    """How a duty stands at a moment."""
    if owed.waived_reason:
        return Standing.WAIVED
    late = owed.is_late(now)
    if owed.is_open:
        return Standing.OVERDUE if late else Standing.OPEN
    return Standing.LATE if late else Standing.MET


def _values(of: Incident | None) -> Mapping[str, KnownValue]:
    if of is None:
        return {}
    found = {name: KnownValue(one.value, one.status.value, one.source, one.at, one.by) for name, one in of.facts.items()}
    found[STATUS] = KnownValue(of.status.value)
    found[PLACE] = KnownValue(of.place.words)
    if of.severity is not None:
        own = of.override
        found[SEVERITY] = KnownValue(of.severity.value, at=of.judged_at, by=own.by if own is not None else "")
    running = [one for one in of.activations if one.is_running]
    if running:
        leading = running[0]
        last = leading.history[-1] if leading.history else None
        found[RESPONSE] = KnownValue(leading.level.value, at=last.at if last is not None else leading.activated_at,
                                     by=leading.approved_by)  # fmt: skip
    return found
