"""What the header gives up as it gets narrower."""

from __future__ import annotations

from datetime import UTC, datetime

from app.ui.shell.header_text import Room, now_text, without_key

NOW = datetime(2026, 7, 17, 19, 17, 42, tzinfo=UTC)


def test_the_year_goes_first_and_the_clock_never() -> None:
    texts = [now_text(NOW, room) for room in Room]
    assert texts[Room.WHOLE].startswith("2026-07-18 03:17:42")
    assert texts[Room.NO_YEAR].startswith("07-18 03:17:42 ")
    assert texts[Room.NO_WEEKDAY] == "07-18 03:17:42"
    assert texts[Room.NO_DATE] == texts[Room.NO_TITLE] == "03:17:42"
    assert all("03:17:42" in one for one in texts)


def test_a_key_in_brackets_can_be_left_out() -> None:
    assert without_key("New incident (Ctrl+N)") == "New incident"
    assert without_key("接报 (Ctrl+N)") == "接报"
    assert without_key("接报") == "接报"
