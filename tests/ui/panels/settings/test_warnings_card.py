"""Where warnings come from is kept, checked, and acted on at once."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from app.desk.warnings_in import WarningsIn
from app.kernel.errors import Fault
from app.ui.panels.settings.choices import Choices
from app.ui.panels.settings.warnings import WarningsCard
from tests.ui.panels.boards import Board


def card_of(board: Board, qtbot: QtBot) -> WarningsCard:
    board.workspace.warnings_in = WarningsIn(board.desk, lambda: board.workspace.settings.current, board.jobs, None, None)
    card = WarningsCard(board.services, Choices(board.workspace.settings))
    qtbot.addWidget(card)
    card.show()
    return card


def test_an_address_is_kept_and_a_slip_is_not(board: Board, qtbot: QtBot) -> None:
    card = card_of(board, qtbot)
    card.url.setText("weather")
    card.url.editingFinished.emit()
    assert board.workspace.settings.current.warnings_url == ""
    card.url.setText("https://weather.example.invalid/cap")
    card.url.editingFinished.emit()
    card.folder.setText("/warnings")
    card.folder.editingFinished.emit()
    current = board.workspace.settings.current
    assert (current.warnings_url, current.warnings_folder) == ("https://weather.example.invalid/cap", "/warnings")
    assert card.now.isEnabled()


def test_a_fault_is_said_with_its_time(board: Board, qtbot: QtBot) -> None:
    card = card_of(board, qtbot)
    quiet = card.state.text()
    card.folder.setText("/warnings")
    card.folder.editingFinished.emit()
    way = board.workspace.warnings_in
    way.fault, way.since = Fault("warnings_folder", {"path": "/warnings", "detail": "gone"}), board.clock.now()
    card.show_now()
    assert "/warnings" in card.state.text() and card.state.text() != quiet
