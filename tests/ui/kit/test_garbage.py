"""Cycles with Qt objects are collected on the interface's thread, whatever other threads allocate."""

from __future__ import annotations

import gc
import threading
import weakref
from typing import Any

from PySide6.QtCore import QObject

from app.ui.kit.garbage import THOROUGH_EVERY_S, GarbageKeeper


class Cycle(QObject):
    """An object that refers to itself, as a panel does through its lambdas."""

    def __init__(self) -> None:
        super().__init__()
        self.me = self


def _allocate() -> None:
    kept: list[Any] = [[place] for place in range(20_000)]
    kept.append(kept)


def test_another_thread_never_collects_and_this_one_does(qapp: Any) -> None:
    where: list[int] = []
    with GarbageKeeper() as keeper:
        assert not gc.isenabled()
        weakref.finalize(Cycle(), lambda: where.append(threading.get_ident()))
        worker = threading.Thread(target=_allocate)
        worker.start()
        worker.join()
        assert where == []
        _allocate()
        assert keeper.check() > 0
        gc.collect()
        assert where == [threading.get_ident()]


def test_the_collector_is_as_it_was_afterwards(qapp: Any) -> None:
    gc.enable()
    with GarbageKeeper():
        pass
    assert gc.isenabled()
    gc.disable()


def _make_a_full_collection_due() -> None:
    for _ in range(gc.get_threshold()[2] + 1):
        gc.collect(1)


def test_what_survived_is_set_aside_and_still_found_within_the_hour(qapp: Any) -> None:
    now = [0.0]
    gone: list[bool] = []
    with GarbageKeeper(lambda: now[0]) as keeper:
        cycle = Cycle()
        weakref.finalize(cycle, lambda: gone.append(True))
        _make_a_full_collection_due()
        keeper.check()
        assert gc.get_freeze_count() > 0
        del cycle
        _make_a_full_collection_due()
        keeper.check()
        assert gone == []  # it had been set aside
        now[0] = THOROUGH_EVERY_S
        _make_a_full_collection_due()
        keeper.check()
        assert gone == [True]
    assert gc.get_freeze_count() == 0
