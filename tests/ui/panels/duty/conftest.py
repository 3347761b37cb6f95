"""A dressed application, and a story played on Qt's own loop."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.desk.who_goes import Guide
from app.ui.kit.loop import main_loop
from app.ui.kit.theme import Theme
from tests.ui.panels.duty.duty_bench import Bench, play_story


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    Theme.load(name="light").apply(qapp)
    yield qapp


@pytest.fixture
def play(dressed: QApplication, tmp_path: Path) -> Callable[[Callable[[Bench], Awaitable[None]]], None]:
    """Runs a story on a fresh bench; nothing may reach the error sink."""

    def run(
        story: Callable[[Bench], Awaitable[None]], *, with_map: bool = True, founded: bool = True, companions: bool = False,
        guide: Guide | None = None,
    ) -> None:
        caught: list[BaseException] = []

        async def whole() -> int:
            await play_story(story, tmp_path, with_map=with_map, founded=founded, companions=companions, guide=guide)
            return 0

        main_loop(dressed, whole, lambda problem, where: caught.append(problem))
        if caught:
            raise caught[0]

    return run
