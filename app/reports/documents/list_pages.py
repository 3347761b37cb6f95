"""What papers of lists print alike: a title, sentences, tables under their headings, lines to sign. Pure, every text bounded."""

from __future__ import annotations

import msgspec

from app.reports.documents.phrases import Phrases
from app.reports.documents.spec import ListPaperInput

CELL_MOST = 300
LINE_MOST = 200
ROWS_MOST = 1_500


class Part(msgspec.Struct, frozen=True):
    """A table under its heading; ``left_out`` says how many rows did not go in ("" for none)."""

    heading: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    left_out: str = ""


class ListPages(msgspec.Struct, frozen=True):
    """The paper: title, whose it is and of when, sentences, tables, who signs."""

    title: str
    lead: str
    totals: tuple[str, ...]
    parts: tuple[Part, ...]
    signatures: tuple[str, ...] = ()


def list_pages(given: ListPaperInput, signatures: tuple[str, ...] = ()) -> ListPages:
    """The whole paper; tables without rows are left out."""
    words = Phrases(given)
    return ListPages(
        title=words.clip(given.subject, 60),
        lead=words.paper("around.as_of", at=words.full_stamp(given.now)[:16], place=words.clip(given.place, 30)),
        totals=tuple(words.clip(line, LINE_MOST) for line in given.totals),
        parts=tuple(
            Part(
                words.clip(one.title, 40), one.heads,
                tuple(tuple(words.clip(cell, CELL_MOST) for cell in row) for row in one.rows[:ROWS_MOST]),
                words.paper("around.left_out", count=len(one.rows) - ROWS_MOST) if len(one.rows) > ROWS_MOST else "",
            )
            for one in given.groups if one.rows
        ),
        signatures=signatures,
    )
