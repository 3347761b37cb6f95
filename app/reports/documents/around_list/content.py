"""Groups of rows → what stands on the paper. Pure; every text is bounded, so that one long note does not fill a page."""

from __future__ import annotations

import msgspec

from app.reports.documents.phrases import Phrases
from app.reports.documents.spec import ListPaperInput

ID = "around_list"
_CELL_MOST = 60
_NOTE_MOST = 160
_ROWS_MOST = 1_500


class Group(msgspec.Struct, frozen=True):
    """One group: its heading with the number of its rows, its columns, its rows; ``left_out`` rows did not go in."""

    heading: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    left_out: str = ""


class AroundList(msgspec.Struct, frozen=True):
    """The paper: title, the ground and the moment, totals, groups, and what the list may be used for."""

    title: str
    lead: tuple[str, ...]
    totals: tuple[str, ...]
    groups: tuple[Group, ...]
    use: str
    empty: str = ""


def content(given: ListPaperInput) -> AroundList:
    """The whole paper."""
    words = Phrases(given)
    groups = []
    for one in given.groups:
        kept = one.rows[:_ROWS_MOST]
        groups.append(
            Group(
                words.paper("around.heading", title=one.title, count=len(one.rows)),
                one.heads,
                tuple(tuple(words.clip(cell, _CELL_MOST) for cell in row) for row in kept),
                words.paper("around.left_out", count=len(one.rows) - len(kept)) if len(one.rows) > len(kept) else "",
            )
        )
    return AroundList(
        title=words.paper("around.title"),
        lead=(
            words.paper("around.ground", ground=words.clip(given.subject, _NOTE_MOST)),
            words.paper("around.as_of", at=words.full_stamp(given.now)[:16], place=words.clip(given.place, 30)),
        ),
        totals=tuple(words.clip(line, _NOTE_MOST) for line in given.totals),
        groups=tuple(groups),
        use=words.paper("around.use"),
        empty="" if groups else words.paper("around.nothing"),
    )
