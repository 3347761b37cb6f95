"""值班日志: the log of a shift or a day with the fields of facts file §3.6, to be signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.desk.jobs import Progress
from app.kernel.text import Text
from app.reports.documents.spec import ListDocumentSpec, ListPaperInput

if TYPE_CHECKING:
    from app.reports.kit import Rendered


def _make(given: ListPaperInput, progress: Progress) -> Rendered:
    from app.reports.documents.duty_log.layout import make  # noqa: PLC0415 - the page kit is heavy: not at start-up

    return make(given, progress)


SPEC = ListDocumentSpec("duty_log", Text("值班日志", "Duty log"), _make)
