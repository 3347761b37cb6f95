"""The one door for change: decide, try, write, swap, tell."""

from __future__ import annotations

import asyncio
import dataclasses
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import TypeAlias, TypeVar

import msgspec

from app.desk.telemetry import Telemetry
from app.domain.apply import fold
from app.domain.decide import decide
from app.domain.planning.library import effective
from app.domain.record import Command, Context, Record, Stamp
from app.domain.reference import Reference
from app.domain.state import State
from app.domain.work_calendar import WorkCalendar
from app.journal.codec import GENESIS, Damage, Sealed, check, unseal
from app.journal.port import Journal, StaleHead
from app.journal.snapshot import decode_state, form, take
from app.kernel.clock import Clock
from app.kernel.errors import Fault, Refusal
from app.kernel.ids import IdSource

_log = logging.getLogger(__name__)
_T = TypeVar("_T")

MAX_TRIES = 20
"""How often a command is decided again after another seat wrote first."""

SNAPSHOT_EVERY = 2000
"""Entries between two snapshots."""


VERIFY_AT_ONCE = 500
"""Entries checked in one go: a few milliseconds, so that a command never waits for the whole chain."""


class Notice(msgspec.Struct, frozen=True):
    """After a commit: the picture before, the picture after, and the records between."""

    before: State
    after: State
    records: tuple[Record, ...]


Observer: TypeAlias = Callable[[Notice], None]


