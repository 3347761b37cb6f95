"""What the desk makes of warnings, tiers and the hours that pass."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace as with_parts
from datetime import timedelta

import pytest
from msgspec.structs import replace

from app.domain.conditions import Condition
from app.domain.deadlines import obligations, reporting_case, rulebook_of
from app.domain.duty.commands import ChangeProfile, LiftWarning, RecordWarning
from app.domain.duty.model import Tier
from app.domain.incident.commands import OpenIncident
from app.domain.plan.commands import ActivateResponse
from app.domain.reference import Reference, Role
from app.domain.reporting.model import Channel, Repeat, Rulebook, Stage, Until
from app.domain.reporting.rules import changes_at
from app.domain.words import AlertLevel, ClockStart, ResponseLevel, RuleStatus
from app.kernel.clock import FixedClock
from tests.world import BASIS, NOON, PLACE, PROFILE, REFERENCE, Station, rule, text

BOOK = Rulebook(
    "town", text("town"), text("town"), "township", "1", BASIS,
    (
        rule("warned", Stage.NOTIFY, Channel.PHONE, clock_start=ClockStart.WARNING_RECEIVED, limit_min=10),
        rule("while", Stage.FOLLOW_UP, Channel.PHONE, clock_start=ClockStart.PREVIOUS_REPORT,
             repeat=Repeat(every_min=60, until=Until.ALERT_LIFTED)),
        rule("active", Stage.FIRST, Channel.PHONE, "county_emergency", clock_start=ClockStart.ACTIVATED, limit_min=15),
        rule("burning", Stage.FIRST, Channel.WRITTEN, "county_emergency", clock_start=ClockStart.ELAPSED, elapsed_h=4,
             immediately=True, when=Condition(none=(Condition(fact="fire_out", is_=True),))),
        replace(rule("upward", Stage.FIRST, Channel.WRITTEN, "city", limit_min=30), from_role="county_duty_room"),
    ),
)  # fmt: skip
ROLES = {
    **REFERENCE.roles,
    "duty_officer": Role("duty_officer", text("officer"), "township"),
    "city": Role("city", text("city"), "city"),
}
WORLD: Reference = with_parts(REFERENCE, roles=ROLES, rulebooks={"town": BOOK})
WARN = RecordWarning(kind="rainstorm", level=AlertLevel.ORANGE, text="rain", issued_by="weather")


@pytest.fixture
def station() -> Iterator[Station]:
    made = Station(clock=FixedClock(NOON), reference=WORLD).found()
    yield made
    made.close()


def pass_time(station: Station, minutes: float) -> None:
    assert isinstance(station.clock, FixedClock)
    station.clock.advance(timedelta(minutes=minutes))


def owed(station: Station, incident_id: str) -> dict[str, float]:
    now = station.clock.now()
    found = obligations(station.state.incidents[incident_id], station.state, WORLD, now)
    return {ref.rule_id: (one.due_at - NOON).total_seconds() / 60 for one in found for ref in one.bases}


def test_a_warning_starts_a_clock_and_its_lifting_ends_a_repetition(station: Station) -> None:
    of = station.open(OpenIncident(kind="A-PRD", place=PLACE, aware_at=NOON))
    assert owed(station, of) == {"while": 60}
    pass_time(station, 20)
    warning = station.do(WARN)[0].stamp.command_id
    assert owed(station, of) == {"while": 60, "warned": 30}
    pass_time(station, 10)
    station.do(LiftWarning(warning_id=next(iter(station.state.warnings))))
    assert warning and owed(station, of) == {"warned": 30}


def test_a_warning_that_was_lifted_before_is_none_of_the_incidents(station: Station) -> None:
    station.do(WARN)
    pass_time(station, 5)
    station.do(LiftWarning(warning_id=next(iter(station.state.warnings))))
    pass_time(station, 5)
    of = station.open(OpenIncident(kind="A-PRD", place=PLACE, aware_at=station.clock.now()))
    case = reporting_case(station.state.incidents[of], station.state, station.clock.now())
    assert (case.warning_received_at, case.alert_lifted_at) == (None, None)


def test_the_last_of_several_warnings_counts_and_one_in_force_keeps_it_going(station: Station) -> None:
    of = station.open(OpenIncident(kind="A-PRD", place=PLACE, aware_at=NOON))
    station.do(WARN)
    first = next(iter(station.state.warnings))
    pass_time(station, 7)
    station.do(WARN)
    station.do(LiftWarning(warning_id=first))
    assert owed(station, of) == {"while": 60, "warned": 17}


def test_an_activation_starts_a_clock(station: Station) -> None:
    of = station.open(OpenIncident(kind="A-PRD", place=PLACE, aware_at=NOON, facts={"dead": 1}))
    pass_time(station, 12)
    station.do(
        ActivateResponse(
            incident_id=of, plan_id="accident", level=ResponseLevel.IV, item="rescue", expected_duration_h=6, measures="all out",
            approved_by="leader",
        )
    )
    assert owed(station, of)["active"] == 27


def test_hours_that_pass_start_a_clock_and_the_desk_knows_when(station: Station) -> None:
    of = station.open(OpenIncident(kind="A-PRD", place=PLACE, aware_at=NOON, occurred_at=NOON - timedelta(hours=1)))
    reached_at = NOON + timedelta(hours=3)

    def ahead() -> object:
        now = station.clock.now()
        return changes_at(reporting_case(station.state.incidents[of], station.state, now), rulebook_of(station.state, WORLD), now)

    assert "burning" not in owed(station, of) and ahead() == reached_at
    pass_time(station, 180)
    assert owed(station, of)["burning"] == 185 and ahead() is None


def test_a_desk_runs_the_link_of_its_own_tier(station: Station) -> None:
    assert {one.id for one in rulebook_of(station.state, WORLD).rules} == {"warned", "while", "active", "burning"}  # type: ignore[union-attr]
    station.do(ChangeProfile(profile=replace(PROFILE, tier=Tier.COUNTY)))
    assert {one.id for one in rulebook_of(station.state, WORLD).rules} == {"upward"}  # type: ignore[union-attr]
    station.do(ChangeProfile(profile=replace(PROFILE, tier=Tier.CITY)))
    assert len(rulebook_of(station.state, WORLD).rules) == 4  # type: ignore[union-attr]


def test_the_choice_begins_with_the_places_own_and_ends_with_samples() -> None:
    assert WORLD.default_rulebook("county") == ""
    standing = {
        "law": RuleStatus.STATUTORY, "sample": RuleStatus.SAMPLE, "own": RuleStatus.LOCAL, "ours": RuleStatus.SUGGESTED,
    }
    books = {id_: replace(BOOK, id=id_, basis=replace(BASIS, status=status)) for id_, status in standing.items()}
    assert [one.id for one in with_parts(WORLD, rulebooks=books).offered_rulebooks()] == ["own", "ours", "law", "sample"]
    named = replace(BOOK, id="county-default")
    assert with_parts(WORLD, rulebooks={"county-default": named}).default_rulebook("county") == "county-default"
