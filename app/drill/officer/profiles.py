"""Three scripted officers: one who does everything in good time, one who is slow, one who forgets. Pure."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from app.domain.exercise.chance import between, share
from app.domain.exercise.model import Drill
from app.drill.officer.deeds import Deed

FORGETS = 0.25
"""The share of what can be forgotten that the forgetful officer forgets."""


class Temper(StrEnum):
    """What kind of officer acts."""

    PERFECT = "perfect"
    SLOW = "slow"
    FORGETFUL = "forgetful"


def acts_at(deed: Deed, temper: Temper, seed: int) -> datetime:
    """When this officer does it. The perfect one well before the limit; the slow one after one and a half times the limit."""
    whole = max(deed.due - deed.since, deed.since - deed.since)
    if temper is Temper.SLOW:
        return deed.since + whole * between(1.4, 1.8, seed, "slow", deed.key)
    return deed.since + whole * between(0.1, 0.5, seed, "prompt", deed.key)


def forgets(deed: Deed, temper: Temper, drill: Drill) -> bool:
    """Whether this officer never does it. What other parts of the scenario wait for is not forgotten, so that what is lost is
    exactly what was forgotten."""
    if temper is not Temper.FORGETFUL or deed.vital or _is_expected(deed, drill):
        return False
    return share(drill.seed, "forget", deed.key) < FORGETS


def _is_expected(deed: Deed, drill: Drill) -> bool:
    """Whether an expectation of the scenario looks at what this deed leaves behind (beside one that it serves itself)."""
    for inject in drill.injects:
        for one in inject.expect:
            if deed.key == f"expected:{inject.id}:{one.id}":
                continue
            if any(each.task in deed.tasks if each.task or deed.tasks else each.entry == deed.makes for each in one.any):
                return True
    return False
