"""Sentences about warnings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from app.domain.record import Entry
from app.domain.state import State
from app.domain.warning import entries as warning

if TYPE_CHECKING:
    from app.desk.describe import Describer


def kind(d: Describer, code: str) -> str:
    """What is warned of; a code of another program's journal stands for itself."""
    return d.say(f"warning_kind.{code}") if d.knows(f"warning_kind.{code}") else code


def named(d: Describer, warning_id: str, state: State) -> str:
    """A warning in short: what of, and its colour."""
    one = state.warnings[warning_id]
    return d.say("warning.short", kind=kind(d, one.kind), level=d.say(f"alert.{one.level}"))


def due(d: Describer, warning_id: str, what: str, state: State) -> str:
    """What a warning still asks for: ``sign`` or ``relay``."""
    return d.say(f"deadline.warning_{what}", warning=named(d, warning_id, state))


def _relayed(d: Describer, e: warning.WarningRelayed, s: State) -> dict[str, Any]:
    to = d.say("list.separator").join(dict.fromkeys(one.to for one in e.relays))
    return {"warning": named(d, e.warning_id, s), "to": to, "means": e.relays[0].means if e.relays else ""}


MAKERS: Mapping[type[Entry], Callable[..., dict[str, Any]]] = MappingProxyType(
    {
        warning.WarningReplaced: lambda d, e, s: {"warning": named(d, e.warning_id, s), "by": named(d, e.by_id, s)},
        warning.WarningSigned: lambda d, e, s: {"warning": named(d, e.warning_id, s), "by": e.by},
        warning.WarningRelayed: _relayed,
    }
)
"""The facts that each entry's sentence needs."""
