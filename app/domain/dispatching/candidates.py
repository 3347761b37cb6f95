"""Who could go at all: everybody who is not busy, resting, out of service, or lost from sight. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from app.domain.dispatching.model import Because
from app.domain.unit.model import Position, Unit, UnitStatus
from app.domain.unit.rules import is_available, position_age_s

OFFLINE_FACTOR = 4
"""A position this many times older than the limit of an old one says nothing any more: the unit counts as offline."""


def bar_of(
    unit: Unit, engaged: Mapping[str, Unit], position: Position | None, now: datetime, stale_after_s: float,
    resting: Mapping[str, str],
) -> Because | None:
    """Why this unit may not be proposed, ``None`` where it may.

    Codes: ``out_of_service``, ``busy``, ``engaged_through``, ``resting`` (``resting`` holds the reason by unit id),
    ``offline``, ``stale``, ``no_place``. ``engaged`` are the ``engagements`` of all units.
    """
    if unit.status is UnitStatus.OUT_OF_SERVICE:
        return Because("out_of_service")
    if not is_available(unit):
        return Because("busy", {"unit_status": unit.status.value, "incident_id": unit.incident_id})
    if unit.id in engaged:
        return Because("engaged_through", {"through": engaged[unit.id].id})
    if unit.id in resting:
        return Because("resting", {"reason": resting[unit.id]})
    age_s = age_of(position, now)
    if age_s is not None and age_s > stale_after_s:
        code = "offline" if age_s > stale_after_s * OFFLINE_FACTOR else "stale"
        return Because(code, {"minutes": int(age_s // 60)})
    return Because("no_place") if position is None and unit.home is None else None


def age_of(position: Position | None, now: datetime) -> float | None:
    """Seconds since the unit was seen; ``None`` where only its base is known."""
    return None if position is None else position_age_s(position, now)


def bodies_of(unit: Unit) -> frozenset[str]:
    """The units that move when this one does: itself and the members of a joint patrol."""
    return frozenset((unit.id, *unit.members))
