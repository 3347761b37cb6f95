"""Worded tables → what stands on the log sheet. Pure; every text is bounded, so that one long entry does not fill a page."""

from __future__ import annotations

import msgspec

from app.reports.documents.list_pages import Part, part_of
from app.reports.documents.phrases import Phrases
from app.reports.documents.spec import ListPaperInput

ID = "duty_log"
_CELL_MOST = 400
_LINE_MOST = 240
_ROWS_MOST = 2_000


class DutyLog(msgspec.Struct, frozen=True):
    """The sheet: title, which period, who and what in short, the parts, and who signs."""

    title: str
    lead: tuple[str, ...]
    totals: tuple[str, ...]
    parts: tuple[Part, ...]
    signatures: tuple[str, ...]


def content(given: ListPaperInput) -> DutyLog:
    """The whole sheet. A part without rows is printed too: that nothing came in is a record."""
    words = Phrases(given)
    return DutyLog(
        title=words.paper("duty_log.title"),
        lead=(
            words.clip(given.subject, _LINE_MOST),
            words.paper("duty_log.as_of", at=words.full_stamp(given.now), place=words.clip(given.place, 30)),
        ),
        totals=tuple(words.clip(line, _LINE_MOST) for line in given.totals),
        parts=tuple(
            part_of(one, words, one.title, cell_most=_CELL_MOST, rows_most=_ROWS_MOST, left_out="duty_log.left_out")
            for one in given.groups
        ),
        signatures=tuple(words.paper(f"duty_log.sign_{who}") for who in ("officer", "relief", "leader")),
    )
