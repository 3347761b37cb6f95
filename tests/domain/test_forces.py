"""Rest, stock, requests, shelters and people on scene: what is allowed, what is refused, and what adds up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from app.domain.deadlines import DeadlineKind, deadlines
from app.domain.incident.commands import CloseIncident, OpenIncident
from app.domain.presence.commands import CheckIn, CheckOut, ExtendStay
from app.domain.presence.rules import inside, overdue
from app.domain.record import Command
from app.domain.reminders import ReminderKind, reminders
from app.domain.resource.commands import MoveStock, RegisterMaterials
from app.domain.resource.model import MoveKind
from app.domain.shelter.commands import Admit, CloseShelter, Leave, OpenShelter
from app.domain.shelter.model import Need, Sheltered
from app.domain.shelter.rules import room_left, use_of
from app.domain.supply import commands as supply
from app.domain.supply.model import SupplyStatus
from app.domain.unit.commands import DispatchUnits, EndRest, RegisterUnits, RestUnit, RetireUnit, SetUnitStatus
from app.domain.unit.model import HISTORY_KEPT, ChangeKind, UnitStatus
from app.domain.unit.rules import Standing, candidates, is_resting, standing
from app.domain.unit.shift import on_shift
from app.kernel.clock import to_local
from app.kernel.errors import Refusal
from tests.forces_world import BAGS, CREW, KIT, SCHOOL, stores
from tests.world import NOON, PLACE, REFERENCE, UNITS, Station

HOUR = timedelta(hours=1)


@pytest.fixture
def station() -> Iterator[Station]:
    made = Station().found()
    for command in stores():
        made.do(command)
    yield made
    made.close()


@pytest.fixture
def fire(station: Station) -> str:
    return station.open(OpenIncident(kind="A-PRD", place=PLACE, aware_at=NOON, facts={"dead": 0}))


def refused(station: Station, command: Command) -> Refusal:
    before = station.state
    with pytest.raises(Refusal) as no:
        station.do(command)
    assert station.state is before
    return no.value


def test_a_resting_unit_is_not_proposed_and_goes_only_with_a_reason(station: Station, fire: str) -> None:
    station.do(RestUnit(unit_id="u1", until=NOON + 6 * HOUR, reason="night shift"))
    unit = station.state.units["u1"]
    assert is_resting(unit, NOON) and standing(unit, NOON) is Standing.RESTING
    assert "u1" not in {one.unit_id for one in candidates(station.state.units.values(), {}, PLACE.point, NOON)}
    assert "u1" in {one.unit_id for one in candidates(station.state.units.values(), {}, PLACE.point, NOON, resting=True)}
    assert refused(station, DispatchUnits(incident_id=fire, unit_ids=("u1",))).code == "unit_resting"
    station.do(DispatchUnits(incident_id=fire, unit_ids=("u1",), override="nobody else can pump"))
    gone = station.state.units["u1"]
    assert gone.status is UnitStatus.DISPATCHED and gone.resting_until is None
    assert gone.history[-1].change is ChangeKind.REST_OVERRIDDEN and gone.history[-1].words == "nobody else can pump"


def test_a_rest_ends_by_itself_or_before(station: Station) -> None:
    station.do(RestUnit(unit_id="u1", until=NOON + HOUR))
    assert not is_resting(station.state.units["u1"], NOON + HOUR)
    station.do(EndRest(unit_id="u1"))
    assert station.state.units["u1"].resting_until is None
    assert refused(station, EndRest(unit_id="u1")).code == "unit_not_resting"


def test_a_patrol_with_a_tired_member_is_tired(station: Station, fire: str) -> None:
    station.do(RestUnit(unit_id="u2", until=NOON + HOUR))
    assert refused(station, DispatchUnits(incident_id=fire, unit_ids=("joint",))).code == "unit_resting"


@pytest.mark.parametrize(("hours", "code"), [(0, "rest_span_wrong"), (-1, "rest_span_wrong"), (24 * 8, "rest_span_wrong")])
def test_a_rest_lies_ahead(station: Station, hours: int, code: str) -> None:
    assert refused(station, RestUnit(unit_id="u1", until=NOON + hours * HOUR)).code == code


def test_a_retired_unit_is_out_of_every_list_and_comes_back(station: Station, fire: str) -> None:
    assert refused(station, RetireUnit(unit_id="u3", reason="merged")).code == "retire_member"
    station.do(DispatchUnits(incident_id=fire, unit_ids=("u1",)))
    assert refused(station, RetireUnit(unit_id="u1", reason="merged")).code == "retire_not_on_standby"
    station.do(SetUnitStatus(unit_id="u1", status=UnitStatus.ON_STANDBY, source="phone"))
    station.do(RetireUnit(unit_id="u1", reason="merged"))
    unit = station.state.units["u1"]
    assert (unit.retired, unit.status, unit.history[-1].change) == ("merged", UnitStatus.OUT_OF_SERVICE, ChangeKind.RETIRED)
    assert "u1" not in {one.unit_id for one in candidates(station.state.units.values(), {}, None, NOON)}
    station.do(RegisterUnits(units=(replace(UNITS[0], phone="9"),)))  # an old roster names it still
    assert station.state.units["u1"].retired and station.state.units["u1"].phone == "9"
    station.do(SetUnitStatus(unit_id="u1", status=UnitStatus.ON_STANDBY, source="phone"))
    assert not station.state.units["u1"].retired


@pytest.mark.parametrize(
    ("words", "clock", "on"),
    [
        ("白班 08:00-20:00", "08:00", True), ("白班 08:00-20:00", "20:00", False), ("夜班 20：00—次日8：00", "03:00", True),
        ("夜班20:00-08:00", "12:00", False), ("08:00-12:00、14:00-24:00", "13:00", False),
        ("08:00-12:00、14:00-24:00", "23:59", True),
        ("三班轮换", "03:00", None), ("", "03:00", None), ("25:00-26:00", "03:00", None),
    ],
)
def test_the_hours_of_a_shift_say_who_is_on_duty(words: str, clock: str, on: bool | None) -> None:
    hour, minute = map(int, clock.split(":"))
    assert on_shift(words, to_local(NOON).replace(hour=hour, minute=minute)) is on


def test_only_a_unit_on_standby_rests(station: Station, fire: str) -> None:
    station.do(DispatchUnits(incident_id=fire, unit_ids=("u1",)))
    assert refused(station, RestUnit(unit_id="u1", until=NOON + HOUR)).code == "rest_not_on_standby"


def test_new_particulars_keep_rest_and_history_and_an_unchanged_unit_gets_no_line(station: Station) -> None:
    station.do(RestUnit(unit_id="u1", until=NOON + HOUR))
    lines = len(station.state.units["u1"].history)
    station.do(RegisterUnits(units=(UNITS[0],)))
    assert len(station.state.units["u1"].history) == lines
    station.do(RegisterUnits(units=(replace(UNITS[0], crew_members=CREW, equipment=KIT),)))
    unit = station.state.units["u1"]
    assert unit.resting_until and unit.crew_members == CREW and unit.history[-1].change is ChangeKind.MASTER_DATA


def test_the_history_of_a_unit_is_bounded(station: Station) -> None:
    for _ in range(HISTORY_KEPT):
        station.do(SetUnitStatus(unit_id="u1", status=UnitStatus.OUT_OF_SERVICE, source="phone"))
        station.do(SetUnitStatus(unit_id="u1", status=UnitStatus.ON_STANDBY, source="phone"))
    assert len(station.state.units["u1"].history) == HISTORY_KEPT


def test_the_same_person_twice_is_refused(station: Station) -> None:
    twice = replace(UNITS[0], crew_members=(CREW[0], CREW[0]))
    assert refused(station, RegisterUnits(units=(twice,))).code == "member_twice"


def moved(move: MoveKind, quantity: float, **more: Any) -> MoveStock:
    return MoveStock(material_id="m1", move=move, quantity=quantity, **more)


def test_stock_moves_between_the_store_and_outside_and_never_below_nothing(station: Station) -> None:
    station.do(moved(MoveKind.ISSUED, 60))
    assert refused(station, moved(MoveKind.ISSUED, 41)).code == "stock_too_little"
    assert refused(station, moved(MoveKind.RETURNED, 61)).code == "stock_not_out"
    station.do(moved(MoveKind.RETURNED, 20))
    station.do(moved(MoveKind.CONSUMED, 40))
    stock = station.state.materials["m1"]
    assert (stock.quantity, stock.issued) == (60, 0)
    station.do(moved(MoveKind.COUNTED, 58, note="two torn"))
    assert station.state.materials["m1"].counted_on == date(2026, 3, 10)
    assert refused(station, moved(MoveKind.WRITTEN_OFF, 8)).code == "field_empty"
    assert [one.move for one in station.state.stock_moves["m1"]] == [
        MoveKind.ISSUED, MoveKind.RETURNED, MoveKind.CONSUMED, MoveKind.COUNTED
    ]


@pytest.mark.parametrize("quantity", [0, -1, float("nan"), float("inf"), 2.0**60])
def test_nonsense_is_no_quantity(station: Station, quantity: float) -> None:
    assert refused(station, moved(MoveKind.RECEIVED, quantity)).code in ("quantity_missing", "quantity_wrong")


def test_entering_known_stock_again_keeps_what_is_out(station: Station) -> None:
    station.do(moved(MoveKind.ISSUED, 60))
    station.do(RegisterMaterials(materials=(BAGS,)))
    assert station.state.materials["m1"].issued == 60


def test_a_request_is_fulfilled_in_parts_and_moves_the_stock(station: Station, fire: str) -> None:
    asked = station.do(
        supply.RequestSupply(what="Sandbag", quantity=200, unit="piece", incident_id=fire, due_at=NOON + HOUR)
    )[0].stamp.command_id
    station.do(supply.RefuseSupply(request_id=asked, source="shop", reason="closed"))
    station.do(supply.PromiseSupply(request_id=asked, quantity=100, material_id="m1"))
    station.do(supply.PromiseSupply(request_id=asked, quantity=100, source="county"))
    assert refused(station, supply.PromiseSupply(request_id=asked, quantity=1, source="county")).code == "supply_too_much"
    station.do(supply.IssueSupply(request_id=asked, quantity=80, material_id="m1"))
    assert station.state.materials["m1"].quantity == 20
    assert station.state.stock_moves["m1"][-1].request_id == asked
    assert refused(station, supply.ConfirmArrival(request_id=asked, quantity=81)).code == "supply_not_issued"
    station.do(supply.ConfirmArrival(request_id=asked, quantity=80))
    assert station.state.supply_requests[asked].status is SupplyStatus.PARTLY
    kinds = {one.kind for one in deadlines(station.state, REFERENCE, NOON)}
    assert DeadlineKind.SUPPLY in kinds
    station.do(supply.IssueSupply(request_id=asked, quantity=120, source="county"))
    station.do(supply.ConfirmArrival(request_id=asked, quantity=120))
    need = station.state.supply_requests[asked]
    assert need.status is SupplyStatus.FULFILLED and need.arrived == 200
    assert DeadlineKind.SUPPLY not in {one.kind for one in deadlines(station.state, REFERENCE, NOON)}
    assert refused(station, supply.CloseSupply(request_id=asked, reason="x")).code == "supply_settled"


def test_a_store_cannot_give_what_it_has_not(station: Station, fire: str) -> None:
    asked = station.do(supply.RequestSupply(what="Sandbag", quantity=200, unit="piece"))[0].stamp.command_id
    for command in (supply.PromiseSupply, supply.IssueSupply):
        assert refused(station, command(request_id=asked, quantity=150, material_id="m1")).code == "stock_too_little"


def test_a_shelter_admits_up_to_its_room_and_beyond_only_confirmed(station: Station) -> None:
    assert refused(station, Admit(facility_id="s1", count=1)).code == "shelter_closed"
    station.do(OpenShelter(facility_id="s1"))
    station.do(Admit(facility_id="s1", count=8, needing=(Sheltered("Eve", Need.ALONE),)))
    no = refused(station, Admit(facility_id="s1", count=5))
    assert no.code == "shelter_full" and no.facts["over"] == 3 and no.facts["left"] == 2
    station.do(Admit(facility_id="s1", count=5, confirmed=("over_capacity",)))
    use = use_of(station.state, "s1")
    assert use.occupied == 13 and room_left(SCHOOL, use) == -3
    assert refused(station, CloseShelter(facility_id="s1", reason="over")).code == "shelter_occupied"
    assert refused(station, Leave(facility_id="s1", count=14)).code == "shelter_fewer_in"
    assert refused(station, Leave(facility_id="s1", count=1, names=("Zoe",))).code == "sheltered_unknown"
    station.do(Leave(facility_id="s1", count=1, names=("Eve",)))
    assert use_of(station.state, "s1").needing == ()
    station.do(Leave(facility_id="s1", count=12))
    station.do(CloseShelter(facility_id="s1", reason="over"))
    assert not use_of(station.state, "s1").is_open


def test_those_who_need_help_do_not_vanish_in_a_count(station: Station) -> None:
    station.do(OpenShelter(facility_id="s1"))
    station.do(Admit(facility_id="s1", count=3, needing=(Sheltered("Eve", Need.ALONE), Sheltered("Ada", Need.MEDICAL))))
    assert refused(station, Leave(facility_id="s1", count=2)).code == "sheltered_left_unnamed"


def test_people_go_in_and_must_come_out(station: Station, fire: str) -> None:
    went_in = CheckIn(incident_id=fire, names=("Ann", "Bob"), unit_id="u1", expected_out_at=NOON + HOUR)
    stays = [record.entry.presence_id for record in station.do(went_in)]  # type: ignore[attr-defined]
    assert [one.name for one in inside(station.state, fire)] == ["Ann", "Bob"]
    assert refused(station, went_in).code == "already_inside"
    station.clock.advance(2 * HOUR)  # type: ignore[attr-defined]
    assert len(overdue(station.state, station.clock.now())) == 2
    first = deadlines(station.state, REFERENCE, station.clock.now())[0]
    assert first.kind is DeadlineKind.PERSON and first.critical
    closing = CloseIncident(
        incident_id=fire, cause="a", outcome="b", losses="c", lessons="d", measures="e", approved_by="Chief"
    )
    assert refused(station, closing).code == "people_inside"
    station.do(ExtendStay(presence_ids=(stays[0],), expected_out_at=NOON + 5 * HOUR, reason="digging"))
    assert [one.name for one in overdue(station.state, station.clock.now())] == ["Bob"]
    assert refused(station, CheckOut(presence_ids=(stays[0],), at=NOON - HOUR)).code == "out_before_in"
    station.do(CheckOut(presence_ids=tuple(stays)))
    assert not inside(station.state)
    assert refused(station, CheckOut(presence_ids=(stays[0],))).code == "already_out"
    station.do(closing)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"names": ()}, "nobody_named"),
        ({"names": ("",)}, "field_empty"),
        ({"names": ("Ann", "Ann")}, "already_inside"),
        ({"names": ("Ann",) * 201}, "too_many_names"),
        ({"names": ("Ann",), "at": NOON + HOUR}, "time_in_future"),
        ({"names": ("Ann",), "at": NOON - HOUR}, "in_before_incident"),
        ({"names": ("Ann",), "expected_out_at": NOON}, "expected_out_wrong"),
        ({"names": ("Ann",), "expected_out_at": NOON + 100 * HOUR}, "expected_out_wrong"),
        ({"names": ("Ann",), "unit_id": "nobody"}, "unit_unknown"),
    ],
)
def test_a_check_in_without_sense_is_refused(station: Station, fire: str, more: dict[str, Any], code: str) -> None:
    assert refused(station, CheckIn(incident_id=fire, **more)).code == code


def test_reminders_are_ranked_and_stay_out_of_the_deadlines(station: Station) -> None:
    station.do(RegisterUnits(units=(replace(UNITS[0], crew_members=CREW, equipment=KIT),)))
    station.do(RegisterMaterials(materials=(replace(BAGS, expires_on=date(2026, 3, 9), minimum=500),)))
    found = reminders(station.state, date(2026, 3, 10))
    assert [one.kind for one in found] == [
        ReminderKind.MATERIAL_EXPIRY, ReminderKind.QUALIFICATION, ReminderKind.MATERIAL_LOW
    ]
    assert found[0].is_over(date(2026, 3, 10)) and found[1].who == "Ann"
    assert ReminderKind.INSPECTION in {one.kind for one in reminders(station.state, date(2026, 4, 20))}
    assert not deadlines(station.state, REFERENCE, NOON)
