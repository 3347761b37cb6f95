"""How Python is set while a desk without a window serves many senders."""

from __future__ import annotations

import gc
import sys

import pytest

from app.desk.interpreter import GARBAGE_AFTER, SWITCH_INTERVAL_S, serving_many


def _set() -> tuple[float, tuple[int, int, int], bool]:
    return round(sys.getswitchinterval(), 6), gc.get_threshold(), gc.get_freeze_count() > 0


def test_python_is_set_for_many_senders_and_then_as_it_was() -> None:
    before = _set()
    with serving_many():
        interval_s, thresholds, frozen = _set()
        assert (interval_s, thresholds) == (SWITCH_INTERVAL_S, GARBAGE_AFTER)
        assert frozen
        assert gc.isenabled(), "what no longer is needed is still found"
    assert _set() == before


def test_python_is_as_it_was_after_an_error_too() -> None:
    before = _set()
    with pytest.raises(KeyError), serving_many():
        raise KeyError
    assert _set() == before
