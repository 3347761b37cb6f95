"""The duty roster: shifts and the posts they need, who holds which post, swaps and how far they have come, what is published."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

import msgspec
from immutables import Map

from app.domain.basis import Basis
from app.domain.words import RuleStatus
from app.kernel.text import Text


class Post(StrEnum):
    """The leader in charge 带班领导, the officer 值班员 (main), and the second officer of a double post 双岗."""

    LEADER = "leader"
    MAIN = "main"
    SECOND = "second"


class DayKind(StrEnum):
    """A working day (worked weekends too), a plain weekend, a holiday that the State Council announced."""

    WORKDAY = "workday"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"


class ShiftKind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A named shift of every day, in minutes after midnight of the Beijing clock; one that ends no later than it starts ends on
    the next day."""

    id: str
    name: Text
    start_min: int
    end_min: int

    @property
    def length_min(self) -> int:
        """How long it lasts."""
        return (self.end_min - self.start_min - 1) % 1440 + 1


class RequiredPosts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The posts that every shift of a kind of day needs."""

    workday: tuple[Post, ...] = (Post.LEADER, Post.MAIN)
    weekend: tuple[Post, ...] = (Post.LEADER, Post.MAIN)
    holiday: tuple[Post, ...] = (Post.LEADER, Post.MAIN, Post.SECOND)

    def of(self, kind: DayKind) -> tuple[Post, ...]:
        """Those of one kind of day."""
        found: tuple[Post, ...] = getattr(self, kind.value)
        return found


class RosterPattern(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The shifts of a day and the posts that they need.

    With ``leader_whole_day`` one leader is in charge of all shifts that begin on a day (每日 1 名党政领导轮流): they count as
    one duty and are never "two in a row". ``basis`` says where the hours and posts come from.
    """

    shifts: tuple[ShiftKind, ...]
    required: RequiredPosts = RequiredPosts()
    leader_whole_day: bool = True
    basis: Basis = Basis("", status=RuleStatus.SAMPLE)

    def shift(self, shift_id: str) -> ShiftKind | None:
        """The shift with this id, if there is one."""
        return next((one for one in self.shifts if one.id == shift_id), None)


SAMPLE_PATTERN = RosterPattern((ShiftKind("day", Text("day"), 480, 1020), ShiftKind("night", Text("night"), 1020, 480)))
"""Day 08:00–17:00 and night 17:00–08:00 (a sample, facts file §3.6); the catalogue brings the same with its names."""


class SlotRef(msgspec.Struct, frozen=True, order=True):
    """A post of a shift of a day."""

    day: date
    shift: str
    post: Post

    @property
    def key(self) -> str:
        """The one string for it: ``2026-12-01:night:main``."""
        return f"{self.day.isoformat()}:{self.shift}:{self.post.value}"


class SlotChange(msgspec.Struct, frozen=True):
    """A change after the month was published: who held the post before ("" for nobody), who changed it, when and why."""

    before: str
    by: str
    at: datetime
    reason: str
    swap_id: str = ""


class DutySlot(msgspec.Struct, frozen=True):
    """Who holds a post. ``contact_id`` is empty for a name that the contact book does not have (or has twice); ``name`` is
    empty where the post was cleared after publishing (the marks stay)."""

    ref: SlotRef
    name: str
    contact_id: str = ""
    changes: tuple[SlotChange, ...] = ()

    @property
    def person(self) -> str:
        """By what the same person is recognised."""
        return self.contact_id or self.name


class SwapState(StrEnum):
    """Asked for; the other agreed; the duty leader agreed and it was filed (now it holds); refused or withdrawn."""

    REQUESTED = "requested"
    CONSENTED = "consented"
    APPROVED = "approved"
    REFUSED = "refused"


class SwapStep(msgspec.Struct, frozen=True):
    """What became of a swap: who said it (not who wrote it down), when, in what words."""

    state: SwapState
    who: str
    at: datetime
    words: str = ""


class Swap(msgspec.Struct, frozen=True):
    """A swap 换班 of two posts, or (``other`` is ``None``) somebody who stands in 替班. Names are as they were when asked."""

    id: str
    ref: SlotRef
    name: str
    with_name: str
    reason: str
    other: SlotRef | None = None
    with_contact_id: str = ""
    contact_id: str = ""
    state: SwapState = SwapState.REQUESTED
    steps: tuple[SwapStep, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to say something."""
        return self.state in (SwapState.REQUESTED, SwapState.CONSENTED)


class Publication(msgspec.Struct, frozen=True):
    """A month that was published: later changes need a reason and are marked."""

    month: str
    by: str
    at: datetime


class RotationPerson(msgspec.Struct, frozen=True):
    """Somebody in the rotation: the posts that may be theirs, and the days on which they cannot (leave, training)."""

    name: str
    posts: tuple[Post, ...]
    contact_id: str = ""
    away: tuple[date, ...] = ()

    @property
    def person(self) -> str:
        """By what the same person is recognised."""
        return self.contact_id or self.name


class Roster(msgspec.Struct, frozen=True):
    """The whole roster. ``pattern`` of ``None``: the sample of the catalogue holds. ``slots`` by ``SlotRef.key``."""

    pattern: RosterPattern | None = None
    slots: Map[str, DutySlot] = Map()
    swaps: Map[str, Swap] = Map()
    published: Map[str, Publication] = Map()
    rotation: tuple[RotationPerson, ...] = ()

    def slot(self, ref: SlotRef) -> DutySlot | None:
        """Who holds a post, ``None`` for nobody."""
        found = self.slots.get(ref.key)
        return found if found is not None and found.name else None
