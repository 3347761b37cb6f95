"""Sentences about proposals of units and what officers made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from app.domain.record import Entry
from app.domain.state import State
from app.domain.unit.entries import ProposalAnswered

if TYPE_CHECKING:
    from app.desk.describe import Describer


def _names(d: Describer, unit_ids: Iterable[str], state: State) -> str:
    return d.say("list.separator").join(d.unit_name(one, state) for one in unit_ids)


def _answered(d: Describer, e: ProposalAnswered, state: State) -> dict[str, Any]:
    """As proposed in one sentence; otherwise what was left out, what was added, and why."""
    if set(e.sent) == set(e.proposed):
        return {"answer": d.say("who.entry.followed", units=_names(d, e.sent, state))}
    parts = []
    left_out = [one for one in e.proposed if one not in e.sent]
    added = [one for one in e.sent if one not in e.proposed]
    if left_out:
        parts.append(d.say("who.entry.left_out", units=_names(d, left_out, state)))
    if added:
        parts.append(d.say("who.entry.added", units=_names(d, added, state)))
    changes = d.say("who.entry.and").join(parts)
    return {"answer": d.say("who.entry.changed", changes=changes, reason=e.reason)}


MAKERS: Mapping[type[Entry], Callable[..., dict[str, Any]]] = MappingProxyType({ProposalAnswered: _answered})
"""The facts that each entry's sentence needs."""
