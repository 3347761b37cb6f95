"""Sentences about lists that are called."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from app.domain.calldown import entries as calldown
from app.domain.calldown.rules import to_call
from app.domain.record import Entry
from app.domain.state import State

if TYPE_CHECKING:
    from app.desk.describe import Describer


def due(d: Describer, calldown_id: str, state: State) -> str:
    """Whom a list still waits for."""
    known = state.call_downs[calldown_id]
    return d.say("deadline.call_again", title=known.title, left=len(to_call(known)))


def _called(d: Describer, e: calldown.CallRecorded, state: State) -> dict[str, Any]:
    known = state.call_downs[e.calldown_id]
    name = next((one.name for one in known.persons if one.id == e.person_id), e.person_id)
    passed = d.say("calldown.passed_to", name=e.passed_to) if e.passed_to else ""
    return {
        "name": name, "result": d.say(f"call_result.{e.result}"), "passed": passed, "at": d.clock(e.at), "remark": e.remark,
        "title": known.title,
    }


MAKERS: Mapping[type[Entry], Callable[..., dict[str, Any]]] = MappingProxyType(
    {
        calldown.CallDownStarted: lambda d, e, s: {"title": e.title, "count": len(e.persons)},
        calldown.CallDownEnded: lambda d, e, s: {"title": s.call_downs[e.calldown_id].title, "reason": e.reason},
        calldown.CallRecorded: _called,
    }
)
"""The facts that each entry's sentence needs."""
