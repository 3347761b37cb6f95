"""传真（送达）封面: the sheet before a report that goes out by fax or by hand, one page."""

from __future__ import annotations

from app.desk.jobs import Progress
from app.kernel.text import Text
from app.reports.documents.fax_cover.content import CoverInput
from app.reports.documents.spec import About, DocumentSpec, Draft

__all__ = ["SPEC", "CoverInput"]


def _draft(given: CoverInput, progress: Progress) -> Draft:
    from app.reports.documents.fax_cover.layout import draft_of  # noqa: PLC0415 - the page kit is heavy: not at start-up

    return draft_of(given, progress)


SPEC = DocumentSpec("fax_cover", Text("传真（送达）封面", "Fax cover"), About.SENDING, _draft)
