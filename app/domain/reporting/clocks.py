"""When the clock of a reporting rule starts, when it runs out, and when a repeated duty comes again. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

import msgspec

from app.domain.conditions import Condition
from app.domain.reporting.model import DaySort, Repeat, ReportMade, Rule, Until, Waiver
from app.domain.words import ClockStart
from app.domain.work_calendar import WorkCalendar
from app.kernel.clock import SHANGHAI, as_utc, beginning_of

ELAPSED_FACTS = ("elapsed_h", "unextinguished_h")
"""Derived facts that grow with time alone: a condition on one of them may come true while nothing happens."""

_DAYS_LOOKED_AHEAD = 60
"""No run of holidays or of worked days is longer: a search for a day of one sort ends."""


class ReportingCase(msgspec.Struct, frozen=True):
    """What the reporting rules look at: an incident's facts (``facts_view``), its moments, and the reports made.

    ``activated_at`` is the first response's; ``warning_received_at`` and ``alert_lifted_at`` are those of the warning that
    counts for it, where there is one.
    """

    incident_id: str
    kind: str
    facts: dict[str, bool | int | float | str]
    aware_at: datetime
    occurred_at: datetime | None = None
    judged_at: datetime | None = None
    requested_at: datetime | None = None
    stabilised_at: datetime | None = None
    terminated_at: datetime | None = None
    closed_at: datetime | None = None
    casualties_changed_at: datetime | None = None
    reports: tuple[ReportMade, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    warning_received_at: datetime | None = None
    alert_lifted_at: datetime | None = None
    activated_at: datetime | None = None

    @property
    def began_at(self) -> datetime:
        """Since when it goes on: the occurrence, or awareness where that is unknown."""
        return self.occurred_at or self.aware_at


class Due(msgspec.Struct, frozen=True):
    """A moment by which something is due; ``certain`` is false where it hangs on holidays not yet announced."""

    at: datetime
    certain: bool = True


def started_at(rule: Rule, case: ReportingCase, now: datetime) -> datetime | None:
    """When the rule's clock started, ``None`` where it has not."""
    start = rule.clock_start
    if start is ClockStart.AWARE:
        return case.aware_at
    if start is ClockStart.ELAPSED:
        reached_at = case.began_at + timedelta(hours=rule.elapsed_h)
        return reached_at if reached_at <= now else None
    starts: dict[ClockStart, datetime | None] = {
        ClockStart.OCCURRED: case.began_at,
        ClockStart.JUDGED: case.judged_at or case.aware_at,
        ClockStart.ACTIVATED: case.activated_at,
        ClockStart.REQUESTED: case.requested_at,
        ClockStart.STABILISED: case.stabilised_at,
        ClockStart.TERMINATED: case.terminated_at,
        ClockStart.CASUALTIES_CHANGED: case.casualties_changed_at,
        ClockStart.WARNING_RECEIVED: case.warning_received_at,
    }
    return starts.get(start)


def due_after(rule: Rule, start_at: datetime, calendar: WorkCalendar) -> Due:
    """When the limit of a rule that began then runs out.

    Days and working days are counted from the day after and end with the last one (24:00, Civil Code art. 201 and 203).
    """
    if rule.limit_workdays:
        last = calendar.after_workdays(_day_of(start_at), rule.limit_workdays)
        return Due(_end_of(last), calendar.is_certain(last))
    if rule.limit_days:
        return Due(_end_of(_day_of(start_at) + timedelta(days=rule.limit_days)))
    return Due(start_at + timedelta(minutes=rule.immediate_min if rule.immediately else rule.limit_min))


def due_again(repeat: Repeat, base_at: datetime, calendar: WorkCalendar) -> Due | None:
    """When a repeated duty is due again after the report at ``base_at``: the earliest that it asks for, if anything."""
    found = []
    if repeat.every_min:
        found.append(Due(base_at + timedelta(minutes=repeat.every_min)))
    if repeat.every_days and not repeat.daily_at:
        found.append(Due(base_at + timedelta(days=repeat.every_days)))
    found += [_next_time_of_day(repeat, base_at, time.fromisoformat(text), calendar) for text in repeat.daily_at]
    return min(found, key=lambda due: due.at, default=None)


def ended_at(until: Until, case: ReportingCase) -> datetime | None:
    """When a repeated duty ended, ``None`` while it goes on; a closed incident ends all of them."""
    if case.closed_at is not None:
        return case.closed_at
    if until is Until.STABILISED:
        return case.stabilised_at or case.terminated_at
    if until is Until.TERMINATED:
        return case.terminated_at
    if until is Until.ALERT_LIFTED:  # a drought that nobody warned of is over when the response is
        return case.alert_lifted_at if case.warning_received_at is not None else case.terminated_at
    return None


def next_change(rules: Iterable[Rule], case: ReportingCase, now: datetime) -> datetime | None:
    """The next moment at which time alone may start or end a duty (a fire burns for 24 hours); ``None``: none will.

    All else that changes what is owed is an entry of the journal, and the limits of what is owed are known beforehand.
    """
    hours = {hours for rule in rules for hours in elapsed_bounds(rule)}
    moments = (case.began_at + timedelta(hours=one) for one in hours)
    return min((at for at in moments if at > now), default=None)


def elapsed_bounds(rule: Rule) -> Iterator[float]:
    """The hours after which time alone may change whether the rule asks for anything."""
    if rule.clock_start is ClockStart.ELAPSED:
        yield rule.elapsed_h
    yield from _bounds_of(rule.when)


def _bounds_of(condition: Condition) -> Iterator[float]:
    if condition.fact in ELAPSED_FACTS:
        yield from (bound for bound in (condition.ge, condition.gt, condition.le, condition.lt) if bound is not None)
    for part in (*condition.any, *condition.all, *condition.none):
        yield from _bounds_of(part)


def _next_time_of_day(repeat: Repeat, after_at: datetime, at: time, calendar: WorkCalendar) -> Due:
    """The next Beijing time of day strictly after a moment, on a day of the right sort, in UTC."""
    local = after_at.astimezone(SHANGHAI)
    day = local.date() + timedelta(days=repeat.every_days)
    if datetime.combine(day, at, SHANGHAI) <= local:
        day += timedelta(days=1)
    if repeat.on_days is DaySort.ALL:
        return Due(as_utc(datetime.combine(day, at, SHANGHAI)))
    worked = repeat.on_days is DaySort.WORKED
    days = (day + timedelta(days=ahead) for ahead in range(_DAYS_LOOKED_AHEAD))
    day = next((one for one in days if calendar.is_workday(one) is worked), day)
    return Due(as_utc(datetime.combine(day, at, SHANGHAI)), calendar.is_certain(day))


def _day_of(moment: datetime) -> date:
    return moment.astimezone(SHANGHAI).date()


def _end_of(day: date) -> datetime:
    """24:00 of that Beijing day, in UTC."""
    return beginning_of(day + timedelta(days=1))
