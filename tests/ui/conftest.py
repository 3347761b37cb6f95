"""Widgets die on the thread they live on, in tests as in the program (see ``app.ui.kit.garbage``)."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def garbage_is_collected_here() -> Iterator[None]:
    """No other thread collects while a test runs; what the test left is collected on this one."""
    was_on = gc.isenabled()
    gc.disable()
    yield
    gc.collect()
    if was_on:
        gc.enable()
