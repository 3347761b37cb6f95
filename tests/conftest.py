"""What all tests share: Qt without a screen, and how hard Hypothesis tries."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")

YOUNG_OBJECTS = 20_000
"""So many new objects are worth a collection between two tests."""

_SLOW_IS_FINE = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)
settings.register_profile("dev", max_examples=50, deadline=None, suppress_health_check=_SLOW_IS_FINE)
settings.register_profile("thorough", max_examples=1000, deadline=None, suppress_health_check=_SLOW_IS_FINE)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))


@pytest.fixture(autouse=True, scope="session")
def _garbage_waits() -> Iterator[None]:
    """As in the product: a cycle that holds a widget must not be collected on a worker's thread (``app.ui.kit.garbage``)."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def _garbage_goes(_garbage_waits: None) -> Iterator[None]:
    """What a test left in cycles goes after it, on the thread of the tests."""
    yield
    if gc.get_count()[0] > YOUNG_OBJECTS:
        gc.collect()
