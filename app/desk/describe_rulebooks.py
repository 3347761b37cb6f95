"""Sentences about versions of rulebooks; ``describe`` tells every other entry."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from app.domain.record import Entry
from app.domain.rulemaking import entries as rulemaking
from app.domain.state import State
from app.domain.versions import version_key

if TYPE_CHECKING:
    from app.desk.describe import Describer


def _named(d: Describer, e: Any, state: State) -> dict[str, Any]:
    version = state.rulebook_versions.get(version_key(e.rulebook_id, e.version))
    title = d.text(version.book.title) if version else ""
    return {"title": title or e.rulebook_id, "version": e.version}


def _remarked(d: Describer, remark: str) -> str:
    return d.say("task.remark", remark=remark) if remark else ""


def _drafted(d: Describer, e: rulemaking.RulebookDrafted, state: State) -> dict[str, Any]:
    source = d.say("entry.from_rulebook", source=e.based_on) if e.based_on else ""
    return {**_named(d, e, state), "rules": len(e.book.rules), "source": source}


def _enforced(d: Describer, e: rulemaking.RulebookEnforced, state: State) -> dict[str, Any]:
    before = d.say("entry.supersedes", version=e.supersedes) if e.supersedes else ""
    return {**_named(d, e, state), "since": d.clock(e.in_force_from), "before": before, "hash": e.hash[:12]}


MAKERS: Mapping[type[Entry], Callable[[Describer, Any, State], dict[str, Any]]] = MappingProxyType(
    {
        rulemaking.RulebookDrafted: _drafted,
        rulemaking.RulebookEdited: lambda d, e, s: {
            **_named(d, e, s), "rules": len(e.book.rules), "revision": str(e.revision),
        },
        rulemaking.RulebookReviewed: lambda d, e, s: {**_named(d, e, s), "by": e.reviewed_by, "remark": _remarked(d, e.remark)},
        rulemaking.RulebookReturned: lambda d, e, s: {**_named(d, e, s), "reason": e.reason},
        rulemaking.RulebookApproved: lambda d, e, s: {
            **_named(d, e, s), "by": e.approved_by, "number": e.document_no or "—", "on": e.approved_on.isoformat(),
            "remark": _remarked(d, e.remark),
        },
        rulemaking.RulebookEnforced: _enforced,
        rulemaking.RulebookDiscarded: lambda d, e, s: {**_named(d, e, s), "reason": e.reason},
    }
)
"""What each entry has to say, for ``entry.<its name>``."""
