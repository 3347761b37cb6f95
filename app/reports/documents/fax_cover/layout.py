"""The cover on its page: a title, two grids, a few lines of what it is, and a box for the other side's signature."""

from __future__ import annotations

from app.desk.jobs import Progress
from app.reports.documents.drafting import draft
from app.reports.documents.fax_cover.content import ID, Cover, CoverInput, content
from app.reports.documents.phrases import Pair
from app.reports.documents.spec import Draft
from app.reports.kit import DENSE, Align, Block, KeyValueGrid, Prose, Rule, Space

_GRID = DENSE.with_cells(13, 18, head_size_pt=12, head_leading_pt=19, head_align=Align.LEFT)
_PLAIN = DENSE.plain.but(size_pt=13, leading_pt=20)


def draft_of(given: CoverInput, progress: Progress) -> Draft:
    """Its draft."""
    cover = content(given)
    return draft(ID, cover, _blocks(cover), given, cover.title)


def _blocks(cover: Cover) -> list[Block]:
    return [
        Prose(cover.title, DENSE.title.but(size_pt=24, leading_pt=34)),
        Rule(weight_pt=1.2, before_pt=4, after_pt=8),
        _grid(cover.parties), Space(8), _grid(cover.about), Space(8),
        Prose(cover.summary, _PLAIN), Space(14), Prose(cover.ask, _PLAIN), Space(8), _grid(cover.receipt),
    ]


def _grid(pairs: tuple[Pair, ...]) -> KeyValueGrid:
    return KeyValueGrid([(pair.label, pair.value) for pair in pairs], _GRID, columns=1, name_share=0.3)
