"""Pictures of the map for paper: asked for at any time, answered once, by the page or by the clock."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer

PICTURE_MS = 20_000

PictureDone = Callable[[bytes | None], None]


class Pictures(QObject):
    """Wishes by their number. One that the page cannot hear yet waits until :meth:`waiting` is asked for them."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._asked: dict[int, PictureDone] = {}
        self._waiting: list[dict[str, Any]] = []
        self._next = 1

    def ask(self, done: PictureDone, **wish: Any) -> dict[str, Any]:
        """The message for the page; ``done`` is called with a PNG, or with ``None`` when there is none within 20 seconds."""
        token = self._next
        self._next += 1
        self._asked[token] = done
        QTimer.singleShot(PICTURE_MS, self, lambda: self.finish(token, None))
        return {"token": token, **wish}

    def wait(self, wish: dict[str, Any]) -> None:
        """Keep a message until there is a page."""
        self._waiting.append(wish)

    def waiting(self) -> list[dict[str, Any]]:
        """The messages that waited; they wait no longer."""
        waiting, self._waiting = self._waiting, []
        return waiting

    def finish(self, token: int, png: bytes | None) -> None:
        """Answer one wish; what was answered before is not answered again. Empty bytes are no picture."""
        done = self._asked.pop(token, None)
        self._waiting = [wish for wish in self._waiting if wish["token"] != token]
        if done is not None:
            done(png if png else None)

    def give_up(self) -> None:
        """There will be no picture for anybody who still waits."""
        for token in list(self._asked):
            self.finish(token, None)
