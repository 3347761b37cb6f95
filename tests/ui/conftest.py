"""Widgets die when their test is over, on the thread they live on, as in the program (see ``app.ui.kit.garbage``)."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication


@pytest.fixture(autouse=True)
def a_loop_is_there() -> Iterator[None]:
    """Widgets start tasks when they are shown; whatever ran before (``asyncio.run`` leaves none), a loop takes them."""
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    yield
    asyncio.set_event_loop(None)
    loop.close()


@pytest.fixture(autouse=True)
def garbage_is_collected_here() -> Iterator[None]:
    """No other thread collects while a test runs; what the test left is collected on this one.

    Widgets that were told to go (``deleteLater``) go now: no loop runs here that would see to it, and a panel that stays
    keeps twenty megabytes and makes every later collection and every later style sheet slower. What lives on (the
    catalogue, caches) is set aside, so that no later collection looks at it again. Last of all the application is undressed:
    while widgets live, taking the theme's sheet away costs as much as a test.
    """
    was_on = gc.isenabled()
    gc.disable()
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    app = QCoreApplication.instance()
    if isinstance(app, QApplication) and app.styleSheet():
        app.setStyleSheet("")
    gc.freeze()
    if was_on:
        gc.enable()
