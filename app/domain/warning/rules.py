"""Warnings: which are to be signed for, until when; what a message may do. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import msgspec

from app.domain.duty.model import Warning
from app.domain.state import State

SIGN_WITHIN = timedelta(minutes=10)
"""The officer tells the leader on duty by phone within this (a county's practice of 2025, facts file R42): a sample, not law."""

RELAY_WITHIN = timedelta(minutes=30)
"""And passes it on to the offices concerned within this (the same)."""


class ToDo(msgspec.Struct, frozen=True):
    """What a warning still asks of the desk: ``sign`` or ``relay``, by when."""

    warning_id: str
    what: str
    started_at: datetime
    due_at: datetime


def from_message(one: Warning) -> bool:
    """Whether it came as a message; what an officer wrote down was read when it was written."""
    return bool(one.source_sha256)


def to_do(state: State) -> Iterator[ToDo]:
    """Everything that the warnings in force still ask for."""
    for one in state.in_force():
        if not from_message(one):
            continue
        if one.signed_at is None:
            yield ToDo(one.id, "sign", one.received_at, one.received_at + SIGN_WITHIN)
        if not one.relays:
            yield ToDo(one.id, "relay", one.received_at, one.received_at + RELAY_WITHIN)


def by_identifier(state: State, identifier: str) -> Warning | None:
    """The warning that has this identifier, the latest if the issuer used it again."""
    found = [one for one in state.warnings.values() if identifier and one.identifier == identifier]
    return max(found, key=lambda one: (one.sent_at or one.received_at, one.id), default=None)
