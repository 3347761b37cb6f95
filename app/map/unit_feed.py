"""Units on their way to the page: what they are is told once, afterwards only what moved and what reads differently now.

Thousands of positions a second are compared and packed here, off the interface's thread; nothing is worded anew that would
read as before. The page may still ask for everything at any time (it was loaded afresh, or missed an update).
"""

from __future__ import annotations

import itertools
import math
import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import compress
from operator import attrgetter
from typing import Any, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from app.domain.incident.model import Incident
from app.domain.unit.model import Position, Unit
from app.domain.unit.rules import last_point
from app.kernel.geo import Point
from app.map.features import UNITS_FORMAT, Link, UnitLook, check_place, encode_looks, look_of
from app.map.layers import units
from app.map.layers.view import MapPicture
from app.map.layers.ways import eta_words
from app.map.moves import FIXED, Moves, encode_moves

# Neither number is ever used twice in one process, so that no page takes one generation for another.
_TAGS = itertools.count(1)
_SERIALS = itertools.count(1)


_LAT, _LON, _POINT, _AT = attrgetter("lat"), attrgetter("lon"), attrgetter("point"), attrgetter("at")
_HEADING, _SPEED, _FLAGS = attrgetter("heading_deg"), attrgetter("speed_kmh"), attrgetter("flags")

_AT_A_TIME = 1_000
"""Rows read without a line of Python in between: so long (under half a millisecond) the interface's thread may have to wait."""


class UnitSnapshot:
    """All units at one moment, encoded when somebody asks for it."""

    def __init__(self, tag: int, looks: tuple[UnitLook, ...], rows: NDArray[np.float64]) -> None:
        self._tag = tag
        self._looks = looks
        self._rows = rows
        self._lock = threading.Lock()
        self._made: tuple[bytes, bytes] | None = None

    def payloads(self) -> tuple[bytes, bytes]:
        """The two payloads of ``encode_units``."""
        with self._lock:
            if self._made is None:
                self._made = encode_looks(self._tag, self._looks), self._rows.tobytes()
            return self._made


class UnitUpdate(NamedTuple):
    """Everything as it is now and, unless there are other units than before, the difference to the update before."""

    snapshot: UnitSnapshot
    moves: Moves | None


class _Cause(NamedTuple):
    """What the look of a unit was made from: while these are the same it reads the same."""

    unit: Unit
    incident: Incident | None
    due: str
    flags: tuple[str, ...] | None


class _Table:
    """The units that have a place, in the order of the page, as columns."""

    def __init__(self, placed: list[tuple[Unit, Point, Position | None]]) -> None:
        self.order = [(unit.id, unit.kind) for unit, _, _ in placed]
        self.index = {unit.id: at for at, (unit, _, _) in enumerate(placed)}
        self.seen: dict[str, Position] = {}
        self.remarked: set[str] = set()  # whose look says something of their position: flags, or that it is not known
        self.homes: dict[int, Point] = {}
        self.causes: list[_Cause | None] = [None] * len(placed)
        self.looks: list[UnitLook] = []
        self.fixed = np.zeros((len(placed), 2), np.int64)
        self.at_s = np.full(len(placed), math.nan)
        self.heading_deg = np.full(len(placed), math.nan)
        self.stale = np.zeros(len(placed), bool)

    def stands(self, placed: list[tuple[Unit, Point, Position | None]]) -> bool:
        """Whether these are the same units in the same order, and whoever stands at home (seen nowhere) does so as before."""
        return [(unit.id, unit.kind) for unit, _, _ in placed] == self.order and all(
            position is not None or (unit.id not in self.seen and self.homes[at] == point)
            for at, (unit, point, position) in enumerate(placed)
        )


