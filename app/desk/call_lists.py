"""Lists of people to be called down, from what the desk knows: the roster, the plans that run, the contact book. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from enum import StrEnum

from app.domain.calldown.model import CallPerson
from app.domain.duty.model import Contact
from app.domain.incident.model import Incident
from app.domain.reference import Reference
from app.domain.roster.decide import pattern_of
from app.domain.roster.rules import Turn, next_turn, on_duty
from app.domain.state import State

Say = Callable[[str], str]
Wanted = tuple[str, str, str]
"""Name, telephone, and why."""


class CallSource(StrEnum):
    """Where a list comes from (worded ``calldown.source.<code>``)."""

    PLAN = "plan"
    ROSTER = "roster"
    VILLAGE = "village"
    TOWNSHIP = "township"


def persons(
    source: CallSource, state: State, reference: Reference, now: datetime, role: Say, incident: Incident | None = None
) -> tuple[CallPerson, ...]:
    """The people of this source, each once with everything they are called for; those without a telephone come last.

    ``role`` puts a role's code into words. ``PLAN`` needs an incident: whom its running responses have told, A before B.
    """
    if source is CallSource.ROSTER:
        wanted = _rostered(state, reference, now, role)
    elif source is CallSource.PLAN:
        wanted = _notified(incident, state, reference, role) if incident is not None else iter(())
    else:
        wanted = _contacts((one for one in state.contacts.values() if one.tier == source.value), role)
    return _once(wanted)


def _rostered(state: State, reference: Reference, now: datetime, role: Say) -> Iterator[Wanted]:
    pattern = pattern_of(state, reference)
    for turn in (on_duty(state.roster, pattern, now), next_turn(state.roster, pattern, now)):
        yield from _turn(turn, state, role)


def _turn(turn: Turn | None, state: State, role: Say) -> Iterator[Wanted]:
    if turn is None:
        return
    for code, slot in (("duty_leader", turn.leader), ("duty_officer", turn.main), ("duty_officer", turn.second)):
        if slot is not None and slot.name:
            known = state.contacts.get(slot.contact_id)
            yield slot.name, known.phone if known else "", role(code)


def _notified(incident: Incident, state: State, reference: Reference, role: Say) -> Iterator[Wanted]:
    for one in incident.activations:
        plan = reference.plans.get(one.plan_id)
        if plan is None or not one.is_running:
            continue
        asked = [told.role for told in plan.notify if one.level in told.levels]
        for code in dict.fromkeys(asked):
            yield from _contacts((known for known in state.contacts.values() if known.role == code), role)


def _contacts(found: Iterable[Contact], role: Say) -> Iterator[Wanted]:
    for one in sorted(found, key=lambda each: (each.role, each.a_b, each.name)):
        yield one.name, one.phone, f"{role(one.role)} {one.organisation}".strip()


def _once(wanted: Iterable[Wanted]) -> tuple[CallPerson, ...]:
    merged: dict[tuple[str, str], list[str]] = {}
    for name, phone, why in wanted:
        merged.setdefault((name.strip(), phone.strip()), []).append(why)
    ordered = sorted(merged.items(), key=lambda pair: not pair[0][1])
    return tuple(
        CallPerson(id=f"p{place}", name=name, phone=phone, about="；".join(dict.fromkeys(whys)))
        for place, ((name, phone), whys) in enumerate(ordered, 1)
        if name
    )
