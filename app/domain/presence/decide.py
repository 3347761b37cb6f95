"""What wishes about people on scene come to."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.domain import checks
from app.domain.presence.commands import CheckIn, CheckOut, ExtendStay
from app.domain.presence.entries import PersonCheckedIn, PersonCheckedOut, StayExtended
from app.domain.presence.model import Presence
from app.domain.presence.rules import inside
from app.domain.record import Entry, Stamp
from app.domain.reference import Reference
from app.domain.state import State
from app.kernel.errors import Refusal

MOST_AT_ONCE = 200
"""More names in one go are a paste into the wrong place."""

LONGEST_STAY = timedelta(days=3)
"""Nobody is expected out later than this: a slip of the hand would silence the alarm."""


def check_in(command: CheckIn, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """People go in, each by name; who is inside already is refused by name."""
    incident = checks.still_open(state.incident(command.incident_id))
    unit_id = state.unit(command.unit_id).id if command.unit_id else ""
    at = checks.not_in_future("in_at", command.at or stamp.at, stamp.at)
    if at < incident.aware_at and (incident.occurred_at is None or at < incident.occurred_at):
        raise Refusal("in_before_incident", {"at": at})
    _ahead(command.expected_out_at, at)
    names = tuple(checks.words("member_name", name) for name in command.names)
    if not names:
        raise Refusal("nobody_named")
    if len(names) > MOST_AT_ONCE:
        raise Refusal("too_many_names", {"most": MOST_AT_ONCE})
    organisation = command.organisation.strip()
    known = {(one.name, one.organisation, one.unit_id) for one in inside(state, incident.id)}
    for name in names:
        if (name, organisation, unit_id) in known:
            raise Refusal("already_inside", {"name": name})
        known.add((name, organisation, unit_id))
    return tuple(
        PersonCheckedIn(
            presence_id=f"{stamp.command_id}.{place}", incident_id=incident.id, name=name, at=at, organisation=organisation,
            unit_id=unit_id, area=command.area.strip(), expected_out_at=command.expected_out_at,
        )
        for place, name in enumerate(names)
    )


def check_out(command: CheckOut, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """People come out; nobody before having gone in, and nobody twice."""
    at = checks.not_in_future("out_at", command.at or stamp.at, stamp.at)
    entries = []
    for one in _inside(command.presence_ids, state):
        if at < one.in_at:
            raise Refusal("out_before_in", {"name": one.name, "in_at": one.in_at})
        entries.append(
            PersonCheckedOut(presence_id=one.id, incident_id=one.incident_id, at=at, note=command.note.strip())
        )
    return tuple(entries)


def extend(command: ExtendStay, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """People inside are expected at another time, which lies ahead; the reason is kept."""
    reason = checks.words("reason", command.reason)
    found = _inside(command.presence_ids, state)
    if all(one.expected_out_at == command.expected_out_at for one in found):
        raise Refusal("nothing_changed")
    _ahead(command.expected_out_at, stamp.at)
    return tuple(
        StayExtended(
            presence_id=one.id, incident_id=one.incident_id, expected_out_at=command.expected_out_at, reason=reason
        )
        for one in found
    )


def _inside(presence_ids: tuple[str, ...], state: State) -> tuple[Presence, ...]:
    if not presence_ids:
        raise Refusal("nobody_named")
    found = []
    for presence_id in dict.fromkeys(presence_ids):
        one = state.presences.get(presence_id)
        if one is None:
            raise Refusal("presence_unknown", {"presence": presence_id})
        if not one.is_inside:
            raise Refusal("already_out", {"name": one.name, "out_at": one.out_at})
        found.append(one)
    return tuple(found)


def _ahead(expected: datetime | None, start: datetime) -> None:
    if expected is not None and not start < expected <= start + LONGEST_STAY:
        raise Refusal("expected_out_wrong", {"expected": expected, "days": LONGEST_STAY.days})
