"""The outbox at work: sends what is due, tells the journal, sleeps until the next turn. It knows doors by their port only.

At least once: a try is written down before it begins and after it ends; what was killed between the two is tried again under
the same key, so that the receiver can tell it from a second report.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Protocol

import msgspec

from app.desk.desk import Desk, Notice
from app.domain.record import Context
from app.domain.sending.commands import RecordAttempt
from app.domain.sending.model import AttemptResult, SendChannel, Transmission
from app.domain.sending.rules import is_due, next_attempt_at
from app.domain.state import State
from app.kernel.errors import Fault, Refusal

_log = logging.getLogger(__name__)

DOOR_WITHIN_S = 60.0
"""No door may take longer to answer; the lease of a try (``app.domain.sending.rules.LEASE``) is longer."""

LONGEST_SLEEP_S = 60.0
"""While something waits: the machine may have slept, the clock may have been set."""

_AFTER_TROUBLE_S = 5.0


class Parcel(msgspec.Struct, frozen=True):
    """What a door is given: the transmission, the bytes of its document (``b""`` for none), who sends it, and when."""

    transmission: Transmission
    document: bytes
    desk: str
    incident_number: str
    now: datetime
    drill: bool = False


class Delivery(msgspec.Struct, frozen=True):
    """What a door says: the result, in whose words, and who signed for it where the answer says so."""

    result: AttemptResult
    detail: str = ""
    receipt_by: str = ""
    receipt_number: str = ""
    receipt_at: datetime | None = None


class Sender(Protocol):
    """A door. It never raises for what the world does (refused, unreachable, garbage): it says so."""

    @property
    def simulated(self) -> bool:
        """Whether nothing leaves this machine by it (a drill, a demonstration)."""
        ...

    async def send(self, parcel: Parcel) -> Delivery:
        """Try once."""
        ...


Doors = Callable[[SendChannel], Sender | None]
"""The door of a channel as it is set up now; ``None`` while it is switched off."""


class Outbox:
    """Works off the transmissions of one desk, one after the other, the longest waiting first."""

    def __init__(
        self, desk: Desk, doors: Doors, read_document: Callable[[str, str], bytes], worker: str, *,
        words: Callable[[State], str] = lambda state: state.profile.name.zh if state.profile else "",
    ) -> None:
        """``worker`` names this process; ``read_document`` gives the bytes under a shelf and a hash (``Fault`` where not)."""
        self._desk = desk
        self._doors = doors
        self._read_document = read_document
        self._worker = worker
        self._name = words
        self._woken = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._stop_listening: Callable[[], None] | None = None
        self._lane = asyncio.Lock()

    @property
    def is_running(self) -> bool:
        """Whether it works by itself."""
        return self._task is not None and not self._task.done()

    def start(self) -> None:
        """Begin to work; what was due while nobody worked is sent now."""
        if self.is_running:
            return
        self._stop_listening = self._desk.subscribe(self._on_notice)
        self._woken.set()
        self._task = asyncio.get_running_loop().create_task(self._run(), name="outbox")

    async def stop(self) -> None:
        """Work no longer. A try that is under way is left: it is made again after its lease, under the same key."""
        if self._stop_listening is not None:
            self._stop_listening()
            self._stop_listening = None
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    def wake(self) -> None:
        """Look again now: a door was set up, the clock was set."""
        self._woken.set()

    def door(self, channel: SendChannel) -> Sender | None:
        """The door by which something of this channel may leave now; a demonstration's and a drill's only where it is a
        simulated one."""
        door = self._doors(channel)
        profile = self._desk.state.profile
        unreal = self._desk.state.drill is not None or (profile is not None and profile.demo)
        if door is None or profile is None or (unreal and not door.simulated):
            return None
        return door

    def due(self) -> tuple[Transmission, ...]:
        """What has to be tried now and can be, the longest waiting first."""
        now = self._desk.clock.now()
        found = [one for one in self._waiting() if is_due(one, now)]
        return tuple(sorted(found, key=lambda one: (one.queued_at, one.id)))

    async def test(self, channel: SendChannel, title: str) -> Delivery:
        """Send something that says it is a test (``drill`` is set in it) by this door, beside the journal: it reports nothing."""
        door = self.door(channel)
        if door is None:
            return Delivery(AttemptResult.NOT_CONFIGURED)
        now = self._desk.clock.now()
        trial = Transmission(
            id="test", key=f"test{now:%Y%m%d%H%M%S}", channel=channel, to_role="", recipient=title, title=title, queued_at=now,
            queued_by="", text=title,
        )
        return await self._deliver(trial, door, drill=True)

    async def work(self) -> int:
        """Try everything that is due, once; how many tries were made."""
        async with self._lane:
            made = 0
            for one in self.due():
                current = self._desk.state.transmissions[one.id]
                door = self.door(one.channel)
                if door is not None and is_due(current, self._desk.clock.now()):
                    made += await self._try(current, door)
            return made

    async def _run(self) -> None:
        while True:
            self._woken.clear()
            trouble = False
            try:
                trouble = await self.work() == 0 and bool(self.due())
            except Fault as fault:
                _log.warning("the outbox cannot write: %s", fault)
                trouble = True
            wait_s = self._wait_s()
            if trouble:
                await asyncio.sleep(_AFTER_TROUBLE_S)
                continue
            with suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), wait_s)

    def _waiting(self) -> list[Transmission]:
        return [
            one for one in self._desk.state.transmissions.values()
            if one.by_machine and one.is_waiting and self.door(one.channel) is not None
        ]

    def _wait_s(self) -> float | None:
        """Seconds until the next turn; ``None``: nothing waits, only a change of the desk wakes it."""
        now = self._desk.clock.now()
        moments = [at for one in self._waiting() if (at := next_attempt_at(one)) is not None]
        if not moments:
            return None
        left_s = (min(moments) - now).total_seconds() / max(self._desk.clock.speed, 1e-6)
        return min(max(left_s, 0.0) + 0.01, LONGEST_SLEEP_S)

    async def _try(self, one: Transmission, door: Sender) -> int:
        context = Context(actor=one.queued_by, seat="outbox", origin="outbox", cause=one.id)
        begin = RecordAttempt(transmission_id=one.id, result=AttemptResult.BEGUN, worker=self._worker)
        try:
            await self._desk.execute(begin, context)
        except Refusal as refusal:  # somebody else is at it, or it was given up
            _log.info("not sent now: %s", refusal)
            return 0
        said = await self._deliver(one, door)
        end = RecordAttempt(
            transmission_id=one.id, result=said.result, detail=said.detail, worker=self._worker, receipt_by=said.receipt_by,
            receipt_number=said.receipt_number, receipt_at=_not_ahead(said.receipt_at, self._desk.clock.now()),
        )
        try:
            await self._desk.execute(end, context)
        except Refusal as refusal:  # a person recorded its receipt meanwhile
            _log.info("the outcome of a try came too late: %s", refusal)
        return 1

    async def _deliver(self, one: Transmission, door: Sender, *, drill: bool = False) -> Delivery:
        try:
            document = await self._document(one)
        except Fault as fault:
            return Delivery(AttemptResult.DOCUMENT_LOST, str(fault))
        state = self._desk.state
        of = state.incidents.get(one.incident_id)
        parcel = Parcel(
            one, document, self._name(state), of.number if of is not None else "", self._desk.clock.now(),
            drill=drill or state.drill is not None or (state.profile is not None and state.profile.demo),
        )
        try:
            return await asyncio.wait_for(door.send(parcel), DOOR_WITHIN_S)
        except TimeoutError:
            return Delivery(AttemptResult.TIMED_OUT, f"> {DOOR_WITHIN_S:.0f} s")
        except Exception as error:  # noqa: BLE001 - a fault of a door must not stop the others; it is tried again
            _log.exception("the door of %s failed", one.channel)
            return Delivery(AttemptResult.UNREACHABLE, type(error).__name__)

    async def _document(self, one: Transmission) -> bytes:
        if not one.document_sha256:
            return b""
        read = self._read_document
        return await asyncio.get_running_loop().run_in_executor(None, read, one.shelf, one.document_sha256)

    def _on_notice(self, notice: Notice) -> None:
        before: Mapping[str, Transmission] = notice.before.transmissions
        if before is not notice.after.transmissions or notice.before.profile is not notice.after.profile:
            self._woken.set()


def _not_ahead(at: datetime | None, now: datetime) -> datetime | None:
    """A receipt's own time, unless the other side's clock is ahead of ours."""
    return None if at is None or at > now else at
