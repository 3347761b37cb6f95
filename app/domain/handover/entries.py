"""What happened to a handover."""

from __future__ import annotations

from app.domain.duty.model import Shift
from app.domain.handover.model import HandoverItem
from app.domain.record import Entry


class HandoverStarted(Entry, frozen=True):
    """A handover began; ``open_items`` is how many matters were open then."""

    handover_id: str
    from_shift: Shift
    leader: str
    officer: str
    open_items: int = 0


class HandoverItemAccepted(Entry, frozen=True):
    """The relief (``by``) accepted one matter."""

    handover_id: str
    item: HandoverItem
    by: str
    remark: str = ""


class HandoverCompleted(Entry, frozen=True):
    """Everything open was accepted and both names were given."""

    handover_id: str
    handed_by: str
    taken_by: str
    items: int = 0


class HandoverGivenUp(Entry, frozen=True):
    """A handover was broken off."""

    handover_id: str
    reason: str
