"""Widgets in cycles die on the interface's thread."""

from __future__ import annotations

import gc
import threading
import weakref

import pytest
from PySide6.QtWidgets import QWidget

from app.ui.kit.garbage import GarbageCollector


class Knot(QWidget):
    """A widget that holds itself, as a lambda in a signal makes it."""

    def __init__(self, ends: list[str]) -> None:
        super().__init__()
        self.itself = self
        weakref.finalize(self, lambda: ends.append(threading.current_thread().name))


@pytest.fixture
def automatic():
    """Python's own collection, as a program starts with it."""
    before = gc.isenabled()
    gc.enable()
    yield
    gc.enable() if before else gc.disable()


def litter() -> None:
    """Enough of new objects to make any collection due."""
    for _ in range(60_000):
        knot: list[object] = []
        knot.append(knot)


def test_a_worker_never_buries_a_widget(qapp, automatic):
    collector = GarbageCollector()
    ends: list[str] = []
    Knot(ends)
    worker = threading.Thread(target=litter, name="worker")
    worker.start()
    worker.join()
    assert ends == []
    while collector.collect_due() and not ends:
        litter()
    assert ends == [threading.current_thread().name]
    collector.stop()
    assert gc.isenabled()


def test_nothing_due_costs_nothing(qapp, automatic):
    collector = GarbageCollector()
    gc.collect()
    assert collector.collect_due() == 0
    collector.stop()
