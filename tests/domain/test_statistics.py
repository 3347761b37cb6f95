"""Incidents in figures."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.incident.commands import OpenIncident
from app.domain.reporting.commands import MakeReport
from app.domain.reporting.model import Channel, Stage
from app.domain.statistics import CaseFigures, GroupBy, case_figures, line, lines, within
from app.domain.unit.commands import DispatchUnits
from app.domain.words import IncidentSeverity
from tests.world import NOON, PLACE, Station

CASES = st.builds(
    CaseFigures,
    incident_id=st.text(max_size=3), kind=st.sampled_from(("A-FIR", "N-RNS", "S-MAS")),
    severity=st.none() | st.sampled_from(list(IncidentSeverity)), village=st.sampled_from(("", "甲村", "乙村")),
    aware_at=st.datetimes(datetime(2025, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001 - bounds
    is_open=st.booleans(), point=st.none(), dead=st.integers(0, 5), on_time=st.integers(0, 5), late=st.integers(0, 5),
    owing=st.integers(0, 5), arrive_min=st.none() | st.floats(0, 500),
)


def test_one_incident_as_it_stands():
    station = Station().found()
    case = station.open(OpenIncident(kind="A-PRD", place=PLACE, aware_at=NOON, facts={"dead": 2}))
    station.clock.advance(timedelta(minutes=5))
    station.do(DispatchUnits(incident_id=case, unit_ids=("u1",)))
    station.do(MakeReport(incident_id=case, stage=Stage.FIRST, channel=Channel.PHONE, to_role="county_duty_room", whom="x"))
    figures = case_figures(station.state.incidents[case], station.state, station.desk.reference, station.clock.now())
    assert (figures.dead, figures.dispatch_min, figures.report_min, figures.arrive_min) == (2, 5, 5, None)
    assert figures.on_time + figures.late == 1
    station.clock.advance(timedelta(days=2))
    later = case_figures(station.state.incidents[case], station.state, station.desk.reference, station.clock.now())
    assert later.owing > figures.owing
    station.close()


@given(st.lists(CASES, max_size=20), st.sampled_from(list(GroupBy)))
def test_groups_add_up_to_the_whole(cases: list[CaseFigures], by: GroupBy):
    whole, groups = line("", cases), lines(cases, by)
    for name in ("incidents", "open", "dead", "on_time", "late", "owing"):
        assert sum(getattr(one, name) for one in groups) == getattr(whole, name)
    assert len({one.key for one in groups}) == len(groups)


@given(st.lists(CASES, max_size=20))
def test_a_median_lies_between_the_extremes_and_a_share_between_none_and_all(cases: list[CaseFigures]):
    whole = line("", cases)
    known = [one.arrive_min for one in cases if one.arrive_min is not None]
    assert (whole.arrive_min is None) == (not known)
    assert whole.arrive_min is None or min(known) <= whole.arrive_min <= max(known)
    assert whole.punctuality is None or 0 <= whole.punctuality <= 1


@given(st.lists(CASES, max_size=20), st.datetimes(datetime(2025, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC)))  # noqa: DTZ001
def test_a_moment_divides_the_cases(cases: list[CaseFigures], moment: datetime):
    assert len(within(cases, None, moment)) + len(within(cases, moment, None)) == len(cases)


def test_grades_come_from_the_gravest_and_months_in_order():
    def case(severity: IncidentSeverity | None, month: int) -> CaseFigures:
        return CaseFigures("x", "A-FIR", severity, "", datetime(2026, month, 2, tzinfo=UTC), False, None)

    cases = [case(None, 3), case(IncidentSeverity.IV, 1), case(IncidentSeverity.I, 2)]
    assert [one.key for one in lines(cases, GroupBy.SEVERITY)] == ["I", "IV", ""]
    assert [one.key for one in lines(cases, GroupBy.MONTH)] == ["2026-01", "2026-02", "2026-03"]
