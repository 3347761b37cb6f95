"""Hypothesis strategies: any value of the domain by its type, and commands that make (or do not make) sense now."""

from __future__ import annotations

import types
import typing
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from functools import cache
from typing import Any

import msgspec
from hypothesis import strategies as st
from immutables import Map

from app.domain.conditions import Condition
from app.domain.duty.commands import (
    ChangeProfile,
    FoundDesk,
    LiftWarning,
    RecordWarning,
    RegisterContacts,
    StartShift,
)
from app.domain.duty.model import Contact
from app.domain.incident import commands as incident
from app.domain.incident.model import Place
from app.domain.plan import commands as plan
from app.domain.record import Command
from app.domain.reporting import commands as reporting
from app.domain.reporting.model import Channel, Stage
from app.domain.resource.commands import RegisterFacilities, RegisterMaterials
from app.domain.resource.model import Facility, FacilityCategory, Material
from app.domain.state import State
from app.domain.unit.commands import DispatchUnits, RegisterUnits, SetUnitStatus
from app.domain.unit.model import Unit, UnitStatus
from app.domain.words import AlertLevel, FactStatus, IncidentSeverity, ResponseLevel
from app.kernel.geo import Crs, Point
from tests.world import FACTS, HERE, PROFILE, REFERENCE, UNITS, text

MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2099, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - zone is given
WORDS = st.text(max_size=12)
SCALARS = st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | WORDS
_LEAVES: dict[Any, st.SearchStrategy[Any]] = {
    str: WORDS,
    bool: st.booleans(),
    int: st.integers(-(2**53), 2**53),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bytes: st.binary(max_size=32),
    datetime: MOMENTS,
    date: st.dates(date(2000, 1, 1), date(2099, 1, 1)),
    type(None): st.none(),
    Condition: st.recursive(
        st.builds(Condition, fact=WORDS, ge=st.none() | st.floats(-1e6, 1e6), is_=st.none() | st.booleans() | WORDS),
        lambda inner: st.builds(Condition, any=st.lists(inner, max_size=2).map(tuple), none=st.lists(inner, max_size=1).map(tuple)),
        max_leaves=4,
    ),
}


@cache
def values(kind: Any) -> st.SearchStrategy[Any]:
    """Any value of this type: a frozen struct of the domain, an enum, a container of them, a scalar."""
    if kind in _LEAVES:
        return _LEAVES[kind]
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return st.one_of([values(arg) for arg in args])
    if origin is tuple:
        return st.lists(values(args[0]), max_size=2).map(tuple)
    if origin in (dict, Map):
        filled = st.dictionaries(values(args[0]), values(args[1]), max_size=2)
        return filled.map(Map) if origin is Map else filled
    if isinstance(kind, type) and issubclass(kind, Enum):
        return st.sampled_from(list(kind))
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return st.builds(kind, **{field.name: values(field.type) for field in msgspec.structs.fields(kind)})
    raise NotImplementedError(kind)


def facts() -> st.SearchStrategy[dict[str, Any]]:
    """Facts of the small world with values that fit them."""
    counts = st.integers(0, 40)
    known = {
        "dead": counts, "missing": counts, "trapped": counts, "serious": counts, "minor": counts, "evac": counts,
        "loss": st.floats(0, 20_000), "burned_ha": st.floats(0, 2_000),
        "sens_place": st.booleans(), "fire_out": st.booleans(), "weather": st.sampled_from(["dry", "wet"]),
    }
    return st.fixed_dictionaries({}, optional=known)


_BAD_FACTS = st.dictionaries(st.sampled_from([*FACTS, "unheard_of"]), SCALARS, max_size=3)
_LEVELS = st.sampled_from(list(ResponseLevel))
_REASONS = st.sampled_from(["because", "a slip", "", "  "])
_PEOPLE = st.sampled_from(["Chief", "Deputy", ""])
_POINTS = st.sampled_from([HERE, Point(30.2, 110.3), Point(30.2, 110.3, Crs.GCJ02), Point(110.0, 30.0), Point(10.0, 10.0), None])


