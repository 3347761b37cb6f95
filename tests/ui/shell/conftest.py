"""A busy desk for the tests of the window's frame."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.ui.kit.theme import Theme
from tests.ui.panels.boards import Board


@pytest.fixture
def board(tmp_path: Path, qapp: QApplication) -> Iterator[Board]:
    Theme.load(name="dark").apply(qapp)
    made = Board(tmp_path)
    yield made
    made.close()
