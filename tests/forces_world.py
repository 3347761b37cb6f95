"""Commands about stock, requests, shelters, people on scene, rest and patrols, for the replay machine and the tests."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from hypothesis import strategies as st

from app.domain.patrol import commands as patrol
from app.domain.patrol.model import Beat, BeatForm, BeatPoint, FindingKind
from app.domain.presence import commands as presence
from app.domain.record import Command, Record
from app.domain.resource.commands import MoveStock, RegisterFacilities, RegisterMaterials
from app.domain.resource.model import Facility, FacilityCategory, Material, MoveKind
from app.domain.shelter import commands as shelter
from app.domain.shelter.model import Need, Sheltered
from app.domain.state import State
from app.domain.supply import commands as supply
from app.domain.unit.commands import EndRest, RestUnit, RetireUnit, SetUnitStatus
from app.domain.unit.model import CrewMember, Equipment, EquipmentState, Qualification, UnitStatus
from app.kernel.geo import Point
from tests.world import HERE, text

BEAT = Beat(
    "b1", "Main street", BeatForm.ROUTE,
    (BeatPoint(HERE, "gate"), BeatPoint(Point(30.0, 110.01), "bridge"), BeatPoint(Point(30.005, 110.01), "mill")),
)
AREA = Beat(
    "b2", "Market", BeatForm.AREA,
    (BeatPoint(HERE, "north"), BeatPoint(Point(30.0, 110.004)), BeatPoint(Point(30.004, 110.004)), BeatPoint(Point(30.004, 110.0))),
)
SCHOOL = Facility("s1", FacilityCategory.SHELTER, "school", text("School"), HERE, capacity=10)
BAGS = Material("m1", text("Sandbag"), "bag", "piece", 100, "store", minimum=50)
CREW = (CrewMember("Ann", "000", "driver", (Qualification("rescue", date(2026, 3, 20)),)), CrewMember("Bob"))
KIT = (Equipment("pump", 2, EquipmentState.READY, date(2026, 5, 1)),)


def stores() -> tuple[Command, ...]:
    """A shelter, a store and two beats."""
    return (
        RegisterFacilities(facilities=(SCHOOL,)), RegisterMaterials(materials=(BAGS,)),
        patrol.RegisterBeats(beats=(BEAT, AREA)),
    )


def forces_commands(state: State, now: datetime, *, wild: bool) -> list[st.SearchStrategy[Command]]:
    """Everything that may be wanted of the forces board; ``wild`` ones are mostly refused."""

    def one(known: Sequence[str]) -> st.SearchStrategy[str]:
        return st.sampled_from([*known, "nobody"] if wild or not known else list(known))

    count = st.integers(-1, 60) if wild else st.integers(1, 8)
    amount = st.floats(-5, 500, allow_nan=False) if wild else st.integers(1, 30).map(float)
    reason = st.sampled_from(["because", "", " "] if wild else ["because", "slip"])
    who = st.sampled_from(["Ann", "Bob", "Cid", ""] if wild else ["Ann", "Bob", "Cid"])
    ahead = st.integers(-60 if wild else 1, 60 * 24 * 9 if wild else 600).map(lambda minutes: now + timedelta(minutes=minutes))
    cases = one([case.id for case in state.incidents.values() if case.is_open])
    units = one(list(state.units))
    stock = one(list(state.materials))
    places = one([place.id for place in state.facilities.values() if place.category is FacilityCategory.SHELTER])
    asked = one([need.id for need in state.supply_requests.values() if need.is_open or wild])
    inside = one([stay.id for stay in state.presences.values() if stay.is_inside or wild])
    plans = one(list(state.patrols))
    findings = one(list(state.patrol_findings))
    names = st.lists(who, min_size=0 if wild else 1, max_size=2, unique=not wild).map(tuple)
    needing = st.lists(st.builds(Sheltered, name=who, need=st.sampled_from(list(Need))), max_size=1).map(tuple)
    beats = st.sampled_from([BEAT, AREA, Beat("b3", "", BeatForm.AREA, (BeatPoint(HERE),))] if wild else [BEAT, AREA])
    confirmed = st.sampled_from([(), ("over_capacity",)])
    return [
        st.builds(RestUnit, unit_id=units, until=ahead, reason=reason),
        st.builds(EndRest, unit_id=one([u.id for u in state.units.values() if u.resting_until] or list(state.units))),
        st.builds(RetireUnit, unit_id=units, reason=reason),
        st.sampled_from(stores()),
        st.builds(MoveStock, material_id=stock, move=st.sampled_from(list(MoveKind)), quantity=amount, note=reason,
                  incident_id=st.just("") | cases),
        st.builds(supply.RequestSupply, what=who, quantity=amount, unit=who, incident_id=cases | st.just(""),
                  due_at=st.none() | ahead),
        st.builds(supply.PromiseSupply, request_id=asked, quantity=amount, source=who, material_id=st.just("") | stock),
        st.builds(supply.RefuseSupply, request_id=asked, source=who, reason=reason),
        st.builds(supply.IssueSupply, request_id=asked, quantity=amount, source=who, material_id=st.just("") | stock),
        st.builds(supply.ConfirmArrival, request_id=asked, quantity=amount),
        st.builds(supply.CloseSupply, request_id=asked, reason=reason),
        st.builds(shelter.OpenShelter, facility_id=places, incident_id=cases | st.just("")),
        st.builds(shelter.CloseShelter, facility_id=places, reason=reason),
        st.builds(shelter.Admit, facility_id=places, count=count, needing=needing, confirmed=confirmed),
        st.builds(shelter.Leave, facility_id=places, count=count, names=st.just(()) | names),
        st.builds(presence.CheckIn, incident_id=cases, names=names, unit_id=st.just("") | units,
                  expected_out_at=st.none() | ahead),
        st.builds(presence.CheckOut, presence_ids=inside.map(lambda key: (key,))),
        st.builds(presence.ExtendStay, presence_ids=inside.map(lambda key: (key,)), expected_out_at=ahead, reason=reason),
        st.builds(patrol.RegisterBeats, beats=beats.map(lambda beat: (beat,))),
        st.builds(patrol.RemoveBeat, beat_id=one(list(state.beats)), reason=reason),
        st.builds(
            lambda beat, unit, start, lasts: patrol.PlanPatrol(
                beat_id=beat, unit_id=unit, starts_at=start, ends_at=start + timedelta(minutes=lasts)
            ),
            one(list(state.beats)), units, ahead, st.integers(-5 if wild else 30, 300),
        ),
        st.builds(patrol.CancelPatrol, plan_id=plans, reason=reason),
        st.builds(patrol.ReportFinding, unit_id=units, finding_kind=st.sampled_from(list(FindingKind)), text=reason, place=who),
        st.builds(patrol.HandFinding, finding_id=findings, to=who),
        st.builds(patrol.LinkFinding, finding_id=findings, incident_id=cases),
    ]


def tell_forces(run: Callable[[Command], tuple[Record, ...]], incident_id: str, now: datetime) -> None:
    """Every kind of entry of the forces board, in a sensible order; ``run`` executes a command."""
    for command in stores():
        run(command)

    def made(command: Command) -> str:
        return str(run(command)[0].stamp.command_id)

    run(RestUnit(unit_id="u3", until=now + timedelta(hours=6), reason="night"))
    run(EndRest(unit_id="u3"))
    run(RetireUnit(unit_id="joint", reason="merged into another"))
    run(SetUnitStatus(unit_id="joint", status=UnitStatus.ON_STANDBY, source="phone"))
    asked = made(supply.RequestSupply(what="Sandbag", quantity=60, unit="piece", incident_id=incident_id))
    run(supply.RefuseSupply(request_id=asked, source="shop", reason="none"))
    run(supply.PromiseSupply(request_id=asked, quantity=40, material_id="m1"))
    run(supply.IssueSupply(request_id=asked, quantity=40, material_id="m1"))
    run(supply.ConfirmArrival(request_id=asked, quantity=40))
    run(supply.CloseSupply(request_id=asked, reason="enough"))
    run(shelter.OpenShelter(facility_id="s1", incident_id=incident_id))
    run(shelter.Admit(facility_id="s1", count=4, needing=(Sheltered("Eve", Need.ALONE),)))
    run(shelter.Leave(facility_id="s1", count=4))
    run(shelter.CloseShelter(facility_id="s1", reason="over"))
    stay = f"{made(presence.CheckIn(incident_id=incident_id, names=('Ann',), expected_out_at=now + timedelta(hours=1)))}.0"
    later = now + timedelta(hours=2)
    run(presence.ExtendStay(presence_ids=(stay,), expected_out_at=later, reason="more work"))
    run(presence.CheckOut(presence_ids=(stay,)))
    plan = made(patrol.PlanPatrol(beat_id="b1", unit_id="joint", starts_at=now, ends_at=now + timedelta(hours=2)))
    found = made(
        patrol.ReportFinding(unit_id="joint", finding_kind=FindingKind.HAZARD, text="crack", place="bridge", plan_id=plan)
    )
    run(patrol.HandFinding(finding_id=found, to="water station"))
    run(patrol.LinkFinding(finding_id=found, incident_id=incident_id))
    run(patrol.CancelPatrol(plan_id=plan, reason="storm"))
    run(patrol.RemoveBeat(beat_id="b2", reason="merged"))