def _one(known: Sequence[str]) -> st.SearchStrategy[str]:
    return st.sampled_from([*known, *known, *known, "nobody"])


def _incident_commands(state: State, now: datetime) -> list[st.SearchStrategy[Command]]:
    ids = _one(list(state.incidents))
    notes = _one([note.id for one in state.incidents.values() for note in one.notes])
    moments = st.integers(-90, 4).map(lambda minutes: now + timedelta(minutes=minutes))
    places = st.builds(Place, words=st.sampled_from(["mill", "bridge", ""]), point=_POINTS)
    confirmed = st.sampled_from([(), ("outside_region",)])
    return [
        st.builds(
            incident.OpenIncident, kind=st.sampled_from([*REFERENCE.kinds, *REFERENCE.kinds, "X-XXX"]), place=places,
            aware_at=moments, occurred_at=st.none() | moments, facts=facts() | _BAD_FACTS, confirmed=confirmed,
        ),
        st.builds(
            incident.RecordFacts, incident_id=ids, facts=facts() | _BAD_FACTS, status=st.sampled_from(list(FactStatus)),
            removed=st.lists(st.sampled_from(list(FACTS)), max_size=1).map(tuple), reason=_REASONS,
        ),
        st.builds(
            incident.CorrectIncident, incident_id=ids, reason=_REASONS, kind=st.none() | st.sampled_from(list(REFERENCE.kinds)),
            place=st.none() | places, occurred_at=st.none() | moments, narrative=st.none() | WORDS, confirmed=confirmed,
        ),
        st.builds(
            incident.OverrideSeverity, incident_id=ids, severity=st.none() | st.sampled_from(list(IncidentSeverity)), reason=_REASONS
        ),
        st.builds(incident.WithdrawOverride, incident_id=ids, reason=_REASONS),
        st.builds(incident.AddNote, incident_id=ids, text=WORDS),
        st.builds(incident.StrikeNote, incident_id=ids, note_id=notes, reason=_REASONS),
        st.builds(incident.MarkStabilised, incident_id=ids, at=moments),
        st.builds(
            incident.CloseIncident, incident_id=ids, cause=_REASONS, outcome=st.just("o"), losses=st.just("l"),
            lessons=st.just("l"), measures=st.just("m"), approved_by=_PEOPLE,
        ),
        st.builds(incident.IssueDocument, incident_id=ids, document=st.just("brief"), sha256=st.just("0" * 64), pages=st.just(1)),
    ]


def _plan_commands(state: State) -> list[st.SearchStrategy[Command]]:
    ids = _one(list(state.incidents))
    activations = [one for case in state.incidents.values() for one in case.activations]
    active, tasks = _one([one.id for one in activations]), _one([task for one in activations for task in one.tasks])
    return [
        st.builds(
            plan.ActivateResponse, incident_id=ids, plan_id=_one(list(REFERENCE.plans)), level=_LEVELS, item=st.just("item"),
            expected_duration_h=st.floats(-1, 72), measures=st.sampled_from([("cordon",), ("",)]), approved_by=_PEOPLE,
        ),
        st.builds(plan.ChangeLevel, incident_id=ids, activation_id=active, level=_LEVELS, reason=_REASONS, approved_by=_PEOPLE),
        st.builds(plan.DeclinePlan, incident_id=ids, plan_id=_one(list(REFERENCE.plans)), level=_LEVELS, reason=_REASONS),
        st.builds(plan.CompleteTask, incident_id=ids, task_id=tasks),
        st.builds(plan.SkipTask, incident_id=ids, task_id=tasks, reason=_REASONS),
        st.builds(plan.ReopenTask, incident_id=ids, task_id=tasks, reason=_REASONS),
        st.builds(
            plan.TerminateResponse, incident_id=ids, activation_id=active, reason=_REASONS, approved_by=_PEOPLE,
            conditions_met=st.lists(st.integers(0, 1), max_size=2).map(tuple),
        ),
    ]


