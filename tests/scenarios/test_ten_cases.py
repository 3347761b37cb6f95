"""The ten cases that the domain facts file asks to be fixed as tests (§11), on the real catalogue."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.bootstrap import DEFAULT_RULEBOOK, load_catalogue
from app.catalog.demo import read_demo
from app.catalog.locations import program_files
from app.desk.demo import founding_commands
from app.domain.deadlines import obligations, window_of
from app.domain.duty.rules import is_warning_identifier
from app.domain.incident.commands import CloseIncident, OpenIncident, RecordFacts
from app.domain.incident.model import Place
from app.domain.incident.rules import facts_view, grade
from app.domain.reporting.commands import MakeReport
from app.domain.reporting.model import Channel, Stage
from app.domain.reporting.rules import ReportingCase, obligations_for
from app.domain.words import IncidentSeverity, RuleStatus
from app.journal.snapshot import state_digest
from app.kernel.clock import SHANGHAI, FixedClock
from tests.world import Station

FILES = program_files()
REFERENCE = load_catalogue(FILES).reference
II, III, IV = IncidentSeverity.II, IncidentSeverity.III, IncidentSeverity.IV
LATE = datetime(2026, 7, 18, 23, 55, tzinfo=SHANGHAI).astimezone(UTC)


def severity(kind: str, **facts: float) -> IncidentSeverity | None:
    return grade(kind, facts_view(facts), REFERENCE.tables).severity


@pytest.mark.parametrize(
    ("kind", "facts", "expected"),
    [
        ("A-WRK", {"dead": 3}, III),
        ("A-WRK", {"dead": 2}, IV),
        ("A-WRK", {"serious": 10}, III),
        ("A-WRK", {"loss_10k_yuan": 1000}, III),
        ("A-WRK", {"loss_10k_yuan": 999.9}, IV),
        ("N-FOR", {"burned_ha": 1}, III),
        ("N-FOR", {"burned_ha": 99.9}, III),
        ("N-FOR", {"burned_ha": 100}, II),
        ("N-GEO", {"threatened": 100}, III),
        ("N-GEO", {"threatened": 99}, IV),
        ("A-ENV", {"evacuated": 10000}, II),
    ],
)
def test_1_2_3_8_bounds_include_the_lower_and_not_the_upper(kind: str, facts: dict[str, float], expected: object) -> None:
    assert severity(kind, **facts) is expected


def test_3_a_geological_hazard_bears_the_names_of_its_own_law() -> None:
    assert REFERENCE.kinds["N-GEO"].severity_names["III"].zh == "中型"


def station_at(at: datetime) -> Station:
    station = Station(clock=FixedClock(at), reference=REFERENCE)
    for command in founding_commands(read_demo(FILES.demo, DEFAULT_RULEBOOK)):
        station.do(command)
    return station


def test_4_a_death_on_the_eighth_day_of_a_road_accident_asks_for_no_seven_day_correction() -> None:
    station = station_at(LATE)
    opened = station.open(OpenIncident(kind="A-RDT", place=Place("bridge"), aware_at=LATE, occurred_at=LATE, facts={"serious": 1}))
    closing = {"cause": "x", "outcome": "x", "losses": "x", "lessons": "x", "measures": "x", "approved_by": "x"}
    station.do(CloseIncident(incident_id=opened, **closing))

    def corrections(days: float) -> list[object]:
        station.clock.set(LATE + timedelta(days=days))  # type: ignore[attr-defined]
        now = station.clock.now()
        dead = int(days)
        station.do(RecordFacts(incident_id=opened, facts={"dead": dead}, source="hospital", reason="died"))
        found = obligations(station.state.incidents[opened], station.state, REFERENCE, now)
        return [one for one in found if one.stage is Stage.CORRECTION and one.is_open]

    assert corrections(6)
    assert not corrections(8)
    window = window_of(station.state.incidents[opened], station.state, REFERENCE, station.clock.now())
    assert window is not None and window.days == 7 and window.until < station.clock.now()
    station.close()


def test_5_a_sensitive_school_incident_without_casualties_takes_the_fast_lane() -> None:
    plain = _first_phone("S-SCH", {})
    sensitive = _first_phone("S-SCH", {"sens_people": True})
    assert severity("S-SCH", sens_people=True) is None
    assert sensitive < plain


def _first_phone(kind: str, facts: dict[str, bool]) -> datetime:
    case = ReportingCase("i", kind, facts_view(facts), LATE, LATE)
    owed = obligations_for(case, REFERENCE.rulebooks[DEFAULT_RULEBOOK], LATE)
    return min(one.due_at for one in owed if (one.stage, one.channel) == (Stage.FIRST, Channel.PHONE))


def test_6_of_two_rules_for_one_recipient_and_channel_the_earlier_wins_and_both_are_named() -> None:
    henan, wuhan = REFERENCE.rulebooks["henan-2021"], REFERENCE.rulebooks["wuhan-2020"]
    both = [
        replaced(rule, to_role="county_duty_room", from_role="duty_officer") for rule in (*henan.rules, *wuhan.rules)
    ]
    book = replaced(henan, rules=tuple(both))
    case = ReportingCase("i", "A-WRK", facts_view({"dead": 10}, severity=II), LATE, LATE)
    first = [
        one for one in obligations_for(case, book, LATE) if (one.stage, one.channel) == (Stage.FIRST, Channel.WRITTEN)
    ]
    assert len(first) == 1 and first[0].due_at == LATE + timedelta(minutes=30)
    assert {ref.rule_id.split("-")[0] for ref in first[0].bases} >= {"R20", "R21"}


def replaced(value, **changes):
    from msgspec.structs import replace

    return replace(value, **changes)


def test_7_lateness_crosses_midnight_in_beijing_time() -> None:
    station = station_at(LATE)
    opened = station.open(OpenIncident(kind="A-WRK", place=Place("mill"), aware_at=LATE, facts={"serious": 1}))
    station.clock.set(LATE + timedelta(minutes=16))  # type: ignore[attr-defined]
    station.do(
        MakeReport(incident_id=opened, stage=Stage.FIRST, channel=Channel.PHONE, to_role="county_duty_room", whom="officer")
    )
    found = obligations(station.state.incidents[opened], station.state, REFERENCE, station.clock.now())
    phone = next(one for one in found if (one.stage, one.channel) == (Stage.FIRST, Channel.PHONE))
    assert phone.due_at.astimezone(SHANGHAI).strftime("%d %H:%M") == "19 00:10" and phone.is_late(station.clock.now())
    followed = next(one for one in found if one.stage is Stage.FOLLOW_UP)
    assert followed.due_at.astimezone(SHANGHAI).strftime("%d %H:%M") == "19 08:00"
    station.close()


def test_9_a_warning_identifier_has_31_characters() -> None:
    good = "41010041000000_20260718031742_0"
    assert len(good) == 31 and is_warning_identifier(good)
    wrong = ("41010041000000_20261318031742_0", "4101004100000A_20260718031742_0")
    for bad in (good[:-1], good + "1", good.replace("_", "-"), *wrong):
        assert not is_warning_identifier(bad)


def test_10_what_another_desk_does_never_reaches_this_one() -> None:
    """A drill is a second desk: its commands leave no trace in the live journal or state."""
    live, drill = station_at(LATE), station_at(LATE)
    before = (live.journal.head(), state_digest(live.state))
    drill.open(OpenIncident(kind="A-FIR", place=Place("drill"), aware_at=LATE, facts={"dead": 3}))
    assert (live.journal.head(), state_digest(live.state)) == before and live.state.numbers != drill.state.numbers
    live.close()
    drill.close()


def test_no_unverified_figure_is_shown_as_law() -> None:
    bases = [table.basis for table in REFERENCE.tables]
    bases += [row.basis for table in REFERENCE.tables for row in table.rows if row.basis]
    bases += [rule.basis for book in REFERENCE.rulebooks.values() for rule in book.rules]
    bases += [task.basis for plan in REFERENCE.plans.values() for task in plan.tasks]
    assert bases and all(one.checked == "verified" for one in bases if one.status is RuleStatus.STATUTORY)
