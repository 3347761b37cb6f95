"""What wishes about units come to."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from app.domain import checks
from app.domain.record import Entry, Stamp
from app.domain.reference import Reference
from app.domain.state import State
from app.domain.unit.commands import DispatchUnits, EndRest, RegisterUnits, RestUnit, RetireUnit, SetUnitStatus
from app.domain.unit.entries import (
    ProposalAnswered,
    UnitDispatched,
    UnitRested,
    UnitRestEnded,
    UnitRetired,
    UnitsRegistered,
    UnitStatusChanged,
)
from app.domain.unit.model import Unit, UnitStatus
from app.domain.unit.rules import LONGEST_REST, NEXT, is_available, is_resting
from app.kernel.errors import Refusal


def register(command: RegisterUnits, state: State, reference: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """Units are entered; those already known keep their status and their work."""
    if not command.units:
        raise Refusal("nothing_changed")
    known = {unit.id for unit in command.units} | set(state.units)
    placed = []
    for unit in command.units:
        checks.words("unit_id", unit.id)
        checks.words("unit_name", unit.name.zh)
        if unit.kind not in reference.unit_kinds:
            raise Refusal("unit_kind_unknown", {"unit": unit.id, "unit_kind": unit.kind})
        if unit.id in unit.members:
            raise Refusal("unit_own_member", {"unit": unit.name.zh, "field": "members"})
        strangers = [member for member in unit.members if member not in known]
        if strangers:
            raise Refusal("unit_unknown", {"unit": ", ".join(strangers)})
        _manned(unit)
        placed.append(replace(unit, home=checks.point(unit.home, None, ()), history=()))
    return (UnitsRegistered(units=tuple(placed)),)


def dispatch(command: DispatchUnits, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """All the units go, or none: a unit that another incident holds is refused by name.

    ``dispatch_reason_missing`` where others go than were proposed and nobody says why.
    """
    incident = checks.still_open(state.incident(command.incident_id))
    if not command.unit_ids:
        raise Refusal("no_unit_chosen")
    entries: list[Entry] = []
    chosen = {unit_id: state.unit(unit_id) for unit_id in command.unit_ids}
    engaged = engagements(state.units)
    for position, unit in enumerate(chosen.values()):
        _must_be_free(unit, engaged, state)
        tired = next((one for one in _with_members(unit, state) if is_resting(one, stamp.at)), None)
        override = command.override.strip() if tired is not None else ""
        if tired is not None and not override:
            raise Refusal("unit_resting", {"unit": tired.name.zh, "until": tired.resting_until})
        beside = next((chosen[member] for member in unit.members if member in chosen), None)
        if beside is not None:
            raise Refusal("unit_engaged_through", {"unit": beside.name.zh, "through": unit.name.zh})
        if unit.dispatch_id:
            entries.append(
                UnitStatusChanged(
                    unit_id=unit.id, status=UnitStatus.ON_STANDBY, at=stamp.at, source=command.source,
                    incident_id=unit.incident_id, dispatch_id=unit.dispatch_id,
                )
            )
        entries.append(
            UnitDispatched(
                unit_id=unit.id, incident_id=incident.id, dispatch_id=f"{stamp.command_id}.{position}",
                source=command.source, at=stamp.at, override=override,
            )
        )
    return (*entries, *_answered(command, tuple(chosen), state))


def _answered(command: DispatchUnits, sent: tuple[str, ...], state: State) -> tuple[Entry, ...]:
    if not command.proposed:
        return ()
    proposed = tuple(dict.fromkeys(state.unit(unit_id).id for unit_id in command.proposed))
    reason = command.reason.strip()
    if set(sent) != set(proposed) and not reason:
        raise Refusal("dispatch_reason_missing", {"field": "reason"})
    return (ProposalAnswered(incident_id=command.incident_id, proposed=proposed, sent=sent, reason=reason),)


def retire(command: RetireUnit, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """A unit that nothing holds and nothing is planned for is no longer one of ours."""
    unit = state.unit(command.unit_id)
    if unit.retired:
        raise Refusal("nothing_changed")
    if unit.status not in (UnitStatus.ON_STANDBY, UnitStatus.OUT_OF_SERVICE):
        raise Refusal("retire_not_on_standby", {"unit": unit.name.zh, "status": unit.status.value})
    patrol = next((one for one in state.units.values() if unit.id in one.members and not one.retired), None)
    if patrol is not None:
        raise Refusal("retire_member", {"unit": unit.name.zh, "patrol": patrol.name.zh})
    plan = next(
        (one for one in state.patrols.values() if one.unit_id == unit.id and one.stands and one.ends_at > stamp.at), None
    )
    if plan is not None:
        raise Refusal("retire_planned", {"unit": unit.name.zh, "beat": plan.beat.name, "starts_at": plan.starts_at})
    return (UnitRetired(unit_id=unit.id, reason=checks.words("reason", command.reason), at=stamp.at),)


def rest(command: RestUnit, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """A unit on standby rests until a moment ahead; a running rest is moved to another end."""
    unit = state.unit(command.unit_id)
    if unit.status is not UnitStatus.ON_STANDBY:
        raise Refusal("rest_not_on_standby", {"unit": unit.name.zh, "status": unit.status.value})
    through = engagements(state.units).get(unit.id)
    if through is not None:
        raise Refusal("unit_engaged_through", {"unit": unit.name.zh, "through": through.name.zh})
    if not stamp.at < command.until <= stamp.at + LONGEST_REST:
        raise Refusal("rest_span_wrong", {"until": command.until, "days": LONGEST_REST.days})
    reason = command.reason.strip()
    if (command.until, reason) == (unit.resting_until, unit.rest_reason):
        raise Refusal("nothing_changed")
    source = checks.words("source", command.source)
    return (UnitRested(unit_id=unit.id, until=command.until, at=stamp.at, source=source, reason=reason),)


def end_rest(command: EndRest, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """A unit that rests is ready again."""
    unit = state.unit(command.unit_id)
    if not is_resting(unit, stamp.at):
        raise Refusal("unit_not_resting", {"unit": unit.name.zh})
    return (UnitRestEnded(unit_id=unit.id, at=stamp.at, source=checks.words("source", command.source)),)


def set_status(command: SetUnitStatus, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """A unit's status as it was reported; times only go forward, and going out is always by dispatch."""
    unit = state.unit(command.unit_id)
    if command.status not in NEXT[unit.status]:
        raise Refusal(
            "status_not_allowed", {"unit": unit.id, "from": unit.status.value, "to": command.status.value}
        )
    at = checks.not_in_future("at", command.at or stamp.at, stamp.at)
    if unit.status_at is not None and at < unit.status_at:
        raise Refusal("status_before_last", {"unit": unit.id, "at": at, "last": unit.status_at})
    return (
        UnitStatusChanged(
            unit_id=unit.id, status=command.status, at=at, source=checks.words("source", command.source),
            incident_id=unit.incident_id, dispatch_id=unit.dispatch_id,
        ),
    )


