"""What the desk's incidents come to in figures: how many, how grave, how fast, how punctual. Pure.

Punctuality counts what the clock says and nothing else: a report on time, late, or still owed past its time. Whether anybody is
to blame is not a machine's question (facts file §3.4).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from statistics import median
from types import MappingProxyType

import msgspec

from app.domain.deadlines import obligations
from app.domain.incident.model import Incident
from app.domain.reference import Reference
from app.domain.reporting.model import Channel, Stage
from app.domain.state import State
from app.domain.unit.model import UnitStatus
from app.domain.words import IncidentSeverity
from app.kernel.clock import to_local
from app.kernel.geo import Point


class GroupBy(StrEnum):
    """What incidents are counted by."""

    MONTH = "month"
    CLASS = "class"
    KIND = "kind"
    SEVERITY = "severity"
    VILLAGE = "village"
    HOUR = "hour"


class CaseFigures(msgspec.Struct, frozen=True):
    """One incident in figures. Times are minutes from awareness, ``None`` where it never came to that.

    ``on_time``, ``late`` and ``owing`` count reports: made in their time, made after it, not made and past it.
    """

    incident_id: str
    kind: str
    severity: IncidentSeverity | None
    village: str
    aware_at: datetime
    is_open: bool
    point: Point | None
    dead: int = 0
    missing: int = 0
    injured: int = 0
    on_time: int = 0
    late: int = 0
    owing: int = 0
    dispatch_min: float | None = None
    arrive_min: float | None = None
    report_min: float | None = None


class Line(msgspec.Struct, frozen=True):
    """A group of incidents in figures; times are medians in minutes over those in which it came to that.

    ``key`` is the month ``YYYY-MM``, the class letter, the code of the kind, the grade, the village, or the hour of day; ""
    where the incident has none.
    """

    key: str
    incidents: int
    open: int
    dead: int
    missing: int
    injured: int
    on_time: int
    late: int
    owing: int
    dispatch_min: float | None
    arrive_min: float | None
    report_min: float | None

    @property
    def punctuality(self) -> float | None:
        """Share of the reports due that were made in their time; ``None`` where none was due."""
        due = self.on_time + self.late + self.owing
        return self.on_time / due if due else None


def case_figures(of: Incident, state: State, reference: Reference, now: datetime) -> CaseFigures:
    """One incident in figures, as it stands."""
    timed = [report for report in of.reports if report.due_at is not None]
    late = sum(1 for report in timed if report.due_at is not None and report.at > report.due_at)
    owing = sum(1 for owed in obligations(of, state, reference, now) if owed.is_open and owed.due_at < now) if of.is_open else 0
    phoned = (r.at for r in of.reports if r.stage is Stage.FIRST and r.channel is Channel.PHONE)
    return CaseFigures(
        incident_id=of.id, kind=of.kind, severity=of.severity, village=of.place.village, aware_at=of.aware_at,
        is_open=of.is_open, point=of.place.point, dead=_count(of, "dead"), missing=_count(of, "missing"),
        injured=_count(of, "serious") + _count(of, "minor"), on_time=len(timed) - late, late=late, owing=owing,
        dispatch_min=_minutes(of, (one.steps[0].at for one in of.dispatches.values())),
        arrive_min=_minutes(of, _arrivals(of)), report_min=_minutes(of, phoned),
    )


def within(cases: Iterable[CaseFigures], since: datetime | None, until: datetime | None) -> tuple[CaseFigures, ...]:
    """Those of which the desk became aware from ``since`` (included) to ``until`` (not included)."""
    return tuple(
        one for one in cases if (since is None or one.aware_at >= since) and (until is None or one.aware_at < until)
    )


def lines(cases: Iterable[CaseFigures], by: GroupBy) -> tuple[Line, ...]:
    """The groups: months and hours in their order, grades from the gravest, the others by the number of incidents."""
    groups: dict[str, list[CaseFigures]] = defaultdict(list)
    for one in cases:
        groups[_KEYS[by](one)].append(one)
    made = [line(key, group) for key, group in groups.items()]
    if by in (GroupBy.MONTH, GroupBy.HOUR):
        return tuple(sorted(made, key=lambda one: one.key))
    if by is GroupBy.SEVERITY:
        return tuple(sorted(made, key=lambda one: _GRAVEST_FIRST.get(one.key, len(_GRAVEST_FIRST))))
    return tuple(sorted(made, key=lambda one: (-one.incidents, one.key)))


def line(key: str, cases: Iterable[CaseFigures]) -> Line:
    """These incidents together."""
    cases = tuple(cases)
    return Line(
        key=key, incidents=len(cases), open=sum(one.is_open for one in cases), dead=sum(one.dead for one in cases),
        missing=sum(one.missing for one in cases), injured=sum(one.injured for one in cases),
        on_time=sum(one.on_time for one in cases), late=sum(one.late for one in cases), owing=sum(one.owing for one in cases),
        dispatch_min=_median(one.dispatch_min for one in cases), arrive_min=_median(one.arrive_min for one in cases),
        report_min=_median(one.report_min for one in cases),
    )


_KEYS: Mapping[GroupBy, Callable[[CaseFigures], str]] = MappingProxyType({
    GroupBy.MONTH: lambda one: to_local(one.aware_at).strftime("%Y-%m"),
    GroupBy.CLASS: lambda one: one.kind[:1],
    GroupBy.KIND: lambda one: one.kind,
    GroupBy.SEVERITY: lambda one: one.severity.value if one.severity else "",
    GroupBy.VILLAGE: lambda one: one.village,
    GroupBy.HOUR: lambda one: to_local(one.aware_at).strftime("%H"),
})
_GRAVEST_FIRST = {grade: place for place, grade in enumerate(("I", "II", "III", "IV"))}


def _count(of: Incident, fact: str) -> int:
    known = of.facts.get(fact)
    return int(known.value) if known is not None and isinstance(known.value, int | float) else 0


def _arrivals(of: Incident) -> Iterable[datetime]:
    return (at for one in of.dispatches.values() if (at := one.first_at(UnitStatus.ON_SCENE)) is not None)


def _minutes(of: Incident, moments: Iterable[datetime]) -> float | None:
    first = min(moments, default=None)
    # what happened before the desk knew (a patrol stood there already) took no time
    return None if first is None else max((first - of.aware_at).total_seconds() / 60, 0.0)


def _median(values: Iterable[float | None]) -> float | None:
    known = [one for one in values if one is not None]
    return median(known) if known else None
