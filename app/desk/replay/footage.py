"""What a replay is made from, and how the journal of an open desk is read for it without holding anybody up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.desk.describe import Describer
from app.desk.desk import Desk
from app.desk.replay.tape import Tape, Tell, tape_later, tape_then
from app.domain.record import Record
from app.domain.reference import Reference
from app.domain.unit.model import Position
from app.kernel.errors import Refusal

READ_AT_ONCE = 500
"""Entries read in one go, between which the desk's own commands have their turn."""

Track = Callable[[str, datetime, datetime], tuple[Position, ...]]
"""Where a unit was between two moments, the second not included; blocks its thread."""


def no_track(_unit_id: str, _since: datetime, _until: datetime) -> tuple[Position, ...]:
    """Positions are not kept."""
    return ()


@dataclass(frozen=True)
class Footage:
    """The records of a journal, the catalogue of files that it is looked up in, and where units were. ``drill_id`` names the
    kept drill that it is, "" for the desk that is open. ``damaged_at`` is the entry from which the journal cannot be believed
    (what comes before is played), 0 for a whole one."""

    records: tuple[Record, ...]
    files: Reference
    track: Track = no_track
    drill_id: str = ""
    damaged_at: int = 0


@dataclass(frozen=True)
class Reel:
    """Footage made ready to be played: by what was known then, and by what is known since."""

    footage: Footage
    then: Tape
    later: Tape

    @property
    def is_drill(self) -> bool:
        """Whether it is a drill that is played."""
        return self.then.end.drill is not None


@dataclass(frozen=True)
class Replays:
    """The journals of a data folder that can be played without being opened: each call reads a copy, in a job's thread, and
    changes no byte of the folder. ``drill`` raises ``Refusal("drill_unknown")``, both ``Fault`` where nothing can be read.
    ``describer`` says things in a language by a catalogue."""

    drill: Callable[[str], Footage]
    journal: Callable[[], Footage]
    describer: Callable[[str, Reference], Describer]


async def read_live(desk: Desk, tell: Callable[[float], None], track: Track = no_track) -> Footage:
    """The journal of an open desk as it stands, read in pieces on its own reader; its commands go on between them."""
    last, found = desk.state.seq, list[Record]()
    while len(found) < last:
        piece = await desk.records(len(found), min(len(found) + READ_AT_ONCE, last))
        if not piece:
            break
        found += piece
        tell(len(found) / last)
    return Footage(tuple(found), desk.files, track, damaged_at=desk.damage.seq if desk.damage is not None else 0)


def make_reel(footage: Footage, report: Tell = lambda _share: None) -> Reel:
    """The tapes of this footage; for a job's thread. ``Refusal("replay_empty")`` where nothing was ever written."""
    if not footage.records:
        raise Refusal("replay_empty")
    then = tape_then(footage.records, lambda share: report(share * 0.6))
    if not len(then):
        raise Refusal("replay_empty")
    return Reel(footage, then, tape_later(then, lambda share: report(0.6 + share * 0.4)))
