"""What happened in the drill as the pages tell it: what was told to whom, the last entries, who answered what at which seat."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from datetime import datetime

import msgspec

from app.desk.desk import Desk, Notice
from app.desk.drill_hall import ORIGIN
from app.domain.exercise.entries import (
    CommsChecked,
    DrillJudged,
    DrillStarted,
    InjectFired,
    ParticipantSeated,
    RadioHeard,
    SeatsTold,
    SurveyAnswered,
)
from app.domain.exercise.kinds import InjectChannel
from app.domain.exercise.model import DrillMessage
from app.domain.record import Record
from app.kernel.text import Text

MOST_TOLD = 300
MOST_RECENT = 80


class ToldOnce(msgspec.Struct, frozen=True):
    """An inject that came (positions apart): when, in what words, from whom, to which role; ``command_id``
    is the command that brought it."""

    inject_id: str
    at: datetime
    to: str
    sender: Text
    text: Text
    channel: InjectChannel
    command_id: str


class Feed:
    """Follows one drill's journal from its beginning. ``changed`` is called after every step."""

    def __init__(self, desk: Desk, changed: Callable[[], None]) -> None:
        self._desk, self._changed = desk, changed
        self._last_seq = 0
        self._has_begun = False
        self._early: list[Record] | None = []
        self.told: deque[ToldOnce] = deque(maxlen=MOST_TOLD)
        self.messages: deque[DrillMessage] = deque(maxlen=MOST_TOLD)
        self.radio: deque[Record] = deque(maxlen=MOST_RECENT)
        self.recent: deque[Record] = deque(maxlen=MOST_RECENT)
        self.answers: dict[tuple[str, str], Record] = {}
        """The last thing that a seat did because of something: by role and cause."""
        self._stop = desk.subscribe(self._on_notice)

    async def load(self) -> None:
        """Take in what happened before; what happens meanwhile is not lost."""
        records = await self._desk.records()
        early, self._early = self._early or [], None
        for record in (*records, *early):
            self._take(record)
        self._changed()

    def close(self) -> None:
        """Follow no longer."""
        self._stop()

    def _on_notice(self, notice: Notice) -> None:
        if self._early is not None:
            self._early += notice.records
            return
        for record in notice.records:
            self._take(record)
        self._changed()

    def _is_course(self, record: Record) -> bool:
        """Whether it belongs to the course of the drill: not what was copied from the live desk before, and not what evaluators and
        participants say of it, since who judges is not to be led by others."""
        self._has_begun = self._has_begun or isinstance(record.entry, DrillStarted)
        if isinstance(record.entry, DrillJudged | SurveyAnswered):
            return False
        return self._has_begun or isinstance(record.entry, ParticipantSeated | CommsChecked | SeatsTold)

    def _take(self, record: Record) -> None:
        if record.seq <= self._last_seq:
            return
        self._last_seq = record.seq
        entry, context = record.entry, record.stamp.context
        if self._is_course(record):
            self.recent.append(record)
        if context.origin == ORIGIN and context.cause:
            self.answers[context.seat, context.cause] = record
        if isinstance(entry, InjectFired):
            drill = self._desk.state.drill
            inject = drill.inject(entry.inject_id) if drill is not None else None
            if inject is not None and inject.channel is not InjectChannel.POSITION:  # those are seen on the duty room's map
                stamp = record.stamp
                self.told.append(
                    ToldOnce(inject.id, stamp.at, inject.to, inject.from_, entry.text, inject.channel, stamp.command_id)
                )
        elif isinstance(entry, SeatsTold):
            self.messages.append(entry.message)
        elif isinstance(entry, RadioHeard):
            self.radio.append(record)
