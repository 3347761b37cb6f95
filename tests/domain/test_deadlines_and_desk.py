"""Everything that is due in one ranked list; the desk's own profile, shift, contacts, warnings, places and stock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from msgspec.structs import replace

from app.domain.deadlines import DeadlineKind, deadlines, obligations, window_of
from app.domain.duty.commands import ChangeProfile, FoundDesk, LiftWarning, RecordWarning, RegisterContacts, StartShift
from app.domain.duty.model import Contact
from app.domain.incident.commands import CloseIncident, OpenIncident, RecordFacts
from app.domain.plan.commands import ActivateResponse, CompleteTask
from app.domain.record import Command
from app.domain.reporting.commands import MakeReport, RecordReceipt, WaiveObligation
from app.domain.reporting.model import Channel, Stage
from app.domain.resource.commands import RegisterFacilities, RegisterMaterials
from app.domain.resource.model import Facility, FacilityCategory, Material
from app.domain.unit.commands import DispatchUnits, SetUnitStatus
from app.domain.unit.model import UnitStatus
from app.domain.words import AlertLevel, ResponseLevel
from app.kernel.clock import FixedClock
from app.kernel.errors import Refusal
from app.kernel.geo import Crs, Point, to_gcj02
from tests.world import HERE, NOON, PLACE, PROFILE, REFERENCE, Station, text

OPEN = OpenIncident(kind="A-PRD", place=PLACE, aware_at=NOON, facts={"dead": 1})
DUTY = "county_duty_room"
PHONE = MakeReport(incident_id="", stage=Stage.FIRST, channel=Channel.PHONE, to_role=DUTY, whom="Desk")


@pytest.fixture
def station() -> Iterator[Station]:
    made = Station(clock=FixedClock(NOON)).found()
    yield made
    made.close()


def at(minutes: float) -> timedelta:
    return timedelta(minutes=minutes)


def later(station: Station, minutes: float) -> None:
    assert isinstance(station.clock, FixedClock)
    station.clock.advance(at(minutes))


def refused(station: Station, command: Command) -> str:
    with pytest.raises(Refusal) as refusal:
        station.do(command)
    return refusal.value.code


def due(station: Station, minutes: float = 0) -> list[tuple[str, str]]:
    return [(one.kind.value, one.ref.split(".")[-1]) for one in deadlines(station.state, REFERENCE, NOON + at(minutes))]


def test_the_overdue_come_first_then_the_near_and_reports_before_tasks(station: Station) -> None:
    case = station.open(OPEN)
    station.do(
        ActivateResponse(
            incident_id=case, plan_id="accident", level=ResponseLevel.IV, item="i", expected_duration_h=4, measures=("m",),
            approved_by="Chief",
        )
    )
    station.do(DispatchUnits(incident_id=case, unit_ids=("u1",)))
    phone, paper, more = f"first:0:phone:{DUTY}", f"first:0:written:{DUTY}", f"follow_up:1:written:{DUTY}"
    activation = station.state.incident(case).activations[0].id
    assert due(station) == [
        ("report", phone), ("report", paper), ("report", more), ("acknowledge", "0"), ("task", "call"),
        ("duration", activation),
    ]
    assert due(station, 6)[:3] == [("acknowledge", "0"), ("task", "call"), ("report", phone)]
    assert due(station, 31)[:3] == [("report", phone), ("acknowledge", "0"), ("task", "call")]
    station.do(SetUnitStatus(unit_id="u1", status=UnitStatus.ACKNOWLEDGED, source="radio"))
    station.do(CompleteTask(incident_id=case, task_id=f"{activation}.call"))
    assert [kind for kind, _ in due(station)] == ["report", "report", "report", "duration"]
    keys = [one.key for one in deadlines(station.state, REFERENCE, NOON)]
    assert len(set(keys)) == len(keys)


def test_a_closed_incident_keeps_its_reports_and_its_window(station: Station) -> None:
    case = station.open(OPEN)
    station.do(
        CloseIncident(
            incident_id=case, cause="c", outcome="o", losses="l", lessons="l", measures="m", approved_by="Chief"
        )
    )
    kinds = [one.kind for one in deadlines(station.state, REFERENCE, NOON)]
    assert kinds == [DeadlineKind.REPORT] * 3 + [DeadlineKind.WINDOW]
    found = window_of(station.state.incident(case), station.state, REFERENCE, NOON)
    assert found is not None
    assert found.until == NOON + timedelta(days=30)
    after = [one.kind for one in deadlines(station.state, REFERENCE, NOON + timedelta(days=31))]
    assert DeadlineKind.WINDOW not in after
    later(station, 60)
    station.do(RecordFacts(incident_id=case, facts={"dead": 2}, reason="died"))
    assert f"correction:1:written:{DUTY}" in {ref for _, ref in due(station, 60)}


def test_without_a_profile_nothing_is_owed() -> None:
    station = Station()
    case = station.open(OPEN)
    assert obligations(station.state.incident(case), station.state, REFERENCE, NOON) == ()
    assert deadlines(station.state, REFERENCE, NOON) == ()
    station.close()


def test_a_report_takes_the_deadline_it_answers_with_it(station: Station) -> None:
    case = station.open(OPEN)
    later(station, 10)
    station.do(replace(PHONE, incident_id=case))
    report = station.state.incident(case).reports[0]
    assert (report.due_at, report.number, report.bases[0].rule_id) == (NOON + at(30), 0, "phone")
    assert refused(station, replace(PHONE, incident_id=case)) == "report_already_made"
    station.do(RecordFacts(incident_id=case, facts={"sens_place": True}))
    answered = {one.key: one for one in obligations(station.state.incident(case), station.state, REFERENCE, NOON + at(90))}
    assert not answered[f"first:0:phone:{DUTY}"].is_late(NOON + at(90))


def test_a_sensitive_incident_without_harm_is_told_at_once(station: Station) -> None:
    case = station.open(replace(OPEN, facts={"sens_place": True}))
    incident = station.state.incident(case)
    assert incident.severity is None
    first = obligations(incident, station.state, REFERENCE, NOON)[0]
    assert (first.due_at, first.bases[0].immediately) == (NOON + at(5), True)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"to_role": "nobody"}, "role_unknown"), ({"whom": " "}, "field_empty"), ({"at": NOON + at(3)}, "time_in_future"),
        ({"at": NOON - at(1)}, "time_before_awareness"), ({"channel": Channel.WRITTEN}, "field_empty"),
    ],
)
def test_a_report_that_cannot_be_is_refused(station: Station, change: dict[str, object], code: str) -> None:
    case = station.open(OPEN)
    assert refused(station, replace(PHONE, incident_id=case, **change)) == code


def test_receipts_and_waivers(station: Station) -> None:
    case = station.open(OPEN)
    report = station.do(replace(PHONE, incident_id=case))[0].stamp.command_id
    station.do(RecordReceipt(incident_id=case, report_id=report, receipt_by="Officer"))
    assert station.state.incident(case).reports[0].receipt_by == "Officer"
    assert refused(station, RecordReceipt(incident_id=case, report_id="x", receipt_by="Officer")) == "report_unknown"
    waive = WaiveObligation(incident_id=case, key=f"first:0:written:{DUTY}", reason="line down")
    station.do(waive)
    assert refused(station, waive) == "obligation_unknown"
    assert refused(station, replace(waive, key=f"first:0:phone:{DUTY}")) == "obligation_unknown"


def test_the_desk_is_founded_once_and_knows_its_rulebook(station: Station) -> None:
    assert refused(station, FoundDesk(profile=PROFILE)) == "desk_already_founded"
    assert refused(station, ChangeProfile(profile=PROFILE)) == "nothing_changed"
    assert refused(station, ChangeProfile(profile=replace(PROFILE, rulebook_id="x"))) == "rulebook_unknown"
    assert refused(station, ChangeProfile(profile=replace(PROFILE, superior=text(" ")))) == "field_empty"
    assert refused(station, StartShift(leader="", officer="O")) == "field_empty"
    assert refused(station, RegisterContacts(contacts=())) == "nothing_changed"
    assert refused(station, RegisterContacts(contacts=(Contact("k", "N", "nobody", "1"),))) == "role_unknown"


def test_the_highest_warning_in_force_counts(station: Station) -> None:
    made = [
        station.do(RecordWarning(kind="rain", level=level, text="", issued_by="weather"))[0].stamp.command_id
        for level in (AlertLevel.YELLOW, AlertLevel.RED, AlertLevel.BLUE)
    ]
    assert station.state.alert() is AlertLevel.RED
    station.do(LiftWarning(warning_id=made[1]))
    assert station.state.alert() is AlertLevel.YELLOW
    assert refused(station, LiftWarning(warning_id=made[1])) == "warning_unknown"


def test_places_and_stock_are_checked_and_stored_as_the_world_measures(station: Station) -> None:
    place = Facility("f1", FacilityCategory.HAZARD, "slope", text("Slope"), to_gcj02(HERE))
    stock = Material("m1", text("Sandbag"), "bag", "piece", 10, "store", to_gcj02(HERE))
    station.do(RegisterFacilities(facilities=(place,)))
    station.do(RegisterMaterials(materials=(stock,)))
    points = (station.state.facilities["f1"].point, station.state.materials["m1"].point)
    assert [point.crs for point in points if point is not None] == [Crs.WGS84, Crs.WGS84]
    far = replace(place, point=Point(91.0, 0.0))
    assert refused(station, RegisterFacilities(facilities=(far,))) == "point_not_on_earth"
    assert refused(station, RegisterMaterials(materials=(replace(stock, quantity=-1),))) == "fact_too_small"
    assert refused(station, RegisterMaterials(materials=(replace(stock, quantity=float("nan")),))) == "fact_not_a_number"
