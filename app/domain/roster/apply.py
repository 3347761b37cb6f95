"""What entries of the duty roster make of the state."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from app.domain.record import Stamp
from app.domain.roster.entries import (
    RosterFilled,
    RosterPatternSet,
    RosterPlanned,
    RosterPublished,
    SlotAssigned,
    SlotCleared,
    SwapApproved,
    SwapConsented,
    SwapRefused,
    SwapRequested,
)
from app.domain.roster.model import DutySlot, Publication, SlotChange, SlotRef, SwapState, SwapStep
from app.domain.state import State


def pattern_set(state: State, entry: RosterPatternSet, _: Stamp) -> State:
    """The pattern that holds from now on."""
    return replace(state, roster=replace(state.roster, pattern=entry.pattern))


def planned(state: State, entry: RosterPlanned, _: Stamp) -> State:
    """The month as the rotation filled it; the rotation is kept for the next one."""
    after = _held(state, entry.slots, entry.cleared)
    return replace(after, roster=replace(after.roster, rotation=entry.people))


def filled(state: State, entry: RosterFilled, _: Stamp) -> State:
    """Many posts at once."""
    return _held(state, entry.slots, entry.cleared)


def assigned(state: State, entry: SlotAssigned, _: Stamp) -> State:
    """Somebody holds the post."""
    return _held(state, (entry.slot,))


def cleared(state: State, entry: SlotCleared, stamp: Stamp) -> State:
    """Nobody holds it; in a published month the mark stays."""
    known = state.roster.slots[entry.ref.key]
    if not entry.marked:
        return _held(state, (), (entry.ref,))
    mark = SlotChange(entry.before, stamp.actor, stamp.at, entry.reason)
    return _held(state, (DutySlot(entry.ref, "", changes=(*known.changes, mark)),))


def swap_requested(state: State, entry: SwapRequested, stamp: Stamp) -> State:
    """One more swap that waits."""
    step = SwapStep(SwapState.REQUESTED, entry.swap.name, stamp.at, entry.swap.reason)
    swap = replace(entry.swap, steps=(step,))
    return replace(state, roster=replace(state.roster, swaps=state.roster.swaps.set(swap.id, swap)))


def swap_consented(state: State, entry: SwapConsented, stamp: Stamp) -> State:
    """The other agreed."""
    return _stepped(state, entry.swap_id, SwapStep(SwapState.CONSENTED, entry.who, stamp.at, entry.words))


def swap_approved(state: State, entry: SwapApproved, stamp: Stamp) -> State:
    """The swap holds."""
    after = _stepped(state, entry.swap_id, SwapStep(SwapState.APPROVED, entry.leader, stamp.at, entry.words))
    return _held(after, entry.slots)


def swap_refused(state: State, entry: SwapRefused, stamp: Stamp) -> State:
    """The swap is over."""
    return _stepped(state, entry.swap_id, SwapStep(SwapState.REFUSED, entry.who, stamp.at, entry.reason))


def published(state: State, entry: RosterPublished, stamp: Stamp) -> State:
    """The month is up."""
    made = Publication(entry.month, stamp.actor, stamp.at)
    return replace(state, roster=replace(state.roster, published=state.roster.published.set(entry.month, made)))


def _held(state: State, slots: Iterable[DutySlot], gone: Iterable[SlotRef] = ()) -> State:
    after = state.roster.slots.mutate()
    for ref in gone:
        after.pop(ref.key, None)
    for one in slots:
        after[one.ref.key] = one
    return replace(state, roster=replace(state.roster, slots=after.finish()))


def _stepped(state: State, swap_id: str, step: SwapStep) -> State:
    known = state.roster.swaps[swap_id]
    made = replace(known, state=step.state, steps=(*known.steps, step))
    return replace(state, roster=replace(state.roster, swaps=state.roster.swaps.set(swap_id, made)))
