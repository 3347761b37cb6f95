"""What became of warnings that came as messages. Their taking in is ``WarningReceived`` of the duty slice."""

from __future__ import annotations

from app.domain.duty.model import Relay
from app.domain.record import Entry


class WarningReplaced(Entry, frozen=True):
    """The issuer put another warning in the place of this one."""

    warning_id: str
    by_id: str


class WarningSigned(Entry, frozen=True):
    """Somebody signed for it."""

    warning_id: str
    by: str


class WarningRelayed(Entry, frozen=True):
    """It was passed on."""

    warning_id: str
    relays: tuple[Relay, ...]
