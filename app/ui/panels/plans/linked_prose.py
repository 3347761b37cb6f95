"""The prose of a plan with the parts that it says: a paragraph leads to its tasks, a task to its paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit, QVBoxLayout, QWidget

from app.domain.plan.prose import Paragraph, paragraphs, without_anchors
from app.ui.kit.flow import Strip
from app.ui.kit.theme import current_theme
from app.ui.kit.widgets import Button, Text
from app.ui.panels.plans.prose import Prose

MOST_PARTS = 8
"""Buttons for the parts of one paragraph; a paragraph that says more names the rest in words."""

_MARKS = re.compile(r"[*_`>|#\\]|^\s*(?:[-+]|\d+\.)\s+")
_PROBE = 14


class KeyedProse(Prose):
    """Prose whose paragraphs are known by key: ``paragraph_clicked`` names the one under the mouse."""

    paragraph_clicked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places: list[tuple[int, str]] = []

    def show_text(self, text: str) -> None:
        """Show this text and remember where its paragraphs begin."""
        self.show_markdown(without_anchors(text))
        self._places = _places(self.document(), paragraphs(text))
        self.mark(())

    def mark(self, keys: Sequence[str]) -> None:
        """Underlay these paragraphs and bring the first of them into view; none takes the marks away."""
        marks = []
        first: QTextCursor | None = None
        for place, (block_number, key) in enumerate(self._places):
            if key not in keys:
                continue
            end = self._places[place + 1][0] if place + 1 < len(self._places) else self.document().blockCount()
            cursor = QTextCursor(self.document().findBlockByNumber(block_number))
            last = self.document().findBlockByNumber(max(block_number, end - 1))
            cursor.setPosition(last.position() + last.length() - 1, QTextCursor.MoveMode.KeepAnchor)
            mark = QTextEdit.ExtraSelection()
            mark.cursor = cursor
            mark.format.setBackground(current_theme().color("selection"))
            marks.append(mark)
            first = first or QTextCursor(self.document().findBlockByNumber(block_number))
        self.setExtraSelections(marks)
        if first is not None:
            self.setTextCursor(first)
            self.ensureCursorVisible()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click that selects nothing asks for the parts of its paragraph."""
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            key = self.key_at(self.cursorForPosition(event.position().toPoint()).blockNumber())
            if key:
                self.paragraph_clicked.emit(key)

    def key_at(self, block_number: int) -> str:
        """The paragraph to which this block of the document belongs; "" before the first."""
        found = ""
        for number, key in self._places:
            if number > block_number:
                break
            found = key
        return found


class LinkedProse(QWidget):
    """Keyed prose above the parts of the paragraph that was clicked; ``part_wanted`` carries an address."""

    part_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = current_theme()
        self.prose = KeyedProse()
        self._said = Text("", "caption")
        self._said.setWordWrap(True)
        self.parts = Strip(2, theme.length("xs"), theme.length("xs"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.length("xs"))
        column.addWidget(self.prose, 1)
        column.addWidget(self._said)
        column.addWidget(self.parts)
        self.show_parts("", ())

    def show_parts(self, key: str, parts: Sequence[tuple[str, str]]) -> None:
        """Offer the parts (address, words) that point at this paragraph."""
        if not key:
            self._said.setText(self.tr("Click a paragraph to see the tasks and rules that rest on it"))
        elif not parts:
            self._said.setText(self.tr("{key}: no part rests on this paragraph").format(key=key))
        else:
            rest = self.tr(" and {count} more").format(count=len(parts) - MOST_PARTS) if len(parts) > MOST_PARTS else ""
            self._said.setText(self.tr("{key} says:").format(key=key) + rest)
        buttons = []
        for address, words in parts[:MOST_PARTS]:
            button = Button(words if len(words) <= 18 else f"{words[:17]}…")
            button.setToolTip(words)
            button.clicked.connect(lambda _=False, address=address: self.part_wanted.emit(address))
            buttons.append(button)
        self.parts.show_widgets(buttons)


def _places(document: QTextDocument, known: Sequence[Paragraph]) -> list[tuple[int, str]]:
    """The block in which each paragraph begins. Both run in the same order, so each is looked for behind the last."""
    places = []
    block = document.begin()
    for paragraph in known:
        wanted = _plain(paragraph.text.split("\n", 1)[0])[:_PROBE]
        found = block
        while found.isValid() and wanted and not _plain(found.text()).startswith(wanted):
            found = found.next()
        if not wanted or not found.isValid():
            continue
        places.append((found.blockNumber(), paragraph.key))
        block = found.next()
    return places


def _plain(text: str) -> str:
    return "".join(_MARKS.sub("", text).split())