def _reporting_commands(state: State, now: datetime) -> list[st.SearchStrategy[Command]]:
    ids = _one(list(state.incidents))
    reports = _one([report.id for one in state.incidents.values() for report in one.reports])
    keys = _one(["first:0:phone:county_duty_room", "follow_up:1:written:county_duty_room", "correction:1:written:county_duty_room"])
    return [
        st.builds(
            reporting.MakeReport, incident_id=ids, stage=st.sampled_from(list(Stage)), channel=st.sampled_from(list(Channel)),
            to_role=_one(list(REFERENCE.roles)), whom=_PEOPLE, means=st.sampled_from(["fax", ""]),
            at=st.none() | st.integers(-30, 4).map(lambda minutes: now + timedelta(minutes=minutes)),
        ),
        st.builds(reporting.RecordReceipt, incident_id=ids, report_id=reports, receipt_by=_PEOPLE),
        st.builds(reporting.WaiveObligation, incident_id=ids, key=keys, reason=_REASONS),
    ]


def _unit_commands(state: State, now: datetime) -> list[st.SearchStrategy[Command]]:
    units = _one(list(state.units))
    own = st.builds(
        Unit, id=st.sampled_from(["u1", "u9"]), kind=_one(["F-FIRE"]), name=st.just(text("New")),
        members=st.lists(units, max_size=1).map(tuple), status=st.sampled_from(list(UnitStatus)), incident_id=WORDS,
    )
    dispatch = st.builds(
        DispatchUnits, incident_id=_one(list(state.incidents)), unit_ids=st.lists(units, max_size=3).map(tuple)
    )
    status = st.builds(
        SetUnitStatus, unit_id=units, status=st.sampled_from(list(UnitStatus)), source=st.sampled_from(["radio", ""]),
        at=st.none() | st.integers(-5, 3).map(lambda minutes: now + timedelta(minutes=minutes)),
    )
    return [dispatch, status, dispatch, status, st.builds(RegisterUnits, units=st.lists(own, max_size=2).map(tuple))]


def _desk_commands(state: State) -> list[st.SearchStrategy[Command]]:
    contact = st.builds(Contact, id=_one(["k1"]), name=_PEOPLE, role=_one(list(REFERENCE.roles)), phone=st.just("1"))
    place = st.builds(
        Facility, id=_one(["f1"]), category=st.sampled_from(list(FacilityCategory)), kind=st.just("school"),
        name=st.just(text("School")), point=st.sampled_from([HERE, Point(200.0, 0.0), Point(30.1, 110.1, Crs.GCJ02)]),
    )
    stock = st.builds(
        Material, id=_one(["m1"]), name=st.just(text("Sandbag")), kind=st.just("bag"), unit=st.just("piece"),
        quantity=st.floats(-1, 1000), place=st.just("store"),
    )
    return [
        st.builds(FoundDesk, profile=st.just(PROFILE)),
        st.builds(ChangeProfile, profile=st.builds(msgspec.structs.replace, st.just(PROFILE), county=st.builds(text, WORDS))),
        st.builds(StartShift, leader=_PEOPLE, officer=_PEOPLE),
        st.builds(RegisterContacts, contacts=st.lists(contact, max_size=2).map(tuple)),
        st.builds(RegisterFacilities, facilities=st.lists(place, max_size=2).map(tuple)),
        st.builds(RegisterMaterials, materials=st.lists(stock, max_size=2).map(tuple)),
        st.builds(RecordWarning, kind=st.just("rain"), level=st.sampled_from(list(AlertLevel)), text=WORDS, issued_by=_PEOPLE),
        st.builds(LiftWarning, warning_id=_one(list(state.warnings))),
    ]


def next_commands(state: State, now: datetime) -> st.SearchStrategy[Command]:
    """Commands for this moment: most of them make sense, some do not; every kind of command can come."""
    kinds = [
        *_incident_commands(state, now), *_plan_commands(state), *_reporting_commands(state, now),
        *_unit_commands(state, now), *_desk_commands(state),
    ]
    return st.one_of(kinds)


START = (FoundDesk(profile=PROFILE), RegisterUnits(units=UNITS))
"""The first commands of any desk."""
