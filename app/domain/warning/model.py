"""A warning message before it is taken in."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec

from app.domain.duty.model import WarningArea
from app.domain.words import AlertLevel

MOST_BYTES = 2_000_000
"""A warning is a page; attached pictures are links. Anything near this is no warning."""


class MessageType(StrEnum):
    """What a message does (CAP 1.2 ``msgType``; ``Ack`` and ``Error`` are answers between machines and say nothing here)."""

    ALERT = "alert"
    UPDATE = "update"
    CANCEL = "cancel"


class MessageStatus(StrEnum):
    """Whether it is meant (CAP 1.2 ``status``). Only ``actual`` may become a warning of the desk."""

    ACTUAL = "actual"
    EXERCISE = "exercise"
    SYSTEM = "system"
    TEST = "test"
    DRAFT = "draft"


class WarningMessage(msgspec.Struct, frozen=True):
    """What a message says. ``kind`` is a code of ``warning_kinds.yaml`` or ``other``; ``level`` is ``None`` where the issuer
    named no colour: then a person has to read it. ``references``: identifiers of the messages that it replaces or calls off.
    """

    identifier: str
    sender: str
    sent_at: datetime
    type: MessageType
    status: MessageStatus
    event: str
    kind: str
    level: AlertLevel | None
    headline: str
    text: str
    advice: str = ""
    issued_by: str = ""
    effective_at: datetime | None = None
    expires_at: datetime | None = None
    areas: tuple[WarningArea, ...] = ()
    references: tuple[str, ...] = ()
    source_sha256: str = ""
    source_name: str = ""
