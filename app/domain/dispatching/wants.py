"""What each open incident still lacks: the demands of its running responses, or, while none was started yet, of
the plans that are recommended. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from msgspec.structs import replace

from app.domain.dispatching.model import CapabilityWords, Want
from app.domain.incident.model import Incident
from app.domain.incident.rules import incident_facts
from app.domain.plan.model import Demand
from app.domain.plan.needs import needs_of
from app.domain.plan.rules import demands_at, recommend_together
from app.domain.reference import Reference
from app.domain.state import State
from app.domain.unit.model import Dispatch, Unit, UnitStatus
from app.domain.unit.rules import coverage
from app.domain.words import IncidentSeverity

_BY_SEVERITY: Mapping[IncidentSeverity | None, int] = {
    IncidentSeverity.I: 4, IncidentSeverity.II: 3, IncidentSeverity.III: 2, IncidentSeverity.IV: 1, None: 1,
}
_LIFE = ("trapped", "missing")
"""Facts that put lives at stake: such an incident is never an ordinary one."""


def priority_of(incident: Incident) -> int:
    """1 (ordinary or not graded) to 4 (the gravest); 2 at least while somebody is trapped or missing."""
    by_grade = _BY_SEVERITY[incident.severity]
    figures = [known.value for name in _LIFE if (known := incident.facts.get(name)) is not None]
    at_stake = any(isinstance(figure, int | float) and figure > 0 for figure in figures)
    return max(by_grade, 2) if at_stake else by_grade


def wants_of(incident: Incident, state: State, reference: Reference, now: datetime) -> tuple[Want, ...]:
    """What is still missing, one want for each kind of unit; none where everything that is asked for is out."""
    asked, preliminary = _asked(incident, state, reference, now)
    out = [one for one in incident.dispatches.values() if one.ended_at is None and one.status is not UnitStatus.RETURNING]
    priority = priority_of(incident)
    found = []
    for (demand, capabilities), met in zip(asked, coverage([one for one, _ in asked], out), strict=True):
        named = capabilities_in(capabilities, reference.capability_words)
        lacking = tuple(one for one in named if not _has(demand.kind, one, out, state.units))
        units = max(0, max(demand.units, 1) - met.units)
        people = max(0, demand.people - met.people)
        if units or people or lacking:
            found.append(Want(incident.id, demand.kind, units, people, lacking, priority, demand.basis, preliminary))
    return tuple(found)


def capabilities_in(asked: Iterable[str], by: CapabilityWords) -> tuple[str, ...]:
    """The capabilities that the words of demands name: a code by itself, else by the words that stand for it.

    Plans write prose where units have codes; words that name nothing known are left to the officer's judgement.
    """
    cut = str.maketrans(dict.fromkeys(by.breaks, "\n"))
    parts = [part.strip() for words in asked for part in words.translate(cut).split("\n")]
    meant = [part for part in parts if part and not part.startswith(by.negations)]
    found = [part for part in meant if part in by.terms]
    found += [code for code, words in by.terms.items() if any(word in part for part in meant for word in words)]
    return tuple(sorted(set(found)))


def _asked(
    incident: Incident, state: State, reference: Reference, now: datetime
) -> tuple[list[tuple[Demand, tuple[str, ...]]], bool]:
    if incident.activations:
        return [(need.demand, need.capabilities) for need in needs_of(incident)], False
    return list(_recommended(incident, state, reference, now)), True


def _recommended(
    incident: Incident, state: State, reference: Reference, now: datetime
) -> Iterable[tuple[Demand, tuple[str, ...]]]:
    """The demands of the plans that are recommended and were not declined: the largest of each kind, as
    ``needs_of`` takes them."""
    view = incident_facts(incident, state.alert(), now)
    declined = {one.plan_id for one in incident.declines}
    plans = [plan for plan in reference.plans_for(incident.kind) if plan.id not in declined]
    largest: dict[str, tuple[Demand, tuple[str, ...]]] = {}
    for one in recommend_together(incident.kind, view, plans, reference.floors, state.in_force()):
        for demand in demands_at(reference.plans[one.plan_id], one.level) if one.level is not None else ():
            known, able = largest.get(demand.kind, (demand, ()))
            larger = max((known, demand), key=lambda each: (each.units, each.people))
            most = replace(larger, units=max(known.units, demand.units), people=max(known.people, demand.people))
            wanted = dict.fromkeys((*able, *((demand.capability,) if demand.capability else ())))
            largest[demand.kind] = most, tuple(wanted)
    return largest.values()


def _has(kind: str, capability: str, out: list[Dispatch], units: Mapping[str, Unit]) -> bool:
    known = (units.get(one.unit_id) for one in out if one.kind == kind)
    return any(unit is not None and capability in unit.capabilities for unit in known)
