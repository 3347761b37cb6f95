"""What reaches the participants of a drill, in words: injects, the conductor's messages, voices on the radio."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec

from app.desk.describe import Describer
from app.desk.describe_drills import seat_name
from app.domain.exercise.entries import InjectFired, RadioHeard, SeatsTold
from app.domain.exercise.kinds import InjectChannel, SeatKind
from app.domain.record import Record
from app.domain.state import State

LOOKS = {
    InjectChannel.CALL: ("info", "disc"), InjectChannel.WRITTEN: ("neutral", "square"), InjectChannel.SENSOR: ("watch", "diamond"),
    InjectChannel.NOTE: ("neutral", "ring"), InjectChannel.QUERY: ("warn", "triangle"), InjectChannel.WARNING: ("warn", "square"),
    InjectChannel.POSITION: ("muted", "dash"),
}  # fmt: skip
"""Tone and shape of each way in; the word stands beside them."""

TAKEN_IN = frozenset({InjectChannel.CALL, InjectChannel.WRITTEN, InjectChannel.SENSOR, InjectChannel.NOTE})
"""What the officer has to make something of; queries and warnings are on the desk by themselves."""

RADIO, MESSAGE = "radio", "message"


class Told(msgspec.Struct, frozen=True):
    """One thing that was told. ``kind`` is a channel, ``radio`` or ``message``; ``incident_id`` what it is about, if known."""

    seq: int
    at: datetime
    kind: str
    word: str
    tone: str
    shape: str
    sender: str
    to: str
    text: str
    incident_id: str = ""

    @property
    def can_be_taken(self) -> bool:
        """Whether the officer is to make something of it."""
        return self.kind in TAKEN_IN

    @property
    def is_radio(self) -> bool:
        """Whether it is a voice on the radio: heard, not answered."""
        return self.kind == RADIO


def told_of(record: Record, state: State, d: Describer) -> Told | None:
    """What this record told the participants; ``None`` for one that told them nothing (positions are seen on the map)."""
    entry, at = record.entry, record.stamp.at
    if isinstance(entry, InjectFired):
        inject = state.drill.inject(entry.inject_id) if state.drill is not None else None
        if inject is None or inject.channel is InjectChannel.POSITION:
            return None
        tone, shape = LOOKS[inject.channel]
        return Told(
            record.seq, at, inject.channel.value, d.say(f"drill.channel.{inject.channel}"), tone, shape, d.text(inject.from_),
            seat_name(d, inject.to, state), d.text(entry.text), entry.incident_id,
        )
    if isinstance(entry, SeatsTold) and entry.message.to is SeatKind.PLAYER:
        word = d.say("drill.told.message")
        return Told(record.seq, at, MESSAGE, word, "info", "square", d.say("drill.told.conductor"), "", entry.message.text)
    if isinstance(entry, RadioHeard):
        name = d.unit_name(entry.unit_id, state)
        return Told(record.seq, at, RADIO, d.say("drill.told.radio"), "neutral", "ring", name, "", entry.text, entry.incident_id)
    return None


def all_told(records: Iterable[Record], state: State, d: Describer) -> tuple[Told, ...]:
    """Everything that was told so far, in order."""
    return tuple(one for record in records if (one := told_of(record, state, d)) is not None)
