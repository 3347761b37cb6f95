"""The score as things stand: computed aside, never in the way of the drill."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.catalog.pinyin import search_keys
from app.desk.describe import Describer
from app.domain.exercise.score import Score
from app.ui.drill.room.presenter import part_rows, seqs_words
from app.ui.kit.labels import Text
from app.ui.kit.table import Column, RowsView
from app.ui.kit.theme import current_theme


class ScoreView(QWidget):
    """Points of 100, by objective, and every part with the journal entries that it rests on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.points = Text("—", "figure")
        self.groups = Text("", "caption")
        self.groups.setWordWrap(True)
        self.table = RowsView(
            (
                Column(key="item", title=self.tr("Item"), text=lambda r: r.item, width=110, tip=lambda r: r.item),
                Column(key="points", title=self.tr("Points"), text=lambda r: f"{r.points:.1f}/{r.of:.1f}",
                       tone=lambda r: r.tone, badge=True, width=92, sort=lambda r: r.points - r.of,
                       export=lambda r: round(r.points, 2)),
                Column(key="words", title=self.tr("What was found"), text=lambda r: r.words, stretch=True,
                       tip=lambda r: r.words),
                Column(key="who", title=self.tr("Who"), text=lambda r: r.who, width=72, extra=True),
                Column(key="evidence", title=self.tr("Entries"), width=76, tip=lambda r: seqs_words(r.evidence),
                       text=lambda r: seqs_words(r.evidence), extra=True),
            ),
            lambda row: row.key, title=self.tr("Score"), initials=search_keys,
            empty=(self.tr("No score yet"), self.tr("It is computed once the drill has begun.")),
        )  # fmt: skip
        margin = current_theme().length("s")
        column = QVBoxLayout(self)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(margin)
        column.addWidget(self.points)
        column.addWidget(self.groups)
        column.addWidget(self.table, 1)

    def show_score(self, score: Score, describer: Describer, objectives: dict[str, str]) -> None:
        """Show it; ``objectives`` are their words by id."""
        words = self.tr("{points} of 100 as things stand")
        self.points.setText(words.format(points=f"{score.points:.1f}"))
        groups = (f"{objectives.get(one.name, one.name)} {one.score:.0f}" for one in score.by_objective())
        self.groups.setText("　".join(groups))
        self.table.set_rows(part_rows(score, describer))
