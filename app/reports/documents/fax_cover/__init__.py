"""传真（送达）封面: the sheet before a report that goes out by fax or by hand. It defines no ``SPEC``: it is about something in
the outbox, and is made by whoever has that (``make``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.desk.jobs import Progress
from app.reports.documents.fax_cover.content import CoverInput

if TYPE_CHECKING:
    from app.reports.kit import Rendered

__all__ = ["CoverInput", "make"]


def make(given: CoverInput, progress: Progress) -> Rendered:
    """The PDF, one page. ``Fault("no_chinese_font")`` without a face; ``Cancelled`` soon after the job is told to stop."""
    from app.reports.documents.fax_cover.layout import make as lay_out  # noqa: PLC0415 - the page kit is heavy

    return lay_out(given, progress)
