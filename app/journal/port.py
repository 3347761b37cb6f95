"""The port that every store of a journal keeps, and the one in memory."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from typing import Protocol

import msgspec

from app.domain.record import Entry, Stamp
from app.journal.codec import GENESIS, Damage, Sealed, check, seal, unseal


class StaleHead(Exception):  # noqa: N818 - a named conflict, not an error
    """Somebody else wrote first: catch up, decide again, try again."""

    def __init__(self, expected: int, actual: int) -> None:
        super().__init__(f"expected head {expected}, found {actual}")
        self.expected = expected
        self.actual = actual


class Snapshot(msgspec.Struct, frozen=True):
    """The state after entry ``seq`` as bytes, so that start-up need not refold everything.

    ``form`` names the shape of the state; a snapshot of another form is not used. ``hash`` is the seal of entry ``seq``:
    a snapshot whose seal is not in the journal belongs to another one.
    """

    seq: int
    hash: bytes
    form: str
    body: bytes


class Journal(Protocol):
    """A sealed sequence of entries. Its calls block; the desk makes them on its one writer thread."""

    def head(self) -> tuple[int, bytes]:
        """Number and seal of the last line; ``(0, GENESIS)`` for an empty journal."""
        ...

    def append(self, stamp: Stamp, entries: Sequence[Entry], expected_seq: int) -> tuple[Sealed, ...]:
        """Write all entries in one transaction and return their lines, durable.

        Raises ``StaleHead`` when the head is not ``expected_seq``, ``Fault`` when the disk refuses: then nothing was
        written.
        """
        ...

    def read(self, after_seq: int = 0) -> Iterator[Sealed]:
        """The lines after ``after_seq``, in order."""
        ...

    def read_about(self, incident_id: str) -> Iterator[Sealed]:
        """The lines whose entry names this incident, in order."""
        ...

    def snapshot(self) -> Snapshot | None:
        """The newest snapshot, if there is one."""
        ...

    def save_snapshot(self, snapshot: Snapshot) -> None:
        """Keep a snapshot; older ones may go."""
        ...

    def close(self) -> None:
        """Let go of the store."""
        ...


def verify(lines: Iterator[Sealed]) -> tuple[int, Damage | None]:
    """How many lines fit, and the first that does not."""
    seq, prev_hash = 0, GENESIS
    for line in lines:
        damage = check(line, seq + 1, prev_hash)
        if damage is not None:
            return seq, damage
        seq, prev_hash = line.seq, line.hash
    return seq, None


class MemoryJournal:
    """A journal that lives as long as the process: for tests, trials and the like."""

    def __init__(self) -> None:
        self._lines: list[Sealed] = []
        self._snapshot: Snapshot | None = None
        self._lock = threading.Lock()

    def head(self) -> tuple[int, bytes]:
        """Number and seal of the last line."""
        return (self._lines[-1].seq, self._lines[-1].hash) if self._lines else (0, GENESIS)

    def append(self, stamp: Stamp, entries: Sequence[Entry], expected_seq: int) -> tuple[Sealed, ...]:
        """Add all entries; ``StaleHead`` when somebody was first."""
        with self._lock:
            seq, prev_hash = self.head()
            if seq != expected_seq:
                raise StaleHead(expected_seq, seq)
            added = []
            for entry in entries:
                line = seal(seq + 1, stamp, entry, prev_hash)
                seq, prev_hash = line.seq, line.hash
                added.append(line)
            self._lines += added
            return tuple(added)

    def read(self, after_seq: int = 0) -> Iterator[Sealed]:
        """The lines after ``after_seq``."""
        return iter(self._lines[after_seq:])

    def read_about(self, incident_id: str) -> Iterator[Sealed]:
        """The lines that name this incident."""
        return (line for line in self._lines if getattr(unseal(line).entry, "incident_id", "") == incident_id)

    def snapshot(self) -> Snapshot | None:
        """The newest snapshot."""
        return self._snapshot

    def save_snapshot(self, snapshot: Snapshot) -> None:
        """Keep this snapshot."""
        self._snapshot = snapshot

    def close(self) -> None:
        """Nothing to let go of."""
