"""When a transmission is tried (again), when its receipt is missed, and what makes two of them the same. Pure.

All figures here are suggestions of this program (facts file §3.5 [D] for the receipt), shown as such.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from app.domain.sending.model import Attempt, AttemptResult, FieldBlock, SendChannel, SendState, Transmission

FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)
"""The wait before the next try doubles from the first to the longest, without chance in it."""

LEASE = timedelta(seconds=90)
"""An attempt whose outcome nobody has told for so long was interrupted (the program was killed): it is made again. Longer than
any door may take to answer (``app.exchange.outbox``: at most 60 s)."""

REMIND_AFTER = timedelta(minutes=10)
ESCALATE_AFTER = timedelta(minutes=20)
"""No receipt: call and ask; still none: another person, and call again (facts file §3.5, suggested)."""

CALL_AGAIN_AFTER = timedelta(minutes=10)

_LASTING = frozenset({
    AttemptResult.REFUSED, AttemptResult.REDIRECTED, AttemptResult.NOT_CONFIGURED, AttemptResult.DOCUMENT_LOST,
})
"""Results that will not change by themselves: tried again at the longest wait only."""


class ReceiptStep(StrEnum):
    """What a missing receipt asks for."""

    REMIND = "remind"
    ESCALATE = "escalate"


class MissingReceipt(msgspec.Struct, frozen=True):
    """Something sent that nobody has signed for: what to do, and by when."""

    step: ReceiptStep
    due_at: datetime


def wait_after(results: Iterable[AttemptResult]) -> timedelta:
    """How long to wait after these failures, in their order; never shorter with one failure more."""
    failed = [one for one in results if one is not AttemptResult.SENT]
    if not failed:
        return timedelta()
    if any(one in _LASTING for one in failed):
        return LONGEST_WAIT
    wait = FIRST_WAIT
    for _ in failed[1:]:
        wait = min(wait * 2, LONGEST_WAIT)
    return wait


def next_attempt_at(one: Transmission) -> datetime | None:
    """When it is to be tried (again); ``None`` where it is not to be tried any more.

    Computed from what the journal holds, so that a restart changes nothing: at once when it was queued, after the wait when
    it failed, at once when a person asked for it after the last try, after the lease when nobody told how a try ended.
    """
    if not one.is_waiting:
        return None
    if not one.attempts:
        return one.queued_at
    last = one.attempts[-1]
    if last.result is AttemptResult.BEGUN:
        return last.begun_at + LEASE
    if one.retry_asked_at is not None:
        return one.retry_asked_at
    return (last.ended_at or last.begun_at) + wait_after(attempt.result for attempt in one.attempts)


def is_due(one: Transmission, now: datetime) -> bool:
    """Whether the outbox has to try it now. A moment further ahead than any wait means that the clock was set back."""
    at = next_attempt_at(one)
    return at is not None and (at <= now or at > now + LONGEST_WAIT)


def is_leased(attempt: Attempt, now: datetime) -> bool:
    """Whether somebody may still be at this try."""
    return attempt.result is AttemptResult.BEGUN and attempt.begun_at - LEASE < now < attempt.begun_at + LEASE


def failures(one: Transmission) -> int:
    """How many tries have failed so far."""
    return sum(1 for attempt in one.attempts if attempt.result not in (AttemptResult.SENT, AttemptResult.BEGUN))


class ChannelFault(msgspec.Struct, frozen=True):
    """A channel by which nothing goes out: since when, how the last try ended, how many wait for it."""

    channel: SendChannel
    since: datetime
    result: AttemptResult
    detail: str
    waiting: int


def channel_faults(transmissions: Iterable[Transmission]) -> tuple[ChannelFault, ...]:
    """The channels of the machine whose last tries failed, while something waits for them."""
    failing: dict[SendChannel, list[Transmission]] = {}
    for one in transmissions:
        if one.is_waiting and one.by_machine and failures(one):
            failing.setdefault(one.channel, []).append(one)
    found = []
    for channel, waiting in failing.items():
        tried = [a for one in waiting for a in one.attempts if a.result is not AttemptResult.BEGUN]
        last = sorted(tried, key=lambda attempt: attempt.begun_at)[-1]  # of two at one moment the later told
        found.append(
            ChannelFault(channel, min(a.begun_at for a in tried), last.result, last.detail, len(waiting))
        )
    return tuple(sorted(found, key=lambda fault: fault.since))


def missing_receipts(one: Transmission) -> tuple[MissingReceipt, ...]:
    """What a sent report without a receipt asks for, the earlier first; nothing once it is signed for.

    Until somebody has called: the call, ten minutes after it was sent. In any case another person, twenty minutes after it
    was sent, and ten minutes after each call in vain.
    """
    if one.state is not SendState.SENT or one.sent_at is None:
        return ()
    calls = [call.at for call in one.calls if call.at >= one.sent_at.replace(second=0, microsecond=0)]  # a form gives minutes
    again_at = max([one.sent_at + ESCALATE_AFTER, *(at + CALL_AGAIN_AFTER for at in calls)])
    escalate = MissingReceipt(ReceiptStep.ESCALATE, again_at)
    return (escalate,) if calls else (MissingReceipt(ReceiptStep.REMIND, one.sent_at + REMIND_AFTER), escalate)


def idempotency_key(parts: Iterable[str], blocks: Iterable[FieldBlock]) -> str:
    """The key of a content for a recipient by a channel: the same parts give the same key, in any process, at any time."""
    told = [*parts, *(text for block in blocks for text in (block.label, block.text))]
    return hashlib.sha256(msgspec.json.encode(told)).hexdigest()[:32]
