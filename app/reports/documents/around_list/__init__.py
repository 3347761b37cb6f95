"""范围内情况清单: what lies inside a piece of ground, with the people to be called; made to be used beside the phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.desk.jobs import Progress
from app.kernel.text import Text
from app.reports.documents.spec import ListDocumentSpec, ListPaperInput

if TYPE_CHECKING:
    from app.reports.kit import Rendered


def _make(given: ListPaperInput, progress: Progress) -> Rendered:
    from app.reports.documents.around_list.layout import make  # noqa: PLC0415 - the page kit is heavy: not at start-up

    return make(given, progress)


SPEC = ListDocumentSpec("around_list", Text("范围内情况清单", "What is inside"), _make)
