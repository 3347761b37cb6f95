"""What stands beside each code. Pure."""

from __future__ import annotations

import msgspec

from app.reports.documents.list_pages import CELL_MOST, ListPages, list_pages
from app.reports.documents.spec import ListPaperInput

ID = "seat_codes"


class SeatCode(msgspec.Struct, frozen=True):
    """A seat: whose it is in a line, and its address ("" where the row has none)."""

    words: str
    address: str


class SeatCodes(msgspec.Struct, frozen=True):
    """The paper: the head of a paper of lists, and the seats."""

    head: ListPages
    seats: tuple[SeatCode, ...]


def content(given: ListPaperInput) -> SeatCodes:
    """The paper; its rows become seats, and no table is left."""
    pages = list_pages(given)
    seats = tuple(
        SeatCode("　".join(filter(None, row[:-1]))[:CELL_MOST], row[-1] if row else "") for part in pages.parts for row in part.rows
    )
    return SeatCodes(msgspec.structs.replace(pages, parts=()), seats)
