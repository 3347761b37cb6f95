"""Wishes about handing over."""

from __future__ import annotations

from app.domain.record import Command


class StartHandover(Command, frozen=True):
    """Begin to hand the running shift over to this leader and this officer."""

    leader: str
    officer: str


class AcceptItem(Command, frozen=True):
    """The relief accepts one matter."""

    key: str
    remark: str = ""


class CompleteHandover(Command, frozen=True):
    """Both names: whoever hands over and whoever takes over. From then on the new shift is on duty."""

    handed_by: str
    taken_by: str


class GiveUpHandover(Command, frozen=True):
    """Break the handover off (the relief is called away); the shift on duty goes on."""

    reason: str
