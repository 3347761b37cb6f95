"""The bridge object that the page sees: one signal with a JSON string to it, one slot for gestures, one for pictures."""

from __future__ import annotations

import base64
import logging
import time
from collections.abc import Callable

import msgspec
from PySide6.QtCore import QObject, Signal, Slot

from app.map.gestures import Gesture, PageLog, parse_gesture

log = logging.getLogger(__name__)

BURST = 120
PER_SECOND = 60.0
LARGEST_PICTURE = 64 * 1024 * 1024
PNG_MAGIC = b"\x89PNG\r\n\x1a\n"
_LEVELS = {"info": logging.INFO, "warning": logging.WARNING, "error": logging.ERROR}


class Bridge(QObject):
    """Registered as ``bridge`` in the page's web channel; it has nothing else that the page could call."""

    message = Signal(str)
    picture_received = Signal(int, bytes)
    """Token and PNG of a picture that was asked for (empty: what came was no picture)."""

    def __init__(self, hear: Callable[[Gesture], None], clock: Callable[[], float] = time.monotonic) -> None:
        """``hear`` gets every gesture that was understood and is within the rate; ``clock`` gives seconds."""
        super().__init__()
        self._hear = hear
        self._clock = clock
        self._tokens = float(BURST)
        self._at = clock()
        self._seq = 0
        self.dropped = 0

    def send(self, kind: str, **fields: object) -> int:
        """Tell the page something; the number of the message, which a later ``Painted`` acknowledges."""
        self._seq += 1
        self.message.emit(msgspec.json.encode({"type": kind, "seq": self._seq, **fields}).decode())
        return self._seq

    @Slot(str)
    def gesture(self, text: str) -> None:
        """A message from the page: understood and passed on, or dropped with a line in the log."""
        if not self._within_rate():
            self._drop("too many")
            return
        parsed = parse_gesture(text)
        if isinstance(parsed, str):
            self._drop(parsed)
        elif isinstance(parsed, PageLog):
            log.log(_LEVELS[parsed.level], "map page: %s", parsed.text)
        else:
            self._hear(parsed)

    @Slot(int, str)
    def picture(self, token: int, encoded: str) -> None:
        """The picture that was asked for, as base64: the one answer that is more than a gesture."""
        if len(encoded) > LARGEST_PICTURE:
            self._drop("picture too large")
            return
        try:
            png = base64.b64decode(encoded, validate=True)
        except ValueError as problem:
            self._drop(f"picture: {problem}")
            return
        self.picture_received.emit(token, png if png.startswith(PNG_MAGIC) else b"")

    def _within_rate(self) -> bool:
        now = self._clock()
        self._tokens = min(float(BURST), self._tokens + (now - self._at) * PER_SECOND)
        self._at = now
        if self._tokens < 1.0:
            return False
        self._tokens -= 1.0
        return True

    def _drop(self, reason: str) -> None:
        self.dropped += 1
        if self.dropped <= 20 or self.dropped % 1000 == 0:
            log.warning("map gesture dropped (%d so far): %s", self.dropped, reason[:200])