class _Changes:
    """Rows that are seen somewhere, rows that stand at home, and rows that read differently, while the units are looked over."""

    def __init__(self) -> None:
        self.seen: dict[int, Position] = {}
        self.at_home: dict[int, Point] = {}
        self.reworded: set[int] = set()

    @property
    def rows(self) -> NDArray[np.int64]:
        """Every row that moved."""
        return np.array([*self.seen, *self.at_home], np.int64)

    def places(self) -> NDArray[np.float64]:
        """Latitude and longitude of each row that moved."""
        points = [*map(_POINT, self.seen.values()), *self.at_home.values()]
        return np.column_stack((_column(_LAT, points), _column(_LON, points)))

    def times_and_headings(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """When each was seen there (epoch seconds) and which way it goes; not a number where that is not known."""
        seen, unknown = list(self.seen.values()), np.full(len(self.at_home), math.nan)
        times = _column(datetime.timestamp, list(map(_AT, seen)))
        headings = np.where(_column(_SPEED, seen) > units.MOVING_FROM_KMH, _column(_HEADING, seen), math.nan)
        return np.concatenate((times, unknown)), np.concatenate((headings, unknown))


class UnitFeed:
    """Remembers what was told last. One call of ``take`` at a time; any thread."""

    def __init__(self) -> None:
        self._table = _Table([])
        self._tag = next(_TAGS)
        self._last: MapPicture | None = None
        self._now_s = 0.0
        self._serial = 0

    def take(self, view: MapPicture) -> UnitUpdate:
        """What the page has to hear so that it shows this picture. A place that is not on earth raises ``ValueError``.

        Where the picture says which positions are new, the others are not looked at.
        """
        changes = _Changes()
        last, self._last = self._last, None  # what goes wrong on the way is followed by everything anew
        if last is not None and last.lang != view.lang:
            last = None
        same = last is not None and _same_desk(last, view) and self._look_at_moved(view, changes)
        if not same:
            same = self._look_at_all(view, changes, afresh=last is None)
        table, now_s = self._table, view.now.timestamp()
        at = changes.rows
        deltas = self._enter(at, changes)
        stale = now_s - table.at_s > view.stale_after_s
        reworded = sorted(changes.reworded | set(np.flatnonzero(stale != table.stale).tolist()))
        table.stale = stale
        if reworded or not same:
            self._reword(reworded, view)
        moves = None
        base, self._serial = self._serial, next(_SERIALS)
        if same:
            looks = [(row, table.looks[row]) for row in reworded]
            moves = encode_moves(
                base, self._serial, self._tag, len(table.order), at, deltas, now_s - table.at_s[at], table.heading_deg[at],
                now_s - self._now_s, looks,
            )
        self._last, self._now_s = view, now_s
        return UnitUpdate(UnitSnapshot(self._tag, tuple(table.looks), self._rows(now_s)), moves)

    def _look_at_moved(self, view: MapPicture, changes: _Changes) -> bool:
        """Gather what moved; False where that is not known, or when a unit has a place that had none."""
        # Thousands a second: what is done with each of them is done by C (map, dict), not by lines of Python.
        table, moved = self._table, view.moved
        if moved is None:
            return False
        if not moved.keys() <= table.index.keys():
            news = (view.state.units.get(unit_id) for unit_id in moved if unit_id not in table.index)
            if any(unit is not None and last_point(unit, moved[unit.id]) is not None for unit in news):
                return False
            moved = {unit_id: one for unit_id, one in moved.items() if unit_id in table.index}
        changes.seen = dict(zip(map(table.index.__getitem__, moved), moved.values(), strict=True))
        table.seen.update(moved)
        for unit_id in (table.remarked & moved.keys()).union(compress(moved, map(_FLAGS, moved.values()))):
            row, flags = table.index[unit_id], moved[unit_id].flags
            cause = table.causes[row]
            if cause is not None and cause.flags != flags:
                table.causes[row] = cause._replace(flags=flags)
                changes.reworded.add(row)
            (table.remarked.add if flags else table.remarked.discard)(unit_id)
        return True

    def _look_at_all(self, view: MapPicture, changes: _Changes, *, afresh: bool) -> bool:
        """Gather what moved and what reads differently; False when there are other units, or one stands at another home."""
        placed = [
            (unit, point, position) for unit in view.state.units.values()
            if (point := last_point(unit, position := view.positions.get(unit.id))) is not None
        ]
        same = not afresh and self._table.stands(placed)
        if not same:
            self._table = _Table(placed)
        table = self._table
        for at, (unit, point, position) in enumerate(placed):
            if position is None:
                if not same:
                    changes.at_home[at] = table.homes[at] = point
            elif table.seen.get(unit.id) is not position:
                changes.seen[at] = position
            cause = _cause(unit, position, view)
            if not _alike(cause, table.causes[at]):
                table.causes[at] = cause
                changes.reworded.add(at)
        table.seen = {unit.id: position for unit, _, position in placed if position is not None}
        table.remarked = {unit.id for unit, _, position in placed if position is None or position.flags}
        return same

    def _enter(self, at: NDArray[np.int64], changes: _Changes) -> NDArray[np.int64]:
        """Write the moved rows into the columns; by how much each moved, in millionths of a degree."""
        table = self._table
        places = changes.places()
        wrong = ~((np.abs(places[:, 0]) <= 90.0) & (np.abs(places[:, 1]) <= 180.0))
        if wrong.any():
            row = int(np.flatnonzero(wrong)[0])
            check_place(places[row, 0], places[row, 1], table.order[int(at[row])][0])
        fixed = np.rint(places * FIXED).astype(np.int64)
        deltas = fixed - table.fixed[at]
        table.fixed[at] = fixed
        table.at_s[at], table.heading_deg[at] = changes.times_and_headings()
        return deltas

    def _reword(self, reworded: list[int], view: MapPicture) -> None:
        """Word these rows anew; after this no page holds the present tag that has not heard of it."""
        table = self._table
        if not table.looks:
            table.looks = [UnitLook("", "", "", "")] * len(table.order)
        for at in reworded:
            cause = table.causes[at]
            if cause is None:
                continue
            position = table.seen.get(cause.unit.id)
            point = position.point if position is not None else table.homes[at]
            mark = units.mark(cause.unit, point, position, view)
            table.looks[at] = look_of(msgspec.structs.replace(mark, link=Link.STALE if table.stale[at] else Link.FRESH))
        self._tag = next(_TAGS)

    def _rows(self, now_s: float) -> NDArray[np.float64]:
        table = self._table
        count = len(table.order)
        rows = np.empty((count + 1, 5))
        rows[0] = (UNITS_FORMAT, self._tag, count, self._serial, 0.0)
        rows[1:, 0] = np.arange(count)
        rows[1:, 1:3] = table.fixed / FIXED
        rows[1:, 3] = np.maximum(now_s - table.at_s, 0.0)
        rows[1:, 4] = table.heading_deg
        return rows


def _column(read: Callable[[Any], Any], ones: Sequence[Any]) -> NDArray[np.float64]:
    """What ``read`` says of each, read by C in pieces between which other threads get their turn."""
    made = np.empty(len(ones))
    for start in range(0, len(ones), _AT_A_TIME):
        part = ones[start : start + _AT_A_TIME]
        made[start : start + len(part)] = np.fromiter(map(read, part), np.float64, len(part))
    return made


def _same_desk(last: MapPicture, view: MapPicture) -> bool:
    """Whether only positions (and the time) can differ."""
    return last.state.units is view.state.units and last.state.incidents is view.state.incidents and last.who is view.who


def _cause(unit: Unit, position: Position | None, view: MapPicture) -> _Cause:
    flags = None if position is None else position.flags
    return _Cause(unit, view.state.incidents.get(unit.incident_id), eta_words(view, unit.id), flags)


def _alike(one: _Cause, other: _Cause | None) -> bool:
    return (
        other is not None and one.unit is other.unit and one.incident is other.incident and one.due == other.due
        and one.flags == other.flags
    )
