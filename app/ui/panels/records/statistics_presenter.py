"""Statistics in rows and bars, and the periods that they are made for. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from app.desk.jobs import Progress
from app.domain.incident.model import Incident
from app.domain.reference import Reference
from app.domain.state import State
from app.domain.statistics import CaseFigures, Line, case_figures
from app.kernel.clock import beginning_of, to_local

_EVERY = 200


class Period(StrEnum):
    """What time the figures are for, in Beijing days."""

    MONTH = "month"
    LAST_MONTH = "last_month"
    DAYS_90 = "days_90"
    YEAR = "year"
    LAST_YEAR = "last_year"
    ALL = "all"


class Measure(StrEnum):
    """What the bars show."""

    INCIDENTS = "incidents"
    CASUALTIES = "casualties"
    PUNCTUALITY = "punctuality"
    ARRIVAL = "arrival"


class Collector:
    """The figures of every incident; those that did not change since the last time are not counted again."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Incident, CaseFigures]] = {}

    def collect(self, state: State, reference: Reference, now: datetime, progress: Progress) -> tuple[CaseFigures, ...]:
        """Every incident in figures. Made for a job: says how far it is and stops when told to."""
        found: dict[str, tuple[Incident, CaseFigures]] = {}
        for place, of in enumerate(state.incidents.values()):
            if place % _EVERY == 0:
                progress.report(place / len(state.incidents))
            known = self._known.get(of.id)
            # what an open one owes becomes overdue without any change
            same = known is not None and known[0] is of and not of.is_open
            found[of.id] = known if known is not None and same else (of, case_figures(of, state, reference, now))
        self._known = found
        return tuple(figures for _, figures in found.values())


def bounds(period: Period, now: datetime) -> tuple[datetime | None, datetime | None]:
    """From when (included) to when (not included)."""
    today = to_local(now).date()
    first = today.replace(day=1)
    if period is Period.ALL:
        return None, None
    if period is Period.DAYS_90:
        return beginning_of(today - timedelta(days=89)), None
    if period is Period.MONTH:
        return beginning_of(first), None
    if period is Period.LAST_MONTH:
        return beginning_of((first - timedelta(days=1)).replace(day=1)), beginning_of(first)
    this_year = first.replace(month=1)
    if period is Period.YEAR:
        return beginning_of(this_year), None
    return beginning_of(this_year.replace(year=this_year.year - 1)), beginning_of(this_year)


def days(period: Period, now: datetime) -> str:
    """The same as papers name it: first and last day with a slash between them, an open end empty."""
    since, until = bounds(period, now)
    last = to_local(until - timedelta(days=1)).date().isoformat() if until is not None else ""
    return f"{to_local(since).date().isoformat() if since is not None else ''}/{last}"


def minutes(value: float | None) -> str:
    """Minutes in words of a table; a dash where it never came to that."""
    return "—" if value is None else f"{value:.0f}" if value >= 10 else f"{value:.1f}"


def share(value: float | None) -> str:
    """A share in per cent."""
    return "—" if value is None else f"{value * 100:.0f} %"


def bar(line: Line, measure: Measure) -> tuple[float, str]:
    """The size of a group's bar, and its value in words."""
    if measure is Measure.CASUALTIES:
        hurt = line.dead + line.missing + line.injured
        return hurt, str(hurt)
    if measure is Measure.PUNCTUALITY:
        return line.punctuality or 0.0, share(line.punctuality)
    if measure is Measure.ARRIVAL:
        return line.arrive_min or 0.0, minutes(line.arrive_min)
    return line.incidents, str(line.incidents)


def bars(rows: Sequence[tuple[str, Line]], measure: Measure) -> list[tuple[str, float, str]]:
    """The groups as bars, in their order."""
    return [(name, *bar(line, measure)) for name, line in rows]

