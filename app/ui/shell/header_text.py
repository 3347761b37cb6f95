"""How the header says the time and names itself when it gets narrower."""

from __future__ import annotations

from datetime import datetime
from enum import IntEnum

from app.ui.kit import time_text


class Room(IntEnum):
    """How much room the header has; each step gives up what is missed least."""

    WHOLE = 0
    NO_YEAR = 1
    NO_WEEKDAY = 2
    NO_KEYS = 3
    NO_DATE = 4
    NO_TITLE = 5


def now_text(now: datetime, room: Room) -> str:
    """The time: always hours, minutes and seconds; year, weekday and date as long as there is room for them."""
    clock = time_text.clock_seconds(now)
    date = time_text.date(now)
    if room < Room.NO_YEAR:
        return f"{date} {clock} {time_text.weekday(now)}"
    if room < Room.NO_WEEKDAY:
        return f"{date[5:]} {clock} {time_text.weekday(now)}"
    if room < Room.NO_DATE:
        return f"{date[5:]} {clock}"
    return clock


def without_key(text: str) -> str:
    """A button's words without the key in brackets behind them."""
    return text.partition(" (")[0].strip()
