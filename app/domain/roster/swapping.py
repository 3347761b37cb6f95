"""What wishes about swaps come to: asked, agreed by the other, agreed by the duty leader and filed (facts file §3.6)."""

from __future__ import annotations

from msgspec.structs import replace

from app.domain import checks
from app.domain.record import Entry, Stamp
from app.domain.reference import Reference
from app.domain.roster.commands import ApproveSwap, ConsentSwap, RefuseSwap, RequestSwap
from app.domain.roster.decide import held_slot, not_at_once, pattern_of, sound_ref
from app.domain.roster.entries import SwapApproved, SwapConsented, SwapRefused, SwapRequested
from app.domain.roster.model import DutySlot, Post, SlotChange, SlotRef, Swap, SwapState
from app.domain.roster.rules import bounds, contact_of
from app.domain.state import State
from app.kernel.errors import Refusal


def request(command: RequestSwap, state: State, reference: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """The swap is asked for: of a post that is still to come, with somebody else, who can be there."""
    pattern = pattern_of(state, reference)
    own = held_slot(sound_ref(command.ref, pattern), state)
    reason = checks.words("reason", command.reason)
    other = held_slot(sound_ref(command.other, pattern), state) if command.other is not None else None
    if other is not None:
        name, contact_id = other.name, other.contact_id
    else:
        name = checks.words("with_name", command.with_name)
        contact_id = contact_of(state.contacts, name)
    if (contact_id or name) == own.person:
        raise Refusal("swap_with_oneself", {"field": "with_name", "name": name})
    if other is not None and (other.ref.post is Post.LEADER) is not (own.ref.post is Post.LEADER):
        raise Refusal("swap_other_post")
    for one in (own, other):
        if one is not None and bounds(pattern, one.ref)[1] <= stamp.at:
            raise Refusal("swap_over", {"day": one.ref.day})
        if one is not None and any(swap.is_open and one.ref in (swap.ref, swap.other) for swap in state.roster.swaps.values()):
            raise Refusal("swap_pending", {"day": one.ref.day, "name": one.name})
    swap = Swap(
        id=stamp.command_id, ref=own.ref, name=own.name, contact_id=own.contact_id, with_name=name, with_contact_id=contact_id,
        reason=reason, other=other.ref if other is not None else None,
    )
    not_at_once(state.roster, pattern, _exchanged(swap, state, stamp))
    return (SwapRequested(swap=swap),)


def consent(command: ConsentSwap, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """The one who was asked agrees; nobody agrees for somebody else."""
    swap = _swap(command.swap_id, state, SwapState.REQUESTED)
    who = checks.words("who", command.who)
    if who != swap.with_name:
        raise Refusal("swap_not_asked", {"field": "who", "who": who, "name": swap.with_name})
    return (SwapConsented(swap_id=swap.id, who=who, words=command.words.strip()),)


def approve(command: ApproveSwap, state: State, reference: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """The duty leader agrees and it is filed; nobody approves a swap of his own."""
    swap = _swap(command.swap_id, state, SwapState.CONSENTED)
    leader = checks.words("leader", command.leader)
    if leader in (swap.name, swap.with_name):
        raise Refusal("swap_own_approval", {"field": "leader", "leader": leader})
    slots = _exchanged(swap, state, stamp)
    not_at_once(state.roster, pattern_of(state, reference), slots)
    return (SwapApproved(swap_id=swap.id, leader=leader, slots=slots, words=command.words.strip()),)


def refuse(command: RefuseSwap, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """The swap does not come about."""
    swap = state.roster.swaps.get(command.swap_id)
    if swap is None or not swap.is_open:
        raise Refusal("swap_unknown", {"swap": command.swap_id})
    who, reason = checks.words("who", command.who), checks.words("reason", command.reason)
    return (SwapRefused(swap_id=swap.id, who=who, reason=reason),)


def _swap(swap_id: str, state: State, wanted: SwapState) -> Swap:
    swap = state.roster.swaps.get(swap_id)
    if swap is None or not swap.is_open:
        raise Refusal("swap_unknown", {"swap": swap_id})
    if swap.state is not wanted:
        raise Refusal("swap_no_consent" if wanted is SwapState.CONSENTED else "swap_consented", {"name": swap.with_name})
    return swap


def _exchanged(swap: Swap, state: State, stamp: Stamp) -> tuple[DutySlot, ...]:
    """The posts as they would be held; ``Refusal("swap_stale")`` where one of them is no longer held by whoever asked."""
    pairs: list[tuple[SlotRef, str, str, str, str]] = [
        (swap.ref, swap.name, swap.contact_id, swap.with_name, swap.with_contact_id)
    ]
    if swap.other is not None:
        pairs.append((swap.other, swap.with_name, swap.with_contact_id, swap.name, swap.contact_id))
    slots = []
    for ref, holder, holder_id, name, contact_id in pairs:
        known = state.roster.slot(ref)
        if known is None or (known.name, known.contact_id) != (holder, holder_id):
            raise Refusal("swap_stale", {"day": ref.day, "name": holder})
        mark = SlotChange(holder, stamp.actor, stamp.at, swap.reason, swap.id)
        slots.append(replace(known, name=name, contact_id=contact_id, changes=(*known.changes, mark)))
    return tuple(slots)