class Desk:
    """The current state and the only way to change it."""

    def __init__(self, journal: Journal, reference: Reference, clock: Clock, ids: IdSource) -> None:
        self._journal = journal
        self._files = reference
        self._reference = effective(reference, State())
        self._clock = clock
        self._ids = ids
        self._state = State()
        self._head_hash = GENESIS
        self._lane = asyncio.Lock()
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="journal")
        self._begun: set[asyncio.Future[tuple[Record, ...]]] = set()
        self._observers: list[Observer] = []
        self._snapshot_seq = 0
        self._damage: Damage | None = None
        self.telemetry = Telemetry()

    @property
    def state(self) -> State:
        """The picture that everyone looks at."""
        return self._state

    @property
    def reference(self) -> Reference:
        """The catalogue that decisions look things up in, with the plans in force at this desk; not the same for ever."""
        return self._reference

    @property
    def files(self) -> Reference:
        """The catalogue of files alone, whatever was put in force at this desk."""
        return self._files

    @property
    def clock(self) -> Clock:
        """This desk's clock."""
        return self._clock

    @property
    def damage(self) -> Damage | None:
        """Where the journal was found damaged; then the desk only reads."""
        return self._damage

    @property
    def head_hash(self) -> bytes:
        """The seal of the last entry that the state stands on."""
        return self._head_hash

    async def start(self) -> None:
        """Fold the journal: from the newest snapshot that fits, else from the beginning.

        A line that cannot be read stops the fold there and makes the desk read-only.
        """
        state, self._head_hash, self._snapshot_seq, self._damage = await self._on_writer(self._load)
        self._look_at(state)

    async def execute(self, command: Command, context: Context) -> tuple[Record, ...]:
        """Make the wish come true: returns the records, committed and durable.

        Raises ``Refusal`` where the domain says no and ``Fault`` where the disk does; then nothing has changed. When
        another seat wrote first, the desk catches up and decides again. A caller who is cancelled meanwhile does not tear
        journal and state apart: what was begun is finished and told.
        """
        work = asyncio.create_task(self._execute(command, context), name=type(command).__name__)
        self._begun.add(work)
        work.add_done_callback(self._begun.discard)
        return await asyncio.shield(work)

    async def _execute(self, command: Command, context: Context) -> tuple[Record, ...]:
        async with self._lane:
            if self._damage is not None:
                raise Fault("journal_damaged", {"seq": self._damage.seq})
            before = self._state
            for _ in range(MAX_TRIES):
                now = self._clock.now()
                stamp = Stamp(now, self._ids.new(now), context)
                entries = decide(command, self._state, self._reference, stamp)
                seq = self._state.seq
                proposed = tuple(Record(seq + 1 + i, stamp, entry) for i, entry in enumerate(entries))
                after = fold(proposed, self._state)
                try:
                    lines = await self._on_writer(self._journal.append, stamp, entries, seq)
                except StaleHead:
                    await self._catch_up()
                    before = self._state
                    continue
                self._head_hash = lines[-1].hash
                self._look_at(after)
                self._publish(Notice(before, after, proposed))
                await self._maybe_snapshot()
                return proposed
            raise Fault("journal_contended", {"tries": MAX_TRIES})

    async def catch_up(self) -> int:
        """Take in what other seats have written; returns how many entries came."""
        async with self._lane:
            return await self._catch_up()

    async def history(self, incident_id: str) -> tuple[Record, ...]:
        """Everything that the journal says of one incident, in order."""
        return await self._on_writer(lambda: tuple(unseal(line) for line in self._journal.read_about(incident_id)))

    async def lines(self, after_seq: int = 0) -> tuple[Sealed, ...]:
        """The sealed lines after ``after_seq``, as they are stored (for export and the journal panel)."""
        return await self._on_writer(lambda: tuple(self._journal.read(after_seq)))

    async def records(self, after_seq: int = 0, until_seq: int | None = None) -> tuple[Record, ...]:
        """The records after ``after_seq`` up to ``until_seq`` (included; ``None``: to the end), in order.

        Only those are read: a log of one shift does not wait for ten years of journal.
        """
        last = self._state.seq if until_seq is None else until_seq
        return await self._on_writer(self._read_between, after_seq, last)

    async def verify(self) -> tuple[int, Damage | None]:
        """Check the whole chain; damage found makes the desk read-only.

        Returns how many entries fit and the first that does not. Commands go on between its steps.
        """
        seq, head_hash, damage = 0, GENESIS, None
        while damage is None:
            begun = seq
            seq, head_hash, damage = await self._on_writer(self._verify_some, begun, head_hash)
            if seq == begun:
                break
        self._damage = self._damage or damage
        return seq, damage

    def subscribe(self, observer: Observer) -> Callable[[], None]:
        """Be told after every commit, in order; returns how to stop."""
        self._observers.append(observer)

        def stop() -> None:
            if observer in self._observers:
                self._observers.remove(observer)

        return stop

    def adopt(self, reference: Reference) -> None:
        """Look things up in this catalogue of files from now on (a plan was mended on disk)."""
        self._files = reference
        self._reference = effective(reference, self._state)

    def recount(self, calendar: WorkCalendar) -> None:
        """Count working days by this calendar from now on (holidays of a year were taken in)."""
        self.adopt(dataclasses.replace(self._files, calendar=calendar))

    async def close(self) -> None:
        """Leave a snapshot behind and let go of the journal."""
        async with self._lane:
            if self._damage is None and self._state.seq > self._snapshot_seq:
                await self._snapshot()
            await self._on_writer(self._journal.close)
            self._writer.shutdown(wait=True)

    def _look_at(self, state: State) -> None:
        """Make this the picture; the reference follows where plans or rulebooks came into force or left it."""
        before, self._state = self._state, state
        parts = ("plan_versions", "plan_lives", "rulebook_versions")
        if any(getattr(state, part) is not getattr(before, part) for part in parts):
            self._reference = effective(self._files, state)

    async def _on_writer(self, call: Callable[..., _T], *args: object) -> _T:
        return await asyncio.get_running_loop().run_in_executor(self._writer, lambda: call(*args))

    def _read_between(self, after_seq: int, last: int) -> tuple[Record, ...]:
        if last <= after_seq:
            return ()
        return tuple(unseal(line) for line in islice(self._journal.read(after_seq), last - after_seq))

    def _load(self) -> tuple[State, bytes, int, Damage | None]:
        state, head_hash = self._from_snapshot()
        start_seq = state.seq
        for line in self._journal.read(state.seq):
            record = _following(line, state.seq, head_hash)
            if isinstance(record, Damage):
                return state, head_hash, start_seq, record
            try:
                state = fold((record,), state)
            except (LookupError, ValueError, TypeError):  # it can be read, but nothing in the journal explains it
                _log.exception("entry %s does not fit", line.seq)
                return state, head_hash, start_seq, Damage(line.seq, "unreadable")
            head_hash = line.hash
        return state, head_hash, start_seq, None

    def _from_snapshot(self) -> tuple[State, bytes]:
        snapshot = self._journal.snapshot()
        if snapshot is None or snapshot.form != form():
            return State(), GENESIS
        anchor = next(self._journal.read(snapshot.seq - 1), None)
        if anchor is None or anchor.seq != snapshot.seq or anchor.hash != snapshot.hash:
            return State(), GENESIS
        try:
            state = decode_state(snapshot.body)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            _log.warning("snapshot %s cannot be read: %s", snapshot.seq, error)
            return State(), GENESIS
        return (state, snapshot.hash) if state.seq == snapshot.seq else (State(), GENESIS)

    def _verify_some(self, seq: int, head_hash: bytes) -> tuple[int, bytes, Damage | None]:
        for line in islice(self._journal.read(seq), VERIFY_AT_ONCE):
            damage = check(line, seq + 1, head_hash)
            if damage is not None:
                return seq, head_hash, damage
            seq, head_hash = line.seq, line.hash
        return seq, head_hash, None

    async def _catch_up(self) -> int:
        before = self._state
        lines = await self._on_writer(lambda: tuple(self._journal.read(before.seq)))
        if not lines:
            return 0
        records: list[Record] = []
        head_hash = self._head_hash
        for line in lines:
            record = _following(line, before.seq + len(records), head_hash)
            if isinstance(record, Damage):
                self._damage = record
                raise Fault("journal_damaged", {"seq": record.seq})
            records.append(record)
            head_hash = line.hash
        self._head_hash = head_hash
        self._look_at(fold(records, before))
        self._publish(Notice(before, self._state, tuple(records)))
        return len(records)

    async def _maybe_snapshot(self) -> None:
        if self._state.seq - self._snapshot_seq >= SNAPSHOT_EVERY:
            await self._snapshot()

    async def _snapshot(self) -> None:
        state, head_hash = self._state, self._head_hash
        try:
            await self._on_writer(lambda: self._journal.save_snapshot(take(state, head_hash)))
        except Fault as fault:  # a snapshot only saves time: without it the next start folds more
            _log.warning("no snapshot: %s", fault)
        self._snapshot_seq = state.seq

    def _publish(self, notice: Notice) -> None:
        for observer in tuple(self._observers):
            try:
                observer(notice)
            except Refusal as refusal:
                _log.error("observer refused after commit: %s", refusal)
            except Exception:  # noqa: BLE001 - one bad observer must not silence the others; the fact is committed
                _log.exception("observer failed after commit %s", notice.after.seq)


def _following(line: Sealed, seq: int, head_hash: bytes) -> Record | Damage:
    """The record in the line that follows number ``seq`` with that seal, or why it does not."""
    if line.seq != seq + 1 or line.prev_hash != head_hash:
        return Damage(seq + 1, "link")
    try:
        return unseal(line)
    except Fault:
        return Damage(line.seq, "unreadable")
