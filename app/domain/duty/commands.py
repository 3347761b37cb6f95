"""Wishes about the desk itself."""

from __future__ import annotations

from app.domain.duty.model import Contact, DeskProfile
from app.domain.record import Command
from app.domain.words import AlertLevel


class FoundDesk(Command, frozen=True):
    """Say whose duty room this is (once)."""

    profile: DeskProfile


class ChangeProfile(Command, frozen=True):
    """Change the desk's profile: its names, its superior, the rulebook in force."""

    profile: DeskProfile


class StartShift(Command, frozen=True):
    """Take over the duty: the leader in charge and the officer. Where a shift is on duty it is handed over
    (``handover.CompleteHandover``); ``reason`` says why that cannot be done, and then nothing is accepted."""

    leader: str
    officer: str
    reason: str = ""


class RegisterContacts(Command, frozen=True):
    """Enter or change people who can be called."""

    contacts: tuple[Contact, ...]


class RecordWarning(Command, frozen=True):
    """Record a warning that was received; ``identifier`` is its number in the national system, if it came with one."""

    kind: str
    level: AlertLevel
    text: str
    issued_by: str
    identifier: str = ""


class LiftWarning(Command, frozen=True):
    """Record that a warning was lifted by whoever issued it."""

    warning_id: str
