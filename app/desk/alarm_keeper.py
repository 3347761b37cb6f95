"""Raises what has come due, once, in the journal; calls for leaders when nobody acknowledges; notices a clock that was set.

It has no timer of its own: it shares the watcher's. What cannot be written (a disk that is full, a journal that is damaged)
still sounds: it is kept here until it can be.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

import msgspec

from app.desk.clock_watch import AWAY_S, JUMP_S, ClockWatch, Heartbeat, Looked
from app.desk.deadline_index import Change
from app.desk.deadlines import DeadlineWatcher
from app.desk.desk import Desk, Notice
from app.domain.alarm.apply import raised
from app.domain.alarm.commands import AcknowledgeAlarms, EscalateAlarms, NoteClockJump, RaiseAlarms
from app.domain.alarm.entries import AlarmRaised
from app.domain.alarm.model import Alarm, ClockJump, Escalation, Raised
from app.domain.alarm.rules import due_raises, is_news, open_escalation, standing, to_escalate
from app.domain.record import Command, Context, Stamp
from app.kernel.errors import Fault, Refusal

_log = logging.getLogger(__name__)

CLOCK = Context(actor="", seat="clock", origin="feed")
"""Nobody acts: the clock does, and the journal says so."""

AGAIN_S = 30.0
"""What could not be written is tried again after this long."""

MOST_GONE = 200
"""So many alarms of deadlines that are over are forgotten together; fewer go with the next alarm that is raised."""

AlarmObserver = Callable[[], None]


class AlarmKeeper:
    """The alarms of one desk. ``escalate_after_min`` is asked each time; 0 never calls for leaders."""

    def __init__(
        self, desk: Desk, watcher: DeadlineWatcher, escalate_after_min: Callable[[], float], *,
        clocks: ClockWatch | None = None, heartbeat: Heartbeat | None = None,
    ) -> None:
        self._desk, self._watcher, self._escalate_after_min = desk, watcher, escalate_after_min
        self._clocks, self._heartbeat = clocks, heartbeat
        self._observers: list[AlarmObserver] = []
        self._stops: list[Callable[[], None]] = []
        self._away_since: datetime | None = None
        self._missed_since: datetime | None = None
        self._begun = False
        self._pending: dict[str, Raised] = {}
        self._gone: set[str] = set()
        self._jumps: list[ClockJump] = []
        self._unwritten: dict[str, Alarm] = {}
        self._again_at: datetime | None = None
        self._work: asyncio.Task[None] | None = None
        self._nobody: frozenset[str] = frozenset()
        self.jump: ClockJump | None = None

    @property
    def alarms(self) -> Mapping[str, Alarm]:
        """What is known by deadline key, with what could not be written yet; only of deadlines that are open."""
        known = {key: one for key, one in self._desk.state.alarms.items() if self.is_open(key)}
        return {**known, **self._unwritten}

    @property
    def standing(self) -> tuple[Alarm, ...]:
        """What nobody has acknowledged, the most urgent first."""
        return standing(self.alarms.values())

    @property
    def escalation(self) -> Escalation | None:
        """The call list that waits, if one does."""
        return open_escalation(self._desk.state, self.is_open)

    def is_open(self, key: str) -> bool:
        """Whether the deadline with this key is still owed."""
        return self._watcher.get(key) is not None

    @property
    def is_writing(self) -> bool:
        """Whether steps are just being written: they will be heard together with what stands."""
        known = self._desk.state.alarms
        return self._again_at is None and any(is_news(one, known.get(key)) for key, one in self._pending.items())

    @property
    def nobody_to_call(self) -> bool:
        """Whether leaders should be called and there is none in the contact book."""
        return bool(self._nobody)

    def start(self) -> None:
        """Begin; what came due while the program was closed is raised once. Call it before the watcher starts."""
        now = self._desk.clock.now()
        if self._heartbeat is not None:
            self._look_back(self._heartbeat.last(), now)
        if self._clocks is not None:
            self._clocks.look()
        self._stops = [
            self._desk.subscribe(self._on_notice), self._watcher.on_change(self._on_change), self._watcher.add_waker(self._look),
        ]

    def stop(self) -> None:
        """Keep no longer; the last moment of watching is written down."""
        for stop in self._stops:
            stop()
        self._stops.clear()
        if self._work is not None:
            self._work.cancel()
            self._work = None
        if self._heartbeat is not None:
            self._heartbeat.beat(self._desk.clock.now(), now=True)

    def subscribe(self, observer: AlarmObserver) -> Callable[[], None]:
        """Be told when alarms, the call list or the clock changed; returns how to stop."""
        self._observers.append(observer)
        return lambda: self._observers.remove(observer)

    async def acknowledge(self, alarms: tuple[Alarm, ...], context: Context) -> None:
        """Silence these steps and nothing else; ``Refusal`` where none of them stands, ``Fault`` where the disk refuses."""
        own = [one for one in alarms if one.key in self._unwritten]
        for one in own:
            self._unwritten[one.key] = msgspec.structs.replace(
                one, acknowledged=one.step, acknowledged_at=self._desk.clock.now(), acknowledged_by=context.actor,
                unanswered_since=None,
            )
        rest = tuple((one.key, one.step) for one in alarms if one.key not in self._unwritten)
        if own:
            self._tell()
        if rest or not own:
            await self._desk.execute(AcknowledgeAlarms(seen=rest), context)

    def dismiss_jump(self) -> None:
        """Somebody has read about the clock: the banner may go; the journal keeps it."""
        self.jump = None
        self._tell()

    def look_at_clock(self) -> None:
        """Compare the clocks now (cheap: two readings), and look at everything again when one was set or time was lost."""
        if self._clocks is not None and self._watcher.is_watching and self._compare(self._clocks):
            self._watcher.wake()

    def _compare(self, clocks: ClockWatch) -> bool:
        found = clocks.look()
        self._away_since = found.away_since or self._away_since
        if found.jump is not None:
            self._on_jump(found.jump)
        return found != Looked()

    def _look_back(self, last: datetime | None, now: datetime) -> None:
        if last is None:
            return
        if last - now >= timedelta(seconds=JUMP_S):
            self._on_jump(ClockJump(last, now, None))
        elif now - last >= timedelta(seconds=AWAY_S):
            self._away_since = last

    def _on_jump(self, jump: ClockJump) -> None:
        _log.warning("the wall clock was set: %s became %s", jump.before, jump.after)
        self.jump = jump
        self._jumps.append(jump)
        self._begin()
        self._tell()

    def _on_change(self, change: Change, now: datetime) -> None:
        """At each waking of the watcher: what was reached, and whether anybody watched while it was."""
        if self._clocks is not None:
            self._compare(self._clocks)
        for one in due_raises(change.moved, self._desk.state, now, self._away_since):
            self._pending[one.key] = one
            self._missed_since = self._away_since if one.missed else self._missed_since
        self._away_since = None
        over = change.gone if self._begun else (*self._desk.state.alarms,)
        self._begun = True
        for key in over:
            if not self.is_open(key):
                self._pending.pop(key, None)
                self._unwritten.pop(key, None)
        # A key may go and come back (a task that is opened again): what is open is not gone.
        self._gone = {key for key in (*self._gone, *over) if not self.is_open(key) and key in self._desk.state.alarms}

    def _look(self, now: datetime) -> datetime | None:
        """After each waking: the beat, what has to be written, who has to be called; returns when to wake again."""
        if self._heartbeat is not None:
            self._heartbeat.beat(now)
        keys, again_at = to_escalate(self._desk.state, now, self._escalate_after_min(), self.is_open)
        waits = bool(self._pending or self._jumps or len(self._gone) >= MOST_GONE or (keys and frozenset(keys) != self._nobody))
        held = self._again_at if self._again_at is not None and now < self._again_at <= now + timedelta(seconds=AGAIN_S) else None
        if waits and held is None:
            self._begin()
        return min((at for at in (again_at, held if waits else None) if at is not None), default=None)

    def _begin(self) -> None:
        if self._work is None or self._work.done():
            self._work = asyncio.get_running_loop().create_task(self._write(), name="alarms")

    async def _write(self) -> None:
        """Write what waits, in order: the clock, the steps, the call for leaders; what comes meanwhile too."""
        while await self._write_jumps() and await self._write_steps():
            keys, _ = to_escalate(self._desk.state, self._desk.clock.now(), self._escalate_after_min(), self.is_open)
            if keys and frozenset(keys) != self._nobody:
                await self._call_leaders(keys)
            if not self._jumps and not self._pending:
                return

    async def _write_jumps(self) -> bool:
        while self._jumps:
            jump = self._jumps[0]
            if not await self._try(NoteClockJump(before=jump.before, after=jump.after, elapsed_s=jump.elapsed_s)):
                return False
            self._jumps.pop(0)
            if self._watcher.is_watching:
                self._watcher.refresh()
        return True

    async def _write_steps(self) -> bool:
        while self._pending or len(self._gone) >= MOST_GONE:
            batch = tuple(self._pending.values())
            away_since = self._missed_since if any(one.missed for one in batch) else None
            if not await self._try(RaiseAlarms(alarms=batch, gone=tuple(sorted(self._gone)), away_since=away_since)):
                self._keep(batch)
                return False
            self._pending = {key: one for key, one in self._pending.items() if one not in batch}
            self._gone.clear()
            self._unwritten = {key: one for key, one in self._unwritten.items() if key in self._pending}
        return True

    async def _call_leaders(self, keys: tuple[str, ...]) -> None:
        try:
            await self._desk.execute(EscalateAlarms(keys=keys), CLOCK)
        except Refusal as no:
            self._nobody = frozenset(keys) if no.code == "escalation_nobody" else frozenset()
            _log.warning("no leaders are called: %s", no)
            self._tell()
        except Fault as fault:
            self._again_at = self._desk.clock.now() + timedelta(seconds=AGAIN_S)
            _log.warning("no leaders are called: %s", fault)
        else:
            self._nobody = frozenset()

    async def _try(self, command: Command) -> bool:
        """Whether it is settled: written, or of no use any more (another seat was first)."""
        try:
            await self._desk.execute(command, CLOCK)
        except Refusal as no:
            _log.info("%s: %s", type(command).__name__, no)
        except Fault as fault:
            _log.warning("%s is not written: %s", type(command).__name__, fault)
            self._again_at = self._desk.clock.now() + timedelta(seconds=AGAIN_S)
            return False
        self._again_at = None
        return True

    def _keep(self, batch: tuple[Raised, ...]) -> None:
        """Let steps that could not be written sound all the same."""
        stamp = Stamp(self._desk.clock.now(), "", CLOCK)
        state = msgspec.structs.replace(self._desk.state, alarms=self._desk.state.alarms.update(self._unwritten))
        fresh = tuple(one for one in batch if (known := state.alarms.get(one.key)) is None or known.step < one.step)
        after = raised(state, AlarmRaised(alarms=fresh), stamp)
        self._unwritten |= {one.key: after.alarms[one.key] for one in fresh}
        self._tell()
        if self._watcher.is_watching:
            self._watcher.wake()

    def _on_notice(self, notice: Notice) -> None:
        before, after = notice.before, notice.after
        if before.contacts is not after.contacts or before.shift is not after.shift:
            self._nobody = frozenset()
        if (
            before.alarms is not after.alarms or before.escalation is not after.escalation
            or before.clock_jump is not after.clock_jump
        ):
            self._tell()

    def _tell(self) -> None:
        for observer in tuple(self._observers):
            try:
                observer()
            except Exception:  # noqa: BLE001 - one bad face must not silence the others
                _log.exception("alarm observer failed")
