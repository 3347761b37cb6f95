"""The ruled tables of the dossier: labelled values in columns, and rows under a head."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Table

from app.reports.documents.phrases import Pair, Phrases
from app.reports.documents.sheet import Ink, Words, grid
from app.reports.kit.faces import FaceRole
from app.reports.kit.shape import TextLike
from app.reports.kit.style import Align, Style

_CELL = Style(role=FaceRole.FANGSONG, size_pt=9.5, leading_pt=13, align=Align.LEFT)
_HEAD = _CELL.but(role=FaceRole.HEITI)
_LABEL_MM = 28.0


class Tables:
    """Makes the tables of one paper, ``width_mm`` wide."""

    def __init__(self, words: Phrases, ink: Ink, width_mm: float) -> None:
        self._words = words
        self._ink = ink
        self._width = width_mm

    def pairs(self, pairs: Sequence[Pair], columns: int = 2) -> Table:
        """Labels and values side by side, ``columns`` pairs in a row."""
        value_mm = self._width / columns - _LABEL_MM
        cells = [(Words(one.label, _HEAD, self._ink), Words(one.value, _CELL, self._ink)) for one in pairs]
        while len(cells) % columns:
            cells.append((Words("", _HEAD, self._ink), Words("", _CELL, self._ink)))
        rows = [[cell for pair in cells[at : at + columns] for cell in pair] for at in range(0, len(cells), columns)]
        return grid(rows, (_LABEL_MM, value_mm) * columns, shaded=range(0, 2 * columns, 2))

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[TextLike]], widths_mm: Sequence[float]) -> Table:
        """Rows under a head that repeats on every page; the widths are shares of the whole."""
        scale = self._width / sum(widths_mm)
        head = [Words(self._words.say(f"head.{code}"), _HEAD, self._ink) for code in heads]
        body = [[Words(cell, _CELL, self._ink) for cell in row] for row in rows]
        return grid([head, *body], [width * scale for width in widths_mm], head_rows=1)
