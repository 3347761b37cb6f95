"""A desk that shows the past: it is read like any other and refuses every command. Its clock is played, not told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from immutables import Map

from app.desk.desk import Desk, Notice
from app.desk.replay.tape import Tape
from app.desk.telemetry import Telemetry
from app.domain.record import Command, Context, Record, incident_of
from app.domain.reference import Reference
from app.domain.unit.model import Position
from app.journal.codec import Damage, Sealed
from app.journal.port import MemoryJournal
from app.kernel.clock import as_utc, steady_s
from app.kernel.errors import Refusal
from app.kernel.ids import RandomIds


class ReplayClock:
    """Plays from ``begins_at`` to ``ends_at`` at any speed, and stands. It follows a clock that nobody can set."""

    def __init__(self, begins_at: datetime, ends_at: datetime, steady: Callable[[], float] = steady_s) -> None:
        self.begins_at, self.ends_at = as_utc(begins_at), as_utc(ends_at)
        self._steady = steady
        self._from, self._from_s, self._speed = self.begins_at, steady(), 0.0

    @property
    def speed(self) -> float:
        """Seconds of the past in one real second; 0 while it stands."""
        return self._speed

    @property
    def over(self) -> bool:
        """Whether the end is reached."""
        return self.now() >= self.ends_at

    def now(self) -> datetime:
        """The moment that is shown, aware, UTC; never outside the tape."""
        passed = timedelta(seconds=(self._steady() - self._from_s) * self._speed)
        return min(max(self._from + passed, self.begins_at), self.ends_at)

    def run(self, speed: float) -> None:
        """Go on from the moment shown at this speed (0 stands)."""
        self._from, self._from_s, self._speed = self.now(), self._steady(), speed

    def jump(self, to: datetime) -> None:
        """Show this moment and go on at the speed it has."""
        self._from, self._from_s = as_utc(to), self._steady()

    def span(self, begins_at: datetime, ends_at: datetime) -> None:
        """Play between these two from now on; what is shown moves only where it lies outside."""
        now = self.now()
        self.begins_at, self.ends_at = as_utc(begins_at), as_utc(ends_at)
        self.jump(min(max(now, self.begins_at), self.ends_at))


class PastPositions(Telemetry):
    """Where units were: may go back, as live positions never do."""

    def show(self, positions: Mapping[str, Position]) -> None:
        """These are the last positions at the moment shown, and nothing else is known."""
        before, self._positions = self._positions, Map(positions)
        moved = {unit_id: one for unit_id, one in positions.items() if before.get(unit_id) != one}
        if any(unit_id not in positions for unit_id in before):
            self._tell(None)  # somebody is seen no more
        elif moved:
            self._tell(moved)


class ReplayDesk(Desk):
    """Shows a tape at one place. ``files`` is the catalogue; plans and rulebooks in force are those of the moment shown.

    Nothing is ever written: there is no journal behind it, and ``execute`` is refused.
    """

    def __init__(self, tape: Tape, files: Reference, clock: ReplayClock) -> None:
        super().__init__(MemoryJournal(), files, clock, RandomIds())
        self.tape, self.played, self.place = tape, clock, 0
        self.telemetry: PastPositions = PastPositions()

    async def start(self) -> None:
        """Show the beginning."""
        self.go(0)

    async def execute(self, command: Command, context: Context) -> tuple[Record, ...]:
        """``Refusal("replay_read_only")``: the past is not changed."""
        raise Refusal("replay_read_only")

    async def catch_up(self) -> int:
        """Nobody writes into the past."""
        return 0

    async def history(self, incident_id: str) -> tuple[Record, ...]:
        """What the journal said of one incident up to the moment shown."""
        return tuple(one for one in self.tape.records[: self.place] if about(one, incident_id))

    async def lines(self, after_seq: int = 0) -> tuple[Sealed, ...]:
        """A replay has records, no sealed lines."""
        return ()

    async def records(self, after_seq: int = 0, until_seq: int | None = None) -> tuple[Record, ...]:
        """The records of the tape between two places, none after the moment shown."""
        last = self.place if until_seq is None else min(until_seq, self.place)
        return self.tape.records[after_seq:last]

    async def verify(self) -> tuple[int, Damage | None]:
        """The chain is checked at the desk that is replayed."""
        return self.place, None

    async def close(self) -> None:
        """Nothing to let go of."""
        self._writer.shutdown(wait=True)

    def go(self, place: int) -> None:
        """Show the state after so many records, and tell the observers. A step back tells no records."""
        before, came = self.state, self.tape.records[self.place : place]
        self.place = place
        after = self.tape.state_at(place)
        if after is before:
            return
        self._look_at(after)
        self._publish(Notice(before, after, came))

    def load(self, tape: Tape, place: int) -> None:
        """Show another tape of the same journal at this place."""
        self.tape, self.place = tape, 0
        self.go(place)


def about(record: Record, incident_id: str) -> bool:
    """Whether an entry names this incident ("" for any)."""
    return not incident_id or incident_of(record) == incident_id
