"""What papers of lists print alike: a title, sentences, tables under their headings, lines to sign. Pure, every text bounded."""

from __future__ import annotations

import msgspec

from app.reports.documents.phrases import Phrases
from app.reports.documents.spec import ListGroup, ListPaperInput

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


def part_of(one: ListGroup, words: Phrases, heading: str, *, cell_most: int, rows_most: int, left_out: str) -> Part:
    """A group as a part of at most so many rows, each cell of at most so many characters; ``left_out`` is the code of the words
    that count the other rows."""
    rest = len(one.rows) - rows_most
    rows = tuple(tuple(words.clip(cell, cell_most) for cell in row) for row in one.rows[:rows_most])
    return Part(heading, one.heads, rows, words.paper(left_out, count=rest) if rest > 0 else "")


def list_pages(given: ListPaperInput, signatures: tuple[str, ...] = ()) -> ListPages:
    """The whole paper; tables without rows are left out."""
    words = Phrases(given)
    return ListPages(
        title=words.clip(given.subject, 60),
        lead=words.paper("around.as_of", at=words.full_stamp(given.now)[:16], place=words.clip(given.place, 30)),
        totals=tuple(words.clip(line, LINE_MOST) for line in given.totals),
        parts=tuple(
            part_of(
                one, words, words.clip(one.title, 40), cell_most=CELL_MOST, rows_most=ROWS_MOST, left_out="around.left_out",
            )
            for one in given.groups if one.rows
        ),
        signatures=signatures,
    )
