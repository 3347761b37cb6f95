"""The codes on their pages: one a block that is never torn, with its words above it and its address below."""

from __future__ import annotations

from app.desk.jobs import Progress
from app.reports.documents.drafting import draft
from app.reports.documents.list_layout import MARGINS, list_blocks
from app.reports.documents.seat_codes.content import ID, SeatCode, content
from app.reports.documents.spec import Draft, ListPaperInput
from app.reports.kit import DENSE, Block, Prose, Rule, Together, square_code

SIZE_MM = 38


def draft_of(given: ListPaperInput, progress: Progress) -> Draft:
    """Its draft."""
    paper = content(given)
    blocks: list[Block] = list_blocks(paper.head, ())
    for place, seat in enumerate(paper.seats):
        progress.report(place / len(paper.seats))
        blocks.append(Together(_blocks(seat)))
    return draft(ID, paper, blocks, given, paper.head.title, margins=MARGINS)


def _blocks(seat: SeatCode) -> list[Block]:
    rule, words = Rule(weight_pt=0.4, before_pt=4, after_pt=2), Prose(seat.words, DENSE.level2)
    if not seat.address:
        return [rule, words]
    code = square_code(seat.address, DENSE.plain, "", SIZE_MM)  # its caption stands by itself: what is kept together is so once
    return [rule, words, code, Prose(seat.address, DENSE.plain)]
