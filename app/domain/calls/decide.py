"""What wishes about the call log come to."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from app.domain import checks
from app.domain.calls.commands import CorrectCall, JoinCall, LogCall, StrikeCall
from app.domain.calls.entries import CallCorrected, CallJoined, CallLeft, CallLogged, CallStruck
from app.domain.calls.model import CallCategory, CallWords, LoggedCall
from app.domain.incident.model import Place
from app.domain.record import Entry, Stamp
from app.domain.reference import Reference
from app.domain.state import State
from app.kernel.errors import Refusal

LONGEST_TEXT = 5_000
"""Letters of one call; more is a document and is filed as one."""


def log_call(command: LogCall, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """The call as it was taken down; about an incident that still goes on, or about none."""
    incident_id = checks.still_open(state.incident(command.incident_id)).id if command.incident_id else ""
    return (logged(command.words, incident_id, state, stamp),)


def logged(words: CallWords, incident_id: str, state: State, stamp: Stamp) -> CallLogged:
    """The entry that writes a call down, with the id of the command; ``Refusal`` where its words cannot stand."""
    sound, at = _sound(words, state, stamp)
    if incident_id:
        sound = replace(sound, category=CallCategory.INCIDENT)
    return CallLogged(call_id=stamp.command_id, words=sound, at=at, incident_id=incident_id)


def join_call(command: JoinCall, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """The call belongs to this incident; where it was moved, both incidents tell it."""
    call = _standing(command.call_id, state)
    target = checks.still_open(state.incident(command.incident_id)).id if command.incident_id else ""
    if target == call.incident_id:
        raise Refusal("nothing_changed")
    reason = command.reason.strip()
    if call.incident_id:
        reason = checks.words("reason", reason)
    entries: list[Entry] = []
    if call.incident_id:
        entries.append(CallLeft(call_id=call.id, incident_id=call.incident_id, reason=reason, to_incident_id=target))
    if target:
        words = replace(call.words, category=CallCategory.INCIDENT)
        entries.append(
            CallJoined(
                call_id=call.id, incident_id=target, words=words, at=call.at, from_incident_id=call.incident_id, reason=reason
            )
        )
    return tuple(entries)


def correct_call(command: CorrectCall, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """What was written down wrongly is put right; the old words stay."""
    call = _standing(command.call_id, state)
    reason = checks.words("reason", command.reason)
    words, at = _sound(replace(command.words, at=command.words.at or call.at), state, stamp)
    if call.incident_id:
        words = replace(words, category=CallCategory.INCIDENT)
    before = _before(call, words, at)
    if not before:
        raise Refusal("nothing_changed")
    return (
        CallCorrected(call_id=call.id, words=words, at=at, before=before, reason=reason, incident_id=call.incident_id),
    )


def strike_call(command: StrikeCall, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """A call struck through."""
    call = _standing(command.call_id, state)
    return (CallStruck(call_id=call.id, reason=checks.words("reason", command.reason), incident_id=call.incident_id),)


def _standing(call_id: str, state: State) -> LoggedCall:
    call = state.calls.get(call_id)
    if call is None or not call.stands:
        raise Refusal("call_unknown", {"call": call_id})
    return call


def _sound(words: CallWords, state: State, stamp: Stamp) -> tuple[CallWords, datetime]:
    text = checks.words("call_text", words.text)
    if len(text) > LONGEST_TEXT:
        raise Refusal("call_text_too_long", {"most": LONGEST_TEXT})
    at = stamp.at if words.at is None else checks.not_in_future("at", words.at, stamp.at)
    # a caller may speak of any place on earth: only a point that is none is refused
    where = checks.point(words.place.point, state.profile, ("outside_region",))
    place = Place(words.place.words.strip(), where, words.place.gazetteer_id, words.place.village, words.place.grid)
    sound = replace(
        words, text=text, at=None, caller=words.caller.strip(), phone=words.phone.strip(),
        organisation=words.organisation.strip(), channel=words.channel.strip() or "phone", place=place,
        remark=words.remark.strip(),
    )
    return sound, at


def _before(call: LoggedCall, words: CallWords, at: datetime) -> dict[str, str]:
    fields = ("text", "caller", "phone", "organisation", "channel", "category", "remark")
    before = {
        name: str(getattr(call.words, name)) for name in fields if getattr(call.words, name) != getattr(words, name)
    }
    if call.words.place != words.place:
        before["place"] = call.words.place.words
    if call.at != at:
        before["at"] = call.at.isoformat()
    return before
