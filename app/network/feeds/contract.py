"""What a feed gives: where its messages come in, what they say, who says it, how they are answered, how a phone is set up."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec

from app.domain.tracking.model import Fix, TrackerApp

MOST_FIXES = 200
"""Reports in one message; a longer one is no phone."""


class BadMessage(Exception):  # noqa: N818 - an answer to a sender
    """The message cannot be read: ``code`` is sent back, in English, to whoever sets up the phone."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Badge(msgspec.Struct, frozen=True, gc=False):
    """What a sender shows to be let in: the terminal's id and its token, both as they came."""

    device_id: str
    token: str


class Request(msgspec.Struct, frozen=True, gc=False):
    """An HTTP request without its connection. ``query`` is the raw text behind the question mark, still encoded."""

    query: str
    authorization: str
    body: bytes
    content_type: str = ""


class Message(msgspec.Struct, frozen=True, gc=False):
    """Who reports, and what. No fixes: a message without a place (a greeting, a way point), to be answered kindly.

    ``is_sealed``: it may hold one, but is encrypted with a key that only the phone has.
    """

    badge: Badge | None
    fixes: tuple[Fix, ...]
    is_sealed: bool = False


class Setup(msgspec.Struct, frozen=True):
    """How a phone is set up: ``link`` goes into the QR code, the rest is typed by hand where no camera reads it.

    ``fields``: code of the field (worded under ``tracking.field.<code>``) and what to type.
    """

    link: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Feed:
    """One way to report. ``early`` looks for a badge before the body is read; ``paths`` are those that it answers."""

    app: TrackerApp
    paths: tuple[str, ...]
    methods: tuple[str, ...]
    early: Callable[[Request], Badge | None]
    parse: Callable[[Request], Message]
    answer: bytes
    answer_type: str
    setup: Callable[[str, str, str, str], Setup]
    """Base address (``scheme://host:port``), terminal's id, token, name."""


def moment(seconds: float) -> datetime:
    """The moment so many seconds after 1970; ``BadMessage`` for what no calendar holds."""
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise BadMessage("bad_time") from error


def figure(value: float, *, least: float, most: float) -> float:
    """The figure, or 0 where it is no number or lies outside what can be: a wrong speed must not cost the position."""
    return value if math.isfinite(value) and least <= value <= most else 0.0


def is_nowhere(lat: float, lon: float) -> bool:
    """Whether this is what programs send while they know no place: 0, 0, in the Gulf of Guinea."""
    return lat == 0 and lon == 0


def fix(
    lat: float, lon: float, at: datetime | None, accuracy_m: float, speed_kmh: float, heading_deg: float, battery_pct: float
) -> Fix:
    """A fix with what cannot be left out of it. ``BadMessage("bad_coordinates")`` where the place is no number."""
    if not (math.isfinite(lat) and math.isfinite(lon)):
        raise BadMessage("bad_coordinates")
    heading = heading_deg % 360 if 0 <= heading_deg <= 360 else -1.0
    battery = round(battery_pct) if 0 <= battery_pct <= 100 else -1
    return Fix(
        lat, lon, at, figure(accuracy_m, least=0, most=1e6), figure(speed_kmh, least=0, most=2_000), heading, battery
    )
