"""All incidents of a period in figures, group by group. Pure.

``DocumentInput.subject`` is the period, in months or days (``2026-01/2026-06``, ``2026-06-10/``), and behind a second slash the
letter of the one class that is counted (``//A``).
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

import msgspec

from app.desk import statistics_words
from app.domain.incident.model import IncidentClass
from app.domain.statistics import CaseFigures, GroupBy, Line, case_figures, line, lines, within
from app.kernel.clock import beginning_of
from app.kernel.errors import Refusal
from app.reports.documents.phrases import Phrases
from app.reports.documents.spec import DocumentInput

ID = "statistics"

GROUPS = (GroupBy.MONTH, GroupBy.CLASS, GroupBy.KIND, GroupBy.SEVERITY, GroupBy.VILLAGE, GroupBy.HOUR)
"""In the order of the paper."""

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_BARS_MOST = 15
_HOURS = 24
_LINE_FROM = 3
"""So many months make a line; fewer are bars."""
_COLUMNS = (
    "incidents", "open", "dead", "missing", "injured", "punctuality", "late", "owing", "report_min", "dispatch_min", "arrive_min",
)


class Group(msgspec.Struct, frozen=True):
    """One group of incidents: its name, its figures in the chart, its row of the table (empty for one that is only charted)."""

    label: str
    incidents: int
    hurt: int
    row: tuple[str, ...] = ()


class Part(msgspec.Struct, frozen=True):
    """One way to group: heading, caption of its chart, the groups charted, the rows of the table; ``chart`` is ``bars``, ``line``
    (over months) or ``columns`` (hours of the day)."""

    heading: str
    caption: str
    groups: tuple[Group, ...]
    chart: str = "bars"
    rows: tuple[tuple[str, ...], ...] = ()


class StatisticsPaper(msgspec.Struct, frozen=True):
    """The paper."""

    title: str
    subject: str
    lead: tuple[str, ...]
    heads: tuple[str, ...]
    parts: tuple[Part, ...]
    series: tuple[str, ...]
    empty: str
    notes: tuple[str, ...]


def content(given: DocumentInput) -> StatisticsPaper:
    """The figures of the period; ``Refusal("period_unknown")`` where it is none."""
    words, say = Phrases(given), given.wording.say
    period, one_class = _parted(given.subject)
    since, until, named = period_of(period, words)
    every = (case_figures(of, given.state, given.reference, given.now) for of in given.state.incidents.values())
    chosen = (one for one in within(every, since, until) if one_class in ("", one.kind[:1]))
    cases = sorted(chosen, key=lambda one: (one.aware_at, one.incident_id))
    if one_class:
        named = words.paper("statistics.of_class", period=named, name=say(f"incident_class.{one_class}"))
    whole = line("", cases)
    return StatisticsPaper(
        title=words.paper("statistics.title"),
        subject=words.paper("statistics.subject", place=words.clip(given.place, 30), period=named),
        lead=(
            say(
                "statistics.total", incidents=whole.incidents, open=whole.open, dead=whole.dead, missing=whole.missing,
                injured=whole.injured, punctuality=_share(whole.punctuality, words), late=whole.late, owing=whole.owing,
                arrive=_minutes(whole.arrive_min, words),
            ),
        ),
        heads=tuple(words.paper(f"statistics.head.{code}") for code in ("group", *_COLUMNS)),
        parts=tuple(_part(number, by, cases, whole, given, words) for number, by in enumerate(GROUPS, 1)) if cases else (),
        series=(words.paper("statistics.series.incidents"), words.paper("statistics.series.hurt")),
        empty=words.paper("statistics.empty"),
        notes=(words.paper("statistics.note.median"), words.paper("statistics.note.late")),
    )


def _parted(subject: str) -> tuple[str, str]:
    """The period, and the class or ""."""
    parts = subject.split("/")
    one_class = parts[2] if len(parts) > 2 else ""
    if len(parts) > 3 or (one_class and one_class not in set(IncidentClass)):
        raise Refusal("period_unknown", {"period": subject})
    return "/".join(parts[:2]), one_class


def period_of(subject: str, words: Phrases) -> tuple[datetime | None, datetime | None, str]:
    """From the first day to the end of the last one, and its name; open ends where one is empty."""
    since, _, until = subject.partition("/")
    if not since and not until:
        return None, None, words.paper("statistics.all_time")
    try:
        first = _day(since, last=False) if since else None
        last = _day(until, last=True) if until else None
    except ValueError as error:
        raise Refusal("period_unknown", {"period": subject}) from error
    if first is not None and last is not None and first > last:
        raise Refusal("period_unknown", {"period": subject})
    open_end = words.paper("statistics.open_end")
    return (
        beginning_of(first) if first is not None else None,
        beginning_of(last + timedelta(days=1)) if last is not None else None,
        words.paper("statistics.period", since=since or open_end, until=until or open_end),
    )


def _day(text: str, *, last: bool) -> date:
    """A day as it is written, or the first or last day of a month."""
    if not _MONTH.fullmatch(text):
        return date.fromisoformat(text)
    year, month = (int(part) for part in text.split("-"))
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1) if last else date(year, month, 1)


def _part(number: int, by: GroupBy, cases: list[CaseFigures], whole: Line, given: DocumentInput, words: Phrases) -> Part:
    groups = list(lines(cases, by))
    chart = "bars"
    if by is GroupBy.MONTH:
        groups = _every_month(groups)
        chart = "line" if len(groups) >= _LINE_FROM else chart
    made = [_group(statistics_words.label(one, by, given.reference, given.wording), one, words) for one in groups]
    charted = made[:_BARS_MOST] if chart == "bars" else made
    if by is GroupBy.HOUR:  # every hour in the chart, those in which something happened in the table
        chart, known = "columns", {one.key: one.incidents for one in groups}
        charted = [Group(f"{hour:02d}", known.get(f"{hour:02d}", 0), 0) for hour in range(_HOURS)]
    name = given.wording.say(f"statistics.by.{by}")
    return Part(
        heading=words.paper("heading", number=given.wording.ordinal(number), heading=words.begun(name)),
        caption=words.paper(
            "statistics.chart_months" if chart == "line" else "statistics.chart_some" if len(charted) < len(made)
            else "statistics.chart", number=number, by=name, most=len(charted),
        ),
        groups=tuple(charted),
        chart=chart,
        rows=(*(one.row for one in made), _group(words.paper("bulletin.all"), whole, words).row),
    )


def _every_month(groups: list[Line]) -> list[Line]:
    """Months without an incident are months too."""
    known = {one.key: one for one in groups}
    year, month = (int(part) for part in groups[0].key.split("-"))
    found = []
    while f"{year:04d}-{month:02d}" <= groups[-1].key:
        key = f"{year:04d}-{month:02d}"
        found.append(known.get(key, line(key, ())))
        year, month = (year + month // 12, month % 12 + 1)
    return found


def _group(label: str, one: Line, words: Phrases) -> Group:
    row = tuple(_figure(one, name, words) for name in _COLUMNS)
    return Group(words.clip(label, 24), one.incidents, one.dead + one.missing + one.injured, (words.clip(label, 24), *row))


def _figure(one: Line, name: str, words: Phrases) -> str:
    value = one.punctuality if name == "punctuality" else getattr(one, name)
    if name == "punctuality":
        return _share(value, words)
    if name.endswith("_min"):
        return _minutes(value, words)
    return str(value) if value else words.none


def _share(value: float | None, words: Phrases) -> str:
    return words.none if value is None else f"{value * 100:.0f}%"


def _minutes(value: float | None, words: Phrases) -> str:
    return words.none if value is None else f"{value:.0f}" if value >= 10 else f"{value:.1f}"

