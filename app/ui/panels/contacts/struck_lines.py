"""Lines of text of which some are struck through."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.kit.labels import Text
from app.ui.kit.theme import current_theme


class StruckLines(QWidget):
    """Shows lines, each plain or struck through; takes no room where there are none."""

    def __init__(self) -> None:
        super().__init__()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(current_theme().length("xs"))
        self._shown: tuple[tuple[str, bool], ...] = ()

    @property
    def lines(self) -> tuple[tuple[str, bool], ...]:
        """Every line, and whether it is struck through."""
        return self._shown

    def show_lines(self, lines: Sequence[tuple[str, bool]]) -> None:
        """Show exactly these."""
        if tuple(lines) == self._shown:
            return
        self._shown = tuple(lines)
        while self._layout.count():
            old = self._layout.takeAt(0)
            widget = old.widget() if old is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for text, struck in self._shown:
            label = Text(text, "caption")
            label.setWordWrap(True)
            font = label.font()
            font.setStrikeOut(struck)
            label.setFont(font)
            self._layout.addWidget(label)
        self.setVisible(bool(self._shown))
