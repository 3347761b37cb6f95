"""Drills whose journals lie in the data folder, read once for every change of their files."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from app.bootstrap.replays import read_copy
from app.desk.drills import EvaluatedDrill, KeptDrill
from app.domain.apply import apply, fold
from app.domain.exercise.entries import DrillEnded
from app.domain.exercise.evaluation import evaluation_of
from app.domain.planning.library import effective
from app.domain.record import Record
from app.domain.reference import Reference
from app.domain.state import State
from app.journal.codec import unseal
from app.journal.port import Journal
from app.kernel.clock import SHANGHAI, WallClock
from app.kernel.errors import Refusal

MOST_REMEMBERED = 40
"""Evaluated drills at hand; the oldest look is forgotten first."""

_NAMED = re.compile(r"(\d{8}-\d{6})-")

_Stamp = tuple[int, int, int, int]


class _Look(NamedTuple):
    stamp: _Stamp
    kept: KeptDrill | None
    evaluated: EvaluatedDrill | None


class KeptDrills:
    """Below one folder. May be asked from any thread; a journal that has not changed is not read again."""

    def __init__(self, folder: Path, files: Callable[[], Reference]) -> None:
        self._folder, self._files = folder, files
        self._lock = Lock()
        self._looks: dict[str, _Look] = {}

    def kept(self) -> tuple[KeptDrill, ...]:
        """The drills whose journals lie here, the newest first."""
        found = []
        for path in self._folder.glob("*/journal.sqlite") if self._folder.is_dir() else ():
            one = self._look(path).kept
            if one is not None:
                found.append(one)
        return tuple(sorted(found, key=lambda one: (one.prepared_at, one.id), reverse=True))

    def evaluated(self, drill_id: str) -> EvaluatedDrill:
        """One with its score and its judgements as they stand; ``Refusal`` where there is no such drill."""
        path = self._folder / Path(drill_id).name / "journal.sqlite"
        if not path.is_file():
            raise Refusal("drill_unknown", {"drill": drill_id})
        look = self._look(path, evaluate=True)
        if look.evaluated is None:
            raise Refusal("not_a_drill")
        return look.evaluated

    def _look(self, path: Path, *, evaluate: bool = False) -> _Look:
        key, stamp = path.parent.name, _stamp(path)
        with self._lock:
            known = self._looks.get(key)
        if known is not None and known.stamp == stamp and (known.evaluated is not None or not evaluate):
            return known
        with read_copy(path) as journal:
            made = self._evaluated(path, journal) if evaluate else None
            state = made.state if made is not None else _fold(journal)
        look = _Look(stamp, _kept(path, state), made)
        with self._lock:
            self._looks.pop(key, None)
            self._looks[key] = look
            held = [name for name, each in self._looks.items() if each.evaluated is not None]
            for name in held[:-MOST_REMEMBERED]:
                self._looks[name] = self._looks[name]._replace(evaluated=None)
        return look

    def _evaluated(self, path: Path, journal: Journal) -> EvaluatedDrill | None:
        records: list[Record] = []
        head, over, state = b"", False, State()
        for line in journal.read():
            record = unseal(line)
            records.append(record)
            state = apply(record, state)
            if not over:
                head, over = line.hash, isinstance(record.entry, DrillEnded)
        if state.drill is None:
            return None
        reference = effective(self._files(), state)
        return EvaluatedDrill(
            path.parent.name, held_at(path), head.hex(), evaluation_of(records, reference), tuple(records), state, reference
        )


def folded(path: Path) -> State:
    """The state of a journal; ``Fault`` where it cannot be read."""
    with read_copy(path) as journal:
        return _fold(journal)


def _fold(journal: Journal) -> State:
    return fold((unseal(line) for line in journal.read()), State())


def held_at(path: Path) -> datetime:
    """When a drill was made, by the real clock (inside it, it is another time): by its folder's name, else its journal's date."""
    named = _NAMED.match(path.parent.name)
    if named is not None:
        try:
            return datetime.strptime(named[1], "%Y%m%d-%H%M%S").replace(tzinfo=SHANGHAI)
        except ValueError:
            pass  # digits that are no date: somebody's own name
    return datetime.fromtimestamp(path.stat().st_mtime, tz=WallClock().now().tzinfo)


def _kept(path: Path, state: State) -> KeptDrill | None:
    one = state.drill
    if one is None:
        return None
    return KeptDrill(path.parent.name, one.scenario.id, one.scenario.title, one.status, held_at(path), state.seq, one.seed)


def _stamp(path: Path) -> _Stamp:
    """What changes when the journal does: size and time of the file and of what SQLite has not yet put into it."""
    side = path.with_name(f"{path.name}-wal")
    file = path.stat()
    if not side.exists():
        return file.st_size, file.st_mtime_ns, 0, 0
    beside = side.stat()
    return file.st_size, file.st_mtime_ns, beside.st_size, beside.st_mtime_ns
