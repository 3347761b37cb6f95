"""Widgets die when their test is over, on the thread they live on, as in the program (see ``app.ui.kit.garbage``)."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent


@pytest.fixture(autouse=True)
def garbage_is_collected_here() -> Iterator[None]:
    """No other thread collects while a test runs; what the test left is collected on this one.

    Widgets that were told to go (``deleteLater``) go now: no loop runs here that would see to it, and a panel that stays
    keeps twenty megabytes and makes every later collection and every later style sheet slower.
    """
    was_on = gc.isenabled()
    gc.disable()
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    if was_on:
        gc.enable()
