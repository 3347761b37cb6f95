"""What wishes about call-downs come to."""

from __future__ import annotations

from msgspec.structs import replace

from app.domain import checks
from app.domain.calldown.commands import EndCallDown, RecordCall, StartCallDown
from app.domain.calldown.entries import CallDownEnded, CallDownStarted, CallRecorded
from app.domain.calldown.model import CallPerson, CallResult
from app.domain.calldown.rules import MOST_PERSONS, latest
from app.domain.record import Entry, Stamp
from app.domain.reference import Reference
from app.domain.state import State
from app.kernel.errors import Refusal


def start(command: StartCallDown, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """The list is being called: of named people, each of them once."""
    if command.incident_id:
        checks.still_open(state.incident(command.incident_id))
    title = checks.words("call_title", command.title)
    if not command.persons:
        raise Refusal("call_list_empty")
    if len(command.persons) > MOST_PERSONS:
        raise Refusal("call_list_too_long", {"most": MOST_PERSONS})
    if len({one.id for one in command.persons}) < len(command.persons):
        raise Refusal("call_list_twice")
    persons = tuple(_sound(one) for one in command.persons)
    return (
        CallDownStarted(
            calldown_id=stamp.command_id, title=title, persons=persons, incident_id=command.incident_id, subject=command.subject
        ),
    )


def end(command: EndCallDown, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """Somebody decides that what was reached is enough."""
    known = state.call_downs.get(command.calldown_id)
    if known is None:
        raise Refusal("calldown_unknown", {"calldown": command.calldown_id})
    if known.ended_at is not None:
        raise Refusal("calldown_ended", {"by": known.ended_by})
    return (CallDownEnded(calldown_id=known.id, reason=checks.words("reason", command.reason), incident_id=known.incident_id),)


def record(command: RecordCall, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """The result of one call; a message passed on names who took it."""
    known = state.call_downs.get(command.calldown_id)
    if known is None:
        raise Refusal("calldown_unknown", {"calldown": command.calldown_id})
    if known.ended_at is not None:
        raise Refusal("calldown_ended", {"by": known.ended_by})
    if known.incident_id:
        checks.still_open(state.incident(known.incident_id))
    if all(one.id != command.person_id for one in known.persons):
        raise Refusal("call_person_unknown", {"person": command.person_id})
    passed_to = command.passed_to.strip()
    if command.result is CallResult.PASSED_ON:
        passed_to = checks.words("passed_to", passed_to)
    elif passed_to:
        raise Refusal("call_not_passed_on", {"person": command.person_id})
    at = stamp.at if command.at is None else checks.not_in_future("at", command.at, stamp.at)
    remark = command.remark.strip()
    before = latest(known).get(command.person_id)
    if before is not None and before.result is command.result is CallResult.ANSWERED and before.remark == remark:
        raise Refusal("nothing_changed")
    return (
        CallRecorded(
            calldown_id=known.id, person_id=command.person_id, result=command.result, at=at, passed_to=passed_to,
            remark=remark, incident_id=known.incident_id,
        ),
    )


def _sound(one: CallPerson) -> CallPerson:
    checks.words("call_person", one.id)
    checks.number("households", one.households)
    checks.number("people", one.people)
    return replace(one, name=checks.words("call_name", one.name), phone=one.phone.strip(), about=one.about.strip())
