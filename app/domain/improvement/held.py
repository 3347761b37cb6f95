"""What wishes about drills that were held come to."""

from __future__ import annotations

from msgspec.structs import replace

from app.domain import checks
from app.domain.improvement.commands import RecordDrillHeld, StrikeDrillHeld
from app.domain.improvement.decide import known_hash, not_in_drill
from app.domain.improvement.entries import DrillHeld, DrillHeldStruck
from app.domain.record import Entry, Stamp
from app.domain.reference import Reference
from app.domain.state import State
from app.domain.versions import past_day
from app.kernel.errors import Refusal

FULL_SCORE = 100.0


def record_held(command: RecordDrillHeld, state: State, reference: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """The drill counts for its plans, units and places from its day on. One that ran on this console is recorded once."""
    not_in_drill(state)
    given = command.facts
    if given.drill_id and any(one.counts and one.facts.drill_id == given.drill_id for one in state.held_drills.values()):
        raise Refusal("drill_recorded", {"title": given.title})
    for plan_id in given.plan_ids:
        if plan_id not in reference.plans:
            raise Refusal("plan_unknown", {"plan": plan_id})
    for unit_id in given.unit_ids:
        state.unit(unit_id)
    for facility_id in given.facility_ids:
        if facility_id not in state.facilities:
            raise Refusal("facility_unknown", {"facility": facility_id})
    if not (given.plan_ids or given.unit_ids or given.facility_ids):
        raise Refusal("drill_of_nobody")
    if not known_hash(given.journal_hash):
        raise Refusal("journal_hash_wrong", {"field": "journal_hash"})
    score = None if given.score is None else float(checks.number("score", given.score, most=FULL_SCORE))
    facts = replace(
        given, held_on=past_day(given.held_on, stamp), title=checks.words("title", given.title), score=score,
        plan_ids=_once(given.plan_ids), unit_ids=_once(given.unit_ids), facility_ids=_once(given.facility_ids),
        participants=given.participants.strip(), words=given.words.strip(),
    )
    kinds = _once(tuple(kind for plan_id in facts.plan_ids for kind in reference.plans[plan_id].kinds))
    return (DrillHeld(held_id=stamp.command_id, facts=facts, kinds=kinds),)


def strike_held(command: StrikeDrillHeld, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """The record counts no more; it stays readable with the reason."""
    found = state.held_drills.get(command.held_id)
    if found is None or not found.counts:
        raise Refusal("drill_held_unknown", {"drill": command.held_id})
    return (DrillHeldStruck(held_id=found.id, reason=checks.words("reason", command.reason)),)


def _once(ids: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))
