"""What forces the running responses of an incident ask for together. Pure."""

from __future__ import annotations

import msgspec

from app.domain.incident.model import Incident
from app.domain.plan.model import Demand
from app.kernel.text import Text


class DemandClaim(msgspec.Struct, frozen=True):
    """What one response asks for of a unit kind."""

    activation_id: str
    plan_id: str
    plan_title: Text
    demand: Demand


class Need(msgspec.Struct, frozen=True):
    """The forces of one kind that are needed: the largest demand of all, every capability asked for, and who asks for what.

    The same people serve every response of the incident, so demands are not added up.
    """

    demand: Demand
    capabilities: tuple[str, ...]
    claims: tuple[DemandClaim, ...]


def needs_of(incident: Incident) -> tuple[Need, ...]:
    """One need for every kind of unit that a running response asks for, in the order in which they were first asked."""
    asked: dict[str, list[DemandClaim]] = {}
    for one in incident.activations:
        if one.is_running:
            for demand in one.demands:
                claim = DemandClaim(one.id, one.plan_id, one.plan_title, demand)
                asked.setdefault(demand.kind, []).append(claim)
    return tuple(_need(claims) for claims in asked.values())


def _need(claims: list[DemandClaim]) -> Need:
    demands = [claim.demand for claim in claims]
    largest = max(demands, key=lambda one: (one.units, one.people))
    together = msgspec.structs.replace(
        largest, people=max(one.people for one in demands), units=max(one.units for one in demands)
    )
    capabilities = dict.fromkeys(one.capability for one in demands if one.capability)
    return Need(together, tuple(capabilities), tuple(claims))
