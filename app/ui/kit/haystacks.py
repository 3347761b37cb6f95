"""The text by which rows are found. Pinyin takes a third of a millisecond for a name: thousands of rows get theirs in small slices
while nobody waits, and are found by their plain text until then."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

AT_ONCE = 300
"""So many rows get their pinyin when they are asked for; of more than these only the slices do."""

_CALM_S, _CALM_PAUSE_MS = 0.004, 16
_HURRY_S, _HURRY_PAUSE_MS = 0.016, 4
"""A slice and the pause after it, while nobody waits and while somebody has typed."""


class Haystacks(QObject):
    """Remembers what each row is found by, as long as the row is the same value. ``grown`` is emitted when rows that were asked for
    without their pinyin have it now."""

    grown = Signal()

    def __init__(
        self, texts: Sequence[Callable[[Any], str]], row_id: Callable[[Any], str], initials: Callable[[str], str] | None,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._texts, self._id, self._initials = tuple(texts), row_id, initials
        self._found: dict[str, tuple[Any, str]] = {}
        self._plain: dict[str, str] = {}
        self._waiting: deque[Any] = deque()
        self._asked = False
        self._loading: threading.Thread | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._slice)

    def keep(self, rows: Sequence[Any], ids: Sequence[str]) -> None:
        """These are the rows with these ids from now on; new ones get their pinyin by and by where they are many."""
        known = self._found
        kept: dict[str, tuple[Any, str]] = {}
        fresh = []
        for row, key in zip(rows, ids, strict=True):
            one = known.get(key)
            if one is not None and one[0] is row:
                kept[key] = one
            else:
                fresh.append(row)
        self._found, self._plain, self._asked = kept, {}, False
        self._waiting = deque(fresh) if self._initials is not None and len(fresh) > AT_ONCE else deque()
        if self._waiting:
            if self._loading is None and self._initials is not None:  # its dictionary takes half a second to load: not here
                self._loading = threading.Thread(target=self._initials, args=("\u5b57",), name="pinyin", daemon=True)
                self._loading.start()
            self._timer.start(_CALM_PAUSE_MS)

    def of(self, row: Any) -> str:
        """What a row is found by now, in small letters."""
        known = self._found.get(self._id(row))
        if known is not None and known[0] is row:
            return known[1]
        if self._waiting:
            if not self._asked:
                self._asked = True
                self._timer.start(_HURRY_PAUSE_MS)
            return self._plainly(row)
        return self._make(row)

    def _plainly(self, row: Any) -> str:
        known = self._plain.get(self._id(row))
        if known is None:
            known = self._plain[self._id(row)] = "\n".join(text(row) for text in self._texts).lower()
        return known

    def _make(self, row: Any) -> str:
        cells = [cell for cell in (text(row) for text in self._texts) if cell]
        said = "\n".join(cells)
        if self._initials is not None:
            said = "\n".join((said, *map(self._initials, cells)))
        self._found[self._id(row)] = (row, said.lower())
        return said.lower()

    def _slice(self) -> None:
        ends = time.perf_counter() + (_HURRY_S if self._asked else _CALM_S)
        loaded = self._loading is None or not self._loading.is_alive()
        while loaded and self._waiting and time.perf_counter() < ends:
            self._make(self._waiting.popleft())
        if self._waiting:
            self._timer.start(_HURRY_PAUSE_MS if self._asked else _CALM_PAUSE_MS)
        elif self._asked:
            self._plain, self._asked = {}, False
            self.grown.emit()
