"""What a paper about a plan is made from: the same fields for the window and for the command line."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from app.catalog.wording import Wording
from app.desk.plan_library import PlanLibrary
from app.domain.planning.model import Origin, PlanVersion
from app.domain.planning.rules import next_review_on
from app.domain.reference import Reference
from app.domain.state import State


def plan_paper_fields(
    version: PlanVersion, library: PlanLibrary, state: State | None, reference: Reference, wording: Wording, *,
    lang: str, now: datetime, actor: str, role: str = "", level: Any = None,
) -> dict[str, Any]:
    """The input of a paper about this version; ``state`` is ``None`` where there is no desk (no contacts, no rulebook).

    ``BadFile`` where the prose of a shipped plan cannot be read any more.
    """
    profile = state.profile if state else None
    return {
        "content": library.content(version.plan_id, version.version),
        "reference": reference,
        "wording": wording,
        "lang": lang,
        "now": now,
        "actor": actor,
        "drill": state is not None and state.drill is not None,
        "place": wording.text(profile.name) if profile else "",
        "version": None if version.origin is Origin.SHIPPED else version,
        "next_review_on": next_review_on(version.content.plan, state.plan_lives.get(version.plan_id) if state else None),
        "status": version.status,
        "contacts": tuple(state.contacts.values()) if state else (),
        "rulebook_id": profile.rulebook_id if profile else "",
        "role": role,
        "level": level,
    }
