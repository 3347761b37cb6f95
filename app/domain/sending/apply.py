"""What entries about sending make of the state."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from app.domain.record import Stamp
from app.domain.sending.entries import (
    AttemptBegun,
    AttemptEnded,
    ConfirmingCallMade,
    RetryWanted,
    TransmissionGivenUp,
    TransmissionQueued,
    TransmissionSent,
    TransmissionSignedFor,
)
from app.domain.sending.model import AttemptResult, GivenUp, Transmission
from app.domain.state import State


def _changed(state: State, transmission_id: str, change: Callable[[Transmission], Transmission]) -> State:
    known = state.transmissions[transmission_id]
    return replace(state, transmissions=state.transmissions.set(known.id, change(known)))


def queued(state: State, entry: TransmissionQueued, stamp: Stamp) -> State:
    """One more is waiting."""
    made = entry.transmission
    return replace(state, transmissions=state.transmissions.set(made.id, made))


def begun(state: State, entry: AttemptBegun, stamp: Stamp) -> State:
    """A try is under way; one before it that never ended was interrupted."""

    def change(one: Transmission) -> Transmission:
        attempts = one.attempts
        if attempts and attempts[-1].result is AttemptResult.BEGUN:
            attempts = (*attempts[:-1], replace(attempts[-1], result=AttemptResult.INTERRUPTED))
        return replace(one, attempts=(*attempts, entry.attempt), retry_asked_at=None)

    return _changed(state, entry.transmission_id, change)


def ended(state: State, entry: AttemptEnded, stamp: Stamp) -> State:
    """The outcome takes the place of the beginning; without one (a person did it) it is an attempt of its own."""

    def change(one: Transmission) -> Transmission:
        kept = one.attempts[:-1] if one.attempts and one.attempts[-1].result is AttemptResult.BEGUN else one.attempts
        return replace(one, attempts=(*kept, entry.attempt), retry_asked_at=None)

    return _changed(state, entry.transmission_id, change)


def sent(state: State, entry: TransmissionSent, stamp: Stamp) -> State:
    """It is out."""
    return _changed(
        state, entry.transmission_id,
        lambda one: replace(one, sent_at=entry.sent_at, made_id=entry.made_id, not_counted=entry.not_counted),
    )


def signed_for(state: State, entry: TransmissionSignedFor, stamp: Stamp) -> State:
    """It has a receipt."""
    return _changed(state, entry.transmission_id, lambda one: replace(one, receipt=entry.receipt))


def call_made(state: State, entry: ConfirmingCallMade, stamp: Stamp) -> State:
    """One more call in its ledger."""
    return _changed(state, entry.transmission_id, lambda one: replace(one, calls=(*one.calls, entry.call)))


def given_up(state: State, entry: TransmissionGivenUp, stamp: Stamp) -> State:
    """It waits no longer."""
    over = GivenUp(entry.reason, stamp.actor, stamp.at)
    return _changed(state, entry.transmission_id, lambda one: replace(one, given_up=over))


def retry_wanted(state: State, entry: RetryWanted, stamp: Stamp) -> State:
    """It is due now."""
    return _changed(state, entry.transmission_id, lambda one: replace(one, retry_asked_at=stamp.at))
