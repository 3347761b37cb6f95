"""值班信息（领导参阅）: one page for the leader; what does not fit is left out by rank, the page never overflows."""

from __future__ import annotations

from app.kernel.text import Text
from app.reports.documents.leader_brief.layout import make
from app.reports.documents.spec import DocumentSpec

SPEC = DocumentSpec("leader_brief", Text("值班信息（领导参阅）", "Duty brief for leaders"), make)
