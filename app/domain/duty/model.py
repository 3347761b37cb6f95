"""The desk itself: whose duty room it is, who is on duty, who can be called, which warnings are in force."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec

from app.domain.drawing.model import Shape
from app.domain.words import AlertLevel
from app.kernel.geo import Point, Region
from app.kernel.text import Text


class Tier(StrEnum):
    """The three tiers that the product unites."""

    TOWNSHIP = "township"
    COUNTY = "county"
    CITY = "city"


TIERS = ("village", *(tier.value for tier in Tier), "province", "national")
"""Every tier that a role or a rulebook may belong to, from below."""


class DeskProfile(msgspec.Struct, frozen=True):
    """Whose duty room this is. ``region`` bounds the coordinates taken without a question; ``demo`` marks the fiction."""

    name: Text
    tier: Tier
    superior: Text
    rulebook_id: str
    county: Text = Text("", "")
    region: Region | None = None
    centre: Point | None = None
    demo: bool = False
    notice: Text = Text("", "")


class Shift(msgspec.Struct, frozen=True):
    """Who is on duty: the leader in charge 带班领导 and the officer 值班员."""

    leader: str
    officer: str
    started_at: datetime


class ShiftMark(msgspec.Struct, frozen=True):
    """A shift that began with entry ``seq`` of the journal: so that what happened in it is found without reading all."""

    shift: Shift
    seq: int


class Contact(msgspec.Struct, frozen=True):
    """A person (or a desk) that can be called, by role; ``a_b`` is A for the first and B for the stand-in."""

    id: str
    name: str
    role: str
    phone: str
    title: str = ""
    organisation: str = ""
    a_b: str = "A"
    tier: str = "township"


class WarningArea(msgspec.Struct, frozen=True):
    """Where a warning holds: the issuer's words, the codes of the divisions (GB/T 2260), and shapes where it drew some."""

    words: str
    codes: tuple[str, ...] = ()
    shapes: tuple[Shape, ...] = ()


class Relay(msgspec.Struct, frozen=True):
    """A warning passed on as it stands: to whom, by what means, when, by whom."""

    to: str
    means: str
    at: datetime
    by: str


class Warning(msgspec.Struct, frozen=True):
    """A warning in force, as received: we pass on and sign for warnings, we never make them (Meteorological Disaster
    Defence Regulation art. 30). ``identifier`` is its number in the national warning system, where one was given.

    What came as a message (``source_sha256``: the hash of its bytes) also has its sender, times, areas and advice.
    ``expires_at`` is the issuer's word on how long it holds: past it the warning is marked, but only its issuer or a
    person lifts it. ``replaced_by``: the warning that took its place.
    """

    id: str
    kind: str
    level: AlertLevel
    text: str
    issued_by: str
    received_at: datetime
    lifted_at: datetime | None = None
    identifier: str = ""
    sender: str = ""
    sent_at: datetime | None = None
    effective_at: datetime | None = None
    expires_at: datetime | None = None
    advice: str = ""
    areas: tuple[WarningArea, ...] = ()
    source_sha256: str = ""
    source_name: str = ""
    signed_by: str = ""
    signed_at: datetime | None = None
    relays: tuple[Relay, ...] = ()
    replaced_by: str = ""

    def standing(self, now: datetime) -> str:
        """``in_force``, ``run_out`` (past its time, not lifted), ``lifted`` or ``replaced``: worded ``warning.standing.<code>``."""
        if self.replaced_by:
            return "replaced"
        if self.lifted_at is not None:
            return "lifted"
        return "run_out" if self.has_run_out(now) else "in_force"

    def has_run_out(self, now: datetime) -> bool:
        """Whether the issuer's own time for it is over though nobody has lifted it."""
        return self.lifted_at is None and self.expires_at is not None and self.expires_at <= now
