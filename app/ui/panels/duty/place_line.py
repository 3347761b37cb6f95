"""Gives a line of a form the places of the gazetteer: completion by pinyin, the best match on Enter, picking on the map."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QCompleter, QLineEdit

from app.catalog.gazetteer import GazetteerEntry
from app.catalog.pinyin import INITIALS_PREFIX
from app.catalog.pinyin import rank as pinyin_rank
from app.ui.kit.i18n import translate
from app.ui.kit.icons import icon
from app.ui.kit.theme import host
from app.ui.panels.duty.places import Places

MOST = 10
"""Proposals shown at once."""


class PlaceLine(QObject):
    """Attached to a ``QLineEdit``: ``found(entry)`` when a place of the gazetteer was taken, ``pick_wanted`` for the map.

    Words that name no place stay as they are. ``advance`` is called when Enter took a proposal: the form moves on.
    """

    found = Signal(object)
    pick_wanted = Signal()

    def __init__(self, line: QLineEdit, places: Callable[[], Places], advance: Callable[[], None]) -> None:
        super().__init__(line)
        self._line, self._places, self._advance = line, places, advance
        self._shown: tuple[GazetteerEntry, ...] = ()
        self._names = QStringListModel(self)
        self._completer = QCompleter(self._names, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(MOST)
        self._completer.popup().setProperty("role", "popup")
        self._completer.setWidget(line)
        self._completer.activated.connect(self._take_words)
        self._pick = pick = QAction(icon("locate"), translate("Duty", "Pick on the map (Alt+M)"), self)
        pick.setShortcut(QKeySequence("Alt+M"))
        pick.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        pick.triggered.connect(self.pick_wanted)
        line.addAction(pick, QLineEdit.ActionPosition.TrailingPosition)
        host().changed.connect(self._dress)
        line.textEdited.connect(self._on_edited)
        line.editingFinished.connect(self.resolve)
        # With the popup open Enter reaches the line past the form.
        line.returnPressed.connect(self._on_return, Qt.ConnectionType.QueuedConnection)

    def _dress(self) -> None:
        self._pick.setIcon(icon("locate"))

    def resolve(self) -> None:
        """Take the best match for letters or for a name that is written out; other words stay as they are."""
        typed = self._line.text().strip()
        if self._completer.popup().isVisible() or not typed:
            return
        best = next(iter(self._places().gazetteer.find(typed, 1)), None)
        if best is None:
            return
        by_letters = typed.isascii() and pinyin_rank(typed, best.name.zh) >= INITIALS_PREFIX
        if by_letters or typed in (best.name.zh, best.name.en):
            self._take(best)

    def _on_edited(self, text: str) -> None:
        self._shown = self._places().gazetteer.find(text, MOST)
        self._names.setStringList([_label(one) for one in self._shown])
        if self._shown:
            self._completer.complete()
        else:
            self._completer.popup().hide()

    def _on_return(self) -> None:
        self._completer.popup().hide()
        self.resolve()
        self._advance()

    def _take_words(self, label: str) -> None:
        taken = next((one for one in self._shown if _label(one) == label), None)
        if taken is not None:
            self._take(taken)

    def _take(self, entry: GazetteerEntry) -> None:
        self._line.setText(entry.name.zh)
        self.found.emit(entry)


def _label(entry: GazetteerEntry) -> str:
    return f"{entry.name.zh} · {entry.village}" if entry.village and entry.village not in entry.name.zh else entry.name.zh
