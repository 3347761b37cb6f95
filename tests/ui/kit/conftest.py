"""Helpers of the kit's tests: the one loop, a dressed application, a clock that stands still."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication

from app.kernel.clock import FixedClock
from app.ui.kit.loop import main_loop
from app.ui.kit.theme import Theme

NOW = datetime(2026, 7, 17, 19, 17, 42, tzinfo=UTC)
"""03:17:42 on Saturday, 18 July, in Beijing."""


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    """The application in the light theme."""
    Theme.load(name="light").apply(qapp)
    yield qapp


@pytest.fixture
def in_loop(
    dressed: QApplication,
) -> Callable[[Callable[[], Awaitable[None]]], list[tuple[BaseException, str]]]:
    """Runs a coroutine on Qt's loop and answers what reached the error sink."""

    def run(body: Callable[[], Awaitable[Any]]) -> list[tuple[BaseException, str]]:
        caught: list[tuple[BaseException, str]] = []

        async def main() -> int:
            await body()
            return 0

        assert main_loop(dressed, main, lambda problem, where: caught.append((problem, where))) == 0
        return caught

    return run
