"""Groups of rows → what stands on the paper. Pure; every text is bounded, so that one long note does not fill a page."""

from __future__ import annotations

import msgspec

from app.reports.documents.list_pages import Part, part_of
from app.reports.documents.phrases import Phrases
from app.reports.documents.spec import ListPaperInput

ID = "around_list"
_CELL_MOST = 60
_NOTE_MOST = 160
_ROWS_MOST = 1_500


class AroundList(msgspec.Struct, frozen=True):
    """The paper: title, the ground and the moment, totals, groups (their headings say how many rows each has), and what the list
    may be used for."""

    title: str
    lead: tuple[str, ...]
    totals: tuple[str, ...]
    groups: tuple[Part, ...]
    use: str
    empty: str = ""


def content(given: ListPaperInput) -> AroundList:
    """The whole paper."""
    words = Phrases(given)
    groups = tuple(
        part_of(
            one, words, words.paper("around.heading", title=one.title, count=len(one.rows)),
            cell_most=_CELL_MOST, rows_most=_ROWS_MOST, left_out="around.left_out",
        )
        for one in given.groups
    )
    return AroundList(
        title=words.paper("around.title"),
        lead=(
            words.paper("around.ground", ground=words.clip(given.subject, _NOTE_MOST)),
            words.paper("around.as_of", at=words.full_stamp(given.now)[:16], place=words.clip(given.place, 30)),
        ),
        totals=tuple(words.clip(line, _NOTE_MOST) for line in given.totals),
        groups=groups,
        use=words.paper("around.use"),
        empty="" if groups else words.paper("around.nothing"),
    )
