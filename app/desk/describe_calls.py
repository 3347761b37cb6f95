"""Sentences about the call log."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from app.domain.calls import entries as calls
from app.domain.calls.model import CallWords
from app.domain.record import Entry
from app.domain.state import State

if TYPE_CHECKING:
    from app.desk.describe import Describer


def caller_line(d: Describer, words: CallWords) -> str:
    """Who called, from which office and number; the channel where nobody is named."""
    named = " ".join(part for part in (words.organisation, words.caller, words.phone) if part)
    return named or d.say(f"caller.{words.channel}")


def _about(d: Describer, words: CallWords) -> dict[str, Any]:
    return {"who": caller_line(d, words), "category": d.say(f"call_category.{words.category}"), "text": words.text}


def _number(incident_id: str, state: State, d: Describer) -> str:
    known = state.incidents.get(incident_id)
    return known.number if known is not None else d.say("calls.no_incident")


def _corrected(d: Describer, e: calls.CallCorrected, _: State) -> dict[str, Any]:
    fields = d.say("list.separator").join(d.say(f"call_field.{name}") for name in e.before)
    return {**_about(d, e.words), "fields": fields, "reason": e.reason}


MAKERS: Mapping[type[Entry], Callable[..., dict[str, Any]]] = MappingProxyType(
    {
        calls.CallLogged: lambda d, e, s: {**_about(d, e.words), "at": d.clock(e.at)},
        calls.CallJoined: lambda d, e, s: {
            **_about(d, e.words), "at": d.clock(e.at), "incident": _number(e.incident_id, s, d),
            "reason": d.say("calls.because", reason=e.reason) if e.reason else "",
        },
        calls.CallLeft: lambda d, e, s: {
            **_about(d, s.calls[e.call_id].words), "incident": _number(e.to_incident_id, s, d), "reason": e.reason,
        },
        calls.CallCorrected: _corrected,
        calls.CallStruck: lambda d, e, s: {**_about(d, s.calls[e.call_id].words), "reason": e.reason},
    }
)
"""The facts that each entry's sentence needs."""
