"""What entries about patrols make of the state."""

from __future__ import annotations

from msgspec.structs import replace

from app.domain.patrol.entries import (
    BeatRemoved,
    BeatsRegistered,
    PatrolCancelled,
    PatrolFindingHanded,
    PatrolFindingLinked,
    PatrolFindingReported,
    PatrolPlanned,
)
from app.domain.patrol.model import PatrolFinding
from app.domain.record import Stamp
from app.domain.state import State


def beats_registered(state: State, entry: BeatsRegistered, stamp: Stamp) -> State:
    """Beats as they are now."""
    return replace(state, beats=state.beats.update({beat.id: beat for beat in entry.beats}))


def beat_removed(state: State, entry: BeatRemoved, stamp: Stamp) -> State:
    """One beat fewer."""
    return replace(state, beats=state.beats.delete(entry.beat_id))


def planned(state: State, entry: PatrolPlanned, stamp: Stamp) -> State:
    """One more patrol."""
    made = replace(entry.plan, planned_by=stamp.actor)
    return replace(state, patrols=state.patrols.set(made.id, made))


def cancelled(state: State, entry: PatrolCancelled, stamp: Stamp) -> State:
    """The patrol is not walked."""
    after = replace(state.patrols[entry.plan_id], cancelled_because=entry.reason)
    return replace(state, patrols=state.patrols.set(after.id, after))


def finding_reported(state: State, entry: PatrolFindingReported, stamp: Stamp) -> State:
    """One more finding."""
    made = PatrolFinding(
        id=entry.finding_id, finding_kind=entry.finding_kind, text=entry.text, place=entry.place, unit_id=entry.unit_id,
        plan_id=entry.plan_id, found_at=entry.found_at, reported_by=stamp.actor, point=entry.point,
        handed_to=entry.handed_to, handed_at=stamp.at if entry.handed_to else None,
    )
    return replace(state, patrol_findings=state.patrol_findings.set(made.id, made))


def finding_handed(state: State, entry: PatrolFindingHanded, stamp: Stamp) -> State:
    """Somebody has it."""
    after = replace(state.patrol_findings[entry.finding_id], handed_to=entry.to, handed_at=stamp.at)
    return replace(state, patrol_findings=state.patrol_findings.set(after.id, after))


def finding_linked(state: State, entry: PatrolFindingLinked, stamp: Stamp) -> State:
    """It is an incident now."""
    after = replace(state.patrol_findings[entry.finding_id], incident_id=entry.incident_id)
    return replace(state, patrol_findings=state.patrol_findings.set(after.id, after))
