"""Sentences about the duty roster."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from app.domain.record import Entry
from app.domain.roster import entries as roster
from app.domain.roster.model import Post, RosterPattern, ShiftKind, SlotRef, Swap
from app.domain.state import State

if TYPE_CHECKING:
    from app.desk.describe import Describer


def hours(shift: ShiftKind) -> str:
    """``08:00–17:00``."""
    start, end = (f"{minute // 60:02d}:{minute % 60:02d}" for minute in (shift.start_min, shift.end_min))
    return f"{start}–{end}"


def shift_name(d: Describer, pattern: RosterPattern, shift_id: str) -> str:
    """The name of a shift; its id where there is none of that name any more."""
    known = pattern.shift(shift_id)
    return d.text(known.name) if known is not None else shift_id


def slot_words(d: Describer, pattern: RosterPattern, ref: SlotRef) -> str:
    """A post in words: ``12-24 夜班 值班员``; a leader of the whole day has no shift."""
    day, post = f"{ref.day:%m-%d}", d.say(f"roster.post.{ref.post}")
    if ref.post is Post.LEADER and pattern.leader_whole_day:
        return f"{day} {post}"
    return f"{day} {shift_name(d, pattern, ref.shift)} {post}"


def pattern_in(d: Describer, state: State) -> RosterPattern:
    """The pattern of a state."""
    return state.roster.pattern or d.reference.duty_pattern


def _slot(d: Describer, ref: SlotRef, state: State) -> str:
    return slot_words(d, pattern_in(d, state), ref)


def _because(d: Describer, reason: str) -> str:
    return d.say("roster.because", reason=reason) if reason else ""


def _swap(d: Describer, swap: Swap, state: State) -> dict[str, Any]:
    given = d.say("roster.given_for", slot=_slot(d, swap.other, state)) if swap.other is not None else ""
    return {"name": swap.name, "slot": _slot(d, swap.ref, state), "with_name": swap.with_name, "given": given}


def _pattern(d: Describer, e: roster.RosterPatternSet, _: State) -> dict[str, Any]:
    shifts = (f"{d.text(one.name)} {hours(one)}" for one in e.pattern.shifts)
    return {"shifts": d.say("list.separator").join(shifts)}


MAKERS: Mapping[type[Entry], Callable[..., dict[str, Any]]] = MappingProxyType(
    {
        roster.RosterPatternSet: _pattern,
        roster.RosterPlanned: lambda d, e, s: {"month": e.month, "count": len(e.slots), "people": len(e.people)},
        roster.RosterFilled: lambda d, e, s: {
            "count": len(e.before), "source": e.source or "—", "reason": _because(d, e.reason),
        },
        roster.SlotAssigned: lambda d, e, s: {
            "slot": _slot(d, e.slot.ref, s), "name": e.slot.name, "before": e.before or "—", "reason": _because(d, e.reason),
        },
        roster.SlotCleared: lambda d, e, s: {
            "slot": _slot(d, e.ref, s), "before": e.before, "reason": _because(d, e.reason),
        },
        roster.SwapRequested: lambda d, e, s: {**_swap(d, e.swap, s), "reason": e.swap.reason},
        roster.SwapConsented: lambda d, e, s: {**_swap(d, s.roster.swaps[e.swap_id], s), "who": e.who},
        roster.SwapApproved: lambda d, e, s: {**_swap(d, s.roster.swaps[e.swap_id], s), "leader": e.leader},
        roster.SwapRefused: lambda d, e, s: {**_swap(d, s.roster.swaps[e.swap_id], s), "who": e.who, "reason": e.reason},
        roster.RosterPublished: lambda d, e, s: {
            "month": e.month, "gaps": d.say("roster.with_gaps", count=e.gaps) if e.gaps else "",
        },
    }
)
"""The facts that each entry's sentence needs."""
