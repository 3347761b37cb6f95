"""The outbox in words: what waits, what was tried, who signed. No Qt."""

from __future__ import annotations

from datetime import datetime

import msgspec

from app.catalog.wording import Wording
from app.desk.describe import Describer
from app.domain.sending.model import Attempt, FieldBlock, SendChannel, SendState, Transmission
from app.domain.sending.rules import failures, next_attempt_at
from app.domain.state import State

TONES = {
    SendState.QUEUED: "watch", SendState.SENDING: "info", SendState.SENT: "warn", SendState.SIGNED_FOR: "ok",
    SendState.FAILED: "muted",
}
"""Tone of each state; the badge adds a shape and the word."""

FILTERS = ("all", "open", *(state.value for state in SendState))


class OutboxRow(msgspec.Struct, frozen=True):
    """One transmission in words. ``next_at``: when the machine tries again, ``None`` where it does not."""

    id: str
    state: SendState
    word: str
    tone: str
    order: int
    report: str
    incident_id: str
    incident: str
    to: str
    channel: str
    queued_at: datetime
    tries: int
    last: str
    next_at: datetime | None
    receipt: str
    detail: str
    can_retry: bool
    can_hand: bool
    can_give_up: bool
    can_sign: bool
    has_text: bool
    can_cover: bool


def outbox_rows(
    state: State, describer: Describer, words: Wording, off: frozenset[SendChannel], only: str = "all"
) -> tuple[OutboxRow, ...]:
    """What waits first, then what nobody signed for, then the rest; the newest first. ``off`` are channels switched off."""
    rows = [_row(one, state, describer, words, off) for one in state.transmissions.values() if _shown(one, only)]
    return tuple(sorted(rows, key=lambda row: (row.order, -row.queued_at.timestamp(), row.id)))


def counts(state: State) -> dict[str, int]:
    """How many each filter would show."""
    return {only: sum(1 for one in state.transmissions.values() if _shown(one, only)) for only in FILTERS}


def open_count(state: State) -> int:
    """How many want somebody: not sent yet, or sent without a receipt."""
    return sum(1 for one in state.transmissions.values() if _shown(one, "open"))


def blocks_of(one: Transmission) -> tuple[FieldBlock, ...]:
    """Its text field by field, to be pasted into another system's form."""
    return one.blocks or (FieldBlock(one.title, one.text),)


def _shown(one: Transmission, only: str) -> bool:
    if only == "open":
        return one.state in (SendState.QUEUED, SendState.SENDING, SendState.SENT)
    return only in ("all", one.state.value)


def _row(one: Transmission, state: State, d: Describer, words: Wording, off: frozenset[SendChannel]) -> OutboxRow:
    standing, failed = one.state, failures(one)
    word, tone = words.say(f"send_state.{standing}"), TONES[standing]
    if standing is SendState.QUEUED and failed:
        word, tone = words.say("outbox.failed_times", count=failed), "alarm"
    elif standing is SendState.QUEUED and one.channel in off:
        word, tone = words.say("outbox.door_off"), "warn"
    elif standing is SendState.QUEUED and not one.by_machine:
        word = words.say("outbox.by_hand")
    signed = one.receipt
    return OutboxRow(
        id=one.id, state=standing, word=word, tone=tone, order=tuple(SendState).index(standing),
        report=d.stage(one.stage, one.number),
        incident_id=one.incident_id, incident=d.where(one.incident_id, state), to=one.recipient,
        channel=words.say(f"send_channel.{one.channel}"), queued_at=one.queued_at, tries=len(one.attempts),
        last=_attempt(one.attempts[-1], words) if one.attempts else "",
        next_at=next_attempt_at(one) if one.by_machine and one.channel not in off else None,
        receipt=words.say("receipt.signed", by=signed.by, at=d.clock(signed.at)) if signed else "",
        detail=_detail(one, d, words),
        can_retry=one.by_machine and standing is SendState.QUEUED, can_hand=not one.by_machine and one.is_waiting,
        can_give_up=one.is_waiting, can_sign=signed is None, has_text=bool(one.text or one.blocks),
        can_cover=one.channel in (SendChannel.FAX, SendChannel.PRINT),
    )


def _detail(one: Transmission, d: Describer, words: Wording) -> str:
    lines = [one.title]
    if one.document_sha256:
        lines.append(words.say("outbox.document", sha256=one.document_sha256[:16], bytes=one.document_bytes))
    lines += [f"{d.clock(attempt.begun_at)} {_attempt(attempt, words)}" for attempt in one.attempts[-4:]]
    for call in one.calls[-3:]:
        outcome = words.say(f"call_outcome.{call.outcome}")
        lines.append(words.say("outbox.call", at=d.clock(call.at), whom=call.whom, number=call.number, outcome=outcome))
    if one.receipt is not None:
        evidence = words.say(f"evidence.{one.receipt.evidence}")
        lines.append(words.say("outbox.signed", by=one.receipt.by, evidence=evidence, number=one.receipt.number or "—"))
    if one.given_up is not None:
        lines.append(words.say("outbox.given_up", by=one.given_up.by, reason=one.given_up.reason))
    if one.not_counted:
        lines.append(words.say("outbox.not_counted"))
    return "\n".join(lines)


def _attempt(attempt: Attempt, words: Wording) -> str:
    return f"{words.say(f'attempt_result.{attempt.result}')} {attempt.detail}".strip()
