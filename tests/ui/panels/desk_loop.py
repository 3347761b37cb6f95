"""Runs a coroutine over the demo desk on Qt's own loop."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from app.ui.kit.loop import main_loop
from app.ui.kit.theme import Theme
from app.ui.services import Services
from tests.ui.panels.desk_world import panel_world


def on_desk(app: QApplication, tmp: Path, body: Callable[[Services], Awaitable[Any]], **how: Any) -> None:
    """Run ``body(services)``; whatever reached the error sink fails the test."""
    caught: list[tuple[BaseException, str]] = []

    async def main() -> int:
        Theme.load(name="light").apply(app)
        async with panel_world(tmp, **how) as services:
            await body(services)
        return 0

    assert main_loop(app, main, lambda problem, where: caught.append((problem, where))) == 0
    assert not caught, caught
