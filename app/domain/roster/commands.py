"""Wishes about the duty roster. Months are written ``2026-12``."""

from __future__ import annotations

from datetime import date

from app.domain.record import Command
from app.domain.roster.model import RosterPattern, RotationPerson, SlotRef


class SetRosterPattern(Command, frozen=True):
    """Say which shifts there are and which posts each kind of day needs."""

    pattern: RosterPattern


class PlanRoster(Command, frozen=True):
    """Fill a month from a rotation, fairly by count and by holidays; the same wish on the same roster gives the same month.

    Posts that are held already stay, unless ``replace``. ``since`` leaves the days before it alone (a month that has begun).
    """

    month: str
    people: tuple[RotationPerson, ...]
    replace: bool = False
    since: date | None = None


class FillRoster(Command, frozen=True):
    """Enter many posts at once, all or none: ``posts`` is who holds what ("" as name clears it); ``source`` names the file."""

    posts: tuple[tuple[SlotRef, str], ...]
    source: str = ""
    reason: str = ""


class AssignSlot(Command, frozen=True):
    """Give a post to somebody; in a published month with a reason."""

    ref: SlotRef
    name: str
    contact_id: str = ""
    reason: str = ""


class ClearSlot(Command, frozen=True):
    """Take a post from whoever holds it; in a published month with a reason."""

    ref: SlotRef
    reason: str = ""


class RequestSwap(Command, frozen=True):
    """Ask that the post ``ref`` be taken by whoever holds ``other`` (who gets ``ref`` for it), or by ``with_name`` alone."""

    ref: SlotRef
    reason: str
    other: SlotRef | None = None
    with_name: str = ""


class ConsentSwap(Command, frozen=True):
    """Record that the other agrees; ``who`` says it and must be the person who was asked."""

    swap_id: str
    who: str
    words: str = ""


class ApproveSwap(Command, frozen=True):
    """Record that the duty leader agrees; with this entry the swap is filed and holds (换班须带班领导同意并备案)."""

    swap_id: str
    leader: str
    words: str = ""


class RefuseSwap(Command, frozen=True):
    """Record that somebody refuses a swap, or that whoever asked for it withdraws it."""

    swap_id: str
    who: str
    reason: str


class PublishRoster(Command, frozen=True):
    """Put a month up: later changes need a reason and are marked. ``confirmed=("gaps",)`` where posts are still free."""

    month: str
    confirmed: tuple[str, ...] = ()
