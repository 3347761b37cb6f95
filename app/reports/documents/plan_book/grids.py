"""Small makers of annexes and columns, in words."""

from __future__ import annotations

from app.reports.documents.plan_book.model import Annex, Column, Grid, Set
from app.reports.documents.plan_words import PlanWords


def column(words: PlanWords, code: str, share: float, stands: Set = Set.LEFT) -> Column:
    """A column with its head in words; ``share`` of the width, as if the table were 156 mm wide."""
    return Column(words.book(f"head.{code}"), share, stands)


def annex(
    words: PlanWords, code: str, grids: tuple[Grid, ...] = (), *, items: tuple[str, ...] = (), legend: bool = False, note: str = ""
) -> Annex | None:
    """An annex of what is there; ``None`` where there is nothing. ``legend`` explains what 法定 and 建议值 mean."""
    filled = tuple(grid for grid in grids if grid.rows)
    if not filled and not items:
        return None
    notes = [note, words.book("legend") if legend else ""]
    return Annex(code, words.book(f"annex.{code}"), filled, items, words.gap.join(one for one in notes if one))
