"""Wishes about warnings that came as messages."""

from __future__ import annotations

from app.domain.record import Command
from app.domain.warning.model import WarningMessage
from app.domain.words import AlertLevel


class ReceiveWarning(Command, frozen=True):
    """Take a message in as it stands. ``level`` is what a person read where the message names no colour."""

    message: WarningMessage
    level: AlertLevel | None = None


class SignForWarning(Command, frozen=True):
    """Sign for a warning: somebody on duty has read it."""

    warning_id: str
    by: str


class RelayWarning(Command, frozen=True):
    """Record that a warning was passed on, word for word: to whom and by what means."""

    warning_id: str
    to: tuple[str, ...]
    means: str
