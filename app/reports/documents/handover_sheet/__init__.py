"""交接班记录: every matter with its acceptance, both names, and the seal of the journal that it stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.desk.jobs import Progress
from app.kernel.text import Text
from app.reports.documents.spec import ListDocumentSpec, ListPaperInput

if TYPE_CHECKING:
    from app.reports.kit import Rendered


def _make(given: ListPaperInput, progress: Progress) -> Rendered:
    from app.reports.documents.handover_sheet.layout import make  # noqa: PLC0415 - the page kit is heavy: not at start-up

    return make(given, progress)


SPEC = ListDocumentSpec("handover_sheet", Text("交接班记录", "Handover record"), _make)
