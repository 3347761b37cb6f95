"""Sentences about rest, stock, requests, shelters, people on scene and patrols."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from app.domain.patrol import entries as patrol
from app.domain.presence import entries as presence
from app.domain.presence.model import Presence
from app.domain.record import Entry
from app.domain.resource import entries as resource
from app.domain.shelter import entries as shelter
from app.domain.state import State
from app.domain.supply import entries as supply
from app.domain.supply.model import SupplyRequest
from app.domain.unit import entries as unit

if TYPE_CHECKING:
    from app.desk.describe import Describer


def amount(quantity: float, measure: str) -> str:
    """A quantity with its unit, a whole number without its ``.0``."""
    return f"{quantity:g} {measure}".strip() if abs(quantity) < 1e6 else f"{quantity:.0f} {measure}".strip()


def person_due(d: Describer, one: Presence) -> str:
    """That a person should be out."""
    return d.say("deadline.person_out", name=one.name, organisation=one.organisation or d.say("presence.no_organisation"))


def supply_due(d: Describer, one: SupplyRequest) -> str:
    """That materials should be there."""
    missing = amount(one.quantity - one.arrived, one.unit)
    return d.say("deadline.supply_there", what=one.what, missing=missing, place=one.place)


def place_name(d: Describer, facility_id: str, state: State) -> str:
    """The name of a shelter."""
    known = state.facilities.get(facility_id)
    return d.text(known.name) if known else facility_id


def patrol_name(d: Describer, plan_id: str, state: State) -> str:
    """Who patrols which beat."""
    plan = state.patrols[plan_id]
    return d.say("patrol.title", unit=d.unit_name(plan.unit_id, state), beat=plan.beat.name)


def _rested(d: Describer, e: unit.UnitRested, s: State) -> dict[str, Any]:
    return {"unit": d.unit_name(e.unit_id, s), "until": d.clock(e.until), "reason": e.reason or "—"}


def _moved(d: Describer, e: resource.StockMoved, s: State) -> dict[str, Any]:
    stock = s.materials[e.material_id]
    return {
        "material": d.text(stock.name), "move": d.say(f"stock_move.{e.move}"), "quantity": amount(e.quantity, stock.unit),
        "balance": amount(e.balance, stock.unit), "whom": e.whom or "—", "note": e.note,
    }


def _asked(d: Describer, e: supply.SupplyRequested, _: State) -> dict[str, Any]:
    due = d.say("supply.due", at=d.clock(e.due_at)) if e.due_at else ""
    return {"what": e.what, "quantity": amount(e.quantity, e.unit), "place": e.place or "—", "due": due}


def _supplied(
    d: Describer, e: supply.SupplyPromised | supply.SupplyIssued | supply.SupplyArrived, s: State
) -> dict[str, Any]:
    asked = s.supply_requests[e.request_id]
    return {"what": asked.what, "quantity": amount(e.quantity, asked.unit), "source": getattr(e, "source", "")}


def _supply_ended(
    d: Describer, e: supply.SupplyRefused | supply.SupplyClosed, s: State
) -> dict[str, Any]:
    what = s.supply_requests[e.request_id].what
    return {"what": what, "source": getattr(e, "source", ""), "reason": e.reason}


def _sheltered(d: Describer, e: shelter.ShelterAdmitted | shelter.ShelterLeft, s: State) -> dict[str, Any]:
    place = e.from_place if isinstance(e, shelter.ShelterAdmitted) else e.to_place
    over = e.over if isinstance(e, shelter.ShelterAdmitted) else 0
    return {
        "shelter": place_name(d, e.facility_id, s), "count": e.count, "occupied": e.occupied, "place": place or "—",
        "over": d.say("shelter.over", over=over) if over else "",
    }


def _went_in(d: Describer, e: presence.PersonCheckedIn, _: State) -> dict[str, Any]:
    expected = d.say("presence.expected", at=d.clock(e.expected_out_at)) if e.expected_out_at else ""
    return {"name": e.name, "organisation": e.organisation, "at": d.clock(e.at), "expected": expected}


def _finding(d: Describer, e: patrol.PatrolFindingReported, s: State) -> dict[str, Any]:
    handed = d.say("patrol.handed", to=e.handed_to) if e.handed_to else ""
    return {
        "unit": d.unit_name(e.unit_id, s), "kind": d.say(f"patrol_finding.{e.finding_kind}"), "place": e.place, "text": e.text,
        "handed": handed,
    }


def _planned(d: Describer, e: patrol.PatrolPlanned, s: State) -> dict[str, Any]:
    plan = e.plan
    return {
        "patrol": patrol_name(d, plan.id, s), "starts": d.clock(plan.starts_at), "ends": d.clock(plan.ends_at),
        "count": len(plan.checkpoints),
    }


def _linked(d: Describer, e: patrol.PatrolFindingLinked, s: State) -> dict[str, Any]:
    return {"text": s.patrol_findings[e.finding_id].text, "incident": s.incidents[e.incident_id].number}


MAKERS: Mapping[type[Entry], Callable[..., dict[str, Any]]] = MappingProxyType(
    {
        unit.UnitRested: _rested,
        unit.UnitRetired: lambda d, e, s: {"unit": d.unit_name(e.unit_id, s), "reason": e.reason},
        unit.UnitRestEnded: lambda d, e, s: {"unit": d.unit_name(e.unit_id, s)},
        resource.StockMoved: _moved,
        supply.SupplyRequested: _asked,
        supply.SupplyPromised: _supplied,
        supply.SupplyIssued: _supplied,
        supply.SupplyArrived: _supplied,
        supply.SupplyRefused: _supply_ended,
        supply.SupplyClosed: _supply_ended,
        shelter.ShelterOpened: lambda d, e, s: {"shelter": place_name(d, e.facility_id, s), "note": e.note},
        shelter.ShelterClosed: lambda d, e, s: {"shelter": place_name(d, e.facility_id, s), "reason": e.reason},
        shelter.ShelterAdmitted: _sheltered,
        shelter.ShelterLeft: _sheltered,
        presence.PersonCheckedIn: _went_in,
        presence.PersonCheckedOut: lambda d, e, s: {
            "name": s.presences[e.presence_id].name, "at": d.clock(e.at), "note": e.note,
        },
        presence.StayExtended: lambda d, e, s: {
            "name": s.presences[e.presence_id].name, "at": d.clock(e.expected_out_at), "reason": e.reason,
        },
        patrol.BeatsRegistered: lambda d, e, s: {
            "count": len(e.beats), "names": d.say("list.separator").join(beat.name for beat in e.beats[:4]),
        },
        patrol.BeatRemoved: lambda d, e, s: {"beat": e.name, "reason": e.reason},
        patrol.PatrolPlanned: _planned,
        patrol.PatrolCancelled: lambda d, e, s: {"patrol": patrol_name(d, e.plan_id, s), "reason": e.reason},
        patrol.PatrolFindingReported: _finding,
        patrol.PatrolFindingHanded: lambda d, e, s: {"text": s.patrol_findings[e.finding_id].text, "to": e.to},
        patrol.PatrolFindingLinked: _linked,
    }
)
"""The facts that each entry's sentence needs."""
