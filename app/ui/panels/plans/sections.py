"""Sections on a page that scrolls: titles, badges, words, notes; all of it plain text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.ui.kit.theme import Tone, current_theme
from app.ui.kit.widgets import Badge, Text
from app.ui.panels.plans.presenter import Line, Section


class SectionsView(QScrollArea):
    """Shows sections; the same ones again change nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._shown: tuple[Section, ...] | None = None

    @property
    def sections(self) -> tuple[Section, ...]:
        """What is shown."""
        return self._shown or ()

    def show_sections(self, sections: Sequence[Section], *, keep_place: bool = False) -> None:
        """Show exactly these, from the top unless ``keep_place``."""
        if tuple(sections) == self._shown:
            return
        self._shown = tuple(sections)
        at = self.verticalScrollBar().value()
        theme = current_theme()
        page = QWidget()
        page.setProperty("role", "scrolled")
        column = QVBoxLayout(page)
        column.setContentsMargins(theme.length("m"), theme.length("s"), theme.length("m"), theme.length("m"))
        column.setSpacing(theme.length("xs"))
        for place, section in enumerate(section for section in sections if section.lines):
            if place:
                column.addSpacing(theme.length("m"))
            column.addWidget(self._title(section))
            for line in section.lines:
                column.addWidget(_line(line))
        column.addStretch(1)
        self.setWidget(page)
        if keep_place:
            page.adjustSize()
            self.verticalScrollBar().setValue(at)

    def _title(self, section: Section) -> QWidget:
        if section.note not in set(Tone):
            return Text(section.title, "section")
        return Badge(section.title, section.note)


def _line(line: Line) -> QWidget:
    theme = current_theme()
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(line.depth * theme.length("l"), 0, 0, 0)
    row.setSpacing(theme.length("s"))
    words = QVBoxLayout()
    words.setSpacing(2)
    for text, role in ((line.text, ""), (line.note, "caption")):
        if text:
            label = Text(text, role)
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            words.addWidget(label)
    if line.badge and not line.text:
        row.addWidget(Badge(line.badge, line.tone), 0)
        row.addStretch(1)
        return box
    row.addLayout(words, 1)
    if line.badge:
        row.addWidget(Badge(line.badge, line.tone, "none"), 0, Qt.AlignmentFlag.AlignTop)
    return box
