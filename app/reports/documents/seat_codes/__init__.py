"""演练席位二维码: the address of every seat of a drill as a square code, to be cut out and handed to whoever sits there."""

from __future__ import annotations

from app.desk.jobs import Progress
from app.kernel.text import Text
from app.reports.documents.spec import About, DocumentSpec, Draft, ListPaperInput


def _draft(given: ListPaperInput, progress: Progress) -> Draft:
    from app.reports.documents.seat_codes.layout import draft_of  # noqa: PLC0415 - the page kit is heavy: not at start-up

    return draft_of(given, progress)


SPEC = DocumentSpec("seat_codes", Text("演练席位二维码", "Codes of a drill's seats"), About.LIST, _draft, inside=True)
"""The last cell of every row is the address; the cells before it say whose it is. Pure."""
