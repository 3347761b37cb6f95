"""What wishes about beats, patrols and findings come to."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from app.domain import checks
from app.domain.drawing.rules import crosses_itself
from app.domain.patrol.commands import (
    CancelPatrol,
    HandFinding,
    LinkFinding,
    PlanPatrol,
    RegisterBeats,
    RemoveBeat,
    ReportFinding,
)
from app.domain.patrol.entries import (
    BeatRemoved,
    BeatsRegistered,
    PatrolCancelled,
    PatrolFindingHanded,
    PatrolFindingLinked,
    PatrolFindingReported,
    PatrolPlanned,
)
from app.domain.patrol.model import Beat, BeatForm, BeatPoint, Checkpoint, PatrolFinding, PatrolPlan
from app.domain.record import Entry, Stamp
from app.domain.reference import Reference
from app.domain.state import State
from app.kernel.errors import Refusal
from app.kernel.geo import Point

MOST_POINTS = 1_000
MOST_CHECKPOINTS = 200
NEAREST_M, FARTHEST_M = 10.0, 1_000.0
"""How near a patrol has to come to a checkpoint, at the least and at the most: a phone is not better than the former."""

LONGEST_PATROL = timedelta(hours=24)
FARTHEST = timedelta(days=60)
"""A patrol is planned for the next weeks, or entered afterwards for the last ones."""


def register_beats(command: RegisterBeats, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """Beats with a name and enough points on the earth, each id once."""
    if not command.beats:
        raise Refusal("nothing_changed")
    if len({beat.id for beat in command.beats}) != len(command.beats):
        raise Refusal("beat_twice")
    beats = tuple(_sound(beat, state, command.confirmed) for beat in command.beats)
    if all(state.beats.get(beat.id) == beat for beat in beats):
        raise Refusal("nothing_changed")
    return (BeatsRegistered(beats=beats),)


def remove_beat(command: RemoveBeat, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """A beat is patrolled no more."""
    beat = _beat(command.beat_id, state)
    return (BeatRemoved(beat_id=beat.id, name=beat.name, reason=checks.words("reason", command.reason)),)


def plan_patrol(command: PlanPatrol, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """A unit is to walk a beat within a window; it does so for one plan at a time."""
    beat, unit = _beat(command.beat_id, state), state.unit(command.unit_id)
    if unit.retired:
        raise Refusal("unit_retired", {"unit": unit.name.zh})
    starts_at, ends_at = command.starts_at, command.ends_at
    if not timedelta(0) < ends_at - starts_at <= LONGEST_PATROL:
        raise Refusal("patrol_window_wrong", {"hours": LONGEST_PATROL // timedelta(hours=1)})
    if abs(starts_at - stamp.at) > FARTHEST:
        raise Refusal("patrol_too_far", {"days": FARTHEST.days})
    if not NEAREST_M <= command.radius_m <= FARTHEST_M:
        raise Refusal("patrol_radius_wrong", {"least_m": NEAREST_M, "most_m": FARTHEST_M})
    beside = next(
        (
            one for one in state.patrols.values()
            if one.stands and one.unit_id == unit.id and one.starts_at < ends_at and starts_at < one.ends_at
        ),
        None,
    )
    if beside is not None:
        raise Refusal("patrol_overlaps", {"unit": unit.name.zh, "beat": beside.beat.name, "starts_at": beside.starts_at})
    wanted = command.checkpoints or tuple(Checkpoint(one.name, one.point) for one in beat.named)
    if not wanted:
        raise Refusal("checkpoints_missing", {"beat": beat.name})
    if len(wanted) > MOST_CHECKPOINTS:
        raise Refusal("points_too_many", {"most": MOST_CHECKPOINTS})
    plan = PatrolPlan(
        id=stamp.command_id, beat=beat, unit_id=unit.id, starts_at=starts_at, ends_at=ends_at,
        checkpoints=tuple(_checkpoint(one, command, state) for one in wanted), radius_m=float(command.radius_m),
        note=command.note.strip(),
    )
    return (PatrolPlanned(plan=plan),)


def cancel_patrol(command: CancelPatrol, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """A patrol is not walked."""
    plan = state.patrols.get(command.plan_id)
    if plan is None or not plan.stands:
        raise Refusal("patrol_unknown", {"patrol": command.plan_id})
    return (PatrolCancelled(plan_id=plan.id, reason=checks.words("reason", command.reason)),)


def report_finding(command: ReportFinding, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """Something was found on the way."""
    unit = state.unit(command.unit_id)
    if command.plan_id:
        plan = state.patrols.get(command.plan_id)
        if plan is None or plan.unit_id != unit.id:
            raise Refusal("patrol_unknown", {"patrol": command.plan_id})
    return (
        PatrolFindingReported(
            finding_id=stamp.command_id, unit_id=unit.id, finding_kind=command.finding_kind,
            text=checks.words("text", command.text), place=checks.words("place", command.place),
            found_at=checks.not_in_future("at", command.at or stamp.at, stamp.at), plan_id=command.plan_id,
            point=checks.point(command.point, state.profile, command.confirmed), handed_to=command.handed_to.strip(),
        ),
    )


def hand_finding(command: HandFinding, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """A finding is handed to somebody, or from one to another."""
    finding, to = _finding(command.finding_id, state), checks.words("handed_to", command.to)
    if finding.handed_to == to:
        raise Refusal("nothing_changed")
    return (PatrolFindingHanded(finding_id=finding.id, to=to),)


def link_finding(command: LinkFinding, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """A finding became an incident; it becomes only one."""
    finding, incident = _finding(command.finding_id, state), state.incident(command.incident_id)
    if finding.incident_id:
        raise Refusal("finding_linked", {"incident": state.incident(finding.incident_id).number})
    return (PatrolFindingLinked(finding_id=finding.id, incident_id=incident.id),)


def _sound(beat: Beat, state: State, confirmed: tuple[str, ...]) -> Beat:
    checks.words("beat_id", beat.id)
    least = 2 if beat.form is BeatForm.ROUTE else 3
    if len({one.point for one in beat.points}) < least:
        raise Refusal("beat_points_too_few", {"beat": beat.name, "least": least})
    if len(beat.points) > MOST_POINTS:
        raise Refusal("points_too_many", {"most": MOST_POINTS})
    points = tuple(BeatPoint(_on_earth(one.point, state, confirmed), one.name.strip()) for one in beat.points)
    if beat.form is BeatForm.AREA and crosses_itself(tuple(one.point for one in points)):
        raise Refusal("shape_crosses_itself")
    return replace(beat, name=checks.words("beat_name", beat.name), points=points)


def _checkpoint(one: Checkpoint, command: PlanPatrol, state: State) -> Checkpoint:
    if one.due_at is not None and not command.starts_at <= one.due_at <= command.ends_at:
        raise Refusal("checkpoint_outside_window", {"name": one.name, "due_at": one.due_at})
    point = _on_earth(one.point, state, ("outside_region",))
    return Checkpoint(checks.words("checkpoint", one.name), point, one.due_at)


def _on_earth(point: Point, state: State, confirmed: tuple[str, ...]) -> Point:
    return checks.point(point, state.profile, confirmed) or point


def _beat(beat_id: str, state: State) -> Beat:
    beat = state.beats.get(beat_id)
    if beat is None:
        raise Refusal("beat_unknown", {"beat": beat_id})
    return beat


def _finding(finding_id: str, state: State) -> PatrolFinding:
    finding = state.patrol_findings.get(finding_id)
    if finding is None:
        raise Refusal("patrol_finding_unknown", {"finding": finding_id})
    return finding
