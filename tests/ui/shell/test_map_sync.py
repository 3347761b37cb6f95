"""What the map is told, and how often: only what moved, no faster than it paints, hardly anything while nobody looks."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.domain.unit.model import Position
from app.kernel.geo import Point
from app.map.unit_feed import UnitUpdate
from app.ui.shell import map_sync
from app.ui.shell.map_sync import MapSync
from tests.ui.panels.boards import Board


class Map(QWidget):
    """A map that counts what it is told and paints when the test says so."""

    painted_up_to = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.layers: list[str] = []
        self.updates: list[UnitUpdate] = []

    def set_layer(self, name: str, _payload: bytes) -> None:
        self.layers.append(name)

    def show_units(self, update: UnitUpdate) -> int:
        self.updates.append(update)
        return len(self.updates)

    def paint(self) -> None:
        self.painted_up_to.emit(len(self.updates))


class Hands:
    """A desk, its map, and time that passes for both loops."""

    def __init__(self, board: Board) -> None:
        self.board, self.map = board, Map()
        self.map.show()
        self.sync: Any = None

        async def begin() -> None:
            self.sync = MapSync(board.services, self.map, board.bridge)

        board.run(begin())
        self.units = [one.id for one in board.desk.state.units.values() if one.home is not None]
        self.until(lambda: len(self.map.updates) == 1)

    def move(self, *places: int) -> None:
        self.board.clock.advance(timedelta(seconds=1))
        now, count = self.board.clock.now(), len(self.map.updates)

        async def report() -> None:
            self.board.desk.telemetry.report(
                Position(self.units[n], Point(30.0 + n / 1000 + count / 10_000, 110.0), now, "test") for n in places
            )

        self.board.run(report())

    def pass_s(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self._turn()

    def until(self, what: Callable[[], bool]) -> None:
        until = time.monotonic() + 20
        while not what():
            assert time.monotonic() < until
            self._turn()

    def _turn(self) -> None:
        async def both() -> None:
            QTest.qWait(2)
            await asyncio.sleep(0.002)

        self.board.run(both())


def test_a_map_that_is_still_painting_is_told_more_when_it_is_done_and_then_all_at_once(board: Board, monkeypatch: Any) -> None:
    monkeypatch.setattr(map_sync, "PATIENCE_S", 60.0)
    hands = Hands(board)
    hands.map.paint()
    hands.move(0, 1)
    hands.until(lambda: len(hands.map.updates) == 2)
    for one in range(2, 6):
        hands.move(one)
    hands.pass_s(0.2)
    assert len(hands.map.updates) == 2, "it has not painted the second picture"
    hands.map.paint()
    hands.until(lambda: len(hands.map.updates) == 3)
    moves = hands.map.updates[2].moves
    assert moves is not None
    assert np.frombuffer(moves.data, "<f8", 4)[3] == 4, "four moved meanwhile, and only these are told"
    hands.sync.close()


def test_a_map_that_nobody_sees_is_told_seldom_and_a_closed_one_nothing(board: Board, monkeypatch: Any) -> None:
    monkeypatch.setattr(map_sync, "HIDDEN_EVERY_MS", 60_000)
    hands = Hands(board)
    hands.map.paint()
    hands.map.hide()
    hands.pass_s(0.1)
    hands.move(0)
    hands.until(lambda: len(hands.map.updates) == 2)
    hands.move(1)
    hands.pass_s(0.2)
    assert len(hands.map.updates) == 2
    hands.sync.close()
    hands.sync.refresh()
    hands.move(2)
    hands.pass_s(0.05)
    assert len(hands.map.updates) == 2
