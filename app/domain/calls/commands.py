"""Wishes about the call log."""

from __future__ import annotations

from app.domain.calls.model import CallWords
from app.domain.record import Command


class LogCall(Command, frozen=True):
    """Write a call down, with the incident that it is about or (empty) without any. ``words.at``: now where not given."""

    words: CallWords
    incident_id: str = ""


class JoinCall(Command, frozen=True):
    """Say which incident a call is about; moving it away from another one, or to none (empty), needs a reason."""

    call_id: str
    incident_id: str
    reason: str = ""


class CorrectCall(Command, frozen=True):
    """Put right what was written down wrongly; the reason is kept with the old values."""

    call_id: str
    words: CallWords
    reason: str


class StrikeCall(Command, frozen=True):
    """Strike a call through (written down twice, by mistake); it stays readable, with the reason."""

    call_id: str
    reason: str
