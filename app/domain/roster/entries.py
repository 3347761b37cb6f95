"""What happened to the duty roster."""

from __future__ import annotations

from app.domain.record import Entry
from app.domain.roster.model import DutySlot, RosterPattern, RotationPerson, SlotRef, Swap


class RosterPatternSet(Entry, frozen=True):
    """The shifts and the posts that each kind of day needs, from here on."""

    pattern: RosterPattern


class RosterPlanned(Entry, frozen=True):
    """A month was filled from a rotation; ``slots`` are the posts that were given, ``cleared`` those taken away before."""

    month: str
    slots: tuple[DutySlot, ...]
    people: tuple[RotationPerson, ...]
    cleared: tuple[SlotRef, ...] = ()


class RosterFilled(Entry, frozen=True):
    """Many posts were entered at once (a workbook); ``before`` are the names that stood there, by key of the post."""

    slots: tuple[DutySlot, ...]
    before: dict[str, str] = {}
    cleared: tuple[SlotRef, ...] = ()
    source: str = ""
    reason: str = ""


class SlotAssigned(Entry, frozen=True):
    """A post was given to somebody; ``marked`` in a month that is published. ``before`` held it until then ("" for nobody)."""

    slot: DutySlot
    before: str = ""
    reason: str = ""
    marked: bool = False


class SlotCleared(Entry, frozen=True):
    """A post was taken from whoever held it."""

    ref: SlotRef
    before: str
    reason: str = ""
    marked: bool = False


class SwapRequested(Entry, frozen=True):
    """Somebody wants to change a post with somebody."""

    swap: Swap


class SwapConsented(Entry, frozen=True):
    """The other agreed."""

    swap_id: str
    who: str
    words: str = ""


class SwapApproved(Entry, frozen=True):
    """The duty leader agreed, the swap is filed; ``slots`` are the posts as they are held from now on."""

    swap_id: str
    leader: str
    slots: tuple[DutySlot, ...]
    words: str = ""


class SwapRefused(Entry, frozen=True):
    """A swap was refused or withdrawn."""

    swap_id: str
    who: str
    reason: str


class RosterPublished(Entry, frozen=True):
    """A month was put up; ``gaps`` posts were still free."""

    month: str
    gaps: int = 0
