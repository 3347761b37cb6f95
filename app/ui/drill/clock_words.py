"""How a drill and its clock stand, in a word, a tone and a shape. No Qt."""

from __future__ import annotations

from app.catalog.wording import Wording
from app.domain.exercise.model import Drill, DrillStatus


def clock_words(drill: Drill, speed: float, wording: Wording) -> tuple[str, str, str]:
    """``speed`` is that at which the clock runs at this moment."""
    status = wording.say(f"drill.status.{drill.status}")
    if drill.status is DrillStatus.PREPARED:
        return status, "neutral", "ring"
    if drill.status is DrillStatus.ENDED:
        return status, "muted", "check"
    if drill.status is DrillStatus.PARKED:
        return status, "warn", "square"
    if speed == 0:
        return wording.say("drill.clock.stands"), "warn", "square"
    return wording.say("drill.clock.runs", speed=f"{speed:g}"), "info", "disc"
