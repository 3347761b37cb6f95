"""A busy desk and an empty one, for the tests of the boards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.ui.kit.theme import Theme
from tests.ui.panels.boards import Board


@pytest.fixture
def board(tmp_path: Path, qapp: QApplication) -> Iterator[Board]:
    Theme.load(name="light").apply(qapp)
    made = Board(tmp_path)
    yield made
    made.close()


@pytest.fixture
def empty(tmp_path: Path, qapp: QApplication) -> Iterator[Board]:
    Theme.load(name="light").apply(qapp)
    made = Board(tmp_path, demo=False, lang="en")
    yield made
    made.close()
