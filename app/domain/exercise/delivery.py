"""What an inject does to the desk besides being told: an instruction comes in, a warning, a unit falls out. Pure.

Words that people hear (a call, a note, a sensor's value) change nothing: what is made of them is the participants' work.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from app.domain.duty.entries import WarningLifted
from app.domain.exercise.kinds import InjectChannel
from app.domain.exercise.scenario import Change, Inject, WarningTold
from app.domain.instruction import decide as instruction
from app.domain.instruction.commands import ReceiveInstruction
from app.domain.instruction.model import ReceivedBy
from app.domain.record import Entry, Stamp
from app.domain.reference import Reference
from app.domain.state import State
from app.domain.unit import apply as unit_apply
from app.domain.unit.entries import UnitStatusChanged
from app.domain.unit.model import UnitStatus
from app.domain.unit.rules import NEXT
from app.domain.warning import decide as warning
from app.domain.warning.commands import ReceiveWarning
from app.domain.warning.model import MessageStatus, MessageType, WarningMessage

SOURCE = "drill"
"""The source of a status that the conductor's side set."""


def delivered(
    inject: Inject, words: str, incident_id: str, state: State, reference: Reference, stamp: Stamp
) -> tuple[Entry, ...]:
    """The entries that follow an inject at once; ``words`` is its text as it is told. ``Refusal`` where one cannot be."""
    entries: list[Entry] = []
    if inject.channel is InjectChannel.QUERY and inject.asks is not None:
        asked = inject.asks
        wanted = ReceiveInstruction(
            kind=asked.kind, from_name=inject.from_.zh, text=words, how=ReceivedBy.NETWORK, incident_id=incident_id,
            feedback_due_at=_after(stamp.at, asked.answer_within_min), handle_due_at=_after(stamp.at, asked.handle_within_min),
        )
        entries += instruction.receive(wanted, state, reference, stamp)
    if inject.warning is not None:
        entries += warned(inject.warning, words, state, reference, stamp)
    return (*entries, *changed(inject.changes, state, stamp))


def warned(told: WarningTold, words: str, state: State, reference: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """A warning comes in as a message that has to be signed for and passed on, or those of its kind end."""
    if told.lifts:
        return tuple(WarningLifted(warning_id=one.id) for one in state.in_force() if one.kind == told.kind)
    text = words.strip() or told.headline.zh
    message = WarningMessage(
        identifier=f"drill-{stamp.command_id}-{told.kind}", sender=told.issued_by.zh, sent_at=stamp.at, type=MessageType.ALERT,
        status=MessageStatus.ACTUAL, event=told.kind, kind=told.kind, level=told.level, headline=told.headline.zh, text=text,
        issued_by=told.issued_by.zh, source_sha256=hashlib.sha256(text.encode()).hexdigest(), source_name=SOURCE,
        references=tuple(one.identifier for one in state.in_force() if one.kind == told.kind and one.identifier),
    )
    return warning.receive(ReceiveWarning(message=message), state, reference, stamp)


def changed(changes: Iterable[Change], state: State, stamp: Stamp) -> Iterator[Entry]:
    """Units take the status that the scenario gives them, by the way that statuses allow; one that has it already is left."""
    for one in changes:
        if one.unit not in state.units:
            continue
        for status in _way(state.units[one.unit].status, one.status):
            known = state.units[one.unit]
            entry = UnitStatusChanged(
                unit_id=known.id, status=status, at=stamp.at, source=SOURCE, incident_id=known.incident_id,
                dispatch_id=known.dispatch_id,
            )
            state = unit_apply.status_changed(state, entry, stamp)
            yield entry


def _way(now: UnitStatus, to: UnitStatus) -> tuple[UnitStatus, ...]:
    if now is to:
        return ()
    if to in NEXT[now]:
        return (to,)
    home = UnitStatus.ON_STANDBY
    return (home, to) if home in NEXT[now] and to in NEXT[home] else ()


def _after(at: datetime, minutes: float | None) -> datetime | None:
    return None if minutes is None else at + timedelta(minutes=minutes)
