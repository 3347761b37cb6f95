"""值班信息（领导参阅）: one page for the leader; what does not fit is left out by rank, the page never overflows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.desk.jobs import Progress
from app.kernel.text import Text
from app.reports.documents.spec import DocumentInput, DocumentSpec

if TYPE_CHECKING:
    from app.reports.kit import Rendered


def _make(given: DocumentInput, progress: Progress) -> Rendered:
    from app.reports.documents.leader_brief.layout import make  # noqa: PLC0415 - the page kit is heavy: not at start-up

    return make(given, progress)


SPEC = DocumentSpec("leader_brief", Text("值班信息（领导参阅）", "Duty brief for leaders"), _make)
