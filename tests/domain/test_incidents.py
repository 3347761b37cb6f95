"""From the first call to the closed file: what is taken, what is refused, and why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from msgspec.structs import replace

from app.domain.incident.commands import (
    AddNote,
    CloseIncident,
    CorrectIncident,
    IssueDocument,
    MarkStabilised,
    OpenIncident,
    OverrideSeverity,
    RecordFacts,
    StrikeNote,
    WithdrawOverride,
)
from app.domain.incident.model import IncidentStatus, PaperFormat, Place
from app.domain.plan.commands import ActivateResponse, TerminateResponse
from app.domain.record import Command
from app.domain.unit.commands import DispatchUnits, SetUnitStatus
from app.domain.unit.model import UnitStatus
from app.domain.words import FactStatus, IncidentSeverity, ResponseLevel
from app.kernel.clock import FixedClock
from app.kernel.errors import Refusal
from app.kernel.geo import Crs, Point, distance_m, to_gcj02
from tests.world import HERE, NOON, PLACE, Station

OPEN = OpenIncident(kind="A-PRD", place=PLACE, aware_at=NOON, facts={"dead": 1})
CLOSE = CloseIncident(incident_id="", cause="c", outcome="o", losses="l", lessons="l", measures="m", approved_by="Chief")
FAR = Point(10.0, 10.0)


@pytest.fixture
def station() -> Iterator[Station]:
    made = Station(clock=FixedClock(NOON)).found()
    yield made
    made.close()


def later(station: Station, minutes: float) -> None:
    assert isinstance(station.clock, FixedClock)
    station.clock.advance(timedelta(minutes=minutes))


def refused(station: Station, command: Command) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        station.do(command)
    return refusal.value


def test_numbers_count_by_the_beijing_day_of_awareness(station: Station) -> None:
    station.clock = station.desk._clock = FixedClock(NOON + timedelta(hours=13))
    late = NOON + timedelta(hours=11, minutes=59)  # 23:59 in Beijing
    opened = [station.open(replace(OPEN, aware_at=at)) for at in (late, late, late + timedelta(minutes=1), late)]
    numbers = [station.state.incident(one).number for one in opened]
    assert numbers == ["20260310-01", "20260310-02", "20260311-01", "20260310-03"]
    assert station.state.incident("20260311-01").number == "20260311-01"


def test_it_is_graded_at_once_and_the_moment_is_kept(station: Station) -> None:
    graded, empty = station.open(OPEN), station.open(replace(OPEN, facts={}))
    case = station.state.incident(graded)
    assert (case.severity, case.judged_at) == (IncidentSeverity.IV, NOON)
    plain = station.state.incident(empty)
    assert (plain.severity, plain.judged_at) == (None, None)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"kind": "X"}, "kind_unknown"),
        ({"aware_at": NOON + timedelta(minutes=3)}, "time_in_future"),
        ({"occurred_at": NOON + timedelta(minutes=3)}, "time_in_future"),
        ({"aware_at": NOON - timedelta(minutes=5), "occurred_at": NOON}, "occurred_after_aware"),
        ({"place": Place("", None)}, "place_missing"),
        ({"place": Place("x", Point(110.0, 30.0))}, "point_swapped"),
        ({"place": Place("x", FAR)}, "point_outside_region"),
        ({"place": Place("x", Point(91.0, 0.0))}, "point_not_on_earth"),
        ({"place": Place("x", Point(float("nan"), 0.0))}, "point_not_on_earth"),
        ({"facts": {"dead": -1}}, "fact_too_small"),
        ({"facts": {"trapped": 0.5}}, "fact_not_whole"),
    ],
)
def test_what_cannot_be_is_refused(station: Station, change: dict[str, object], code: str) -> None:
    assert refused(station, replace(OPEN, **change)).code == code
    assert not station.state.incidents


def test_clocks_may_differ_a_little(station: Station) -> None:
    assert station.open(replace(OPEN, aware_at=NOON + timedelta(minutes=2)))


def test_a_point_outside_the_region_is_taken_when_it_is_confirmed(station: Station) -> None:
    case = station.open(replace(OPEN, place=Place("x", FAR), confirmed=("outside_region",)))
    assert station.state.incident(case).place.point == FAR
    station.do(CorrectIncident(incident_id=case, reason="slip", narrative="more words"))
    assert station.state.incident(case).narrative == "more words"


def test_a_phone_coordinate_is_stored_as_the_world_measures(station: Station) -> None:
    case = station.open(replace(OPEN, place=Place("x", to_gcj02(HERE))))
    point = station.state.incident(case).place.point
    assert point is not None
    assert point.crs is Crs.WGS84
    assert distance_m(point, HERE) < 1


def test_figures_keep_their_history_and_the_grading_follows(station: Station) -> None:
    case = station.open(OPEN)
    later(station, 10)
    made = station.do(RecordFacts(incident_id=case, facts={"dead": 3, "serious": 2}, source="hospital"))
    assert made[0].entry.before == {"dead": 1}  # type: ignore[attr-defined]
    incident = station.state.incident(case)
    assert (incident.severity, incident.judged_at) == (IncidentSeverity.III, NOON + timedelta(minutes=10))
    assert incident.casualties_changed_at == NOON + timedelta(minutes=10)
    assert refused(station, RecordFacts(incident_id=case, facts={"dead": 3})).code == "nothing_changed"


def test_a_verified_figure_needs_a_reason_to_change(station: Station) -> None:
    case = station.open(OPEN)
    station.do(RecordFacts(incident_id=case, facts={"dead": 1}, status=FactStatus.VERIFIED))
    assert station.state.incident(case).facts["dead"].status is FactStatus.VERIFIED
    assert refused(station, RecordFacts(incident_id=case, facts={"dead": 2})).code == "reason_missing"
    assert refused(station, RecordFacts(incident_id=case, removed=("dead",))).code == "reason_missing"
    station.do(RecordFacts(incident_id=case, removed=("dead",), reason="counted twice"))
    assert "dead" not in station.state.incident(case).facts
    assert station.state.incident(case).severity is None


def test_a_person_may_grade_otherwise_and_go_back(station: Station) -> None:
    case = station.open(OPEN)
    assert refused(station, OverrideSeverity(incident_id=case, severity=None, reason=" ")).code == "field_empty"
    later(station, 5)
    station.do(OverrideSeverity(incident_id=case, severity=IncidentSeverity.II, reason="school"))
    incident = station.state.incident(case)
    assert (incident.severity, incident.grading.severity) == (IncidentSeverity.II, IncidentSeverity.IV)
    assert incident.judged_at == NOON + timedelta(minutes=5)
    station.do(WithdrawOverride(incident_id=case, reason="checked"))
    assert station.state.incident(case).severity is IncidentSeverity.IV
    assert refused(station, WithdrawOverride(incident_id=case, reason="again")).code == "nothing_changed"


def test_a_wrong_kind_is_corrected_and_graded_anew(station: Station) -> None:
    case = station.open(replace(OPEN, facts={"dead": 3}))
    station.do(CorrectIncident(incident_id=case, reason="slip", kind="S-MAS"))
    incident = station.state.incident(case)
    assert (incident.kind, incident.severity, incident.number) == ("S-MAS", None, "20260310-01")
    assert refused(station, CorrectIncident(incident_id=case, reason="slip", kind="S-MAS")).code == "nothing_changed"
    assert refused(station, CorrectIncident(incident_id=case, reason="", kind="A-PRD")).code == "field_empty"


def test_a_note_is_struck_through_once_and_stays(station: Station) -> None:
    case = station.open(OPEN)
    note = station.do(AddNote(incident_id=case, text="  words "))[0].stamp.command_id
    station.do(StrikeNote(incident_id=case, note_id=note, reason="wrong"))
    kept = station.state.incident(case).notes[0]
    assert (kept.text, kept.struck_reason) == ("words", "wrong")
    assert refused(station, StrikeNote(incident_id=case, note_id=note, reason="again")).code == "note_unknown"


def test_stable_is_said_once_and_not_before_it_was_known(station: Station) -> None:
    case = station.open(OPEN)
    early = MarkStabilised(incident_id=case, at=NOON - timedelta(minutes=1))
    assert refused(station, early).code == "time_before_awareness"
    station.do(MarkStabilised(incident_id=case, at=NOON))
    assert refused(station, MarkStabilised(incident_id=case, at=NOON)).code == "nothing_changed"


@pytest.mark.parametrize("field", ["cause", "outcome", "losses", "lessons", "measures", "approved_by"])
def test_closing_wants_every_legal_field(station: Station, field: str) -> None:
    case = station.open(OPEN)
    refusal = refused(station, replace(CLOSE, incident_id=case, **{field: "  "}))
    assert (refusal.code, refusal.facts) == ("field_empty", {"field": field})


def test_closing_waits_for_responses_and_units(station: Station) -> None:
    case = station.open(OPEN)
    started = station.do(
        ActivateResponse(
            incident_id=case, plan_id="accident", level=ResponseLevel.IV, item="fire", expected_duration_h=4,
            measures=("cordon",), approved_by="Chief",
        )
    )
    station.do(DispatchUnits(incident_id=case, unit_ids=("u1",)))
    assert refused(station, replace(CLOSE, incident_id=case)).code == "response_running"
    station.do(
        TerminateResponse(
            incident_id=case, activation_id=started[0].stamp.command_id, reason="over", approved_by="Chief",
            conditions_met=(0,),
        )
    )
    assert refused(station, replace(CLOSE, incident_id=case)).code == "units_still_out"
    station.do(SetUnitStatus(unit_id="u1", status=UnitStatus.RETURNING, source="radio"))
    station.do(replace(CLOSE, incident_id=case))
    incident = station.state.incident(case)
    assert incident.status is IncidentStatus.CLOSED
    assert incident.closure is not None
    assert incident.stabilised_at == incident.terminated_at == NOON
    station.do(SetUnitStatus(unit_id="u1", status=UnitStatus.ON_STANDBY, source="radio"))
    assert all(work.ended_at for work in station.state.incident(case).dispatches.values())


def test_a_closed_incident_takes_figures_with_a_reason_notes_and_papers_only(station: Station) -> None:
    case = station.open(OPEN)
    station.do(replace(CLOSE, incident_id=case))
    assert station.state.incident(case).terminated_at == NOON
    assert refused(station, RecordFacts(incident_id=case, facts={"dead": 2})).code == "reason_missing"
    later(station, 60)
    station.do(RecordFacts(incident_id=case, facts={"dead": 2}, reason="died in hospital"))
    assert station.state.incident(case).casualties_changed_at == NOON + timedelta(hours=1)
    station.do(AddNote(incident_id=case, text="note"))
    station.do(IssueDocument(incident_id=case, document="brief", sha256="0" * 64, pages=2))
    for command in (
        replace(CLOSE, incident_id=case), CorrectIncident(incident_id=case, reason="r", kind="N-FOR"),
        DispatchUnits(incident_id=case, unit_ids=("u1",)), OverrideSeverity(incident_id=case, severity=None, reason="r"),
    ):
        assert refused(station, command).code == "incident_closed"


def test_a_paper_with_names_in_full_needs_a_reason_and_one_about_the_area_is_the_desk_s(station: Station) -> None:
    paper = IssueDocument(incident_id="", document="daily_report", sha256="0" * 64, pages=0, format=PaperFormat.TXT, unmasked=True)
    assert refused(station, replace(paper, reason=" ")).code == "unmasked_reason_missing"
    station.do(replace(paper, reason="asked for"))
    (kept,) = station.state.documents
    assert (kept.document, kept.format, kept.unmasked, kept.reason) == ("daily_report", PaperFormat.TXT, True, "asked for")
    station.do(replace(paper, unmasked=False, reason="not kept"))
    assert station.state.documents[-1].reason == ""
