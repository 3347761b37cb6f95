"""The rail says how many things wait behind a button."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from app.domain.planning.commands import RaiseFinding
from app.domain.planning.model import Cause
from app.ui.panels.base import discover
from app.ui.panels.plans.panel import waiting
from app.ui.shell.rail import RailButton
from tests.ui.panels.boards import Board


def test_a_number_is_said_and_painted_and_goes_again(board: Board, qtbot: Any) -> None:
    button = RailButton("Plans", "Ctrl+2")
    qtbot.addWidget(button)
    button.resize(60, 52)
    plain = button.grab().toImage()
    button.show_waiting(120)
    assert "120" in button.accessibleName() and "Ctrl+2" in button.toolTip()
    assert button.grab().toImage() != plain
    button.show_waiting(0)
    assert button.grab().toImage() == plain


def test_an_overdue_finding_is_counted_on_the_plans_button(board: Board) -> None:
    services = board.services
    assert next(one for one in discover() if one.id == "plans").waiting is waiting
    before = waiting(services)
    board.do(RaiseFinding(plan_id="structure-fire", cause=Cause.DRILL, text="late"))
    assert waiting(services) == before
    board.desk.clock.advance(timedelta(days=31))
    assert waiting(services) == before + 1
