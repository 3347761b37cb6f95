"""One journal entry in full: the sentence, the sealed header, the stored body, and whether the seal fits."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.catalog.wording import Wording
from app.ui.kit.theme import Tone, current_theme
from app.ui.kit.widgets import Badge, Elided, Text
from app.ui.panels.records import presenter
from app.ui.panels.records.presenter import Line


class EntryDetail(QFrame):
    """Shows a line, or asks to select one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._title = Text("", "section")
        self.seal = Badge("")
        self._sentence = Text("")
        self._sentence.setWordWrap(True)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._values: dict[str, Elided] = {}
        self._header = QWidget()
        self.foot = QHBoxLayout()
        self.foot.addStretch(1)
        self._body = QPlainTextEdit()
        self._body.setReadOnly(True)
        self._body.setTabChangesFocus(True)
        self._body.setAccessibleName(self.tr("Stored body"))
        self._lay_out()
        self.show_line(None, None, None)

    def show_line(self, line: Line | None, before: Line | None, words: Wording | None) -> None:
        """Show this line; ``before`` is the one that its seal must be linked to, where it is known."""
        there = line is not None and words is not None
        for part in (self.seal, self._header, self._body):
            part.setVisible(there)
        if not there:
            self._title.setText(self.tr("Entry"))
            self._sentence.setText(self.tr("Select an entry to see its seal and what is stored."))
            return
        self._title.setText(f"{line.kind} · {line.incident}" if line.incident else line.kind)
        self._sentence.setText(line.sentence)
        fits = presenter.seal_fits(line, before)
        self.seal.show_as(self.tr("Seal fits") if fits else self.tr("Seal does not fit"), Tone.OK if fits else Tone.ALARM)
        for name, value in presenter.header(line, words):
            self._values[name].setText(value)
        self._body.setPlainText(presenter.body(line))

    def _lay_out(self) -> None:
        theme = current_theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.length("m"), theme.length("s"), theme.length("m"), theme.length("m"))
        column.setSpacing(theme.length("s"))
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.seal)
        column.addLayout(head)
        column.addWidget(self._sentence)
        column.addWidget(self._header)
        column.addWidget(self._body, 1)
        column.addStretch(0)
        column.addLayout(self.foot)
        self._fill_header()

    def _fill_header(self) -> None:
        theme = current_theme()
        labels = {
            "seq": self.tr("Number"), "at": self.tr("Time"), "actor": self.tr("Actor"), "seat": self.tr("Seat"),
            "origin": self.tr("Origin"), "cause": self.tr("Cause"), "command_id": self.tr("Command"),
            "kind": self.tr("Kind · version"), "hash": self.tr("Seal"), "prev_hash": self.tr("Seal before"),
        }
        grid = QGridLayout(self._header)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.length("m"))
        grid.setVerticalSpacing(2)
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        for place, (name, label) in enumerate(labels.items()):
            value = Elided("", mode=Qt.TextElideMode.ElideMiddle)
            if name in ("command_id", "hash", "prev_hash"):
                value.setFont(fixed)
            self._values[name] = value
            grid.addWidget(Text(label, "caption"), place, 0)
            grid.addWidget(value, place, 1)
        grid.setColumnStretch(1, 1)
