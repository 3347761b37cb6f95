"""Worded tables → what stands on the handover sheet. Pure; every text is bounded."""

from __future__ import annotations

import msgspec

from app.reports.documents.phrases import Phrases
from app.reports.documents.spec import ListPaperInput

ID = "handover_sheet"
_CELL_MOST = 300
_LINE_MOST = 240


class Part(msgspec.Struct, frozen=True):
    """One kind of matter: its heading, its columns, every single matter in a row of its own. None is ever left out."""

    heading: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class HandoverSheet(msgspec.Struct, frozen=True):
    """The sheet: title, who hands over to whom, the sums with the seal of the journal, the matters, and who signs."""

    title: str
    lead: tuple[str, ...]
    totals: tuple[str, ...]
    parts: tuple[Part, ...]
    nothing: str
    signatures: tuple[tuple[str, ...], ...]


def content(given: ListPaperInput) -> HandoverSheet:
    """The whole sheet."""
    words = Phrases(given)
    when = words.paper("handover_sheet.date")
    leaders = words.paper("handover_sheet.sign_leaders")
    return HandoverSheet(
        title=words.paper("handover_sheet.title"),
        lead=(
            words.clip(given.subject, _LINE_MOST),
            words.paper("duty_log.as_of", at=words.full_stamp(given.now), place=words.clip(given.place, 30)),
        ),
        totals=tuple(words.clip(line, _LINE_MOST) for line in given.totals),
        parts=tuple(
            Part(one.title, one.heads, tuple(tuple(words.clip(cell, _CELL_MOST) for cell in row) for row in one.rows))
            for one in given.groups
        ),
        nothing="" if given.groups else words.paper("handover_sheet.nothing"),
        signatures=tuple((words.paper(f"handover_sheet.sign_{who}"), leaders, when) for who in ("handed", "taken")),
    )