def engagements(units: Mapping[str, Unit]) -> dict[str, Unit]:
    """Who is held through another, by its id: by the busy joint patrol that it is part of, or by a busy member of its own."""
    patrols = [unit for unit in units.values() if unit.members]
    found: dict[str, Unit] = {}
    for patrol in patrols:
        if patrol.is_busy:
            for member in patrol.members:
                if member in units:
                    found.setdefault(member, patrol)
    for patrol in patrols:
        busy = next((units[member] for member in patrol.members if member in units and units[member].is_busy), None)
        if busy is not None:
            found[patrol.id] = busy
    return found


def _with_members(unit: Unit, state: State) -> tuple[Unit, ...]:
    """The unit and, for a joint patrol, those that it is made of: a patrol of tired people is tired."""
    return (unit, *(state.units[member] for member in unit.members if member in state.units))


def _manned(unit: Unit) -> None:
    """Refuse people without a name, the same person twice, and equipment that nobody could count."""
    checks.amount(unit.crew, zero=True)
    names: set[tuple[str, str]] = set()
    for person in unit.crew_members:
        key = (checks.words("member_name", person.name), person.phone)
        if key in names:
            raise Refusal("member_twice", {"unit": unit.name.zh, "name": person.name})
        names.add(key)
        for one in person.qualifications:
            checks.words("qualification", one.name)
    for item in unit.equipment:
        checks.words("equipment_name", item.name)
        checks.amount(item.count, zero=True)


def _must_be_free(unit: Unit, engaged: Mapping[str, Unit], state: State) -> None:
    if not is_available(unit):
        holder = state.incidents.get(unit.incident_id)
        raise Refusal(
            "unit_not_available",
            {"unit": unit.name.zh, "status": unit.status.value, "incident": holder.number if holder else ""},
        )
    through = engaged.get(unit.id)
    if through is not None:
        raise Refusal("unit_engaged_through", {"unit": unit.name.zh, "through": through.name.zh})
